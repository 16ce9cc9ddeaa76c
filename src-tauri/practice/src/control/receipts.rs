//! Receipts on demand, true and false. Compiled with the feature `testing` only.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Ctx,
    events::{Refusal, known},
};
use crate::{
    cast::{ISSUERS, PEOPLE, closed::AKEBONO, companies},
    clock::Time,
    issuer,
    receipts::{
        self,
        attacks::{Guise, Signer, disguised},
    },
    world::{Grant, World},
};

/// Whose receipt, and whether it is a true one.
#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The issuer without an API as well.
    issuer: String,
    connector: String,
    /// Any of the connector's if none is named.
    service: Option<String>,
    /// The main person's latest that is not ended, if none is named.
    grant: Option<String>,
    #[serde(rename = "as")]
    guise: Guise,
}

impl Wanted {
    fn is(&self, connector: &str, service: &str) -> bool {
        self.connector == connector && self.service.as_deref().is_none_or(|wanted| wanted == service)
    }

    /// How well a grant answers; `None`: not at all.
    fn fits(&self, grant: &Grant) -> Option<(bool, bool, Time)> {
        let named = self.grant.as_deref().is_none_or(|id| id == grant.id) && self.is(&grant.client, grant.service.as_deref()?);
        named.then(|| (PEOPLE.first().is_some_and(|main| main.username == grant.holder), !grant.is_ended(), grant.granted_at))
    }
}

pub(super) fn receipt(ctx: &Ctx, wanted: &Wanted) -> Result<Value, Refusal> {
    let company = companies::company(&wanted.connector).ok_or(Refusal::NoConnector)?;
    wanted.service.as_deref().map(|id| company.service(id).ok_or(Refusal::NoService)).transpose()?;
    let jws = ctx.shared.look(|world, now| if wanted.issuer == AKEBONO.id { closed(world, wanted, now) } else { open(world, wanted, now) })?;
    Ok(json!({ "receipt": jws }))
}

fn open(world: &World, wanted: &Wanted, now: Time) -> Result<String, Refusal> {
    known(&wanted.issuer)?;
    let issuer = world.issuers.get(&wanted.issuer).ok_or(Refusal::NoIssuer)?;
    let best = issuer.grants.values().filter_map(|grant| Some((wanted.fits(grant)?, grant.receipt.as_ref()?))).max_by_key(|(fit, _)| *fit);
    let (_, receipt) = best.ok_or(Refusal::NoGrant)?;
    let (key, url, others_url) = (&issuer.documents.key, issuer::url(world, &wanted.issuer), others_url(world, &wanted.issuer));
    let truth = receipts::sign(key, &url, receipt)?;
    Ok(disguised(&Signer { key, token_key: Some(&issuer.key), url: &url, others_url: &others_url }, truth, wanted.guise, now)?)
}

fn closed(world: &World, wanted: &Wanted, now: Time) -> Result<String, Refusal> {
    let let_in = AKEBONO.lets_in.iter().find(|each| wanted.is(each.company, each.service)).ok_or(Refusal::NoGrant)?;
    let truth = world.closed.receipts.get(let_in.service).cloned().ok_or(Refusal::NoGrant)?;
    let (url, others_url) = (issuer::url(world, AKEBONO.id), others_url(world, AKEBONO.id));
    Ok(disguised(&Signer { key: &world.closed.key, token_key: None, url: &url, others_url: &others_url }, truth, wanted.guise, now)?)
}

fn others_url(world: &World, id: &str) -> String {
    ISSUERS.iter().find(|other| other.id != id).map(|other| issuer::url(world, other.id)).unwrap_or_default()
}
