//! Asking an issuer in the name of one sign-in: token from the vault, renewed where needed, one retry after a refusal.

use std::sync::{Arc, PoisonError};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::grant::Use;
use crate::domain::id::{AccountId, Birth, RemoteKey};
use crate::domain::stated::Told;
use crate::domain::text::Lang;
use crate::flow::end::Seen;
use crate::flow::refresh::{Known, Next, next};
use crate::ipc::Topic;
use crate::issuers::IssuerError;
use crate::issuers::adapters::{Answer, Complaint, Listing, Looked, Taken, Visit};
use crate::issuers::discovery::Site;
use crate::issuers::limits::{Listening, Said};
use crate::issuers::wire::{self, TokenError, Tokens};
use crate::secret::{AccessToken, Entry, RefreshToken};
use crate::store::{accounts, pace};

/// What is asked.
pub(super) enum Ask<'a> {
    List,
    Read { key: &'a RemoteKey },
    ReadHeld { key: &'a RemoteKey },
    End { key: &'a RemoteKey, birth: &'a Birth },
    Narrow { key: &'a RemoteKey, birth: &'a Birth, drop: &'a [String] },
    Uses { key: &'a RemoteKey },
    Receipt { key: &'a RemoteKey },
    Look { keys: &'a [RemoteKey] },
    Complain { key: &'a RemoteKey, complaint: Complaint<'a> },
}

/// What was answered.
pub(super) enum Reply {
    Listed(Listing),
    Seen(Seen),
    Ended(Answer),
    Uses(Told<Vec<Use>>),
    Receipt(Option<String>),
    Looked(Looked),
    Taken(Option<Taken>),
}

/// The tokens of one sign-in, as the vault keeps them. `generation` tells a renewed pair from the one before.
#[derive(Serialize, Deserialize)]
struct Kept {
    generation: u64,
    access: Zeroizing<String>,
    access_expires_at: Option<Timestamp>,
    refresh: Option<Zeroizing<String>>,
}

impl Inner {
    /// Asks the issuer of an account.
    pub(super) async fn ask(self: &Arc<Self>, account: AccountId, lang: Lang, ask: &Ask<'_>) -> Result<Reply, Error> {
        let site = self.site_of(account).await?;
        let (token, generation) = self.token(account, &site, None).await?;
        match self.visit(account, &site, &token, lang, ask).await {
            Err(Error::Issuer(IssuerError::Unauthorized)) => {
                let (token, _) = self.token(account, &site, Some(generation)).await?;
                match self.visit(account, &site, &token, lang, ask).await {
                    // Refused with a pair that was renewed a moment ago: this is not about the token's age.
                    Err(Error::Issuer(IssuerError::Unauthorized)) => self.needs_sign_in(account).await,
                    done => done,
                }
            }
            done => done,
        }
    }

    async fn visit(&self, account: AccountId, site: &Site, token: &AccessToken, lang: Lang, ask: &Ask<'_>) -> Result<Reply, Error> {
        let clock = self.outside.clock.as_ref();
        let http = Listening::new(self.outside.http.as_ref(), clock);
        let reply = converse(&Visit { http: &http, site, token, lang, clock }, ask).await;
        self.hear(account, http.said(), matches!(reply, Ok(Reply::Listed(_)))).await?;
        Ok(reply?)
    }

    /// Notes what answers said of time: a wait holds for all that is asked of the issuer.
    async fn hear(&self, account: AccountId, said: Said, listed: bool) -> Result<(), Error> {
        if let Some(clock) = said.clock {
            self.clocks.lock().unwrap_or_else(PoisonError::into_inner).insert(account, clock);
        }
        // The issuer's clock is kept where a day is over, or is about to be as the list is taken in; and nowhere else.
        let soon = self.now() + chrono::Duration::minutes(2);
        let clock = if listed && !self.store.due_own_ends(soon).await?.is_empty() { said.clock } else { None };
        if said.wait.is_none() && clock.is_none() {
            return Ok(());
        }
        let issuer = self.store.account(account).await?.ok_or(Error::NotFound)?.issuer;
        let mut write = self.store.write().await?;
        if let Some((until, why)) = said.wait {
            pace::wait(&mut write, &issuer, until, why, self.now()).await?;
        }
        if let Some(clock) = clock {
            pace::listed(&mut write, &issuer, clock).await?;
        }
        Ok(self.store.commit(write).await?)
    }

    pub(super) async fn site_of(&self, account: AccountId) -> Result<Site, Error> {
        let account = self.store.account(account).await?.ok_or(Error::NotFound)?;
        Ok(self.store.issuer(&account.issuer).await?.ok_or(Error::NotFound)?.site)
    }

    /// An access token that may be used, and its generation. `refused` is the generation that the issuer just refused.
    async fn token(self: &Arc<Self>, account: AccountId, site: &Site, refused: Option<u64>) -> Result<(AccessToken, u64), Error> {
        let Some(kept) = self.kept(account).await? else { return self.needs_sign_in(account).await };
        match self.next_of(&kept, refused) {
            Next::Use => return Ok((AccessToken::new(kept.access.to_string()), kept.generation)),
            Next::SignIn => return self.needs_sign_in(account).await,
            Next::Renew => {}
        }
        // In a task of its own: whoever waits for it may be cut off by a time limit, the renewal may not.
        let (inner, site) = (Arc::clone(self), site.clone());
        let renewal = tokio::spawn(async move { inner.renew(account, &site, refused).await });
        renewal.await.map_err(|_| Error::Disk)?
    }

    /// One renewal over all processes: who waited for the lock finds the new pair in the vault.
    async fn renew(&self, account: AccountId, site: &Site, refused: Option<u64>) -> Result<(AccessToken, u64), Error> {
        let _keeping = self.keeping.read().await;
        let _lock = self.lock(&format!("account-{account}")).await?;
        let Some(kept) = self.kept(account).await? else { return self.needs_sign_in(account).await };
        let refresh = match (self.next_of(&kept, refused), &kept.refresh) {
            (Next::Renew, Some(refresh)) => RefreshToken::new(refresh.to_string()),
            (Next::Use, _) => return Ok((AccessToken::new(kept.access.to_string()), kept.generation)),
            (Next::Renew | Next::SignIn, _) => return self.needs_sign_in(account).await,
        };
        let mut tokens = match wire::refresh(self.outside.http.as_ref(), site, &refresh, self.now()).await {
            Ok(tokens) => tokens,
            Err(TokenError::InvalidGrant) => return self.needs_sign_in(account).await,
            Err(error) => return Err(error.into()),
        };
        // An issuer that does not rotate keeps the old one valid (RFC 6749, 6).
        tokens.refresh.get_or_insert(refresh);
        if site.adapter.adapter().check_token(&tokens.access, &site.scopes).is_err() {
            // Too mighty to be kept: given back as far as the issuer takes it, and forgotten with the pair before it.
            let (token, hint) = tokens.refresh.as_ref().map_or((tokens.access.expose(), "access_token"), |token| (token.expose(), "refresh_token"));
            let _ = wire::revoke(self.outside.http.as_ref(), site, token, hint, self.now()).await;
            self.outside.vault.remove(&entry_name(account)).await?;
            return self.needs_sign_in(account).await;
        }
        let generation = kept.generation + 1;
        self.keep(account, &tokens, generation).await?;
        let mut write = self.store.write().await?;
        accounts::renewed(&mut write, account, tokens.access_expires_at, tokens.refresh_expires_at).await?;
        self.store.commit(write).await?;
        Ok((tokens.access, generation))
    }

    fn next_of(&self, kept: &Kept, refused: Option<u64>) -> Next {
        let known = Known { access_expires_at: kept.access_expires_at, renewable: kept.refresh.is_some(), refused: refused == Some(kept.generation) };
        next(known, self.now())
    }

    async fn needs_sign_in<T>(&self, account: AccountId) -> Result<T, Error> {
        let mut write = self.store.write().await?;
        self.note_sign_in(&mut write, account).await?;
        accounts::set_signed_in(&mut write, account, false).await?;
        self.commit(write, &[Topic::Issuers, Topic::Events]).await?;
        Err(Error::SignIn)
    }

    async fn kept(&self, account: AccountId) -> Result<Option<Kept>, Error> {
        let entry = self.outside.vault.load(&entry_name(account)).await?;
        // To read the tokens out of what the vault kept; they go to their issuer only.
        Ok(entry.and_then(|entry| serde_json::from_str(entry.expose()).ok()))
    }

    /// Saves a pair; when this returns it survives a crash, and only then may it be used.
    pub(super) async fn keep(&self, account: AccountId, tokens: &Tokens, generation: u64) -> Result<(), Error> {
        let kept = Kept {
            generation,
            // To keep them in the vault.
            access: Zeroizing::new(tokens.access.expose().to_owned()),
            access_expires_at: tokens.access_expires_at,
            refresh: tokens.refresh.as_ref().map(|token| Zeroizing::new(token.expose().to_owned())),
        };
        let text = serde_json::to_string(&kept).map_err(|_| Error::Disk)?;
        Ok(self.outside.vault.save(&entry_name(account), &Entry::new(text)).await?)
    }

    /// Takes the tokens of a sign-in out of the vault's hands: the refresh token where there is one, else the access token.
    pub(super) async fn revocable(&self, account: AccountId) -> Result<Option<(Zeroizing<String>, &'static str)>, Error> {
        Ok(self.kept(account).await?.map(|kept| match kept.refresh {
            Some(refresh) => (refresh, "refresh_token"),
            None => (kept.access, "access_token"),
        }))
    }

    /// Where the generations of an account's tokens go on.
    pub(super) async fn next_generation(&self, account: AccountId) -> Result<u64, Error> {
        Ok(self.kept(account).await?.map_or(1, |kept| kept.generation + 1))
    }
}

async fn converse(visit: &Visit<'_>, ask: &Ask<'_>) -> Result<Reply, IssuerError> {
    let adapter = visit.site.adapter.adapter();
    Ok(match ask {
        Ask::List => Reply::Listed(adapter.list(visit).await?),
        Ask::Read { key } => Reply::Seen(adapter.read(visit, key).await?),
        Ask::ReadHeld { key } => Reply::Seen(adapter.read_held(visit, key).await?),
        Ask::Narrow { key, birth, drop } => Reply::Ended(adapter.narrow(visit, key, birth, drop).await?),
        Ask::End { key, birth } => Reply::Ended(adapter.end(visit, key, birth).await?),
        Ask::Uses { key } => Reply::Uses(adapter.uses(visit, key).await?),
        Ask::Receipt { key } => Reply::Receipt(adapter.receipt(visit, key).await?),
        Ask::Complain { key, complaint } => Reply::Taken(adapter.complain(visit, key, complaint).await?),
        Ask::Look { keys } => match adapter.read_all(visit, keys).await {
            Looked { seen, broken: Some(error) } if seen.is_empty() => return Err(error),
            looked => Reply::Looked(looked),
        },
    })
}

pub(super) fn entry_name(account: AccountId) -> String {
    format!("account-{account}")
}
