//! Taking a part of a grant away: the grant goes on, with its birth.

use chrono::Duration;

use super::{grant_view, ledger::CONNECTOR_ACCESS_SECONDS};
use crate::{
    cast::{self, FIXED, Narrows},
    clock::Time,
    world::{Issuer, Token, TokenKind, Until},
};

/// Why nothing was taken away.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NarrowRefusal {
    Unknown,
    BornAnew,
    OwnGrant,
    Fixed,
    Everything,
}

impl Narrows {
    /// For how long at most a token that is out keeps what was taken away.
    pub(crate) fn seconds(self) -> i64 {
        match self {
            Self::AtOnce => 0,
            Self::TokensKeep => CONNECTOR_ACCESS_SECONDS,
        }
    }

    /// Whether this token keeps it until it runs out.
    fn leaves(self, token: &Token, now: Time) -> bool {
        let soon = now + Duration::seconds(self.seconds());
        self == Self::TokensKeep && token.kind == TokenKind::Access && matches!(token.expires, Until::At(at) if at <= soon)
    }
}

impl Issuer {
    /// Takes scopes and types of details away from the grant of this birth. What it does not hold anyway is gone already.
    pub(crate) fn narrow(&mut self, narrows: Narrows, holder: &str, id: &str, births: &[String], drop: &[String], now: Time) -> Result<(), NarrowRefusal> {
        let Some(grant) = self.grants.get_mut(id).filter(|grant| grant.holder == holder && !grant.is_ended()) else {
            return Err(NarrowRefusal::Unknown);
        };
        if !births.contains(&grant.birth) {
            return Err(NarrowRefusal::BornAnew);
        }
        if grant.client == cast::APP {
            return Err(NarrowRefusal::OwnGrant);
        }
        if drop.iter().any(|name| FIXED.contains(&name.as_str())) {
            return Err(NarrowRefusal::Fixed);
        }
        if grant_view::tokens_of(grant).all(|held| drop.iter().any(|name| name == held)) {
            return Err(NarrowRefusal::Everything);
        }
        let (gone, kept): (Vec<String>, Vec<String>) = grant.scopes.drain(..).partition(|scope| drop.contains(scope));
        grant.scopes = kept;
        grant
            .authorization_details
            .retain(|detail| !detail.get("type").and_then(|kind| kind.as_str()).is_some_and(|kind| drop.iter().any(|name| name == kind)));
        grant.taken.extend(gone.iter().cloned());
        grant.updated_at = now;
        let consent = grant.consent.clone();
        // Tokens are the consent's: what another service of it still holds stays in them.
        let elsewhere: Vec<String> = self.of_consent(&consent).filter(|grant| !grant.is_ended()).flat_map(|grant| grant.scopes.clone()).collect();
        for token in self.tokens.values_mut().filter(|token| token.consent == consent && !narrows.leaves(token, now)) {
            token.scopes.retain(|scope| !gone.contains(scope) || elsewhere.contains(scope));
        }
        Ok(())
    }
}
