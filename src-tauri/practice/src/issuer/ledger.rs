//! Grants and tokens of one issuer: giving, using, refreshing and ending them. No I/O.

use chrono::Duration;
use serde_json::{Value, json};

use super::sessions::{Browser, Code};
use crate::{
    cast::{
        self, IssuerCast, Words,
        canary::{self, Habit},
        words,
    },
    chance,
    clock::Time,
    receipts,
    world::{Access, Grant, Issuer, Reach, Standing, Token, TokenKind, Until},
};

/// How many accesses of a grant are kept.
const ACCESSES_KEPT: usize = 200;
/// How many used refresh tokens of one family are kept for reuse detection.
const USED_KEPT: usize = 50;
/// Life of a connector's access token.
pub(crate) const CONNECTOR_ACCESS_SECONDS: i64 = 3600;
/// How far refreshing reaches for a connector that was let in by a new consent.
pub(crate) const CONNECTOR_REACH_DAYS: i64 = 365;

/// Why an issuer ends what may have been stolen.
const REUSED: Words = words("使用済みの鍵がもう一度使われたため、安全のために解除しました。", "Ended for safety: a key that had been used came a second time.");

/// A pair of tokens as it leaves the token endpoint.
pub(crate) struct Pair {
    pub(crate) access: String,
    pub(crate) expires: Until,
    pub(crate) refresh: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) grants: Vec<String>,
    pub(crate) family: String,
}

/// Why a refresh was refused; the first three are `invalid_grant` (RFC 6749, 5.2).
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RefreshRefusal {
    Unknown,
    Dead,
    Reused,
    Suspended,
    Scope,
}

/// What an ending came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Accepted and done, as the issuer says.
    Done,
    /// Accepted; tokens that are out work until they run out.
    TokensFollow,
}

/// Why an ending was refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EndRefusal {
    Unknown,
    BornAnew,
    OwnGrant,
}

/// What an access token opens.
pub(crate) struct Opened {
    pub(crate) client: String,
    pub(crate) holder: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) consent: String,
    pub(crate) auth_time: Time,
}

impl Grant {
    /// When it ran out by itself, if it did: no token lives and none can be refreshed.
    pub(crate) fn ran_out(&self, now: Time) -> Option<Time> {
        let (Standing::Active, Until::At(access)) = (&self.standing, self.access_until) else {
            return None;
        };
        let end = match self.reach {
            Reach::NoRefresh => access,
            Reach::Until(furthest) => access.max(furthest),
            Reach::UntilEnded => return None,
        };
        (end <= now).then_some(end)
    }

    /// Whether somebody ended it.
    pub(crate) fn is_ended(&self) -> bool {
        matches!(self.standing, Standing::Ended { .. })
    }
}

impl Issuer {
    /// Records a consent and gives its first tokens.
    pub(crate) fn give(&mut self, cast: &IssuerCast, code: &Code, now: Time) -> Pair {
        let request = &code.request;
        let (is_app, is_canary) = (request.client == cast::APP, cast.is_canary(&request.client));
        let (access_seconds, reach) = if is_canary {
            (canary::ACCESS_SECONDS, Reach::Until(now + Duration::days(canary::REACH_DAYS)))
        } else if is_app {
            let reach = cast.app_refresh_days.map_or(Reach::NoRefresh, |days| Reach::Until(now + Duration::days(days)));
            (cast.app_access_seconds, reach)
        } else {
            let furthest = now + Duration::days(CONNECTOR_REACH_DAYS);
            (CONNECTOR_ACCESS_SECONDS, Reach::Until(furthest))
        };
        let consent = if is_app { format!("app:{}", code.who.holder) } else { chance::name("consent") };
        let services: Vec<Option<String>> = if is_app || is_canary { vec![None] } else { request.services.iter().cloned().map(Some).collect() };
        let grants: Vec<String> = services
            .into_iter()
            .map(|service| {
                let scopes = service_scopes(&request.client, service.as_deref(), &request.scopes);
                let grant = Grant {
                    id: grant_id(cast.id, &code.who.holder, &request.client, service.as_deref(), &code.covers),
                    birth: chance::name("birth"),
                    consent: consent.clone(),
                    holder: code.who.holder.clone(),
                    client: request.client.clone(),
                    service,
                    covers: code.covers.clone(),
                    scopes,
                    authorization_details: request.details.clone(),
                    standing: Standing::Active,
                    granted_at: now,
                    updated_at: now,
                    last_used_at: None,
                    access_until: Until::At(now + Duration::seconds(access_seconds)),
                    access_seconds: Some(access_seconds),
                    reach,
                    accesses: Vec::new(),
                    identified_at: Some(code.who.auth_time),
                    untold: Vec::new(),
                    receipt: None,
                    renamed: None,
                    taken: Vec::new(),
                };
                self.bear(Grant { receipt: receipts::of_grant(cast, &grant), ..grant }, now)
            })
            .collect();
        let family = chance::name("family");
        let mut pair = self.mint(
            &Token {
                kind: TokenKind::Access,
                client: request.client.clone(),
                holder: code.who.holder.clone(),
                consent,
                family,
                scopes: request.scopes.clone(),
                issued_at: now,
                expires: Until::At(now + Duration::seconds(access_seconds)),
                used: false,
                revoked: false,
                auth_time: code.who.auth_time,
            },
            &request.scopes,
            reach,
            signs(cast, &request.client),
        );
        pair.grants = grants;
        pair
    }

