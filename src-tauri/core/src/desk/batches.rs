//! Ending many grants by one act: what it would end, the act, where it stands, and stopping it. It is carried out in `many`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Error, Inner, views};
use crate::domain::batch::{self, Batch, BatchAct, Choice, Outcome, Weight};
use crate::domain::ending::{Ending, Silence};
use crate::domain::fold::fold;
use crate::domain::grant::Grant;
use crate::domain::id::{AccountId, BatchId, Birth, EndingId, GrantId, RemoteKey};
use crate::domain::issuer::GoesOn;
use crate::domain::kept::Source;
use crate::domain::permission::Effect;
use crate::domain::record::Act;
use crate::domain::text::Lang;
use crate::flow::pace::{self, Next};
use crate::ipc::{
    BatchPartyView, BatchView, ElsewhereView, EndMany, ErrorCode, IssuerMeans, IssuerRef, KeptView, ManyGrantView, ManyPartyView, ManyView, OutcomesView,
    PauseView, PauseWhy, ResultView, Steer, SteerBatch, Topic,
};
use crate::store::accounts::Account;
use crate::store::batches::{self, Tied};
use crate::store::grants::connector_sort;
use crate::store::pace::Heard;
use crate::store::{endings, events};

impl Inner {
    pub(super) async fn preview_many(&self, lang: Lang, choice: Choice) -> Result<ManyView, Error> {
        let now = self.now();
        let chosen = self.chosen(&choice).await?;
        let ids: Vec<GrantId> = chosen.iter().map(|grant| grant.id).collect();
        let states = self.store.ending_states(&ids).await?;
        let (under_way, chosen): (Vec<Grant>, Vec<Grant>) =
            chosen.into_iter().partition(|grant| states.get(&grant.id).is_some_and(|state| !state.is_settled()));
        let busy: Vec<GrantId> = match &choice {
            // All of it ended already: by the act that ended it.
            Choice::Chosen { grants } if chosen.is_empty() && under_way.is_empty() => grants.clone(),
            Choice::Connector { .. } | Choice::Notice { .. } | Choice::Chosen { .. } | Choice::Everything => under_way.iter().map(|grant| grant.id).collect(),
        };
        let batch = self.store.batch_of(&busy).await?;
        let ids: BTreeSet<GrantId> = chosen.iter().map(|grant| grant.id).collect();
        let by_key = self.store.live_by_key().await?;
        let beside: Vec<GrantId> = chosen.iter().flat_map(|grant| together(grant, &by_key)).filter(|id| !ids.contains(id)).collect();
        let beside: BTreeMap<GrantId, String> =
            self.store.grants_by_id(&beside).await?.iter().map(|grant| (grant.id, views::service_name(grant, lang))).collect();
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let paces = self.paces(now).await?;
        let mut goes_on = vec![GoesOn::Card, GoesOn::Membership];
        let any = |wanted: Effect| chosen.iter().any(|grant| has(grant, wanted));
        goes_on.extend(any(Effect::MovesMoney).then_some(GoesOn::PaymentsInFlight));
        goes_on.extend(any(Effect::ChangesData).then_some(GoesOn::WrittenData));
        let mut by_account: BTreeMap<AccountId, Vec<&Grant>> = BTreeMap::new();
        for grant in &chosen {
            by_account.entry(grant.account).or_default().push(grant);
        }
        let mut parties = Vec::new();
        for account in &accounts {
            let (Some(grants), Some(issuer)) = (by_account.get(&account.id), issuers.get(&account.issuer)) else { continue };
            let declares = issuer.site.adapter.adapter().declares();
            for one in declares.goes_on {
                if !goes_on.contains(one) {
                    goes_on.push(*one);
                }
            }
            let mut grants = grants.clone();
            grants.sort_by_key(|grant| !has(grant, Effect::MovesMoney));
            let pace = paces.get(&account.issuer).cloned().unwrap_or_default();
            let now_at_once = pace::room(&pace::Pace { wait_until: None, ..pace }, now);
            parties.push(ManyPartyView {
                issuer: views::issuer_ref(issuer, lang),
                account: account.id,
                label: account.label.clone(),
                sign_in_first: !account.signed_in,
                caps: issuer.site.endings,
                later: count(grants.len().saturating_sub(now_at_once)),
                left_alive: declares.left_alive,
                grants: grants.iter().map(|grant| many_grant(grant, &by_key, &beside, lang)).collect(),
            });
        }
        let everything = choice == Choice::Everything;
        let own = accounts.iter().filter(|account| everything && account.signed_in);
        let without_api = self.catalogue.issuers.iter().filter(|_| everything);
        Ok(ManyView {
            about: self.about(&choice, lang).await?,
            total: count(chosen.len()),
            move_money: count(chosen.iter().filter(|grant| has(grant, Effect::MovesMoney)).count()),
            weight: Weight::of(&choice, chosen.len()),
            parties,
            under_way: count(under_way.len()),
            batch,
            goes_on,
            kept: self.kept_of(&choice, lang).await?,
            without_api: without_api
                .filter_map(|(id, listed)| match views::means(listed, lang) {
                    IssuerMeans::Api => None,
                    means @ IssuerMeans::OwnPage { .. } => {
                        Some(ElsewhereView { issuer: IssuerRef { id: id.clone(), name: listed.brand.get(lang).to_owned() }, means })
                    }
                })
                .collect(),
            own: own.filter_map(|account| Some(views::sign_in(account, issuers.get(&account.issuer)?, lang))).collect(),
            choice,
        })
    }

