//! Events that a test or a trainer lets happen.

use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::Duration;
use serde::Deserialize;
use serde_json::{Value, json};

#[cfg(feature = "testing")]
use super::receipts;
use super::{
    Ctx, bad, call, call_view,
    notices::{self, Stop, Trouble},
    unheld,
};
use crate::{
    cast::{self, IssuerCast},
    clock::Time,
    connectors::{self, caller::Effort},
    visit::{self, Decision},
    wire,
    world::{Grant, Issuer, Limits, Reach, Standing, TokenKind, Until, World},
};
#[cfg(feature = "testing")]
use crate::{
    documents::{
        Document,
        attacks::{self, Guise},
    },
    keys::KeyError,
};

#[derive(Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event {
    /// The connector reads, as by its schedule.
    ConnectorReads { issuer: String, grant: String },
    /// The grant carries one scope more, without a new consent.
    Widen { issuer: String, grant: String, scope: String },
    /// The list names the grant's service otherwise than it was agreed.
    Rename { issuer: String, grant: String, name: Value },
    /// The grant reaches that many days from now, or until it is ended, without a new consent.
    Lengthen { issuer: String, grant: String, days: Option<u16> },
    /// The issuer or the connector holds the connection.
    Suspend { issuer: String, grant: String, by: Party, reason: Option<Value> },
    /// It goes on.
    Resume { issuer: String, grant: String },
    /// The holder lets the connector in anew, through its web flow.
    Regrant { issuer: String, grant: String },
    /// The holder, or somebody in their name, lets a connector in that was not, through its web flow.
    LetIn { issuer: String, holder: String, connector: String, service: String },
    /// Issuer or connector ends it.
    End { issuer: String, grant: String, by: Party, reason: Option<Value> },
    /// It is no longer listed, and nothing is said.
    Vanish { issuer: String, grant: String },
    /// An access stands in the history although the token is dead.
    StrayAccess { issuer: String, grant: String },
    /// The app's access tokens run out at once.
    ExpireAppTokens { issuer: String },
    /// The app's refresh tokens die; all issuers if none is named.
    EndSession { issuer: Option<String> },
    /// Endings need a sign-in at most this old (RFC 9470); null: none.
    StepUp { issuer: String, max_age: Option<u64> },
    /// How much the issuer takes from now on; null: as much as comes.
    Limits {
        issuer: String,
        #[serde(flatten)]
        limits: Limits,
    },
    /// A holder lets in that many services of a made-up connector, all at once.
    #[cfg(feature = "testing")]
    GiveMany { issuer: String, holder: String, count: u32 },
    /// The practice's clock goes ahead.
    AdvanceClock { seconds: i64 },
    /// Somebody got into a connector, says one issuer; or all, if none is named.
    Incident(Trouble),
    /// A connector does not work, says one issuer; or all, if none is named.
    Outage(Trouble),
    /// A connector will stand still for a while.
    PlannedStop(Stop),
    /// What a notice told is over.
    AllClear { issuer: String, notice: String },
    /// The issuer's API will change.
    ApiChange { issuer: String },
    /// The issuer signs its documents with a new key; with the old one's word for it, or without.
    #[cfg(feature = "testing")]
    ChangeDocumentKey { issuer: String, signed: bool },
    /// The issuer serves something else than its true document, until `as` is `true`.
    #[cfg(feature = "testing")]
    ServeDocument {
        issuer: String,
        document: Document,
        #[serde(rename = "as")]
        guise: Guise,
    },
    /// A receipt of what was agreed, or something that only looks like one.
    #[cfg(feature = "testing")]
    Receipt(receipts::Wanted),
    /// From now on the issuer hands out this in place of the true receipts of endings.
    #[cfg(feature = "testing")]
    EndingReceipts {
        issuer: String,
        #[serde(rename = "as")]
        guise: crate::receipts::ending::Guise,
    },
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Party {
    Issuer,
    Connector,
}

impl Party {
    fn name(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Connector => "connector",
        }
    }
}

