//! The published profile: `contracts/grants-profile.openapi.yaml`, version 1.

mod complain;
mod look;
mod narrow;
mod pages;

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::{Adapter, Answer, CanNarrow, Complaint, Declares, Listing, Looked, Taken, TokenFault, Visit, in_calendar, is_name};
use crate::domain::Timestamp;
use crate::domain::connector::{Chained, Connector, Service};
use crate::domain::expiry::{AccessUntil, Expiry, Refreshable};
use crate::domain::grant::{
    Contract, Cover, CoverKind, CoverUser, EndedBy, Facts, Identified, LastUse, RemoteGrant, Status, Subject, SubjectKind, Token, TokenKind, Use,
};
use crate::domain::id::{Birth, RemoteKey};
use crate::domain::issuer::LeftAliveKind;
use crate::domain::permission::{Access, Effect, Permission, most_weighty_first};
use crate::domain::stated::{Party, Told};
use crate::domain::text::{Text, clean};
use crate::flow::end::Seen;
use crate::issuers::discovery::Site;
use crate::issuers::{IssuerError, json, receipt};
use crate::ports::{Content, Method, Request, Response};
use crate::secret::AccessToken;

/// What this app asks for, and all that it takes.
pub(super) const SCOPES: &[&str] = &["grants:read", "grants:end"];
/// How many names one look takes in.
const AT_ONCE: usize = 60;
/// Most items of any list inside a grant.
const MOST_INSIDE: usize = 200;

pub(super) struct Profile;

#[async_trait]
impl Adapter for Profile {
    fn declares(&self) -> Declares {
        Declares { left_alive: LeftAliveKind::NotTold, goes_on: &[], never_told: &[] }
    }

    fn check_token(&self, _token: &AccessToken, granted: &[String]) -> Result<(), TokenFault> {
        // The token itself is opaque to us; its scopes are not.
        if let Some(missing) = SCOPES.iter().find(|scope| !granted.iter().any(|one| one == *scope)) {
            return Err(TokenFault::Lacks(missing));
        }
        let known = |scope: &String| SCOPES.contains(&scope.as_str()) || ["openid", "profile", "email", "offline_access"].contains(&scope.as_str());
        if granted.iter().all(known) { Ok(()) } else { Err(TokenFault::TooMighty("a scope that this app does not need")) }
    }

    async fn list(&self, visit: &Visit<'_>) -> Result<Listing, IssuerError> {
        let mut listing = Listing { grants: Vec::new(), unreadable: 0 };
        let take = |item: Value| match read_item(item) {
            Some(grant) if grant.facts.connector.id == visit.site.client_id => {}
            Some(grant) => listing.grants.push(grant),
            None => listing.unreadable += 1,
        };
        pages::each(visit, take).await?;
        Ok(listing)
    }