    /// Writes all intents down in one transaction. Those that are under way or proved already stay as they are; where nothing is
    /// left, the act that ends them is given back.
    pub(super) async fn end_many(&self, lang: Lang, request: EndMany) -> Result<BatchView, Error> {
        let now = self.now();
        let seen: BTreeMap<GrantId, Birth> = request.grants.into_iter().map(|one| (one.grant, Birth(one.birth))).collect();
        let ids: Vec<GrantId> = seen.keys().copied().collect();
        let mut chosen = self.store.grants_by_id(&ids).await?;
        chosen.retain(|grant| grant.remote.status.is_live());
        let by_key = self.store.live_by_key().await?;
        let batch = BatchId::new(now, self.random());
        // Those that the person saw: a sign-in that comes later is none of them.
        let sign_out_of = self.store.accounts().await?.into_iter().filter(|account| request.sign_out && account.signed_in).map(|account| account.id).collect();
        let mut write = self.store.write().await?;
        let states = endings::states(&mut write, &ids).await?;
        chosen.retain(|grant| states.get(&grant.id).is_none_or(|state| state.is_settled() && *state != crate::domain::ending::State::Verified));
        if chosen.is_empty() {
            drop(write);
            let earlier = self.store.batch_of(&ids).await?.ok_or(Error::Plain(ErrorCode::NothingToEnd))?;
            return self.read_batch(lang, earlier).await;
        }
        // The order of the rows is the order of the work: what moves money first.
        chosen.sort_by_key(|grant| (!has(grant, Effect::MovesMoney), grant.issuer.clone()));
        let asked = |grant: &Grant| {
            let birth = seen.get(&grant.id).cloned().unwrap_or_else(|| grant.remote.birth.clone());
            let mut ending = Ending::asked(EndingId::new(now, self.random()), grant.id, grant.account, grant.remote.key.clone(), birth, now);
            ending.together = together(grant, &by_key).collect();
            ending.batch = Some(batch);
            ending
        };
        let endings: Vec<Ending> = chosen.iter().map(asked).collect();
        let act = |ending: &Ending| {
            let step = ending.steps.first()?;
            Some((Some(ending.grant), Act::Ending { ending: ending.id, grant: ending.grant, state: step.state, evidence: step.evidence.clone() }))
        };
        let first = (None, Act::Batch { batch, what: BatchAct::Asked, count: count(endings.len()) });
        let acts: Vec<_> = std::iter::once(first).chain(endings.iter().filter_map(act)).collect();
        let row = Batch { id: batch, choice: request.choice, asked_at: now, stopped_at: None, sign_out: request.sign_out, sign_out_of, withdrawn: Vec::new() };
        batches::put(&mut write, &row).await?;
        let ended: Vec<GrantId> = endings.iter().map(|ending| ending.grant).collect();
        self.overtake_narrowings(&mut write, &ended, now).await?;
        batches::ask_all(&mut write, &endings).await?;
        self.record_all(&mut write, now, &acts).await?;
        events::settle(&mut write, &ids, now).await?;
        self.commit(write, &[Topic::Endings, Topic::Grants, Topic::Records, Topic::Events]).await?;
        self.wake.notify_one();
        self.read_batch(lang, batch).await
    }

