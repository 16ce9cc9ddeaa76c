//! Carrying out what was asked for together: each is an ordinary ending, stepped by the one engine. Here are only how many
//! go out at a time, by which look they are seen, and what holds them back.
//!
//! One look shows many at once; what lives is sent, as the issuer's pace allows, and the next look finds what of it is gone.
//! So thousands take a handful of requests each, and never more than a few are under way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use chrono::Duration;
use tokio::task::JoinHandle;

use super::ask::{Ask, Reply};
use super::owner::{Event, Owner};
use super::{Error, Inner, endings};
use crate::domain::Timestamp;
use crate::domain::ending::{Ending, Silence};
use crate::domain::id::{AccountId, EndingId, IssuerId, RemoteKey};
use crate::domain::text::Lang;
use crate::flow::end::{self, Effect, Seen};
use crate::flow::pace::{self, Next, Pace};
use crate::ipc::Topic;
use crate::issuers::IssuerError;
use crate::issuers::adapters::Looked;
use crate::store::{Write, batches, pace as heard};

/// Most endings of one sign-in that are taken up at once, of either kind.
const MOST: u32 = 60;
/// How long a look counts as one from right before the sending.
const FRESH: Duration = Duration::seconds(60);
/// How often it is looked for what is due, while other sign-ins are busy.
const EVERY: Duration = Duration::seconds(1);

/// What is under way of all batches.
#[derive(Default)]
pub(super) struct Many {
    looking: BTreeSet<AccountId>,
    waves: BTreeMap<AccountId, Wave>,
    /// Endings that were let out, until they are answered.
    out: BTreeMap<EndingId, (AccountId, IssuerId)>,
    signing_out: BTreeMap<AccountId, JoinHandle<()>>,
    looked_for: Option<Timestamp>,
}

/// What a look showed, and was not acted on yet.
struct Wave {
    at: Timestamp,
    seen: VecDeque<(EndingId, Seen)>,
}

impl Many {
    /// Whether anything is under way at a sign-in. Its list is asked for afterwards: one from in between is of no use.
    pub(super) fn is_at(&self, account: AccountId) -> bool {
        self.looking.contains(&account) || self.waves.contains_key(&account) || self.out.values().any(|(at, _)| *at == account)
    }

    fn under_way(&self, issuer: &IssuerId) -> u32 {
        u32::try_from(self.out.values().filter(|(_, at)| at == issuer).count()).unwrap_or(u32::MAX)
    }

    /// How many looks are under way.
    #[cfg(feature = "testing")]
    pub(super) fn looks(&self) -> usize {
        self.looking.len()
    }

    /// Whether anything of any batch is under way.
    #[cfg(feature = "testing")]
    pub(super) fn is_busy(&self) -> bool {
        !self.is_idle()
    }

    fn is_idle(&self) -> bool {
        self.looking.is_empty() && self.waves.is_empty() && self.out.is_empty()
    }
}

/// Whether an ending is about to be sent.
pub(super) fn would_send(ending: &Ending, event: &end::Event) -> bool {
    !ending.was_accepted() && matches!(event, end::Event::Seen(Seen::Alive { .. } | Seen::GoneButInUse))
}

/// Whether the person holds an ending back that was about to be sent.
pub(super) async fn is_held_back(write: &mut Write, ending: &Ending, event: &end::Event) -> Result<bool, Error> {
    Ok(would_send(ending, event) && ending.batch.is_some() && batches::is_held(write, ending.id).await?)
}

/// What was accepted as one of many is looked for together with the others. What is settled is looked at by itself.
pub(super) fn together(ending: &mut Ending, effect: Option<Effect>, now: Timestamp) -> Option<Effect> {
    if ending.batch.is_some() && !ending.state().is_settled() && effect == Some(Effect::Read) {
        ending.next_at = Some(now);
        return None;
    }
    effect
}

/// Whether others of its batch go on at the same sign-in, so that the list is better asked for after them.
pub(super) async fn goes_on(write: &mut Write, ending: &Ending, now: Timestamp) -> Result<bool, Error> {
    Ok(ending.batch.is_some() && batches::goes_on_at(write, ending.account, now).await?)
}

