//! What can be asked on the command line. Its help stands in `locales/`, see [`crate::help`].

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use renkei_core::domain::kept::Way;
use renkei_core::domain::listing::{Filter, Sort};
use renkei_core::domain::proof::Named;
use renkei_core::domain::record::Format;
use renkei_core::domain::text::Lang;
use serde::de::DeserializeOwned;

use crate::backup::Closing;
use crate::contact::{AboutWhat, OfCase};
use crate::deletion;
use crate::publish::{Act, OfKeys, OfReceipt, Wish};

pub(crate) const FILTERS: [&str; 9] = ["live", "moves_money", "writes", "unused", "expires_soon", "suspended", "ending_open", "ended", "all"];
pub(crate) const SORTS: [&str; 7] = ["weight", "service", "connector", "issuer", "expiry", "last_used", "granted"];

pub(crate) const WAYS: [&str; 4] = ["password", "ordered", "no_api", "other"];

#[derive(Parser)]
#[command(name = "renkei", version)]
pub(crate) struct Cli {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_parser = one_of::<Lang>(&["ja", "en"]), hide_possible_values = true)]
    pub(crate) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) profile: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) practice: bool,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "N", conflicts_with = "passphrase_file")]
    pub(crate) passphrase_fd: Option<u32>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Issuers,
    Connect {
        issuer: Option<String>,
        #[arg(long, conflicts_with = "issuer")]
        address: Option<String>,
        #[arg(long, requires = "address")]
        client_id: Option<String>,
    },
    Sync,
    Grants {
        #[arg(long, default_value = "", hide_default_value = true)]
        search: String,
        #[arg(long, value_parser = one_of::<Filter>(&FILTERS), default_value = "live", hide_default_value = true, hide_possible_values = true)]
        filter: Filter,
        #[arg(long, value_parser = one_of::<Sort>(&SORTS), default_value = "weight", hide_default_value = true, hide_possible_values = true)]
        sort: Sort,
        #[arg(long)]
        offline: bool,
    },
    Show {
        id: String,
    },
    Connector {
        id: String,
    },
    Revoke {
        #[arg(required_unless_present_any = ["connector", "notice", "all"])]
        id: Vec<String>,
        #[arg(long, value_name = "CONNECTOR", conflicts_with = "id")]
        connector: Option<String>,
        #[arg(long, value_name = "ID", conflicts_with_all = ["id", "connector"])]
        notice: Option<String>,
        #[arg(long, conflicts_with_all = ["id", "connector", "notice"])]
        all: bool,
        #[arg(long, requires = "all")]
        sign_out: bool,
        #[arg(long)]
        yes: bool,
        #[arg(long, conflicts_with_all = ["connector", "notice", "all"])]
        now_listed: bool,
        #[arg(long, conflicts_with_all = ["yes", "now_listed"])]
        preview: bool,
        #[arg(long, default_value_t = 60, hide_default_value = true)]
        wait: u64,
    },
    #[command(group = clap::ArgGroup::new("part").required(true))]
    Narrow {
        id: String,
        #[arg(long, value_name = "PERMISSION", num_args = 1.., group = "part")]
        keep: Vec<String>,
        #[arg(long, value_name = "PERMISSION", num_args = 1.., group = "part")]
        drop: Vec<String>,
        #[arg(long)]
        yes: bool,
        #[arg(long, conflicts_with = "yes")]
        preview: bool,
        #[arg(long, default_value_t = 60, hide_default_value = true)]
        wait: u64,
    },
    Endings {
        #[arg(value_name = "BATCH")]
        batch: Option<String>,
        #[arg(long, value_name = "BATCH", conflicts_with = "batch")]
        stop: Option<String>,
        #[arg(long, value_name = "BATCH", conflicts_with_all = ["batch", "stop"])]
        resume: Option<String>,
        #[arg(long, value_name = "BATCH", conflicts_with_all = ["batch", "stop", "resume"])]
        withdraw: Option<String>,
        #[arg(long, default_value_t = 0, hide_default_value = true)]
        wait: u64,
    },
    Until {
        id: String,
        #[arg(value_name = "YYYY-MM-DD", required_unless_present = "never")]
        day: Option<chrono::NaiveDate>,
        #[arg(long)]
        end_by_itself: bool,
        #[arg(long, conflicts_with = "end_by_itself")]
        ask: bool,
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
        #[arg(long, conflicts_with_all = ["day", "end_by_itself", "ask", "why"])]
        never: bool,
    },
    SignIns,
    SignOut {
        account: Option<String>,
        #[arg(long, conflicts_with = "account")]
        all: bool,
    },
    #[command(args_conflicts_with_subcommands = true)]
    Records {
        #[arg(long)]
        verify: bool,
        #[command(subcommand)]
        act: Option<OfRecords>,
    },
    Proof {
        id: String,
        #[arg(long, value_parser = one_of::<Format>(&["pdf", "json"]), default_value = "pdf", hide_default_value = true, hide_possible_values = true)]
        format: Format,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    #[command(args_conflicts_with_subcommands = true)]
    Notices {
        #[arg(long, value_name = "ID")]
        read: Option<String>,
        #[arg(long, value_name = "ID", conflicts_with = "read")]
        calendar: Option<String>,
        #[arg(long, value_name = "ISSUER", conflicts_with_all = ["read", "calendar"])]
        trust_keys: Option<String>,
        #[arg(long)]
        offline: bool,
        #[command(subcommand)]
        act: Option<Act>,
    },
    Kept {
        #[arg(long, value_name = "ID")]
        ended: Option<String>,
        #[arg(long, value_name = "ID", conflicts_with = "ended")]
        reopen: Option<String>,
        #[arg(long, value_name = "ID", conflicts_with_all = ["ended", "reopen"])]
        erase: Option<String>,
    },
    Note {
        service: String,
        #[arg(long, value_parser = one_of::<Way>(&WAYS), default_value = "other", hide_default_value = true, hide_possible_values = true)]
        way: Way,
        #[arg(long)]
        place: Option<String>,
        #[arg(long)]
        how_to_end: Option<String>,
        #[arg(long)]
        memo: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        remind: Option<chrono::NaiveDate>,
    },
    #[command(args_conflicts_with_subcommands = true)]
    Receipt {
        #[arg(value_name = "FILE")]
        given: Option<String>,
        #[arg(long)]
        keep: bool,
        #[arg(long)]
        ask_stranger: bool,
        #[command(subcommand)]
        act: Option<OfReceipt>,
    },
    DeleteRequest {
        #[command(flatten)]
        wish: deletion::Wish,
    },
    Contact {
        #[command(flatten)]
        what: AboutWhat,
    },
    Contacts {
        #[arg(long, value_name = "FILE")]
        pdf: Option<PathBuf>,
    },
    Case {
        #[command(subcommand)]
        act: OfCase,
    },
    Directory {
        #[command(subcommand)]
        act: Act,
    },
    Keys {
        #[command(subcommand)]
        act: OfKeys,
    },
    WellKnown {
        file: PathBuf,
        #[command(flatten)]
        wish: Wish,
    },
    Doctor {
        issuer: String,
    },
    Events {
        #[arg(long, value_name = "N")]
        seen: Option<i64>,
        #[arg(long)]
        offline: bool,
    },
    Watch,
    Measure {
        issuer: String,
        #[arg(long)]
        last: bool,
    },
    Practice,
    Backup {
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        closing: Closing,
    },
    Restore {
        file: PathBuf,
        #[command(flatten)]
        closing: Closing,
    },
    #[cfg(feature = "browser")]
    #[command(hide = true)]
    Browser {
        #[arg(long)]
        ui: PathBuf,
        #[arg(long, default_value_t = 0, hide_default_value = true)]
        port: u16,
    },
}

