//! What stands under a name, or under many: the item and the list both speak, and both have to agree that it is over.

use futures::StreamExt as _;
use serde_json::Value;

use super::{item_url, read_item, seen};
use crate::domain::id::RemoteKey;
use crate::domain::stated::Told;
use crate::flow::end::Seen;
use crate::issuers::adapters::{Listing, Looked, Visit};
use crate::issuers::{IssuerError, json};

/// How many names are read beside each other.
const READS: usize = 3;

/// What stands under several names, by one list and an answer about each that the list does not show alive.
pub(super) async fn all(visit: &Visit<'_>, keys: &[RemoteKey], listing: &Listing) -> Looked {
    // The list shows who lives; of the others each answers for itself, and both have to agree.
    let (lives, others): (Vec<_>, Vec<_>) = keys.iter().partition(|key| listing.grants.iter().any(|grant| grant.key == **key && is_alive(&seen(grant))));
    let of_list = |key: &RemoteKey| listing.grants.iter().filter(|grant| grant.key == *key).map(seen).find(is_alive);
    let mut looked = Looked { seen: lives.into_iter().filter_map(|key| Some((key.clone(), of_list(key)?))).collect(), broken: None };
    let each = |key: &'_ RemoteKey| {
        let key = key.clone();
        async move { Ok::<_, IssuerError>((key.clone(), agreed(one(visit, &key).await?, &listed(listing, &key)?))) }
    };
    let mut answers = futures::stream::iter(others.into_iter().map(each)).buffered(READS);
    while let Some(answer) = answers.next().await {
        match answer {
            Ok(one) => looked.seen.push(one),
            Err(error) => {
                looked.broken = Some(error);
                break;
            }
        }
    }
    looked
}

/// What the issuer answers about one name.
pub(super) async fn one(visit: &Visit<'_>, key: &RemoteKey) -> Result<Seen, IssuerError> {
    let Some(item) = item(visit, key).await? else { return Ok(Seen::Gone) };
    Ok(seen(&read_item(item).ok_or(IssuerError::Unreadable("a grant without its necessary fields"))?))
}

/// The item of this name, as it came; `None` where there is none.
pub(super) async fn item(visit: &Visit<'_>, key: &RemoteKey) -> Result<Option<Value>, IssuerError> {
    let url = item_url(&visit.site.grants, key, &[])?;
    match visit.send(json::get(url, Some(visit.token), Some(visit.lang))).await {
        Ok(answer) => {
            let item: Value = json::read(&answer)?;
            let named = item.get("id").and_then(Value::as_str);
            if named.is_some_and(|named| named != key.as_str()) {
                return Err(IssuerError::Unreadable("another grant than was asked for"));
            }
            Ok(Some(item))
        }
        Err(IssuerError::Refused { status: 404, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What a list shows under a name. One with gaps shows nothing.
pub(super) fn listed(listing: &Listing, key: &RemoteKey) -> Result<Vec<Seen>, IssuerError> {
    if listing.unreadable > 0 {
        return Err(IssuerError::Unreadable("a list with items that cannot be read"));
    }
    Ok(listing.grants.iter().filter(|grant| grant.key == *key).map(seen).collect())
}

/// What both say together: who shows it alive outweighs who does not.
pub(super) fn agreed(one: Seen, same: &[Seen]) -> Seen {
    if is_alive(&one) {
        return one;
    }
    let half = |seen: &&Seen| matches!(seen, Seen::Ended { tokens_alive: Told::Told(1..), .. });
    same.iter().find(|seen| is_alive(seen)).or(same.iter().find(half)).cloned().unwrap_or(one)
}

fn is_alive(seen: &Seen) -> bool {
    matches!(seen, Seen::Alive { .. })
}
