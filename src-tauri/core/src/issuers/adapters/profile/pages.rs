//! The whole list, page by page.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use crate::issuers::adapters::{MOST_GRANTS, Visit};
use crate::issuers::{IssuerError, json};

/// Most bytes of one list over all its pages.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Most pages of one list: a server that always names a next page is stopped here.
const MOST_PAGES: usize = 1_000;

#[derive(Deserialize)]
struct Page {
    items: Vec<Value>,
    next_cursor: Option<String>,
}

/// Gives each item of the list away, page by page.
pub(super) async fn each(visit: &Visit<'_>, mut take: impl FnMut(Value) + Send) -> Result<(), IssuerError> {
    let (mut cursor, mut cursors): (Option<String>, BTreeSet<String>) = (None, BTreeSet::new());
    let (mut items, mut bytes): (usize, usize) = (0, 0);
    for _ in 0..MOST_PAGES {
        let mut url = visit.site.grants.clone();
        url.query_pairs_mut().append_pair("limit", "200");
        if let Some(cursor) = &cursor {
            url.query_pairs_mut().append_pair("cursor", cursor);
        }
        let answer = visit.send(json::get(url, Some(visit.token), Some(visit.lang))).await?;
        bytes += answer.body.len();
        let page: Page = json::read(&answer)?;
        items += page.items.len();
        page.items.into_iter().for_each(&mut take);
        if items > MOST_GRANTS || bytes > MOST_BYTES {
            return Err(IssuerError::Unreadable("more grants than this app takes in"));
        }
        match page.next_cursor {
            Some(next) if next.is_empty() => return Ok(()),
            Some(next) if !cursors.insert(next.clone()) => return Err(IssuerError::Unreadable("a list that leads back into itself")),
            Some(next) => cursor = Some(next),
            None => return Ok(()),
        }
    }
    Err(IssuerError::Unreadable("a list without end"))
}
