//! Directory and notices as signed files.

use std::collections::{BTreeMap, BTreeSet};

use renkei_practice::Practice;
use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::{
    person::{Scene, client, options, scene},
    signed::{ISSUERS, fits, open, time, typ},
};

#[tokio::test]
async fn files_verify_with_the_published_keys_and_with_no_other() {
    let scene = scene().await;
    let mut kids = BTreeSet::new();
    for issuer in ISSUERS {
        let told = scene.issuer_document(issuer).await;
        let token_keys = scene.json(&format!("{}/jwks", scene.issuer(issuer)), "").await;
        assert_eq!(told["key_changes"], json!([]));
        assert!(told["keys"]["keys"][0].get("d").is_none(), "a private key");
        kids.insert(told["keys"]["keys"][0]["kid"].as_str().unwrap().to_owned());
        kids.insert(token_keys["keys"][0]["kid"].as_str().unwrap().to_owned());
        for (document, days) in [("directory", 30), ("notices", 7)] {
            assert_eq!(told[document], format!("{}/{document}.jws", scene.issuer(issuer)));
            let response = scene.http.get(told[document].as_str().unwrap()).send().await.unwrap();
            assert_eq!(response.headers()[header::CONTENT_TYPE], "application/jose");
            let jws = response.text().await.unwrap();
            let payload = open(&jws, &typ(document), &told["keys"]).unwrap();
            fits(document, &payload);
            assert_eq!(payload["iss"], scene.issuer(issuer));
            assert_eq!((time(&payload["expires_at"]) - time(&payload["issued_at"])).num_days(), days);
            // Under the name that the header gives, so that the signature itself is what fails.
            let mut posing = token_keys.clone();
            posing["keys"][0]["kid"] = told["keys"]["keys"][0]["kid"].clone();
            assert!(open(&jws, &typ(document), &posing).unwrap_err().starts_with("signature"));
        }
    }
    assert_eq!(kids.len(), 8, "each issuer has two keys of its own");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_version_comes_with_other_content_or_when_half_of_its_life_is_over() {
    let scene = scene().await;
    let seen = async || {
        let (directory, notices) = (scene.published("minato-card", "directory").await, scene.published("minato-card", "notices").await);
        (directory["version"].as_u64().unwrap(), notices["version"].as_u64().unwrap())
    };
    let day = 86_400;
    let (directory, notices) = seen().await;
    assert!(directory > 1 && notices > 1, "an older one must be possible");
    let jws = scene.file("minato-card", "directory").await;
    scene.event(json!({ "event": "advance_clock", "seconds": 3 * day })).await;
    assert_eq!(seen().await, (directory, notices));
    assert_eq!(scene.file("minato-card", "directory").await, jws);
    scene.event(json!({ "event": "advance_clock", "seconds": day })).await;
    assert_eq!(seen().await, (directory, notices + 1));
    scene.event(json!({ "event": "api_change", "issuer": "minato-card" })).await;
    assert_eq!(seen().await, (directory, notices + 2));
    scene.event(json!({ "event": "api_change", "issuer": "kotori-pay" })).await;
    assert_eq!(seen().await, (directory, notices + 2), "another issuer's news");
    scene.event(json!({ "event": "advance_clock", "seconds": 12 * day })).await;
    let renewed = seen().await;
    assert_eq!(renewed, (directory + 1, notices + 3));
    let renewed_directory = scene.file("minato-card", "directory").await;
    scene.practice.shutdown().await;

    let practice = Practice::start(scene.dir.path(), options()).await.unwrap();
    let again = Scene { dir: scene.dir, practice, http: client() };
    assert_eq!(again.file("minato-card", "directory").await, renewed_directory, "a restart signs nothing anew");
    again.practice.shutdown().await;
}

#[tokio::test]
async fn who_has_the_file_already_is_told_so() {
    let scene = scene().await;
    for document in ["directory", "notices"] {
        let url = format!("{}/{document}.jws", scene.issuer("kotori-pay"));
        let whole = scene.http.get(&url).send().await.unwrap();
        let tag = whole.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert!(whole.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("no-cache"), "news waits in no cache");
        for (known, status) in [
            (tag.clone(), StatusCode::NOT_MODIFIED),
            (format!("W/{tag}"), StatusCode::NOT_MODIFIED),
            (format!("\"other\", {tag}"), StatusCode::NOT_MODIFIED),
            ("*".to_owned(), StatusCode::NOT_MODIFIED),
            ("\"other\"".to_owned(), StatusCode::OK),
        ] {
            let response = scene.http.get(&url).header(header::IF_NONE_MATCH, &known).send().await.unwrap();
            assert_eq!(response.status(), status, "{known}");
            assert_eq!(response.headers()[header::ETAG], tag.as_str());
            assert_eq!(response.bytes().await.unwrap().is_empty(), status == StatusCode::NOT_MODIFIED);
        }
        scene.event(json!({ "event": "advance_clock", "seconds": 16 * 86_400 })).await;
        let news = scene.http.get(&url).header(header::IF_NONE_MATCH, &tag).send().await.unwrap();
        assert_eq!(news.status(), StatusCode::OK);
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn connectors_are_told_completely_barely_or_not_at_all() {
    let scene = scene().await;
    let mut payers = BTreeSet::new();
    for issuer in ISSUERS {
        let directory = scene.published(issuer, "directory").await;
        let all: BTreeMap<&str, &Value> = directory["connectors"].as_array().unwrap().iter().map(|each| (each["id"].as_str().unwrap(), each)).collect();
        assert_eq!(all.len(), 11);
        assert!(!all.contains_key("mimamori-an"), "one is unknown");
        assert_eq!(all["tabijitaku"].as_object().unwrap().keys().collect::<Vec<_>>(), ["company", "id"], "one is a name alone");
        assert_eq!(all["tabijitaku"]["company"].as_object().unwrap().keys().collect::<Vec<_>>(), ["name"]);
        let hiyori = all["hiyori"];
        for field in ["brand", "company", "contacts", "services", "roles", "compensation"] {
            assert!(hiyori.get(field).is_some(), "{field}");
        }
        for field in ["name", "representative", "address", "site", "public_notice"] {
            assert!(hiyori["company"].get(field).is_some(), "{field}");
        }
        let topics: BTreeSet<&str> = hiyori["contacts"].as_array().unwrap().iter().map(|contact| contact["topic"].as_str().unwrap()).collect();
        for topic in ["question", "complaint", "emergency", "compensation", "deletion"] {
            assert!(topics.contains(topic), "{topic}");
        }
        assert!(all["tonari"]["chain"].as_array().unwrap().iter().all(|link| link["terms"]["ja"].is_string()));
        assert_eq!(all["hashiwatashi"]["services"][0]["hours"]["open"], "24/7");
        assert_eq!(all["komorebi"]["services"][0]["hours"]["open"], "Mo-Su 07:00-23:00; PH off");
        assert!(all["chokin-komichi"]["compensation"]["deviation"]["en"].is_string());
        assert!(all["seisan-lab"]["compensation"]["corporate"]["en"].is_string());
        payers.extend(all.values().filter_map(|each| each["compensation"]["first_payer"].as_str().map(str::to_owned)));
        let emergency = |id: &str| all[id]["contacts"].as_array().unwrap().iter().find(|contact| contact["topic"] == "emergency" && contact["by"] == "issuer");
        assert_eq!(emergency("hiyori").unwrap()["hours"]["open"], "24/7", "the issuer's own desk");
        only_made_up(&directory);
    }
    assert_eq!(payers.len(), 2, "both pay first somewhere");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn whom_to_turn_to_differs_as_it_does_in_life() {
    let scene = scene().await;
    let mut claims = BTreeSet::new();
    let topic = |contacts: &Value, wanted: &str| contacts.as_array().into_iter().flatten().find(|contact| contact["topic"] == wanted).cloned();
    for issuer in ISSUERS {
        let directory = scene.published(issuer, "directory").await;
        let own = &directory["issuer"];
        let stop = topic(&own["contacts"], "stop").unwrap();
        assert!(stop["phone"].is_string() && stop["hours"]["open"] == "24/7", "{stop}");
        assert!(topic(&own["contacts"], "question").is_some() && topic(&own["contacts"], "complaint").unwrap()["answer_days"].is_u64());
        assert!(own["contacts"].as_array().unwrap().iter().all(|contact| contact["by"] == "issuer"));
        claims.insert(own["claim_days"].as_u64());
        let of = |id: &str| directory["connectors"].as_array().unwrap().iter().find(|each| each["id"] == id).unwrap();
        let by = |id: &str, wanted: &str| topic(&of(id)["contacts"], wanted).unwrap_or_else(|| panic!("{id} {wanted}"))["by"].clone();
        assert!(of("tabijitaku").get("contacts").is_none(), "one is silent");
        assert!(of("oyatsu").get("compensation").is_none() && topic(&of("oyatsu")["contacts"], "compensation").is_none(), "nobody answers for damage");
        for wanted in ["data", "outage", "billing"] {
            assert_eq!(by("yokocho", wanted), "connector");
        }
        assert_eq!((by("seisan-lab", "display"), by("hiyori", "display")), (json!("connector"), json!("issuer")));
        assert_eq!(topic(&of("komorebi")["contacts"], "complaint").unwrap()["answer_days"], 14);
        assert_eq!(topic(&of("komorebi")["contacts"], "question").unwrap()["hours"]["open"], "Mo-Fr 09:00-18:00; PH off");
        assert_eq!(topic(&of("hashiwatashi")["contacts"], "complaint").unwrap()["languages"], json!(["en"]));
        assert_eq!(of("yokocho")["compensation"]["claim_days"], 30);
        only_made_up(own);
    }
    assert!(claims.contains(&Some(60)) && claims.contains(&None), "{claims:?}");
    let usual = topic(&scene.published("kotori-pay", "directory").await["issuer"]["contacts"], "question").unwrap();
    assert!(usual["chat"].is_string() && usual["post"]["en"].is_string() && usual["languages"] == json!(["ja", "en"]), "{usual}");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn words_and_needs_fit_what_is_granted() {
    let scene = scene().await;
    let (mut wider, mut exact) = (BTreeSet::new(), BTreeSet::new());
    for issuer in ISSUERS {
        let directory = scene.published(issuer, "directory").await;
        let worded: BTreeMap<&str, &Value> = directory["scopes"].as_array().unwrap().iter().map(|each| (each["name"].as_str().unwrap(), each)).collect();
        let signed = scene.sign_in(issuer, "minami").await;
        for grant in scene.grants(issuer, &signed.access).await {
            let given: BTreeSet<&str> = grant["permissions"].as_array().unwrap().iter().map(|each| each["scope"].as_str().unwrap()).collect();
            for scope in &given {
                assert_eq!(worded.contains_key(scope), *scope != "ext.bnf.7", "{scope}");
            }
            let connector = directory["connectors"].as_array().unwrap().iter().find(|each| each["id"] == grant["connector"]["id"]);
            let service = connector.and_then(|each| each["services"].as_array()?.iter().find(|service| service["id"] == grant["service"]["id"]));
            let Some(service) = service else { continue };
            assert_eq!(service["name"], grant["service"]["name"]);
            let needed: BTreeSet<&str> = service["needs"].as_array().unwrap().iter().map(|each| each.as_str().unwrap()).collect();
            assert!(needed.is_subset(&given), "{service} needs what it did not ask for");
            if needed == given { &mut exact } else { &mut wider }.insert(service["id"].as_str().unwrap().to_owned());
        }
        assert_eq!(worded["funds:top_up"]["effect"], "moves_money");
        assert_eq!(worded["auto_top_up"]["access"], "update");
    }
    assert!(wider.len() >= 2, "{wider:?} have more than they need");
    assert!(exact.len() > wider.len(), "{exact:?}");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn one_connector_signs_its_own_part_which_is_newer() {
    let scene = scene().await;
    let mut keys = BTreeSet::new();
    for issuer in ISSUERS {
        let told = scene.issuer_document(issuer).await;
        let directory = scene.published(issuer, "directory").await;
        let signing: Vec<&Value> = directory["connectors"].as_array().unwrap().iter().filter(|each| each.get("own_part").is_some()).collect();
        assert_eq!(signing.len(), 1);
        let tonari = signing[0];
        let jws = tonari["own_part"].as_str().unwrap();
        let own = open(jws, "renkei-connector+jws", &tonari["keys"]).unwrap();
        assert!(open(jws, "renkei-connector+jws", &told["keys"]).is_err(), "it is not the issuer's word");
        assert_eq!((&own["iss"], &own["id"]), (&directory["iss"], &tonari["id"]));
        for field in ["company", "contacts", "chain"] {
            assert_eq!(own[field], tonari[field], "{field}");
        }
        let (mine, relayed) = (&own["services"][0], &tonari["services"][0]);
        assert_ne!(mine["hours"]["open"], relayed["hours"]["open"]);
        assert_eq!(mine["risks"].as_array().unwrap().len(), relayed["risks"].as_array().unwrap().len() + 1);
        let mut alone = directory.clone();
        alone["connectors"] =
            json!([{ "id": tonari["id"], "company": own["company"], "contacts": own["contacts"], "services": own["services"], "chain": own["chain"] }]);
        fits("directory", &alone);
        keys.insert(tonari["keys"].to_string());
    }
    assert_eq!(keys.len(), 1, "the connector has one key at all issuers");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_state_from_before_the_files_gains_them() {
    let first = scene().await;
    first.practice.shutdown().await;
    let path = first.dir.path().join("state.json");
    let mut state: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    state.as_object_mut().unwrap().remove("connector_keys").unwrap();
    for issuer in state["issuers"].as_object_mut().unwrap().values_mut() {
        issuer.as_object_mut().unwrap().remove("documents").unwrap();
    }
    std::fs::write(&path, state.to_string()).unwrap();
    let practice = Practice::start(first.dir.path(), options()).await.unwrap();
    let scene = Scene { dir: first.dir, practice, http: client() };
    assert!(scene.published("minato-card", "directory").await["connectors"].as_array().unwrap().iter().any(|each| each.get("own_part").is_some()));
    assert!(!scene.published("minato-card", "notices").await["notices"].as_array().unwrap().is_empty());
    scene.practice.shutdown().await;
}

/// Nothing in it may reach anybody real.
fn only_made_up(value: &Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value.as_str()) {
                    ("phone", Some(phone)) => assert!(phone.starts_with("0120-000-0") && phone.len() == 12, "{phone}"),
                    ("mail", Some(mail)) => assert!(mail.ends_with(".example"), "{mail}"),
                    ("site" | "chat" | "public_notice", Some(url)) => assert!(url::Url::parse(url).unwrap().host_str().unwrap().ends_with(".example"), "{url}"),
                    _ => only_made_up(value),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(only_made_up),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
