//! Issuers that accept a few fixed ports of loopback as the place for their answer, each to the digit.

use std::net::{Ipv4Addr, TcpListener};

use renkei_tests::Profile;
use renkei_tests::issuer::Issuer;
use serde_json::json;

use renkei_tests::servers::free_port;

#[test]
fn a_sign_in_goes_through_the_first_fixed_port_that_is_free() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("A port");
    let (first, second) = (taken.local_addr().expect("An address").port(), free_port());
    let stage = Issuer::default().with_ports(&[first, second]).open();
    let profile = Profile::ordinary();
    let done = profile.connect(&stage.here, &[]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let heard = stage.heard();
    let of = |path: &str| heard.iter().find(|heard| heard.path == path).unwrap_or_else(|| panic!("{path} was not asked"));
    let wanted = format!("http://127.0.0.1:{second}/callback");
    assert_eq!(of("/authorize").query["redirect_uri"], wanted);
    assert_eq!(of("/token").form["redirect_uri"], wanted, "the exchange names the same (RFC 6749, 4.1.3)");
    assert_eq!(profile.grants_known().len(), 1);
}

#[test]
fn with_all_fixed_ports_taken_the_failure_says_what_to_do() {
    let taken = [(); 2].map(|()| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("A port"));
    let ports = taken.each_ref().map(|listener| listener.local_addr().expect("An address").port());
    let stage = Issuer::default().with_ports(&ports).open();
    let profile = Profile::ordinary();
    let done = profile.connect(&stage.here, &[]);
    assert_eq!((done.code, done.json["state"]["failed"]["why"]["code"].as_str()), (1, Some("no_port")), "{}{}", done.out, done.err);
    assert!(!stage.heard().iter().any(|heard| heard.path == "/authorize"), "nobody is sent to a sign-in whose answer would be lost");
    let told = profile.run(&["connect", "--address", &stage.here, "--lang", "en"]);
    assert!(told.err.contains("Close other apps and try again"), "{}", told.err);
    assert_eq!(profile.run(&["sign-ins", "--json"]).json, json!([]));
    drop(taken);
    let done = profile.connect(&stage.here, &[]);
    assert_eq!(done.code, 0, "and that helps: {}{}", done.out, done.err);
}
