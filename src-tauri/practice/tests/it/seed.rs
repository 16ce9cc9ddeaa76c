//! The first world has what a screen must be able to show.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use crate::person::scene;

const ISSUERS: [&str; 4] = ["minato-card", "kotori-pay", "himawari-money", "tsukimi-credit"];

#[tokio::test]
async fn minamis_grants_show_every_kind_of_thing() {
    let scene = scene().await;
    let mut all: Vec<(&str, Value)> = Vec::new();
    for issuer in ISSUERS {
        let signed = scene.sign_in(issuer, "minami").await;
        for grant in scene.grants(issuer, &signed.access).await {
            if grant["connector"]["id"] != "renkei" {
                all.push((issuer, grant));
            }
        }
    }
    assert!(all.len() >= 16);
    for (name, shows) in REQUIREMENTS {
        assert!(all.iter().any(|(_, grant)| shows(grant)), "{name}");
    }
    let permissions = |field: &str| -> BTreeSet<String> {
        all.iter()
            .flat_map(|(_, grant)| grant["permissions"].as_array().unwrap())
            .filter_map(|permission| permission[field].as_str().map(str::to_owned))
            .collect()
    };
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(permissions("access"), set(&["reference", "update", "authentication"]));
    assert_eq!(permissions("effect"), set(&["none", "changes_data", "moves_money"]));
    let hiyori: BTreeSet<&str> = all.iter().filter(|(_, grant)| grant["connector"]["id"] == "hiyori").map(|(issuer, _)| *issuer).collect();
    assert_eq!(hiyori.len(), 2, "one connector at two issuers");
    let yokocho = all.iter().filter(|(issuer, grant)| *issuer == "minato-card" && grant["connector"]["id"] == "yokocho").count();
    assert_eq!(yokocho, 2, "one connector twice at one issuer");
    for (issuer, grant) in &all {
        if *issuer == "himawari-money" {
            assert!(grant.get("last_used_at").is_none() && grant.get("refreshable").is_none());
        }
        let time = |value: &Value| value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        let (granted, used) = (time(&grant["granted_at"]), time(&grant["last_used_at"]));
        assert!(granted.zip(used).is_none_or(|(granted, used)| granted <= used), "used before it was granted: {grant}");
        for token in grant["tokens"].as_array().into_iter().flatten() {
            assert!(time(&token["issued_at"]).is_none_or(|issued| issued <= Utc::now()), "a token from the future: {grant}");
        }
        for covers in grant["covers"].as_array().unwrap() {
            let label = covers["label"]["ja"].as_str().unwrap();
            let digits = label.chars().filter(char::is_ascii_digit).count();
            assert!(digits <= 4, "{label}");
        }
    }
    scene.practice.shutdown().await;
}

type Shows = fn(&Value) -> bool;

const REQUIREMENTS: &[(&str, Shows)] = &[
    ("a scope that nobody explains", |grant| {
        grant["permissions"].as_array().is_some_and(|all| all.iter().any(|one| one.get("words").is_none() && one.get("access").is_none()))
    }),
    ("access that never ends", |grant| grant["access_until"] == "never"),
    ("refreshable until ended", |grant| grant["refreshable"] == "until_ended"),
    ("refreshable far beyond today's token", |grant| {
        at(&grant["access_until"]["at"]).is_some_and(|at| at < Utc::now() + Duration::days(1))
            && at(&grant["refreshable"]["until"]).is_some_and(|at| at > Utc::now() + Duration::days(365))
    }),
    ("running out within 14 days", |grant| at(&grant["refreshable"]["until"]).is_some_and(|at| at > Utc::now() && at < Utc::now() + Duration::days(14))),
    ("unused for more than 120 days", |grant| at(&grant["last_used_at"]).is_some_and(|at| at < Utc::now() - Duration::days(120))),
    ("never used", |grant| grant["last_used_at"] == Value::Null && grant.get("last_used_at").is_some()),
    ("suspended by the issuer with a reason", |grant| {
        grant["status"]["state"] == "suspended" && grant["status"]["by"] == "issuer" && grant["status"]["reason"]["ja"].is_string()
    }),
    ("suspended by the connector without a reason", |grant| {
        grant["status"]["state"] == "suspended" && grant["status"]["by"] == "connector" && grant["status"].get("reason").is_none()
    }),
    ("expired", |grant| grant["status"]["state"] == "expired"),
    ("a chain with its terms", |grant| grant["chain"][0]["receives"].is_object() && grant["chain"][0]["responsible"].is_object()),
    ("ends together", |grant| grant["ends_together"].as_array().is_some_and(|ids| ids.len() == 1)),
    ("a company's card", |grant| grant["subject"]["kind"] == "company" && grant["covers"][0]["contract"] == "company"),
    ("a sole proprietor's card", |grant| grant["covers"][0]["contract"] == "sole_proprietor"),
    ("a family card", |grant| grant["covers"][0]["user"] == "family"),
    ("an RFC 9396 detail", |grant| grant["authorization_details"][0]["type"].is_string()),
    ("facts not told", |grant| grant.get("granted_at").is_none() && grant.get("access_until").is_none()),
];

#[tokio::test]
async fn everybody_has_grants_with_ids_that_are_the_same_everywhere() {
    let first = scene().await;
    let second = scene().await;
    let ids = |all: &Value| -> BTreeSet<String> { all["grants"].as_array().unwrap().iter().map(|grant| grant["id"].as_str().unwrap().to_owned()).collect() };
    let all = first.told("/grants").await;
    assert_eq!(ids(&all), ids(&second.told("/grants").await));
    for person in renkei_practice::people() {
        let count = all["grants"].as_array().unwrap().iter().filter(|grant| grant["holder"] == person.username).count();
        assert!(count >= 2, "{}", person.username);
    }
    let connectors: BTreeSet<String> =
        first.told("/connectors").await["connectors"].as_array().unwrap().iter().map(|held| held["connector"].to_string()).collect();
    assert!(connectors.len() >= 10);
    first.practice.shutdown().await;
    second.practice.shutdown().await;
}

#[tokio::test]
async fn no_long_number_stands_anywhere_on_the_wire() {
    let scene = scene().await;
    let text = scene.told("/grants").await.to_string();
    let longest = text.split(|letter: char| !letter.is_ascii_digit()).map(str::len).max();
    assert!(longest.is_some_and(|digits| digits < 12));
    assert_ne!(json!(text), json!(""));
    scene.practice.shutdown().await;
}

fn at(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str()?.parse().ok()
}
