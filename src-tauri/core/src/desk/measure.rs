//! Measuring how quickly an ending takes effect at an issuer: the person gives this app's second client a harmless grant, this
//! app ends it like any other, and looks what of its own tokens still works. The tokens live in memory only. What a process
//! leaves behind is found by the next list, and ended.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError};

use futures::FutureExt as _;
use tokio::sync::Notify;
use url::Url;

use super::ask::{Ask, Reply};
use super::connect::host_of;
use super::{Error, Inner, views};
use crate::domain::Timestamp;
use crate::domain::grant::RemoteGrant;
use crate::domain::id::{AccountId, Birth, RemoteKey};
use crate::domain::issuer::LeftAliveKind;
use crate::domain::measurement::{Measurement, OLD_DAYS};
use crate::domain::record::{Act, MeasuringAct};
use crate::domain::text::{Lang, clean};
use crate::flow::end;
use crate::flow::measure::{self, Effect, Event, Given, Looked, Means, Measuring, Seen};
use crate::ipc::{ErrorCode, MeasureState, MeasureView, MeasurementView, OwnTestView, Topic};
use crate::issuers::adapters::{AdapterKind, Answer, Listing, TokenFault};
use crate::issuers::discovery::{self, Site};
use crate::issuers::wire::{self, TokenError, Tokens};
use crate::issuers::{IssuerError, canary};
use crate::ports::Changed;
use crate::secret::{AccessToken, RefreshToken};
use crate::store::accounts::{self, Account};
use crate::store::{issuers::Issuer, measurements};

/// A test grant of another device is left to it for so long.
const OTHERS: chrono::Duration = chrono::Duration::minutes(30);

/// Scopes that tell no more than who signed in (OpenID Connect Core, 5.4 and 11).
const IDENTITY: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// One measurement of this process.
pub(super) struct Attempt {
    state: MeasureState,
    stop: Arc<Notify>,
}

/// What the test grant gave.
struct Held {
    site: Site,
    resource: Option<Url>,
    access: AccessToken,
    /// `None` too once an answer was lost: whether the token was spent by it, nobody knows.
    refresh: Option<RefreshToken>,
}

impl Inner {
    pub(super) async fn list_measures(&self, lang: Lang) -> Result<Vec<MeasureView>, Error> {
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let mut all = Vec::new();
        for account in &accounts {
            if let Some(issuer) = issuers.get(&account.issuer) {
                all.push(self.measure_view(account, issuer, lang).await?);
            }
        }
        Ok(all)
    }

    /// This app's own test grants that a list showed.
    pub(super) async fn own_tests(&self, lang: Lang) -> Result<Vec<OwnTestView>, Error> {
        let all = self.list_measures(lang).await?;
        Ok(all.into_iter().filter_map(|one| Some(OwnTestView { account: one.account, issuer: one.issuer, host: one.host, since: one.left_behind? })).collect())
    }

    /// The latest measurement of an issuer, held against what is declared for it.
    pub(super) async fn measured(&self, issuer: &Issuer) -> Result<Option<MeasurementView>, Error> {
        Ok(self.store.measurement(&issuer.id).await?.map(|measured| view(&measured, &issuer.site, self.now())))
    }

    /// Starts a measurement. The answer comes at once; it goes on by itself.
    pub(super) async fn start_measure(self: &Arc<Self>, lang: Lang, id: AccountId) -> Result<MeasureView, Error> {
        let account = self.store.account(id).await?.ok_or(Error::NotFound)?;
        let issuer = self.store.issuer(&account.issuer).await?.ok_or(Error::NotFound)?;
        if issuer.site.canary.is_none() {
            return Err(Error::Plain(ErrorCode::MeasureNotOffered));
        }
        if !account.signed_in {
            return Err(Error::SignIn);
        }
        let lock = self.try_lock(&lock_name(id)).ok_or(Error::Plain(ErrorCode::MeasureUnderWay))?;
        let stop = Arc::new(Notify::new());
        self.attempts_to_measure(|all| all.insert(id, Attempt { state: MeasureState::Starting, stop: Arc::clone(&stop) }));
        let (inner, name, view) = (Arc::clone(self), issuer.name.get(lang).to_owned(), self.measure_view(&account, &issuer, lang).await?);
        tokio::spawn(async move {
            let state = match AssertUnwindSafe(inner.measure(lang, &account, issuer, &stop)).catch_unwind().await {
                Ok(Ok(state)) => state,
                Ok(Err(error)) => MeasureState::Failed { why: error.failure(Some(&name)) },
                Err(_) => MeasureState::Failed { why: Error::Plain(ErrorCode::Bug).failure(Some(&name)) },
            };
            drop(lock);
            // What may stand there still is found by the next list.
            if let Err(error) = inner.look_for_canary(id).await {
                tracing::warn!(%error, "Look for the test grant");
            }
            inner.measure_stands(id, state);
        });
        Ok(view)
    }

