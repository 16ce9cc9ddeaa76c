//! Sign-ins that go wrong half-way: a failure that names the party, no token kept, nothing sent to anybody else.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use renkei_tests::issuer::{Issuer, grant, id_token, page};
use renkei_tests::stage::{Heard, Reply, Stage};
use renkei_tests::{Done, Profile};
use serde_json::{Value, json};

/// What a sign-in failed with.
fn failed(stage: &Stage, done: &Done, name: &str) -> String {
    let why = &done.json["state"]["failed"]["why"];
    assert_eq!(done.code, 1, "{name}: {}{}", done.out, done.err);
    assert_eq!(why["party"], stage.here.trim_start_matches("http://"), "{name}: it says whom it concerns");
    why["code"].as_str().unwrap_or_else(|| panic!("{name}: {}", done.out)).to_owned()
}

/// Nothing that was begun on this profile left anything behind.
fn nothing_is_kept(profile: &Profile) {
    for words in [["sign-ins", "--json"], ["records", "--json"], ["issuers", "--json"]] {
        assert_eq!(profile.run(&words).json, json!([]), "{words:?}");
    }
}

/// A token answer with an id token as asked for, changed.
fn tokens(change: impl Fn(&Heard, &str, &mut Value) -> Option<Reply> + Send + Sync + 'static) -> Issuer {
    let nonces: Mutex<BTreeMap<String, String>> = Mutex::default();
    Issuer::default().but(move |heard| {
        let mut nonces = nonces.lock().expect("No panic before");
        match heard.path.as_str() {
            "/authorize" => {
                // The issuer counts its codes from nought.
                let code = format!("code-{}", nonces.len());
                nonces.insert(code, heard.query["nonce"].clone());
                None
            }
            "/token" => {
                let nonce = &nonces[&heard.form["code"]];
                let mut answer = json!({ "access_token": "access-1", "refresh_token": "refresh-1", "token_type": "Bearer", "expires_in": 3_600 });
                answer["id_token"] = id_token(&heard.here, nonce, &json!({})).into();
                Some(change(heard, nonce, &mut answer).unwrap_or_else(|| Reply::json(&answer)))
            }
            _ => None,
        }
    })
}

#[test]
fn a_token_answer_that_cannot_be_trusted_is_thrown_away() {
    type Change = Box<dyn Fn(&Heard, &str, &mut Value) -> Option<Reply> + Send + Sync>;
    let claims = |more: Value| -> Change {
        Box::new(move |heard, nonce, answer| {
            answer["id_token"] = id_token(&heard.here, nonce, &more).into();
            None
        })
    };
    let field = |name: &'static str, value: Value| -> Change {
        Box::new(move |_, _, answer| {
            answer[name] = value.clone();
            None
        })
    };
    let whole = |reply: fn(&Value) -> Reply| -> Change { Box::new(move |_, _, answer| Some(reply(answer))) };
    let table: Vec<(&str, Change, &str)> = vec![
        ("ten megabytes", field("more", json!("x".repeat(10_000_000))), "unreadable"),
        ("a web page", whole(|_| Reply::new(200, "text/html", "<h1>Welcome</h1>")), "issuer_down"),
        ("JSON called text", whole(|answer| Reply::new(200, "text/plain", answer.to_string())), "issuer_down"),
        ("very deep JSON", whole(|_| Reply::new(200, "application/json", "[".repeat(100_000))), "issuer_down"),
        ("no access token", field("access_token", json!(null)), "issuer_down"),
        (
            "a token twice",
            whole(|answer| Reply::new(200, "application/json", answer.to_string().replacen('{', "{\"access_token\":\"other\",", 1))),
            "issuer_down",
        ),
        ("no id token", field("id_token", json!(null)), "sign_in_mixed_up"),
        ("an id token of another issuer", claims(json!({ "iss": "https://other.example" })), "sign_in_mixed_up"),
        ("an id token for another client", claims(json!({ "aud": ["other"] })), "sign_in_mixed_up"),
        ("an id token for another party", claims(json!({ "aud": ["renkei", "other"], "azp": "other" })), "sign_in_mixed_up"),
        ("an id token of another sign-in", claims(json!({ "nonce": "other" })), "sign_in_mixed_up"),
        ("an id token of the past", claims(json!({ "exp": 1 })), "clock_skew"),
        ("an id token of the future", claims(json!({ "iat": 253_402_300_799_i64 })), "clock_skew"),
        ("a nameless person", claims(json!({ "sub": "" })), "sign_in_mixed_up"),
        ("an endless person", claims(json!({ "sub": "x".repeat(5_000) })), "sign_in_mixed_up"),
        ("more than was asked for", field("scope", json!("openid grants:read grants:end payments")), "too_mighty"),
        ("less than is needed", field("scope", json!("openid grants:read")), "not_supported"),
    ];
    let profile = Profile::ordinary();
    for (name, change, wanted) in table {
        let stage = tokens(change).open();
        let done = profile.connect(&stage.here, &[]);
        assert_eq!(failed(&stage, &done, name), wanted, "{name}");
        let heard = stage.heard();
        assert!(!heard.iter().any(|heard| heard.path.starts_with("/grants")), "{name}: no token is used");
        let given_back = heard.iter().filter(|heard| heard.path == "/revoke").count();
        assert_eq!(given_back, usize::from(["too_mighty", "not_supported"].contains(&wanted)), "{name}: what is not kept is given back");
    }
    nothing_is_kept(&profile);
}

