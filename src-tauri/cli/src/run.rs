//! Each command: ask by dispatch, wait where something goes on, show.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context as _;
use renkei_cli::{practice, profile};
use renkei_core::domain::document::DocumentKind;
use renkei_core::domain::issuer::Trouble;
use renkei_core::ipc::{
    CalendarView, ConnectIssuer, ConnectState, ConnectView, ConnectorPageView, EventView, GrantListView, GrantPageView, InboxView, IssuerView, ListGrants,
    OfNotice, ProfileKind, RecordListView, RecordsCheckView, SignInView, SignedOutView, SnapshotView, Steer, SyncView, dispatch,
};
use renkei_core::ports::Host;
use renkei_core::secret::Passphrase;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::args::{Cli, Command, OfRecords};
use crate::backup::Keeper;
use crate::doctor;
use crate::fault::{Code, FAILED, Refused};
use crate::host::Terminal;
use crate::kept::{Become, Written};
use crate::many::Meant;
use crate::proof;
use crate::publish;
use crate::revoke::{Asked, Wish};
use crate::show::{self, Reader};

/// Longest time to wait for lists.
const SYNC: Duration = Duration::from_secs(45);
/// How often a state is looked at while waiting.
pub(crate) const LOOK: Duration = Duration::from_millis(60);

/// How often a watch looks for what was noted.
const WATCH: Duration = Duration::from_secs(1);

pub(crate) const OK: u8 = 0;
pub(crate) const PARTLY: u8 = 5;

pub(crate) struct Session<'a> {
    pub(crate) open: profile::Open,
    pub(crate) reader: &'a Reader,
    /// Whether a person sits there who can be asked.
    pub(crate) terminal: bool,
    /// The ending that was asked for, while it is waited for.
    pub(crate) asked: Mutex<Option<Asked>>,
}

