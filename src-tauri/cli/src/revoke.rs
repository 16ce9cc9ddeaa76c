//! Ending a connection: the person's word, the wait, and what stands where it is broken off.

use std::sync::PoisonError;
use std::time::Duration;

use renkei_core::domain::ending::State;
use renkei_core::ipc::{ConsequencesView, EndingReceiptView, EndingView, GrantView};
use serde_json::json;

use crate::fault::{Code, GOES_ON, INTERRUPTED, NOT_ENDED, Refused};
use crate::run::{LOOK, OK, Session};
use crate::show;

/// Longest time to wait for the issuer's receipt of an ending that is over.
const RECEIPT: Duration = Duration::from_secs(5);

/// How the person wants it.
pub(crate) struct Wish {
    pub(crate) yes: bool,
    /// That they mean the connection that is listed now, where nothing else can tell it from an earlier one.
    pub(crate) now_listed: bool,
    pub(crate) wait: Duration,
    /// Only what it would do.
    pub(crate) preview: bool,
}

/// What this call asked for.
pub(crate) enum Asked {
    /// An ending.
    One {
        grant: Box<GrantView>,
        /// What stood before.
        before: Option<Box<EndingView>>,
    },
    /// Many of them.
    Many,
    /// To take a part away.
    Narrowing(Box<GrantView>),
}

impl Session<'_> {
    pub(crate) async fn revoke(&self, id: &str, wish: Wish) -> anyhow::Result<u8> {
        self.first_list().await?;
        let grant = self.find(id).await?;
        if grant.own {
            return Err(Refused::about(Code::OwnConnection, grant.id.to_string()).into());
        }
        if wish.preview {
            let consequences: ConsequencesView = self.call("preview_ending", json!({ "grant": grant.id })).await?;
            show::consequences(self.reader, &consequences);
            return Ok(OK);
        }
        let before = self.ending(&grant).await?;
        let unsure = before.as_ref().filter(|ending| show::unsure(ending));
        let answered = unsure.is_some();
        if let Some(ending) = unsure.filter(|_| wish.yes && !wish.now_listed) {
            // Said before anybody could know what is asked now.
            show::ending(self.reader, &grant, ending);
            return Err(Refused::about(Code::NeedsNowListed, show::short(&grant.id.to_string())).into());
        }
        if !(if answered { wish.now_listed } else { wish.yes }) {
            self.confirm(&grant, unsure).await?;
        }
        let mut ending = self.ask(&grant, before).await?;
        if ending.state == State::Waiting || (ending.state == State::NeedsYou && (answered || !show::unsure(&ending))) {
            // Asked before: the person wants it to go on now.
            ending = self.call("hurry_ending", json!({ "grant": grant.id })).await?;
        }
        let until = tokio::time::Instant::now() + wish.wait;
        while !ending.state.is_settled() && !needs_you(&ending) && tokio::time::Instant::now() < until {
            tokio::time::sleep(LOOK).await;
            ending = self.ending(&grant).await?.unwrap_or(ending);
        }
        // The issuer's word on it comes a moment later, where there is one.
        let patience = tokio::time::Instant::now() + RECEIPT;
        while ending.receipt == Some(EndingReceiptView::Asking) && tokio::time::Instant::now() < until.min(patience) {
            tokio::time::sleep(LOOK).await;
            ending = self.ending(&grant).await?.unwrap_or(ending);
        }
        show::ending(self.reader, &grant, &ending);
        Ok(match ending.state {
            State::Verified => OK,
            State::Refused | State::Superseded | State::Disputed => NOT_ENDED,
            State::Asked | State::Sent | State::Accepted | State::Waiting | State::NeedsYou => GOES_ON,
        })
    }

    /// Says what an ending does, and asks the person for the last word.
    async fn confirm(&self, grant: &GrantView, unsure: Option<&EndingView>) -> anyhow::Result<()> {
        if !self.terminal {
            return Err(Refused::plain(Code::NeedsYes).into());
        }
        let consequences: ConsequencesView = self.call("preview_ending", json!({ "grant": grant.id })).await?;
        show::before(self.reader, &consequences, show::say_error);
        if unsure.is_some() {
            show::unsure_before(self.reader, grant);
        }
        if show::confirmed(self.reader, "cli-confirm").await? { Ok(()) } else { Err(Refused::plain(Code::NotConfirmed).into()) }
    }

    /// Asks for the ending. From here on it may be on disk, whatever comes in between.
    async fn ask(&self, grant: &GrantView, before: Option<EndingView>) -> anyhow::Result<EndingView> {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Asked::One { grant: Box::new(grant.clone()), before: before.map(Box::new) });
        self.call("end_grant", json!({ "grant": grant.id, "seen_birth": grant.birth })).await
    }

    /// Says what stands after Ctrl-C. What was asked for is on disk.
    pub(crate) async fn interrupted(&self) -> anyhow::Result<u8> {
        show::broken_off(self.reader);
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (grant, before) = match asked {
            None => return Err(Refused::plain(Code::Interrupted).into()),
            Some(Asked::Narrowing(grant)) => return self.narrowing_interrupted(&grant).await,
            Some(Asked::Many) => return Err(Refused::plain(Code::InterruptedMany).into()),
            Some(Asked::One { grant, before }) => (grant, before),
        };
        let id = grant.id.to_string();
        let found = self.ending(&grant).await.ok().flatten().filter(|ending| !was_over(before.as_deref(), ending));
        // Not there yet, or not to be read: no proof that it was not asked for.
        let Some(ending) = found else { return Err(Refused::about(Code::InterruptedUnknown, show::short(&id)).into()) };
        show::ending(self.reader, &grant, &ending);
        if ending.state.is_settled() || needs_you(&ending) {
            return Ok(INTERRUPTED);
        }
        Err(Refused::about(Code::InterruptedEnding, show::short(&id)).into())
    }

    async fn ending(&self, grant: &GrantView) -> anyhow::Result<Option<EndingView>> {
        self.call("read_ending", json!({ "grant": grant.id })).await
    }
}

