//! Handing a complaint in: `PUT /{id}/complaints/{case}`.

use serde::Deserialize;
use serde_json::Value;

use super::{item_url, time};
use crate::domain::id::RemoteKey;
use crate::domain::text::clean;
use crate::issuers::adapters::{Complaint, Taken, Visit};
use crate::issuers::{IssuerError, json};
use crate::ports::{Content, Method, Request};

/// Longest number of a case, in characters.
const LONGEST: usize = 100;

#[derive(Deserialize)]
struct Received {
    number: String,
    #[serde(rename = "received_at")]
    at: String,
    /// An odd value is none: what was received stays so.
    #[serde(default)]
    answer_by: Value,
}

pub(super) async fn hand_in(visit: &Visit<'_>, key: &RemoteKey, complaint: &Complaint<'_>) -> Result<Option<Taken>, IssuerError> {
    let request = Request {
        method: Method::Put,
        content: Content::Json(complaint.body()),
        ..json::get(item_url(&visit.site.grants, key, &["complaints", complaint.case])?, Some(visit.token), Some(visit.lang))
    };
    match visit.send(request).await {
        Ok(answer) if matches!(answer.status, 200 | 201) => read(&json::read(&answer)?).map(Some),
        // Nobody says that it was received.
        Ok(_) => Err(IssuerError::Unreadable("an answer to a complaint that names no case")),
        Err(IssuerError::Refused { status: 404 | 405 | 410 | 501, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn read(received: &Received) -> Result<Taken, IssuerError> {
    let number: String = clean(&received.number).chars().take(LONGEST).collect();
    let number = number.trim_end().to_owned();
    let received_at = time(Some(&received.at)).ok_or(IssuerError::Unreadable("a complaint received at no time"))?;
    if number.is_empty() {
        return Err(IssuerError::Unreadable("a complaint without a number"));
    }
    Ok(Taken { number, received_at, answer_by: time(received.answer_by.as_str()) })
}