pub(crate) async fn run(cli: Cli, reader: &Reader, terminal: bool) -> anyhow::Result<u8> {
    // The issuer's tool stands on no profile.
    if let Command::Directory { act } = &cli.command {
        return publish::run(DocumentKind::Directory, act, reader).await;
    }
    if let Command::Notices { act: Some(act), .. } = &cli.command {
        return publish::run(DocumentKind::Notices, act, reader).await;
    }
    if let Command::Receipt { act: Some(act), .. } = &cli.command {
        return publish::receipt(act, reader).await;
    }
    if let Command::Keys { act } = &cli.command {
        return publish::keys(act, reader);
    }
    if let Command::WellKnown { file, wish } = &cli.command {
        return publish::well_known(file, wish, reader);
    }
    // A stranger checks a file with nothing but the file.
    if let Command::Records { act: Some(OfRecords::Verify { file, key }), .. } = &cli.command {
        return proof::verify(file, key, reader);
    }
    let practice = cli.practises();
    let folder = match &cli.profile {
        Some(folder) => folder.clone(),
        None => profile::default_folder(practice)?,
    };
    match &cli.command {
        Command::Practice => return serve_practice(&folder, reader).await,
        #[cfg(feature = "browser")]
        Command::Browser { ui, port } => return crate::browser::serve(&folder, ui, *port).await.map(|()| OK),
        Command::Doctor { issuer } if !practice && doctor::stands_alone(&folder, issuer) => return doctor::alone(issuer, reader).await,
        Command::Revoke { yes: false, now_listed: false, preview: false, .. } if !terminal => return Err(Refused::plain(Code::NeedsYes).into()),
        Command::Narrow { yes: false, preview: false, .. } if !terminal => return Err(Refused::plain(Code::NeedsYes).into()),
        Command::Connect { issuer: None, address: None, .. } => return Err(Refused::plain(Code::NeedsIssuer).into()),
        Command::SignOut { account: None, all: false } => return Err(Refused::plain(Code::NeedsAccount).into()),
        _ => {}
    }
    let host: Arc<dyn Host> = match Keeper::of(&cli, terminal)? {
        Some(keeper) => Arc::new(keeper),
        None => Arc::new(Terminal),
    };
    let open = if practice {
        profile::open_practice(&folder, Arc::new(practice::Visitor::before(host))).await?
    } else {
        let ask = |new: bool| passphrase(cli.passphrase_file.as_deref(), cli.passphrase_fd, terminal, new, reader);
        profile::open(&folder, host, ask).await?
    };
    // To be stopped is how watching ends.
    let watching = matches!(cli.command, Command::Watch);
    let session = Session { open, reader, terminal, asked: Mutex::new(None) };
    let done = tokio::select! {
        done = session.carry_out(cli.command, practice) => done,
        _ = tokio::signal::ctrl_c() => if watching { Ok(OK) } else { session.interrupted().await },
    };
    // What is under way ends in order, unless the person does not want to wait for that either.
    tokio::select! {
        () = session.open.close() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    done
}

impl Session<'_> {
    async fn carry_out(&self, command: Command, practice: bool) -> anyhow::Result<u8> {
        let reader = self.reader;
        if practice
            && !matches!(command, Command::Issuers | Command::Connect { .. } | Command::Records { .. } | Command::Backup { .. } | Command::Restore { .. })
        {
            for failed in practice::sign_in_everywhere(self.open.desk.as_ref()).await {
                show::not_connected(reader, &failed);
            }
        }
        match command {
            Command::Issuers => {
                let all: Vec<IssuerView> = self.call("list_issuers", json!({})).await?;
                let SnapshotView { catalogue, .. } = self.call("snapshot", json!({})).await?;
                show::issuers(reader, &all, catalogue);
                Ok(OK)
            }
            Command::Connect { issuer, address, client_id } => self.connect(issuer, address, client_id).await,
            Command::Sync => {
                let synced = self.sync().await?;
                show::synced(reader, &synced);
                Ok(partly(&synced))
            }
            Command::Grants { search, filter, sort, offline } => {
                let synced = if offline { self.call("sync", json!({})).await? } else { self.sync().await? };
                let mut wanted = ListGrants { search, filter, sort, limit: Some(500), cursor: None };
                let mut all: GrantListView = self.call("list_grants", serde_json::to_value(&wanted)?).await?;
                while let Some(cursor) = all.next_cursor.take() {
                    wanted.cursor = Some(cursor);
                    let page: GrantListView = self.call("list_grants", serde_json::to_value(&wanted)?).await?;
                    all.grants.extend(page.grants);
                    all.next_cursor = page.next_cursor;
                }
                show::grants(reader, &all, &wanted);
                Ok(partly(&synced))
            }
            Command::Show { id } => {
                self.first_list().await?;
                let grant = self.find(&id).await?;
                let page: GrantPageView = self.call("read_grant", json!({ "grant": grant.id })).await?;
                show::grant(reader, &page);
                Ok(OK)
            }
            Command::Revoke { id, connector, notice, all, sign_out, yes, now_listed, preview, wait } => {
                let wish = Wish { yes, now_listed, preview, wait: Duration::from_secs(wait) };
                match (id.as_slice(), connector, notice) {
                    ([id], None, None) if !all => self.revoke(id, wish).await,
                    (_, Some(connector), _) => self.revoke_many(Meant::Connector(connector), sign_out, wish).await,
                    (_, None, Some(notice)) => self.revoke_many(Meant::Notice(notice), sign_out, wish).await,
                    (_, None, None) if all => self.revoke_many(Meant::Everything, sign_out, wish).await,
                    (_, None, None) => self.revoke_many(Meant::These(id), sign_out, wish).await,
                }
            }
            Command::Narrow { id, keep, drop, yes, preview, wait } => {
                let wish = Wish { yes, now_listed: false, preview, wait: Duration::from_secs(wait) };
                self.narrow(&id, &keep, &drop, wish).await
            }
            Command::Endings { batch, stop, resume, withdraw, wait } => {
                let steer = [(Steer::Stop, stop), (Steer::Resume, resume), (Steer::Withdraw, withdraw)];
                let steer = steer.into_iter().find_map(|(how, batch)| Some((how, batch?)));
                self.endings(batch, steer, Duration::from_secs(wait)).await
            }
            Command::Until { id, day, end_by_itself, why, .. } => self.until(&id, day, end_by_itself, why).await,
            Command::SignIns => {
                let all: Vec<SignInView> = self.call("list_sign_ins", json!({})).await?;
                show::sign_ins(reader, &all);
                Ok(OK)
            }
            Command::SignOut { account, .. } => {
                let request = match account {
                    Some(account) => json!({ "one": { "account": self.find_sign_in(&account).await?.account } }),
                    None => json!("all"),
                };
                let done: Vec<SignedOutView> = self.call("sign_out", request).await?;
                show::signed_out(reader, &done);
                Ok(OK)
            }
            Command::Records { act: Some(OfRecords::Export { format, out }), .. } => self.export_records(format, out.as_deref()).await,
            Command::Proof { id, format, out } => self.export_proof(&id, format, &out).await,
            Command::Records { verify: true, .. } => {
                let check: RecordsCheckView = self.call("verify_records", json!({})).await?;
                show::check(reader, &check);
                Ok(if check.broken.is_some() { FAILED } else { OK })
            }
            Command::Records { verify: false, .. } => {
                let mut all: RecordListView = self.call("list_records", json!({ "limit": 500 })).await?;
                while let Some(before) = all.before.take() {
                    let page: RecordListView = self.call("list_records", json!({ "limit": 500, "before": before })).await?;
                    all.records.extend(page.records);
                    all.before = page.before;
                }
                show::records(reader, &all);
                Ok(OK)
            }
            Command::Connector { id } => {
                self.first_list().await?;
                let grant = self.find(&id).await?;
                if grant.own {
                    return Err(Refused::about(Code::OwnSide, grant.id.to_string()).into());
                }
                let page: ConnectorPageView = self.call("read_connector", json!({ "grant": grant.id })).await?;
                show::connector(reader, &page);
                Ok(OK)
            }
            Command::Doctor { issuer } => self.doctor(&issuer).await,
            Command::Notices { trust_keys: Some(issuer), .. } => self.trust_keys(&issuer).await,
            Command::Notices { read, calendar, offline, trust_keys: None, .. } => {
                let synced = if offline { self.call("sync", json!({})).await? } else { self.sync().await? };
                if let Some(id) = calendar { self.calendar(&id).await } else { self.notices(read.as_deref(), &synced).await }
            }
            Command::Kept { ended, reopen, erase } => {
                let what = ended.map(Become::Ended).or(reopen.map(Become::Reopened)).or(erase.map(Become::Erased));
                self.kept(what).await
            }
            Command::Note { service, way, place, how_to_end, memo, remind } => self.note(Written { service, way, place, how_to_end, memo, remind }).await,
            Command::Receipt { given, keep, ask_stranger, .. } => {
                let given = given.ok_or_else(|| Refused::about(Code::MissingArgument, "FILE"))?;
                self.receipt(&given, keep, ask_stranger).await
            }
            Command::Contact { what } => self.contact(what).await,
            Command::Contacts { pdf } => self.contacts(pdf).await,
            Command::Case { act } => self.case(act).await,
            Command::DeleteRequest { wish } => self.delete_request(wish).await,
            Command::Events { seen, offline } => {
                let synced = if offline { self.call("sync", json!({})).await? } else { self.sync().await? };
                if let Some(event) = seen {
                    let _: Vec<EventView> = self.call("mark_event_seen", json!({ "event": event })).await?;
                }
                let all: Vec<EventView> = self.call("list_events", json!({})).await?;
                show::events(reader, &all, &synced);
                Ok(partly(&synced))
            }
            Command::Watch => self.watch().await,
            Command::Measure { issuer, last } => self.measure(&issuer, last).await,
            Command::Backup { .. } => self.backup().await,
            Command::Restore { .. } => self.restore().await,
            // These run without a session.
            Command::Practice | Command::Directory { .. } | Command::Keys { .. } | Command::WellKnown { .. } => Ok(OK),
            #[cfg(feature = "browser")]
            Command::Browser { .. } => Ok(OK),
        }
    }

    async fn connect(&self, issuer: Option<String>, address: Option<String>, client_id: Option<String>) -> anyhow::Result<u8> {
        let request = match (issuer, address) {
            (Some(id), _) => self.find_issuer(&id).await?,
            (None, address) => {
                show::address_warning(self.reader);
                ConnectIssuer::Address { url: address.unwrap_or_default(), client_id }
            }
        };
        let done = self.attempt(serde_json::to_value(request)?).await?;
        show::connected(self.reader, &done);
        match done.state {
            ConnectState::Connected { .. } => {
                self.sync().await?;
                Ok(OK)
            }
            ConnectState::Failed { why } => Err(why.into()),
            ConnectState::NeedsClientId => {
                let code = renkei_core::ipc::ErrorCode::NeedsClientId;
                Err(renkei_core::ipc::Failure { code, party: Some(done.party), detail: None }.into())
            }
            ConnectState::Cancelled | ConnectState::Discovering | ConnectState::InBrowser { .. } | ConnectState::Finishing => Ok(FAILED),
        }
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
                        show::in_browser(self.reader, &view, url);
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
        let until = tokio::time::Instant::now() + SYNC;
        loop {
            let kept = self.open.practice.as_ref();
            let run = kept.and_then(practice::Kept::run);
            let view = self.synced(until).await?;
            let lost = view.accounts.iter().any(|state| matches!(state.account.trouble, Some(Trouble::Offline | Trouble::TimedOut)));
            // The process that ran the practice issuers may have ended: they come back, and are asked anew.
            let came_back = match kept {
                Some(kept) if lost => kept.came_back(run.as_ref()).await,
                Some(_) | None => false,
            };
            if !came_back || tokio::time::Instant::now() >= until {
                return Ok(view);
            }
        }
    }

    async fn synced(&self, until: tokio::time::Instant) -> anyhow::Result<SyncView> {
        let mut view: SyncView = self.call("sync", json!({ "now": true })).await?;
        while view.accounts.iter().any(|state| state.account.busy) && tokio::time::Instant::now() < until {
            tokio::time::sleep(LOOK).await;
            view = self.call("sync", json!({})).await?;
        }
        Ok(view)
    }

    /// Waits for lists that were never there.
    pub(crate) async fn first_list(&self) -> anyhow::Result<()> {
        let view: SyncView = self.call("sync", json!({})).await?;
        if view.accounts.iter().any(|state| state.account.as_of.is_none()) {
            self.sync().await?;
        }
        Ok(())
    }

    /// Trusts the keys that an issuer serves now: the person's own act.
    async fn trust_keys(&self, issuer: &str) -> anyhow::Result<u8> {
        let inbox: InboxView = self.call("list_notices", json!({})).await?;
        let feed = inbox.feeds.into_iter().find(|feed| feed.issuer.id.as_str() == issuer && feed.may_trust_new_keys);
        let Some(feed) = feed else { return Err(Refused::about(Code::KeysNotLost, issuer).into()) };
        self.call::<Value>("trust_new_keys", json!({ "issuer": feed.issuer.id })).await?;
        let synced = self.sync().await?;
        self.notices(None, &synced).await
    }

    /// Prints a calendar entry as it is, for a file or a pipe.
    async fn calendar(&self, id: &str) -> anyhow::Result<u8> {
        let inbox: InboxView = self.call("list_notices", json!({})).await?;
        let notice = crate::find::notice(inbox.notices, id)?;
        if notice.starts_at.is_none() {
            return Err(Refused::about(Code::NoTime, notice.id).into());
        }
        let request = OfNotice { issuer: notice.issuer.id, notice: notice.id };
        let entry: CalendarView = self.call("notice_calendar", serde_json::to_value(request)?).await?;
        show::calendar(self.reader, &entry);
        Ok(OK)
    }

    /// Lists what is going on; with `read`, notes first that the person read one of them.
    async fn notices(&self, read: Option<&str>, synced: &SyncView) -> anyhow::Result<u8> {
        let mut inbox: InboxView = self.call("list_notices", json!({})).await?;
        if let Some(id) = read {
            let notice = crate::find::notice(inbox.notices, id)?;
            let request = OfNotice { issuer: notice.issuer.id, notice: notice.id };
            inbox = self.call("mark_notice_read", serde_json::to_value(request)?).await?;
        }
        show::notices(self.reader, &inbox, synced);
        let unheard = inbox.feeds.iter().any(|feed| feed.refused.is_some() || feed.expired);
        Ok(if unheard { PARTLY } else { partly(synced) })
    }

    /// Shows what the person did not see yet, and then whatever happens, until it is stopped.
    async fn watch(&self) -> anyhow::Result<u8> {
        let synced = self.sync().await?;
        show::watching(self.reader, &synced);
        let mut last = 0;
        loop {
            let unseen: Vec<EventView> = self.call("list_events", json!({ "unseen": true })).await?;
            for event in unseen.iter().rev().filter(|event| event.number > last) {
                show::event(self.reader, event);
            }
            last = unseen.first().map_or(last, |newest| newest.number.max(last));
            tokio::time::sleep(WATCH).await;
        }
    }

    pub(crate) async fn call<T: DeserializeOwned>(&self, name: &str, request: Value) -> anyhow::Result<T> {
        let answer = dispatch(self.open.desk.as_ref(), self.reader.lang, name, request).await?;
        serde_json::from_value(answer).with_context(|| format!("Read the answer of {name}"))
    }
}