    pub(super) async fn list_batches(&self, lang: Lang) -> Result<Vec<BatchView>, Error> {
        let mut views = Vec::new();
        // Few acts of a person; each with its own endings.
        for batch in self.store.batches().await? {
            let mut view = self.batch_view(batch, lang).await?;
            view.parties.iter_mut().for_each(|party| party.results.clear());
            views.push(view);
        }
        Ok(views)
    }

    pub(super) async fn read_batch(&self, lang: Lang, id: BatchId) -> Result<BatchView, Error> {
        let batch = self.store.batch(id).await?.ok_or(Error::NotFound)?;
        self.batch_view(batch, lang).await
    }

    /// Stops, goes on, or gives up. What was sent already cannot be called back: it goes on to its end in each case.
    pub(super) async fn steer_batch(&self, lang: Lang, request: SteerBatch) -> Result<BatchView, Error> {
        let now = self.now();
        let mut write = self.store.write().await?;
        let mut batch = batches::get(&mut write, request.batch).await?.ok_or(Error::NotFound)?;
        let open = batches::open_of(&mut write, batch.id).await?;
        let inside: Vec<&Ending> = open.iter().filter(|ending| !batch::is_out(ending)).collect();
        let ids: Vec<EndingId> = inside.iter().map(|ending| ending.id).collect();
        let what = match request.how {
            Steer::Stop if batch.stopped_at.is_none() => {
                batches::hold(&mut write, &ids).await?;
                batch.stopped_at = Some(now);
                BatchAct::Stopped
            }
            Steer::Resume if batch.stopped_at.is_some() => {
                batches::release(&mut write, batch.id).await?;
                batch.stopped_at = None;
                BatchAct::Resumed
            }
            Steer::Withdraw if !inside.is_empty() => {
                batch.withdrawn.extend(inside.iter().map(|ending| ending.grant));
                batches::take_back(&mut write, &ids).await?;
                batch.stopped_at = None;
                batch.sign_out = false;
                BatchAct::Withdrawn
            }
            Steer::Stop | Steer::Resume | Steer::Withdraw => {
                drop(write);
                return self.read_batch(lang, request.batch).await;
            }
        };
        batches::put(&mut write, &batch).await?;
        self.record(&mut write, now, None, &Act::Batch { batch: batch.id, what, count: count(ids.len()) }).await?;
        self.commit(write, &[Topic::Endings, Topic::Grants, Topic::Records]).await?;
        self.wake.notify_one();
        self.read_batch(lang, request.batch).await
    }