    async fn read(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Seen, IssuerError> {
        let one = look::one(visit, key).await?;
        if matches!(one, Seen::Alive { .. }) {
            return Ok(one);
        }
        // One answer says that it is over: the list has to agree.
        Ok(look::agreed(one, &look::listed(&self.list(visit).await?, key)?))
    }

    fn narrowing(&self, site: &Site) -> Option<CanNarrow> {
        site.narrowing.clone()
    }

    async fn read_held(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Seen, IssuerError> {
        narrow::read_held(visit, key).await
    }

    async fn narrow(&self, visit: &Visit<'_>, key: &RemoteKey, birth: &Birth, drop: &[String]) -> Result<Answer, IssuerError> {
        let request = Request {
            method: Method::Patch,
            content: Content::Json(serde_json::json!({ "drop": drop })),
            if_match: Some(format!("\"{birth}\"")),
            ..json::get(item_url(&visit.site.grants, key, &[])?, Some(visit.token), Some(visit.lang))
        };
        answered(visit.send(request).await)
    }

    fn at_once(&self) -> usize {
        // `If-Match` names the giving.
        AT_ONCE
    }

    async fn read_all(&self, visit: &Visit<'_>, keys: &[RemoteKey]) -> Looked {
        match self.list(visit).await {
            Ok(listing) => look::all(visit, keys, &listing).await,
            Err(error) => Looked { seen: Vec::new(), broken: Some(error) },
        }
    }

    async fn end(&self, visit: &Visit<'_>, key: &RemoteKey, birth: &Birth) -> Result<Answer, IssuerError> {
        let request = Request {
            method: Method::Delete,
            if_match: Some(format!("\"{birth}\"")),
            ..json::get(item_url(&visit.site.grants, key, &[])?, Some(visit.token), Some(visit.lang))
        };
        answered(visit.send(request).await)
    }

    async fn uses(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Told<Vec<Use>>, IssuerError> {
        let url = item_url(&visit.site.grants, key, &["accesses"])?;
        let answer = match visit.send(json::get(url, Some(visit.token), Some(visit.lang))).await {
            Ok(answer) => answer,
            Err(IssuerError::Refused { status: 404, .. }) => return Ok(Told::NotTold),
            Err(error) => return Err(error),
        };
        let page: AccessPage = json::read(&answer)?;
        let uses = page.items.into_iter().take(MOST_INSIDE).filter_map(|item| {
            Some(Use { at: time(Some(item.at.as_str()))?, access: access(Some(&item.access)), what: item.what.and_then(Text::clean), count: item.count })
        });
        Ok(Told::Told(uses.collect()))
    }

    async fn receipt(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Option<String>, IssuerError> {
        let url = item_url(&visit.site.grants, key, &["receipt"])?;
        let request = Request { accept: "application/jose", at_most: receipt::LARGEST, ..json::get(url, Some(visit.token), Some(visit.lang)) };
        match visit.send(request).await {
            Ok(answer) if answer.status == 200 => String::from_utf8(answer.body).map(Some).map_err(|_| IssuerError::Unreadable("a receipt that is no text")),
            // Whoever has no such address, or answers it with nothing, gives none.
            Ok(_) | Err(IssuerError::Refused { status: 404 | 405 | 410 | 501, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn complain(&self, visit: &Visit<'_>, key: &RemoteKey, complaint: &Complaint<'_>) -> Result<Option<Taken>, IssuerError> {
        complain::hand_in(visit, key, complaint).await
    }
}

/// What an answer to a change says.
fn answered(sent: Result<Response, IssuerError>) -> Result<Answer, IssuerError> {
    match sent {
        Ok(answer) => Ok(Answer::Accepted(answer.status)),
        Err(IssuerError::Refused { status: 404, .. }) => Ok(Answer::NothingThere(404)),
        Err(IssuerError::Refused { status: 412, .. }) => Ok(Answer::GivenAnew),
        Err(error) => Err(error),
    }
}

fn item_url(base: &Url, key: &RemoteKey, below: &[&str]) -> Result<Url, IssuerError> {
    let mut url = base.clone();
    url.path_segments_mut().map_err(|()| IssuerError::Unreadable("an address without a path"))?.pop_if_empty().push(key.as_str()).extend(below);
    Ok(url)
}

fn seen(grant: &RemoteGrant) -> Seen {
    match &grant.status {
        Status::Ended { at, .. } => {
            let alive = grant.facts.tokens.told().map(|tokens| u32::try_from(tokens.len()).unwrap_or(u32::MAX));
            Seen::Ended { birth: grant.birth.clone(), tokens_alive: alive.into(), since: *at }
        }
        Status::Vanished { .. } => Seen::Gone,
        Status::Active | Status::Suspended { .. } | Status::Expired { .. } | Status::Unknown => {
            Seen::Alive { birth: grant.birth.clone(), holds: Told::NotTold }
        }
    }
}

#[derive(Deserialize)]
struct AccessPage {
    #[serde(default)]
    items: Vec<AccessItem>,
}

#[derive(Deserialize)]
struct AccessItem {
    at: String,
    access: String,
    what: Option<Text>,
    count: Option<u32>,
}

/// The necessary fields; all others are read one by one, so that one odd field costs one fact, not the grant.
#[derive(Deserialize)]
struct Item {
    id: String,
    birth: String,
    status: StatusItem,
    connector: Named,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct StatusItem {
    state: String,
    since: Option<String>,
    by: Option<String>,
    reason: Option<Text>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    name: Text,
}

fn read_item(value: Value) -> Option<RemoteGrant> {
    let item: Item = serde_json::from_value(value).ok()?;
    if !is_name(&item.id) || item.birth.is_empty() || item.birth.len() > 256 || item.birth.contains(|at: char| at == '"' || at.is_control()) {
        return None;
    }
    let field = |name: &str| item.rest.get(name).filter(|value| !value.is_null()).cloned();
    let text = |name: &str| field(name).and_then(|value| serde_json::from_value::<Text>(value).ok()).and_then(Text::clean);
    let when = |name: &str| time(field(name).as_ref().and_then(Value::as_str));
    let connector = Connector { id: clean(&item.connector.id), name: item.connector.name.clean().unwrap_or_else(|| Text::plain(&clean(&item.connector.id))) };
    let service = parse::<Named>(field("service")).map_or_else(
        || Service { id: connector.id.clone(), name: connector.name.clone() },
        |named| Service { id: clean(&named.id), name: named.name.clean().unwrap_or_else(|| Text::plain(&clean(&named.id))) },
    );
    let last_used = match item.rest.get("last_used_at") {
        None => Told::NotTold,
        Some(Value::Null) => Told::Told(LastUse::Never),
        Some(value) => time(value.as_str()).map(LastUse::At).into(),
    };
    let mut permissions = permissions(&item.rest);
    most_weighty_first(&mut permissions);
    let facts = Facts {
        subject: parse::<SubjectItem>(field("subject")).and_then(SubjectItem::read).into(),
        covers: list::<CoverItem>(field("covers")).into_iter().flatten().filter_map(CoverItem::read).collect(),
        connector,
        service,
        permissions,
        granted_at: when("granted_at").into(),
        updated_at: when("updated_at").into(),
        last_used,
        expiry: Expiry { access_until: access_until(field("access_until")), refreshable: refreshable(field("refreshable")) },
        tokens: tokens(field("tokens")),
        chain: list::<ChainedItem>(field("chain")).map(|chain| chain.into_iter().filter_map(ChainedItem::read).collect()).into(),
        how_to_end: text("how_to_end"),
        beware: list::<Text>(field("beware")).into_iter().flatten().filter_map(Text::clean).collect(),
        conditions_checked_on: field("conditions_checked_on").and_then(|value| value.as_str()?.parse::<NaiveDate>().ok()),
        identified: parse::<IdentifiedItem>(field("identified")).map(IdentifiedItem::read),
        ends_together: list::<String>(field("ends_together")).into_iter().flatten().map(RemoteKey).collect(),
        in_use: Told::NotTold,
    };
    Some(RemoteGrant { key: RemoteKey(item.id), birth: Birth(item.birth), status: status(item.status), facts })
}

fn status(item: StatusItem) -> Status {
    let since = Told::from(time(item.since.as_deref()));
    match item.state.as_str() {
        "active" => Status::Active,
        "suspended" => Status::Suspended {
            by: match item.by.as_deref() {
                Some("issuer") => Told::Told(Party::Issuer),
                Some("connector") => Told::Told(Party::Connector),
                Some(_) | None => Told::NotTold,
            },
            reason: item.reason.and_then(Text::clean).into(),
            since,
        },
        "expired" => Status::Expired { since },
        "ended" => Status::Ended {
            by: match item.by.as_deref() {
                Some("holder") => Told::Told(EndedBy::Holder),
                Some("issuer") => Told::Told(EndedBy::Issuer),
                Some("connector") => Told::Told(EndedBy::Connector),
                Some(_) | None => Told::NotTold,
            },
            at: since,
        },
        _ => Status::Unknown,
    }
}

/// Every scope and every authorization detail becomes a permission; those that nobody explains are unknown, never hidden.
fn permissions(rest: &BTreeMap<String, Value>) -> Vec<Permission> {
    let mut explained: BTreeMap<String, PermissionItem> =
        list::<PermissionItem>(rest.get("permissions").cloned()).into_iter().flatten().map(|item| (item.scope.clone(), item)).collect();
    let scopes = list::<ScopeItem>(rest.get("scopes").cloned()).into_iter().flatten();
    let mut names: Vec<String> = scopes.flat_map(|item| item.scope.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
    names.extend(list::<DetailItem>(rest.get("authorization_details").cloned()).into_iter().flatten().map(|item| item.kind));
    names.extend(explained.keys().cloned());
    names.sort();
    names.dedup();
    names
        .into_iter()
        .take(MOST_INSIDE)
        .map(|name| {
            let item = explained.remove(&name);
            let words = item.as_ref().and_then(|item| item.words.clone()).and_then(Text::clean);
            Permission { access: access(item.as_ref().and_then(|item| item.access.as_deref())), effect: effect(item.as_ref()), words, scope: clean(&name) }
        })
        .collect()
}

fn access(name: Option<&str>) -> Access {
    match name {
        Some("reference") => Access::Reference,
        Some("update") => Access::Update,
        Some("authentication") => Access::Authentication,
        Some(_) | None => Access::Unknown,
    }
}

/// What only reads or identifies changes nothing, unless the issuer says otherwise; an update of untold effect is unknown.
fn effect(item: Option<&PermissionItem>) -> Effect {
    let Some(item) = item else { return Effect::Unknown };
    match (item.effect.as_deref(), access(item.access.as_deref())) {
        (Some("none"), _) | (None, Access::Reference | Access::Authentication) => Effect::None,
        (Some("changes_data"), _) => Effect::ChangesData,
        (Some("moves_money"), _) => Effect::MovesMoney,
        (Some(_), _) | (None, Access::Update | Access::Unknown) => Effect::Unknown,
    }
}

/// All or nothing: a list of which one entry cannot be read must never look like "nothing is alive".
fn tokens(value: Option<Value>) -> Told<Vec<Token>> {
    let Some(Value::Array(items)) = value else { return Told::NotTold };
    let read = |item| serde_json::from_value::<TokenItem>(item).ok().and_then(TokenItem::read);
    items.into_iter().map(read).collect::<Option<Vec<_>>>().into()
}

fn access_until(value: Option<Value>) -> AccessUntil {
    match value {
        Some(Value::String(word)) if word == "never" => AccessUntil::Never,
        Some(Value::Object(map)) => time(map.get("at").and_then(Value::as_str)).map_or(AccessUntil::NotTold, AccessUntil::At),
        Some(_) | None => AccessUntil::NotTold,
    }
}

fn refreshable(value: Option<Value>) -> Refreshable {
    match value {
        Some(Value::String(word)) if word == "until_ended" => Refreshable::UntilEnded,
        Some(Value::Object(map)) => time(map.get("until").and_then(Value::as_str)).map_or(Refreshable::NotTold, Refreshable::Until),
        Some(_) | None => Refreshable::NotTold,
    }
}

/// RFC 3339, years 1 to 9999; anything else is not told.
fn time(text: Option<&str>) -> Option<Timestamp> {
    in_calendar(DateTime::parse_from_rfc3339(text?).ok()?.with_timezone(&Utc))
}

fn parse<T: serde::de::DeserializeOwned>(value: Option<Value>) -> Option<T> {
    serde_json::from_value(value?).ok()
}

/// A list of which single odd entries are left out.
fn list<T: serde::de::DeserializeOwned>(value: Option<Value>) -> Option<Vec<T>> {
    let Value::Array(items) = value? else { return None };
    Some(items.into_iter().take(MOST_INSIDE).filter_map(|item| serde_json::from_value(item).ok()).collect())
}

#[derive(Deserialize)]
struct ScopeItem {
    scope: String,
}

#[derive(Deserialize)]
struct DetailItem {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct PermissionItem {
    scope: String,
    access: Option<String>,
    effect: Option<String>,
    words: Option<Text>,
}

#[derive(Deserialize)]
struct SubjectItem {
    kind: Option<String>,
    name: Option<Text>,
}

impl SubjectItem {
    fn read(self) -> Option<Subject> {
        let kind = match self.kind.as_deref()? {
            "person" => SubjectKind::Person,
            "company" => SubjectKind::Company,
            _ => return None,
        };
        Some(Subject { kind, name: self.name.and_then(Text::clean) })
    }
}

#[derive(Deserialize)]
struct CoverItem {
    label: Text,
    kind: Option<String>,
    contract: Option<String>,
    user: Option<String>,
}

impl CoverItem {
    fn read(self) -> Option<Cover> {
        Some(Cover {
            label: self.label.clean()?,
            kind: match self.kind.as_deref() {
                Some("card") => Told::Told(CoverKind::Card),
                Some("account") => Told::Told(CoverKind::Account),
                Some("wallet") => Told::Told(CoverKind::Wallet),
                Some(_) | None => Told::NotTold,
            },
            contract: match self.contract.as_deref() {
                Some("person") => Told::Told(Contract::Person),
                Some("sole_proprietor") => Told::Told(Contract::SoleProprietor),
                Some("company") => Told::Told(Contract::Company),
                Some(_) | None => Told::NotTold,
            },
            user: match self.user.as_deref() {
                Some("self") => Told::Told(CoverUser::Holder),
                Some("family") => Told::Told(CoverUser::Family),
                Some("employee") => Told::Told(CoverUser::Employee),
                Some(_) | None => Told::NotTold,
            },
        })
    }
}

#[derive(Deserialize)]
struct TokenItem {
    kind: String,
    issued_at: Option<String>,
    expires_at: Option<String>,
}

impl TokenItem {
    fn read(self) -> Option<Token> {
        let kind = match self.kind.as_str() {
            "access" => TokenKind::Access,
            "refresh" => TokenKind::Refresh,
            _ => return None,
        };
        Some(Token { kind, issued_at: time(self.issued_at.as_deref()).into(), expires_at: time(self.expires_at.as_deref()).into() })
    }
}

#[derive(Deserialize)]
struct ChainedItem {
    name: Text,
    receives: Option<Text>,
    responsible: Option<Text>,
}

impl ChainedItem {
    fn read(self) -> Option<Chained> {
        Some(Chained { name: self.name.clean()?, receives: self.receives.and_then(Text::clean), responsible: self.responsible.and_then(Text::clean) })
    }
}

#[derive(Deserialize)]
struct IdentifiedItem {
    at: Option<String>,
    how: Option<Text>,
}

impl IdentifiedItem {
    fn read(self) -> Identified {
        Identified { at: time(self.at.as_deref()).into(), how: self.how.and_then(Text::clean).into() }
    }
}