    pub(super) async fn stop_measure(&self, lang: Lang, id: AccountId) -> Result<MeasureView, Error> {
        self.attempts_to_measure(|all| all.get(&id).map(|attempt| attempt.stop.notify_one()));
        let account = self.store.account(id).await?.ok_or(Error::NotFound)?;
        let issuer = self.store.issuer(&account.issuer).await?.ok_or(Error::NotFound)?;
        self.measure_view(&account, &issuer, lang).await
    }

    async fn measure(self: &Arc<Self>, lang: Lang, account: &Account, issuer: Issuer, stop: &Notify) -> Result<MeasureState, Error> {
        let http = self.outside.http.as_ref();
        let fresh = discovery::discover(http, &discovery::address(&issuer.site.issuer)?, self.now()).await?;
        if fresh.issuer != issuer.site.issuer {
            return Err(Error::Discovery(discovery::DiscoveryError::WrongIssuer));
        }
        // What was pinned stays: only what is about the second client is taken anew.
        let userinfo_endpoint = issuer.site.userinfo_endpoint.clone().or(fresh.userinfo_endpoint);
        let site = Site { canary: fresh.canary, userinfo_endpoint, ..issuer.site };
        let second = site.as_canary().ok_or(Error::Plain(ErrorCode::MeasureNotOffered))?;
        self.end_earlier(account.id, lang, &second.client_id).await?;
        let waiting = self.waiting(&second).await?;
        let redirect_uri = waiting.redirect_uri.clone();
        let mut write = self.store.write().await?;
        measurements::ask_canary(&mut write, account.id, &second.client_id, self.now()).await?;
        self.record(&mut write, self.now(), None, &act(account, MeasuringAct::Asked)).await?;
        self.commit(write, &[Topic::Records]).await?;
        let told = |url: &Url, until| self.measure_stands(account.id, MeasureState::InBrowser { url: url.to_string(), until });
        let (asked, code) = tokio::select! {
            answer = self.in_browser(&second, waiting, lang, false, told) => answer?,
            () = stop.notified() => return Ok(MeasureState::Cancelled),
        };
        let (tokens, _) = wire::exchange(http, &second, &redirect_uri, code, &asked, self.now()).await?;
        self.measure_stands(account.id, MeasureState::Given);
        self.note_measuring(account, MeasuringAct::Given).await?;
        let resource = site.canary_resource().cloned();
        let mighty = matches!(site.adapter.adapter().check_token(&tokens.access, &[]), Err(TokenFault::TooMighty(_)));
        let mut held = Held { site: second, resource, access: tokens.access.clone(), refresh: tokens.refresh.clone() };
        let done = if mighty { Err(Error::Plain(ErrorCode::TooMighty)) } else { self.drive(lang, account, &tokens, &mut held, stop).await };
        // Nothing of it is left at work, whatever came of it: as far as the issuer takes tokens back (RFC 7009).
        let (token, hint) = held.refresh.as_ref().map_or((held.access.expose(), "access_token"), |token| (token.expose(), "refresh_token"));
        let _ = wire::revoke(http, &held.site, token, hint, self.now()).await;
        let (measuring, failed) = done?;
        let Some((at, status)) = measuring.ended() else {
            return if measuring.stopped() { Ok(MeasureState::Cancelled) } else { Err(failed.unwrap_or(Error::Plain(ErrorCode::MeasureUnseen))) };
        };
        let [listed, renewed, accepted] = measuring.lives();
        let Site { client_id, scopes, .. } = held.site;
        let resource = held.resource.map(|url| url.to_string());
        let (signed_for, stopped) = (measuring.signed_for(), measuring.stopped());
        let measured = Measurement { at, status, client_id, scopes, resource, listed, renewed, accepted, signed_for, stopped };
        let mut write = self.store.write().await?;
        measurements::save(&mut write, &account.issuer, &measured).await?;
        if measuring.left_the_list() {
            measurements::forget_canary(&mut write, account.id).await?;
        }
        self.record(&mut write, self.now(), None, &act(account, MeasuringAct::Measured { listed, renewed, accepted })).await?;
        self.commit(write, &[Topic::Issuers, Topic::Records]).await?;
        Ok(MeasureState::Done)
    }

