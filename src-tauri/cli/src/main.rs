//! `renkei`: the product in a terminal, over the same dispatch as every other shell.
#![forbid(unsafe_code)]

mod args;
mod backup;
mod contact;
#[cfg(feature = "browser")]
mod browser;
mod deletion;
mod doctor;
mod fault;
mod find;
mod help;
mod host;
mod kept;
mod many;
mod measure;
mod narrow;
mod own_end;
mod proof;
mod publish;
mod revoke;
mod run;
mod show;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use crate::show::Reader;

fn main() -> ExitCode {
    let given: Vec<OsString> = std::env::args_os().collect();
    let mut reader = Reader::new(help::language(&given), given.iter().any(|word| word == "--json"));
    let cli = match help::parse(&given, reader.words) {
        Ok(cli) => cli,
        Err(error) => return unread(&error, &given, &reader),
    };
    reader.call = show::call(&cli);
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("RENKEI_LOG").unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error")))
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return ExitCode::from(show::failure(&error.into(), &reader)),
    };
    let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    reader.json = cli.json;
    let done = runtime.block_on(run::run(cli, &reader, terminal));
    // A question that nobody answered holds its thread for ever.
    runtime.shutdown_background();
    ExitCode::from(done.unwrap_or_else(|error| show::failure(&error, &reader)))
}

/// Help and version are answers; everything else is a failure like any other.
fn unread(error: &clap::Error, given: &[OsString], reader: &Reader) -> ExitCode {
    let Some(refused) = help::refused(error, given, reader.words) else {
        // A reader that went away is no error of ours.
        let _ = error.print();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(fault::USAGE));
    };
    ExitCode::from(show::failure(&refused.into(), reader))
}
