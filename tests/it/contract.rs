//! The published contract against what is really sent: by the practice issuers, by another server that follows it, and by the
//! examples from which the adapter's own snapshots are made. So none of the three can drift off alone.

use jsonschema::Validator;
use renkei_tests::{Profile, agent, root};
use serde_json::{Value, json};

use renkei_tests::servers::{connector, oidc_provider, tokens_of_the_app};

struct Contract(Value);

impl Contract {
    fn read() -> Self {
        let text = std::fs::read_to_string(root().join("src-tauri/core/contracts/grants-profile.openapi.yaml")).expect("The contract");
        Self(serde_saphyr::from_str(&text).expect("YAML"))
    }

    /// Follows a reference inside the document.
    fn at<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(to) => self.0.pointer(to.trim_start_matches('#')).unwrap_or_else(|| panic!("{to} is nowhere")),
            None => value,
        }
    }

    /// What of a body is not as a schema has it; formats count.
    fn faults(&self, schema: &Value, body: &Value) -> Vec<String> {
        // References in the schema are meant from the root of the document.
        let mut whole = self.0.clone();
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        for (name, value) in schema.as_object().expect("A schema") {
            whole[name] = value.clone();
        }
        let validator: Validator = jsonschema::draft202012::options().should_validate_formats(true).build(&whole).expect("A schema");
        validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }

    fn check(&self, schema: &Value, body: &Value, what: &str) {
        let faults = self.faults(schema, body);
        assert!(faults.is_empty(), "{what}: {faults:#?}\n{body:#}");
    }

    /// Takes an answer for one of those that the contract has for this operation; gives back its body.
    fn check_answer(&self, method: &str, path: &str, answer: ureq::http::Response<ureq::Body>) -> Value {
        let (status, what) = (answer.status().as_u16(), format!("{method} {path}: {}", answer.status()));
        let published = self.at(&self.0["paths"][path][method]["responses"][status.to_string()]);
        assert!(published.is_object(), "{what} is not published");
        let kind = answer.headers().get("content-type").map(|kind| kind.to_str().expect("Text").split(';').next().unwrap_or_default().to_owned());
        let text = answer.into_body().read_to_string().expect("A body");
        let Some(content) = published["content"].as_object() else {
            assert_eq!(text, "", "{what} has no content");
            return Value::Null;
        };
        let kind = kind.unwrap_or_else(|| panic!("{what} has no content type"));
        let body: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{what} is no JSON: {text}"));
        self.check(&content.get(&kind).unwrap_or_else(|| panic!("{what} is not published as {kind}"))["schema"], &body, &what);
        body
    }
}

/// An issuer that serves the contract, and a token of the app.
struct Served<'a> {
    contract: &'a Contract,
    grants: String,
    token: String,
}

