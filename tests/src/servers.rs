//! Real authorization servers, and the person's real browser.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::{Done, Profile, root, wait};

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("A port");
    listener.local_addr().expect("An address").port()
}

/// A file beside the tests.
pub fn file(name: &str) -> PathBuf {
    root().join("tests").join(name)
}

/// A server that is ended when dropped.
pub struct Server {
    stop: Box<dyn FnMut() + Send>,
    /// Its issuer identifier.
    pub issuer: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        (self.stop)();
    }
}

/// Keycloak with the realm `minato` on a port, which names itself by the origin of a reverse proxy before it.
pub fn keycloak_as(folder: PathBuf, port: u16, public: &str) -> Server {
    let issuer = format!("{public}/realms/minato");
    let (port, public) = (port.to_string(), public.to_owned());
    let call = move |verb: &str, folder: &PathBuf| {
        let mut command = Command::new("bash");
        command.arg(file("servers/keycloak.sh")).args([verb]).arg(folder).arg(&port).env("KEYCLOAK_PUBLIC", &public).stdin(Stdio::null());
        command.output().expect("bash")
    };
    let started = call("start", &folder);
    assert!(started.status.success(), "{}{}", String::from_utf8_lossy(&started.stdout), String::from_utf8_lossy(&started.stderr));
    Server { stop: Box::new(move || drop(call("stop", &folder))), issuer }
}

/// oidc-provider with the profile's routes.
pub fn oidc_provider() -> Server {
    let port = free_port();
    let mut child: Child = Command::new("node")
        .arg(file("servers/oidc-provider.mjs"))
        .arg(port.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("node");
    let issuer = format!("http://127.0.0.1:{port}");
    let metadata = format!("{issuer}/.well-known/openid-configuration");
    wait("oidc-provider", || crate::agent().get(&metadata).call().ok());
    let stop = move || {
        let _ = child.kill();
        let _ = child.wait();
    };
    Server { stop: Box::new(stop), issuer }
}

/// Connects an issuer by address; the person is real Chromium, opened as the system browser.
pub fn connect(profile: &Profile, words: &[&str], person: &str) -> Done {
    let all: Vec<&str> = ["connect", "--json"].iter().chain(words).copied().collect();
    let mut command = profile.command(&all);
    command.env("BROWSER", file("browser.mjs")).env("RENKEI_TEST_USER", person).env("RENKEI_TEST_PASSWORD", person);
    command.output().expect("The program starts").into()
}

/// What a connector was given.
pub struct Given {
    client: &'static str,
    refresh: String,
}

/// Lets a connector in as alice, by its own code.
pub fn give(issuer: &str, client: &'static str, scope: &str) -> Given {
    let tokens = connector(&["obtain", &metadata(issuer), client, &format!("{client}-secret"), scope, "alice", "alice"]);
    Given { client, refresh: tokens["refresh_token"].as_str().expect("A refresh token").to_owned() }
}

impl Given {
    /// Which connector.
    pub fn client(&self) -> &'static str {
        self.client
    }

    /// What the server itself answers the connector's own refresh token: the status, and the error. A new token takes its place.
    pub fn refresh(&mut self, issuer: &str) -> (u64, Value) {
        let answer = connector(&["refresh", &metadata(issuer), self.client, &format!("{}-secret", self.client), &self.refresh]);
        if let Some(rotated) = answer["refresh_token"].as_str() {
            rotated.clone_into(&mut self.refresh);
        }
        (answer["status"].as_u64().unwrap_or_default(), answer["error"].clone())
    }
}

fn metadata(issuer: &str) -> String {
    format!("{issuer}/.well-known/openid-configuration")
}

/// The connectors' own HTTP code, which shares nothing with the code under test.
pub fn connector(words: &[&str]) -> Value {
    let output = Command::new("node").arg(file("servers/connector.mjs")).args(words).stdin(Stdio::null()).output().expect("node");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

/// Tokens of the app itself as alice, obtained by that other code.
pub fn tokens_of_the_app(server: &Server) -> Value {
    let metadata = format!("{}/.well-known/openid-configuration", server.issuer);
    let words = ["obtain", &metadata, "renkei", "", "openid offline_access grants:read grants:end", "alice", "alice"];
    let mut command = Command::new("node");
    command.arg(file("servers/connector.mjs")).args(words).env("CONNECTOR_REDIRECT_URI", "http://127.0.0.1/callback").stdin(Stdio::null());
    serde_json::from_slice(&command.output().expect("node").stdout).expect("Tokens")
}
