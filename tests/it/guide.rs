//! The issuer's guide, followed to the letter against a real Keycloak behind a reverse proxy: one client registration and
//! three static files, and holders read who they let in and what is going on.

use std::path::{Path, PathBuf};
use std::process::Command;

use renkei_tests::front::{Front, Location};
use renkei_tests::{Done, Profile, agent, program, root};
use serde_json::Value;

use renkei_tests::servers::{connector, file, free_port, keycloak_as};

/// A block of code of a guide.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    language: String,
    /// The file that it is to become.
    name: String,
    text: String,
}

fn blocks(guide: &str) -> Vec<Block> {
    let text = std::fs::read_to_string(root().join("docs").join(guide)).expect("The guide");
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(_), true) => open = false,
            (Some(info), false) => {
                let (language, name) = info.split_once(' ').unwrap_or((info, ""));
                blocks.push(Block { language: language.to_owned(), name: name.to_owned(), text: String::new() });
                open = true;
            }
            (None, true) => blocks.last_mut().expect("It is open").text.extend([line, "\n"]),
            (None, false) => {}
        }
    }
    blocks
}

/// A reader at work: a folder, a shell, and the names that the guide asks to replace.
struct Reader {
    folder: PathBuf,
    origin: String,
    www: PathBuf,
    profile: Profile,
}

impl Reader {
    fn new(origin: &str) -> Self {
        let profile = Profile::ordinary();
        let folder = profile.folder.path().join("issuer");
        std::fs::create_dir_all(folder.join("bin")).expect("A folder");
        // The reader types `renkei`; this machine has no keychain, and the profile of the test.
        let call = format!(
            "#!/bin/sh\nexec '{}' --profile '{}' --passphrase-file '{}' --lang en \"$@\"\n",
            program().display(),
            profile.folder.path().join("profile").display(),
            profile.folder.path().join("passphrase").display()
        );
        let renkei = folder.join("bin/renkei");
        std::fs::write(&renkei, call).expect("A script");
        let executable = Command::new("chmod").arg("+x").arg(&renkei).status().expect("chmod");
        assert!(executable.success());
        Self { www: folder.join("www"), folder, origin: origin.to_owned(), profile }
    }

    /// What the guide asks to replace.
    fn replaced(&self, text: &str) -> String {
        text.replace("https://login.minato.example", &self.origin).replace("/var/www/renkei", &self.www.display().to_string())
    }

    fn write(&self, block: &Block) {
        std::fs::write(self.folder.join(&block.name), self.replaced(&block.text)).expect("A file");
    }

    /// Runs one block after all the variables of the blocks before it.
    fn run(&self, names: &Block, block: &Block, keycloak: &Path) -> Done {
        let script = format!("set -eu\n{}{}", self.replaced(&names.text), self.replaced(&block.text));
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("bash");
        command.arg("-c").arg(script).current_dir(&self.folder).stdin(std::process::Stdio::null());
        command.env("PATH", format!("{}:{}:{path}", self.folder.join("bin").display(), keycloak.join("bin").display()));
        command.env("HOME", &self.folder).env("KC_CLI_PASSWORD", "admin").env("LANG", "en_US.UTF-8");
        command.env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("DISPLAY").env("XDG_RUNTIME_DIR", &self.folder);
        command.env("BROWSER", file("browser.mjs")).env("RENKEI_TEST_USER", "carol").env("RENKEI_TEST_PASSWORD", "carol");
        let done: Done = command.output().expect("bash").into();
        assert_eq!(done.code, 0, "{}\n{}\n{}", block.text, done.out, done.err);
        done
    }
}

/// The files that an nginx would serve by this configuration.
fn locations(config: &str) -> Vec<Location> {
    let word = |line: &str, name: &str| Some(line.split_once(&format!("{name} "))?.1.split([' ', ';']).next()?.to_owned());
    let location = |line: &str| Some(Location { path: word(line, "=")?, file: word(line, "alias")?.into(), kind: word(line, "default_type")? });
    config.lines().filter_map(location).collect()
}

/// The realm of the tests brings the app's clients; an issuer at the beginning has none.
fn take_the_clients_away(origin: &str) {
    let token = agent().post(format!("{origin}/realms/master/protocol/openid-connect/token"));
    let form = [("grant_type", "password"), ("client_id", "admin-cli"), ("username", "admin"), ("password", "admin")];
    let token: Value = token.send_form(form).expect("Keycloak answers").into_body().read_json().expect("JSON");
    let bearer = format!("Bearer {}", token["access_token"].as_str().expect("A token"));
    let clients = format!("{origin}/admin/realms/minato/clients");
    for client in ["renkei", "renkei-canary"] {
        let found = agent().get(format!("{clients}?clientId={client}")).header("Authorization", &bearer).call().expect("Keycloak answers");
        let found: Value = found.into_body().read_json().expect("JSON");
        let id = found[0]["id"].as_str().expect("The client");
        let done = agent().delete(format!("{clients}/{id}")).header("Authorization", &bearer).call().expect("Keycloak answers");
        assert_eq!(done.status(), 204);
    }
}

#[test]
fn both_guides_hold_the_same_commands() {
    assert_eq!(blocks("issuers-guide.ja.md"), blocks("issuers-guide.md"));
}