/// Whether this is an earlier ending that did not come to its end: not the one that was asked for now.
fn was_over(before: Option<&EndingView>, ending: &EndingView) -> bool {
    let began = |ending: &EndingView| ending.steps.first().map(|step| step.at);
    let over = |before: &&EndingView| before.state.is_settled() && before.state != State::Verified;
    before.filter(over).is_some_and(|before| began(before) == began(ending))
}

/// Whether an ending waits for the person. One that was hurried or signed in for goes on by itself.
pub(crate) fn needs_you(ending: &EndingView) -> bool {
    ending.state == State::NeedsYou && ending.next_at.is_none()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use renkei_cli::{practice, profile};
    use renkei_core::domain::text::Lang;
    use renkei_core::ipc::GrantListView;

    use super::*;
    use crate::fault::said;
    use crate::show::Reader;

    #[tokio::test(flavor = "multi_thread")]
    async fn what_was_asked_in_the_moment_of_ctrl_c_is_never_said_not_to_be() {
        let folder = tempfile::tempdir().unwrap();
        let open = profile::open_practice(folder.path(), Arc::new(practice::Visitor::alone())).await.unwrap();
        let reader = Reader::new(Lang::En, true);
        let session = Session { open, reader: &reader, terminal: false, asked: Mutex::new(None) };
        assert!(practice::sign_in_everywhere(session.open.desk.as_ref()).await.is_empty());
        session.first_list().await.unwrap();
        let all: GrantListView = session.call("list_grants", json!({})).await.unwrap();
        let grant = all.grants.iter().find(|grant| grant.can_end).unwrap();
        let code = |error: &anyhow::Error| said(error, reader.words, "renkei").0.code;
        assert_eq!(code(&session.interrupted().await.unwrap_err()), "interrupted", "nothing was asked so far");
        // Broken off at the first moment: whether it came as far as the disk, nobody knows.
        drop(tokio::time::timeout(Duration::ZERO, session.ask(grant, None)).await);
        let broken_off = session.interrupted().await;
        let known = ["interrupted_unknown", "interrupted_ending"];
        assert!(broken_off.as_ref().is_ok_and(|code| *code == INTERRUPTED) || broken_off.is_err_and(|error| known.contains(&code(&error).as_str())));
        // Nothing to be found is no proof either.
        *session.asked.lock().unwrap() = Some(Asked::One { grant: Box::new(all.own.first().unwrap().clone()), before: None });
        assert_eq!(code(&session.interrupted().await.unwrap_err()), "interrupted_unknown");
        session.open.close().await;
    }
}
