//! The issuer's tool (R30): check, sign, verify and preview the static files that holders' apps read. It needs no
//! profile and no vault, and the network only where an issuer's address is given.

mod expected;
pub(crate) mod file;
pub(crate) mod finding;
mod keys;
pub(crate) mod lint;
mod reading;
mod receipt;
mod sign;
mod well_known;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use renkei_core::desk::preview;
use renkei_core::domain::Timestamp;
use renkei_core::domain::document::DocumentKind;
use renkei_core::issuers::documents::{self, Content};
use renkei_core::issuers::http::Network;
use renkei_core::ports::{Clock as _, SystemClock, SystemRandom};
use serde_json::Value;

pub(crate) use self::receipt::{OfReceipt, SignedReceipt, run as receipt};
pub(crate) use self::sign::{Signed, is_address, payload};
pub(crate) use self::well_known::{Place, Wish};
use crate::args::one_of;
use crate::fault::{Code, FAILED, Refused};
use crate::run::OK;
use crate::show::{self, Reader};

/// What can be done with a document.
#[derive(Subcommand)]
pub(crate) enum Act {
    Lint {
        file: PathBuf,
    },
    Sign {
        file: PathBuf,
        #[arg(long)]
        key: PathBuf,
        #[arg(long)]
        out: Option<PathBuf>,
        #[arg(long, value_parser = clap::value_parser!(u16).range(1..=366))]
        days: Option<u16>,
    },
    Verify {
        /// The signed file, or the issuer's address.
        document: String,
        #[arg(long)]
        keys: Option<String>,
    },
    Preview {
        file: PathBuf,
    },
}

/// What can be done with keys.
#[derive(Subcommand)]
pub(crate) enum OfKeys {
    New {
        file: PathBuf,
        #[arg(long, value_parser = one_of::<keys::Kind>(&["es256", "eddsa"]), default_value = "es256", hide_default_value = true, hide_possible_values = true)]
        kind: keys::Kind,
    },
    Change {
        well_known: PathBuf,
        #[arg(long)]
        old: PathBuf,
        #[arg(long)]
        new: PathBuf,
    },
}

pub(crate) async fn run(kind: DocumentKind, act: &Act, reader: &Reader) -> anyhow::Result<u8> {
    let now = SystemClock.now();
    match act {
        Act::Lint { file } => {
            let findings = lint::source(kind, &file::json(file)?, now);
            show::findings(reader, &file.display().to_string(), &findings);
            Ok(outcome(&findings))
        }
        Act::Sign { file, key, out, days } => {
            let source = file::json(file)?;
            let findings = lint::source(kind, &source, now);
            if outcome(&findings) != OK {
                show::findings(reader, &file.display().to_string(), &findings);
                return Err(Refused::about(Code::LintFailed, file.display().to_string()).into());
            }
            let out = out.clone().unwrap_or_else(|| file.with_extension("jws"));
            let signed = sign::sign(kind, &source, &keys::Key::read(key)?, &out, *days, now)?;
            show::signed(reader, &signed);
            Ok(OK)
        }
        Act::Verify { document, keys } => verify(kind, document, keys.as_deref(), reader, now).await,
        Act::Preview { file } => {
            let source = file::json(file)?;
            let findings = lint::source(kind, &source, now);
            show_preview(kind, &source, reader, now);
            if outcome(&findings) != OK {
                show::not_publishable(reader, file, finding::errors(&findings));
            }
            Ok(OK)
        }
    }
}

async fn verify(kind: DocumentKind, document: &str, from: Option<&str>, reader: &Reader, now: Timestamp) -> anyhow::Result<u8> {
    let served = is_address(document);
    let from = from.or(served.then_some(document)).ok_or_else(|| Refused::about(Code::MissingArgument, "--keys"))?;
    let keys = sign::keys(from, now).await?;
    let jws = match &keys.places {
        Some(places) if served => {
            let fetched = documents::fetch(&Network::new()?, places, kind).await.map_err(|why| Refused::document(why, document.to_owned()))?;
            fetched.ok_or_else(|| Refused::about(Code::NotPublished, document))?
        }
        Some(_) | None => file::text(Path::new(document))?,
    };
    let (signed, payload) = sign::verify(kind, &jws, &keys, document.to_owned(), now)?;
    let findings = lint::content(kind, &payload, now);
    show::verified(reader, &signed, &findings);
    Ok(outcome(&findings))
}

fn show_preview(kind: DocumentKind, source: &Value, reader: &Reader, now: Timestamp) {
    let issuer = source.get("iss").and_then(Value::as_str).unwrap_or_default();
    match documents::content(kind, source.as_object().cloned().unwrap_or_default(), issuer) {
        Content::Directory(directory) => {
            let pages = preview::connectors(&directory.connectors, issuer, reader.lang, now);
            show::directory_preview(reader, &pages, &preview::permissions(&directory.scopes, reader.lang));
        }
        Content::Notices(notices) => show::notices_preview(reader, &preview::inbox(&notices, issuer, reader.lang, now)),
    }
}

pub(crate) fn keys(act: &OfKeys, reader: &Reader) -> anyhow::Result<u8> {
    match act {
        OfKeys::New { file, kind } => {
            let key = keys::Key::new(*kind, &SystemRandom);
            key.keep(file)?;
            show::new_key(reader, file, key.id(), &key.public());
        }
        OfKeys::Change { well_known, old, new } => {
            let mut document = file::json(well_known)?;
            let (old, new) = (keys::Key::read(old)?, keys::Key::read(new)?);
            keys::change(&mut document, &old, &new, well_known)?;
            well_known::save(well_known, &document)?;
            show::keys_changed(reader, well_known, old.id(), new.id());
        }
    }
    Ok(OK)
}

pub(crate) fn well_known(path: &Path, wish: &Wish, reader: &Reader) -> anyhow::Result<u8> {
    let places = well_known::write(path, wish)?;
    show::places(reader, path, &places);
    Ok(OK)
}

/// The exit code of a check.
pub(crate) fn outcome(findings: &[finding::Finding]) -> u8 {
    if finding::errors(findings) == 0 { OK } else { FAILED }
}
