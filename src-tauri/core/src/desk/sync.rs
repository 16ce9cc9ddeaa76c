//! Keeping the list true: asking every connected issuer, each by itself, so that one that is down hides no other.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Duration;

use super::ask::{Ask, Reply};
use super::documents::{self, Look};
use super::owner::{Event, Owner};
use super::{Error, Inner};
use crate::domain::ending::LeftAlive;
use crate::domain::event::What;
use crate::domain::id::{AccountId, GrantId};
use crate::domain::issuer::Trouble;
use crate::domain::record::{Act, Change};
use crate::domain::text::Lang;
use crate::domain::{self, Timestamp};
use crate::flow::end;
use crate::flow::watch::{self, Went};
use crate::ipc::Topic;
use crate::issuers::IssuerError;
use crate::issuers::adapters::Listing;
use crate::store::accounts::{self, Account, Looked, Watched};
use crate::store::grants::{self, Ends, Merged, Outcome};
use crate::store::{Write, documents as kept, endings, events};

/// How often the machine is asked how it is supplied.
const SUPPLY_EVERY: Duration = Duration::minutes(1);

impl Owner {
    pub(super) async fn start_due_syncs(&mut self) -> Result<(), Error> {
        let now = self.inner.now();
        for account in self.inner.store.accounts().await? {
            let due = watch::is_due(account.sync_wanted.is_some(), account.next_sync_at, self.supply, now);
            if account.signed_in && due && !self.many.is_at(account.id) && !self.syncing.contains_key(&account.id) {
                self.syncing.insert(account.id, false);
                let (inner, id, wish) = (Arc::clone(&self.inner), account.id, account.sync_wanted);
                let effect = async move {
                    let (listing, look) = tokio::join!(list(&inner, id), documents::look(&inner, &account.issuer));
                    Event::Listed { account: id, wish, listing, look: look.ok() }
                };
                self.spawn(id, effect, Event::Listed { account: id, wish, listing: Err(Error::Issuer(IssuerError::NoAnswer)), look: None });
            }
        }
        Ok(())
    }

    /// Takes a list in, in one transaction with its records; and then what it and the documents mean together.
    pub(super) async fn listed(
        &mut self,
        account: AccountId,
        overtaken: bool,
        wish: Option<Timestamp>,
        listing: Result<Listing, Error>,
        look: Option<Look>,
    ) -> Result<(), Error> {
        let inner = Arc::clone(&self.inner);
        let now = inner.now();
        let Some(row) = inner.store.account(account).await? else { return Ok(()) };
        let wished = look.as_ref().and_then(Look::poll_seconds).unwrap_or(inner.site_of(account).await?.poll_seconds);
        let wished = Duration::seconds(i64::from(wished));
        let dice = u16::from_be_bytes(inner.random());
        let mut write = inner.store.write().await?;
        let watched = accounts::watched(&mut write, account).await?;
        if let Some(look) = &look {
            documents::take(&mut write, look, now).await?;
        }
        let look = match listing {
            // A list that was asked for before an ending was settled knows nothing of it.
            Ok(_) if overtaken => {
                accounts::want_sync(&mut write, Some(account), now).await?;
                return inner.commit(write, &[Topic::Issuers]).await;
            }
            Ok(mut listing) => {
                documents::explain(&mut listing.grants, &kept::scope_words(&mut write, &row.issuer).await?);
                let complete = listing.unreadable == 0;
                let open = endings::open_of_account(&mut write, account).await?.into_iter().filter(|ending| ending.narrows.is_none());
                let under_way = open.map(|ending| ending.grant).collect();
                let ends = Ends { under_way, announced: endings::announced(&mut write, account).await? };
                let fresh = || GrantId::new(now, inner.random());
                let Outcome { changes, events: happened } = grants::merge(&mut write, &row.issuer, account, &listing, &ends, now, fresh).await?;
                let known = known_before(&happened, watched);
                let refuted = inner.refute(&mut write, &row, &changes, now).await?;
                let not_narrowed = inner.refute_narrowings(&mut write, &row.issuer, account, &listing, now).await?;
                // Of an ending that is refuted that is told, and not its return besides; of a narrowing not that it is wide again.
                let told = |what: &What| {
                    let wide = matches!(what, What::Widened { grant, .. } if not_narrowed.contains(grant));
                    wide || matches!(what, What::Back { grant } if refuted.contains(grant))
                };
                let news = happened.iter().filter(|event| !told(&event.what));
                for event in news {
                    let known = !watched.before || event.what.grant().is_some_and(|grant| known.contains(&grant));
                    events::note(&mut write, &row.issuer, event, known, now).await?;
                }
                let mut acts = Vec::with_capacity(changes.len());
                for (grant, merged) in changes {
                    let act = match merged {
                        Merged::New => Act::GrantSeen { grant },
                        Merged::Changed(what) => Act::GrantChanged { grant, what },
                    };
                    acts.push((Some(grant), act));
                }
                inner.record_all(&mut write, now, &acts).await?;
                let trouble = (!complete).then_some(Trouble::Unreadable);
                let next = watch::next_look(Went::Well, wished, dice, now);
                Looked { wish, as_of: Some(now), trouble, failures: 0, next }
            }
            Err(error) => {
                let (trouble, failures) = (error.trouble(), row.failures.saturating_add(1));
                let next = watch::next_look(Went::Badly { trouble, failures, retry_at: error.retry_at() }, wished, dice, now);
                tracing::info!(%account, %error, "List grants");
                Looked { wish, as_of: None, trouble: Some(trouble), failures, next }
            }
        };
        inner.store.commit(write).await?;
        // Broken off here, the issuer still counts as not asked, and is asked again.
        let weighty = inner.weighty_notices().await?;
        let over = inner.over_by_now().await?;
        let mut write = inner.store.write().await?;
        let issuers = accounts::watched_issuers(&mut write).await?;
        for (issuer, event) in &weighty {
            // What stands at an issuer that was not looked at yet is for the first look at it.
            if *issuer == row.issuer || issuers.contains(issuer) {
                let first = events::note(&mut write, issuer, event, *issuer == row.issuer && !watched.before, now).await?;
                if let (true, What::Notice { issuer, notice }) = (first, &event.what) {
                    let act = Act::NoticeHeard { issuer: issuer.clone(), notice: notice.clone() };
                    inner.record(&mut write, now, None, &act).await?;
                }
            }
        }
        inner.settle_what_is_over(&mut write, &over).await?;
        accounts::looked(&mut write, account, &look).await?;
        inner.commit(write, &[Topic::Grants, Topic::Issuers, Topic::Records, Topic::Notices, Topic::Events]).await
    }