/// `POST /events`.
pub(super) async fn post(State(ctx): State<Ctx>, body: Bytes) -> Response {
    let event = match serde_json::from_slice::<Event>(&body) {
        Ok(event) => event,
        Err(error) => return bad(&format!("Not an event: {error}")),
    };
    let happened = happen(&ctx, event).await;
    if let Err(error) = ctx.shared.commit().await {
        return wire::broken(&error);
    }
    match happened {
        Ok(body) => wire::unstored(StatusCode::OK, body),
        Err(refusal) => refusal.into_response(),
    }
}

async fn happen(ctx: &Ctx, event: Event) -> Result<Value, Refusal> {
    match event {
        Event::ConnectorReads { issuer, grant } => call(ctx, &issuer, &grant, Effort::Usual).await.map(|call| call_view(&call)).ok_or(Refusal::NothingHeld),
        Event::Widen { issuer, grant, scope } => widen(ctx, &issuer, &grant, &scope),
        Event::Rename { issuer, grant, name } => with_grant(ctx, &issuer, &grant, |all, own, now| {
            if let Some(grant) = all.grants.get_mut(&own.id) {
                grant.renamed = Some(name);
                grant.updated_at = now;
            }
        }),
        Event::Lengthen { issuer, grant, days } => lengthen(ctx, &issuer, &grant, days),
        Event::Suspend { issuer, grant, by, reason } => in_consent(ctx, &issuer, &grant, |own, now| {
            if !own.is_ended() {
                own.updated_at = now;
                own.standing = Standing::Suspended { since: now, by: by.name().to_owned(), reason: reason.clone() };
            }
        }),
        Event::Resume { issuer, grant } => resume(ctx, &issuer, &grant),
        Event::Regrant { issuer, grant } => regrant(ctx, &issuer, &grant).await,
        Event::LetIn { issuer, holder, connector, service } => let_in(ctx, &issuer, &holder, &connector, &service).await,
        Event::End { issuer, grant, by, reason } => with_grant(ctx, &issuer, &grant, |all, own, now| {
            all.end_consent(&own.consent, by.name(), reason.as_ref(), now);
        }),
        Event::Vanish { issuer, grant } => with_grant(ctx, &issuer, &grant, |all, own, _| {
            all.revoke_where(|token| token.consent == own.consent);
            all.grants.remove(&own.id);
        }),
        Event::StrayAccess { issuer, grant } => with_grant(ctx, &issuer, &grant, |all, own, now| {
            let scope = own.scopes.first().map_or("", String::as_str);
            if let Some(grant) = all.grants.get_mut(&own.id) {
                grant.note(scope, 1, now);
            }
        }),
        Event::ExpireAppTokens { issuer } => at_issuers(ctx, Some(&issuer), |own, now| {
            for token in own.tokens.values_mut() {
                if token.client == cast::APP && token.kind == TokenKind::Access {
                    token.expires = Until::At(now);
                }
            }
            for grant in own.grants.values_mut().filter(|grant| grant.client == cast::APP) {
                grant.access_until = Until::At(now);
            }
        }),
        Event::EndSession { issuer } => at_issuers(ctx, issuer.as_deref(), |own, _| {
            own.revoke_where(|token| token.client == cast::APP && token.kind == TokenKind::Refresh);
            own.sessions.browsers.clear();
        }),
        Event::StepUp { issuer, max_age } => at_issuers(ctx, Some(&issuer), |own, _| {
            own.step_up_seconds = max_age;
        }),
        Event::Limits { issuer, limits } => at_issuers(ctx, Some(&issuer), |own, _| {
            own.limits = limits.clone();
            own.sessions.asked.clear();
        }),
        #[cfg(feature = "testing")]
        Event::GiveMany { issuer, holder, count } => at_issuers(ctx, Some(&issuer), |own, now| crate::seed::give_many(own, &holder, count, now)),
        Event::AdvanceClock { seconds } => {
            ctx.shared.write(|world, _| {
                world.clock_offset_seconds = world.clock_offset_seconds.saturating_add(seconds);
            });
            Ok(done())
        }
        Event::Incident(trouble) => notices::incident(ctx, &trouble),
        Event::Outage(trouble) => notices::outage(ctx, &trouble),
        Event::PlannedStop(stop) => notices::planned_stop(ctx, &stop),
        Event::AllClear { issuer, notice } => notices::all_clear(ctx, &issuer, &notice),
        Event::ApiChange { issuer } => notices::api_change(ctx, &issuer),
        #[cfg(feature = "testing")]
        Event::ChangeDocumentKey { issuer, signed } => {
            known(&issuer)?;
            let kid = ctx.shared.write(|world, now| attacks::change_key(world, &issuer, signed, now))?;
            Ok(json!({ "ok": true, "kid": kid }))
        }
        #[cfg(feature = "testing")]
        Event::ServeDocument { issuer, document, guise } => at_issuers(ctx, Some(&issuer), |own, _| attacks::disguise(own, document, guise)),
        #[cfg(feature = "testing")]
        Event::Receipt(wanted) => receipts::receipt(ctx, &wanted),
        #[cfg(feature = "testing")]
        Event::EndingReceipts { issuer, guise } => at_issuers(ctx, Some(&issuer), |own, _| own.sessions.ending_receipts = guise),
    }
}

