//! Complaints in the holder's own words (R20, R21): each once, however often it is sent.

use std::collections::btree_map::Entry;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::Duration;
use serde_json::json;

use super::{Ctx, gate};
use crate::{
    cast::Intake,
    clock::{Time, stamp},
    wire,
    world::{Complaint, Issuer, Says},
};

/// The longest message, in characters.
const LONGEST: usize = 10_000;

/// One request.
struct Sent<'a> {
    holder: &'a str,
    grant: &'a str,
    case: &'a str,
    says: Says,
    body: &'a [u8],
}

enum Outcome {
    New(Complaint),
    Again(Complaint),
    Other,
    NoGrant,
}

/// `PUT /grants/{id}/complaints/{case}`: grants that ended count as well.
pub(crate) async fn put(State(ctx): State<Ctx>, Path((id, case)): Path<(String, String)>, headers: HeaderMap, body: Bytes) -> Response {
    let opened = match ctx.look(|issuer, now| gate::admit(issuer, &headers, "grants:read", now)) {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    let Some(intake) = ctx.cast.complaints else {
        return wire::problem(StatusCode::NOT_FOUND, "No complaints", "This issuer takes no complaints here; call its desk");
    };
    let says = match serde_json::from_slice::<Says>(&body) {
        Ok(says) if is_uuid(&case) && (1..=LONGEST).contains(&says.message.chars().count()) => says,
        Ok(_) | Err(_) => {
            return wire::problem(StatusCode::BAD_REQUEST, "Not a complaint", "Send topic and message, nothing else, under a UUID of your own");
        }
    };
    let sent = Sent { holder: &opened.holder, grant: &id, case: &case, says, body: &body };
    let outcome = ctx.write(|issuer, now| take(issuer, intake, sent, now));
    if let Err(error) = ctx.shared.commit().await {
        return wire::broken(&error);
    }
    match outcome {
        Outcome::New(complaint) => wire::unstored(StatusCode::CREATED, view(&complaint)),
        Outcome::Again(complaint) => wire::unstored(StatusCode::OK, view(&complaint)),
        Outcome::Other => wire::problem(StatusCode::CONFLICT, "Another complaint", "This case was sent with another body; the first one stays"),
        Outcome::NoGrant => wire::problem(StatusCode::NOT_FOUND, "No such grant", "This holder has no such grant"),
    }
}

fn take(issuer: &mut Issuer, intake: Intake, sent: Sent<'_>, now: Time) -> Outcome {
    if issuer.grants.get(sent.grant).is_none_or(|grant| grant.holder != sent.holder) {
        return Outcome::NoGrant;
    }
    let number = format!("{}-{:06}", intake.prefix, issuer.complaints.len() + 1);
    let body = STANDARD.encode(sent.body);
    match issuer.complaints.entry(format!("{}/{}", sent.grant, sent.case)) {
        Entry::Vacant(place) => {
            let complaint = Complaint {
                grant: sent.grant.to_owned(),
                case: sent.case.to_owned(),
                says: sent.says,
                number,
                received_at: now,
                answer_by: intake.answer_days.map(|days| now + Duration::days(days)),
                bodies: vec![body],
            };
            Outcome::New(place.insert(complaint).clone())
        }
        Entry::Occupied(mut known) => {
            known.get_mut().bodies.push(body);
            if known.get().says == sent.says { Outcome::Again(known.get().clone()) } else { Outcome::Other }
        }
    }
}

fn view(complaint: &Complaint) -> serde_json::Value {
    let mut out = json!({ "number": complaint.number, "received_at": stamp(complaint.received_at) });
    if let (Some(until), Some(fields)) = (complaint.answer_by, out.as_object_mut()) {
        fields.insert("answer_by".into(), json!(stamp(until)));
    }
    out
}

/// The form of RFC 9562, 4.
fn is_uuid(text: &str) -> bool {
    let groups = [8, 4, 4, 4, 12];
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == groups.len() && parts.iter().zip(groups).all(|(part, long)| part.len() == long && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