    /// Asks the machine from time to time how it is supplied. Until it answers, nothing is told.
    pub(super) fn ask_machine(&mut self) {
        let now = self.inner.now();
        if self.supply_asked.is_some_and(|asked| asked <= now && now < asked + SUPPLY_EVERY) {
            return;
        }
        self.supply_asked = Some(now);
        let (machine, events) = (Arc::clone(&self.inner.outside.machine), self.inner.events.clone());
        tokio::spawn(async move {
            // The owner is gone at shutdown only.
            let _ = events.send(Event::Supplied(machine.supply().await)).await;
        });
    }
}

impl Inner {
    /// Takes in what a list shows against endings: a grant that is back under the same birth, though its ending was verified, which is
    /// given back; one that lives, though its ending was called superseded, which is looked at anew.
    async fn refute(&self, write: &mut Write, account: &Account, changes: &[(GrantId, Merged)], now: Timestamp) -> Result<BTreeSet<GrantId>, Error> {
        let mut refuted = BTreeSet::new();
        for (grant, _) in changes.iter().filter(|(_, merged)| *merged == Merged::Changed(Change::Back)) {
            // Where nothing tells one giving from the next, that it is back is told by itself.
            let Some(ending) = endings::latest(write, *grant).await?.filter(|ending| ending.birth.is_told()) else { continue };
            let before = ending.steps.len();
            let (ending, _) = end::on(ending, end::Event::BackAgain, now, LeftAlive::NotTold, 0);
            if ending.steps.len() > before {
                self.note_steps(write, &ending, before).await?;
                self.tell_state(write, &account.issuer, &ending, now).await?;
                refuted.insert(*grant);
            }
        }
        for ending in endings::superseded_but_listed(write, account.id, now).await? {
            let (ending, _) = end::on(ending, end::Event::BackAgain, now, LeftAlive::NotTold, 0);
            endings::save(write, &ending).await?;
        }
        Ok(refuted)
    }
}

/// Grants that are listed first now, and may have stood in what an earlier list left out.
fn known_before(happened: &[domain::event::Event], watched: Watched) -> BTreeSet<GrantId> {
    let new = |event: &domain::event::Event| if let What::New { grant } = event.what { Some(grant) } else { None };
    if watched.whole { BTreeSet::new() } else { happened.iter().filter_map(new).collect() }
}

async fn list(inner: &Arc<Inner>, account: AccountId) -> Result<Listing, Error> {
    // Names come in every language that the issuer has; the header matters only to issuers that give one.
    match inner.ask(account, Lang::Ja, &Ask::List).await? {
        Reply::Listed(mut listing) => {
            if let Err(error) = inner.set_own_tests_apart(account, &mut listing).await {
                tracing::warn!(%error, "End a test grant that was left behind");
            }
            Ok(listing)
        }
        Reply::Seen(_) | Reply::Ended(_) | Reply::Uses(_) | Reply::Receipt(_) | Reply::Looked(_) | Reply::Taken(_) => Err(Error::NotFound),
    }
}
