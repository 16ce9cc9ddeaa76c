//! Keycloak's Account REST API as it ships (26.x): `/realms/{realm}/account/applications`.
//!
//! A grant is a consent, or offline access (a client that asks for no consent may still hold an offline
//! token). Both go by `DELETE …/{client}/consent`. The list is one unpaged array; it also holds clients
//! with a mere online session, which are no grants.
//!
//! A consent is narrowed by `PUT …/{client}/consent` with the scopes that stay. Seen of 26.7: `createdDate` is kept, by a narrower
//! consent as by a wider one that the person gives later; nothing is signed out. Access tokens that are out keep what was taken
//! away until they run out, also for whoever introspects them or asks userinfo. A refresh token, offline ones too, is then refused
//! (`invalid_scope`) unless the client asks for less, and what it gets so is without it. Scopes that every client asks for by
//! default would be missed by each refresh: they are not offered.

use async_trait::async_trait;
use chrono::DateTime;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::{Adapter, Answer, CanNarrow, Declares, Listing, MOST_GRANTS, TokenFault, Visit, in_calendar, is_name};
use crate::domain::Timestamp;
use crate::domain::connector::{Connector, Service};
use crate::domain::expiry::{AccessUntil, Expiry, Refreshable};
use crate::domain::grant::{Facts, RemoteGrant, Status, Use};
use crate::domain::id::{Birth, RemoteKey};
use crate::domain::issuer::{FactKind, GoesOn, LeftAliveKind};
use crate::domain::permission::{Access, Effect, Permission, most_weighty_first};
use crate::domain::stated::Told;
use crate::domain::text::{Text, clean};
use crate::flow::end::Seen;
use crate::issuers::discovery::Site;
use crate::issuers::wire::claims;
use crate::issuers::{IssuerError, json};
use crate::ports::{Content, Method, Request};
use crate::secret::AccessToken;

pub(super) struct Keycloak;

/// Shown of offline access, whatever the consent says of it.
const OFFLINE: &str = "offline_access";
/// Default scopes of every client, by the names that [`permission`] gives them, and what stands while there is an offline token.
const FIXED: [&str; 5] = ["profile", "email", "${rolesScopeConsentText}", "${offlineAccessScopeConsentText}", OFFLINE];
/// A consent of which not all that stays can be named.
const UNNAMED: IssuerError = IssuerError::Unreadable("a consent of which not all scopes can be named");

#[async_trait]
impl Adapter for Keycloak {
    fn declares(&self) -> Declares {
        Declares {
            left_alive: LeftAliveKind::SignedAccessTokens { seconds: None },
            goes_on: &[GoesOn::OnlineSessions],
            never_told: &[
                FactKind::LastUse,
                FactKind::Uses,
                FactKind::Tokens,
                FactKind::Refreshable,
                FactKind::AccessUntil,
                FactKind::Covers,
                FactKind::Service,
                FactKind::Chain,
                FactKind::PermissionWords,
                FactKind::Suspension,
            ],
        }
    }

    fn check_token(&self, token: &AccessToken, _granted: &[String]) -> Result<(), TokenFault> {
        // To look at what the token allows; it goes nowhere.
        let Some(claims) = claims(token.expose()) else { return Ok(()) };
        let roles = claims.pointer("/resource_access/account/roles").and_then(Value::as_array);
        let has = |wanted: &str| roles.into_iter().flatten().filter_map(Value::as_str).any(|role| role == wanted);
        if has("manage-account") {
            return Err(TokenFault::TooMighty("manage-account"));
        }
        // A token without the roles is answered like a dead one (401): renewing it would go round in circles.
        match ["view-applications", "manage-consent"].into_iter().find(|role| !has(role)) {
            Some(role) => Err(TokenFault::Lacks(role)),
            None => Ok(()),
        }
    }

