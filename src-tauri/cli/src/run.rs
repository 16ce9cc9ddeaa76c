//! Each command: ask by dispatch, wait where something goes on, show.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use renkei_cli::{practice, profile};
use renkei_core::domain::ending::State;
use renkei_core::domain::issuer::Trouble;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{
    ConnectState, ConnectView, ConsequencesView, EndingView, Failure, GrantListView, GrantPageView, GrantView, IssuerView, RecordListView, RecordsCheckView,
    SignInView, SignedOutView, SyncView, dispatch,
};
use renkei_core::secret::Passphrase;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::host::Terminal;
use crate::{Cli, Command, show};

/// Longest time to wait for lists.
const SYNC: Duration = Duration::from_secs(45);
/// How often a state is looked at while waiting.
const LOOK: Duration = Duration::from_millis(60);

const OK: u8 = 0;
const USAGE: u8 = 2;
const NOT_ENDED: u8 = 3;
const GOES_ON: u8 = 4;
const PARTLY: u8 = 5;

pub(crate) struct Session {
    open: profile::Open,
    pub(crate) lang: Lang,
    pub(crate) json: bool,
}

pub(crate) async fn run(cli: Cli, lang: Lang, terminal: bool) -> anyhow::Result<u8> {
    let folder = match &cli.profile {
        Some(folder) => folder.clone(),
        None => profile::default_folder(cli.practice)?,
    };
    if matches!(cli.command, Command::Practice) {
        return serve_practice(&folder, cli.json, lang).await;
    }
    if let Command::Revoke { yes: false, .. } = cli.command
        && !terminal
    {
        eprintln!("{}", show::words(lang).get("cli-needs-yes"));
        return Ok(USAGE);
    }
    #[cfg(feature = "browser")]
    if let Command::Browser { ui, port } = &cli.command {
        return crate::browser::serve(&folder, ui, *port).await.map(|()| OK);
    }
    let open = if cli.practice {
        profile::open_practice(&folder, Arc::new(practice::Visitor::alone())).await?
    } else {
        let ask = |new: bool| passphrase(cli.passphrase_file.as_deref(), cli.passphrase_fd, terminal, new, lang);
        profile::open(&folder, Arc::new(Terminal), ask).await?
    };
    let session = Session { open, lang, json: cli.json };
    let done = session.carry_out(cli.command, cli.practice).await;
    session.open.close().await;
    done
}

impl Session {
    async fn carry_out(&self, command: Command, practice: bool) -> anyhow::Result<u8> {
        if practice && !matches!(command, Command::Issuers | Command::Connect { .. } | Command::Records { .. }) {
            for failed in practice::sign_in_everywhere(self.open.desk.as_ref()).await {
                show::not_connected(self, &failed);
            }
        }
        match command {
            Command::Issuers => self.issuers().await,
            Command::Connect { issuer, address, client_id } => self.connect(issuer, address, client_id).await,
            Command::Sync => {
                let synced = self.sync().await?;
                show::synced(self, &synced);
                Ok(partly(&synced))
            }
            Command::Grants { search, filter, sort, offline } => {
                let synced = if offline { self.call("sync", json!({})).await? } else { self.sync().await? };
                let mut all: GrantListView = self.call("list_grants", json!({ "search": search, "filter": filter, "sort": sort, "limit": 500 })).await?;
                while let Some(cursor) = all.next_cursor.take() {
                    let request = json!({ "search": search, "filter": filter, "sort": sort, "limit": 500, "cursor": cursor });
                    let page: GrantListView = self.call("list_grants", request).await?;
                    all.grants.extend(page.grants);
                    all.next_cursor = page.next_cursor;
                }
                show::grants(self, &all);
                Ok(partly(&synced))
            }
            Command::Show { id } => {
                self.first_list().await?;
                let grant = self.find(&id).await?;
                let page: GrantPageView = self.call("read_grant", json!({ "grant": grant.id })).await?;
                show::grant(self, &page);
                Ok(OK)
            }
            Command::Revoke { id, yes, wait } => self.revoke(&id, yes, Duration::from_secs(wait)).await,
            Command::SignIns => {
                let all: Vec<SignInView> = self.call("list_sign_ins", json!({})).await?;
                show::sign_ins(self, &all);
                Ok(OK)
            }
            Command::SignOut { account, all } => {
                let request = match account {
                    Some(account) => json!({ "one": { "account": account } }),
                    None if all => json!("all"),
                    None => {
                        eprintln!("{}", show::words(self.lang).get("cli-needs-account"));
                        return Ok(USAGE);
                    }
                };
                let done: Vec<SignedOutView> = self.call("sign_out", request).await?;
                show::signed_out(self, &done);
                Ok(OK)
            }
            Command::Records { verify: true } => {
                let check: RecordsCheckView = self.call("verify_records", json!({})).await?;
                show::check(self, &check);
                Ok(u8::from(check.broken.is_some()))
            }
            Command::Records { verify: false } => {
                let mut all: RecordListView = self.call("list_records", json!({ "limit": 500 })).await?;
                while let Some(before) = all.before.take() {
                    let page: RecordListView = self.call("list_records", json!({ "limit": 500, "before": before })).await?;
                    all.records.extend(page.records);
                    all.before = page.before;
                }
                show::records(self, &all);
                Ok(OK)
            }
            Command::Practice => Ok(OK),
            #[cfg(feature = "browser")]
            Command::Browser { .. } => Ok(OK),
        }
    }

