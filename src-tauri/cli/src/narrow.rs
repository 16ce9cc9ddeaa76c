//! Taking a part of a connection away: what is meant, the person's word, the wait, and what stands where it is broken off.

use std::sync::PoisonError;

use renkei_core::domain::ending::State;
use renkei_core::domain::fold::fold;
use renkei_core::ipc::{EndingView, ErrorCode, Failure, GrantView, NarrowGrant, NarrowingView, PermissionView};
use serde_json::json;

use crate::fault::{Code, GOES_ON, INTERRUPTED, NOT_ENDED, Refused};
use crate::revoke::{Asked, Wish, needs_you};
use crate::run::{LOOK, OK, Session};
use crate::show;

impl Session<'_> {
    pub(crate) async fn narrow(&self, id: &str, keep: &[String], drop: &[String], wish: Wish) -> anyhow::Result<u8> {
        self.first_list().await?;
        let grant = self.find(id).await?;
        if grant.own {
            return Err(Refused::about(Code::OwnConnection, grant.id.to_string()).into());
        }
        let view: NarrowingView = self.call("preview_narrowing", json!({ "grant": grant.id })).await?;
        let gone = chosen(&view, keep, drop)?;
        if wish.preview {
            show::narrowing_preview(self.reader, &view, &gone);
            return Ok(OK);
        }
        if !wish.yes {
            if !self.terminal {
                return Err(Refused::plain(Code::NeedsYes).into());
            }
            show::narrowing_before(self.reader, &view, &gone);
            if !show::confirmed(self.reader, "cli-narrow-confirm").await? {
                return Err(Refused::plain(Code::NotConfirmed).into());
            }
        }
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Asked::Narrowing(Box::new(grant.clone())));
        let drop = gone.iter().map(|permission| permission.scope.clone()).collect();
        let request = NarrowGrant { grant: grant.id, drop, seen_birth: Some(grant.birth.clone()) };
        let mut narrowing: EndingView = self.call("narrow_grant", serde_json::to_value(request)?).await?;
        if matches!(narrowing.state, State::Waiting | State::NeedsYou) {
            // Asked before: the person wants it to go on now.
            narrowing = self.call("hurry_narrowing", json!({ "grant": grant.id })).await?;
        }
        let until = tokio::time::Instant::now() + wish.wait;
        while !narrowing.state.is_settled() && !needs_you(&narrowing) && tokio::time::Instant::now() < until {
            tokio::time::sleep(LOOK).await;
            narrowing = self.narrowing(&grant).await?.unwrap_or(narrowing);
        }
        show::ending(self.reader, &grant, &narrowing);
        Ok(match narrowing.state {
            State::Verified => OK,
            State::Refused | State::Superseded | State::Disputed => NOT_ENDED,
            State::Asked | State::Sent | State::Accepted | State::Waiting | State::NeedsYou => GOES_ON,
        })
    }

    async fn narrowing(&self, grant: &GrantView) -> anyhow::Result<Option<EndingView>> {
        self.call("read_narrowing", json!({ "grant": grant.id })).await
    }

    /// Says what stands after Ctrl-C. What was asked for is on disk.
    pub(crate) async fn narrowing_interrupted(&self, grant: &GrantView) -> anyhow::Result<u8> {
        let id = grant.id.to_string();
        // Not there yet, or not to be read: no proof that it was not asked for.
        let Some(narrowing) = self.narrowing(grant).await.ok().flatten() else {
            return Err(Refused::about(Code::InterruptedUnknown, show::short(&id)).into());
        };
        show::ending(self.reader, grant, &narrowing);
        if narrowing.state.is_settled() || needs_you(&narrowing) {
            return Ok(INTERRUPTED);
        }
        Err(Refused::about(Code::InterruptedNarrowing, show::short(&id)).into())
    }
}

/// What is to be taken away: what was named, or all that may go but what was named.
fn chosen(view: &NarrowingView, keep: &[String], drop: &[String]) -> anyhow::Result<Vec<PermissionView>> {
    let failure = |code, detail: Option<String>| Failure { code, party: None, detail };
    if view.why_not.is_some() {
        let why = view.why_not.and_then(|why| serde_json::to_value(why).ok()).and_then(|why| why.as_str().map(str::to_owned));
        return Err(failure(ErrorCode::CannotNarrow, why).into());
    }
    let is = |permission: &PermissionView, word: &String| permission.scope == *word || permission.words.as_ref().is_some_and(|words| fold(words) == fold(word));
    let named = |words: &[String], permission: &PermissionView| words.iter().any(|word| is(permission, word));
    let all = || view.may_go.iter().chain(&view.fixed);
    if let Some(unknown) = keep.iter().chain(drop).find(|word| !all().any(|permission| is(permission, word))) {
        return Err(failure(ErrorCode::NarrowNotHeld, Some(unknown.clone())).into());
    }
    if view.fixed.iter().any(|permission| named(drop, permission)) {
        return Err(failure(ErrorCode::NarrowFixed, None).into());
    }
    let goes = |permission: &&PermissionView| if keep.is_empty() { named(drop, permission) } else { !named(keep, permission) };
    let gone: Vec<PermissionView> = view.may_go.iter().filter(goes).cloned().collect();
    match gone.len() {
        0 => Err(failure(ErrorCode::NarrowKeepsAll, None).into()),
        all if all == view.may_go.len() && view.fixed.is_empty() => Err(failure(ErrorCode::NarrowKeepsNothing, None).into()),
        _ => Ok(gone),
    }
}