fn widen(ctx: &Ctx, issuer: &str, grant: &str, scope: &str) -> Result<Value, Refusal> {
    let answer = with_grant(ctx, issuer, grant, |all, own, now| {
        if let Some(grant) = all.grants.get_mut(&own.id) {
            add(&mut grant.scopes, scope);
            grant.updated_at = now;
        }
        for token in all.tokens.values_mut() {
            if token.consent == own.consent {
                add(&mut token.scopes, scope);
            }
        }
    })?;
    with_held(ctx, issuer, grant, |held| add(&mut held.scopes, scope));
    Ok(answer)
}

/// Moves the end of the refresh tokens; where nothing can be refreshed, that of the access token.
fn lengthen(ctx: &Ctx, issuer: &str, grant: &str, days: Option<u16>) -> Result<Value, Refusal> {
    let until = days.map_or(Until::Never, |days| Until::At(ctx.shared.now() + Duration::days(days.into())));
    let answer = with_grant(ctx, issuer, grant, |all, own, now| {
        let refreshed = own.reach != Reach::NoRefresh;
        for grant in all.grants.values_mut().filter(|grant| grant.consent == own.consent) {
            grant.updated_at = now;
            match until {
                _ if !refreshed => grant.access_until = until,
                Until::Never => grant.reach = Reach::UntilEnded,
                Until::At(at) => grant.reach = Reach::Until(at),
            }
        }
        for token in all.tokens.values_mut().filter(|token| token.consent == own.consent && (token.kind == TokenKind::Refresh) == refreshed) {
            token.expires = until;
        }
    })?;
    with_held(ctx, issuer, grant, |held| {
        if held.refresh_token.is_none() {
            held.access_expires = until;
        }
    });
    Ok(answer)
}

fn resume(ctx: &Ctx, issuer: &str, grant: &str) -> Result<Value, Refusal> {
    let answer = in_consent(ctx, issuer, grant, |own, now| {
        if matches!(own.standing, Standing::Suspended { .. }) {
            own.standing = Standing::Active;
            own.updated_at = now;
        }
    })?;
    with_held(ctx, issuer, grant, |held| held.stopped = false);
    Ok(answer)
}

/// The holder goes through the connector's connect flow again, for the same services and cards.
async fn regrant(ctx: &Ctx, issuer: &str, grant: &str) -> Result<Value, Refusal> {
    let plan = ctx.shared.look(|world, _| {
        let all = world.issuer(issuer);
        let own = all.grants.get(grant)?.clone();
        let services: Vec<String> = all.of_consent(&own.consent).filter_map(|other| other.service.clone()).collect();
        let url = connectors::connect_url(world, &own.client, issuer, &services);
        Some((own, url))
    });
    let Some((own, url)) = plan else {
        return Err(Refusal::NoGrant);
    };
    go_through(&url, &own.holder, Decision::AllowCovering(own.covers)).await?;
    let birth = ctx.shared.look_at(issuer, |all, _| all.grants.get(grant).map(|grant| grant.birth.clone()));
    Ok(json!({ "ok": true, "birth": birth }))
}