    async fn issuers(&self) -> anyhow::Result<u8> {
        let all: Vec<IssuerView> = self.call("list_issuers", json!({})).await?;
        show::issuers(self, &all);
        Ok(OK)
    }

    async fn connect(&self, issuer: Option<String>, address: Option<String>, client_id: Option<String>) -> anyhow::Result<u8> {
        let request = match (issuer, address) {
            (Some(issuer), _) => json!({ "catalogue": { "issuer": issuer } }),
            (None, Some(url)) => {
                eprintln!("{}", show::words(self.lang).get("cli-address-warning"));
                json!({ "address": { "url": url, "client_id": client_id } })
            }
            (None, None) => {
                eprintln!("{}", show::words(self.lang).get("cli-needs-issuer"));
                return Ok(USAGE);
            }
        };
        let done = self.attempt(request).await?;
        show::connected(self, &done);
        if let ConnectState::Connected { .. } = done.state {
            self.sync().await?;
            return Ok(OK);
        }
        Ok(1)
    }

    /// Starts an attempt and waits until it is over.
    async fn attempt(&self, request: Value) -> anyhow::Result<ConnectView> {
        let mut view: ConnectView = self.call("connect_issuer", request).await?;
        let mut told = false;
        loop {
            match &view.state {
                ConnectState::Discovering | ConnectState::Finishing => {}
                ConnectState::InBrowser { url, .. } => {
                    if !std::mem::replace(&mut told, true) && self.open.addresses.is_none() {
                        show::in_browser(self, &view, url);
                    }
                }
                ConnectState::NeedsClientId | ConnectState::Connected { .. } | ConnectState::Cancelled | ConnectState::Failed { .. } => return Ok(view),
            }
            tokio::time::sleep(LOOK).await;
            view = self.call("read_connect", json!({ "connect": view.id })).await?;
        }
    }

    /// Asks all issuers and waits for their answers, each for itself.
    async fn sync(&self) -> anyhow::Result<SyncView> {
        let mut view: SyncView = self.call("sync", json!({ "now": true })).await?;
        let until = tokio::time::Instant::now() + SYNC;
        while view.accounts.iter().any(|state| state.account.busy) && tokio::time::Instant::now() < until {
            tokio::time::sleep(LOOK).await;
            view = self.call("sync", json!({})).await?;
        }
        Ok(view)
    }

    /// Waits for lists that were never there.
    async fn first_list(&self) -> anyhow::Result<()> {
        let view: SyncView = self.call("sync", json!({})).await?;
        if view.accounts.iter().any(|state| state.account.as_of.is_none()) {
            self.sync().await?;
        }
        Ok(())
    }