    /// Puts a newly given grant into the book; what it replaces loses its tokens.
    fn bear(&mut self, mut grant: Grant, now: Time) -> String {
        let id = grant.id.clone();
        if let Some(before) = self.grants.remove(&id) {
            // A re-consent is the same grant: its history stays.
            grant.accesses = before.accesses;
            grant.last_used_at = before.last_used_at;
            let old = before.consent;
            let shared = self.grants.values().any(|other| other.consent == old && !other.is_ended());
            if old != grant.consent && !shared {
                self.revoke_where(|token| token.consent == old);
            }
        }
        self.grants.insert(id.clone(), grant);
        self.sweep(now);
        id
    }

    /// Makes an access token like the given one, and a refresh token as far as `reach` goes.
    pub(crate) fn mint(&mut self, access: &Token, full: &[String], reach: Reach, signed: bool) -> Pair {
        let secret = if signed { self.signed(access) } else { chance::secret("at") };
        self.tokens.insert(chance::fingerprint(&secret), access.clone());
        self.counters.tokens_issued += 1;
        let refresh_until = match reach {
            Reach::NoRefresh => None,
            Reach::Until(at) => Some(Until::At(at)),
            Reach::UntilEnded => Some(Until::Never),
        };
        let refresh = refresh_until.map(|expires| {
            let secret = chance::secret("rt");
            self.tokens.insert(chance::fingerprint(&secret), Token { kind: TokenKind::Refresh, expires, scopes: full.to_vec(), ..access.clone() });
            secret
        });
        Pair { access: secret, expires: access.expires, refresh, scopes: access.scopes.clone(), grants: Vec::new(), family: access.family.clone() }
    }

    /// A signed access token (RFC 9068), which tells its own end.
    fn signed(&self, access: &Token) -> String {
        let exp = match access.expires {
            Until::At(at) => Some(at.timestamp()),
            Until::Never => None,
        };
        let claims = json!({ "client_id": access.client, "iat": access.issued_at.timestamp(), "exp": exp, "jti": chance::name("jti") });
        self.key.sign("at+jwt", &claims).unwrap_or_else(|_| chance::secret("at"))
    }

