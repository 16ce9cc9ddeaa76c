//! `renkei notices`, as far as anybody tells anything.

use renkei_tests::Profile;
use serde_json::Value;

#[test]
fn where_nobody_tells_anything_the_silence_is_not_called_safety() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    let done = profile.run(&["notices"]);
    assert!(done.code == 0 && done.err.is_empty(), "{}{}", done.out, done.err);
    for words in ["No news is not safety", "How fresh"] {
        assert!(done.out.contains(words), "{words}: {}", done.out);
    }
    let inbox = profile.run(&["notices", "--json", "--offline"]);
    let issuers = profile.run(&["sign-ins", "--json"]).json;
    for issuer in issuers.as_array().expect("Sign-ins") {
        let name = issuer["issuer"]["name"].as_str().expect("A name");
        assert!(done.out.contains(name), "{name}: {}", done.out);
        let of = |feed: &&Value| feed["issuer"]["id"] == issuer["issuer"]["id"] && feed["kind"] == "notices";
        assert!(inbox.json["feeds"].as_array().expect("Feeds").iter().any(|feed| of(&feed)), "{}", inbox.out);
    }
    let unknown = profile.run(&["notices", "--offline", "--read", "nope", "--json"]);
    assert!(unknown.code == 1 && unknown.err.contains("no_such_notice"), "{}", unknown.err);
    let japanese = profile.run(&["notices", "--offline", "--lang", "ja"]);
    assert!(japanese.out.contains("安全ということではありません") && !japanese.out.contains("cli-"), "{}", japanese.out);
}

#[test]
fn an_empty_profile_has_no_notices() {
    let profile = Profile::ordinary();
    let done = profile.run(&["notices"]);
    assert!(done.code == 0 && done.out.contains("No payment company is connected yet"), "{}{}", done.out, done.err);
}
