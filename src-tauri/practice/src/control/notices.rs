//! Events that let issuers tell something new: it stands in the next answer of `notices.jws`.

use chrono::Duration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Ctx,
    events::{Refusal, known},
};
use crate::{
    cast::{ISSUERS, IssuerCast, companies},
    clock::Time,
    documents::notices::{self, Concerned, Notice, Severity},
};

/// Something goes wrong at a connector.
#[derive(Deserialize)]
pub(super) struct Trouble {
    /// Who tells it; all if none is named.
    issuer: Option<String>,
    connector: String,
    /// All of the connector's if none is named.
    service: Option<String>,
    severity: Option<Severity>,
}

/// A connector is going to stand still.
#[derive(Deserialize)]
pub(super) struct Stop {
    issuer: String,
    connector: String,
    service: Option<String>,
    starts_in_seconds: u32,
    seconds: u32,
}

pub(super) fn incident(ctx: &Ctx, trouble: &Trouble) -> Result<Value, Refusal> {
    let concerned = concerned(&trouble.connector, trouble.service.as_deref())?;
    tell(ctx, trouble.issuer.as_deref(), |_, now| notices::incident(concerned, trouble.severity, now))
}

pub(super) fn outage(ctx: &Ctx, trouble: &Trouble) -> Result<Value, Refusal> {
    let concerned = concerned(&trouble.connector, trouble.service.as_deref())?;
    tell(ctx, trouble.issuer.as_deref(), |_, now| notices::outage(concerned, trouble.severity, now))
}

pub(super) fn planned_stop(ctx: &Ctx, stop: &Stop) -> Result<Value, Refusal> {
    let concerned = concerned(&stop.connector, stop.service.as_deref())?;
    let (ahead, lasts) = (Duration::seconds(stop.starts_in_seconds.into()), Duration::seconds(stop.seconds.into()));
    tell(ctx, Some(&stop.issuer), |_, now| notices::planned_stop(concerned, now + ahead, lasts, now))
}

pub(super) fn api_change(ctx: &Ctx, issuer: &str) -> Result<Value, Refusal> {
    tell(ctx, Some(issuer), notices::api_change)
}

/// Takes the place of a notice that is not over yet.
pub(super) fn all_clear(ctx: &Ctx, issuer: &str, notice: &str) -> Result<Value, Refusal> {
    known(issuer)?;
    let earlier = ctx.shared.look_at(issuer, |own, _| own.documents.told.iter().find(|told| told.id == notice && !told.all_clear).cloned());
    let earlier = earlier.ok_or(Refusal::NoNotice)?;
    tell(ctx, Some(issuer), |_, now| notices::all_clear(&earlier, now))
}

/// Lets one issuer tell it, or all; answers with the id that the notice has at each.
fn tell(ctx: &Ctx, issuer: Option<&str>, make: impl Fn(&IssuerCast, Time) -> Notice) -> Result<Value, Refusal> {
    issuer.map(known).transpose()?;
    let ids = ctx.shared.write(|world, now| {
        let mut ids = serde_json::Map::new();
        for cast in ISSUERS.iter().filter(|cast| issuer.is_none_or(|wanted| wanted == cast.id)) {
            let notice = make(cast, now);
            ids.insert(cast.id.to_owned(), json!(notice.id));
            notices::tell(&mut world.issuer(cast.id).documents.told, notice);
        }
        ids
    });
    Ok(json!({ "ok": true, "notices": ids }))
}

fn concerned(connector: &str, service: Option<&str>) -> Result<Concerned, Refusal> {
    let company = companies::company(connector).ok_or(Refusal::NoConnector)?;
    let service = service.map(|id| company.service(id).ok_or(Refusal::NoService)).transpose()?;
    Ok(Concerned { company, service })
}
