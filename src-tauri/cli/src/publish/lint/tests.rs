use renkei_core::domain::document::DocumentKind::{self, Directory, Notices};
use serde_json::{Value, json};

use super::super::finding::{Code, Level, errors};
use super::{content, source};
use renkei_core::domain::Timestamp;

fn now() -> Timestamp {
    "2026-11-21T00:00:00Z".parse().unwrap()
}

fn text(words: &str) -> Value {
    json!({ "ja": words, "en": words })
}

/// A directory with which nothing is wrong.
fn good() -> Value {
    let contact = |topic: &str, by: &str| json!({ "topic": topic, "by": by, "phone": "0120-000-001" });
    json!({
        "iss": "https://issuer.example",
        "issuer": { "claim_days": 60, "contacts": [
            { "topic": "stop", "by": "issuer", "phone": "0120-000-003", "hours": { "open": "Mo-Su,PH 00:00-24:00" } },
            { "topic": "question", "by": "issuer", "chat": "https://issuer.example/chat", "post": text("Somewhere"), "languages": ["en"], "answer_days": 5 },
        ] },
        "connectors": [{
            "id": "c", "brand": text("Brand"),
            "company": { "name": text("Company"), "representative": text("Somebody"), "address": text("Somewhere"), "site": "https://c.example" },
            "contacts": [contact("emergency", "issuer"), contact("emergency", "connector"), contact("question", "connector"), contact("complaint", "issuer"),
                contact("compensation", "issuer"), contact("deletion", "connector"), contact("display", "issuer")],
            "services": [{ "id": "s", "name": text("Service"), "hours": { "open": "Mo-Fr 09:00-18:00; PH off" }, "risks": [text("Risk")], "needs": ["read"],
                "keeps": [text("Lines")], "export": "https://c.example/export", "statements": { "afterwards": text("There"), "site": "https://i.example" } }],
            "roles": { "issuer": text("Keeps"), "connector": text("Uses") },
            "compensation": { "first_payer": "issuer", "range": text("All"), "method": text("Call"), "corporate": text("Case by case"), "claim_days": 30 },
            "chain": [{ "name": text("Onward"), "receives": text("Some"), "responsible": text("C"), "terms": text("None") }],
        }],
        "scopes": [{ "name": "read", "access": "reference", "words": text("Read") }],
    })
}

fn told() -> Value {
    json!({ "iss": "https://issuer.example", "notices": [
        { "id": "n-1", "kind": "incident", "severity": "urgent", "by": "issuer", "issued_at": "2026-11-20T09:00:00+09:00", "connectors": ["c"],
          "title": text("Title"), "body": text("Body"), "advice": "wait" },
        { "id": "n-2", "kind": "incident", "severity": "info", "by": "issuer", "issued_at": "2026-11-20T10:00:00+09:00", "title": text("Over"),
          "body": text("Body"), "supersedes": ["n-1"], "all_clear": true },
    ] })
}

/// Puts a value at a place; `null` takes away what is there.
fn put(document: &mut Value, at: &str, value: Value) {
    let (parent, name) = at.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    if let Value::Array(items) = parent {
        let place: usize = name.parse().unwrap();
        if place < items.len() {
            items.remove(place);
        }
        if !value.is_null() {
            items.insert(place, value);
        }
    } else {
        let fields = parent.as_object_mut().unwrap();
        fields.remove(name);
        if !value.is_null() {
            fields.insert(name.to_owned(), value);
        }
    }
}

/// What is found once a value stands at a place.
fn changed(kind: DocumentKind, at: &str, value: Value) -> Vec<(Code, String)> {
    let mut document = match kind {
        Directory => good(),
        Notices => told(),
    };
    put(&mut document, at, value);
    content(kind, &document, now()).into_iter().map(|one| (one.code, one.at)).collect()
}

#[test]
fn a_good_document_has_no_findings() {
    assert_eq!(source(Directory, &good(), now()), []);
    assert_eq!(source(Notices, &told(), now()), []);
    assert_eq!(source(Notices, &json!({ "iss": "https://issuer.example", "notices": [] }), now()), [], "silence may be published");
}