#[test]
fn one_registration_and_three_files_make_keycloak_tell_everything() {
    let port = free_port();
    let front = Front::open(port);
    let reader = Reader::new(&front.origin);
    let home = reader.folder.join("keycloak");
    let server = keycloak_as(home.clone(), port, &front.origin);
    take_the_clients_away(&front.origin);
    let metadata = format!("{}/.well-known/openid-configuration", server.issuer);
    connector(&["obtain", &metadata, "kakeibo", "kakeibo-secret", "openid statements", "carol", "carol"]);

    let all = blocks("issuers-guide.md");
    let (names, rest) = all.split_first().expect("Blocks");
    let mut outputs = Vec::new();
    for block in rest {
        match block.language.as_str() {
            "json" => reader.write(block),
            "nginx" => front.serve(locations(&reader.replaced(&block.text))),
            "sh" => outputs.push(reader.run(names, block, &home.join("home")).out),
            other => panic!("nobody follows a block of {other}"),
        }
    }
    let out = outputs.concat();
    for told in ["Hiyori Inc.", "Four hours of maintenance", "would be used", "renkei-issuer file is served"] {
        assert!(out.contains(told), "{told}: {out}");
    }
    let files: Vec<String> =
        std::fs::read_dir(&reader.www).expect("A folder").flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(files.len(), 3, "exactly three static files: {files:?}");

    what_holders_read(&reader.profile, &server.issuer);
}

fn what_holders_read(profile: &Profile, issuer: &str) {
    let grants = profile.grants();
    let grant = grants.iter().find(|grant| grant["connector"]["id"] == "kakeibo").expect("The grant");
    let id = grant["id"].as_str().expect("An id");
    let explained = grant["permissions"].as_array().expect("Permissions").iter().find(|one| one["scope"] == "利用明細を見る（最長24か月）");
    assert_eq!(explained.expect("The scope")["access"], "reference", "the directory explains what Keycloak only names");

    let page = profile.run(&["connector", id, "--json"]);
    assert_eq!(page.code, 0, "{}", page.err);
    let page = page.json;
    assert_eq!(page["not_provided"], serde_json::json!([]), "every fact is there");
    assert_eq!(page["about_company"]["value"]["name"], "Hiyori Inc.");
    assert_eq!((&page["about_company"]["by"], &page["about_company"]["relayed_by"]), (&"connector".into(), &"issuer".into()));
    assert!(page["about_service"]["value"]["hours"]["now"]["until"].is_string(), "when it next opens or closes: {}", page["about_service"]);
    assert_eq!(page["compensation"]["value"]["first_payer"], "issuer");
    assert_eq!(page["contacts"]["value"].as_array().map(Vec::len), Some(7));
    assert_eq!(page["chain"]["value"][0]["name"], "Hakobune Analytics");
    assert_eq!(page["notices"][0]["id"], "2026-001");

    let english = profile.run(&["connector", id]);
    let said = format!("Published by {} as told by", page["issuer"]["name"].as_str().expect("A name"));
    assert!(english.out.matches(&said).count() >= 6, "each part says whose word it is: {}", english.out);
    for words in ["Haruka Hiyori", "Who pays first", "Main risks", "Four hours of maintenance", "Used without your permission"] {
        assert!(english.out.contains(words), "{words}: {}", english.out);
    }
    let japanese = profile.run(&["connector", id, "--lang", "ja"]);
    assert!(japanese.out.contains("日和 はるか") && japanese.out.contains("はじめに払う会社") && !japanese.out.contains("cli-"), "{}", japanese.out);

    let before = profile.run(&["revoke", id, "--preview", "--json"]).json;
    assert_eq!(before["statements"]["value"]["site"]["host"], "minato-card.example");
    assert_eq!((&before["export"]["value"]["host"], &before["deletion"]["value"]["host"]), (&"hiyori.example".into(), &"hiyori.example".into()));
    assert!(before["keeps"]["value"][0].is_string() && before["measured"]["figure"]["signed"].is_object(), "{before}");
    assert_eq!((&before["keeps"]["by"], &before["keeps"]["relayed_by"]), (&"connector".into(), &"issuer".into()));

    let inbox = profile.run(&["notices", "--json"]);
    assert_eq!(inbox.code, 0, "{}{}", inbox.out, inbox.err);
    let notice = &inbox.json["notices"][0];
    assert_eq!((&notice["id"], &notice["state"], &notice["by"]), (&"2026-001".into(), &"open".into(), &"connector".into()));
    assert_eq!(notice["concerns"][0]["id"], id);
    for feed in inbox.json["feeds"].as_array().expect("Feeds") {
        assert_eq!((&feed["published"], &feed["refused"]), (&true.into(), &Value::Null), "also after the key was changed: {feed}");
    }

    let doctor = profile.run(&["doctor", issuer, "--json"]);
    assert_eq!((doctor.code, &doctor.json["errors"]), (0, &0.into()), "{}{}", doctor.out, doctor.err);
    let codes: Vec<&str> = doctor.json["findings"].as_array().expect("Findings").iter().filter_map(|one| one["code"].as_str()).collect();
    for code in ["metadata_good", "pkce_good", "iss_good", "revocation_good", "grants_seen", "client_good", "own_file_good", "document_good", "token_as_asked"]
    {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    assert!(codes.contains(&"measured_signed"), "how quickly an ending takes effect was measured: {codes:?}");
    assert!(codes.contains(&"other_redirects") && codes.contains(&"revocation_untried"), "what cannot be seen is said: {codes:?}");
}
