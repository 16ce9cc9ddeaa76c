//! `renkei connector`: whose word each part is, and what nobody told.

use renkei_tests::Profile;
use serde_json::Value;

#[test]
fn each_part_says_whose_word_it_is_and_silence_is_said() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    let pages: Vec<(String, Value)> = profile
        .grants()
        .iter()
        .map(|grant| {
            let id = grant["id"].as_str().expect("An id").to_owned();
            let page = profile.run(&["connector", &id, "--json"]);
            assert_eq!(page.code, 0, "{}", page.err);
            (id, page.json)
        })
        .collect();
    let text = |wanted: &dyn Fn(&Value) -> bool, lang: &str| {
        let (id, _) = pages.iter().find(|(_, page)| wanted(page)).expect("The cast holds one");
        profile.run(&["connector", id, "--lang", lang]).out
    };
    let own = |page: &Value| page["about_company"]["relayed_by"].is_null() && page["about_company"]["value"].is_object();
    assert!(text(&own, "en").contains("itself, signature checked"));
    let relayed = |page: &Value| page["about_company"]["relayed_by"] == "issuer" && page["about_company"]["value"].is_object();
    assert!(text(&relayed, "en").contains("not signed by it"));
    let silent = |page: &Value| page["not_provided"].as_array().is_some_and(|all| all.iter().any(|fact| fact == "compensation"));
    let english = text(&silent, "en");
    assert!(english.contains("What has not reached this app") && english.contains("what was agreed for damage"), "{english}");
    let japanese = text(&silent, "ja");
    assert!(japanese.contains("このアプリに届いていないこと") && !japanese.contains("cli-"), "{japanese}");
}

#[test]
fn this_apps_own_connection_has_no_other_side() {
    let profile = Profile::practice();
    let all = profile.run(&["grants", "--json"]).json;
    let own = all.as_array().expect("Grants").iter().find(|grant| grant["own"] == true).expect("This app's own")["id"].clone();
    let done = profile.run(&["connector", own.as_str().expect("An id"), "--json"]);
    assert!(done.code == 2 && done.err.contains("own_side"), "{}{}", done.out, done.err);
}