impl Served<'_> {
    /// A complaint as the app sends it, by the form of the contract or not.
    fn complain(&self, place: &str, body: &Value, wanted: u16) -> Value {
        let request = agent().put(format!("{}{place}", self.grants)).header("authorization", format!("Bearer {}", self.token));
        let answer = request.send_json(body).expect("An answer");
        assert_eq!(answer.status().as_u16(), wanted, "{place} {body}");
        let by_the_form = self.contract.faults(&named("Complaint"), body).is_empty();
        assert_eq!(by_the_form, wanted != 400, "the server and the contract agree on {body}");
        self.contract.check_answer("put", "/{id}/complaints/{case}", answer)
    }

    /// Everything that can come of a complaint, where they are taken.
    fn complaints(&self, grant: &str, taken: bool) {
        let place = format!("/{grant}/complaints/0190c2a4-3f6e-7c31-9a55-0b1f2d3c4e5f");
        let said = json!({ "topic": "display", "message": "?" });
        if !taken {
            self.complain(&place, &said, 404);
            return;
        }
        let first = self.complain(&place, &said, 201);
        assert_eq!(self.complain(&place, &said, 200), first);
        self.complain(&place, &json!({ "topic": "data", "message": "?" }), 409);
        for odd in [json!({ "topic": "lunch", "message": "?" }), json!({ "topic": "data", "message": "" }), json!({ "topic": "data", "message": "?", "x": 1 })]
        {
            self.complain(&place, &odd, 400);
        }
        self.complain("/nobody/complaints/0190c2a4-3f6e-7c31-9a55-0b1f2d3c4e5f", &said, 404);
        let nobody = Served { contract: self.contract, grants: self.grants.clone(), token: "nobody".to_owned() };
        nobody.complain(&place, &said, 401);
    }

    fn ask(&self, method: &str, path: &str, place: &str, if_match: Option<&str>, wanted: &[u16]) -> Value {
        self.say(method, path, place, if_match, "", wanted)
    }

    fn say(&self, method: &str, path: &str, place: &str, if_match: Option<&str>, body: &str, wanted: &[u16]) -> Value {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{place}", self.grants));
        request = request.header("authorization", format!("Bearer {}", self.token));
        if let Some(birth) = if_match {
            request = request.header("if-match", format!("\"{birth}\""));
        }
        let answer = match body {
            "" => agent().run(request.body(()).expect("A request")),
            body => agent().run(request.header("content-type", "application/json").body(body.to_owned()).expect("A request")),
        };
        let answer = answer.expect("An answer");
        assert!(wanted.contains(&answer.status().as_u16()), "{method} {place}: {}", answer.status());
        self.contract.check_answer(&method.to_lowercase(), path, answer)
    }

    fn list(&self, place: &str) -> Value {
        self.ask("GET", "/", place, None, &[200])
    }

    /// Taking a part away, where it is offered, and what is asked wrongly.
    fn narrow(&self, offered: bool) {
        let items = self.list("/")["items"].as_array().cloned().expect("Items");
        let scopes = |item: &Value| item["scopes"].as_array().map(Vec::len).unwrap_or_default();
        let item = items.iter().find(|item| item["connector"]["id"] != "renkei" && scopes(item) > 1).unwrap_or(&items[0]);
        let (place, birth) = (format!("/{}", item["id"].as_str().expect("An id")), item["birth"].as_str());
        let drop = |names: &[&Value]| json!({ "drop": names }).to_string();
        let patch = |birth: Option<&str>, body: &str, wanted: u16| self.say("PATCH", "/{id}", &place, birth, body, &[wanted]);
        let one = drop(&[&item["scopes"][0]["scope"]]);
        if !offered {
            patch(birth, &one, 405);
            return;
        }
        patch(None, &one, 428);
        patch(Some("another"), &one, 412);
        patch(birth, "{}", 400);
        patch(birth, &drop(&[&json!("identity:read")]), 422);
        let all: Vec<&Value> = item["scopes"].as_array().into_iter().flatten().map(|one| &one["scope"]).collect();
        patch(birth, &drop(&all), 422);
        for _ in 0..2 {
            self.say("PATCH", "/{id}", &place, birth, &one, &[202, 204]);
            let now = self.ask("GET", "/{id}", &place, None, &[200]);
            assert_eq!((&now["birth"], scopes(&now)), (&item["birth"], scopes(item) - 1), "asked twice, taken away once");
        }
        self.say("PATCH", "/{id}", "/nobody", Some("b"), &one, &[404]);
    }

    /// Everything that a holder can ask, and what is asked wrongly.
    fn walk(&self) {
        let mut page = self.list("/?limit=1");
        let mut items = page["items"].as_array().cloned().expect("Items");
        while let Some(cursor) = page["next_cursor"].as_str() {
            page = self.list(&format!("/?limit=1&cursor={cursor}"));
            items.extend(page["items"].as_array().cloned().expect("Items"));
        }
        assert!(items.len() > 1, "more than a page");
        self.list("/?updated_since=2020-01-01T00:00:00Z");
        self.ask("GET", "/", "/?limit=0", None, &[400]);
        let id = |item: &Value| item["id"].as_str().expect("An id").to_owned();
        for item in &items {
            let place = format!("/{}", id(item));
            assert_eq!(self.ask("GET", "/{id}", &place, None, &[200])["id"], item["id"]);
            self.ask("GET", "/{id}/accesses", &format!("{place}/accesses"), None, &[200, 404]);
        }
        self.ask("GET", "/{id}", "/nobody", None, &[404]);
        self.ask("DELETE", "/{id}", "/nobody", Some("b"), &[404]);
        let item = items.iter().find(|item| item["connector"]["id"] != "renkei").expect("A connector's");
        let (place, birth) = (format!("/{}", id(item)), item["birth"].as_str());
        self.ask("DELETE", "/{id}", &place, None, &[428]);
        self.ask("DELETE", "/{id}", &place, Some("another"), &[412]);
        self.ask("DELETE", "/{id}", &place, birth, &[202, 204]);
        self.ask("DELETE", "/{id}", &place, birth, &[204, 404]);
        self.ask("GET", "/{id}", &place, None, &[200, 404]);
        self.list("/?updated_since=2020-01-01T00:00:00Z");
        let nobody = Served { contract: self.contract, grants: self.grants.clone(), token: "nobody".to_owned() };
        nobody.ask("GET", "/", "/", None, &[401]);
        nobody.ask("GET", "/{id}", &place, None, &[401]);
        nobody.ask("DELETE", "/{id}", &place, birth, &[401]);
    }
}

