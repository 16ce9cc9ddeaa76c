//! A certificate that is not valid for this name at this time stops everything; the same issuer with a valid one is connected.

use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use renkei_tests::Profile;
use renkei_tests::issuer::{Issuer, metadata};
use renkei_tests::stage::{Reply, Stage, proxy};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};

/// An authority that the device trusts, and a profile on that device.
struct Device {
    profile: Profile,
    authority: CertifiedIssuer<'static, KeyPair>,
    trusted: PathBuf,
}

impl Device {
    fn new() -> Self {
        let mut params = params(&[]);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().expect("A key")).expect("An authority");
        let profile = Profile::ordinary();
        let trusted = profile.folder.path().join("trusted.pem");
        std::fs::write(&trusted, authority.pem()).expect("A file");
        Self { profile, authority, trusted }
    }

    /// A certificate by the authority.
    fn vouched(&self, params: &CertificateParams) -> Arc<ServerConfig> {
        let key = KeyPair::generate().expect("A key");
        config(params.signed_by(&key, &self.authority).expect("A certificate").der().clone(), &key)
    }

    fn connect(&self, stage: &Stage, around: &[(&str, &str)]) -> renkei_tests::Done {
        let trusted = [("SSL_CERT_FILE", self.trusted.to_str().expect("A path"))];
        self.profile.connect(&stage.here, &[trusted.as_slice(), around].concat())
    }

    fn has_nothing(&self) -> bool {
        let of = |words: &[&str]| self.profile.run(words).json;
        of(&["sign-ins", "--json"]) == json!([]) && of(&["records", "--json"]) == json!([]) && of(&["issuers", "--json"]) == json!([])
    }
}

fn params(names: &[&str]) -> CertificateParams {
    CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).expect("Names")
}

fn config(certificate: CertificateDer<'static>, key: &KeyPair) -> Arc<ServerConfig> {
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("A key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("Versions");
    Arc::new(versions.with_no_client_auth().with_single_cert(vec![certificate], key).expect("A server"))
}

fn self_signed() -> Arc<ServerConfig> {
    let key = KeyPair::generate().expect("A key");
    config(params(&["localhost"]).self_signed(&key).expect("A certificate").der().clone(), &key)
}

#[test]
fn each_bad_certificate_stops_everything() {
    let device = Device::new();
    let mut expired = params(&["localhost"]);
    expired.not_after = date_time_ymd(2026, 1, 1);
    let mut early = params(&["localhost"]);
    early.not_before = date_time_ymd(2999, 1, 1);
    for (name, config) in [
        ("expired", device.vouched(&expired)),
        ("not yet valid", device.vouched(&early)),
        ("for another host", device.vouched(&params(&["other.example"]))),
        ("vouched for by itself", self_signed()),
    ] {
        let stage = Issuer::default().open_tls(config, "localhost");
        let done = device.connect(&stage, &[]);
        let why = &done.json["state"]["failed"]["why"];
        assert_eq!((done.code, why["code"].as_str()), (1, Some("certificate")), "{name}: {}{}", done.out, done.err);
        assert_eq!(why["party"], format!("localhost:{}", stage.port), "{name}: it says whom it concerns");
        assert!(stage.heard().is_empty(), "{name}: not one request was sent");
    }
    assert!(device.has_nothing(), "nothing is kept");
}

#[test]
fn the_same_authority_with_a_valid_certificate_is_connected() {
    let device = Device::new();
    let stage = Issuer::default().open_tls(device.vouched(&params(&["localhost"])), "localhost");
    let done = device.connect(&stage, &[]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert_eq!(device.profile.run(&["sign-ins", "--json"]).json.as_array().map(Vec::len), Some(1));
    assert!(device.profile.run(&["grants", "--offline", "--json"]).out.contains("c-g-1"), "and its list is here");
    let untrusting = Profile::ordinary();
    let done = untrusting.connect(&stage.here, &[]);
    assert_eq!(done.json["state"]["failed"]["why"]["code"], "certificate", "a device that does not know the authority refuses it");
}

/// An issuer of the outside world: this machine's proxy leads to it.
fn outside(device: &Device, change: impl Fn(&mut Value) + Send + Sync + 'static) -> (Stage, renkei_tests::Done) {
    let issuer = Issuer::default().but(move |heard| {
        let mut all = metadata(&heard.here);
        change(&mut all);
        (heard.path == "/.well-known/openid-configuration").then(|| Reply::json(&all))
    });
    let stage = issuer.open_tls(device.vouched(&params(&["issuer.example"])), "issuer.example");
    let done = device.connect(&stage, &[("HTTPS_PROXY", &proxy(stage.port)), ("NO_PROXY", "")]);
    (stage, done)
}

#[test]
fn an_issuer_elsewhere_may_not_point_at_this_machine() {
    let device = Device::new();
    let secret = Stage::open(|_| Reply::new(200, "text/plain", "for this machine only"));
    for field in ["authorization_endpoint", "token_endpoint", "revocation_endpoint", "registration_endpoint"] {
        let here = secret.here.clone();
        let (_, done) = outside(&device, move |all| all[field] = format!("{here}/{field}").into());
        let why = &done.json["state"]["failed"]["why"];
        assert_eq!(
            (done.code, why["code"].as_str(), why["party"].as_str()),
            (1, Some("points_here"), Some("issuer.example")),
            "{field}: {}{}",
            done.out,
            done.err
        );
    }
    assert!(secret.heard().is_empty(), "and nothing here is asked");
    assert!(device.has_nothing());
    let (stage, done) = outside(&device, |_| ());
    assert_eq!(done.code, 0, "the same issuer with its own endpoints is connected: {}{}", done.out, done.err);
    assert!(stage.heard().iter().any(|heard| heard.path == "/grants/"), "through the same proxy");
}
