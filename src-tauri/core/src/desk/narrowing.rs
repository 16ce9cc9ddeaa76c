//! Taking a part of a grant away, by the machine of the endings: what may go, the person's word, and what later lists say of it.

use std::collections::BTreeSet;

use super::{Error, Inner, views};
use crate::domain::Timestamp;
use crate::domain::ending::{Ending, LeftAlive, Narrowing, NotNarrower, State};
use crate::domain::grant::Grant;
use crate::domain::id::{AccountId, Birth, EndingId, GrantId, IssuerId};
use crate::domain::issuer::{CanNarrow, LeftAliveKind};
use crate::domain::stated::Told;
use crate::domain::text::Lang;
use crate::flow::end::{self, Event, Seen};
use crate::ipc::{EndingView, ErrorCode, NarrowGrant, NarrowingView, PermissionView, Topic, WhyNotNarrow};
use crate::issuers::adapters::Listing;
use crate::issuers::discovery::Site;
use crate::store::{Write, endings, events};

/// How a part of this grant may be taken away, or why not; `ending` is where its latest ending stands.
pub(super) fn offer(site: &Site, grant: &Grant, ending: Option<State>) -> Result<CanNarrow, WhyNotNarrow> {
    let can = site.adapter.adapter().narrowing(site).ok_or(WhyNotNarrow::NotOffered)?;
    let permissions = &grant.remote.facts.permissions;
    if !grant.remote.status.is_live() {
        Err(WhyNotNarrow::Over)
    } else if ending.is_some_and(is_ending) {
        Err(WhyNotNarrow::Ending)
    } else if !grant.remote.birth.is_told() {
        Err(WhyNotNarrow::NoBirth)
    } else if permissions.len() < 2 || permissions.iter().all(|permission| can.fixed.contains(&permission.scope)) {
        Err(WhyNotNarrow::NothingToTake)
    } else {
        Ok(can)
    }
}

fn is_ending(state: State) -> bool {
    !state.is_settled() || state == State::Verified
}

