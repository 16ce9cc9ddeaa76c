//! A complaint goes out exactly as it was shown, arrives once however often it is sent, and the issuer's number comes back.

use base64::Engine as _;
use renkei_core::domain::id::RemoteKey;
use renkei_core::domain::text::Lang;
use renkei_core::issuers::IssuerError;
use renkei_core::issuers::adapters::{Complaint, Taken, Visit};
use renkei_core::issuers::discovery::{self, Site};
use renkei_core::issuers::http::Network;
use renkei_core::ports::{Clock as _, SystemClock};
use renkei_core::secret::AccessToken;
use renkei_tests::{Issuers, Profile};
use serde_json::{Value, json};

const CASE: &str = "0190c2a4-3f6e-7c31-9a55-0b1f2d3c4e5f";

/// A holder's way to one issuer, through the core's own network and adapter.
struct Holder {
    network: Network,
    site: Site,
    token: AccessToken,
}

impl Holder {
    async fn of(profile: &Profile, issuer: &str) -> Self {
        let vault = std::fs::read(profile.folder.path().join("profile/vault.practice.json")).expect("The vault");
        let vault: Value = serde_json::from_slice(&vault).expect("JSON");
        let listed = profile.run(&["issuers", "--json"]).json;
        let entry = listed.as_array().expect("Issuers").iter().find(|one| one["id"] == issuer).expect("It is listed").clone();
        let kept = &vault[format!("account-{}", entry["accounts"][0]["id"].as_str().expect("An account"))];
        let kept: Value = serde_json::from_str(kept.as_str().expect("An entry")).expect("JSON");
        let network = Network::new().expect("A network");
        let address = discovery::address(&format!("http://{}", entry["host"].as_str().expect("A host"))).expect("An address");
        let site = discovery::discover(&network, &address, SystemClock.now()).await.expect("The issuer");
        Self { network, site, token: AccessToken::new(kept["access"].as_str().expect("A token").to_owned()) }
    }

    async fn complain(&self, grant: &str, complaint: &Complaint<'_>) -> Result<Option<Taken>, IssuerError> {
        let visit = Visit { http: &self.network, site: &self.site, token: &self.token, lang: Lang::Ja, clock: &SystemClock };
        self.site.adapter.adapter().complain(&visit, &RemoteKey(grant.to_owned()), complaint).await
    }
}

/// The bodies that came under the only case there is, and its number.
fn arrived(issuers: &Issuers) -> (Vec<String>, String) {
    let all = issuers.complaints();
    assert_eq!(all.len(), 1, "one case: {all:?}");
    let text = |body: &Value| {
        let bytes = base64::engine::general_purpose::STANDARD.decode(body.as_str().expect("base64")).expect("base64");
        String::from_utf8(bytes).expect("UTF-8")
    };
    (all[0]["bodies"].as_array().expect("Bodies").iter().map(text).collect(), all[0]["number"].as_str().expect("A number").to_owned())
}

fn grant_of(issuers: &Issuers, issuer: &str, wanted: impl Fn(&Value) -> bool) -> String {
    let all = issuers.all_grants();
    let found = all.iter().find(|grant| grant["issuer"] == issuer && grant["connector"]["id"] != "renkei" && wanted(grant));
    found.expect("The cast holds one")["id"].as_str().expect("An id").to_owned()
}

#[tokio::test]
async fn a_complaint_whose_answer_was_lost_is_one_case_with_one_number() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    let holder = Holder::of(&profile, "minato-card").await;
    assert!(holder.site.complaints, "it is announced");
    let grant = grant_of(&issuers, "minato-card", |grant| grant["holder"] == "minami");
    let message = "公式アプリだと書いてあります。\n「解除できません」とも。 4111 1111 1111 1111 \\ \"<b>\"";
    let complaint = Complaint { case: CASE, topic: "display", message };
    let shown = complaint.body().to_string();
    assert!(!shown.contains("4111 1111"), "a card number goes nowhere: {shown}");

    issuers.fault(&json!({ "issuer": "minato-card", "path": "complaints", "fault": "status", "status": 503 }));
    issuers.fault(&json!({ "issuer": "minato-card", "path": "complaints", "fault": "drop_answer", "times": 2 }));
    issuers.fault(&json!({ "issuer": "minato-card", "path": "complaints", "fault": "delay_answer", "ms": 50 }));
    let unavailable = holder.complain(&grant, &complaint).await;
    assert!(matches!(unavailable, Err(IssuerError::ServerError { status: 503, .. })), "{unavailable:?}");
    assert_eq!(issuers.complaints().len(), 0, "nothing came");
    for _ in 0..2 {
        assert_eq!(holder.complain(&grant, &complaint).await, Err(IssuerError::NoAnswer));
    }
    let taken = holder.complain(&grant, &complaint).await.expect("An answer").expect("It is taken");
    assert_eq!(holder.complain(&grant, &complaint).await, Ok(Some(taken.clone())), "and again the same");
    assert_eq!(taken.answer_by.map(|until| (until - taken.received_at).num_days()), Some(10));
    let (bodies, number) = arrived(&issuers);
    assert_eq!(number, taken.number);
    assert_eq!(bodies, vec![shown; 4], "to the byte, each time");

    let other = Complaint { message: "ちがう話です。", ..complaint };
    let refused = holder.complain(&grant, &other).await;
    assert!(matches!(refused, Err(IssuerError::Refused { status: 409, .. })), "{refused:?}");
    assert_eq!(arrived(&issuers).1, taken.number, "the first one stays");
}

#[tokio::test]
async fn a_complaint_reaches_who_has_a_right_to_it_and_takes_it() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let seen = profile.active("kotori-pay");
    let own = issuers.remote(&seen);
    let done = profile.run(&["revoke", seen["id"].as_str().expect("An id"), "--yes", "--json"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let holder = Holder::of(&profile, "kotori-pay").await;
    let complaint = Complaint { case: CASE, topic: "privacy", message: "消してください。" };
    let taken = holder.complain(&own, &complaint).await.expect("An answer").expect("An ended one counts");
    assert_eq!((taken.number.as_str(), taken.answer_by), ("KP-000001", None));
    let strangers = grant_of(&issuers, "kotori-pay", |grant| grant["holder"] != "minami");
    assert_eq!(holder.complain(&strangers, &complaint).await, Ok(None), "a stranger's grant is as unknown as none");
    assert_eq!(arrived(&issuers).0, [complaint.body().to_string()]);

    let closed = Holder::of(&profile, "himawari-money").await;
    assert!(!closed.site.complaints);
    let grant = grant_of(&issuers, "himawari-money", |grant| grant["holder"] == "minami");
    assert_eq!(closed.complain(&grant, &complaint).await, Ok(None), "it takes none");
    let nobody = Holder { token: AccessToken::new("nobody".into()), ..holder };
    assert_eq!(nobody.complain(&own, &complaint).await, Err(IssuerError::Unauthorized));
}
