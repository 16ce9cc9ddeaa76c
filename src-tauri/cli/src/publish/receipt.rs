//! Signing receipts, of consents and of endings, and looking at signed ones. Which of the two a source is, its fields tell.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Timelike as _;
use clap::Subcommand;
use renkei_core::domain::Timestamp;
use renkei_core::domain::ending_receipt::{EndingReceipt, Fault};
use renkei_core::domain::kept::Receipt;
use renkei_core::issuers::receipt::{self, Unchecked};
use renkei_core::issuers::signed::SignedError;
use renkei_core::ports::{Clock as _, SystemClock, SystemRandom, random_bytes};
use serde::Serialize;
use serde_json::{Value, json};

use super::expected::Form;
use super::finding::Finding;
use super::keys::Key;
use super::{file, outcome, sign};
use crate::fault::{Code, Refused};
use crate::run::OK;
use crate::show::{self, Reader};

/// What an issuer does with receipts.
#[derive(Subcommand)]
pub(crate) enum OfReceipt {
    Sign {
        file: PathBuf,
        #[arg(long)]
        key: PathBuf,
        #[arg(long)]
        out: Option<PathBuf>,
    },
    Verify {
        document: PathBuf,
        #[arg(long)]
        keys: String,
    },
}

/// What a receipt is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Consent,
    Ending,
}

/// What came of signing or checking.
#[derive(Serialize)]
pub(crate) struct SignedReceipt {
    receipt: Kind,
    pub(crate) issuer: String,
    pub(crate) place: String,
    pub(crate) id: String,
    pub(crate) issued_at: Timestamp,
    /// Under which the app takes it in: that of a consent alone, an ending's is asked for by the app.
    pub(crate) link: Option<String>,
}

pub(crate) async fn run(act: &OfReceipt, reader: &Reader) -> anyhow::Result<u8> {
    let now = SystemClock.now();
    let signed = match act {
        OfReceipt::Sign { file, key, out } => {
            let source = file::json(file)?;
            let (payload, findings) = complete(source, now);
            if outcome(&findings) != OK {
                show::findings(reader, &file.display().to_string(), &findings);
                return Err(Refused::about(Code::LintFailed, file.display().to_string()).into());
            }
            let (out, key) = (out.clone().unwrap_or_else(|| file.with_extension("jws")), Key::read(key)?);
            let jws = key.sign(kind_of(&payload).typ(), &payload)?;
            // The reader's own check: what it would refuse is not written.
            let signed = open(&jws, &key.public(), None, &out, now)?;
            file::replace(&out, &jws)?;
            signed
        }
        OfReceipt::Verify { document, keys } => {
            let keys = sign::keys(keys, now).await?;
            open(file::text(document)?.trim(), &keys.set, keys.issuer.as_deref(), document, now)?
        }
    };
    show::signed_receipt(reader, &signed);
    Ok(OK)
}

impl Kind {
    fn typ(self) -> &'static str {
        match self {
            Self::Consent => receipt::TYPE,
            Self::Ending => receipt::ENDING_TYPE,
        }
    }

    fn form(self) -> Form {
        match self {
            Self::Consent => Form::consent(),
            Self::Ending => Form::ending(),
        }
    }
}

/// An ending is accepted, a consent is not.
fn kind_of(payload: &Value) -> Kind {
    if payload.get("accepted_at").is_some() { Kind::Ending } else { Kind::Consent }
}

/// The source with what signing sets, and what the published form finds wrong with it.
fn complete(mut source: Value, now: Timestamp) -> (Value, Vec<Finding>) {
    if let Some(fields) = source.as_object_mut() {
        fields.insert("issued_at".to_owned(), json!(now.with_nanosecond(0).unwrap_or(now)));
        fields.entry("jti").or_insert_with(|| json!(URL_SAFE_NO_PAD.encode(random_bytes::<16>(&SystemRandom))));
    }
    let findings = kind_of(&source).form().top().faults(&source, "");
    (source, findings)
}