#[test]
fn every_fault_is_found_where_it_stands() {
    let long = "あ".repeat(2_001);
    let contact = "/connectors/0/contacts/2";
    for (kind, at, value, code, found) in [
        (Directory, "/iss", json!("issuer.example"), Code::NotAnIssuerAddress, "/iss"),
        (Directory, "/iss", json!("http://issuer.example"), Code::NotAnIssuerAddress, "/iss"),
        (Directory, "/connectors", Value::Null, Code::Lacks, ""),
        (Directory, "/connectors/0/compensation", Value::Null, Code::NobodyPays, "/connectors/0/compensation"),
        (Directory, "/connectors/0/compensation/first_payer", json!("nobody"), Code::NobodyPays, "/connectors/0/compensation"),
        (Directory, "/connectors/0/compensation/first_payer", json!("nobody"), Code::UnknownWord, "/connectors/0/compensation/first_payer"),
        (Directory, "/connectors/0/compensation/range", Value::Null, Code::Lacks, "/connectors/0/compensation"),
        (Directory, "/connectors/0/compensation/method", Value::Null, Code::NoCompensationMethod, "/connectors/0/compensation"),
        (Directory, "/connectors/0/compensation/corporate", Value::Null, Code::NoCorporate, "/connectors/0/compensation"),
        (Directory, "/connectors/0/contacts/4", Value::Null, Code::NoContact, "/connectors/0/contacts"),
        (Directory, "/connectors/0/contacts/0", Value::Null, Code::EmergencyOfOne, "/connectors/0/contacts"),
        (Directory, "/connectors/0/contacts/2/phone", Value::Null, Code::ContactWithoutWay, contact),
        (Directory, "/connectors/0/contacts/2/mail", json!("somebody"), Code::MailUnlikely, "/connectors/0/contacts/2/mail"),
        (Directory, "/connectors/0/contacts/2/hours", json!({ "open": "when we like" }), Code::HoursUnread, "/connectors/0/contacts/2/hours"),
        (Directory, "/connectors/0/contacts/2/hours", json!({ "open": "24/7", "zone": "Mars/Olympus" }), Code::HoursUnread, "/connectors/0/contacts/2/hours"),
        (Directory, "/connectors/0/contacts/2/topic", json!("lunch"), Code::UnknownWord, "/connectors/0/contacts/2/topic"),
        (Directory, "/connectors/0/contacts/2/site", json!("http://c.example/"), Code::NotHttps, "/connectors/0/contacts/2/site"),
        (Directory, "/connectors/0/contacts/2/site", json!("https://a:b@c.example/"), Code::NotRead, "/connectors/0/contacts/2/site"),
        (Directory, "/connectors/0/contacts/2/phone", json!("4111 1111 1111 1111"), Code::CardNumber, "/connectors/0/contacts/2/phone"),
        (Directory, "/connectors/0/brand/en", json!("4111-1111-1111-1111"), Code::CardNumber, "/connectors/0/brand/en"),
        (Directory, "/connectors/0/id", json!("4111111111111111"), Code::CardNumber, "/connectors/0/id"),
        (Directory, "/connectors/0/id", json!(7), Code::OtherForm, "/connectors/0/id"),
        (Directory, "/connectors/0/id", Value::Null, Code::Lacks, "/connectors/0"),
        (Directory, "/connectors/0/company", Value::Null, Code::Lacks, "/connectors/0"),
        (Directory, "/connectors/0/company/representative", Value::Null, Code::CompanyLacks, "/connectors/0/company"),
        (Directory, "/connectors/0/brand/en", Value::Null, Code::LanguageMissing, "/connectors/0/brand"),
        (Directory, "/connectors/0/brand/ja", json!(long), Code::TextTooLong, "/connectors/0/brand/ja"),
        (Directory, "/connectors/0/brand/ja", json!("a\u{202e}b"), Code::TextUnclean, "/connectors/0/brand/ja"),
        (Directory, "/connectors/0/brand/ja", json!("a\n\nb"), Code::TextSpaces, "/connectors/0/brand/ja"),
        (Directory, "/connectors/0/brand", json!("Brand"), Code::OtherForm, "/connectors/0/brand"),
        (Directory, "/connectors/0/roles/issuer", Value::Null, Code::NoRoles, "/connectors/0/roles"),
        (Directory, "/connectors/0/services", Value::Null, Code::NoServices, "/connectors/0/services"),
        (Directory, "/connectors/0/services/0/hours", Value::Null, Code::NoHours, "/connectors/0/services/0"),
        (Directory, "/connectors/0/services/0/risks", json!([]), Code::NoRisks, "/connectors/0/services/0"),
        (Directory, "/connectors/0/services/0/risks/1", json!("free words"), Code::OtherForm, "/connectors/0/services/0/risks/1"),
        (Directory, "/connectors/0/services/0/needs", Value::Null, Code::NoNeeds, "/connectors/0/services/0"),
        (Directory, "/connectors/0/services/0/needs/1", json!("pay"), Code::NeedUndeclared, "/connectors/0/services/0/needs/1"),
        (Directory, "/connectors/0/services/0/export", json!("http://c.example/export"), Code::NotHttps, "/connectors/0/services/0/export"),
        (Directory, "/connectors/0/services/0/keeps", json!([text("Lines"), "free words"]), Code::OtherForm, "/connectors/0/services/0/keeps/1"),
        (Directory, "/connectors/0/services/0/statements", json!({ "site": "https://c.example" }), Code::Lacks, "/connectors/0/services/0/statements"),
        (Directory, "/connectors/0/chain/0/terms", Value::Null, Code::OnwardUnanswered, "/connectors/0/chain/0"),
        (Directory, "/connectors/0/own_part", json!("e30.e30.x"), Code::OwnPartRefused, "/connectors/0/own_part"),
        (Directory, "/connectors/0/conpany", json!({}), Code::UnknownField, "/connectors/0/conpany"),
        (Directory, "/note", json!("for us only"), Code::UnknownField, "/note"),
        (Directory, "/connectors/1", json!({ "id": "c" }), Code::Twice, "/connectors/1/id"),
        (Directory, "/connectors/0/contacts/2/topic", json!("stop"), Code::StopByConnector, contact),
        (Directory, "/connectors/0/contacts/2/answer_days", json!("soon"), Code::OtherForm, "/connectors/0/contacts/2/answer_days"),
        (Directory, "/connectors/0/contacts/2/chat", json!("http://c.example/chat"), Code::NotHttps, "/connectors/0/contacts/2/chat"),
        (Directory, "/connectors/0/contacts/2/post", json!("Somewhere"), Code::OtherForm, "/connectors/0/contacts/2/post"),
        (Directory, "/connectors/0/compensation/claim_days", json!(70_000), Code::NotRead, "/connectors/0/compensation/claim_days"),
        (Directory, "/issuer", Value::Null, Code::NoStopDesk, "/issuer/contacts"),
        (Directory, "/issuer", json!("us"), Code::OtherForm, "/issuer"),
        (Directory, "/issuer/claim_days", json!("sixty"), Code::OtherForm, "/issuer/claim_days"),
        (Directory, "/issuer/phone", json!("0120-000-003"), Code::UnknownField, "/issuer/phone"),
        (Directory, "/issuer/contacts/0", Value::Null, Code::NoStopDesk, "/issuer/contacts"),
        (Directory, "/issuer/contacts/0/topic", json!("halt"), Code::UnknownWord, "/issuer/contacts/0/topic"),
        (Directory, "/issuer/contacts/0/topic", json!("halt"), Code::NoStopDesk, "/issuer/contacts"),
        (Directory, "/issuer/contacts/0/by", json!("connector"), Code::StopByConnector, "/issuer/contacts/0"),
        (Directory, "/issuer/contacts/1/by", json!("connector"), Code::NotOwnDesk, "/issuer/contacts/1/by"),
        (Directory, "/issuer/contacts/0/phone", Value::Null, Code::StopWithoutPhone, "/issuer/contacts/0"),
        (Directory, "/issuer/contacts/0/phone", json!("4111 1111 1111 1111"), Code::CardNumber, "/issuer/contacts/0/phone"),
        (Directory, "/issuer/contacts/0/hours", Value::Null, Code::StopNotAlways, "/issuer/contacts/0"),
        (Directory, "/issuer/contacts/0/hours/open", json!("Mo-Fr 09:00-18:00"), Code::StopNotAlways, "/issuer/contacts/0"),
        (Directory, "/issuer/contacts/0/hours/open", json!("always"), Code::HoursUnread, "/issuer/contacts/0/hours"),
        (Directory, "/issuer/contacts/0/mail", json!("somebody"), Code::MailUnlikely, "/issuer/contacts/0/mail"),
        (Directory, "/issuer/contacts/1/post/en", Value::Null, Code::LanguageMissing, "/issuer/contacts/1/post"),
        (Directory, "/scopes/0/access", json!("update"), Code::EffectMissing, "/scopes/0/effect"),
        (Directory, "/scopes/0/effect", json!("moves_money"), Code::EffectOdd, "/scopes/0/effect"),
        (Directory, "/scopes/0/access", json!("look"), Code::UnknownWord, "/scopes/0/access"),
        (Notices, "/notices/1/supersedes/0", json!("n-9"), Code::SupersedesNothing, "/notices/1/supersedes/0"),
        (Notices, "/notices/1/supersedes/0", json!("n-2"), Code::SupersedesNothing, "/notices/1/supersedes/0"),
        (Notices, "/notices/1/supersedes", Value::Null, Code::AllClearOfNothing, "/notices/1/all_clear"),
        (Notices, "/notices/0/kind", json!("planned_stop"), Code::StopWithoutStart, "/notices/0"),
        (Notices, "/notices/0/kind", json!("party"), Code::UnknownWord, "/notices/0/kind"),
        (Notices, "/notices/0/connectors", json!([]), Code::ForNobody, "/notices/0/connectors"),
        (Notices, "/notices/0/issued_at", json!("2026-11-22T00:00:00Z"), Code::SaidLater, "/notices/0/issued_at"),
        (Notices, "/notices/0/issued_at", json!("yesterday"), Code::NotATime, "/notices/0/issued_at"),
        (Notices, "/notices/0/starts_at", json!("tomorrow"), Code::NotATime, "/notices/0/starts_at"),
        (Notices, "/notices/0/ends_at", json!("2026-11-20T00:00:00Z"), Code::OverAlready, "/notices/0/ends_at"),
        (Notices, "/notices/0/advice", Value::Null, Code::UrgentWithoutAdvice, "/notices/0"),
        (Notices, "/notices/1/id", json!("n-1"), Code::Twice, "/notices/1/id"),
        (Notices, "/notices/0/body", Value::Null, Code::Lacks, "/notices/0"),
    ] {
        let all = changed(kind, at, value.clone());
        assert!(all.contains(&(code, found.to_owned())), "{at} = {value}: {all:?}");
    }
}

