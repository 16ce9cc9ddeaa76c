//! What goes over the wire to an issuer, and what is made of its answers: snapshots, so that no change of either goes unseen.
//! The answers in `answers/` are written by the contract and by what real servers send.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};

use async_trait::async_trait;
use base64::Engine as _;
use insta::{assert_debug_snapshot, assert_json_snapshot};
use renkei_core::domain::Timestamp;
use renkei_core::domain::id::{Birth, RemoteKey};
use renkei_core::domain::text::Lang;
use renkei_core::issuers::adapters::{AdapterKind, Complaint, Visit};
use renkei_core::issuers::discovery::{self, Redirect, Site};
use renkei_core::issuers::wire::{self, Asked};
use renkei_core::ports::{Clock, Content, Http, HttpError, Random, Request, Response};
use renkei_core::secret::{AccessToken, RefreshToken};
use serde_json::{Value, json};

/// Plays answers in order, and keeps the requests.
#[derive(Default)]
struct Wire {
    answers: Mutex<VecDeque<Response>>,
    sent: Mutex<Vec<Request>>,
}

#[async_trait]
impl Http for Wire {
    async fn send(&self, request: Request) -> Result<Response, HttpError> {
        self.sent.lock().unwrap().push(request);
        self.answers.lock().unwrap().pop_front().ok_or(HttpError::Offline)
    }
}

impl Wire {
    fn playing(answers: impl IntoIterator<Item = Response>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()), sent: Mutex::default() }
    }

    /// The requests as they go out, tokens and all; those of these tests are made up.
    fn requests(&self) -> Vec<Value> {
        assert!(self.answers.lock().unwrap().is_empty(), "every answer was asked for");
        self.sent.lock().unwrap().iter().map(shown).collect()
    }

    /// The requests as a log would have them.
    fn logged(&self) -> String {
        format!("{:#?}", self.sent.lock().unwrap())
    }
}

fn shown(request: &Request) -> Value {
    let content = match &request.content {
        Content::None => Value::Null,
        Content::Form(form) => json!({ "form": url::form_urlencoded::parse(form).map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>() }),
        Content::Json(value) => json!({ "json": value }),
    };
    json!({
        "method": format!("{:?}", request.method),
        "url": request.url.as_str(),
        "accept": request.accept,
        "accept-language": request.lang.map(Lang::tag),
        "authorization": request.bearer.as_ref().map(|token| format!("Bearer {}", token.expose())),
        "if-match": request.if_match,
        "content": content,
        "at_most": request.at_most,
    })
}

/// Random bytes that are the same in every run, and never the same twice in one.
#[derive(Default)]
struct Counting(AtomicU8);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

/// A clock that stands still.
struct At(Timestamp);

#[async_trait]
impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }

    async fn wait_until(&self, _at: Timestamp) {}
}

fn answer(status: u16, body: &str) -> Response {
    Response { status, headers: [("content-type", "application/json".to_owned())].into(), body: body.as_bytes().to_vec() }
}

fn redirect_uri() -> url::Url {
    "http://127.0.0.1:49152/callback".parse().unwrap()
}

fn site(adapter: AdapterKind) -> Site {
    let url = |text: &str| text.parse().unwrap();
    Site {
        issuer: "https://minato.example".into(),
        authorization_endpoint: url("https://minato.example/authorize?tenant=holders"),
        token_endpoint: url("https://minato.example/token"),
        revocation_endpoint: Some(url("https://minato.example/revoke")),
        registration_endpoint: None,
        iss_promised: true,
        client_id: "renkei".into(),
        redirect: Redirect::LoopbackAnyPort,
        scopes: adapter.scopes(),
        adapter,
        grants: url("https://minato.example/grants/"),
        poll_seconds: 60,
        userinfo_endpoint: None,
        canary: None,
        complaints: false,
        narrowing: None,
        endings: renkei_core::domain::batch::Caps::default(),
    }
}

fn asked(fresh: bool, lang: Lang) -> Asked {
    wire::authorize(&site(AdapterKind::Profile), &redirect_uri(), &Counting::default(), lang, fresh)
}

#[test]
fn the_address_of_a_sign_in() {
    let parameters = |asked: &Asked| asked.url.query_pairs().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>();
    let first = asked(false, Lang::Ja);
    assert_json_snapshot!("authorization", parameters(&first));
    assert_json_snapshot!("authorization_afresh", parameters(&asked(true, Lang::En)));
    // To see that what proves the code does not go through the browser.
    assert!(!first.url.as_str().contains(first.verifier.expose()) && !format!("{first:?}").contains(first.verifier.expose()));
}