    async fn batch_view(&self, batch: Batch, lang: Lang) -> Result<BatchView, Error> {
        let now = self.now();
        let tied = self.store.endings_of_batch(batch.id).await?;
        let ids: Vec<GrantId> = tied.iter().map(|one| one.ending.grant).chain(batch.withdrawn.iter().copied()).collect();
        let grants: BTreeMap<GrantId, Grant> = self.store.grants_by_id(&ids).await?.into_iter().map(|grant| (grant.id, grant)).collect();
        let needing = self.store.accounts_that_need_you().await?;
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let (paces, heard) = (self.paces(now).await?, self.store.paces().await?);
        let mut results: BTreeMap<AccountId, Vec<ResultView>> = BTreeMap::new();
        for one in &tied {
            let Some(grant) = grants.get(&one.ending.grant) else { continue };
            results.entry(one.ending.account).or_default().push(result(grant, Some(one), needing.contains(&one.ending.account), lang));
        }
        for grant in batch.withdrawn.iter().filter_map(|id| grants.get(id)) {
            results.entry(grant.account).or_default().push(result(grant, None, false, lang));
        }
        let party = |account: &Account| {
            let (results, issuer) = (results.remove(&account.id)?, issuers.get(&account.issuer)?);
            let counts = counted(results.iter());
            let pace = paces.get(&account.issuer).cloned().unwrap_or_default();
            Some(BatchPartyView {
                issuer: views::issuer_ref(issuer, lang),
                account: account.id,
                label: account.label.clone(),
                sign_in: needing.contains(&account.id) && counts.needs_you > 0,
                pause: pause(&pace, heard.get(&account.issuer), now).filter(|_| counts.goes_on > 0),
                caps: issuer.site.endings,
                counts,
                results,
            })
        };
        let parties: Vec<BatchPartyView> = accounts.iter().filter_map(party).collect();
        let counts = counted(parties.iter().flat_map(|party| &party.results));
        Ok(BatchView {
            id: batch.id,
            about: self.about(&batch.choice, lang).await?,
            choice: batch.choice,
            asked_at: batch.asked_at,
            stopped_at: batch.stopped_at,
            sign_out: batch.sign_out,
            over: counts.goes_on + counts.held + counts.needs_you == 0,
            counts,
            parties,
        })
    }

    /// The live grants of a choice.
    async fn chosen(&self, choice: &Choice) -> Result<Vec<Grant>, Error> {
        Ok(match choice {
            Choice::Everything => self.store.live_grants(None).await?,
            Choice::Connector { grant } => {
                let grant = self.store.grant(*grant).await?.ok_or(Error::NotFound)?;
                self.store.live_grants(Some(&connector_sort(&grant.remote.facts.connector.name))).await?
            }
            Choice::Notice { issuer, notice } => {
                let ids = self.concerned_by(issuer, notice).await?;
                self.live_of(&ids).await?
            }
            Choice::Chosen { grants } => self.live_of(grants).await?,
        })
    }

    async fn live_of(&self, ids: &[GrantId]) -> Result<Vec<Grant>, Error> {
        let mut grants = self.store.grants_by_id(ids).await?;
        grants.retain(|grant| grant.remote.status.is_live());
        Ok(grants)
    }

    async fn about(&self, choice: &Choice, lang: Lang) -> Result<Option<String>, Error> {
        Ok(match choice {
            Choice::Connector { grant } => self.store.grant(*grant).await?.map(|grant| grant.remote.facts.connector.name.get(lang).to_owned()),
            Choice::Notice { issuer, notice } => self.store.notice(issuer, notice).await?.map(|heard| heard.notice.title.get(lang).to_owned()),
            Choice::Chosen { .. } | Choice::Everything => None,
        })
    }

    /// What of a choice stands on no list.
    async fn kept_of(&self, choice: &Choice, lang: Lang) -> Result<Vec<KeptView>, Error> {
        let name = match choice {
            Choice::Everything => None,
            Choice::Connector { grant } => self.store.grant(*grant).await?.map(|grant| connector_sort(&grant.remote.facts.connector.name)),
            Choice::Notice { .. } | Choice::Chosen { .. } => return Ok(Vec::new()),
        };
        let of_name: BTreeSet<_> =
            self.store.all_kept("").await?.into_iter().filter(|one| of_connector(&one.source, name.as_deref())).map(|one| one.id).collect();
        let mut kept = self.list_kept(lang, "").await?;
        kept.retain(|one| one.ended_at.is_none() && one.grant.is_none() && of_name.contains(&one.id));
        Ok(kept)
    }
}

