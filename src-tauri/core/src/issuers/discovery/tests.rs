use super::*;

#[test]
fn only_bare_https_addresses_pass_the_experts_door() {
    for good in ["issuer.example", "https://issuer.example/realms/a", "http://127.0.0.1:8080"] {
        assert!(address(good).is_ok(), "{good}");
    }
    for bad in [
        "",
        "http://issuer.example",
        "ftp://issuer.example",
        "https://a:b@issuer.example",
        "https://issuer.example/?a=b",
        "https://issuer.example/#x",
        "javascript://x",
        "https://",
    ] {
        assert_eq!(address(bad), Err(DiscoveryError::BadAddress), "{bad}");
    }
}

#[test]
fn an_issuer_elsewhere_may_not_point_at_this_machine() {
    let outside = Endpoints { local: false };
    assert_eq!(outside.checked("http://127.0.0.1:9/token"), Err(DiscoveryError::PointsHere));
    assert_eq!(outside.checked("https://localhost/token"), Err(DiscoveryError::PointsHere));
    assert_eq!(outside.checked("http://issuer.example/token"), Err(DiscoveryError::NotSupported("https")));
    assert!(outside.checked("https://issuer.example/token").is_ok());
}

#[test]
fn complaints_are_taken_where_the_profile_says_yes() {
    for (adapter, told, taken) in [("profile", "true", true), ("profile", "\"true\"", false), ("profile", "null", false), ("keycloak", "true", false)] {
        let document = format!(r#"{{ "issuer": "https://a.example", "adapter": "{adapter}", "complaints": {told} }}"#);
        assert_eq!(serde_json::from_str::<OwnDocument>(&document).unwrap().complaints(), taken, "{document}");
    }
}

#[test]
fn a_second_client_is_another_one_and_its_resource_one_that_may_be_named() {
    let outside = Endpoints { local: false };
    let canary = |measure: serde_json::Value| {
        let document = serde_json::json!({ "issuer": "https://a.example", "client_id": "renkei", "measure": measure });
        serde_json::from_value::<OwnDocument>(document).unwrap().canary(&outside)
    };
    let bare = canary(serde_json::json!({ "client_id": "canary" })).unwrap();
    assert_eq!((bare.client_id.as_str(), bare.scopes.as_slice(), bare.resource), ("canary", ["openid".to_owned()].as_slice(), None));
    let whole = canary(serde_json::json!({ "client_id": "canary", "scopes": ["email"], "resource": "https://data.example/me" })).unwrap();
    assert_eq!((whole.scopes, whole.resource.map(|url| url.to_string())), (vec!["openid".into(), "email".into()], Some("https://data.example/me".into())));
    for odd in [
        serde_json::json!({ "client_id": "renkei" }),
        serde_json::json!({ "client_id": " " }),
        serde_json::json!({ "client_id": "canary", "resource": "http://127.0.0.1:1/" }),
        serde_json::json!({ "scopes": [] }),
        serde_json::json!("canary"),
        serde_json::Value::Null,
    ] {
        assert_eq!(canary(odd.clone()), None, "{odd}");
    }
}
