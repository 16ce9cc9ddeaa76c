//! What ending a grant would do, before the last act.

use super::{Error, Inner};
use crate::domain::id::{GrantId, RemoteKey};
use crate::domain::permission::Effect;
use crate::domain::text::Lang;
use crate::ipc::{ConsequencesView, GoesOn};

impl Inner {
    pub(super) async fn preview_ending(&self, lang: Lang, id: GrantId) -> Result<ConsequencesView, Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let account = self.store.account(grant.account).await?.ok_or(Error::NotFound)?;
        let declares = self.site_of(grant.account).await?.adapter.adapter().declares();
        let row = self.rows(std::slice::from_ref(&grant), lang).await?.pop().ok_or(Error::NotFound)?;
        let together = self.store.grants_by_key(grant.account, &grant.remote.facts.ends_together).await?;
        let ended: Vec<&RemoteKey> = together.iter().map(|other| &other.remote.key).collect();
        let mut others = self.others_of(&grant).await?;
        others.retain(|other| other.account != grant.account || !ended.contains(&&other.remote.key));
        let moves = |wanted: Effect| grant.remote.facts.permissions.iter().any(|permission| permission.effect == wanted);
        let mut goes_on = vec![GoesOn::Card, GoesOn::Membership];
        if moves(Effect::MovesMoney) {
            goes_on.push(GoesOn::PaymentsInFlight);
        }
        if moves(Effect::ChangesData) {
            goes_on.push(GoesOn::WrittenData);
        }
        goes_on.extend(declares.goes_on);
        Ok(ConsequencesView {
            stops: row.permissions.clone(),
            goes_on,
            left_alive: declares.left_alive,
            tokens_until: grant.remote.facts.tokens_until(),
            ends_together: self.rows(&together, lang).await?,
            others_stay: self.rows(&others, lang).await?,
            chain_keeps: row.chain.told().cloned().unwrap_or_default(),
            sign_in_first: !account.signed_in,
            grant: row,
        })
    }
}
