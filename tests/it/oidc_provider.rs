//! oidc-provider, another family of servers, with the published profile over its own grants.

use renkei_tests::Profile;

use renkei_tests::servers::{connect, connector, oidc_provider};

#[test]
fn the_profile_works_over_another_server_and_its_tokens_die() {
    let server = oidc_provider();
    let metadata = format!("{}/.well-known/openid-configuration", server.issuer);
    let tokens = connector(&["obtain", &metadata, "kakeibo", "kakeibo-secret", "openid offline_access", "alice", "alice"]);
    let refresh = tokens["refresh_token"].as_str().expect("A refresh token").to_owned();
    let profile = Profile::ordinary();
    let connected = connect(&profile, &["--address", &server.issuer], "alice");
    assert_eq!(connected.code, 0, "{}{}", connected.out, connected.err);
    let grants = profile.grants();
    assert_eq!(grants.len(), 1, "{grants:?}");
    let done = profile.run(&["revoke", grants[0]["id"].as_str().expect("An id"), "--yes", "--json"]);
    assert_eq!((done.code, done.json["verified_by"].as_str()), (0, Some("tokens_reported_dead")), "{}{}", done.out, done.err);
    let answer = connector(&["refresh", &metadata, "kakeibo", "kakeibo-secret", &refresh]);
    assert_eq!((answer["status"].as_u64(), answer["error"].as_str()), (Some(400), Some("invalid_grant")));
}
