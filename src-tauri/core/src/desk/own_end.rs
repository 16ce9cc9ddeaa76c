//! The person's own end of a grant: set, taken back, and what comes of it when its day is over. The rules are `flow::own_end`.

use std::sync::Arc;

use super::owner::Owner;
use super::{Error, Inner};
use crate::domain::ending::State;
use crate::domain::event::{Event, What};
use crate::domain::id::{Birth, GrantId, IssuerId};
use crate::domain::own_end::{OwnEnd, Then, WhyAsked};
use crate::domain::pan;
use crate::domain::record::Act;
use crate::domain::text::{Lang, clean};
use crate::flow::own_end::{self, Known, Next, Stands};
use crate::ipc::{ErrorCode, GrantPageView, SetOwnEnd, Topic};
use crate::store::{Write, accounts, events, grants, own_ends};

/// Longest reason, in characters.
const WHY: usize = 200;

impl Inner {
    /// Sets or takes back when a grant should be over. What was asked about it before is answered by that.
    pub(super) async fn set_own_end(&self, lang: Lang, request: SetOwnEnd) -> Result<GrantPageView, Error> {
        let (id, now) = (request.grant, self.now());
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let then = request.then.unwrap_or(Then::Ask);
        if then == Then::End && request.at.is_some_and(|at| at <= now) {
            return Err(Error::Plain(ErrorCode::DayOver));
        }
        if request.at.is_some() && !grant.remote.status.is_live() {
            return Err(Error::Plain(ErrorCode::CannotEnd));
        }
        if request.why.as_ref().is_some_and(|why| pan::contains(why)) {
            return Err(Error::Plain(ErrorCode::CardNumber));
        }
        let why = request.why.map(|why| clean(&why).chars().take(WHY).collect::<String>()).filter(|why| !why.is_empty());
        let birth = request.seen_birth.map_or(grant.remote.birth, Birth);
        let mut write = self.store.write().await?;
        grants::set_own_end(&mut write, id, request.at).await?;
        match request.at {
            Some(at) => {
                let day = request.day.unwrap_or_else(|| at.date_naive());
                own_ends::put(&mut write, &OwnEnd { grant: id, birth, day, at, then, why, asked: None }).await?;
            }
            None => own_ends::forget(&mut write, id).await?,
        }
        events::settle(&mut write, &[id], now).await?;
        self.record(&mut write, now, Some(id), &Act::OwnEnd { grant: id, at: request.at }).await?;
        self.commit(write, &[Topic::Grants, Topic::Records, Topic::Events]).await?;
        self.wake.notify_one();
        self.read_grant(lang, id).await
    }

    async fn known(&self, own: &OwnEnd) -> Result<Option<Known>, Error> {
        let Some(grant) = self.store.grant(own.grant).await? else { return Ok(None) };
        let Some(account) = self.store.account(grant.account).await? else { return Ok(None) };
        let same = self.store.grants_by_key(grant.account, std::slice::from_ref(&grant.remote.key)).await?;
        let ending = self.store.latest_ending(grant.id).await?;
        let is = |wanted: fn(State) -> bool| ending.as_ref().is_some_and(|ending| wanted(ending.state()));
        let held = match &ending {
            Some(ending) => self.store.is_held(ending.id).await?,
            None => false,
        };
        let heard = self.store.paces().await?.get(&grant.issuer).copied().unwrap_or_default();
        let stands = if is(|state| state == State::Verified) {
            Stands::Ended
        } else if !held && is(|state| !state.is_settled()) {
            Stands::Ending
        } else if same.iter().any(|other| other.id != grant.id) {
            Stands::GivenAnew
        } else if grant.remote.status.is_live() {
            Stands::Listed
        } else {
            Stands::Gone
        };
        Ok(Some(Known { stands, birth: grant.remote.birth, as_of: grant.as_of, issuer_clock: heard.listed_clock, signed_in: account.signed_in }))
    }

    /// Notes that the day came, in the records and as an event of its own.
    async fn note_own_end(&self, write: &mut Write, issuer: &IssuerId, grant: GrantId, asked: Option<WhyAsked>) -> Result<(), Error> {
        let now = self.now();
        self.record(write, now, Some(grant), &Act::OwnEndCame { grant, asked }).await?;
        events::note(write, issuer, &Event { what: What::OwnEnd { grant, asked }, since: now }, false, now).await?;
        Ok(())
    }
}

impl Owner {
    /// Looks at every own end whose day is over: the ending is asked for like any other, or the person is asked.
    pub(super) async fn look_at_own_ends(&mut self) -> Result<(), Error> {
        let (inner, now) = (Arc::clone(&self.inner), self.inner.now());
        for own in inner.store.due_own_ends(now).await? {
            let next = match inner.known(&own).await? {
                Some(known) => own_end::next(&own, &known, now),
                None => Next::Over,
            };
            match next {
                Next::Rest => continue,
                Next::Look => {
                    let Some(grant) = inner.store.grant(own.grant).await? else { continue };
                    let account = inner.store.account(grant.account).await?.ok_or(Error::NotFound)?;
                    // One that could not be asked is asked again in its own time.
                    if account.sync_wanted.is_none() && account.failures == 0 {
                        let mut write = inner.store.write().await?;
                        accounts::want_sync(&mut write, Some(account.id), now).await?;
                        inner.commit(write, &[Topic::Issuers]).await?;
                    }
                    continue;
                }
                Next::End | Next::Ask(_) | Next::Over => {}
            }
            let grant = inner.store.grant(own.grant).await?.ok_or(Error::NotFound)?;
            if next == Next::End {
                inner.ask_ending(&grant, Some(&own.birth.0)).await?;
            }
            let mut write = inner.store.write().await?;
            // Taken back or moved meanwhile: that stands.
            if own_ends::get(&mut write, own.grant).await?.as_ref() != Some(&own) {
                continue;
            }
            if let Next::Ask(why) = next {
                own_ends::put(&mut write, &OwnEnd { asked: Some((now, why)), ..own.clone() }).await?;
                inner.note_own_end(&mut write, &grant.issuer, own.grant, Some(why)).await?;
            } else {
                own_ends::forget(&mut write, own.grant).await?;
                if next == Next::End {
                    inner.note_own_end(&mut write, &grant.issuer, own.grant, None).await?;
                }
            }
            inner.commit(write, &[Topic::Grants, Topic::Records, Topic::Events]).await?;
        }
        Ok(())
    }
}