#[tokio::test]
async fn the_exchange_of_a_code() {
    let site = site(AdapterKind::Profile);
    let asked = asked(false, Lang::Ja);
    let claims = json!({
        "iss": site.issuer, "sub": "f:7:minami", "aud": ["renkei"], "azp": "renkei", "iat": now().timestamp(), "exp": now().timestamp() + 300,
        "nonce": asked.nonce, "preferred_username": "minami", "name": "みなみ",
    });
    let mut body: Value = serde_json::from_str(include_str!("answers/keycloak-token.json")).unwrap();
    body["id_token"] = format!("e30.{}.x", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims.to_string())).into();
    let wire = Wire::playing([answer(200, &body.to_string())]);
    let got = wire::exchange(&wire, &site, &redirect_uri(), "hush-code".into(), &asked, now()).await.unwrap();
    assert_json_snapshot!("exchange", wire.requests());
    assert_debug_snapshot!("exchange_got", got);
}

#[tokio::test]
async fn a_renewal_and_a_revocation() {
    let site = site(AdapterKind::Profile);
    let renewed = answer(200, include_str!("answers/keycloak-token.json"));
    let wire = Wire::playing([renewed, answer(400, r#"{"error":"invalid_grant","error_description":"Token is not active"}"#), answer(200, "")]);
    let token = RefreshToken::new("hush-refresh-1".into());
    let got = wire::refresh(&wire, &site, &token, now()).await;
    let refused = wire::refresh(&wire, &site, &token, now()).await;
    let revoked = wire::revoke(&wire, &site, token.expose(), "refresh_token", now()).await;
    assert_json_snapshot!("renewal_and_revocation", wire.requests());
    assert_debug_snapshot!("renewal_and_revocation_got", (got, refused, revoked));
}

#[tokio::test]
async fn the_way_from_an_address_to_a_registered_client() {
    let address = discovery::address("https://sso.minato.example/realms/holders").unwrap();
    let wire = Wire::playing([
        answer(200, include_str!("answers/keycloak-metadata.json")),
        answer(404, "{}"),
        answer(404, "{}"),
        answer(400, "{}"),
        answer(201, r#"{ "client_id": "made-for-this-device", "client_secret": "not wanted" }"#),
    ]);
    let mut found = discovery::discover(&wire, &address, now()).await.unwrap();
    discovery::find_client_id(&wire, &mut found, &redirect_uri(), now()).await.unwrap();
    assert_json_snapshot!("discovery", wire.requests());
    assert_json_snapshot!("discovery_found", found);
}

#[tokio::test]
async fn the_profiles_requests_and_answers() {
    let (site, token) = (site(AdapterKind::Profile), AccessToken::new("hush-access-1".into()));
    let (first, second) = (include_str!("answers/profile-page-1.json"), include_str!("answers/profile-page-2.json"));
    let wire = Wire::playing([
        answer(200, first),
        answer(200, second),
        answer(200, include_str!("answers/profile-grant-ended.json")),
        answer(200, second),
        answer(404, "{}"),
        answer(200, first),
        answer(200, second),
        answer(204, ""),
        answer(412, "{}"),
        answer(200, include_str!("answers/profile-accesses.json")),
    ]);
    let visit = Visit { http: &wire, site: &site, token: &token, lang: Lang::Ja, clock: &At(now()) };
    let adapter = site.adapter.adapter();
    let (key, birth) = (RemoteKey("g-7Qm2".into()), Birth("b-1".into()));
    let listed = adapter.list(&visit).await.unwrap();
    let ended = adapter.read(&visit, &key).await;
    let hidden = adapter.read(&visit, &RemoteKey("g-8Rn3".into())).await;
    let accepted = adapter.end(&visit, &key, &birth).await;
    let anew = adapter.end(&visit, &RemoteKey("a/b ü?".into()), &birth).await;
    let uses = adapter.uses(&visit, &key).await.unwrap();
    assert_json_snapshot!("profile", wire.requests());
    assert_json_snapshot!("profile_listed", listed.grants);
    assert_debug_snapshot!("profile_answered", (listed.unreadable, ended, hidden, accepted, anew, uses));
}

#[tokio::test]
async fn a_complaint_and_its_answers() {
    let (site, token) = (site(AdapterKind::Profile), AccessToken::new("hush-access-1".into()));
    let odd = r#"{ "number": "MC-1", "received_at": "2026-11-21T09:00:00Z", "answer_by": "soon" }"#;
    let long = json!({ "number": "\u{202e}4111 1111 1111 1111 ".repeat(50), "received_at": "2026-11-21T18:00:00+09:00" });
    let wire = Wire::playing([
        answer(201, include_str!("answers/profile-complaint.json")),
        answer(200, odd),
        answer(200, &long.to_string()),
        answer(404, "{}"),
        answer(409, r#"{ "title": "Another complaint" }"#),
        answer(204, ""),
        answer(200, r#"{ "number": "\n", "received_at": "2026-11-21T09:00:00Z" }"#),
        answer(200, r#"{ "number": "MC-1", "received_at": "+12026-11-21T09:00:00Z" }"#),
    ]);
    let visit = Visit { http: &wire, site: &site, token: &token, lang: Lang::Ja, clock: &At(now()) };
    let complaint = Complaint {
        case: "0190c2a4-3f6e-7c31-9a55-0b1f2d3c4e5f",
        topic: "display",
        message: "公式アプリと書いてあります。\n4111-1111-1111-1111 の請求も届きました。<b>\"見て\"</b>",
    };
    let mut answers = Vec::new();
    for key in ["g-7Qm2", "a/b ü?", "g", "g", "g", "g", "g", "g"] {
        answers.push(site.adapter.adapter().complain(&visit, &RemoteKey(key.into()), &complaint).await);
    }
    let keycloak = self::site(AdapterKind::Keycloak);
    let visit = Visit { site: &keycloak, ..visit };
    answers.push(keycloak.adapter.adapter().complain(&visit, &RemoteKey("g".into()), &complaint).await);
    let sent: Vec<Value> = wire.requests();
    assert!(sent.iter().all(|request| request["content"]["json"] == complaint.body()), "what is shown is what is sent");
    assert_json_snapshot!("complaint", &sent[..2]);
    assert_debug_snapshot!("complaint_answered", answers);
}

#[tokio::test]
async fn keycloaks_requests_and_answers() {
    let (mut site, token) = (site(AdapterKind::Keycloak), AccessToken::new("hush-access-1".into()));
    site.grants = "https://minato.example/realms/holders/account/".parse().unwrap();
    let applications = include_str!("answers/keycloak-applications.json");
    let all = || answer(200, applications);
    let wire = Wire::playing([all(), all(), all(), all(), answer(204, ""), all()]);
    let visit = Visit { http: &wire, site: &site, token: &token, lang: Lang::En, clock: &At(now()) };
    let adapter = site.adapter.adapter();
    let key = RemoteKey("https://kakeibo.example/client?v=1".into());
    let listed = adapter.list(&visit).await.unwrap();
    let alive = adapter.read(&visit, &key).await;
    let session = adapter.read(&visit, &RemoteKey("account-console".into())).await;
    let accepted = adapter.end(&visit, &key, &Birth("1795227763255".into())).await;
    let anew = adapter.end(&visit, &key, &Birth("1".into())).await;
    assert_json_snapshot!("keycloak", wire.requests());
    assert_json_snapshot!("keycloak_listed", listed.grants);
    assert_debug_snapshot!("keycloak_answered", (listed.unreadable, alive, session, accepted, anew));
}

#[tokio::test]
async fn no_secret_stands_in_what_a_log_would_show() {
    let (site, token) = (site(AdapterKind::Profile), AccessToken::new("hush-access-1".into()));
    let wire = Wire::default();
    let visit = Visit { http: &wire, site: &site, token: &token, lang: Lang::Ja, clock: &At(now()) };
    let refresh = RefreshToken::new("hush-refresh-1".into());
    let asked = asked(false, Lang::Ja);
    let _ = wire::exchange(&wire, &site, &redirect_uri(), "hush-code".into(), &asked, now()).await;
    let _ = wire::refresh(&wire, &site, &refresh, now()).await;
    let _ = wire::revoke(&wire, &site, "hush-refresh-1", "refresh_token", now()).await;
    let _ = site.adapter.adapter().end(&visit, &RemoteKey("g".into()), &Birth("b".into())).await;
    let logged = wire.logged();
    // To look for it.
    assert!(!logged.contains("hush") && !logged.contains(asked.verifier.expose()), "{logged}");
    insta::assert_snapshot!("logged", logged);
}
