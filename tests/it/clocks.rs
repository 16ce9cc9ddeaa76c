//! A device whose clock is wrong: the product in a process of the test's own, with a clock that the test sets.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::Duration;
use renkei_core::desk::driven::Driven;
use renkei_core::desk::{Outside, Profile};
use renkei_core::domain::Timestamp;
use renkei_core::domain::batch::Caps;
use renkei_core::domain::id::{AccountId, IssuerId};
use renkei_core::domain::issuer::IssuerKind;
use renkei_core::domain::supply::Supply;
use renkei_core::domain::text::{Lang, Text};
use renkei_core::ipc::{ProfileKind, VaultKind, dispatch};
use renkei_core::issuers::adapters::AdapterKind;
use renkei_core::issuers::discovery::{Redirect, Site};
use renkei_core::issuers::wire::Tokens;
use renkei_core::ports::{Clock, Host, Http, HttpError, Machine, Random, Request, Response, Vault, VaultError};
use renkei_core::secret::{AccessToken, Entry};
use renkei_core::store::accounts::Account;
use renkei_core::store::issuers::Issuer;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// What the device and the issuer take the time for, and what the issuer lists.
#[derive(Clone)]
struct World {
    device: Timestamp,
    issuer: Timestamp,
    listed: Vec<Value>,
}

/// All of the outside.
struct Around {
    world: Mutex<World>,
    vault: Mutex<BTreeMap<String, String>>,
}