    /// A grant by its id, or the end of it.
    async fn find(&self, id: &str) -> anyhow::Result<GrantView> {
        let mut cursor: Option<String> = None;
        let mut found = Vec::new();
        loop {
            let page: GrantListView = self.call("list_grants", json!({ "filter": "all", "limit": 500, "cursor": cursor })).await?;
            found.extend(
                page.own.into_iter().chain(page.grants).filter(|grant| grant.id.to_string() == id || (id.len() >= 6 && grant.id.to_string().ends_with(id))),
            );
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        found.dedup_by_key(|grant| grant.id);
        if found.len() > 1 {
            anyhow::bail!(show::words(self.lang).get("cli-many"));
        }
        found.pop().ok_or_else(|| anyhow::anyhow!(show::words(self.lang).get("cli-none")))
    }

    async fn revoke(&self, id: &str, yes: bool, wait: Duration) -> anyhow::Result<u8> {
        self.first_list().await?;
        let grant = self.find(id).await?;
        if grant.own {
            eprintln!("{}", show::words(self.lang).get("own-how-to-end"));
            return Ok(USAGE);
        }
        if !yes {
            let before: ConsequencesView = self.call("preview_ending", json!({ "grant": grant.id })).await?;
            show::before(self, &before);
            if !show::confirmed(self)? {
                eprintln!("{}", show::words(self.lang).get("cli-not-confirmed"));
                return Ok(NOT_ENDED);
            }
        }
        let mut ending: EndingView = self.call("end_grant", json!({ "grant": grant.id, "seen_birth": grant.birth })).await?;
        let until = tokio::time::Instant::now() + wait;
        while !ending.state.is_settled() && ending.state != State::NeedsYou && tokio::time::Instant::now() < until {
            tokio::time::sleep(LOOK).await;
            ending = self.call::<Option<EndingView>>("read_ending", json!({ "grant": grant.id })).await?.context("The ending is on disk")?;
        }
        show::ending(self, &grant, &ending);
        Ok(match ending.state {
            State::Verified => OK,
            State::Refused | State::Superseded | State::Disputed => NOT_ENDED,
            State::Asked | State::Sent | State::Accepted | State::Waiting | State::NeedsYou => GOES_ON,
        })
    }

    pub(crate) async fn call<T: DeserializeOwned>(&self, name: &str, request: Value) -> anyhow::Result<T> {
        let answer = dispatch(self.open.desk.as_ref(), self.lang, name, request).await.map_err(show::Failed)?;
        serde_json::from_value(answer).with_context(|| format!("Read the answer of {name}"))
    }
}

fn partly(synced: &SyncView) -> u8 {
    let troubled = synced.accounts.iter().any(|state| state.account.trouble.is_some() || state.account.busy);
    if troubled { PARTLY } else { OK }
}

async fn serve_practice(folder: &Path, json: bool, lang: Lang) -> anyhow::Result<u8> {
    std::fs::create_dir_all(folder).context("Make the folder")?;
    let (practice, addresses) = practice::find_or_start(folder).await?;
    show::practice(&addresses, practice.is_some(), json, lang);
    if let Some(practice) = practice {
        tokio::signal::ctrl_c().await.context("Wait for the end")?;
        practice.shutdown().await;
    }
    Ok(OK)
}

/// The passphrase: from a file or descriptor, else from a person at a terminal, never from the command line.
fn passphrase(file: Option<&Path>, descriptor: Option<u32>, terminal: bool, new: bool, lang: Lang) -> Option<Passphrase> {
    if let Some(file) = file {
        return profile::passphrase_from(file);
    }
    if let Some(descriptor) = descriptor {
        return profile::passphrase_from(Path::new(&format!("/dev/fd/{descriptor}")));
    }
    if !terminal {
        return None;
    }
    let words = show::words(lang);
    let first = rpassword::prompt_password(words.get(if new { "cli-new-passphrase" } else { "cli-passphrase" })).ok()?;
    if new && rpassword::prompt_password(words.get("cli-passphrase-again")).ok()? != first {
        eprintln!("{}", words.get("cli-passphrase-differs"));
        return None;
    }
    (!first.is_empty()).then(|| Passphrase::new(first))
}

/// An account that could not be asked, in words.
pub(crate) fn trouble_id(trouble: Trouble) -> String {
    let name = serde_json::to_value(trouble).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    format!("trouble-{}", name.replace('_', "-"))
}

/// Whether a failure came from the contract.
pub(crate) fn failure_of(error: &anyhow::Error) -> Option<Failure> {
    error.downcast_ref::<show::Failed>().map(|failed| failed.0.clone()).or_else(|| {
        let code = profile::code_of(error)?;
        Some(Failure { code, party: None, detail: Some(error.to_string()) })
    })
}