/// A holder goes through a connector's connect flow, for one of its services and the first card that is offered.
async fn let_in(ctx: &Ctx, issuer: &str, holder: &str, connector: &str, service: &str) -> Result<Value, Refusal> {
    known(issuer)?;
    let company = cast::companies::COMPANIES.iter().find(|company| company.id == connector).ok_or(Refusal::NoConnector)?;
    if !company.services.iter().any(|own| own.id == service) {
        return Err(Refusal::NoService);
    }
    let url = ctx.shared.look(|world, _| connectors::connect_url(world, connector, issuer, &[service.to_owned()]));
    go_through(&url, holder, Decision::Allow).await?;
    Ok(done())
}

async fn go_through(url: &str, holder: &str, decision: Decision) -> Result<(), Refusal> {
    match visit::sign_in(url, holder, cast::PASSWORD, decision).await {
        Ok(landed) if landed.status == StatusCode::OK.as_u16() => Ok(()),
        Ok(landed) => Err(Refusal::NotConnected(format!("The connector answered {}", landed.status))),
        Err(error) => Err(Refusal::NotConnected(error.to_string())),
    }
}

/// Changes the issuer's book around one grant.
fn with_grant(ctx: &Ctx, issuer: &str, grant: &str, change: impl FnOnce(&mut Issuer, &Grant, Time)) -> Result<Value, Refusal> {
    known(issuer)?;
    ctx.shared
        .write_at(issuer, |all, now| {
            let own = all.grants.get(grant)?.clone();
            change(all, &own, now);
            Some(done())
        })
        .ok_or(Refusal::NoGrant)
}

/// Changes all grants of one consent.
fn in_consent(ctx: &Ctx, issuer: &str, grant: &str, change: impl Fn(&mut Grant, Time)) -> Result<Value, Refusal> {
    with_grant(ctx, issuer, grant, |all, own, now| {
        for other in all.grants.values_mut() {
            if other.consent == own.consent {
                change(other, now);
            }
        }
    })
}

fn at_issuers(ctx: &Ctx, issuer: Option<&str>, change: impl Fn(&mut Issuer, Time)) -> Result<Value, Refusal> {
    issuer.map(known).transpose()?;
    ctx.shared.write(|world, now| {
        for (id, own) in &mut world.issuers {
            if issuer.is_none_or(|wanted| wanted == id) {
                change(own, now);
            }
        }
    });
    Ok(done())
}

fn with_held(ctx: &Ctx, issuer: &str, grant: &str, change: impl FnOnce(&mut crate::world::Held)) {
    ctx.shared.write(|world: &mut World, _| {
        let key = world.held_for(issuer, grant).map(|(key, _)| key.clone());
        if let Some(held) = key.and_then(|key| world.held.get_mut(&key)) {
            change(held);
        }
    });
}

pub(super) fn known(issuer: &str) -> Result<&'static IssuerCast, Refusal> {
    cast::issuer(issuer).ok_or(Refusal::NoIssuer)
}

fn add(scopes: &mut Vec<String>, scope: &str) {
    if !scopes.iter().any(|own| own == scope) {
        scopes.push(scope.to_owned());
    }
}

fn done() -> Value {
    json!({ "ok": true })
}

/// Why an event did not happen.
pub(super) enum Refusal {
    NoIssuer,
    NoConnector,
    NoService,
    NoNotice,
    NoGrant,
    NothingHeld,
    NotConnected(String),
    #[cfg(feature = "testing")]
    Unsigned(KeyError),
}

#[cfg(feature = "testing")]
impl From<KeyError> for Refusal {
    fn from(error: KeyError) -> Self {
        Self::Unsigned(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::NoIssuer => bad("No issuer has this id"),
            Self::NoGrant => wire::problem(StatusCode::NOT_FOUND, "No such grant", "No holder has it"),
            Self::NoConnector => bad("No connector has this id"),
            Self::NoService => bad("The connector has no service of this id"),
            Self::NoNotice => wire::problem(StatusCode::NOT_FOUND, "No such notice", "The issuer tells none of this id that is not over"),
            Self::NothingHeld => unheld(),
            Self::NotConnected(why) => wire::problem(StatusCode::BAD_GATEWAY, "Not connected", &why),
            #[cfg(feature = "testing")]
            Self::Unsigned(error) => wire::broken(&error),
        }
    }
}
