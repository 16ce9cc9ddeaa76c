//! Telling the person outside of the screens what happened without them: the system's notifications and the tray.
//! What stands in a notification may be read by anybody who sees the screen, a locked one too: that something
//! happened and at which company, never a service, a card, an amount or a name of the person.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use renkei_core::desk::Desk;
use renkei_core::domain::event::What;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{EventView, ProfileKind, SnapshotView, dispatch};
use renkei_core::words::{Argument, Words};
use serde_json::json;
use tauri::{AppHandle, Manager as _};
use tokio::sync::Notify;

use crate::arrival;
use crate::open::Door;
use crate::tray::{State, Tray};

/// Changes that follow fast on each other are told together.
const CALM: Duration = Duration::from_millis(500);

/// What the shell knows that its screens do not need.
pub(crate) struct Outward {
    /// Something changed.
    changed: Notify,
    /// The language that the screens speak.
    lang: Mutex<Lang>,
    pub(crate) tray: Tray,
}

impl Outward {
    /// Until the screens speak, in the system's language.
    pub(crate) fn new() -> Self {
        Self { changed: Notify::new(), lang: Mutex::new(renkei_cli::system_language()), tray: Tray::default() }
    }

    pub(crate) fn changed(&self) {
        self.changed.notify_one();
    }

