//! What a restart keeps, and what keeps two practices apart.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use renkei_practice::{Practice, Running, StartError};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::person::{Scene, client, options, scene};

#[tokio::test]
async fn a_restart_keeps_addresses_grants_and_tokens() {
    let first = scene().await;
    let signed = first.sign_in("minato-card", "minami").await;
    let grant = first.grant_of("minato-card", &signed.access, "hiyori").await;
    first.delete("minato-card", &signed.access, &grant).await;
    let before = first.practice.addresses().clone();
    let catalogue = std::fs::read(first.dir.path().join("catalogue.jws")).unwrap();
    first.practice.shutdown().await;
    let practice = Practice::start(first.dir.path(), options()).await.unwrap();
    let second = Scene { dir: first.dir, practice, http: client() };
    let after = second.practice.addresses();
    assert_eq!(after.issuers, before.issuers);
    assert_eq!(after.connectors, before.connectors);
    assert_eq!(after.control, before.control);
    assert_ne!(after.control_token, before.control_token);
    assert_eq!(catalogue, std::fs::read(second.dir.path().join("catalogue.jws")).unwrap());
    let left = second.grants("minato-card", &signed.access).await;
    assert!(!left.iter().any(|other| other["id"] == grant["id"]));
    let refreshed = second.refresh("minato-card", signed.refresh.as_deref().unwrap()).await;
    assert_eq!(refreshed.status(), StatusCode::OK);
    let other = second.grant_of("minato-card", &signed.access, "tonari").await;
    assert_eq!(second.try_connector("minato-card", &other).await["outcome"], "ok");
    second.practice.shutdown().await;
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let scene = scene().await;
    let address = scene.issuer("kotori-pay").replace("http://", "");
    let port: u16 = address.rsplit(':').next().unwrap().parse().unwrap();
    scene.practice.shutdown().await;
    let _squatter = TcpListener::bind(&address).await.unwrap();
    let refused = Practice::start(scene.dir.path(), options()).await;
    let Err(StartError::PortTaken { port: named, owner, .. }) = refused else {
        panic!("the port is taken");
    };
    assert_eq!((named, owner.as_str()), (port, "kotori-pay"));
    assert!(Running::find(scene.dir.path()).is_none(), "the lock is free again");
}

#[tokio::test]
async fn one_practice_runs_on_a_folder_and_is_found() {
    let scene = scene().await;
    let running = Running::find(scene.dir.path()).expect("it runs");
    assert_eq!(running.pid, std::process::id());
    assert_eq!(running.addresses, *scene.practice.addresses());
    let refused = Practice::start(scene.dir.path(), options()).await;
    assert!(matches!(refused, Err(StartError::AlreadyRunning { .. })));
    #[cfg(unix)]
    for file in ["practice.lock", "state.json"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(scene.dir.path().join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let dir = scene.dir;
    let lock = std::fs::read(dir.path().join("practice.lock")).unwrap();
    scene.practice.shutdown().await;
    assert!(Running::find(dir.path()).is_none());
    std::fs::write(dir.path().join("practice.lock"), lock).unwrap();
    assert!(Running::find(dir.path()).is_none(), "a file that a killed process left says nothing");
}

#[tokio::test]
async fn the_catalogue_is_signed_and_lists_an_issuer_without_api() {
    let scene = scene().await;
    let read = |name: &str| std::fs::read_to_string(scene.dir.path().join(name)).unwrap();
    let keys: Value = serde_json::from_str(&read("catalogue.jwks.json")).unwrap();
    let jws = read("catalogue.jws");
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(jws.split('.').next().unwrap()).unwrap()).unwrap();
    assert_eq!(header["typ"], "renkei-catalogue+jws");
    assert_eq!(header["kid"], keys["keys"][0]["kid"]);
    assert!(keys["keys"][0].get("d").is_none());
    let key: jsonwebtoken::jwk::Jwk = serde_json::from_value(keys["keys"][0].clone()).unwrap();
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::ES256);
    rules.required_spec_claims.clear();
    let payload = jsonwebtoken::decode::<Value>(jws, &jsonwebtoken::DecodingKey::from_jwk(&key).unwrap(), &rules).unwrap().claims;
    assert_eq!(payload["version"], 1);
    let issuers = payload["issuers"].as_array().unwrap();
    assert_eq!(issuers.len(), 5);
    for issuer in issuers.iter().take(4) {
        let id = issuer["id"].as_str().unwrap();
        assert_eq!(issuer["issuer"], json!(scene.issuer(id)));
    }
    assert!(issuers[4].get("issuer").is_none() && issuers[4]["own_page"].is_object());
    assert_eq!(issuers[4]["receipts"], scene.issuer("akebono-card"));
    let desks = issuers[4]["desks"]["contacts"].as_array().unwrap();
    assert_eq!(desks.iter().map(|desk| (&desk["topic"], &desk["hours"]["open"])).next().unwrap(), (&json!("stop"), &json!("24/7")));
    assert!(desks.len() == 2 && desks.iter().all(|desk| desk["by"] == "issuer" && desk["phone"].as_str().unwrap().starts_with("0120-000-0")));
    scene.practice.shutdown().await;
}