    /// Carries out what `flow::measure` asks for, until it is over. Gives back, too, why the ending was not accepted.
    async fn drive(
        self: &Arc<Self>,
        lang: Lang,
        account: &Account,
        tokens: &Tokens,
        held: &mut Held,
        stop: &Notify,
    ) -> Result<(Measuring, Option<Error>), Error> {
        let given = given(tokens, held);
        let (mut measuring, mut effect) = measure::on(Measuring::new(given), Event::Given(given), self.now());
        let (mut key, mut failed) = (None, None);
        loop {
            let event = match effect {
                Effect::Finish => return Ok((measuring, failed)),
                Effect::End(found, birth) => match self.ask(account.id, lang, &Ask::End { key: &found, birth: &birth }).await {
                    Ok(Reply::Ended(Answer::Accepted(status))) => {
                        key = Some(found);
                        Event::Accepted { status }
                    }
                    Ok(_) => {
                        failed = Some(Error::Plain(ErrorCode::MeasureNotEnded));
                        Event::NotEnded
                    }
                    Err(error) => {
                        failed = Some(error);
                        Event::NotEnded
                    }
                },
                Effect::Look(means, at) => tokio::select! {
                    () = self.outside.clock.wait_until(at) => Event::Looked(match &key {
                        Some(key) => self.look_after(lang, account.id, key, means, held).await,
                        None => self.look_before(lang, account.id, means, held).await,
                    }),
                    () = stop.notified() => Event::Stopped,
                },
            };
            let accepted = if let Event::Accepted { status } = event { Some(status) } else { None };
            (measuring, effect) = measure::on(measuring, event, self.now());
            if let Some(status) = accepted {
                self.note_measuring(account, MeasuringAct::EndAccepted { status }).await?;
            }
            if let Some((since, _)) = measuring.ended() {
                let [listed, renewed, accepted] = measuring.lives();
                self.measure_stands(account.id, MeasureState::Looking { since, listed, renewed, accepted });
            }
        }
    }

    /// One after the other: what renewing gave is what the resource is asked with, and what is measured.
    async fn look_before(self: &Arc<Self>, lang: Lang, account: AccountId, means: Means, held: &mut Held) -> Looked {
        let mut looked = Looked::default();
        if means.renew {
            let (seen, tokens) = self.renew_canary(held).await;
            looked.renewed = Some((self.now(), seen));
            if let Some(tokens) = tokens {
                held.access = tokens.access.clone();
                looked.anew = Some(given(&tokens, held));
            }
        }
        if means.resource {
            let seen = self.ask_resource(held).await;
            looked.accepted = Some((self.now(), seen));
        }
        if means.list {
            let all = match self.ask(account, lang, &Ask::List).await {
                Ok(Reply::Listed(listing)) => Some(listing),
                Ok(_) | Err(_) => None,
            };
            let found = all.as_ref().and_then(|listing| canaries(&listing.grants, &held.site.client_id).next());
            looked.found = found.map(|grant| (grant.key.clone(), grant.birth.clone()));
            let seen = match (&all, &looked.found) {
                (None, _) => Seen::Silent,
                (Some(_), Some(_)) => Seen::Works,
                (Some(_), None) => Seen::Refused,
            };
            looked.listed = Some((self.now(), seen));
        }
        looked
    }

    /// All at once, each with the time of its own answer.
    async fn look_after(self: &Arc<Self>, lang: Lang, account: AccountId, key: &RemoteKey, means: Means, held: &mut Held) -> Looked {
        let (resource, access) = (held.resource.clone(), held.access.clone());
        let listed = async {
            let seen = match self.ask(account, lang, &Ask::Read { key }).await {
                Ok(Reply::Seen(end::Seen::Alive { .. } | end::Seen::GoneButInUse)) => Seen::Works,
                Ok(Reply::Seen(end::Seen::Ended { .. } | end::Seen::Gone)) => Seen::Refused,
                Ok(_) | Err(_) => Seen::Silent,
            };
            (self.now(), seen)
        };
        let accepted = async {
            let seen = self.ask_resource_at(resource.as_ref(), &access).await;
            (self.now(), seen)
        };
        let renewed = async {
            let (seen, _) = self.renew_canary(held).await;
            (self.now(), seen)
        };
        let (listed, renewed, accepted) =
            tokio::join!(async { if means.list { Some(listed.await) } else { None } }, async { if means.renew { Some(renewed.await) } else { None } }, async {
                if means.resource { Some(accepted.await) } else { None }
            },);
        Looked { listed, renewed, accepted, ..Looked::default() }
    }

    async fn ask_resource(&self, held: &Held) -> Seen {
        self.ask_resource_at(held.resource.as_ref(), &held.access).await
    }