    /// Exchanges a refresh token; each works once, and a second use ends its family (RFC 9700, 4.14.2).
    pub(crate) fn refresh(&mut self, cast: &IssuerCast, client: &str, secret: &str, scopes: Option<&[String]>, now: Time) -> Result<Pair, RefreshRefusal> {
        let print = chance::fingerprint(secret);
        let Some(token) = self.tokens.get(&print).cloned() else {
            return Err(RefreshRefusal::Unknown);
        };
        if token.kind != TokenKind::Refresh || token.client != client {
            return Err(RefreshRefusal::Unknown);
        }
        if token.used {
            self.end_stolen(&token.family, now);
            return Err(RefreshRefusal::Reused);
        }
        if !token.is_alive(now) {
            return Err(RefreshRefusal::Dead);
        }
        if self.is_suspended(&token.consent) {
            return Err(RefreshRefusal::Suspended);
        }
        let narrowed = match scopes {
            None => token.scopes.clone(),
            Some(wanted) if wanted.iter().all(|scope| token.scopes.contains(scope)) => wanted.to_vec(),
            Some(_) => return Err(RefreshRefusal::Scope),
        };
        if let Some(used) = self.tokens.get_mut(&print) {
            used.used = true;
        }
        let seconds = self.of_consent(&token.consent).find_map(|grant| grant.access_seconds).unwrap_or(CONNECTOR_ACCESS_SECONDS);
        let expires = Until::At(now + Duration::seconds(seconds));
        let reach = match token.expires {
            Until::Never => Reach::UntilEnded,
            Until::At(at) => Reach::Until(at),
        };
        let mut pair = self.mint(
            &Token { kind: TokenKind::Access, scopes: narrowed, issued_at: now, expires, ..token.clone() },
            &token.scopes,
            reach,
            signs(cast, client),
        );
        for grant in self.grants.values_mut() {
            if grant.consent == token.consent {
                grant.access_until = expires;
                pair.grants.push(grant.id.clone());
            }
        }
        self.counters.token_refreshes += 1;
        self.sweep(now);
        Ok(pair)
    }

    /// What this access token opens, if it lives.
    pub(crate) fn open(&self, secret: &str, now: Time) -> Option<Opened> {
        let token = self.tokens.get(&chance::fingerprint(secret))?;
        if token.kind != TokenKind::Access || !token.is_alive(now) {
            return None;
        }
        Some(Opened {
            client: token.client.clone(),
            holder: token.holder.clone(),
            scopes: token.scopes.clone(),
            consent: token.consent.clone(),
            auth_time: token.auth_time,
        })
    }

    /// Whether a consent is suspended.
    pub(crate) fn is_suspended(&self, consent: &str) -> bool {
        self.of_consent(consent).any(|grant| matches!(grant.standing, Standing::Suspended { .. }))
    }

    /// Notes a use in the grants of this consent that carry the scope (R13).
    pub(crate) fn note_access(&mut self, consent: &str, scope: &str, count: u32, now: Time) {
        for grant in self.grants.values_mut() {
            if grant.consent == consent && grant.scopes.iter().chain(&grant.taken).any(|own| own == scope) {
                grant.note(scope, count, now);
            }
        }
    }

    /// Ends the grant of this birth with all that was given in the same consent.
    pub(crate) fn end(&mut self, cast: &IssuerCast, holder: &str, id: &str, births: &[String], now: Time) -> Result<Ended, EndRefusal> {
        let Some(grant) = self.grants.get(id).filter(|grant| grant.holder == holder) else {
            return Err(EndRefusal::Unknown);
        };
        if !births.contains(&grant.birth) {
            return Err(EndRefusal::BornAnew);
        }
        if grant.client == cast::APP {
            return Err(EndRefusal::OwnGrant);
        }
        let consent = grant.consent.clone();
        let habit = cast.canary.filter(|_| cast.is_canary(&grant.client)).unwrap_or(Habit::Quick);
        if !grant.is_ended() {
            self.counters.ended += 1;
            match habit {
                Habit::Quick => self.revoke_where(|token| token.consent == consent),
                Habit::Signed => self.revoke_where(|token| token.consent == consent && token.kind == TokenKind::Refresh),
                Habit::Lies => self.revoke_where(|token| token.consent == consent && token.kind == TokenKind::Access),
            }
            self.mark_ended(&consent, "holder", None, now);
        }
        Ok(if habit == Habit::Signed { Ended::TokensFollow } else { Ended::Done })
    }

    /// Ends all grants of a consent and revokes its tokens.
    pub(crate) fn end_consent(&mut self, consent: &str, by: &str, reason: Option<&Value>, now: Time) {
        self.revoke_where(|token| token.consent == consent);
        self.mark_ended(consent, by, reason, now);
    }

