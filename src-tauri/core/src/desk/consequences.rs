//! What ending a grant would do, before the last act.

use super::{Error, Inner};
use crate::domain::directory::ContactTopic;
use crate::domain::id::{GrantId, RemoteKey};
use crate::domain::permission::Effect;
use crate::domain::stated::Stated;
use crate::domain::text::Lang;
use crate::ipc::{ConsequencesView, GoesOn};

impl Inner {
    pub(super) async fn preview_ending(&self, lang: Lang, id: GrantId) -> Result<ConsequencesView, Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let account = self.store.account(grant.account).await?.ok_or(Error::NotFound)?;
        let issuer = self.store.issuer(&grant.issuer).await?.ok_or(Error::NotFound)?;
        let declares = issuer.site.adapter.adapter().declares();
        let row = self.rows(std::slice::from_ref(&grant), lang).await?.pop().ok_or(Error::NotFound)?;
        let together = self.store.grants_by_key(grant.account, &grant.remote.facts.ends_together).await?;
        let ended: Vec<&RemoteKey> = together.iter().map(|other| &other.remote.key).collect();
        let mut others = self.others_of(&grant).await?;
        others.retain(|other| other.account != grant.account || !ended.contains(&&other.remote.key));
        let connector = self.read_connector(lang, id).await?;
        let service = connector.about_service;
        let told = service.value.told().cloned();
        let mut deletions = connector.contacts.value.told().into_iter().flatten().filter(|contact| contact.topic == ContactTopic::Deletion);
        let deletion = deletions.find_map(|contact| contact.site.clone());
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
            measured: self.measured(&issuer).await?,
            tokens_until: grant.remote.facts.tokens_until(),
            ends_together: self.rows(&together, lang).await?,
            others_stay: self.rows(&others, lang).await?,
            chain_keeps: connector.chain,
            keeps: said_with(&service, told.as_ref().map(|told| told.keeps.clone()).unwrap_or_default()),
            statements: told.as_ref().and_then(|told| told.statements.clone()).map(|statements| said_with(&service, statements)),
            export: told.and_then(|told| told.export).map(|link| said_with(&service, link)),
            deletion: deletion.map(|link| said_with(&connector.contacts, link)),
            sign_in_first: !account.signed_in,
            grant: row,
        })
    }
}

/// Another fact of the same word.
fn said_with<T, U>(stated: &Stated<T>, value: U) -> Stated<U> {
    Stated { value, by: stated.by.clone(), relayed_by: stated.relayed_by.clone(), at: stated.at }
}