    async fn ask_resource_at(&self, resource: Option<&Url>, access: &AccessToken) -> Seen {
        let Some(resource) = resource else { return Seen::Silent };
        match canary::accepts(self.outside.http.as_ref(), resource, access, self.now()).await {
            Ok(true) => Seen::Works,
            Ok(false) => Seen::Refused,
            Err(_) => Seen::Silent,
        }
    }

    async fn renew_canary(&self, held: &mut Held) -> (Seen, Option<Tokens>) {
        let Some(refresh) = &held.refresh else { return (Seen::Silent, None) };
        match wire::refresh(self.outside.http.as_ref(), &held.site, refresh, self.now()).await {
            Ok(tokens) => {
                if let Some(next) = &tokens.refresh {
                    held.refresh = Some(next.clone());
                }
                (Seen::Works, Some(tokens))
            }
            Err(TokenError::InvalidGrant) => (Seen::Refused, None),
            Err(TokenError::Issuer(IssuerError::NoAnswer)) => {
                held.refresh = None;
                (Seen::Silent, None)
            }
            // Any other error (RFC 6749, 5.2) is about the client or the request, not about the token.
            Err(TokenError::Error(_) | TokenError::Issuer(_) | TokenError::Identity(_) | TokenError::ClockSkew) => (Seen::Silent, None),
        }
    }

    /// Ends what an earlier measurement left behind: a grant that stands already could not be told from the one to come.
    async fn end_earlier(self: &Arc<Self>, account: AccountId, lang: Lang, client: &str) -> Result<(), Error> {
        for last in [false, true] {
            let Reply::Listed(listing) = self.ask(account, lang, &Ask::List).await? else { return Err(Error::NotFound) };
            let Some(grant) = canaries(&listing.grants, client).next() else { return Ok(()) };
            if last {
                break;
            }
            self.ask(account, lang, &Ask::End { key: &grant.key, birth: &grant.birth }).await?;
        }
        Err(Error::Plain(ErrorCode::MeasureLeftBehind))
    }

    /// Takes this app's own test grants out of a list: they are no strangers. One that was left behind is ended.
    pub(super) async fn set_own_tests_apart(self: &Arc<Self>, id: AccountId, listing: &mut Listing) -> Result<(), Error> {
        let (site, row) = (self.site_of(id).await?, self.store.canary(id).await?);
        let clients: Vec<String> = site.canary.iter().map(|canary| canary.client_id.clone()).chain(row.iter().map(|row| row.client.clone())).collect();
        let is_own = |grant: &RemoteGrant| clients.iter().any(|client| is_of(grant, client));
        let (own, others): (Vec<_>, Vec<_>) = std::mem::take(&mut listing.grants).into_iter().partition(is_own);
        listing.grants = others;
        // While it is measured, whoever measures it ends it.
        let Some(_lock) = self.try_lock(&lock_name(id)) else { return Ok(()) };
        let Some(seen) = own.into_iter().find(|grant| grant.status.is_live()) else {
            if row.is_some() && listing.unreadable == 0 {
                let mut write = self.store.write().await?;
                measurements::forget_canary(&mut write, id).await?;
                self.commit(write, &[Topic::Grants, Topic::Issuers]).await?;
            }
            return Ok(());
        };
        let client = clients.into_iter().find(|client| is_of(&seen, client)).unwrap_or_default();
        let mut write = self.store.write().await?;
        measurements::see_canary(&mut write, id, &client, &seen).await?;
        self.commit(write, &[Topic::Grants, Topic::Issuers]).await?;
        let ours = row.is_some_and(|row| row.asked_at.is_some());
        let left = seen.facts.granted_at.told().is_some_and(|at| *at + OTHERS < self.now());
        if ours || left {
            self.end_left_behind(id, &seen.key, &seen.birth).await?;
        }
        Ok(())
    }

    async fn end_left_behind(self: &Arc<Self>, id: AccountId, key: &RemoteKey, birth: &Birth) -> Result<(), Error> {
        if let Reply::Ended(Answer::Accepted(_)) = self.ask(id, Lang::Ja, &Ask::End { key, birth }).await? {
            let account = self.store.account(id).await?.ok_or(Error::NotFound)?;
            self.note_measuring(&account, MeasuringAct::LeftBehindEnded).await?;
            // Whether it is gone, the next list says.
            let mut write = self.store.write().await?;
            accounts::want_sync(&mut write, Some(id), self.now()).await?;
            self.commit(write, &[Topic::Issuers]).await?;
        }
        Ok(())
    }