fn of_connector(source: &Source, name: Option<&str>) -> bool {
    match (source, name) {
        (_, None) => true,
        (Source::Receipt { receipt, .. }, Some(name)) => connector_sort(&receipt.connector().name) == name,
        (Source::Note(note), Some(name)) => fold(&note.service) == name,
    }
}

/// Live grants that the issuer announced to end together with this one.
fn together<'a>(grant: &'a Grant, by_key: &'a BTreeMap<(AccountId, RemoteKey), GrantId>) -> impl Iterator<Item = GrantId> + 'a {
    grant.remote.facts.ends_together.iter().filter_map(|key| by_key.get(&(grant.account, key.clone())).copied())
}

fn has(grant: &Grant, wanted: Effect) -> bool {
    grant.remote.facts.permissions.iter().any(|permission| permission.effect == wanted)
}

fn many_grant(grant: &Grant, by_key: &BTreeMap<(AccountId, RemoteKey), GrantId>, beside: &BTreeMap<GrantId, String>, lang: Lang) -> ManyGrantView {
    let facts = &grant.remote.facts;
    let scopes: Vec<String> = facts.permissions.iter().map(|permission| permission.scope.clone()).collect();
    ManyGrantView {
        grant: grant.id,
        birth: grant.remote.birth.0.clone(),
        service: views::service_name(grant, lang),
        connector: facts.connector.name.get(lang).to_owned(),
        moves_money: has(grant, Effect::MovesMoney),
        permissions: views::words_of_scopes(grant, &scopes, lang),
        covers: facts.covers.iter().map(|cover| cover.label.get(lang).to_owned()).collect(),
        with: together(grant, by_key).filter_map(|id| beside.get(&id).cloned()).collect(),
    }
}

fn result(grant: &Grant, tied: Option<&Tied>, sign_in: bool, lang: Lang) -> ResultView {
    let ending = tied.map(|tied| &tied.ending);
    let open_out = ending.is_some_and(|ending| !ending.state().is_settled() && batch::is_out(ending));
    ResultView {
        grant: grant.id,
        service: views::service_name(grant, lang),
        connector: grant.remote.facts.connector.name.get(lang).to_owned(),
        moves_money: has(grant, Effect::MovesMoney),
        outcome: tied.map_or(Outcome::Withdrawn, |tied| batch::outcome(tied.ending.state(), tied.held, sign_in)),
        state: ending.map(Ending::state),
        verified_by: ending.and_then(Ending::verified_by),
        evidence: ending.and_then(|ending| ending.steps.last()).map(|step| step.evidence.clone()),
        out: open_out,
    }
}

fn counted<'a>(results: impl Iterator<Item = &'a ResultView>) -> OutcomesView {
    let mut counts = OutcomesView::default();
    for result in results {
        counts.total += 1;
        counts.out += u32::from(result.out);
        *match result.outcome {
            Outcome::Verified => &mut counts.verified,
            Outcome::NotEnded => &mut counts.not_ended,
            Outcome::NeedsYou => &mut counts.needs_you,
            Outcome::GoesOn => &mut counts.goes_on,
            Outcome::Held => &mut counts.held,
            Outcome::Withdrawn => &mut counts.withdrawn,
        } += 1;
    }
    counts
}

fn pause(pace: &pace::Pace, heard: Option<&Heard>, now: crate::domain::Timestamp) -> Option<PauseView> {
    let why = heard.and_then(|heard| heard.wait).map(|(_, why)| why);
    match pace::next(pace, now) {
        Next::Wait(until) => Some(PauseView { until, why: if why == Some(Silence::TooMany) { PauseWhy::Asked } else { PauseWhy::Silent } }),
        Next::Cap(until) => Some(PauseView { until, why: PauseWhy::Cap }),
        Next::Now | Next::AfterOne => None,
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
