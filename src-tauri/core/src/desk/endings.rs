//! Carrying endings and narrowings out. The rules are `flow::end`; here are the disk before each byte, and the issuer after it.

use std::sync::Arc;

use super::ask::{Ask, Reply};
use super::owner::{self, Owner};
use super::{Error, Inner, many};
use crate::domain::Timestamp;
use crate::domain::batch::is_out;
use crate::domain::ending::{Ending, Evidence, LeftAlive, Narrowing, Silence, State};
use crate::domain::event::{Event, Failed, What};
use crate::domain::grant::{EndedBy, Grant, Status};
use crate::domain::id::{AccountId, EndingId, GrantId, IssuerId};
use crate::domain::issuer::LeftAliveKind;
use crate::domain::record::Act;
use crate::domain::stated::Told;
use crate::domain::text::Lang;
use crate::flow::end::{self, Effect};
use crate::ipc::{ErrorCode, Topic};
use crate::issuers::IssuerError;
use crate::issuers::adapters::Answer;
use crate::issuers::wire::TokenError;
use crate::store::{Write, accounts, endings, events, grants};

impl Inner {
    /// Writes the intent down. Nothing was sent when this returns, and nothing can be lost any more.
    pub(super) async fn ask_ending(&self, grant: &Grant, seen_birth: Option<&str>) -> Result<Ending, Error> {
        let now = self.now();
        let together = self.store.grants_by_key(grant.account, &grant.remote.facts.ends_together).await?;
        let mut write = self.store.write().await?;
        // Asked again: one that is under way goes on, one that is proved stays proved.
        let latest = endings::latest(&mut write, grant.id).await?;
        if let Some(mut latest) = latest.filter(|ending| !ending.state().is_settled() || ending.state() == State::Verified) {
            if self.ask_by_itself(&mut write, &mut latest, now).await? {
                self.commit(write, &[Topic::Endings, Topic::Grants, Topic::Records]).await?;
                self.wake.notify_one();
            }
            return Ok(latest);
        }
        if !grant.remote.status.is_live() {
            return Err(Error::Plain(ErrorCode::CannotEnd));
        }
        let birth = seen_birth.map_or_else(|| grant.remote.birth.clone(), |birth| crate::domain::id::Birth(birth.to_owned()));
        let mut ending = Ending::asked(EndingId::new(now, self.random()), grant.id, grant.account, grant.remote.key.clone(), birth, now);
        ending.together = together.iter().map(|other| other.id).collect();
        self.overtake_narrowings(&mut write, &[grant.id], now).await?;
        self.note_steps(&mut write, &ending, 0).await?;
        events::settle(&mut write, &[grant.id], now).await?;
        self.commit(write, &[Topic::Endings, Topic::Records, Topic::Events]).await?;
        self.wake.notify_one();
        Ok(ending)
    }

    /// Goes on at once with an ending that waits, or with a narrowing.
    pub(super) async fn hurry(&self, grant: GrantId, narrows: bool) -> Result<Ending, Error> {
        let now = self.now();
        let mut write = self.store.write().await?;
        let latest = if narrows { endings::latest_narrowing(&mut write, grant).await? } else { endings::latest(&mut write, grant).await? };
        let ending = latest.ok_or(Error::NotFound)?;
        if ending.state() == State::Sent {
            return Ok(ending);
        }
        let (mut ending, _) = end::on(ending, end::Event::Hurried, now, LeftAlive::NotTold, 0);
        self.ask_by_itself(&mut write, &mut ending, now).await?;
        endings::save(&mut write, &ending).await?;
        self.commit(write, &[Topic::Endings, Topic::Grants, Topic::Records]).await?;
        self.wake.notify_one();
        Ok(ending)
    }

