//! Ending this device's own sign-ins.

use super::{Error, Inner, ask};
use crate::domain::id::AccountId;
use crate::domain::record::Act;
use crate::domain::text::Lang;
use crate::ipc::{IssuerRef, SignedOutView, Topic};
use crate::issuers::wire;
use crate::store::{accounts, batches, endings, events};

impl Inner {
    /// Revokes at the issuer (RFC 7009) and forgets here; the second happens whatever the first says.
    pub(super) async fn sign_out(&self, account: AccountId, lang: Lang) -> Result<SignedOutView, Error> {
        let row = self.store.account(account).await?.ok_or(Error::NotFound)?;
        let issuer = self.store.issuer(&row.issuer).await?.ok_or(Error::NotFound)?;
        let _lock = self.lock(&format!("account-{account}")).await?;
        let revoked_at_issuer = match self.revocable(account).await? {
            // To revoke it at the issuer that it belongs to.
            Some((token, hint)) => wire::revoke(self.outside.http.as_ref(), &issuer.site, &token, hint, self.now()).await.is_ok(),
            None => false,
        };
        self.outside.vault.remove(&ask::entry_name(account)).await?;
        let now = self.now();
        let mut write = self.store.write().await?;
        accounts::set_signed_in(&mut write, account, false).await?;
        batches::signed_out(&mut write, account).await?;
        events::settle(&mut write, &[account], now).await?;
        let waiting = endings::open_of_account(&mut write, account).await?.iter().filter(|ending| ending.narrows.is_none()).count();
        let act = Act::SignedOut { issuer: row.issuer.clone(), account, revoked_at_issuer };
        self.record(&mut write, now, None, &act).await?;
        self.commit(write, &[Topic::Issuers, Topic::Records, Topic::Events]).await?;
        let issuer = IssuerRef { id: issuer.id, name: issuer.name.get(lang).to_owned() };
        Ok(SignedOutView { issuer, revoked_at_issuer, endings_waiting: u32::try_from(waiting).unwrap_or(u32::MAX) })
    }
}
