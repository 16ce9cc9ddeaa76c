//! Whom to turn to, and cases: offline, signed out, for what is over and for what only the person tells.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use renkei_tests::{Done, Issuers, Profile, wait};
use serde_json::{Value, json};

fn scene() -> (Profile, Issuers) {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    (profile, issuers)
}

/// The id of a grant of this connector at an issuer.
fn grant(profile: &Profile, issuer: &str, connector: &str) -> String {
    let of = |grant: &Value| grant["issuer"]["id"] == issuer && grant["connector"]["id"] == connector && grant["status"] == "active";
    profile.grants().into_iter().find(of).unwrap_or_else(|| panic!("no {connector} at {issuer}"))["id"].as_str().expect("An id").to_owned()
}

/// The same, let in first where nobody holds it.
fn let_in(profile: &Profile, issuers: &Issuers, connector: &str, service: &str) -> String {
    issuers.event(&json!({ "event": "let_in", "issuer": "minato-card", "holder": "minami", "connector": connector, "service": service }));
    grant(profile, "minato-card", connector)
}

fn route(profile: &Profile, id: &str, topic: &str, more: &[&str]) -> Value {
    let done = profile.run(&[&["contact", id, "--topic", topic, "--json"], more].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    done.json
}

#[test]
fn a_route_says_who_why_who_not_how_and_who_is_next() {
    let (profile, issuers) = scene();
    let id = let_in(&profile, &issuers, "yokocho", "point-book");
    let billing = route(&profile, &id, "billing", &[]);
    assert_eq!(
        (&billing["party"], &billing["why"], &billing["not"][0]["party"], &billing["not"][0]["why"]),
        (&json!("connector"), &json!("agreed"), &json!("issuer"), &json!("other_agreed"))
    );
    let ways: Vec<&str> = billing["channels"].as_array().expect("Channels").iter().filter_map(|one| one["way"].as_str()).collect();
    assert_eq!(ways, ["chat", "mail"]);
    assert_eq!((&billing["then"][0]["party"], &billing["silence"], &billing["defects"]), (&json!("issuer"), &Value::Null, &json!([])));
    assert!(!billing["bodies"].as_array().expect("Bodies").is_empty());
    let charges = route(&profile, &id, "charges", &[]);
    assert_eq!((&charges["party"], &charges["why"]), (&json!("issuer"), &json!("stops_payments")));
    assert_eq!(charges["first"][0]["stop_payments"]["desk"]["contact"]["phone"], "0120-000-091", "the stop desk before anything else");
    assert_eq!(charges["open_now"]["open"], true, "at any hour");
    let claim = charges["first"].as_array().expect("Steps").iter().find_map(|step| step["claim"]["days"].as_u64());
    assert_eq!(claim, Some(30), "the sooner of both times");
    let dated = route(&profile, &id, "charges", &["--charged-on", "2026-11-10"]);
    let until = dated["first"].as_array().expect("Steps").iter().find_map(|step| step["claim"]["until"].as_str());
    assert_eq!(until, Some("2026-12-09"), "the day of the charge is the first of the thirty");
    assert_eq!(route(&profile, &id, "access", &["--charged-on", "2026-11-10"])["charges"], true, "whoever names its day has one");
    let to_come = profile.run(&["contact", &id, "--topic", "charges", "--charged-on", "2999-01-01", "--json"]);
    assert_eq!(to_come.failure()["code"], "day_to_come");
    let unsure = route(&profile, &id, "access", &[]);
    assert_eq!(unsure["first"][0], "ask_charges");
    assert_eq!(route(&profile, &id, "access", &["--charges", "yes"])["why"], "stops_payments");
    let silent = route(&profile, &let_in(&profile, &issuers, "tabijitaku", "tabi-cho"), "question", &[]);
    assert_eq!((&silent["silence"], &silent["defects"]), (&json!("not_for_this"), &json!(["nobody_answers"])));
    assert_eq!((&silent["party"], &silent["why"], &silent["channels"]), (&json!("connector"), &json!("its_service"), &json!([])), "never guessed silently");
    let unnamed = route(&profile, &let_in(&profile, &issuers, "seisan-lab", "keihi-note"), "display", &[]);
    assert_eq!((&unnamed["party"], &unnamed["defects"]), (&json!("issuer"), &json!(["judges_itself"])));
    let app = route(&profile, "app", "question", &[]);
    assert_eq!((&app["party"], &app["silence"]), (&json!("this_app"), &json!("no_operator")));
    for lang in ["ja", "en"] {
        let said = profile.run(&["contact", &id, "--topic", "charges", "--lang", lang]);
        assert!(said.code == 0 && said.out.contains("0120-000-091") && !said.out.contains("cli-") && !said.out.contains("why-"), "{}", said.out);
    }
}

#[test]
fn it_works_offline_signed_out_after_an_ending_and_for_own_notes() {
    let (profile, issuers) = scene();
    let id = grant(&profile, "minato-card", "hiyori");
    let before = route(&profile, &id, "question", &[]);
    assert_eq!(profile.run(&["revoke", &id, "--yes", "--json"]).json["state"], "verified");
    let note = profile.run(&["note", "レシートおやつ", "--way", "no_api", "--place", "あけぼのカード", "--json"]).json;
    let note = note["id"].as_str().expect("An id").to_owned();
    assert_eq!(profile.run(&["sign-out", "--all"]).code, 0);
    // Nobody is there to be asked.
    drop(issuers);
    let over = route(&profile, &id, "question", &[]);
    assert_eq!(over["about"]["over"], true);
    assert_eq!((&over["party"], &over["channels"]), (&before["party"], &before["channels"]), "always viewable (R21)");
    let charges = route(&profile, &id, "charges", &[]);
    assert!(charges["first"].as_array().expect("Steps").contains(&json!("access_over")), "{charges}");
    let noted = route(&profile, &note, "lost", &[]);
    assert_eq!((&noted["silence"], &noted["about"]["service"]), (&json!("no_issuer"), &json!("レシートおやつ")));
    let sheet = profile.run(&["contacts", "--json"]).json;
    let parties = sheet["parties"].as_array().expect("Parties");
    assert!(parties.iter().any(|one| one["party"] == "issuer" && one["urgent"]["contact"]["phone"] == "0120-000-091"), "{sheet}");
    assert!(parties.iter().any(|one| one["party"] == "connector" && one["over"] == true), "ended ones too");
    assert!(parties.iter().any(|one| one["services"] == json!(["レシートおやつ"])), "own notes too");
}

#[test]
fn the_last_directory_stays_in_use_and_says_that_it_ran_out() {
    let (profile, issuers) = scene();
    let id = grant(&profile, "minato-card", "hiyori");
    issuers.event(&json!({ "event": "serve_document", "issuer": "minato-card", "document": "directory", "as": "short_lived" }));
    profile.run(&["sync"]);
    let ran_out = wait("the directory to run out", || Some(route(&profile, &id, "question", &[])).filter(|route| route["standing"]["expired_at"].is_string()));
    assert_eq!((&ran_out["party"], &ran_out["why"]), (&json!("connector"), &json!("agreed")), "what it said last");
    let said = profile.run(&["contact", &id, "--topic", "question", "--lang", "en"]).out;
    assert!(said.contains("may be out of date"), "{said}");
}

#[test]
fn the_sheet_is_one_page_with_every_stop_desk() {
    let (profile, _issuers) = scene();
    profile.grants();
    for (lang, title) in [("ja", "連絡先の一枚"), ("en", "Contact points on one sheet")] {
        let file = profile.folder.path().join(format!("sheet-{lang}.pdf"));
        let done = profile.run(&["contacts", "--pdf", &file.to_string_lossy(), "--lang", lang]);
        assert_eq!(done.code, 0, "{}", done.err);
        let text = Command::new("pdftotext").args(["-layout", &file.to_string_lossy(), "-"]).output().expect("pdftotext runs").stdout;
        let text = String::from_utf8_lossy(&text).into_owned();
        for needed in [title, "0120-000-091", "0120-000-093", "0120-000-095", "0120-000-097"] {
            assert!(text.contains(needed), "{needed} is missing:\n{text}");
        }
        let info = Command::new("pdfinfo").arg(&file).output().expect("pdfinfo runs").stdout;
        assert!(String::from_utf8_lossy(&info).lines().any(|line| line.split_whitespace().eq(["Pages:", "1"])), "more than a page");
    }
}

fn case(profile: &Profile, words: &[&str]) -> Done {
    profile.run(&[&["case"], words, &["--json"]].concat())
}

fn begun(profile: &Profile, id: &str, topic: &str, more: &[&str]) -> Value {
    let done = case(profile, &[&["begin", id, "--topic", topic], more].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    done.json
}

#[test]
fn the_issuers_interface_receives_what_the_preview_showed_byte_for_byte() {
    let (profile, issuers) = scene();
    let id = grant(&profile, "minato-card", "hiyori");
    let words = "表示が分かりにくいです。\n２行目　（全角）\"引用\" \\ と & と emoji 🙂、時刻 2026-11-21T09:41:07Z、注文 1234567890123456、電話 03-1234-5678";
    let all = ["begin", &id, "--topic", "display", "--words", words, "--name", "佐藤 みなみ", "--without", "covers", "--without", "allowed"];
    let preview = case(&profile, &[&all[..], &["--preview"]].concat()).json;
    assert!(case(&profile, &["list"]).json.as_array().expect("Cases").is_empty(), "a look keeps nothing");
    let shown = preview["letter"]["body"].as_str().expect("A text").to_owned();
    assert!(shown.contains("1234567890123456") && shown.contains("03-1234-5678") && shown.contains("2026-11-21T09:41:07Z"), "{shown}");
    assert!(!shown.contains("対象のカード"), "what the person takes out is out: {shown}");
    let kept = case(&profile, &all).json;
    let case_id = kept["id"].as_str().expect("An id").to_owned();
    assert_eq!((&kept["letter"]["body"], &kept["state"], &kept["takes"]), (&json!(shown), &json!("draft"), &json!(true)));
    // The first answer is lost: it is not known whether it arrived, and sent again it is no second one.
    issuers.fault(&json!({ "path": "complaints", "fault": "drop_answer", "times": 1, "issuer": "minato-card" }));
    let lost = case(&profile, &["send", &case_id, "--to", "issuer"]);
    assert_ne!(lost.code, 0, "{}", lost.out);
    assert_eq!(case(&profile, &["show", &case_id]).json["state"], "unsure");
    let taken = case(&profile, &["send", &case_id, "--to", "issuer"]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    assert_eq!((&taken.json["case"]["state"], &taken.json["case"]["number"]), (&json!("waiting"), &taken.json["place"]));
    assert!(taken.json["case"]["remind_at"].is_string(), "the issuer said until when");
    let received = issuers.complaints();
    assert_eq!(received.len(), 1, "one case, however often it was sent");
    let bodies = received[0]["bodies"].as_array().expect("Bodies");
    assert_eq!(bodies.len(), 2);
    for body in bodies {
        let body = BASE64_STANDARD.decode(body.as_str().expect("Text")).expect("Base64");
        assert_eq!(String::from_utf8(body).expect("Text"), json!({ "topic": "display", "message": shown }).to_string());
    }
    let records = profile.run(&["records", "--json"]).json;
    let acts: Vec<&str> = records.as_array().expect("Records").iter().filter_map(|line| line["act"]["case"]["what"].as_str()).collect();
    assert_eq!(acts, ["taken", "handing", "handing", "begun"], "newest first");
    assert_eq!(profile.run(&["records", "--verify"]).code, 0);
}

#[test]
fn no_card_number_and_no_password_leaves_in_any_shape() {
    let (profile, _issuers) = scene();
    let id = grant(&profile, "minato-card", "hiyori");
    for secret in [
        "4111111111111111",
        "４１１１　１１１１　１１１１　１１１１",
        "4111-1111-1111-1111",
        "4111\n1111\n1111\n1111",
        "No.12 4111 1111 1111 1111",
        "暗証番号は0429",
        "password: hunter2",
    ] {
        let words = format!("番号は {secret} です");
        assert_eq!(case(&profile, &["begin", &id, "--topic", "other", "--words", &words]).failure()["code"], "secret_in_words", "{secret}");
        let masked = begun(&profile, &id, "other", &["--words", &words, "--mask"]);
        let body = masked["letter"]["body"].as_str().expect("A text");
        assert!(!body.contains(secret) && body.contains('•'), "{secret}: {body}");
        let digits: String = body.chars().filter(char::is_ascii_digit).collect();
        assert!(!digits.contains("411111111111"), "{body}");
        let case_id = masked["id"].as_str().expect("An id");
        assert_eq!(case(&profile, &["note", case_id, &words]).failure()["code"], "secret_in_words");
        assert_eq!(case(&profile, &["sent", case_id, "--number", &words]).failure()["code"], "secret_in_words");
    }
    let passes = "2026-11-21T09:41:07Z 注文1234567890123456 電話0120-000-091";
    let plain = begun(&profile, &id, "other", &["--words", passes]);
    assert!(plain["letter"]["body"].as_str().expect("A text").contains(passes), "times, orders and phones pass");
}

#[test]
fn a_case_is_followed_up_until_the_person_closes_it() {
    let (profile, issuers) = scene();
    let id = let_in(&profile, &issuers, "yokocho", "point-book");
    let begun = begun(&profile, &id, "billing", &["--words", "二重に請求されました"]);
    let case_id = begun["id"].as_str().expect("An id").to_owned();
    assert_eq!((&begun["to"]["party"], &begun["takes"], &begun["next"]["party"]), (&json!("connector"), &json!(false), &json!("issuer")));
    assert_eq!(case(&profile, &["send", &case_id, "--to", "issuer"]).failure()["code"], "no_contact", "the connector is turned to");
    assert_eq!(case(&profile, &["answered", &case_id, "はい"]).failure()["code"], "not_asked");
    let (mail, opened) = opens(&profile, &["case", "send", &case_id, "--to", "mail", "--json"]);
    assert_eq!((mail.code, &mail.json["place"], &mail.json["case"]["state"]), (0, &json!("okane@yokocho.example"), &json!("draft")), "{}", mail.err);
    assert!(opened[0].starts_with("mailto:okane@yokocho.example?subject="), "{opened:?}");
    let sent = case(&profile, &["sent", &case_id, "--number", "Y-77"]).json;
    assert_eq!((&sent["state"], &sent["number"], &sent["due"]), (&json!("waiting"), &json!("Y-77"), &json!(false)));
    assert!(case(&profile, &["remind", &case_id, "2026-12-24"]).json["remind_at"].is_string());
    assert_eq!(case(&profile, &["note", &case_id, "佐々木さんと電話"]).code, 0);
    let answered = case(&profile, &["answered", &case_id, "調べます、とのこと"]).json;
    assert_eq!(answered["state"], "answered");
    let next = case(&profile, &["next", &case_id]);
    assert_eq!(next.code, 0, "{}", next.err);
    let body = next.json["letter"]["body"].as_str().expect("A text");
    assert!(body.contains("調べます、とのこと") && body.contains("Y-77") && body.contains("佐々木さんと電話"), "with the history: {body}");
    assert!(body.contains("二重に請求されました") && next.json["written"]["words"] == "二重に請求されました", "their own words stand: {body}");
    assert_eq!((&next.json["to"]["party"], &next.json["state"]), (&json!("issuer"), &json!("draft")));
    assert_eq!(case(&profile, &["next", &case_id]).failure()["code"], "nobody_next");
    assert_eq!(case(&profile, &["remind", &case_id, "2026-12-24"]).failure()["code"], "not_asked", "the next one was told nothing yet");
    let closed = case(&profile, &["close", &case_id]).json;
    assert_eq!(closed["state"], "closed");
    assert_eq!(case(&profile, &["note", &case_id, "あとから"]).failure()["code"], "case_closed");
    assert_eq!(case(&profile, &["reopen", &case_id]).json["state"], "draft");
    assert_eq!(profile.run(&["records", "--verify"]).code, 0);
    // It is part of the proof of the connection.
    let file = profile.folder.path().join("proof.json");
    assert_eq!(profile.run(&["proof", &id, "--format", "json", "--out", &file.to_string_lossy()]).code, 0);
    let proof: Value = serde_json::from_slice(&std::fs::read(&file).expect("A file")).expect("JSON");
    assert!(proof.to_string().contains(&case_id), "its lines are shown");
    assert_eq!(profile.run(&["records", "verify", &file.to_string_lossy(), "--json"]).json["broken"], Value::Null);
    drop(issuers);
}

#[test]
fn a_letter_to_the_same_issuer_about_the_damage_is_another_one() {
    let (profile, issuers) = scene();
    let id = let_in(&profile, &issuers, "yokocho", "point-book");
    let begun = begun(&profile, &id, "charges", &[]);
    let case_id = begun["id"].as_str().expect("An id").to_owned();
    assert_eq!((&begun["to"]["why"], &begun["next"]["why"]), (&json!("stops_payments"), &json!("pays_first")));
    let send = || case(&profile, &["send", &case_id, "--to", "issuer"]);
    let (first, again) = (send(), send());
    assert_eq!((first.code, &first.json["place"]), (0, &again.json["place"]), "{}", again.err);
    assert_eq!(case(&profile, &["next", &case_id, "--words", "補償について"]).code, 0);
    let second = send();
    assert_eq!(second.code, 0, "{}", second.err);
    assert_ne!(second.json["place"], first.json["place"]);
    assert_eq!(issuers.complaints().len(), 2);
}

#[test]
fn what_was_never_sent_can_be_thrown_away_and_the_records_say_so() {
    let (profile, _issuers) = scene();
    let id = grant(&profile, "minato-card", "hiyori");
    assert_eq!(case(&profile, &["begin", &id, "--topic", "question"]).failure()["code"], "words_missing", "a question without a question");
    let begin = |words: &str| begun(&profile, &id, "charges", &["--charged-on", "2026-11-10", "--words", words]);
    let (first, second) = (begin("コンビニで使っていません\n二行目"), begin("ガソリンスタンドも知りません"));
    assert!(first["letter"]["body"].as_str().is_some_and(|body| body.contains("2026-11-10")), "{first}");
    assert_eq!((&first["charged_on"], &first["claim_until"]), (&json!("2026-11-10"), &json!("2027-01-08")));
    let listed = case(&profile, &["list"]).json;
    let begins: Vec<&str> = listed.as_array().expect("Cases").iter().filter_map(|one| one["begins"].as_str()).collect();
    assert_eq!(begins, ["ガソリンスタンドも知りません", "コンビニで使っていません…"], "told from each other");
    assert_eq!(route(&profile, &id, "charges", &[])["cases"], listed, "the same lines beside the route");
    let (kept, thrown) = (first["id"].as_str().expect("An id"), second["id"].as_str().expect("An id"));
    assert_eq!(case(&profile, &["sent", kept]).code, 0);
    assert_eq!(case(&profile, &["discard", kept]).failure()["code"], "case_gone_on", "what was said is not unsaid");
    assert_eq!(case(&profile, &["note", thrown, "まだ考え中"]).code, 0);
    assert_eq!(case(&profile, &["discard", thrown]).code, 0);
    assert_eq!(case(&profile, &["show", thrown]).failure()["code"], "no_such_case");
    let records = profile.run(&["records", "--json"]).json;
    assert!(records.to_string().contains("\"discarded\""), "{records}");
    assert_eq!(profile.run(&["records", "--verify"]).code, 0);
}

#[test]
fn a_case_outlives_the_note_that_it_is_about() {
    let (profile, _issuers) = scene();
    let note = profile.run(&["note", "かけい", "--way", "password", "--json"]).json["id"].as_str().expect("An id").to_owned();
    let case_id = begun(&profile, &note, "other", &["--words", "つながりません"])["id"].as_str().expect("An id").to_owned();
    assert_eq!(case(&profile, &["sent", &case_id]).code, 0);
    assert_eq!(profile.run(&["kept", "--erase", &note]).code, 0);
    let shown = case(&profile, &["show", &case_id]).json;
    assert_eq!((&shown["about"]["service"], &shown["to"]["party"], &shown["state"]), (&json!("かけい"), &json!("connector"), &json!("waiting")));
    assert_eq!(case(&profile, &["answered", &case_id, "はい"]).json["state"], "answered");
    assert_eq!(case(&profile, &["close", &case_id]).json["state"], "closed");
}

/// A browser that only writes down what it was to open.
/// The days until an answer are counted from the day that the person noted, whatever it is about.
#[test]
fn what_nobody_answered_in_time_is_told_of_notes_and_of_this_app_too() {
    let (profile, _issuers) = scene();
    let listed = grant(&profile, "minato-card", "hiyori");
    let note = profile.run(&["note", "レシートおやつ", "--way", "no_api", "--json"]).json["id"].as_str().expect("An id").to_owned();
    for about in [listed.as_str(), &note, "app"] {
        let id = begun(&profile, about, "other", &["--words", "返事がありません"])["id"].as_str().expect("An id").to_owned();
        assert_eq!(case(&profile, &["sent", &id, "--on", "2026-01-05"]).code, 0);
        let told = || {
            let all = profile.run(&["events", "--json"]).json.as_array().expect("Events").clone();
            all.into_iter().find(|event| event["what"]["case_unanswered"]["case"] == *id)
        };
        let event = wait("the reminder", told);
        assert_eq!((event["issuer"].is_null(), event["service"].is_string()), (about != listed, true), "{event}");
        let words = profile.run(&["events", "--lang", "en"]).out;
        assert!(words.contains("No answer is noted since you turned to somebody"), "{words}");
    }
}

fn opens(profile: &Profile, words: &[&str]) -> (Done, Vec<String>) {
    let (browser, log) = (profile.folder.path().join("browser"), profile.folder.path().join("opened"));
    std::fs::write(&browser, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", log.display())).expect("A script");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("Executable");
    let done: Done = profile.command(words).env("BROWSER", &browser).output().expect("The program starts").into();
    let opened = wait("the browser", || std::fs::read_to_string(&log).ok().map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()));
    (done, opened)
}
