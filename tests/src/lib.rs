//! The real terminal program and the practice issuers, as tests hold them.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::missing_panics_doc, reason = "a test that cannot go on fails where it stands")]
#![forbid(unsafe_code)]

pub mod front;
pub mod issuer;
pub mod kills;
pub mod servers;
pub mod sim;
pub mod stage;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// What a call of the program came to.
#[derive(Debug)]
pub struct Done {
    /// Exit code; -1 where it was killed.
    pub code: i32,
    /// Standard output as JSON; `Null` where it is not.
    pub json: Value,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Done {
    /// The failure that it said on standard error, in its JSON form.
    pub fn failure(&self) -> Value {
        let said = self.err.lines().find_map(|line| serde_json::from_str::<Value>(line).ok()?.get("failure").cloned());
        said.unwrap_or_else(|| panic!("no failure: {} {}", self.out, self.err))
    }
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let json = serde_json::from_str(&out).unwrap_or(Value::Null);
        Self { code: output.status.code().unwrap_or(-1), json, out, err: String::from_utf8_lossy(&output.stderr).into_owned() }
    }
}

/// The program under test.
pub fn program() -> PathBuf {
    std::env::var_os("RENKEI_CLI").map_or_else(|| root().join("target/debug/renkei"), PathBuf::from)
}

/// The root of the tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("The tests stand in the tree").to_owned()
}

/// A profile folder, gone when dropped.
pub struct Profile {
    /// The folder.
    pub folder: TempDir,
    practice: bool,
}

impl Profile {
    /// A practice profile that nobody used before.
    pub fn practice() -> Self {
        Self { folder: tempfile::tempdir().expect("A folder"), practice: true }
    }

    /// An ordinary profile, with a passphrase in place of a keychain.
    pub fn ordinary() -> Self {
        let folder = tempfile::tempdir().expect("A folder");
        std::fs::write(folder.path().join("passphrase"), "correct horse\n").expect("A passphrase file");
        Self { folder, practice: false }
    }

    /// A call that is not started yet.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.arg("--profile").arg(self.folder.path().join("profile")).stdin(Stdio::null());
        // No keychain and no display of the machine's: every machine gives the same.
        command.env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("DISPLAY").env("XDG_RUNTIME_DIR", self.folder.path()).env("LANG", "en_US.UTF-8");
        if self.practice {
            command.arg("--practice");
        } else {
            command.arg("--passphrase-file").arg(self.folder.path().join("passphrase"));
        }
        command.args(words);
        command
    }

    /// Runs a call to its end.
    pub fn run(&self, words: &[&str]) -> Done {
        self.command(words).output().expect("The program starts").into()
    }

    /// Connects the issuer at this address, whose pages ask nothing: the person's browser only follows where it is sent.
    pub fn connect(&self, address: &str, around: &[(&str, &str)]) -> Done {
        let mut command = self.command(&["connect", "--address", address, "--json"]);
        command.env("BROWSER", "curl -skLo /dev/null").envs(around.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("The program starts");
        // The app itself waits ten minutes for a person.
        wait("the sign-in", || child.try_wait().expect("A child"));
        child.wait_with_output().expect("Its output").into()
    }

    /// Runs the practice issuers in a process of their own.
    pub fn issuers(&self) -> Issuers {
        let mut child = self.command(&["practice", "--json"]).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().expect("The issuers start");
        let lock = self.folder.path().join("profile/issuers/practice.lock");
        wait("the practice issuers", || {
            assert!(child.try_wait().expect("A child").is_none(), "the issuers ended by themselves");
            let lock: Value = serde_json::from_slice(&std::fs::read(&lock).ok()?).ok()?;
            (lock.get("pid")?.as_u64()? == u64::from(child.id())).then_some(())
        });
        let lock: Value = serde_json::from_slice(&std::fs::read(&lock).expect("The lock file")).expect("JSON");
        Issuers { child, lock }
    }

    /// The person's own grants, without the app's own rows.
    pub fn grants(&self) -> Vec<Value> {
        let done = self.run(&["grants", "--json"]);
        assert_eq!(done.code, 0, "{}", done.err);
        let all = done.json.as_array().cloned().unwrap_or_else(|| panic!("no list: {} {}", done.out, done.err));
        all.into_iter().filter(|grant| grant["own"] == false).collect()
    }

    /// The person's own grants as they are known, without asking anybody.
    pub fn grants_known(&self) -> Vec<Value> {
        let done = self.run(&["grants", "--offline", "--json"]);
        let all = done.json.as_array().cloned().unwrap_or_else(|| panic!("no list: {} {}", done.out, done.err));
        all.into_iter().filter(|grant| grant["own"] == false).collect()
    }

    /// The grant that is listed now for the same connector and service.
    pub fn active_like(&self, grant: &Value) -> Value {
        let same = |other: &Value| ["issuer", "connector", "service"].iter().all(|of| other[of]["id"] == grant[of]["id"]);
        self.grants_known().into_iter().find(same).expect("The same connection")
    }

    /// An active grant at an issuer.
    pub fn active(&self, issuer: &str) -> Value {
        let found = self.grants().into_iter().find(|grant| grant["issuer"]["id"] == issuer && grant["status"] == "active");
        found.expect("The cast holds one")
    }
}

