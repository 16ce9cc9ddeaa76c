//! The modelled issuer as Keycloak serves it: one list that tells all, an ending that takes no condition and is answered with
//! success whatever there is to end, and no word of uses or of what has ended.

use renkei_core::domain::Timestamp;
use renkei_core::ports::{Method, Request, Response};
use serde_json::{Value, json};

use super::world::{Deed, Lie, Name, Shown, World, answer, done, path, problem};

/// Does what a request asks for, and makes its answer.
pub(super) fn serve(world: &mut World, request: &Request, lie: Lie, now: Timestamp) -> Response {
    match (request.method, path(request).as_slice()) {
        (Method::Get, ["applications"]) => {
            let left_out = |name: &&Name| !(lie == Lie::LeftOut && name.alive().is_some());
            let mut items: Vec<Value> = world.told(lie).iter().filter(left_out).filter_map(item).collect();
            if let (Lie::Gap, Some(item)) = (lie, world.any_of(&mut items)) {
                *item = json!({ "clientId": 7 });
            }
            answer(200, &Value::Array(items))
        }
        (Method::Delete, ["applications", key, "consent"]) => {
            let Some(name) = world.names.iter_mut().find(|name| name.key == *key) else { return problem(404) };
            if let Some(giving) = name.givings.last_mut().filter(|giving| giving.ended_at.is_none() && lie != Lie::KeptOnEnd) {
                giving.ended_at = Some(now);
                world.deeds.push(Deed { key: (*key).to_owned(), birth: giving.birth.clone() });
            }
            done()
        }
        (Method::Get | Method::Post | Method::Put | Method::Patch | Method::Delete, _) => problem(404),
    }
}

/// A consent, or what is left of it while sessions of the client go on.
fn item(name: &Name) -> Option<Value> {
    let alive = name.alive();
    let in_use = name.current().is_some_and(|giving| giving.tokens > 0);
    let since = alive.and_then(|giving| giving.birth.parse::<i64>().ok());
    (in_use || alive.is_some()).then(|| {
        let consent = since.map(|since| json!({ "createdDate": since, "grantedScopes": [{ "name": "profile" }] }));
        json!({ "clientId": name.key, "clientName": "Connector", "inUse": in_use, "offlineAccess": false, "consent": consent })
    })
}

/// Notes what an answer that arrives shows.
pub(super) fn note(world: &mut World, request: &Request, sent: u64, status: u16, body: &Value) {
    let (Method::Get, ["applications"], 200, Some(items)) = (request.method, path(request).as_slice(), status, body.as_array()) else { return };
    let whole = items.iter().all(|item| item["clientId"].is_string());
    for name in &world.names {
        let item = items.iter().find(|item| item["clientId"] == name.key.as_str());
        // A list with gaps shows nobody to be gone.
        if whole || item.is_some() {
            let alive = item.and_then(|item| item["consent"]["createdDate"].as_i64()).map(|since| since.to_string());
            let tokens = u32::from(alive.is_none() && item.is_some_and(|item| item["inUse"] == true));
            world.shown.push(Shown { sent, key: name.key.clone(), listed: true, alive, tokens });
        }
    }
}