    async fn list(&self, visit: &Visit<'_>) -> Result<Listing, IssuerError> {
        let items: Vec<Value> = applications(visit).await?;
        if items.len() > MOST_GRANTS {
            return Err(IssuerError::Unreadable("more applications than this app takes in"));
        }
        let mut listing = Listing { grants: Vec::new(), unreadable: 0 };
        for item in items {
            match serde_json::from_value::<Application>(item) {
                Ok(application) if !application.is_grant() || application.client_id == visit.site.client_id => {}
                Ok(application) if is_name(&application.client_id) => listing.grants.push(application.read()),
                Ok(_) | Err(_) => listing.unreadable += 1,
            }
        }
        Ok(listing)
    }

    async fn read(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Seen, IssuerError> {
        Ok(match application(visit, key).await? {
            Some(application) if application.is_grant() => Seen::Alive { birth: application.birth(), holds: application.holds() },
            Some(application) if application.in_use => Seen::GoneButInUse,
            Some(_) | None => Seen::Gone,
        })
    }

    async fn end(&self, visit: &Visit<'_>, key: &RemoteKey, birth: &Birth) -> Result<Answer, IssuerError> {
        // This interface takes no condition: looking again right before leaves a gap of one round trip.
        match self.read(visit, key).await? {
            Seen::Alive { birth: now, .. } if now != *birth => return Ok(Answer::GivenAnew),
            Seen::Alive { .. } | Seen::Ended { .. } | Seen::Gone | Seen::GoneButInUse => {}
        }
        let request = Request { method: Method::Delete, ..json::get(consent_url(&visit.site.grants, key)?, Some(visit.token), Some(visit.lang)) };
        match visit.send(request).await {
            Ok(answer) => Ok(Answer::Accepted(answer.status)),
            Err(IssuerError::Refused { status: 404, .. }) => Ok(Answer::NothingThere(404)),
            Err(error) => Err(error),
        }
    }

    fn narrowing(&self, _site: &Site) -> Option<CanNarrow> {
        Some(CanNarrow { fixed: FIXED.map(str::to_owned).into(), left_alive: LeftAliveKind::SignedAccessTokens { seconds: None } })
    }

    async fn narrow(&self, visit: &Visit<'_>, key: &RemoteKey, birth: &Birth, drop: &[String]) -> Result<Answer, IssuerError> {
        // This interface takes no condition, and makes a consent where there is none: the look right before leaves a gap of one round trip.
        let Some(application) = application(visit, key).await?.filter(Application::is_grant) else { return Ok(Answer::NothingThere(404)) };
        if application.birth() != *birth {
            return Ok(Answer::GivenAnew);
        }
        let stays = application.consent.iter().flat_map(|consent| &consent.granted_scopes).filter(|scope| !drop.contains(&permission(scope).scope));
        let ids: Vec<Value> = stays.map(|scope| scope.id.as_ref().map(|id| serde_json::json!({ "id": id }))).collect::<Option<_>>().ok_or(UNNAMED)?;
        if ids.is_empty() {
            // To leave an empty consent behind would be an ending by another name.
            return Err(UNNAMED);
        }
        let content = Content::Json(serde_json::json!({ "grantedScopes": ids }));
        let request = Request { method: Method::Put, content, ..json::get(consent_url(&visit.site.grants, key)?, Some(visit.token), Some(visit.lang)) };
        match visit.send(request).await {
            Ok(answer) => Ok(Answer::Accepted(answer.status)),
            Err(IssuerError::Refused { status: 404, .. }) => Ok(Answer::NothingThere(404)),
            Err(error) => Err(error),
        }
    }

    async fn uses(&self, _visit: &Visit<'_>, _key: &RemoteKey) -> Result<Told<Vec<Use>>, IssuerError> {
        Ok(Told::NotTold)
    }
}

async fn applications(visit: &Visit<'_>) -> Result<Vec<Value>, IssuerError> {
    let url = visit.site.grants.join("applications").map_err(|_| IssuerError::Unreadable("an address without a path"))?;
    json::read_array(&visit.send(json::get(url, Some(visit.token), Some(visit.lang))).await?)
}

/// What the list says of one client: the only place that tells consent, offline access and use together. A list with gaps
/// shows nobody to be gone.
async fn application(visit: &Visit<'_>, key: &RemoteKey) -> Result<Option<Application>, IssuerError> {
    let of = |item: &Value| item.get("clientId").and_then(Value::as_str).is_none_or(|id| id == key.as_str());
    let read = applications(visit).await?.into_iter().filter(of).map(serde_json::from_value).collect::<Result<Vec<Application>, _>>();
    Ok(read.map_err(|_| IssuerError::Unreadable("an application without its necessary fields"))?.into_iter().next())
}

/// Client ids may be URLs: each is one path segment, whatever is in it.
fn consent_url(base: &Url, key: &RemoteKey) -> Result<Url, IssuerError> {
    let mut url = base.clone();
    url.path_segments_mut().map_err(|()| IssuerError::Unreadable("an address without a path"))?.pop_if_empty().extend([
        "applications",
        key.as_str(),
        "consent",
    ]);
    Ok(url)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Application {
    client_id: String,
    client_name: Option<String>,
    #[serde(default)]
    in_use: bool,
    #[serde(default)]
    offline_access: bool,
    consent: Option<Consent>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consent {
    #[serde(default)]
    granted_scopes: Vec<Scope>,
    created_date: Option<i64>,
    last_updated_date: Option<i64>,
}

#[derive(Deserialize)]
struct Scope {
    id: Option<String>,
    name: Option<String>,
    #[serde(rename = "displayText")]
    display_text: Option<String>,
    /// The same with a slip of the pen: older servers write this alone, newer ones both.
    #[serde(rename = "displayTest")]
    display_test: Option<String>,
}

impl Application {
    fn is_grant(&self) -> bool {
        self.consent.is_some() || self.offline_access
    }

    /// User and client are fixed by sign-in and key; what is left is when the consent was given (widening it
    /// keeps that time, giving it anew after an ending does not). Offline access without consent has no time here.
    fn birth(&self) -> Birth {
        let created = self.consent.as_ref().and_then(|consent| consent.created_date);
        created.map_or_else(Birth::not_told, |at| Birth(at.to_string()))
    }

    /// What the consent holds, and offline access beside it.
    fn holds(&self) -> Told<Vec<String>> {
        let Some(consent) = &self.consent else { return Told::NotTold };
        let mut scopes: Vec<String> = consent.granted_scopes.iter().map(|scope| permission(scope).scope).collect();
        scopes.extend(self.offline_access.then(|| OFFLINE.to_owned()));
        Told::Told(scopes)
    }

    fn read(self) -> RemoteGrant {
        let birth = self.birth();
        let id = clean(&self.client_id);
        // A name of the form ${key} is a message that the server did not find.
        let name = self.client_name.map(|name| clean(&name)).filter(|name| !name.is_empty() && !name.starts_with("${")).unwrap_or_else(|| id.clone());
        let consent = self.consent.as_ref();
        let mut permissions: Vec<Permission> = consent.map(|consent| consent.granted_scopes.iter().take(200).map(permission).collect()).unwrap_or_default();
        if self.offline_access && !permissions.iter().any(|permission| permission.scope == OFFLINE) {
            permissions.push(Permission { scope: OFFLINE.to_owned(), access: Access::Unknown, effect: Effect::Unknown, words: None });
        }
        most_weighty_first(&mut permissions);
        let facts = Facts {
            subject: Told::NotTold,
            covers: Vec::new(),
            connector: Connector { id: id.clone(), name: Text::plain(&name) },
            service: Service { id, name: Text::plain(&name) },
            permissions,
            granted_at: millis(consent.and_then(|consent| consent.created_date)),
            updated_at: millis(consent.and_then(|consent| consent.last_updated_date)),
            last_used: Told::NotTold,
            expiry: Expiry { access_until: AccessUntil::NotTold, refreshable: Refreshable::NotTold },
            tokens: Told::NotTold,
            chain: Told::NotTold,
            how_to_end: None,
            beware: Vec::new(),
            conditions_checked_on: None,
            identified: None,
            ends_together: Vec::new(),
            in_use: Told::Told(self.in_use),
        };
        RemoteGrant { key: RemoteKey(self.client_id), birth, status: Status::Active, facts }
    }
}

/// Keycloak gives words, not kinds. Only the scopes of OpenID Connect Core, 5.4, are known to identify a person.
fn permission(scope: &Scope) -> Permission {
    let name = clean(scope.name.as_deref().unwrap_or_default());
    let words = scope.display_text.as_deref().or(scope.display_test.as_deref()).map(clean).filter(|words| !words.is_empty() && !words.starts_with("${"));
    let known = ["profile", "email", "address", "phone"].iter().find(|known| name == format!("${{{known}ScopeConsentText}}") || name == **known);
    let (scope, access, effect) = match known {
        Some(known) => ((*known).to_owned(), Access::Authentication, Effect::None),
        None if name.is_empty() => (words.clone().unwrap_or_default(), Access::Unknown, Effect::Unknown),
        None => (name, Access::Unknown, Effect::Unknown),
    };
    Permission { scope, access, effect, words: words.map(|words| Text::plain(&words)) }
}

/// Epoch milliseconds (sessions use seconds, consents do not).
fn millis(at: Option<i64>) -> Told<Timestamp> {
    at.and_then(DateTime::from_timestamp_millis).and_then(in_calendar).into()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;

    use super::*;

    fn read(row: Value) -> Application {
        serde_json::from_value(row).unwrap()
    }

    #[test]
    fn a_consent_of_a_real_server_is_read() {
        let application = read(serde_json::json!({
            "clientId": "kakeibo", "clientName": "かけいぼ日和", "userConsentRequired": true, "inUse": true, "offlineAccess": false,
            "consent": { "createdDate": 1_795_227_763_255_i64, "lastUpdatedDate": 1_795_227_763_330_i64, "grantedScopes": [
                { "id": "6a53", "name": "${emailScopeConsentText}", "displayText": "メールアドレス", "displayTest": "メールアドレス" },
                { "id": "5e2c", "name": "利用明細を見る", "displayText": "利用明細を見る", "displayTest": "利用明細を見る" },
            ] },
        }));
        assert!(application.is_grant());
        let grant = application.read();
        assert_eq!(grant.birth, Birth("1795227763255".to_owned()));
        let scopes: Vec<_> = grant.facts.permissions.iter().map(|permission| (permission.scope.as_str(), permission.access)).collect();
        assert_eq!(scopes, [("利用明細を見る", Access::Unknown), ("email", Access::Authentication)], "the unknown is not hidden behind the known");
    }

    #[test]
    fn a_mere_session_is_no_grant_and_offline_access_without_consent_is() {
        assert!(!read(serde_json::json!({ "clientId": "account-console", "clientName": "${client_account-console}", "inUse": true })).is_grant());
        let offline = read(serde_json::json!({ "clientId": "tsumitate", "offlineAccess": true }));
        assert!(offline.is_grant());
        assert!(!offline.birth().is_told(), "nothing tells one giving from the next");
    }

    #[test]
    fn a_token_with_too_much_or_too_little_is_refused() {
        let token = |roles: &[&str]| {
            let claims = serde_json::json!({ "resource_access": { "account": { "roles": roles } } }).to_string();
            AccessToken::new(format!("e30.{}.x", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims)))
        };
        assert_eq!(Keycloak.check_token(&token(&["view-applications", "view-consent", "manage-consent"]), &[]), Ok(()));
        assert_eq!(Keycloak.check_token(&token(&["manage-account", "view-applications", "manage-consent"]), &[]), Err(TokenFault::TooMighty("manage-account")));
        assert_eq!(Keycloak.check_token(&token(&["view-applications"]), &[]), Err(TokenFault::Lacks("manage-consent")));
    }
}
