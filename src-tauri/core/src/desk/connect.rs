//! Letting this app in at an issuer: discovery, the system browser, the exchange. Nothing half-made is kept:
//! tokens and account are written last, together, or not at all.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use futures::FutureExt as _;
use url::Url;

use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::id::{AccountId, ConnectId, IssuerId};
use crate::domain::issuer::IssuerKind;
use crate::domain::record::Act;
use crate::domain::text::{Lang, Text};
use crate::flow::callback::{Callback, Expected};
use crate::flow::end;
use crate::ipc::{ConnectIssuer, ConnectState, ConnectView, ErrorCode, ProfileKind, Topic};
use crate::issuers::adapters::TokenFault;
use crate::issuers::discovery::{self, Site};
use crate::issuers::redirect::{PATH, Pages, RedirectError, Waiting};
use crate::issuers::wire::{self, Identity, Tokens};
use crate::ports::Changed;
use crate::store::accounts::{self, Account};
use crate::store::{endings, events, issuers};
use crate::words::Words;

/// How long the app waits for the person in the browser.
const PATIENCE: Duration = Duration::from_mins(10);

/// One attempt. Lives in memory only: a crash leaves nothing of it.
pub(super) struct Attempt {
    pub(super) view: ConnectView,
    task: Option<tokio::task::AbortHandle>,
}

/// Whom an attempt is with.
struct Party {
    id: IssuerId,
    name: Text,
    kind: IssuerKind,
    vouched: bool,
    address: Url,
    client_id: Option<String>,
    /// The sign-in to renew, and whether the person has to sign in afresh.
    again: Option<(Account, bool)>,
}

impl Inner {
    /// Starts an attempt. The answer comes at once; the attempt goes on by itself.
    pub(super) async fn start_connect(self: &Arc<Self>, lang: Lang, request: ConnectIssuer) -> Result<ConnectView, Error> {
        let party = self.party(request).await?;
        if self.profile.kind == ProfileKind::Practice && !party.vouched && party.again.is_none() {
            return Err(Error::Plain(ErrorCode::PracticeOnly));
        }
        let id = ConnectId::new(self.now(), self.random());
        let view = ConnectView {
            id,
            party: party.name.get(lang).to_owned(),
            host: Some(host_of(&party.address)),
            vouched: party.vouched,
            state: ConnectState::Discovering,
        };
        self.attempts(|attempts| {
            attempts.retain(|_, attempt| !is_over(&attempt.view.state));
            attempts.insert(id, Attempt { view: view.clone(), task: None });
        });
        let inner = Arc::clone(self);
        let task = tokio::spawn(async move {
            let name = party.name.get(lang).to_owned();
            // A fault of ours leaves no attempt behind that never ends.
            let state = match AssertUnwindSafe(inner.connect(lang, id, party)).catch_unwind().await {
                Ok(Ok(state)) => state,
                Ok(Err(error)) => ConnectState::Failed { why: error.failure(Some(&name)) },
                Err(_) => ConnectState::Failed { why: Error::Plain(ErrorCode::Bug).failure(Some(&name)) },
            };
            inner.set_state(id, state);
        });
        self.attempts(|attempts| {
            if let Some(attempt) = attempts.get_mut(&id) {
                attempt.task = Some(task.abort_handle());
            }
        });
        Ok(view)
    }

    /// Breaks an attempt off. One that is over stays as it is.
    pub(super) fn cancel_connect(&self, id: ConnectId) -> Result<ConnectView, Error> {
        let open = self.attempts(|attempts| {
            let attempt = attempts.get(&id).filter(|attempt| !is_over(&attempt.view.state) && attempt.view.state != ConnectState::Finishing)?;
            if let Some(task) = &attempt.task {
                task.abort();
            }
            Some(())
        });
        if open.is_some() {
            self.set_state(id, ConnectState::Cancelled);
        }
        self.connect_view(id).ok_or(Error::NotFound)
    }

    async fn party(&self, request: ConnectIssuer) -> Result<Party, Error> {
        match request {
            ConnectIssuer::Catalogue { issuer } => {
                let listed = self.catalogue.issuers.get(&issuer).ok_or(Error::NotFound)?;
                let address = listed.address.clone().ok_or(Error::Plain(ErrorCode::NotSupported))?;
                let client_id = self.pinned_client_id(&issuer).await?;
                Ok(Party { id: issuer, name: listed.brand.clone(), kind: listed.kind, vouched: true, address, client_id, again: None })
            }
            ConnectIssuer::Address { url, client_id } => {
                let address = discovery::address(&url)?;
                if let Some((id, _)) = self.catalogue.by_address(address.as_str()) {
                    return Box::pin(self.party(ConnectIssuer::Catalogue { issuer: id.clone() })).await;
                }
                let client_id = client_id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
                let (id, name) = (IssuerId(place_of(&address)), Text::plain(&place_of(&address)));
                let client_id = match client_id {
                    Some(given) => Some(given),
                    None => self.pinned_client_id(&id).await?,
                };
                Ok(Party { id, name, kind: IssuerKind::Unknown, vouched: false, address, client_id, again: None })
            }
            ConnectIssuer::Again { account } => {
                let account = self.store.account(account).await?.ok_or(Error::NotFound)?;
                // An issuer that wants a fresh sign-in for an ending (RFC 9470) is not served by a browser that is still signed in.
                let fresh = self.store.open_endings().await?.iter().any(|ending| ending.account == account.id && super::endings::wants_fresh(ending));
                let issuer = self.store.issuer(&account.issuer).await?.ok_or(Error::NotFound)?;
                let address = discovery::address(&issuer.site.issuer)?;
                let client_id = Some(issuer.site.client_id);
                Ok(Party {
                    id: issuer.id,
                    name: issuer.name,
                    kind: issuer.kind,
                    vouched: self.catalogue.by_address(&issuer.site.issuer).is_some(),
                    address,
                    client_id,
                    again: Some((account, fresh)),
                })
            }
        }
    }