impl Owner {
    /// Lets out what may go, and looks at what is due.
    pub(super) async fn go_on_with_batches(&mut self) -> Result<(), Error> {
        let (inner, now) = (Arc::clone(&self.inner), self.inner.now());
        let Self { many, ending, .. } = self;
        many.out.retain(|id, _| ending.contains(id));
        let busy = !self.many.is_idle();
        let just_looked = self.many.looked_for.is_some_and(|at| at <= now && now < at + EVERY);
        let due = if busy && just_looked { BTreeMap::new() } else { inner.store.due_of_batches(now, MOST).await? };
        if !(busy && just_looked) {
            self.many.looked_for = Some(now);
            self.sign_out_after_batches().await?;
        }
        if due.is_empty() && self.many.waves.is_empty() {
            return Ok(());
        }
        let mut paces = inner.paces(now).await?;
        let needing = inner.store.accounts_that_need_you().await?;
        // The first that needs the person speaks for all.
        self.many.waves.retain(|account, _| !needing.contains(account));
        let issuers: BTreeMap<AccountId, IssuerId> = inner.store.accounts().await?.into_iter().map(|account| (account.id, account.issuer)).collect();
        for account in self.many.waves.keys().copied().collect::<Vec<_>>() {
            if let Some(issuer) = issuers.get(&account) {
                self.act_on_wave(account, issuer, &mut paces, now).await?;
            }
        }
        for (account, endings) in due {
            let Some(issuer) = issuers.get(&account).filter(|_| !self.many.is_at(account)) else { continue };
            let pace = paces.entry(issuer.clone()).or_default();
            pace.under_way = self.many.under_way(issuer);
            self.start_look(account, endings, pace, now).await?;
        }
        Ok(())
    }

    /// Steps what a look showed, as far as the issuer's pace lets it out.
    async fn act_on_wave(&mut self, account: AccountId, issuer: &IssuerId, paces: &mut BTreeMap<IssuerId, Pace>, now: Timestamp) -> Result<(), Error> {
        let Some(mut wave) = self.many.waves.remove(&account) else { return Ok(()) };
        let pace = paces.entry(issuer.clone()).or_default();
        pace.under_way = self.many.under_way(issuer);
        while let Some((id, seen)) = wave.seen.pop_front() {
            if self.goes_by_itself(id).await? {
                continue;
            }
            if matches!(seen, Seen::Alive { .. } | Seen::GoneButInUse) {
                match pace::next(pace, now) {
                    Next::Now if now <= wave.at + FRESH => {}
                    Next::AfterOne => {
                        wave.seen.push_front((id, seen));
                        self.many.waves.insert(account, wave);
                        return Ok(());
                    }
                    // What was seen is too old by the time that it may go out: it is looked at again then.
                    Next::Now | Next::Wait(_) | Next::Cap(_) => return Ok(()),
                }
            }
            self.step(id, account, end::Event::Seen(seen)).await?;
            if self.ending.contains(&id) {
                self.many.out.insert(id, (account, issuer.clone()));
                pace.under_way += 1;
                pace.sent.push(now);
            }
        }
        Ok(())
    }

    /// Whether the person asked for one of them by itself since it was looked at: it takes its own way.
    async fn goes_by_itself(&self, id: EndingId) -> Result<bool, Error> {
        Ok(self.ending.contains(&id) || self.inner.store.endings_by_id(&[id]).await?.iter().all(|ending| ending.batch.is_none()))
    }

    /// Looks at what is due of one sign-in: all that was accepted, and as many of the others as may go out.
    async fn start_look(&mut self, account: AccountId, endings: Vec<Ending>, pace: &Pace, now: Timestamp) -> Result<(), Error> {
        let inner = Arc::clone(&self.inner);
        let at_once = inner.site_of(account).await?.adapter.adapter().at_once();
        let room = pace::room(pace, now);
        let (accepted, others): (Vec<Ending>, Vec<Ending>) = endings.into_iter().partition(Ending::was_accepted);
        let accepted = if matches!(pace::next(pace, now), Next::Wait(_)) { Vec::new() } else { accepted };
        let endings: Vec<Ending> = accepted.into_iter().chain(others.into_iter().take(room)).take(at_once).collect();
        if endings.is_empty() {
            return Ok(());
        }
        self.many.looking.insert(account);
        let ids: Vec<EndingId> = endings.iter().map(|ending| ending.id).collect();
        let late = Event::Looked { account, endings: ids.clone(), looked: Err(Error::Issuer(IssuerError::NoAnswer)) };
        let effect = async move {
            let keys: Vec<RemoteKey> = endings.iter().map(|ending| ending.key.clone()).collect();
            let looked = match inner.ask(account, Lang::Ja, &Ask::Look { keys: &keys }).await {
                Ok(Reply::Looked(looked)) => Ok(looked),
                Ok(Reply::Listed(_) | Reply::Seen(_) | Reply::Ended(_) | Reply::Uses(_) | Reply::Receipt(_) | Reply::Taken(_)) => Err(Error::NotFound),
                Err(error) => Err(error),
            };
            Event::Looked { account, endings: ids, looked }
        };
        self.spawn(account, effect, late);
        Ok(())
    }