fn partly(synced: &SyncView) -> u8 {
    let troubled = synced.accounts.iter().any(|state| state.account.trouble.is_some() || state.account.busy);
    if troubled { PARTLY } else { OK }
}

async fn serve_practice(folder: &Path, reader: &Reader) -> anyhow::Result<u8> {
    profile::prepare(folder, ProfileKind::Practice)?;
    let (practice, addresses) = practice::find_or_start(folder).await?;
    show::practice(reader, &addresses, practice.is_some());
    // Where another process runs them, this one goes on with them when that one ends.
    let kept = practice::Kept::keep(folder, practice, None);
    tokio::signal::ctrl_c().await.context("Wait for the end")?;
    kept.close().await;
    Ok(OK)
}

/// The passphrase: from a file or descriptor, else from a person at a terminal, never from the command line.
fn passphrase(file: Option<&Path>, descriptor: Option<u32>, terminal: bool, new: bool, reader: &Reader) -> anyhow::Result<Option<Passphrase>> {
    if let Some(file) = file {
        return Ok(Some(profile::passphrase_from(file)?));
    }
    if let Some(descriptor) = descriptor {
        return Ok(Some(profile::passphrase_from(Path::new(&format!("/dev/fd/{descriptor}")))?));
    }
    if !terminal {
        return Ok(None);
    }
    let ask = |id: &str| rpassword::prompt_password(reader.words.get(id)).context("Ask for the passphrase");
    let first = ask(if new { "cli-new-passphrase" } else { "cli-passphrase" })?;
    if new && ask("cli-passphrase-again")? != first {
        return Err(Refused::plain(Code::PassphraseDiffers).into());
    }
    Ok((!first.is_empty()).then(|| Passphrase::new(first)))
}
