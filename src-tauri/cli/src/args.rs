//! What can be asked on the command line. Its help stands in `locales/`, see [`crate::help`].

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use renkei_core::domain::listing::{Filter, Sort};
use renkei_core::domain::text::Lang;
use serde::de::DeserializeOwned;

pub(crate) const FILTERS: [&str; 9] = ["live", "moves_money", "writes", "unused", "expires_soon", "suspended", "ending_open", "ended", "all"];
pub(crate) const SORTS: [&str; 7] = ["weight", "service", "connector", "issuer", "expiry", "last_used", "granted"];

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
    Revoke {
        id: String,
        #[arg(long)]
        yes: bool,
        #[arg(long)]
        now_listed: bool,
        #[arg(long, default_value_t = 60, hide_default_value = true)]
        wait: u64,
    },
    SignIns,
    SignOut {
        account: Option<String>,
        #[arg(long, conflicts_with = "account")]
        all: bool,
    },
    Records {
        #[arg(long)]
        verify: bool,
    },
    Notices {
        #[arg(long, value_name = "ID")]
        read: Option<String>,
        #[arg(long)]
        offline: bool,
    },
    Events {
        #[arg(long, value_name = "N")]
        seen: Option<i64>,
        #[arg(long)]
        offline: bool,
    },
    Watch,
    Practice,
    #[cfg(feature = "browser")]
    #[command(hide = true)]
    Browser {
        #[arg(long)]
        ui: PathBuf,
        #[arg(long, default_value_t = 0, hide_default_value = true)]
        port: u16,
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
            | Command::SignIns
            | Command::SignOut { .. }
            | Command::Records { .. }
            | Command::Notices { .. }
            | Command::Events { .. }
            | Command::Watch => self.practice,
        }
    }
}

/// One of some words, which are the values of `T` in JSON; `-` is as good as `_`.
fn one_of<T: DeserializeOwned + Clone + Send + Sync + 'static>(words: &'static [&'static str]) -> impl TypedValueParser<Value = T> {
    let values = words.iter().map(|word| PossibleValue::new(*word).alias(word.replace('_', "-")));
    PossibleValuesParser::new(values).try_map(|word| serde_json::from_value(serde_json::Value::String(word.replace('-', "_"))))
}