#[test]
fn a_stop_ends_after_it_begins() {
    let mut document = told();
    document["notices"][0]["starts_at"] = json!("2026-12-01T10:00:00Z");
    document["notices"][0]["ends_at"] = json!("2026-12-01T18:00:00+09:00");
    let found = content(Notices, &document, now());
    assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::EndsBeforeStart], "times are compared, not their letters");
}

#[test]
fn nobody_at_all_for_damage_is_an_error_and_no_time_to_report_it_a_hint() {
    let mut document = good();
    put(&mut document, "/connectors/0/compensation", Value::Null);
    put(&mut document, "/connectors/0/contacts/4", Value::Null);
    put(&mut document, "/issuer/claim_days", Value::Null);
    let found: Vec<_> = content(Directory, &document, now()).into_iter().map(|one| (one.code, one.code.level())).collect();
    assert_eq!(found, [(Code::NobodyPays, Level::Error), (Code::NoContact, Level::Error), (Code::NoClaimDays, Level::Advice)]);
    document["connectors"][0]["compensation"] = json!({ "first_payer": "issuer", "range": text("All"), "claim_days": 30 });
    assert!(!content(Directory, &document, now()).iter().any(|one| one.code == Code::NoClaimDays), "one agreement shows a time");
}

#[test]
fn an_issuers_desk_that_is_left_out_leaves_the_others_in_their_place() {
    let mut document = good();
    document["issuer"]["contacts"][0]["by"] = json!("nobody");
    document["issuer"]["contacts"][1]["mail"] = json!("x");
    let found: Vec<_> = content(Directory, &document, now()).into_iter().map(|one| (one.code, one.at)).collect();
    assert!(found.contains(&(Code::UnknownWord, "/issuer/contacts/0/by".to_owned())), "{found:?}");
    assert!(found.contains(&(Code::MailUnlikely, "/issuer/contacts/1/mail".to_owned())), "{found:?}");
}

