//! `renkei`: the product in a terminal, over the same dispatch as every other shell.
#![forbid(unsafe_code)]

#[cfg(feature = "browser")]
mod browser;
mod host;
mod run;
mod show;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use renkei_core::domain::listing::{Filter, Sort};
use renkei_core::domain::text::Lang;

/// See every service that you let into your cards and wallets, end any of them, and prove it.
#[derive(Parser)]
#[command(name = "renkei", version, after_help = EXIT_CODES)]
struct Cli {
    /// Answers as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// Language: ja or en; else the system's.
    #[arg(long, global = true)]
    lang: Option<String>,
    /// The folder of the profile.
    #[arg(long, global = true, value_name = "DIR")]
    profile: Option<PathBuf>,
    /// Try it with made-up issuers; needs nothing else, and no keychain.
    #[arg(long, global = true)]
    practice: bool,
    /// A file with the passphrase, for a machine without keychain.
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// An inherited descriptor with the passphrase.
    #[arg(long, global = true, value_name = "N", conflicts_with = "passphrase_file")]
    passphrase_fd: Option<u32>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The issuers that can be connected, and those that are.
    Issuers,
    /// Let this app in at an issuer, in the system browser.
    Connect {
        /// The issuer's id, as `issuers` lists it.
        issuer: Option<String>,
        /// The expert's door: an address. Only where you know for certain whose it is.
        #[arg(long, conflicts_with = "issuer")]
        address: Option<String>,
        /// The client id that the issuer gave for this app.
        #[arg(long, requires = "address")]
        client_id: Option<String>,
    },
    /// Ask all connected issuers for their lists.
    Sync,
    /// All connections at all issuers.
    Grants {
        /// Words to find; kana, width and case are one.
        #[arg(long, default_value = "")]
        search: String,
        /// Only these.
        #[arg(long, value_parser = filter, default_value = "live")]
        filter: Filter,
        /// In this order.
        #[arg(long, value_parser = sort, default_value = "weight")]
        sort: Sort,
        /// Show what is known without asking the issuers.
        #[arg(long)]
        offline: bool,
    },
    /// One connection with its six facts.
    Show {
        /// Its id, or the end of it.
        id: String,
    },
    /// End a connection, and look whether it has ended.
    Revoke {
        /// Its id, or the end of it.
        id: String,
        /// Do not ask again.
        #[arg(long)]
        yes: bool,
        /// Longest time to wait, in seconds. The ending goes on at the next start.
        #[arg(long, default_value_t = 60)]
        wait: u64,
    },
    /// This device's sign-ins.
    SignIns,
    /// End a sign-in of this device, or all.
    SignOut {
        /// The account's id, as `sign-ins` lists it.
        account: Option<String>,
        /// All of this device.
        #[arg(long, conflicts_with = "account")]
        all: bool,
    },
    /// The log of what this app did and saw.
    Records {
        /// Check that nothing was changed, removed or reordered.
        #[arg(long)]
        verify: bool,
    },
    /// Run the practice issuers until interrupted, and say where they are.
    Practice,
    /// Serve the screens to a browser, with the real core behind (development and tests).
    #[cfg(feature = "browser")]
    #[command(hide = true)]
    Browser {
        /// The folder with the built screens.
        #[arg(long)]
        ui: PathBuf,
        /// Port; 0 for any.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
}

const EXIT_CODES: &str = "Exit codes:
  0  done; for revoke: seen to have ended
  1  failed; standard error says what, and the next act
  2  wrong usage
  3  revoke: NOT ended, and nothing more happens by itself (refused, disputed, superseded, or you said no)
  4  revoke: NOT seen to have ended yet; it goes on (waiting, accepted) or needs you (sign in)
  5  grants, sync: answered, but at least one issuer could not be asked; its rows are from an earlier time";

fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("RENKEI_LOG").unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error")))
        .with_writer(std::io::stderr)
        .init();
    let lang = cli.lang.as_deref().map_or_else(system_lang, Lang::from_tag);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(1);
        }
    };
    let (json, terminal) = (cli.json, std::io::stdin().is_terminal() && std::io::stderr().is_terminal());
    match runtime.block_on(run::run(cli, lang, terminal)) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            show::error(&error, lang, json);
            ExitCode::from(1)
        }
    }
}

fn system_lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    // A machine that says nothing, or C, is more often a server than a person; English is what it speaks.
    set.map_or(Lang::En, |tag| if tag.starts_with("ja") { Lang::Ja } else { Lang::En })
}

fn filter(name: &str) -> Result<Filter, String> {
    word(name, "live, moves_money, writes, unused, expires_soon, suspended, ended, all")
}

fn sort(name: &str) -> Result<Sort, String> {
    word(name, "weight, service, connector, issuer, expiry, last_used, granted")
}

fn word<T: serde::de::DeserializeOwned>(name: &str, all: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(name.replace('-', "_"))).map_err(|_| format!("one of: {all}"))
}