impl Inner {
    pub(super) async fn preview_narrowing(&self, lang: Lang, id: GrantId) -> Result<NarrowingView, Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let account = self.store.account(grant.account).await?.ok_or(Error::NotFound)?;
        let site = self.site_of(grant.account).await?;
        let row = self.rows(std::slice::from_ref(&grant), lang).await?.pop().ok_or(Error::NotFound)?;
        let (can, why_not) = match offer(&site, &grant, row.ending) {
            Ok(can) => (can, None),
            Err(why) => (CanNarrow { fixed: Vec::new(), left_alive: LeftAliveKind::NotTold }, Some(why)),
        };
        let is_fixed = |permission: &PermissionView| can.fixed.contains(&permission.scope);
        let (fixed, may_go) = row.permissions.iter().cloned().partition(is_fixed);
        Ok(NarrowingView {
            why_not,
            may_go,
            fixed,
            left_alive: can.left_alive,
            tokens_until: grant.remote.facts.tokens_until(),
            sign_in_first: !account.signed_in,
            grant: row,
        })
    }

    /// Writes the intent down. Nothing was sent when this returns, and nothing can be lost any more.
    pub(super) async fn ask_narrowing(&self, lang: Lang, request: &NarrowGrant) -> Result<EndingView, Error> {
        let (now, id) = (self.now(), request.grant);
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let site = self.site_of(grant.account).await?;
        let mut write = self.store.write().await?;
        let ending = endings::latest(&mut write, id).await?.map(|ending| ending.state());
        let can = offer(&site, &grant, ending)
            .map_err(|why| Error::Plain(if why == WhyNotNarrow::Ending { ErrorCode::NarrowEnding } else { ErrorCode::CannotNarrow }))?;
        let narrowing = Narrowing::of(&grant.remote.facts.permissions, &request.drop, &can.fixed).map_err(|why| Error::Plain(code_of(why)))?;
        // Asked again: one that is under way goes on.
        if let Some(open) = endings::latest_narrowing(&mut write, id).await?.filter(|open| !open.state().is_settled()) {
            drop(write);
            let same = open.narrows.as_ref().is_some_and(|open| open.dropped() == narrowing.dropped());
            return if same { self.ending_view(&open, lang).await } else { Err(Error::Plain(ErrorCode::NarrowOpen)) };
        }
        let birth = request.seen_birth.clone().map_or_else(|| grant.remote.birth.clone(), Birth);
        let asked = Ending::asked(EndingId::new(now, self.random()), id, grant.account, grant.remote.key.clone(), birth, now);
        let asked = Ending { narrows: Some(narrowing), ..asked };
        self.note_steps(&mut write, &asked, 0).await?;
        events::settle(&mut write, &[id], now).await?;
        self.commit(write, &[Topic::Endings, Topic::Grants, Topic::Records, Topic::Events]).await?;
        self.wake.notify_one();
        self.ending_view(&asked, lang).await
    }

    pub(super) async fn narrowing_view(&self, id: GrantId, lang: Lang) -> Result<Option<EndingView>, Error> {
        match self.store.latest_narrowing(id).await? {
            Some(narrowing) => Ok(Some(self.ending_view(&narrowing, lang).await?)),
            None => Ok(None),
        }
    }

    pub(super) async fn list_narrowings(&self, lang: Lang) -> Result<Vec<EndingView>, Error> {
        let mut all = Vec::new();
        for narrowing in self.store.narrowings().await? {
            all.push(self.ending_view(&narrowing, lang).await?);
        }
        Ok(all)
    }

    /// The person asked to end these grants: what was to be taken away from them before is not asked for any more.
    pub(super) async fn overtake_narrowings(&self, write: &mut Write, grants: &[GrantId], now: Timestamp) -> Result<(), Error> {
        for narrowing in endings::waiting_narrowings(write, grants).await? {
            let before = narrowing.steps.len();
            let (narrowing, _) = end::on(narrowing, Event::EndingAsked, now, LeftAlive::NotTold, 0);
            self.note_steps(write, &narrowing, before).await?;
        }
        Ok(())
    }

    /// Grants that are listed with what was proved to be taken away from this very giving. Gives back which.
    pub(super) async fn refute_narrowings(
        &self,
        write: &mut Write,
        issuer: &IssuerId,
        account: AccountId,
        listing: &Listing,
        now: Timestamp,
    ) -> Result<BTreeSet<GrantId>, Error> {
        let mut refuted = BTreeSet::new();
        for narrowing in endings::proved_narrowings(write, account).await? {
            let Some(remote) = listing.grants.iter().find(|remote| remote.key == narrowing.key && remote.status.is_live()) else { continue };
            let holds: Vec<String> = remote.facts.permissions.iter().map(|permission| permission.scope.clone()).collect();
            // A list alone proves nothing; what it shows is there.
            if remote.birth != narrowing.birth || narrowing.narrows.as_ref().is_none_or(|asked| asked.still_in(&holds).is_empty()) {
                continue;
            }
            let before = narrowing.steps.len();
            let seen = Event::Seen(Seen::Alive { birth: remote.birth.clone(), holds: Told::Told(holds) });
            let (narrowing, _) = end::on(narrowing, seen, now, LeftAlive::NotTold, 0);
            self.note_steps(write, &narrowing, before).await?;
            self.tell_state(write, issuer, &narrowing, now).await?;
            refuted.insert(narrowing.grant);
        }
        Ok(refuted)
    }
}

/// What was asked for, in the reader's language.
pub(super) fn narrows(narrowing: &Narrowing, lang: Lang) -> crate::ipc::NarrowsView {
    let all = |permissions: &[crate::domain::permission::Permission]| permissions.iter().map(|item| views::permission(item, lang)).collect();
    crate::ipc::NarrowsView { keep: all(&narrowing.keep), drop: all(&narrowing.drop) }
}

fn code_of(why: NotNarrower) -> ErrorCode {
    match why {
        NotNarrower::KeepsAll => ErrorCode::NarrowKeepsAll,
        NotNarrower::KeepsNothing => ErrorCode::NarrowKeepsNothing,
        NotNarrower::NotHeld => ErrorCode::NarrowNotHeld,
        NotNarrower::Fixed => ErrorCode::NarrowFixed,
    }
}