    fn mark_ended(&mut self, consent: &str, by: &str, reason: Option<&Value>, now: Time) {
        for grant in self.grants.values_mut() {
            if grant.consent == consent && !grant.is_ended() {
                grant.updated_at = now;
                grant.standing = Standing::Ended { since: now, by: by.to_owned(), reason: reason.cloned() };
            }
        }
    }

    /// Revokes one family; a consent without any living token has ended.
    pub(crate) fn end_family(&mut self, family: &str, by: &str, reason: Option<&Value>, now: Time) {
        let consent = self.tokens.values().find(|token| token.family == family).map(|token| token.consent.clone());
        self.revoke_where(|token| token.family == family);
        let Some(consent) = consent else { return };
        let alive = self.tokens.values().any(|token| token.consent == consent && token.is_alive(now));
        if !alive {
            self.end_consent(&consent, by, reason, now);
        }
    }

    /// Ends a family of which something secret came a second time (RFC 9700, 4.14.2).
    pub(crate) fn end_stolen(&mut self, family: &str, now: Time) {
        self.counters.reuse_detections += 1;
        self.end_family(family, "issuer", Some(&REUSED.map()), now);
    }

    /// Revokes the tokens that match.
    pub(crate) fn revoke_where(&mut self, matches: impl Fn(&Token) -> bool) {
        for token in self.tokens.values_mut() {
            if matches(token) {
                token.revoked = true;
            }
        }
    }

    /// The grants of one consent.
    pub(crate) fn of_consent<'a>(&'a self, consent: &'a str) -> impl Iterator<Item = &'a Grant> {
        self.grants.values().filter(move |grant| grant.consent == consent)
    }

    /// Forgets tokens that can no longer matter.
    fn sweep(&mut self, now: Time) {
        let keep_for = Duration::hours(1);
        self.tokens.retain(|_, token| {
            token.kind == TokenKind::Refresh
                || match token.expires {
                    Until::Never => !token.revoked,
                    Until::At(at) => at + keep_for > now,
                }
        });
        let mut used: Vec<(String, Time, String)> =
            self.tokens.iter().filter(|(_, token)| token.used).map(|(print, token)| (token.family.clone(), token.issued_at, print.clone())).collect();
        used.sort();
        used.reverse();
        let mut seen = (String::new(), 0_usize);
        for (family, _, print) in used {
            if seen.0 != family {
                seen = (family, 0);
            }
            seen.1 += 1;
            if seen.1 > USED_KEPT {
                self.tokens.remove(&print);
            }
        }
    }
}

impl Grant {
    /// Adds one line to the access history.
    pub(crate) fn note(&mut self, scope: &str, count: u32, at: Time) {
        self.last_used_at = Some(at);
        self.accesses.push(Access { at, scope: scope.to_owned(), count });
        let surplus = self.accesses.len().saturating_sub(ACCESSES_KEPT);
        self.accesses.drain(..surplus);
    }
}

/// Whether an access token of this client is signed here; all others are opaque.
fn signs(cast: &IssuerCast, client: &str) -> bool {
    cast.is_canary(client) && cast.canary == Some(Habit::Signed)
}

/// The id of a grant: stable for holder, connector, service and what is covered.
pub(crate) fn grant_id(issuer: &str, holder: &str, client: &str, service: Option<&str>, covers: &[String]) -> String {
    let mut covers = covers.to_vec();
    covers.sort();
    chance::derived("grant", &[issuer, holder, client, service.unwrap_or(""), &covers.join(" ")])
}

/// The part of the granted scopes that belongs to one service.
fn service_scopes(client: &str, service: Option<&str>, granted: &[String]) -> Vec<String> {
    let Some(service) = service.and_then(|id| cast::companies::company(client)?.service(id)) else {
        return granted.to_vec();
    };
    granted.iter().filter(|scope| service.scopes.contains(&scope.as_str())).cloned().collect()
}

/// A holder's name towards clients: it differs at each issuer.
pub(crate) fn subject(issuer: &str, holder: &str) -> String {
    chance::derived("sub", &[issuer, holder])
}

/// A person who signed in just then.
pub(crate) fn signed_in(holder: &str, now: Time) -> Browser {
    Browser { holder: holder.to_owned(), auth_time: now }
}