/// Practice issuers in a process of their own; ended when dropped.
pub struct Issuers {
    child: Child,
    lock: Value,
}

impl Issuers {
    /// Plays an event.
    pub fn event(&self, event: &Value) -> Value {
        self.post("/events", event)
    }

    /// Puts a fault into an issuer.
    pub fn fault(&self, fault: &Value) {
        self.post("/faults", fault);
    }

    /// Takes all faults away.
    pub fn no_faults(&self) {
        agent().delete(self.url("/faults")).header("Authorization", self.token()).call().expect("The control server answers");
    }

    /// What the issuer answers a connector that tries its own tokens now.
    pub fn connector_tries(&self, issuer: &str, remote: &str) -> Value {
        self.post("/connectors/try", &serde_json::json!({ "issuer": issuer, "grant": remote }))
    }

    /// A counter of one issuer.
    pub fn counter(&self, issuer: &str, name: &str) -> u64 {
        self.get("/counters")["issuers"][issuer][name].as_u64().expect("A counter")
    }

    /// Every complaint that the issuers have.
    pub fn complaints(&self) -> Vec<Value> {
        self.get("/complaints")["complaints"].as_array().cloned().expect("A list")
    }

    /// Every grant that the issuers hold.
    pub fn all_grants(&self) -> Vec<Value> {
        self.get("/grants")["grants"].as_array().cloned().expect("A list")
    }

    /// The issuer's own name of a grant of `minami`, found by connector, service and cover.
    pub fn remote(&self, grant: &Value) -> String {
        let same = |other: &Value| {
            other["holder"] == "minami"
                && other["issuer"] == grant["issuer"]["id"]
                && other["connector"]["id"] == grant["connector"]["id"]
                && other["service"]["id"] == grant["service"]["id"]
                && other["birth"] == grant["birth"]
        };
        self.all_grants().into_iter().find(same).expect("The same grant")["id"].as_str().expect("An id").to_owned()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let answer = agent().post(self.url(path)).header("Authorization", self.token()).send_json(body).expect("The control server answers");
        answer.into_body().read_json().unwrap_or(Value::Null)
    }

    fn get(&self, path: &str) -> Value {
        let answer = agent().get(self.url(path)).header("Authorization", self.token()).call().expect("The control server answers");
        answer.into_body().read_json().expect("JSON")
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.lock["control"].as_u64().expect("A control port"))
    }

    fn token(&self) -> String {
        format!("Bearer {}", self.lock["control_token"].as_str().expect("A control token"))
    }
}

impl Drop for Issuers {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that takes every status as an answer.
pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(20))).build().into()
}

/// Looks again and again, for at most a minute.
pub fn wait<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_mins(1), "waited for {what} in vain");
        std::thread::sleep(Duration::from_millis(50));
    }
}
