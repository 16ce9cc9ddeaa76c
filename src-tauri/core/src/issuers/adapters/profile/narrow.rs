//! What a grant holds, by item and list: what either lists is held, and where either cannot be read wholly, nothing is told.

use serde_json::Value;

use super::{look, pages, read_item, seen};
use crate::domain::id::RemoteKey;
use crate::domain::stated::Told;
use crate::domain::text::clean;
use crate::flow::end::Seen;
use crate::issuers::IssuerError;
use crate::issuers::adapters::Visit;

/// Where scopes stand in an item, and by which member each is named.
const PLACES: [(&str, &str); 3] = [("scopes", "scope"), ("permissions", "scope"), ("authorization_details", "type")];

/// What stands under a name, with all that it holds.
pub(super) async fn read_held(visit: &Visit<'_>, key: &RemoteKey) -> Result<Seen, IssuerError> {
    let item = look::item(visit, key).await?;
    let one = item.as_ref().map_or(Ok(Seen::Gone), |item| held(item).ok_or(IssuerError::Unreadable("a grant without its necessary fields")))?;
    let (mut same, mut unreadable) = (Vec::new(), false);
    let take = |item: Value| match (held(&item), item.get("id").and_then(Value::as_str)) {
        (Some(seen), Some(id)) if id == key.as_str() => same.push(seen),
        (Some(_), _) => {}
        (None, _) => unreadable = true,
    };
    pages::each(visit, take).await?;
    if unreadable {
        return Err(IssuerError::Unreadable("a list with items that cannot be read"));
    }
    Ok(both(one, same))
}

/// What both say together. Of what is alive, either alone shows what it holds.
fn both(one: Seen, mut same: Vec<Seen>) -> Seen {
    let (birth, mut all) = match look::agreed(one.clone(), &same) {
        Seen::Alive { birth, .. } => (birth, Some(Vec::new())),
        over @ (Seen::Ended { .. } | Seen::Gone | Seen::GoneButInUse) => return over,
    };
    same.push(one);
    for seen in same {
        match seen {
            // Another giving in one of the two: the looks fall apart, and the next one tells.
            Seen::Alive { birth: other, .. } if other != birth => return Seen::Alive { birth: other, holds: Told::NotTold },
            Seen::Alive { holds: Told::Told(scopes), .. } => all.iter_mut().for_each(|all: &mut Vec<String>| all.extend(scopes.iter().cloned())),
            Seen::Alive { holds: Told::NotTold, .. } => all = None,
            Seen::Ended { .. } | Seen::Gone | Seen::GoneButInUse => {}
        }
    }
    Seen::Alive { birth, holds: all.into() }
}

/// What an item shows, with what it holds; `None` where it cannot be read.
fn held(item: &Value) -> Option<Seen> {
    Some(match seen(&read_item(item.clone())?) {
        Seen::Alive { birth, .. } => Seen::Alive { birth, holds: holds(item).into() },
        over @ (Seen::Ended { .. } | Seen::Gone | Seen::GoneButInUse) => over,
    })
}

/// All or nothing: an entry that cannot be read may be the very one that was to go, and an item that names nothing tells nothing.
fn holds(item: &Value) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for (place, member) in PLACES {
        match item.get(place) {
            None | Some(Value::Null) => {}
            Some(Value::Array(entries)) => {
                for entry in entries {
                    all.extend(entry.get(member)?.as_str()?.split_ascii_whitespace().map(clean));
                }
            }
            Some(_) => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::id::Birth;

    fn item(birth: &str, more: &Value) -> Value {
        let mut item = json!({ "id": "g", "birth": birth, "status": { "state": "active" }, "connector": { "id": "c", "name": { "ja": "c" } } });
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    }

    fn scopes(seen: Seen) -> Option<Vec<String>> {
        if let Seen::Alive { holds: Told::Told(holds), .. } = seen { Some(holds) } else { None }
    }

    #[test]
    fn what_cannot_be_read_wholly_tells_nothing() {
        for (more, all) in [
            (json!({ "scopes": [{ "scope": "a b" }], "authorization_details": [{ "type": "c" }] }), Some(vec!["a", "b", "c"])),
            (json!({ "permissions": [{ "scope": "a" }] }), Some(vec!["a"])),
            (json!({ "scopes": [{ "scope": "a" }, { "scope": 7 }] }), None),
            (json!({ "scopes": [{ "scope": "a" }], "permissions": "all" }), None),
            (json!({ "scopes": [], "permissions": null }), None),
            (json!({}), None),
        ] {
            let told = scopes(held(&item("b", &more)).unwrap());
            assert_eq!(told, all.map(|all| all.into_iter().map(str::to_owned).collect()), "{more}");
        }
        assert_eq!(held(&json!({ "id": "g" })), None);
    }

    #[test]
    fn what_either_lists_is_held() {
        let seen = |birth: &str, names: &str| held(&item(birth, &json!({ "scopes": [{ "scope": names }] }))).unwrap();
        assert_eq!(scopes(both(seen("b", "a"), vec![seen("b", "a m")])).unwrap(), ["a", "m", "a"], "the list still shows it");
        assert_eq!(scopes(both(seen("b", "a m"), vec![])).unwrap(), ["a", "m"], "the item shows it alive");
        assert_eq!(both(Seen::Gone, vec![]), Seen::Gone);
        assert_eq!(scopes(both(seen("b", "a"), vec![held(&item("b", &json!({}))).unwrap()])), None, "one of them tells nothing");
        let apart = both(seen("b", "a"), vec![seen("b2", "a")]);
        assert_eq!(apart, Seen::Alive { birth: Birth("b2".into()), holds: Told::NotTold });
    }
}