fn open(jws: &str, keys: &jsonwebtoken::jwk::JwkSet, issuer: Option<&str>, place: &Path, now: Timestamp) -> Result<SignedReceipt, Refused> {
    let party = place.display().to_string();
    let refused = |fault: Fault| Refused::about(Code::ReceiptRefused, party.as_str()).detailed(&format!("{fault:?}"));
    let unchecked = receipt::read(jws).map_err(|_| refused(Fault::Unreadable))?;
    let Unchecked { issuer: named, .. } = &unchecked;
    let issuer = issuer.unwrap_or(named).to_owned();
    if issuer != *named {
        return Err(refused(Fault::OtherIssuer));
    }
    let payload = sign::payload(jws).ok_or_else(|| refused(Fault::Unreadable))?;
    let kind = kind_of(&payload);
    let (id, issued_at) = match kind {
        Kind::Ending => {
            let EndingReceipt { id, issued_at, .. } = receipt::open_ending(jws, &issuer, keys).map_err(refused)?;
            (id, issued_at)
        }
        Kind::Consent => {
            let opened = receipt::open(&unchecked, keys, now).map_err(|error| {
                refused(match error {
                    SignedError::Signature => Fault::Forged,
                    SignedError::TooLarge | SignedError::Unreadable => Fault::Unreadable,
                })
            });
            let Receipt { id, issued_at, .. } = opened?;
            (id, issued_at)
        }
    };
    let link = (kind == Kind::Consent).then(|| format!("renkei://receipt#{jws}"));
    Ok(SignedReceipt { receipt: kind, issuer, place: party, id, issued_at, link })
}

#[cfg(test)]
mod tests {
    use super::super::keys;
    use super::*;

    fn now() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn ending() -> Value {
        json!({ "iss": "https://issuer.example", "grant": "g", "birth": "b", "accepted_at": "2026-11-21T08:59:00Z", "asked_by": "holder" })
    }

    fn consent() -> Value {
        let named = json!({ "id": "x", "name": { "ja": "x" } });
        json!({ "iss": "https://issuer.example", "connector": named, "service": named, "until": { "days": 10 } })
    }

    #[test]
    fn both_kinds_are_signed_with_a_type_of_their_own_and_read_again() {
        let key = Key::new(keys::Kind::Es256, &SystemRandom);
        for (source, kind) in [(ending(), Kind::Ending), (consent(), Kind::Consent)] {
            let (payload, findings) = complete(source, now());
            assert_eq!((findings.len(), kind_of(&payload)), (0, kind));
            let jws = key.sign(kind.typ(), &payload).unwrap();
            let read = open(&jws, &key.public(), None, Path::new("x.jws"), now()).unwrap();
            assert_eq!((read.receipt, read.issued_at, read.link.is_some()), (kind, now(), kind == Kind::Consent));
            let other = Key::new(keys::Kind::Es256, &SystemRandom);
            assert!(open(&jws, &other.public(), None, Path::new("x.jws"), now()).is_err());
            assert!(open(&jws, &key.public(), Some("https://other.example"), Path::new("x.jws"), now()).is_err());
            // One cannot pass for the other.
            let mixed = key.sign(if kind == Kind::Ending { receipt::TYPE } else { receipt::ENDING_TYPE }, &payload).unwrap();
            assert!(open(&mixed, &key.public(), None, Path::new("x.jws"), now()).is_err());
        }
    }

    #[test]
    fn what_is_missing_or_unknown_in_a_source_is_found() {
        for (lacks, field) in [(ending(), "grant"), (ending(), "asked_by"), (consent(), "service")] {
            let mut source = lacks;
            source.as_object_mut().unwrap().remove(field);
            assert!(!complete(source, now()).1.is_empty(), "{field}");
        }
        let mut source = ending();
        source["asked_by"] = json!("robot");
        assert!(!complete(source, now()).1.is_empty());
    }
}