    /// The screens speak this language.
    pub(crate) fn speak(&self, lang: Lang) {
        let before = std::mem::replace(&mut *self.lang.lock().unwrap_or_else(PoisonError::into_inner), lang);
        if before != lang {
            self.changed();
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        *self.lang.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells, for as long as the window's process runs.
pub(crate) async fn run(app: AppHandle, door: Arc<Door>) {
    let Ok(desk) = door.desk().await else { return };
    let outward = Arc::clone(&app.state::<Arc<Outward>>());
    loop {
        if let Err(error) = tell(&app, &desk, &outward).await {
            tracing::warn!(%error, "Tell what happened");
        }
        outward.changed.notified().await;
        tokio::time::sleep(CALM).await;
    }
}

async fn tell(app: &AppHandle, desk: &Desk, outward: &Outward) -> anyhow::Result<()> {
    let lang = outward.lang();
    let snapshot: SnapshotView = serde_json::from_value(dispatch(desk, lang, "snapshot", json!({})).await?)?;
    outward.tray.show(app, lang, State::of(&snapshot)).await;
    let mut by_issuer: BTreeMap<Option<String>, Vec<EventView>> = BTreeMap::new();
    for event in desk.take_untold(lang).await? {
        by_issuer.entry(event.issuer.as_ref().map(|issuer| issuer.name.clone())).or_default().push(event);
    }
    let words = Words::of(lang);
    for (issuer, events) in by_issuer {
        let (title, body, place) = told(words, issuer.as_deref(), &events);
        notify(app, &app_name(words, snapshot.profile), (&title, &body), place);
    }
    Ok(())
}

/// What is told of the events at one company, or at none of the list, and the screen that shows more.
fn told(words: &Words, issuer: Option<&str>, events: &[EventView]) -> (String, String, String) {
    let with = |id: &str| {
        words.with(
            id,
            &[("issuer", Argument::Text(issuer.unwrap_or_default().into())), ("count", Argument::Count(u32::try_from(events.len()).unwrap_or(u32::MAX)))],
        )
    };
    let (kind, place) = match events {
        [event] => match &event.what {
            What::New { grant } | What::Back { grant } => ("new", format!("/grants/{grant}")),
            What::Widened { grant, .. } | What::Suspended { grant } | What::Ended { grant } => ("changed", format!("/grants/{grant}")),
            What::OwnEnd { grant, asked: None } => ("own-end-ending", format!("/grants/{grant}/ending")),
            What::OwnEnd { grant, asked: Some(_) } => ("own-end", format!("/grants/{grant}")),
            What::ExpiresSoon { grant } => ("expires", format!("/grants/{grant}")),
            What::EndingNeedsYou { grant } => ("not-ended", format!("/grants/{grant}/ending")),
            What::Disputed { grant } => ("disputed", format!("/grants/{grant}/ending")),
            What::NarrowingNeedsYou { grant } => ("narrowing", format!("/grants/{grant}/narrowing")),
            What::NotNarrowed { grant } => ("not-narrowed", format!("/grants/{grant}/narrowing")),
            What::EndingFailed { grant, .. } => ("failed", format!("/grants/{grant}/ending")),
            What::NarrowingFailed { grant, .. } => ("narrowing-failed", format!("/grants/{grant}/narrowing")),
            What::DeletionUnanswered { grant } => ("reply", format!("/grants/{grant}/deletion")),
            What::CaseUnanswered { case, grant: None } => ("case-own", format!("/cases/{case}")),
            What::CaseUnanswered { case, .. } => ("case", format!("/cases/{case}")),
            What::Notice { .. } => ("notice", "/notices".to_owned()),
            What::SignIn { .. } => ("sign-in", "/sign-ins".to_owned()),
        },
        _ if issuer.is_none() => ("case-own", "/contacts".to_owned()),
        _ => ("several", "/grants".to_owned()),
    };
    (with(&format!("notify-{kind}-title")), with(&format!("notify-{kind}-body")), place)
}

/// Says, once in a run, that a closed window is no end here.
pub(crate) fn stays(app: &AppHandle) {
    static ONCE: std::sync::Once = std::sync::Once::new();
    let words = Words::of(app.state::<Arc<Outward>>().lang());
    ONCE.call_once(|| notify(app, &words.get("app-name"), (&words.get("notify-stays-title"), &words.get("notify-stays-body")), "/grants".to_owned()));
}

fn app_name(words: &Words, profile: ProfileKind) -> String {
    match profile {
        ProfileKind::Ordinary => words.get("app-name"),
        ProfileKind::Practice => format!("{} · {}", words.get("app-name"), words.get("practice-badge")),
    }
}

/// Shows a notification; pressed, it brings the window to a screen. On a thread of its own: it waits for the person.
fn notify(app: &AppHandle, name: &str, (title, body): (&str, &str), place: String) {
    let mut notification = notify_rust::Notification::new();
    // Pressing the notification itself is the action of this name (Desktop Notifications Specification, ActionInvoked).
    notification.appname(name).summary(title).body(body).action("default", title);
    #[cfg(target_os = "linux")]
    notification.icon("Renkei").hint(notify_rust::Hint::DesktopEntry("Renkei".to_owned()));
    let app = app.clone();
    std::thread::spawn(move || match notification.show() {
        Ok(shown) => shown.wait_for_action(|action| {
            if action == "default" {
                arrival::to(&app, &place);
            }
        }),
        // Nobody may be there to show it; the screens say the same.
        Err(error) => tracing::info!(%error, "Show a notification"),
    });
}

#[cfg(test)]
mod tests {
    use renkei_core::domain::Timestamp;
    use renkei_core::domain::event::Failed;
    use renkei_core::domain::id::{AccountId, CaseId, GrantId, IssuerId};
    use renkei_core::domain::own_end::WhyAsked;
    use renkei_core::ipc::IssuerRef;

    use super::*;

    fn at() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap_or_default()
    }

    fn event(what: What) -> EventView {
        let at = at();
        EventView {
            number: 1,
            at,
            since: at,
            what,
            issuer: Some(IssuerRef { id: IssuerId("minato-card".into()), name: "Minato Card".into() }),
            service: Some("Kakeibo Biyori".into()),
            connector: Some("Hiyori Inc.".into()),
            permissions: vec!["Top up your wallet".into()],
            seen: false,
        }
    }

    #[test]
    fn a_notification_names_the_company_and_nothing_else_of_the_person() {
        let grant = GrantId::new(at(), [7; 10]);
        let all = [
            What::New { grant },
            What::Back { grant },
            What::Widened { grant, scopes: vec!["funds:top_up".into()] },
            What::Suspended { grant },
            What::Ended { grant },
            What::ExpiresSoon { grant },
            What::EndingNeedsYou { grant },
            What::Disputed { grant },
            What::NarrowingNeedsYou { grant },
            What::NotNarrowed { grant },
            What::EndingFailed { grant, why: Failed::Refused },
            What::NarrowingFailed { grant, why: Failed::GivenAnew },
            What::DeletionUnanswered { grant },
            What::CaseUnanswered { case: CaseId(grant.0), grant: Some(grant) },
            What::OwnEnd { grant, asked: None },
            What::OwnEnd { grant, asked: Some(WhyAsked::Wished) },
            What::Notice { issuer: IssuerId("minato-card".into()), notice: "n-1".into() },
            What::SignIn { account: AccountId::new(at(), [1; 10]) },
        ];
        for lang in Lang::ALL {
            let words = Words::of(lang);
            let mut told: Vec<_> = all.iter().map(|what| super::told(words, Some("Minato Card"), &[event(what.clone())])).collect();
            told.push(super::told(words, Some("Minato Card"), &[event(What::New { grant }), event(What::Ended { grant })]));
            let (title, body, place) = super::told(words, None, &[event(What::CaseUnanswered { case: CaseId(grant.0), grant: None })]);
            assert!(place.starts_with("/cases/") && !title.contains("notify-") && !body.contains("notify-"), "{title}\n{body}");
            for (title, body, place) in told {
                assert!(title.contains("Minato Card") && !title.contains("notify-") && !body.contains("notify-"), "{title}\n{body}");
                for private in ["Kakeibo", "Hiyori", "Top up", "funds"] {
                    assert!(!title.contains(private) && !body.contains(private), "{title}\n{body}");
                }
                assert!(place.starts_with('/') && place.chars().all(|character| character.is_ascii_alphanumeric() || "/-".contains(character)), "{place}");
            }
        }
    }
}
