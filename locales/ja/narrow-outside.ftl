# 許可を減らすこと：証明と通知（画面には出さない）

proof-narrow-title = 許可を減らすあゆみ（解除ではありません）
proof-narrow-note = 連携はつづけたまま、一部の許可だけを取りあげることについて、このアプリがしたこと、見たことです。今の姿：{ $state }

## システムの通知

notify-narrowing-title = まだ減っていない許可があります · { $issuer }
notify-narrowing-body = あなたの操作が必要です。Renkeiで続けられます。
notify-not-narrowed-title = 取りあげたはずの許可があります · { $issuer }
notify-not-narrowed-body = 何が見えたかは、Renkeiで見られます。
notify-narrowing-failed-title = 許可を減らせませんでした · { $issuer }
notify-narrowing-failed-body = 許可はそのままです。理由は、Renkeiで見られます。
