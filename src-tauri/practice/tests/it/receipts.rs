//! Receipts at birth: what was agreed, signed, as a code, a link and a file.

use jsonwebtoken::Algorithm;
use renkei_practice::{
    Practice,
    visit::{self, Decision},
};
use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::{
    person::{Scene, client, options, scene},
    signed::{ISSUERS, open, time},
};

/// With `renkei://receipt#` before it, it fits one QR code at level L.
pub(crate) const LINK_MAX: usize = 2_900;
pub(crate) const CLOSED: &str = "akebono-card";

#[tokio::test]
async fn every_grant_of_a_connector_has_a_receipt_that_says_what_was_agreed() {
    let scene = scene().await;
    for issuer in ISSUERS {
        let signed = scene.sign_in(issuer, "minami").await;
        for grant in scene.grants(issuer, &signed.access).await {
            let url = format!("{}/receipts/{}", scene.issuer(issuer), grant["id"].as_str().unwrap());
            if grant["connector"]["id"] == "renkei" {
                assert_eq!(scene.http.get(&url).send().await.unwrap().status(), StatusCode::NOT_FOUND, "the app's own sign-in");
                continue;
            }
            let (jws, receipt) = scene.receipt(issuer, &format!("{url}/receipt.jws")).await;
            assert!(receipt["jti"].as_str().is_some_and(|id| !id.is_empty()));
            assert_eq!(receipt["grant"], grant["id"]);
            for fact in ["connector", "service", "permissions", "how_to_end"] {
                assert_eq!(receipt[fact], grant[fact], "{fact}");
            }
            assert_eq!(receipt.get("beware"), grant.get("beware"));
            let names = |all: &Value| all.as_array().map(|all| all.iter().map(|each| each["name"].clone()).collect::<Vec<_>>());
            assert_eq!(names(&receipt["chain"]), names(&grant["chain"]));
            if let Some(at) = grant.get("granted_at") {
                assert_eq!(&receipt["agreed_at"], at);
            }
            match grant.get("refreshable") {
                None => assert!(receipt.get("until").is_none(), "not told in the list either"),
                Some(Value::String(_)) => assert_eq!(receipt["until"], "until_ended"),
                Some(told) => assert_eq!(receipt["until"]["at"], told["until"]),
            }
            shown(&scene, &url, &jws, 1).await;
        }
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn who_lets_a_connector_in_is_led_to_the_receipt() {
    let scene = scene().await;
    let addresses = scene.practice.addresses();
    let url = format!("{}/c/sorairo/connect?issuer=minato-card&service=sorairo-shindan", addresses.connectors);
    let landed = visit::sign_in(&url, "minami", "renrenshu", Decision::Allow).await.unwrap();
    assert_eq!(landed.status, 200);
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "sorairo").await;
    let page = format!("/receipts/{}", grant["id"].as_str().unwrap());
    let home = scene.http.get(format!("{}/", scene.issuer("minato-card"))).send().await.unwrap().text().await.unwrap();
    assert!(home.contains(&page), "the issuer's home page leads to it");
    let (_, receipt) = scene.receipt("minato-card", &format!("{}{page}/receipt.jws", scene.issuer("minato-card"))).await;
    assert_eq!((&receipt["agreed_at"], &receipt["issued_at"]), (&grant["granted_at"], &grant["granted_at"]));
    assert_eq!((time(&receipt["until"]["at"]) - time(&receipt["agreed_at"])).num_days(), 365);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn what_becomes_of_a_grant_changes_nothing_of_what_was_agreed() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let seen = async || scene.grant_of("minato-card", &signed.access, "hiyori").await;
    let before = seen().await;
    let url = format!("{}/receipts/{}/receipt.jws", scene.issuer("minato-card"), before["id"].as_str().unwrap());
    let (_, agreed) = scene.receipt("minato-card", &url).await;
    let named = |event: &str, name: &str, value: Value| {
        let mut event = json!({ "event": event, "issuer": "minato-card", "grant": before["id"] });
        event[name] = value;
        event
    };
    let name = json!({ "ja": "かけいぼ日和プラス", "en": "Kakeibo Biyori Plus" });
    scene.event(named("widen", "scope", json!("funds:top_up"))).await;
    scene.event(named("rename", "name", name.clone())).await;
    scene.event(named("lengthen", "days", json!(3000))).await;
    let after = seen().await;
    assert_eq!(after["birth"], before["birth"]);
    assert_eq!(after["service"], json!({ "id": "kakeibo", "name": name }));
    let now = time(&scene.told("/clock").await["now"]);
    assert!((2999..=3000).contains(&(time(&after["refreshable"]["until"]) - now).num_days()));
    assert_ne!(after["permissions"], agreed["permissions"]);
    assert_eq!(scene.try_connector("minato-card", &after).await["outcome"], "ok");
    scene.event(named("lengthen", "days", Value::Null)).await;
    assert_eq!(seen().await["refreshable"], "until_ended");
    assert_eq!(scene.receipt("minato-card", &url).await.1, agreed);

    let signed = scene.sign_in("tsukimi-credit", "minami").await;
    let single = scene.grant_of("tsukimi-credit", &signed.access, "tonari").await;
    scene.event(json!({ "event": "lengthen", "issuer": "tsukimi-credit", "grant": single["id"], "days": 90 })).await;
    let longer = scene.grant_of("tsukimi-credit", &signed.access, "tonari").await;
    assert_eq!(longer["access_until"]["at"], longer["refreshable"]["until"], "nothing can be refreshed");
    assert!((time(&longer["access_until"]["at"]) - time(&single["access_until"]["at"])).num_days() > 80);
    assert_eq!(scene.try_connector("tsukimi-credit", &longer).await["outcome"], "ok");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn the_closed_issuer_has_keys_and_receipts_and_nothing_else() {
    let scene = scene().await;
    let base = scene.issuer(CLOSED);
    let told = scene.issuer_document(CLOSED).await;
    assert_eq!(told.as_object().unwrap().keys().collect::<Vec<_>>(), ["issuer", "key_changes", "keys", "version"]);
    assert_eq!(told["issuer"], base);
    assert!(told["keys"]["keys"][0].get("d").is_none(), "a private key");
    for path in [
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/authorize",
        "/token",
        "/jwks",
        "/grants",
        "/grants/",
        "/directory.jws",
        "/notices.jws",
        "/receipts/wallet/receipt.jws",
    ] {
        assert_eq!(scene.http.get(format!("{base}{path}")).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{path}");
    }
    let mut all = Vec::new();
    for (service, until) in [("kakeibo", json!({ "days": 365 })), ("receipt-oyatsu", json!({ "days": 365 })), ("tonari-kaikei", json!("until_ended"))] {
        let (jws, receipt) = scene.receipt(CLOSED, &format!("{base}/receipts/{service}/receipt.jws")).await;
        assert_eq!((&receipt["service"]["id"], &receipt["until"]), (&json!(service), &until));
        assert!(receipt.get("agreed_at").is_none() && receipt.get("grant").is_none(), "it is nobody's own");
        assert!(receipt["permissions"][0]["words"]["ja"].is_string());
        shown(&scene, &format!("{base}/"), &jws, 3).await;
        all.push(jws);
    }
    scene.practice.shutdown().await;

    let practice = Practice::start(scene.dir.path(), options()).await.unwrap();
    let again = Scene { dir: scene.dir, practice, http: client() };
    let page = again.http.get(format!("{base}/")).send().await.unwrap().text().await.unwrap();
    assert!(all.iter().all(|jws| page.contains(jws.as_str())), "a restart signs nothing anew");
    again.practice.shutdown().await;
}

#[tokio::test]
async fn a_state_from_before_receipts_gains_them() {
    let first = scene().await;
    first.practice.shutdown().await;
    let path = first.dir.path().join("state.json");
    let mut state: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    state.as_object_mut().unwrap().remove("closed").unwrap();
    state["ports"]["issuers"].as_object_mut().unwrap().remove(CLOSED).unwrap();
    for issuer in ISSUERS {
        for grant in state["issuers"][issuer]["grants"].as_object_mut().unwrap().values_mut() {
            grant.as_object_mut().unwrap().remove("receipt").unwrap();
        }
    }
    std::fs::write(&path, state.to_string()).unwrap();
    let practice = Practice::start(first.dir.path(), options()).await.unwrap();
    let scene = Scene { dir: first.dir, practice, http: client() };
    scene.receipt(CLOSED, &format!("{}/receipts/kakeibo/receipt.jws", scene.issuer(CLOSED))).await;
    let signed = scene.sign_in("kotori-pay", "hana").await;
    let grant = scene.grant_of("kotori-pay", &signed.access, "chokin-komichi").await;
    scene.receipt("kotori-pay", &format!("{}/receipts/{}/receipt.jws", scene.issuer("kotori-pay"), grant["id"].as_str().unwrap())).await;
    scene.practice.shutdown().await;
}

impl Scene {
    /// The file, and what stands in it by the keys that the issuer publishes.
    async fn receipt(&self, issuer: &str, url: &str) -> (String, Value) {
        let response = self.http.get(url).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{url}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/jose");
        assert_eq!(response.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"receipt.jws\"");
        let jws = response.text().await.unwrap();
        assert_eq!(jsonwebtoken::decode_header(&jws).unwrap().alg, Algorithm::ES256);
        assert!(link(&jws).len() <= LINK_MAX, "{} bytes at {url}", link(&jws).len());
        let receipt = open(&jws, "renkei-receipt+jws", &self.issuer_document(issuer).await["keys"]).unwrap();
        assert_eq!(receipt["iss"], self.issuer(issuer));
        (jws, receipt)
    }
}

/// The page has the link and the file, and its QR codes are as many; one of them is this receipt.
async fn shown(scene: &Scene, url: &str, jws: &str, codes: usize) {
    for (lang, words) in [("ja", "この控えをRenkeiに入れる"), ("en", "Take this receipt into Renkei")] {
        let response = scene.http.get(url).header(header::ACCEPT_LANGUAGE, lang).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{url}");
        let page = response.text().await.unwrap();
        assert!(page.contains(words) && page.contains("receipt.jws\" download"));
        assert!(page.contains(&format!("href=\"{}\"", link(jws))));
        assert_eq!(page.matches("<svg").count(), codes);
        assert!(page.split("<svg").skip(1).any(|code| scan(code) == link(jws)), "no code holds it");
    }
}

fn link(jws: &str) -> String {
    format!("renkei://receipt#{jws}")
}

/// Draws the runs of the code and reads them as a camera would.
fn scan(svg: &str) -> String {
    let between = |from: &str, to: &str| svg.split_once(from).unwrap().1.split_once(to).unwrap().0;
    let size: usize = between("viewBox=\"0 0 ", " ").parse().unwrap();
    let mut dark = vec![false; size * size];
    for run in between("#000\" d=\"M", "\"").split('M') {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let (x, y, long): (usize, usize, usize) = (x.parse().unwrap(), y.parse().unwrap(), rest.split_once('v').unwrap().0.parse().unwrap());
        dark[y * size + x..][..long].fill(true);
    }
    let scale = 4;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * scale, size * scale, |x, y| if dark[y / scale * size + x / scale] { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}