/// What is done with the records as files.
#[derive(Subcommand)]
pub(crate) enum OfRecords {
    Export {
        #[arg(long, value_parser = one_of::<Format>(&["json", "csv"]), default_value = "json", hide_default_value = true, hide_possible_values = true)]
        format: Format,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    Verify {
        file: PathBuf,
        #[arg(long, value_name = "KEY")]
        key: Vec<Named>,
    },
}

impl Cli {
    /// Whether it is about the practice profile: some commands are, whatever else is said.
    pub(crate) fn practises(&self) -> bool {
        match self.command {
            Command::Practice => true,
            #[cfg(feature = "browser")]
            Command::Browser { .. } => true,
            Command::Issuers
            | Command::Connect { .. }
            | Command::Sync
            | Command::Grants { .. }
            | Command::Show { .. }
            | Command::Revoke { .. }
            | Command::Narrow { .. }
            | Command::Endings { .. }
            | Command::Until { .. }
            | Command::SignIns
            | Command::SignOut { .. }
            | Command::Records { .. }
            | Command::Proof { .. }
            | Command::Kept { .. }
            | Command::Note { .. }
            | Command::Receipt { .. }
            | Command::DeleteRequest { .. }
            | Command::Contact { .. }
            | Command::Contacts { .. }
            | Command::Case { .. }
            | Command::Connector { .. }
            | Command::Notices { .. }
            | Command::Directory { .. }
            | Command::Keys { .. }
            | Command::WellKnown { .. }
            | Command::Doctor { .. }
            | Command::Events { .. }
            | Command::Backup { .. }
            | Command::Restore { .. }
            | Command::Watch
            | Command::Measure { .. } => self.practice,
        }
    }
}

/// One of some words, which are the values of `T` in JSON; `-` is as good as `_`.
pub(crate) fn one_of<T: DeserializeOwned + Clone + Send + Sync + 'static>(words: &'static [&'static str]) -> impl TypedValueParser<Value = T> {
    let values = words.iter().map(|word| PossibleValue::new(*word).alias(word.replace('_', "-")));
    PossibleValuesParser::new(values).try_map(|word| serde_json::from_value(serde_json::Value::String(word.replace('-', "_"))))
}