    /// Takes a look in. One that gave nothing is noted on one ending alone, and holds the others back with it.
    pub(super) async fn looked(&mut self, account: AccountId, endings: Vec<EndingId>, looked: Result<Looked, Error>) -> Result<(), Error> {
        self.many.looking.remove(&account);
        let (inner, now) = (Arc::clone(&self.inner), self.inner.now());
        let (seen, broken) = match looked {
            Ok(Looked { seen, broken }) => (seen, broken.map(Error::Issuer)),
            Err(error) => (Vec::new(), Some(error)),
        };
        let mut by_key: BTreeMap<RemoteKey, Seen> = seen.into_iter().collect();
        let mut wave = VecDeque::new();
        let mut unseen: Option<Ending> = None;
        for ending in inner.store.endings_by_id(&endings).await?.into_iter().filter(|ending| ending.batch.is_some()) {
            match by_key.remove(&ending.key) {
                Some(seen) => wave.push_back((ending.id, seen)),
                // The one that went unanswered most often: its rests grow.
                None if unseen.as_ref().is_none_or(|other| other.silent < ending.silent) => unseen = Some(ending),
                None => {}
            }
        }
        if !wave.is_empty() {
            self.many.waves.insert(account, Wave { at: now, seen: wave });
        }
        let (Some(error), Some(ending)) = (broken, unseen) else { return Ok(()) };
        // A look that is refused says nothing about the grant.
        let refused = matches!(error, Error::Issuer(IssuerError::Refused { .. }));
        let event = if refused { end::Event::Silent { why: Silence::Unreadable, retry_at: None } } else { endings::of_error(error) };
        let why = if let end::Event::Silent { why, .. } = &event { Some(*why) } else { None };
        self.step(ending.id, account, event).await?;
        let issuer = inner.store.account(account).await?.ok_or(Error::NotFound)?.issuer;
        let mut write = inner.store.write().await?;
        let rests = crate::store::endings::by_id(&mut write, ending.id).await?.and_then(|ending| ending.next_at);
        if let (Some(until), Some(why)) = (rests, why) {
            heard::wait(&mut write, &issuer, until, why, now).await?;
        }
        inner.commit(write, &[Topic::Endings]).await
    }

    /// Signs this device out where a batch wished it and nothing of any ending is open at that issuer any more.
    async fn sign_out_after_batches(&mut self) -> Result<(), Error> {
        // One that failed is tried again.
        self.many.signing_out.retain(|_, task| !task.is_finished());
        for account in self.inner.store.to_sign_out().await? {
            let inner = Arc::clone(&self.inner);
            self.many.signing_out.entry(account).or_insert_with(|| {
                tokio::spawn(async move {
                    if let Err(error) = inner.sign_out_as_wished(account).await {
                        tracing::warn!(%account, %error, "Sign out after all endings");
                    }
                })
            });
        }
        Ok(())
    }
}

impl Inner {
    /// How fast endings of batches may go out, by issuer.
    pub(super) async fn paces(&self, now: Timestamp) -> Result<BTreeMap<IssuerId, Pace>, Error> {
        let issuers = self.store.issuers().await?;
        let counted = issuers.iter().any(|issuer| issuer.site.endings.per_hour.is_some());
        let mut sent = if counted { self.store.sent_lately(now).await? } else { BTreeMap::new() };
        let heard = self.store.paces().await?;
        let pace = |id: &IssuerId, caps| Pace {
            caps,
            wait_until: heard.get(id).and_then(|heard| heard.wait).map(|(until, _)| until),
            sent: sent.remove(id).unwrap_or_default(),
            under_way: 0,
        };
        let mut pace = pace;
        Ok(issuers.iter().map(|issuer| (issuer.id.clone(), pace(&issuer.id, issuer.site.endings))).collect())
    }

    async fn sign_out_as_wished(&self, account: AccountId) -> Result<(), Error> {
        if self.store.account(account).await?.is_some_and(|account| account.signed_in) {
            return self.sign_out(account, Lang::Ja).await.map(drop);
        }
        // Over already: the next sign-in is another one.
        let mut write = self.store.write().await?;
        batches::signed_out(&mut write, account).await?;
        self.commit(write, &[Topic::Endings]).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ending::{Evidence, State, Step};
    use crate::domain::id::{Birth, GrantId};

    #[test]
    fn what_is_settled_is_looked_at_by_itself_though_it_was_one_of_many() {
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let (key, birth) = (RemoteKey("k".into()), Birth("b".into()));
        let mut ending = Ending::asked(EndingId::new(now, [1; 10]), GrantId::new(now, [2; 10]), AccountId::new(now, [3; 10]), key, birth, now);
        ending.batch = Some(crate::domain::id::BatchId::new(now, [4; 10]));
        ending.steps.push(Step { state: State::Accepted, at: now, evidence: Evidence::Answer { status: 204 } });
        assert_eq!((together(&mut ending, Some(Effect::Read), now), ending.next_at), (None, Some(now)), "with the others");
        ending.next_at = None;
        ending.steps.push(Step { state: State::Verified, at: now, evidence: Evidence::NotListed });
        assert_eq!((together(&mut ending, Some(Effect::Read), now), ending.next_at), (Some(Effect::Read), None), "by itself");
    }
}