#[test]
fn behind_an_item_that_is_left_out_the_others_keep_their_place() {
    let mut document = good();
    document["connectors"][0]["contacts"][0]["by"] = json!("nobody");
    document["connectors"][0]["contacts"][3]["mail"] = json!("x");
    let found: Vec<_> = content(Directory, &document, now()).into_iter().map(|one| (one.code, one.at)).collect();
    assert!(found.contains(&(Code::UnknownWord, "/connectors/0/contacts/0/by".to_owned())), "{found:?}");
    assert!(found.contains(&(Code::MailUnlikely, "/connectors/0/contacts/3/mail".to_owned())), "{found:?}");
}

#[test]
fn what_signing_sets_is_advice_and_only_in_a_source() {
    let mut document = good();
    document["version"] = json!(3);
    let found = source(Directory, &document, now());
    assert_eq!(found.iter().map(|one| (one.code, one.code.level())).collect::<Vec<_>>(), [(Code::SetBySigning, Level::Advice)]);
    assert_eq!(content(Directory, &document, now()), []);
}

#[test]
fn no_report_repeats_a_card_number() {
    let words = renkei_core::words::Words::of(renkei_core::domain::text::Lang::En);
    for (at, value) in [
        ("/connectors/1", json!({ "id": "4111111111111111" })),
        ("/4111111111111111", json!(1)),
        ("/connectors/0/services/0/needs/0", json!("4111111111111111")),
    ] {
        let mut document = good();
        document["connectors"][0]["id"] = json!("4111111111111111");
        put(&mut document, at, value);
        let found = content(Directory, &document, now());
        assert!(errors(&found) > 0);
        let shown: Vec<_> = found.iter().map(|one| one.told(words)).collect();
        assert!(!serde_json::to_string(&shown).unwrap().contains("4111111111111111"), "{at}");
    }
}

