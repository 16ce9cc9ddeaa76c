//! Lists that no issuer should send: a clear trouble at that issuer, not one row lost or half taken in, and the others as ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use renkei_tests::issuer::{Issuer, grant, page};
use renkei_tests::stage::{Reply, Stage};
use renkei_tests::{Profile, wait};
use serde_json::{Value, json};

const CARD: &str = "4111 1111-1111 1111";

/// The state of each grant, by its id.
fn rows(all: &Value) -> Vec<(String, Value)> {
    let all = all.as_array().expect("A list").iter().filter(|grant| grant["own"] == false);
    let mut rows: Vec<_> = all.map(|grant| (grant["id"].as_str().expect("An id").to_owned(), grant["status"].clone())).collect();
    rows.sort_by(|left, right| left.0.cmp(&right.0));
    rows
}

/// The trouble of each issuer that has one.
fn troubles(synced: &Value) -> Vec<(&str, &str)> {
    let accounts = synced["accounts"].as_array().expect("Accounts");
    accounts.iter().filter_map(|state| Some((state["issuer"]["id"].as_str()?, state["account"]["trouble"].as_str()?))).collect()
}

#[test]
fn a_list_that_cannot_be_read_changes_nothing_and_hides_no_other() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    let now = || (rows(&profile.run(&["grants", "--offline", "--json"]).json), profile.run(&["records", "--json"]).json);
    let before = now();
    let raw = |kind: &str, body: String| json!({ "fault": "raw", "content_type": kind, "body": body });
    let json = "application/json";
    let empty = page(&json!([]), None).to_string();
    let endless = page(&json!([grant("again")]), Some("again")).to_string();
    for (name, fault, wanted) in [
        ("a web page", json!({ "fault": "html" }), "unreadable"),
        ("a hundred thousand grants", json!({ "fault": "many", "count": 100_000 }), "unreadable"),
        ("the same cursor again and again", raw(json, endless), "unreadable"),
        ("a list called text", raw("text/plain", empty.clone()), "unreadable"),
        ("no content type at all", raw("", empty.clone()), "unreadable"),
        ("an empty body", raw(json, String::new()), "unreadable"),
        ("half a list", raw(json, empty.chars().take(20).collect()), "unreadable"),
        ("no items", raw(json, json!({ "as_of": "2026-11-21T00:00:00Z" }).to_string()), "unreadable"),
        ("items that are no list", raw(json, json!({ "items": {} }).to_string()), "unreadable"),
        ("a bare array", raw(json, "[]".to_owned()), "unreadable"),
        ("fields without names", raw(json, "[[],null]".to_owned()), "unreadable"),
        ("items twice", raw(json, r#"{"items":[],"items":[]}"#.to_owned()), "unreadable"),
        ("very deep items", raw(json, format!("{{\"items\":{}{}}}", "[".repeat(200), "]".repeat(200))), "unreadable"),
        ("a redirect to nowhere", json!({ "fault": "status", "status": 302 }), "unreadable"),
        ("a broken server", json!({ "fault": "status", "status": 500 }), "server_error"),
        ("a connection that dies", json!({ "fault": "die_after", "bytes": 100 }), "timed_out"),
    ] {
        let mut fault = fault;
        for (field, value) in [("issuer", json!("himawari-money")), ("path", json!("list")), ("times", json!(null))] {
            fault[field] = value;
        }
        issuers.fault(&fault);
        let synced = profile.run(&["sync", "--json"]);
        assert_eq!((synced.code, troubles(&synced.json)), (5, vec![("himawari-money", wanted)]), "{name}: {}", synced.err);
        issuers.no_faults();
    }
    let synced = profile.run(&["sync", "--json"]);
    assert_eq!((synced.code, troubles(&synced.json)), (0, vec![]), "once it answers well, all is well");
    assert_eq!(now(), before, "no row is another, and no change was ever seen on the way");
}

/// Connects a small issuer that lists as it is told, and gives back the trouble with its first list.
fn first_list(list: impl Fn(&renkei_tests::stage::Heard) -> Reply + Send + Sync + 'static) -> (Profile, Stage, Option<String>) {
    let issuer = Issuer::default().but(move |heard| (heard.path == "/grants/").then(|| list(heard)));
    let (profile, stage) = (Profile::ordinary(), issuer.open());
    let done = profile.connect(&stage.here, &[]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let trouble = profile.run(&["issuers", "--json"]).json[0]["accounts"][0]["trouble"].as_str().map(str::to_owned);
    (profile, stage, trouble)
}

#[test]
fn cursors_that_lead_in_a_circle_are_noticed_at_once() {
    let (profile, stage, trouble) = first_list(|heard| {
        let at: u32 = heard.query.get("cursor").and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        Reply::json(&page(&json!([grant(&format!("g-{at}"))]), Some(&((at + 1) % 3).to_string())))
    });
    assert_eq!(trouble.as_deref(), Some("unreadable"));
    let asked = stage.heard().iter().filter(|heard| heard.path == "/grants/").count();
    assert!(asked < 40, "each list costs four pages, not a thousand: {asked}");
    assert_eq!(profile.grants_known(), Vec::<Value>::new(), "nothing of it is taken in");
}

#[test]
fn pages_without_end_are_given_up() {
    let (profile, _, trouble) = first_list(|heard| {
        let at: u32 = heard.query.get("cursor").and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        Reply::json(&page(&json!([]), Some(&(at + 1).to_string())))
    });
    assert_eq!(trouble.as_deref(), Some("unreadable"));
    assert_eq!(profile.grants_known(), Vec::<Value>::new());
}

#[test]
fn a_page_of_ten_megabytes_is_not_read_to_its_end() {
    let mut large = page(&json!([grant("large")]), None);
    large["more"] = "x".repeat(10_000_000).into();
    let (profile, _, trouble) = first_list(move |_| Reply::json(&large));
    assert_eq!(trouble.as_deref(), Some("unreadable"));
    assert_eq!(profile.grants_known(), Vec::<Value>::new());
}

#[test]
fn a_token_follows_no_redirect() {
    let elsewhere = Stage::open(|_| Reply::json(&page(&json!([grant("stolen")]), None)));
    let to = elsewhere.here.clone();
    let (profile, _, trouble) = first_list(move |_| Reply::new(307, "text/plain", "").with("Location", &format!("{to}/grants/")));
    assert_eq!(trouble.as_deref(), Some("unreadable"));
    assert!(elsewhere.heard().is_empty(), "nobody else is asked, least of all with the token");
    assert_eq!(profile.grants_known(), Vec::<Value>::new());
}

#[test]
fn a_list_that_unpacks_without_end_is_not_unpacked() {
    let packed = crate::hostile::gzip(&format!("{}{}", page(&json!([grant("packed")]), None), " ".repeat(20_000_000)));
    assert!(packed.len() < 100_000, "it is small on the wire");
    let (profile, stage, trouble) = first_list(move |_| Reply::new(200, "application/json", packed.clone()).with("Content-Encoding", "gzip"));
    assert_eq!(trouble.as_deref(), Some("unreadable"));
    assert_eq!(profile.grants_known(), Vec::<Value>::new());
    assert!(stage.heard().iter().all(|heard| !heard.headers.contains_key("accept-encoding")), "nobody is asked to pack");
}

#[test]
fn times_at_the_ends_of_the_calendar_cost_a_fact_at_most() {
    let times = [
        ("last", "9999-12-31T23:59:59Z", json!("9999-12-31T23:59:59Z")),
        ("past-the-last", "9999-12-31T23:59:59-01:00", json!("not_told")),
        ("five-digits", "10000-01-01T00:00:00Z", json!("not_told")),
        ("signed", "+010000-01-01T00:00:00Z", json!("not_told")),
        ("year-zero", "0000-06-01T00:00:00Z", json!("not_told")),
        ("before", "-0044-03-15T12:00:00Z", json!("not_told")),
        ("first", "0001-01-01T00:00:00Z", json!("0001-01-01T00:00:00Z")),
        ("far", "3026-11-21T00:00:00Z", json!("3026-11-21T00:00:00Z")),
        ("no-zone", "2026-11-21T00:00:00", json!("not_told")),
        ("no-day", "2026-02-30T00:00:00Z", json!("not_told")),
    ];
    let items: Vec<Value> = times
        .iter()
        .map(|(id, time, _)| {
            let mut item = grant(id);
            for field in ["granted_at", "updated_at", "last_used_at"] {
                item[field] = json!(time);
            }
            (item["refreshable"], item["access_until"]) = (json!({ "until": time }), json!({ "at": time }));
            item
        })
        .collect();
    let (profile, _, trouble) = first_list(move |_| Reply::json(&page(&json!(items), None)));
    assert_eq!(trouble, None);
    let grants = profile.grants_known();
    for (id, _, wanted) in times {
        let found = grants.iter().find(|grant| grant["connector"]["id"] == format!("c-{id}")).unwrap_or_else(|| panic!("{id} is not listed"));
        assert_eq!((&found["granted_at"], &found["last_used_at"]), (&wanted, &wanted), "{id}");
        let (until, at) = if wanted == "not_told" { (wanted.clone(), wanted) } else { (json!({ "until": wanted }), json!({ "at": wanted })) };
        assert_eq!((&found["refreshable"], &found["access_until"]), (&until, &at), "{id}");
    }
    for sort in ["granted", "last_used", "expiry"] {
        let sorted = profile.run(&["grants", "--offline", "--json", "--sort", sort]);
        assert_eq!(rows(&sorted.json).len(), grants.len(), "{sort}: each still stands in the list once");
    }
}

#[test]
fn no_card_number_gets_in_by_any_field_and_long_words_are_cut() {
    let card = json!({ "en": format!("Card {CARD}"), CARD: "words" });
    let mut item = grant("card");
    item["connector"] = json!({ "id": format!("c-{CARD}"), "name": card });
    item["service"] = json!({ "id": format!("s-{CARD}"), "name": card });
    item["status"] = json!({ "state": "suspended", "by": "issuer", "reason": card });
    item["subject"] = json!({ "kind": "company", "name": card });
    item["covers"] = json!([{ "label": card, "kind": "card" }]);
    item["scopes"] = json!([{ "scope": CARD.replace([' ', '-'], "") }]);
    item["authorization_details"] = json!([{ "type": CARD }]);
    item["permissions"] = json!([{ "scope": "statements:read", "words": card }]);
    item["chain"] = json!([{ "name": card, "receives": card, "responsible": card }]);
    (item["how_to_end"], item["beware"]) = (card.clone(), json!([card]));
    item["identified"] = json!({ "at": "2026-11-01T00:00:00Z", "how": card });
    let mut long = grant("long");
    long["connector"] = json!({ "id": "x".repeat(300_000), "name": { "en": "ながい".repeat(300_000) } });
    long["service"]["name"] = Value::Object((0..5_000).map(|index| (format!("x{index}"), json!("words"))).collect());
    let (profile, _, trouble) = first_list(move |_| Reply::json(&page(&json!([item, long]), None)));
    assert_eq!(trouble, None);
    let listed = profile.run(&["grants", "--offline", "--json"]);
    let grants = profile.grants_known();
    assert_eq!(grants.len(), 2);
    let id = |grant: &Value| grant["id"].as_str().expect("An id").to_owned();
    let mut all = listed.out;
    for grant in &grants {
        all.push_str(&profile.run(&["show", &id(grant), "--json"]).out);
        all.push_str(&profile.run(&["show", &id(grant)]).out);
    }
    let digits: String = all.chars().filter(|character| !matches!(character, ' ' | '-')).collect();
    assert!(digits.contains("Card••••••••••••••11"), "it was there, and is masked");
    assert!(!digits.contains("4111111111111111"), "a card number never gets in (R2)");
    let name = grants.iter().filter_map(|grant| grant["connector"]["name"].as_str()).find(|name| name.starts_with("ながい")).expect("The long one");
    assert_eq!((name.chars().count(), name.chars().last()), (2_001, Some('…')), "cut, and said to be");
    assert!(all.len() < 100_000, "{}", all.len());
}

#[test]
fn a_name_that_cannot_stand_in_an_address_never_reaches_another_place() {
    let names = [".", "..", "", "a\tb", "a\nb", "a/../b", "?a=b", "#a", "%2e%2e", "a\\b", "é 口", "x\u{0}"];
    let items: Vec<Value> = names.iter().map(|name| grant(name)).collect();
    let (profile, stage, trouble) = first_list(move |_| Reply::json(&page(&json!(items), None)));
    assert_eq!(trouble.as_deref(), Some("unreadable"), "a list with gaps is said to be one");
    let grants = profile.grants_known();
    assert_eq!(grants.len(), 6, "those that an address can hold: {:?}", grants.iter().map(|grant| &grant["connector"]["id"]).collect::<Vec<_>>());
    for grant in &grants {
        profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json", "--wait", "0"]);
    }
    let asked = wait("every look", || {
        profile.run(&["sync", "--json"]);
        let heard = stage.heard();
        let asked: std::collections::BTreeSet<String> =
            heard.into_iter().filter_map(|heard| heard.path.strip_prefix("/grants/").map(str::to_owned)).filter(|rest| !rest.is_empty()).collect();
        (asked.len() >= 6).then_some(asked)
    });
    let wanted = ["%23a", "%252e%252e", "%3Fa=b", "%C3%A9%20%E5%8F%A3", "a%2F..%2Fb", "a%5Cb"];
    assert_eq!(asked.iter().map(String::as_str).collect::<Vec<_>>(), wanted, "each is one segment");
}

#[test]
fn what_a_list_with_gaps_left_out_is_no_news_when_it_can_be_read() {
    let phase = Arc::new(AtomicUsize::new(0));
    let at = Arc::clone(&phase);
    let (profile, _stage, trouble) = first_list(move |_| {
        let items = match at.load(Ordering::Relaxed) {
            0 => json!([grant("one"), { "id": 7 }]),
            1 => json!([grant("one"), grant("two")]),
            2 => json!([grant("one"), grant("two"), grant("three")]),
            _ => json!([grant("one"), grant("two"), grant("three"), grant("four")]),
        };
        Reply::json(&page(&items, None))
    });
    assert_eq!(trouble.as_deref(), Some("unreadable"));
    for (now, told) in [(1, 0), (2, 1), (3, 2)] {
        phase.store(now, Ordering::Relaxed);
        let events = profile.run(&["events", "--json"]).json;
        assert_eq!(events.as_array().map(Vec::len), Some(told), "list {now}: {events}");
    }
}