    /// Tokens belong to the client that got them: a second sign-in at an issuer uses the same one.
    async fn pinned_client_id(&self, issuer: &IssuerId) -> Result<Option<String>, Error> {
        Ok(self.store.issuer(issuer).await?.map(|issuer| issuer.site.client_id))
    }

    async fn connect(&self, lang: Lang, id: ConnectId, party: Party) -> Result<ConnectState, Error> {
        let http = self.outside.http.as_ref();
        let mut site = discovery::discover(http, &party.address, self.now()).await?;
        let waiting = self.waiting(&site).await?;
        if let Some(given) = &party.client_id {
            site.client_id.clone_from(given);
        }
        match discovery::find_client_id(http, &mut site, &waiting.redirect_uri, self.now()).await {
            Ok(()) => {}
            Err(discovery::DiscoveryError::NeedsClientId) => return Ok(ConnectState::NeedsClientId),
            Err(error) => return Err(error.into()),
        }
        let fresh = party.again.as_ref().is_some_and(|(_, fresh)| *fresh);
        let redirect_uri = waiting.redirect_uri.clone();
        let in_browser = |url: &Url, until| self.set_state(id, ConnectState::InBrowser { url: url.to_string(), until });
        let (asked, code) = self.in_browser(&site, waiting, lang, fresh, in_browser).await?;
        self.set_state(id, ConnectState::Finishing);
        let _keeping = self.keeping.read().await;
        let (tokens, identity) = wire::exchange(http, &site, &redirect_uri, code, &asked, self.now()).await?;
        match self.accept(&party, site.clone(), &tokens, identity).await {
            Ok(account) => Ok(ConnectState::Connected { account }),
            Err(error) => {
                // What is not kept is given back, as far as the issuer takes it.
                let (token, hint) = tokens.refresh.as_ref().map_or((tokens.access.expose(), "access_token"), |token| (token.expose(), "refresh_token"));
                let _ = wire::revoke(http, &site, token, hint, self.now()).await;
                Err(error)
            }
        }
    }

    /// The address to which an issuer would send the answer of a sign-in.
    pub(super) async fn waiting(&self, site: &Site) -> Result<Waiting, Error> {
        if matches!(site.redirect, discovery::Redirect::Scheme(_)) && !site.iss_promised {
            // All issuers share that one address: without `iss` an answer of one could pass for another's (RFC 9207, 1).
            return Err(Error::Discovery(discovery::DiscoveryError::NotSupported("iss in the answers of a sign-in")));
        }
        Waiting::open(&site.redirect, self.outside.host.scheme().as_deref(), &self.arrivals).await.map_err(of_redirect)
    }

    /// Lets the person decide in the system browser: what was asked, and the code that came back. `told` hears which address
    /// was opened, and until when the app waits.
    pub(super) async fn in_browser(
        &self,
        site: &Site,
        waiting: Waiting,
        lang: Lang,
        fresh: bool,
        told: impl Fn(&Url, Timestamp) + Send + Sync,
    ) -> Result<(wire::Asked, String), Error> {
        let asked = wire::authorize(site, &waiting.redirect_uri, self.outside.random.as_ref(), lang, fresh);
        told(&asked.url, self.now() + chrono::Duration::from_std(PATIENCE).unwrap_or_default());
        // A browser that does not open is no end: the address stands on the screen.
        if let Err(error) = self.outside.host.open_in_browser(&asked.url).await {
            tracing::warn!(%error, "Open the sign-in page");
        }
        let expected = Expected { path: PATH.to_owned(), state: asked.state.clone(), issuer: site.issuer.clone(), iss_promised: site.iss_promised };
        let answered = tokio::time::timeout(PATIENCE, waiting.answer(&expected, &pages(lang))).await;
        match answered.map_err(|_| Error::Plain(ErrorCode::SignInTimedOut))?.map_err(|_| Error::Plain(ErrorCode::SignInMixedUp))? {
            Callback::Code(code) => Ok((asked, code)),
            Callback::Denied => Err(Error::Plain(ErrorCode::Denied)),
            Callback::Error(error) => Err(Error::Token(wire::TokenError::Error(error))),
        }
    }