fn named(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

#[test]
fn the_practice_issuers_answer_by_the_contract() {
    let contract = Contract::read();
    let profile = Profile::practice();
    let running = profile.issuers();
    let grants = profile.grants();
    let vault = std::fs::read(profile.folder.path().join("profile/vault.practice.json")).expect("The vault");
    let vault: Value = serde_json::from_slice(&vault).expect("JSON");
    let issuers = profile.run(&["issuers", "--json"]).json;
    let connected: Vec<&Value> = issuers.as_array().expect("Issuers").iter().filter(|issuer| issuer["means"] == "api").collect();
    assert_eq!(connected.len(), 4);
    for issuer in connected {
        let account = issuer["accounts"][0]["id"].as_str().expect("An account");
        let kept: Value = serde_json::from_str(vault[format!("account-{account}")].as_str().expect("An entry")).expect("JSON");
        let grants_endpoint = format!("http://{}/grants", issuer["host"].as_str().expect("A host"));
        assert!(grants.iter().any(|grant| grant["issuer"]["id"] == issuer["id"]), "{} holds some", issuer["id"]);
        let own = agent().get(format!("http://{}/.well-known/renkei-issuer", issuer["host"].as_str().expect("A host"))).call().expect("An answer");
        let own: Value = own.into_body().read_json().expect("JSON");
        contract.check(&named("IssuerDocument"), &own, "the issuer's own document");
        let served = Served { contract: &contract, grants: grants_endpoint, token: kept["access"].as_str().expect("A token").to_owned() };
        let of = running.all_grants().into_iter().find(|grant| grant["issuer"] == issuer["id"] && grant["holder"] == "minami").expect("A grant");
        served.complaints(of["id"].as_str().expect("An id"), own["complaints"] == true);
        served.narrow(own["narrowing"].is_object());
        served.walk();
    }
}

#[test]
fn another_server_answers_by_the_contract() {
    let contract = Contract::read();
    let server = oidc_provider();
    let metadata = format!("{}/.well-known/openid-configuration", server.issuer);
    connector(&["obtain", &metadata, "kakeibo", "kakeibo-secret", "openid offline_access statements", "alice", "alice"]);
    let token = tokens_of_the_app(&server)["access_token"].as_str().expect("A token").to_owned();
    Served { contract: &contract, grants: format!("{}/grants", server.issuer), token }.walk();
}

#[test]
fn the_adapters_examples_are_by_the_contract() {
    let contract = Contract::read();
    for (file, schema) in
        [("profile-page-1.json", "Page"), ("profile-page-2.json", "Page"), ("profile-grant-ended.json", "Grant"), ("profile-accesses.json", "AccessPage")]
    {
        let text = std::fs::read_to_string(root().join("src-tauri/core/tests/answers").join(file)).expect("An example");
        contract.check(&named(schema), &serde_json::from_str(&text).expect("JSON"), file);
    }
    let text = std::fs::read_to_string(root().join("src-tauri/core/tests/answers/profile-complaint.json")).expect("An example");
    contract.check(&named("Received"), &serde_json::from_str(&text).expect("JSON"), "profile-complaint.json");
    // The first grant of the first page holds every field that is published: a new one has to be added there, and so to the snapshot.
    let text = std::fs::read_to_string(root().join("src-tauri/core/tests/answers/profile-page-1.json")).expect("An example");
    let page: Value = serde_json::from_str(&text).expect("JSON");
    let names = |value: &Value| value.as_object().expect("An object").keys().cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(names(&page["items"][0]), names(&contract.0["components"]["schemas"]["Grant"]["properties"]));
    let small = renkei_tests::issuer::page(&json!([renkei_tests::issuer::grant("g")]), None);
    contract.check(&named("Page"), &small, "the small issuer of these tests");
    for (name, place, value) in [
        ("a word that is not published", "/items/0/permissions/0/effect", json!("harmless")),
        ("no time", "/items/0/granted_at", json!("yesterday")),
        ("no text", "/items/0/beware/0", json!({})),
        ("two kinds of an end", "/items/0/refreshable", json!("never")),
        ("no birth", "/items/0/birth", json!(null)),
    ] {
        let mut page = page.clone();
        *page.pointer_mut(place).expect("It is there") = value;
        assert_eq!(contract.faults(&named("Page"), &page).len(), 1, "{name} is noticed");
    }
}
