//! Keycloak as it ships: its Account API, its consents, its offline tokens.

use renkei_tests::Profile;
use serde_json::Value;

use crate::servers::{Server, connect, connector, keycloak};

struct Given {
    client: &'static str,
    refresh: String,
}

/// Lets a connector in as alice, by its own code.
fn give(server: &Server, client: &'static str, scope: &str) -> Given {
    let metadata = metadata(server);
    let tokens = connector(&["obtain", &metadata, client, &format!("{client}-secret"), scope, "alice", "alice"]);
    Given { client, refresh: tokens["refresh_token"].as_str().expect("A refresh token").to_owned() }
}

/// What Keycloak itself answers the connector's own refresh token.
fn refresh(server: &Server, given: &Given) -> (u64, Value) {
    let answer = connector(&["refresh", &metadata(server), given.client, &format!("{}-secret", given.client), &given.refresh]);
    (answer["status"].as_u64().unwrap_or_default(), answer["error"].clone())
}

fn metadata(server: &Server) -> String {
    format!("{}/.well-known/openid-configuration", server.issuer)
}

#[test]
fn grants_are_seen_and_ended_and_the_server_refuses_the_connectors_own_tokens() {
    let folder = renkei_tests::Profile::ordinary();
    let server = keycloak(folder.folder.path().join("keycloak"));
    let given = [give(&server, "kakeibo", "openid"), give(&server, "keihi", "openid offline_access"), give(&server, "tsumitate", "openid offline_access")];
    let profile = Profile::ordinary();
    let connected = connect(&profile, &["--address", &server.issuer], "alice");
    assert_eq!(connected.code, 0, "{}{}", connected.out, connected.err);
    let grants = profile.grants();
    let clients: Vec<&str> = grants.iter().filter_map(|grant| grant["connector"]["id"].as_str()).collect();
    for one in &given {
        assert!(clients.contains(&one.client), "{} is listed: {clients:?}", one.client);
    }
    assert_eq!(clients.len(), 3, "sessions without consent, and this app itself, are no grants: {clients:?}");
    for one in &given {
        let grant = grants.iter().find(|grant| grant["connector"]["id"] == one.client).expect("It is listed");
        let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json"]);
        assert_eq!((done.code, done.json["state"].as_str()), (0, Some("verified")), "{}: {}{}", one.client, done.out, done.err);
        assert_eq!(done.json["verified_by"], "grant_gone");
        assert_eq!(done.json["left_alive"], "not_told", "signed tokens that are out are not claimed to be dead");
        let (status, error) = refresh(&server, one);
        assert_eq!((status, error.as_str()), (400, Some("invalid_grant")), "{}", one.client);
    }
    assert!(profile.grants().is_empty());
    // Given anew after the ending: a row of its own, and it works.
    let anew = give(&server, "kakeibo", "openid");
    assert_eq!(profile.grants().len(), 1);
    assert_eq!(refresh(&server, &anew).0, 200);
    // A token that may change the whole account is given back at once.
    let mighty = connect(&Profile::ordinary(), &["--address", &server.issuer, "--client-id", "renkei-mighty"], "bob");
    assert_eq!((mighty.code, mighty.json["state"]["failed"]["why"]["code"].as_str()), (1, Some("too_mighty")), "{}{}", mighty.out, mighty.err);
    // A person without the two roles is told so, and nothing goes round in circles.
    let without = connect(&Profile::ordinary(), &["--address", &server.issuer], "carol");
    assert_eq!((without.code, without.json["state"]["failed"]["why"]["code"].as_str()), (1, Some("not_supported")), "{}{}", without.out, without.err);
}