    /// Checks who signed in and what the tokens may do, and keeps both.
    async fn accept(&self, party: &Party, mut site: Site, tokens: &Tokens, identity: Identity) -> Result<AccountId, Error> {
        let granted = tokens.scopes.clone().unwrap_or_else(|| site.scopes.clone());
        match site.adapter.adapter().check_token(&tokens.access, &granted) {
            Ok(()) => {}
            Err(TokenFault::TooMighty(_)) => return Err(Error::Plain(ErrorCode::TooMighty)),
            Err(TokenFault::Lacks(_)) => return Err(Error::Plain(ErrorCode::NotSupported)),
        }
        let subject = identity.subject;
        let known = self.store.accounts().await?.into_iter().find(|account| account.issuer == party.id && account.subject == subject);
        let known = match (&party.again, known) {
            (Some((account, _)), _) if account.subject != subject => return Err(Error::Plain(ErrorCode::WrongAccount)),
            (Some((account, _)), _) => Some(account.clone()),
            (None, known) => known,
        };
        let now = self.now();
        let id = known.as_ref().map_or_else(|| AccountId::new(now, self.random()), |account| account.id);
        if let Some(pinned) = self.store.issuer(&party.id).await? {
            // The same issuer under another identifier would be another issuer.
            if pinned.site.issuer != site.issuer {
                return Err(Error::Discovery(discovery::DiscoveryError::WrongIssuer));
            }
        }
        site.scopes.clone_from(&granted);
        let account = Account {
            id,
            issuer: party.id.clone(),
            subject,
            label: identity.label,
            scopes: granted,
            since: now,
            access_until: tokens.access_expires_at,
            refresh_until: tokens.refresh_expires_at,
            renewable: tokens.refresh.is_some(),
            signed_in: true,
            as_of: known.and_then(|account| account.as_of),
            trouble: None,
            sync_wanted: Some(now),
            next_sync_at: now,
            failures: 0,
        };
        let issuer = issuers::Issuer { id: party.id.clone(), name: party.name.clone(), kind: party.kind, vouched: party.vouched, site };
        self.keep_sign_in(&issuer, &account, tokens).await?;
        Ok(id)
    }

    /// Keeps a sign-in, its tokens first, and goes on with what waited for it.
    pub(super) async fn keep_sign_in(&self, issuer: &issuers::Issuer, account: &Account, tokens: &Tokens) -> Result<(), Error> {
        let (id, now) = (account.id, self.now());
        let _lock = self.lock(&format!("account-{id}")).await?;
        let generation = self.next_generation(id).await?;
        self.keep(id, tokens, generation).await?;
        let mut write = self.store.write().await?;
        issuers::save(&mut write, issuer, now).await?;
        accounts::save(&mut write, account).await?;
        events::settle(&mut write, &[id], now).await?;
        self.record(&mut write, now, None, &Act::Connected { issuer: issuer.id.clone(), account: id }).await?;
        for ending in endings::waiting_of_account(&mut write, id).await? {
            let (ending, _) = end::on(ending, end::Event::SignedIn, now, crate::domain::ending::LeftAlive::NotTold, 0);
            endings::save(&mut write, &ending).await?;
        }
        self.commit(write, &[Topic::Issuers, Topic::Records, Topic::Endings, Topic::Events]).await?;
        self.wake.notify_one();
        Ok(())
    }

    fn set_state(&self, id: ConnectId, state: ConnectState) {
        self.attempts(|attempts| {
            if let Some(attempt) = attempts.get_mut(&id)
                && !is_over(&attempt.view.state)
            {
                attempt.view.state = state;
            }
        });
        // An attempt is not on disk: the revision stays.
        self.outside.host.changed(Changed { revision: 0, what: vec![Topic::Connect] });
    }

    fn attempts<T>(&self, act: impl FnOnce(&mut std::collections::BTreeMap<ConnectId, Attempt>) -> T) -> T {
        act(&mut self.connects.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn is_over(state: &ConnectState) -> bool {
    match state {
        ConnectState::NeedsClientId | ConnectState::Connected { .. } | ConnectState::Cancelled | ConnectState::Failed { .. } => true,
        ConnectState::Discovering | ConnectState::InBrowser { .. } | ConnectState::Finishing => false,
    }
}

fn of_redirect(error: RedirectError) -> Error {
    Error::Plain(match error {
        RedirectError::NoPort => ErrorCode::NoPort,
        RedirectError::NoScheme => ErrorCode::NeedsWindow,
        RedirectError::OtherScheme => ErrorCode::NotSupported,
    })
}

/// Host, and port where it is not the scheme's own.
pub(super) fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Host, port and path: what tells an issuer apart that no catalogue names.
fn place_of(url: &Url) -> String {
    format!("{}{}", host_of(url), url.path().trim_end_matches('/'))
}

fn pages(lang: Lang) -> Pages {
    let words = Words::of(lang);
    let page = |name: &str| (words.get(&format!("{name}-title")), words.get(&format!("{name}-body")));
    Pages { lang: lang.tag(), done: page("browser-done"), stray: page("browser-stray") }
}
