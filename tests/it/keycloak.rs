//! Keycloak as it ships: its Account API, its consents, its offline tokens.

use renkei_tests::front::{Front, Location};
use renkei_tests::{Done, Profile};
use serde_json::json;

use renkei_tests::servers::{Server, connect, file, free_port, give, keycloak_as};

#[test]
fn grants_are_seen_and_ended_and_the_server_refuses_the_connectors_own_tokens() {
    let folder = renkei_tests::Profile::ordinary();
    let port = free_port();
    let front = Front::open(port);
    let server = keycloak_as(folder.folder.path().join("keycloak"), port, &front.origin);
    let mut given = [
        give(&server.issuer, "kakeibo", "openid"),
        give(&server.issuer, "keihi", "openid offline_access"),
        give(&server.issuer, "tsumitate", "openid offline_access"),
    ];
    let profile = Profile::ordinary();
    let connected = connect(&profile, &["--address", &server.issuer], "alice");
    assert_eq!(connected.code, 0, "{}{}", connected.out, connected.err);
    let grants = profile.grants();
    let clients: Vec<&str> = grants.iter().filter_map(|grant| grant["connector"]["id"].as_str()).collect();
    for one in &given {
        assert!(clients.contains(&one.client()), "{} is listed: {clients:?}", one.client());
    }
    assert_eq!(clients.len(), 3, "sessions without consent, and this app itself, are no grants: {clients:?}");
    for one in &mut given {
        let grant = grants.iter().find(|grant| grant["connector"]["id"] == one.client()).expect("It is listed");
        let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json"]);
        assert_eq!((done.code, done.json["state"].as_str()), (0, Some("verified")), "{}: {}{}", one.client(), done.out, done.err);
        assert_eq!(done.json["verified_by"], "grant_gone");
        assert_eq!(done.json["left_alive"], "not_told", "signed tokens that are out are not claimed to be dead");
        let (status, error) = one.refresh(&server.issuer);
        assert_eq!((status, error.as_str()), (400, Some("invalid_grant")), "{}", one.client());
    }
    assert!(profile.grants().is_empty());
    // Given anew after the ending: a row of its own, and it works.
    let mut anew = give(&server.issuer, "kakeibo", "openid");
    assert_eq!(profile.grants().len(), 1);
    assert_eq!(anew.refresh(&server.issuer).0, 200);
    measured(&profile, &server, &front);
    // Ended by kill -9 at random moments of an ending.
    renkei_tests::kills::play_at_keycloak(&profile, &server.issuer, 3, 1);
    // A token that may change the whole account is given back at once.
    let mighty = connect(&Profile::ordinary(), &["--address", &server.issuer, "--client-id", "renkei-mighty"], "bob");
    assert_eq!((mighty.code, mighty.json["state"]["failed"]["why"]["code"].as_str()), (1, Some("too_mighty")), "{}{}", mighty.out, mighty.err);
    // A person without the two roles is told so, and nothing goes round in circles.
    let without = connect(&Profile::ordinary(), &["--address", &server.issuer], "carol");
    assert_eq!((without.code, without.json["state"]["failed"]["why"]["code"].as_str()), (1, Some("not_supported")), "{}{}", without.out, without.err);
}

/// What the app measures with a grant of its own second client, as alice; the figures are printed.
fn measured(profile: &Profile, server: &Server, front: &Front) {
    let own_file = profile.folder.path().join("renkei-issuer");
    let place = server.issuer.strip_prefix(&front.origin).expect("A path");
    front.serve(vec![Location { path: format!("/.well-known/renkei-issuer{place}"), file: own_file.clone(), kind: "application/json".to_owned() }]);
    let account = profile.run(&["sign-ins", "--json"]).json[0]["account"].as_str().expect("A sign-in").to_owned();
    let without = profile.run(&["measure", &account, "--json"]);
    assert_eq!(without.failure()["code"], "measure_not_offered", "{}{}", without.out, without.err);
    let before = profile.grants().len();
    for scopes in [vec!["openid"], vec!["openid", "offline_access"]] {
        let says = json!({ "issuer": server.issuer, "client_id": "renkei", "measure": { "client_id": "renkei-canary", "scopes": scopes } });
        std::fs::write(&own_file, says.to_string()).expect("A file");
        // Beside the list the app reads what the issuer says of itself.
        assert_eq!(profile.grants().len(), before, "no test grant stands in the list");
        let mut command = profile.command(&["measure", &account, "--json"]);
        command.env("BROWSER", file("browser.mjs")).env("RENKEI_TEST_USER", "alice").env("RENKEI_TEST_PASSWORD", "alice");
        let done: Done = command.output().expect("The program starts").into();
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        let seen = &done.json["latest"];
        println!("Keycloak, {}: {seen}", scopes.join(" "));
        let by = |what: &str| seen[what]["over"]["by"].as_u64().unwrap_or_else(|| panic!("{what} is over: {seen}"));
        for what in ["listed", "renewed", "accepted"] {
            assert!(by(what) < 10_000 && seen[what]["over"]["worked"] == 0, "{what}: {seen}");
        }
        assert_eq!(seen["contradicts"], json!([]));
        // The tokens are signed: whoever asks nobody takes them until their own end.
        assert!(seen["signed_for"].as_u64().is_some_and(|until| (200_000..=300_000).contains(&until)), "{seen}");
        assert_eq!(seen["figure"]["signed"]["until"], seen["signed_for"]);
    }
    assert_eq!(profile.grants().len(), before);
    let page = profile.run(&["measure", &account, "--last"]);
    assert!(page.code == 0 && page.out.contains("The keys are signed"), "{}{}", page.out, page.err);
}