#[test]
fn lives_of_any_length_and_odd_names_do_no_harm() {
    let profile = Profile::ordinary();
    for (index, life) in [0_u64, 1, 4_000_000_000, u64::MAX].into_iter().enumerate() {
        let stage = tokens(move |heard, nonce, answer| {
            (answer["expires_in"], answer["refresh_expires_in"], answer["tomorrow"]) = (json!(life), json!(life), json!([1]));
            let name = "Ali\u{202e}ce\u{0} 4111 1111 1111 1111 <b>";
            answer["id_token"] = id_token(&heard.here, nonce, &json!({ "preferred_username": name, "extra": { "deep": [] } })).into();
            None
        })
        .open();
        let done = profile.connect(&stage.here, &[]);
        assert_eq!(done.code, 0, "{life}: {}{}", done.out, done.err);
        let sign_ins = profile.run(&["sign-ins", "--json"]).json;
        assert_eq!(sign_ins.as_array().map(Vec::len), Some(index + 1));
        assert!(sign_ins.to_string().contains("Alice •••• •••• •••• ••11 <b>"), "{sign_ins}");
    }
}

#[test]
fn a_code_is_sent_nowhere_but_to_its_issuer() {
    let elsewhere = Stage::open(|_| Reply::json(&json!({ "access_token": "x", "token_type": "Bearer" })));
    let profile = Profile::ordinary();
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/token", elsewhere.here);
        let stage = Issuer::default().but(move |heard| (heard.path == "/token").then(|| Reply::new(status, "text/plain", "").with("Location", &to))).open();
        let done = profile.connect(&stage.here, &[]);
        assert_eq!(failed(&stage, &done, "a redirect"), "issuer_down", "{status}");
    }
    assert!(elsewhere.heard().is_empty(), "neither code nor verifier went there");
    nothing_is_kept(&profile);
}

#[test]
fn an_answer_that_another_issuer_could_have_given_is_not_taken() {
    let profile = Profile::ordinary();
    for (name, iss) in
        [("another issuer's", "&iss=https%3A%2F%2Fother.example"), ("nobody's", ""), ("two at once", "&iss={here}&iss=https%3A%2F%2Fother.example")]
    {
        let issuer = Issuer::default().but(move |heard| {
            let of = |name: &str| heard.query.get(name).map_or("", String::as_str);
            let to = format!("{}?code=c&state={}{}", of("redirect_uri"), of("state"), iss.replace("{here}", &heard.here));
            (heard.path == "/authorize").then(|| Reply::redirect(&to))
        });
        let stage = issuer.open();
        let done = profile.connect(&stage.here, &[]);
        assert_eq!(failed(&stage, &done, name), "sign_in_mixed_up", "{name}");
        assert!(!stage.heard().iter().any(|heard| heard.path == "/token"), "{name}: the code is not used (RFC 9207)");
    }
    nothing_is_kept(&profile);
}

#[test]
fn an_answer_that_drips_is_given_up() {
    let metadata = Issuer::default().but(|heard| Some(Reply::json(&renkei_tests::issuer::metadata(&heard.here)).dripping_after(120))).open();
    let head = Issuer::default().but(|heard| Some(Reply::json(&renkei_tests::issuer::metadata(&heard.here)).dripping_after(5))).open();
    let token = tokens(|_, _, answer| Some(Reply::json(answer).dripping_after(120))).open();
    let stages = [("its metadata", metadata), ("its head", head), ("its tokens", token)];
    // Each takes as long as the app's own limit: all at once.
    std::thread::scope(|scope| {
        for (name, stage) in &stages {
            scope.spawn(move || {
                let profile = Profile::ordinary();
                let done = profile.connect(&stage.here, &[]);
                assert_eq!(failed(stage, &done, name), "timed_out", "{name}");
                nothing_is_kept(&profile);
            });
        }
        scope.spawn(|| {
            static DRIPS: AtomicBool = AtomicBool::new(false);
            let page = page(&json!([grant("late")]), None);
            let drips = move |heard: &Heard| (heard.path == "/grants/" && DRIPS.load(Ordering::Relaxed)).then(|| Reply::json(&page).dripping_after(300));
            let (profile, list) = (Profile::ordinary(), Issuer::default().but(drips).open());
            assert_eq!(profile.connect(&list.here, &[]).code, 0);
            let before = profile.grants_known();
            DRIPS.store(true, Ordering::Relaxed);
            assert_eq!(profile.run(&["sync", "--json"]).json["accounts"][0]["account"]["trouble"], "timed_out");
            assert_eq!(profile.grants_known().len(), before.len(), "half a list is no list");
        });
    });
}
