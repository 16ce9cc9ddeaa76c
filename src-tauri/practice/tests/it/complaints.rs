//! Complaints: each once, with its number, kept to the byte.

use base64::{Engine, engine::general_purpose::STANDARD};
use renkei_practice::Practice;
use reqwest::{Response, StatusCode, header};
use serde_json::{Value, json};

use crate::{
    person::{Scene, client, options, scene},
    signed::{ISSUERS, time},
};

const CASE: &str = "0190c2a4-3f6e-7c31-9a55-0b1f2d3c4e5f";
const OTHER_CASE: &str = "0190C2A4-3F6E-7C31-9A55-0B1F2D3C4E60";

impl Scene {
    /// Sends these very bytes.
    async fn complain(&self, token: &str, issuer: &str, grant: &str, case: &str, body: &str) -> Response {
        let url = format!("{}/grants/{grant}/complaints/{case}", self.issuer(issuer));
        self.http.put(url).bearer_auth(token).header(header::CONTENT_TYPE, "application/json").body(body.to_owned()).send().await.unwrap()
    }

    /// What came there, with the bytes of each body.
    async fn received(&self) -> Vec<(Value, Vec<String>)> {
        let all = self.told("/complaints").await["complaints"].as_array().unwrap().clone();
        let text = |body: &Value| String::from_utf8(STANDARD.decode(body.as_str().unwrap()).unwrap()).unwrap();
        all.into_iter().map(|one| (one.clone(), one["bodies"].as_array().unwrap().iter().map(text).collect())).collect()
    }
}

fn id(grant: &Value) -> &str {
    grant["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_complaint_is_taken_once_and_kept_to_the_byte_over_a_restart() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    let first = "{ \"topic\": \"display\",\n  \"message\": \"公式と書いてあります\" }";
    let again = r#"{"message":"公式と書いてあります","topic":"display"}"#;
    let other = r#"{"topic":"display","message":"ちがう話"}"#;
    let taken = scene.complain(&signed.access, "minato-card", id(&grant), CASE, first).await;
    assert_eq!(taken.status(), StatusCode::CREATED);
    let taken: Value = taken.json().await.unwrap();
    assert_eq!(taken["number"], "MC-000001");
    assert_eq!((time(&taken["answer_by"]) - time(&taken["received_at"])).num_days(), 10);
    let repeated = scene.complain(&signed.access, "minato-card", id(&grant), CASE, again).await;
    assert_eq!(repeated.status(), StatusCode::OK);
    assert_eq!(repeated.json::<Value>().await.unwrap(), taken);
    assert_eq!(scene.complain(&signed.access, "minato-card", id(&grant), CASE, other).await.status(), StatusCode::CONFLICT);
    let second = scene.complain(&signed.access, "minato-card", id(&grant), OTHER_CASE, other).await;
    assert_eq!(second.status(), StatusCode::CREATED);
    assert_eq!(second.json::<Value>().await.unwrap()["number"], "MC-000002");
    scene.practice.shutdown().await;

    let practice = Practice::start(scene.dir.path(), options()).await.unwrap();
    let scene = Scene { dir: scene.dir, practice, http: client() };
    let received = scene.received().await;
    let of = |case: &str| received.iter().find(|(one, _)| one["case"] == case).unwrap();
    let (told, bodies) = of(CASE);
    assert_eq!(bodies, &[first, again, other]);
    assert_eq!((&told["issuer"], &told["grant"], &told["number"]), (&json!("minato-card"), &grant["id"], &taken["number"]));
    assert_eq!((&told["message"], &told["received_at"]), (&json!("公式と書いてあります"), &taken["received_at"]));
    assert_eq!((received.len(), &of(OTHER_CASE).1), (2, &vec![other.to_owned()]));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn what_is_no_complaint_or_no_own_grant_is_refused_and_not_kept() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    let good = r#"{"topic":"question","message":"?"}"#;
    let put = async |case: &str, body: &str| scene.complain(&signed.access, "minato-card", id(&grant), case, body).await.status();
    for body in [
        "",
        "[]",
        r#"{"topic":"question"}"#,
        r#"{"topic":"question","message":""}"#,
        r#"{"topic":"lunch","message":"?"}"#,
        r#"{"topic":"question","message":"?","name":"Minami"}"#,
        &json!({ "topic": "question", "message": "あ".repeat(10_001) }).to_string(),
    ] {
        assert_eq!(put(CASE, body).await, StatusCode::BAD_REQUEST, "{body:.60}");
    }
    assert_eq!(put("1", good).await, StatusCode::BAD_REQUEST);
    let makotos = scene.sign_in("minato-card", "makoto").await;
    let theirs = scene.complain(&makotos.access, "minato-card", id(&grant), CASE, good).await;
    assert_eq!(theirs.status(), StatusCode::NOT_FOUND, "another holder's grant");
    let nobodys = scene.complain("nobody", "minato-card", id(&grant), CASE, good).await;
    assert_eq!(nobodys.status(), StatusCode::UNAUTHORIZED);
    assert!(scene.received().await.is_empty());
    let longest = json!({ "topic": "other", "message": "あ".repeat(10_000) }).to_string();
    assert_eq!(put(CASE, &longest).await, StatusCode::CREATED);
    scene.event(json!({ "event": "limits", "issuer": "minato-card", "requests": 1, "window": 60 })).await;
    scene.grants("minato-card", &signed.access).await;
    assert_eq!(put(OTHER_CASE, good).await, StatusCode::TOO_MANY_REQUESTS);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn every_issuer_that_says_so_takes_complaints_and_no_other() {
    let scene = scene().await;
    let mut promised = Vec::new();
    for issuer in ISSUERS {
        let signed = scene.sign_in(issuer, "minami").await;
        let grants = scene.grants(issuer, &signed.access).await;
        let grant = grants.iter().find(|grant| grant["connector"]["id"] != "renkei").unwrap();
        // Ended, whether it can still be read or not.
        assert!(scene.delete(issuer, &signed.access, grant).await.status().is_success());
        let answer = scene.complain(&signed.access, issuer, id(grant), CASE, r#"{"topic":"privacy","message":"消してください"}"#).await;
        let takes = scene.issuer_document(issuer).await["complaints"] == true;
        assert_eq!(answer.status(), if takes { StatusCode::CREATED } else { StatusCode::NOT_FOUND }, "{issuer}");
        let body: Value = answer.json().await.unwrap();
        promised.push((takes, body.get("answer_by").is_some()));
    }
    for case in [(true, true), (true, false), (false, false)] {
        assert!(promised.contains(&case), "{case:?} is among them: {promised:?}");
    }
    scene.practice.shutdown().await;
}