impl Around {
    fn world(&self) -> World {
        self.world.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, set: impl FnOnce(&mut World)) {
        set(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

#[async_trait]
impl Clock for Around {
    fn now(&self) -> Timestamp {
        self.world().device
    }

    async fn wait_until(&self, _at: Timestamp) {
        std::future::pending::<()>().await;
    }
}

impl Random for Around {
    fn fill(&self, bytes: &mut [u8]) {
        fastrand::fill(bytes);
    }
}

#[async_trait]
impl Vault for Around {
    async fn load(&self, name: &str) -> Result<Option<Entry>, VaultError> {
        Ok(self.vault.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned().map(Entry::new))
    }

    async fn save(&self, name: &str, entry: &Entry) -> Result<(), VaultError> {
        self.vault.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), entry.expose().to_owned());
        Ok(())
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.vault.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

#[async_trait]
impl Http for Around {
    async fn send(&self, request: Request) -> Result<Response, HttpError> {
        let world = self.world();
        let (status, body) = match request.url.path() {
            "/grants" | "/grants/" => (200, json!({ "items": world.listed })),
            _ => (404, json!({ "title": "No" })),
        };
        let headers = [("content-type", "application/json".to_owned()), ("date", world.issuer.to_rfc2822())].into();
        Ok(Response { status, headers, body: body.to_string().into_bytes() })
    }
}

#[async_trait]
impl Machine for Around {
    async fn supply(&self) -> Supply {
        Supply::default()
    }

    fn name(&self) -> String {
        String::new()
    }
}

impl Host for Around {}

/// A device on which one issuer is signed in to.
struct Device {
    _folder: tempfile::TempDir,
    around: Arc<Around>,
    // Dropped before the runtime that it lives in.
    driven: Option<Driven>,
    runtime: Runtime,
}

impl Device {
    fn new(now: Timestamp, listed: Vec<Value>) -> Self {
        let folder = tempfile::tempdir().expect("A folder");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("A runtime");
        let around = Arc::new(Around { world: Mutex::new(World { device: now, issuer: now, listed }), vault: Mutex::default() });
        let outside = Outside {
            clock: Arc::clone(&around) as _,
            random: Arc::clone(&around) as _,
            vault: Arc::clone(&around) as _,
            http: Arc::clone(&around) as _,
            machine: Arc::clone(&around) as _,
            host: Arc::clone(&around) as _,
        };
        let profile = Profile { folder: folder.path().to_owned(), kind: ProfileKind::Ordinary, vault: VaultKind::Keychain, operator: None, catalogue: None };
        let driven = runtime.block_on(async {
            let driven = Driven::open(profile, outside, None).await.expect("It opens");
            let access = AccessToken::new("a".into());
            let tokens = Tokens { access, access_expires_at: Some(now + Duration::days(9_000)), refresh: None, refresh_expires_at: None, scopes: None };
            driven.sign_in(&issuer(), &account(now), &tokens).await.expect("The sign-in is kept");
            driven
        });
        let mut device = Self { _folder: folder, around, driven: Some(driven), runtime };
        device.settle();
        device
    }

    /// Works until nothing is left to do.
    fn settle(&mut self) {
        let driven = self.driven.as_mut().expect("It is open");
        self.runtime.block_on(async {
            for _ in 0..40 {
                driven.work().await.expect("It works");
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                while driven.arrived().await.expect("It works").0 > 0 {
                    driven.take(0).await.expect("It is taken in");
                }
            }
        });
    }

    fn ask(&self, name: &'static str, request: Value) -> Value {
        let driven = self.driven.as_ref().expect("It is open");
        self.runtime.block_on(dispatch(driven.desk(), Lang::En, name, request)).expect("An answer")
    }

    /// How many lines of the records have their content, of how many.
    fn lines(&self) -> (usize, usize) {
        let all = self.ask("list_records", json!({}))["records"].as_array().cloned().expect("Lines");
        (all.iter().filter(|line| !line["act"].is_null()).count(), all.len())
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        let _inside = self.runtime.enter();
        drop(self.driven.take());
    }
}

fn issuer() -> Issuer {
    let url = |path: &str| format!("https://issuer.example/{path}").parse().expect("An address");
    let site = Site {
        issuer: "https://issuer.example".into(),
        authorization_endpoint: url("authorize"),
        token_endpoint: url("token"),
        revocation_endpoint: None,
        registration_endpoint: None,
        iss_promised: true,
        client_id: "renkei".into(),
        redirect: Redirect::LoopbackAnyPort,
        scopes: vec![],
        adapter: AdapterKind::Profile,
        grants: url("grants/"),
        poll_seconds: 60,
        userinfo_endpoint: None,
        canary: None,
        complaints: false,
        narrowing: None,
        endings: Caps::default(),
    };
    Issuer { id: IssuerId("issuer".into()), name: Text::plain("Issuer"), kind: IssuerKind::Card, vouched: true, site }
}

fn account(now: Timestamp) -> Account {
    Account {
        id: AccountId::new(now, [1; 10]),
        issuer: IssuerId("issuer".into()),
        subject: "s".into(),
        label: None,
        scopes: vec![],
        since: now,
        access_until: None,
        refresh_until: None,
        renewable: false,
        signed_in: true,
        as_of: None,
        trouble: None,
        sync_wanted: Some(now),
        next_sync_at: now,
        failures: 0,
    }
}

fn item() -> Value {
    json!({ "id": "k", "birth": "b", "status": { "state": "active" }, "connector": { "id": "c", "name": { "ja": "つなぎ", "en": "Connector" } } })
}

#[test]
fn records_are_erased_by_rule_only_when_the_issuer_too_says_that_the_time_is_over() {
    let now: Timestamp = "2026-11-21T09:00:00Z".parse().expect("A time");
    let mut device = Device::new(now, vec![item()]);
    device.around.set(|world| {
        world.listed.clear();
        world.device += Duration::hours(1);
        world.issuer += Duration::hours(1);
    });
    device.settle();
    let (whole, count) = device.lines();
    assert!(whole == count && count >= 4, "connected, seen, gone: {count}");
    // By mistake: everything else still says today.
    device.around.set(|world| world.device = now + Duration::days(800));
    device.settle();
    let (whole, count) = device.lines();
    assert_eq!(whole, count, "nothing is erased");
    // Two years later indeed.
    device.around.set(|world| {
        world.device += Duration::days(1);
        world.issuer = world.device;
    });
    device.settle();
    device.around.set(|world| world.device += Duration::days(2));
    device.settle();
    let (whole, count) = device.lines();
    assert_eq!(count - whole, 2, "that it was seen, and that it was gone");
    assert_eq!(device.ask("verify_records", json!({}))["broken"], Value::Null);
}