proptest::proptest! {
    /// Whatever stands in a document: what has no error is read whole.
    #[test]
    fn what_lint_passes_the_core_reads_whole(words in "[ -~\u{3040}-\u{30ff}\u{200b}\u{202e}]{0,40}", place in 0_usize..10) {
        let places = ["/connectors/0/id", "/connectors/0/brand/ja", "/connectors/0/company/site", "/connectors/0/contacts/0/phone",
            "/connectors/0/contacts/0/topic", "/connectors/0/services/0/hours/open", "/scopes/0/name", "/connectors/0/services/0/needs/0", "/issuer/contacts/0/phone", "/issuer/contacts/1/post/ja"];
        let mut document = good();
        *document.pointer_mut(places[place]).unwrap() = json!(words);
        let found = content(Directory, &document, now());
        if errors(&found) == 0 && !found.iter().any(|one| one.code == Code::TextSpaces) {
            let read = renkei_core::issuers::documents::content(Directory, document.as_object().unwrap().clone(), "https://issuer.example");
            let renkei_core::issuers::documents::Content::Directory(read) = read else { panic!("not a directory") };
            let kept = json!({ "connectors": read.connectors, "scopes": read.scopes, "issuer": read.desks });
            let (kept, given) = (kept.pointer(places[place]).cloned(), json!(words));
            proptest::prop_assert!(kept.is_some());
            if place != 2 {
                proptest::prop_assert_eq!(kept.unwrap(), given);
            }
        }
    }
}