    /// One of many that the person now asks for by itself, before it was sent: it waits for the others no more, and is not
    /// stopped or given up with them. The records hold that it was asked. Gives back whether it was one.
    async fn ask_by_itself(&self, write: &mut Write, ending: &mut Ending, now: Timestamp) -> Result<bool, Error> {
        if ending.batch.is_none() || ending.state().is_settled() || is_out(ending) {
            return Ok(false);
        }
        ending.batch = None;
        endings::save(write, ending).await?;
        let act = Act::Ending { ending: ending.id, grant: ending.grant, state: State::Asked, evidence: Evidence::PersonAsked };
        self.record(write, now, Some(ending.grant), &act).await?;
        Ok(true)
    }

    /// Keeps an ending and a record of each of its steps from `from` on.
    pub(super) async fn note_steps(&self, write: &mut Write, ending: &Ending, from: usize) -> Result<(), Error> {
        endings::save(write, ending).await?;
        for step in ending.steps.iter().skip(from) {
            let (id, grant, state, evidence) = (ending.id, ending.grant, step.state, step.evidence.clone());
            let act = match &ending.narrows {
                Some(asked) => Act::Narrowing { narrowing: id, grant, drop: asked.dropped(), state, evidence },
                None => Act::Ending { ending: id, grant, state, evidence },
            };
            self.record(write, step.at, Some(ending.grant), &act).await?;
        }
        Ok(())
    }
}

impl Inner {
    /// What the person should hear of although they may not be looking: that it has not ended, came to nothing, or waits for them.
    pub(super) async fn tell_state(&self, write: &mut Write, issuer: &IssuerId, ending: &Ending, now: Timestamp) -> Result<(), Error> {
        let (grant, narrows) = (ending.grant, ending.narrows.is_some());
        if narrows {
            events::settle_narrowings(write, grant, now).await?;
        } else {
            events::settle_endings(write, grant, now).await?;
        }
        let what = match (ending.state(), why_failed(ending)) {
            (_, Some(why)) if narrows => What::NarrowingFailed { grant, why },
            (_, Some(why)) => What::EndingFailed { grant, why },
            (State::NeedsYou, _) if narrows => What::NarrowingNeedsYou { grant },
            (State::Disputed, _) if narrows => What::NotNarrowed { grant },
            (State::NeedsYou, _) => What::EndingNeedsYou { grant },
            (State::Disputed, _) => What::Disputed { grant },
            (State::Asked | State::Sent | State::Accepted | State::Verified | State::Waiting | State::Refused | State::Superseded, _) => return Ok(()),
        };
        events::note(write, issuer, &Event { what, since: now }, false, now).await?;
        Ok(())
    }
}

/// Why an ending came to nothing, where the person did not give it up themselves.
fn why_failed(ending: &Ending) -> Option<Failed> {
    let given_up = ending.steps.last().is_some_and(|step| step.evidence == Evidence::EndingAsked);
    match ending.state() {
        State::Refused => Some(Failed::Refused),
        State::Superseded if !given_up => Some(Failed::GivenAnew),
        State::Asked | State::Sent | State::Accepted | State::Verified | State::Waiting | State::NeedsYou | State::Superseded | State::Disputed => None,
    }
}

