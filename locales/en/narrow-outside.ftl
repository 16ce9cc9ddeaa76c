# Narrowing: the proof and the notifications (not on the screens)

proof-narrow-title = How permissions were taken away (no ending)
proof-narrow-note = What this app did and saw about taking a part away while the connection goes on. It stands as: { $state }

## Notifications of the system

notify-narrowing-title = Permissions are not taken away yet · { $issuer }
notify-narrowing-body = It needs you. Go on in Renkei.
notify-not-narrowed-title = Permissions that were to go are still there · { $issuer }
notify-not-narrowed-body = Renkei shows what was seen.
notify-narrowing-failed-title = Permissions could not be taken away · { $issuer }
notify-narrowing-failed-body = They are as they were. Renkei shows why.