    async fn look_for_canary(&self, id: AccountId) -> Result<(), Error> {
        if self.store.canary(id).await?.is_some() {
            let mut write = self.store.write().await?;
            accounts::want_sync(&mut write, Some(id), self.now()).await?;
            self.commit(write, &[Topic::Issuers]).await?;
            self.wake.notify_one();
        }
        Ok(())
    }

    async fn note_measuring(&self, account: &Account, what: MeasuringAct) -> Result<(), Error> {
        let mut write = self.store.write().await?;
        self.record(&mut write, self.now(), None, &act(account, what)).await?;
        self.commit(write, &[Topic::Records]).await
    }

    async fn measure_view(&self, account: &Account, issuer: &Issuer, lang: Lang) -> Result<MeasureView, Error> {
        let state = self.attempts_to_measure(|all| all.get(&account.id).map_or(MeasureState::Idle, |attempt| attempt.state.clone()));
        let row = self.store.canary(account.id).await?;
        let since = |row: &measurements::Canary| row.asked_at.or(row.seen.as_ref().and_then(|seen| seen.facts.granted_at.told().copied()));
        Ok(MeasureView {
            account: account.id,
            issuer: views::issuer_ref(issuer, lang),
            host: views::site_host(issuer),
            client_id: issuer.site.canary.as_ref().map(|canary| canary.client_id.clone()),
            scopes: issuer.site.canary.as_ref().map(|canary| canary.scopes.clone()).unwrap_or_default(),
            only_identity: issuer.site.canary.as_ref().is_some_and(|canary| canary.scopes.iter().all(|scope| IDENTITY.contains(&scope.as_str()))),
            resource_host: issuer.site.canary_resource().map(host_of),
            left_behind: row.filter(|row| row.seen.is_some()).map(|row| since(&row).unwrap_or_else(|| self.now())),
            state,
            latest: self.measured(issuer).await?,
        })
    }

    fn attempts_to_measure<T>(&self, act: impl FnOnce(&mut std::collections::BTreeMap<AccountId, Attempt>) -> T) -> T {
        act(&mut self.measures.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn measure_stands(&self, id: AccountId, state: MeasureState) {
        self.attempts_to_measure(|all| {
            if let Some(attempt) = all.get_mut(&id) {
                attempt.state = state;
            }
        });
        // Where it stands is not on disk: the revision stays.
        self.outside.host.changed(Changed { revision: 0, what: vec![Topic::Connect] });
    }
}

fn lock_name(id: AccountId) -> String {
    format!("measure-{id}")
}

fn act(account: &Account, what: MeasuringAct) -> Act {
    Act::Measuring { issuer: account.issuer.clone(), account: account.id, what }
}

/// Whether a listed grant is of this client.
fn is_of(grant: &RemoteGrant, client: &str) -> bool {
    grant.facts.connector.id == clean(client)
}

/// The living grants of this client, the newest first.
fn canaries<'a>(grants: &'a [RemoteGrant], client: &str) -> impl Iterator<Item = &'a RemoteGrant> {
    let mut own: Vec<&RemoteGrant> = grants.iter().filter(|grant| grant.status.is_live() && is_of(grant, client)).collect();
    own.sort_by_key(|grant| std::cmp::Reverse(grant.facts.granted_at.told().copied()));
    own.into_iter()
}

fn given(tokens: &Tokens, held: &Held) -> Given {
    let signed_until = canary::own_end(&tokens.access);
    Given { access_until: signed_until.or(tokens.access_expires_at), signed_until, renewable: held.refresh.is_some(), resource: held.resource.is_some() }
}

fn view(measured: &Measurement, site: &Site, now: Timestamp) -> MeasurementView {
    let declared = match (site.adapter, measured.status) {
        // The published form: 204 is "accepted and done", with all refresh and access tokens.
        (AdapterKind::Profile, 204) => LeftAliveKind::Nothing,
        (AdapterKind::Profile | AdapterKind::Keycloak, _) => site.adapter.adapter().declares().left_alive,
    };
    MeasurementView {
        at: measured.at,
        days: measured.days(now),
        old: i64::from(measured.days(now)) > OLD_DAYS,
        client_id: measured.client_id.clone(),
        scopes: measured.scopes.clone(),
        resource_host: measured.resource.as_ref().and_then(|url| Url::parse(url).ok()).as_ref().map(host_of),
        status: measured.status,
        figure: measured.figure(),
        listed: measured.listed,
        renewed: measured.renewed,
        accepted: measured.accepted,
        signed_for: measured.signed_for,
        stopped: measured.stopped,
        contradicts: measured.contradicts(declared),
    }
}