impl Owner {
    /// Takes up what an earlier process left under way.
    pub(super) async fn resume_endings(&mut self) -> Result<(), Error> {
        for ending in self.inner.store.endings_under_way().await? {
            if !self.ending.contains(&ending.id) && ending.next_at.is_none() && matches!(ending.state(), State::Sent | State::Accepted | State::Asked) {
                self.step(ending.id, ending.account, end::Event::Silent { why: Silence::Interrupted, retry_at: None }).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn start_due_endings(&mut self) -> Result<(), Error> {
        for ending in self.inner.store.due_endings(self.inner.now()).await? {
            if !self.ending.contains(&ending.id) {
                self.run_effect(ending, Effect::Read);
            }
        }
        Ok(())
    }

    /// Keeps an eye on what is settled.
    pub(super) async fn start_due_looks(&mut self) -> Result<(), Error> {
        for ending in self.inner.store.due_looks(self.inner.now()).await? {
            if !self.ending.contains(&ending.id) {
                let look = end::after::look(&ending);
                self.run_effect(ending, look);
            }
        }
        Ok(())
    }

    /// Takes an event in: the step is on disk before its effect starts.
    pub(super) async fn step(&mut self, id: EndingId, account: AccountId, event: end::Event) -> Result<(), Error> {
        let inner = Arc::clone(&self.inner);
        let now = inner.now();
        let issuer = inner.store.account(account).await?.ok_or(Error::NotFound)?.issuer;
        let site = inner.site_of(account).await?;
        let mut write = inner.store.write().await?;
        let Some(ending) = endings::by_id(&mut write, id).await? else { return Ok(()) };
        if many::is_held_back(&mut write, &ending, &event).await? {
            return Ok(());
        }
        // A narrowing that is on its way might come after the ending, and make anew what that has ended.
        if ending.narrows.is_none() && many::would_send(&ending, &event) && self.narrowing.values().any(|grant| *grant == ending.grant) {
            return Ok(());
        }
        // Asked for again meanwhile: that wish goes on, and this one is over.
        if ending.narrows.is_none() && ending.state().is_settled() && endings::latest(&mut write, ending.grant).await?.is_some_and(|latest| latest.id != id) {
            return Ok(());
        }
        let (before, was) = (ending.steps.len(), ending.state());
        let adapter = site.adapter.adapter();
        let kind = match &ending.narrows {
            Some(_) => adapter.narrowing(&site).map_or(LeftAliveKind::NotTold, |can| can.left_alive),
            None => adapter.declares().left_alive,
        };
        let left_alive = left_alive(kind, now);
        let jitter = u16::from_be_bytes(inner.random()) % 1_000;
        let (mut ending, effect) = end::on(ending, event, now, left_alive, jitter);
        let effect = many::together(&mut ending, effect, now);
        inner.note_steps(&mut write, &ending, before).await?;
        let state = ending.state();
        if state != was {
            inner.tell_state(&mut write, &issuer, &ending, now).await?;
        }
        if state == State::Verified && state != was && ending.narrows.is_none() {
            // Gone before anything was sent: somebody else ended it.
            let by = if ending.sent > 0 { Told::Told(EndedBy::Holder) } else { Told::NotTold };
            // When it ended is the issuer's to say; what this app saw and when stands with the ending.
            grants::set_status(&mut write, ending.grant, &Status::Ended { by, at: ending.ended_at.into() }).await?;
        }
        if state.is_settled() && state != was {
            self.syncing.entry(ending.account).and_modify(|overtaken| *overtaken = true);
            if !many::goes_on(&mut write, &ending, now).await? {
                accounts::want_sync(&mut write, Some(ending.account), now).await?;
            }
        }
        inner.commit(write, &[Topic::Endings, Topic::Grants, Topic::Records, Topic::Events]).await?;
        if let Some(effect) = effect {
            self.run_effect(ending, effect);
        }
        Ok(())
    }

    fn run_effect(&mut self, ending: Ending, effect: Effect) {
        let (inner, id, account) = (Arc::clone(&self.inner), ending.id, ending.account);
        self.ending.insert(id);
        if ending.narrows.is_some() {
            self.narrowing.insert(id, ending.grant);
        }
        let run = async move { owner::Event::Ending { ending: id, account, event: Box::new(carry_out(&inner, &ending, effect).await) } };
        let late = owner::Event::Ending { ending: id, account, event: Box::new(end::Event::Silent { why: Silence::TimedOut, retry_at: None }) };
        self.spawn(account, run, late);
    }
}

async fn carry_out(inner: &Arc<Inner>, ending: &Ending, effect: Effect) -> end::Event {
    let (key, birth) = (&ending.key, &ending.birth);
    let dropped = ending.narrows.as_ref().map(Narrowing::dropped);
    let ask = match (effect, &dropped) {
        (Effect::Read, None) => Ask::Read { key },
        (Effect::Read, Some(_)) => Ask::ReadHeld { key },
        (Effect::Send, None) => Ask::End { key, birth },
        (Effect::Send, Some(drop)) => Ask::Narrow { key, birth, drop },
        (Effect::Uses, _) => Ask::Uses { key },
    };
    match inner.ask(ending.account, Lang::Ja, &ask).await {
        Ok(Reply::Seen(seen)) => end::Event::Seen(seen),
        Ok(Reply::Ended(Answer::Accepted(status))) => end::Event::Accepted { status },
        Ok(Reply::Ended(Answer::NothingThere(status))) => end::Event::NothingThere { status },
        Ok(Reply::Ended(Answer::GivenAnew)) => end::Event::GivenAnew,
        Ok(Reply::Uses(uses)) => end::Event::Used(uses.told().map(|uses| uses.iter().map(|one| one.at).max()).into()),
        Ok(Reply::Listed(_) | Reply::Receipt(_) | Reply::Looked(_) | Reply::Taken(_)) => end::Event::Silent { why: Silence::Unreadable, retry_at: None },
        // A look that is refused says nothing about the grant.
        Err(Error::Issuer(IssuerError::Refused { .. })) if effect != Effect::Send => silent(Silence::Unreadable),
        Err(Error::Issuer(IssuerError::Refused { status: 408 | 425, .. })) => silent(Silence::TimedOut),
        Err(error) => of_error(error),
    }
}

fn silent(why: Silence) -> end::Event {
    end::Event::Silent { why, retry_at: None }
}

pub(super) fn of_error(error: Error) -> end::Event {
    match error {
        Error::Issuer(error) | Error::Token(TokenError::Issuer(error)) => match error {
            IssuerError::Offline | IssuerError::UnknownHost | IssuerError::Certificate => silent(Silence::Offline),
            IssuerError::NoAnswer => silent(Silence::TimedOut),
            IssuerError::ServerError { retry_at, .. } => end::Event::Silent { why: Silence::ServerError, retry_at },
            IssuerError::TooMany { retry_at } => end::Event::Silent { why: Silence::TooMany, retry_at },
            IssuerError::Unreadable(_) => silent(Silence::Unreadable),
            IssuerError::Unauthorized => end::Event::SignInNeeded { max_age: None },
            IssuerError::StepUp { max_age } => end::Event::SignInNeeded { max_age: Some(max_age.unwrap_or(0)) },
            IssuerError::Refused { status, words } => end::Event::Refused { status, words },
        },
        Error::SignIn | Error::Token(TokenError::InvalidGrant) => end::Event::SignInNeeded { max_age: None },
        Error::Token(_) => silent(Silence::ServerError),
        Error::Store(_) | Error::Vault(_) | Error::Disk | Error::NotFound | Error::Discovery(_) | Error::Plain(_) | Error::About(..) => {
            silent(Silence::Interrupted)
        }
    }
}

/// What an issuer's kind leaves alive, for an ending that is seen now.
fn left_alive(kind: LeftAliveKind, now: Timestamp) -> LeftAlive {
    match kind {
        LeftAliveKind::Nothing => LeftAlive::None,
        LeftAliveKind::SignedAccessTokens { seconds: Some(seconds) } => LeftAlive::Until(now + chrono::Duration::seconds(i64::from(seconds))),
        LeftAliveKind::SignedAccessTokens { seconds: None } | LeftAliveKind::NotTold => LeftAlive::NotTold,
    }
}

/// Whether the last step asks for a fresh sign-in.
pub(super) fn wants_fresh(ending: &Ending) -> bool {
    matches!(ending.steps.last().map(|step| &step.evidence), Some(Evidence::SignInNeeded { max_age: Some(_) }))
}
