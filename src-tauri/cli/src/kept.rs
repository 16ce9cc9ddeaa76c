//! Connections that no list tells: writing one down, taking a receipt in, and what becomes of them.

use std::io::Read as _;
use std::path::Path;

use chrono::{NaiveTime, TimeZone as _};
use renkei_core::domain::kept::Way;
use renkei_core::ipc::{GivenReceipt, GrantListView, KeptView, ReceiptCheckView, SaveNote};
use serde_json::json;

use crate::fault::{Code, Refused};
use crate::find::{fits, only};
use crate::run::{OK, Session};
use crate::show;

/// What is written down.
pub(crate) struct Written {
    pub(crate) service: String,
    pub(crate) way: Way,
    pub(crate) place: Option<String>,
    pub(crate) how_to_end: Option<String>,
    pub(crate) memo: Option<String>,
    pub(crate) remind: Option<chrono::NaiveDate>,
}

/// What becomes of one.
pub(crate) enum Become {
    Ended(String),
    Reopened(String),
    Erased(String),
}

impl Session<'_> {
    pub(crate) async fn kept(&self, what: Option<Become>) -> anyhow::Result<u8> {
        let all: GrantListView = self.call("list_grants", json!({ "limit": 1 })).await?;
        let find = |id: &str| {
            let fitting = all.kept.iter().filter(|one| fits(&one.id.to_string(), id)).cloned().collect();
            let line = |one: &KeptView| format!("{}  {}", one.id, one.service);
            only(fitting, id, Code::ManyConnections, line)?.ok_or_else(|| Refused::about(Code::NotKept, id))
        };
        let (id, ended) = match what {
            None => {
                show::kept(self.reader, &all.kept);
                return Ok(OK);
            }
            Some(Become::Erased(id)) => {
                let one = find(&id)?;
                self.call::<serde_json::Value>("erase_kept", json!({ "kept": one.id })).await?;
                show::erased(self.reader, &one);
                return Ok(OK);
            }
            Some(Become::Ended(id)) => (id, true),
            Some(Become::Reopened(id)) => (id, false),
        };
        let one: KeptView = self.call("end_kept", json!({ "kept": find(&id)?.id, "ended": ended })).await?;
        show::kept_one(self.reader, &one);
        Ok(OK)
    }

    pub(crate) async fn note(&self, written: Written) -> anyhow::Result<u8> {
        let Written { service, way, place, how_to_end, memo, remind } = written;
        // The start of that day where the person is.
        let remind_at = remind.and_then(|day| self.reader.zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest()).map(|at| at.to_utc());
        let request = SaveNote { kept: None, way, service, place, issuer: None, how_to_end, memo, remind_at };
        let one: KeptView = self.call("save_note", serde_json::to_value(request)?).await?;
        show::kept_one(self.reader, &one);
        Ok(OK)
    }

    /// Checks a receipt, and keeps it where that was asked.
    pub(crate) async fn receipt(&self, given: &str, keep: bool, ask_stranger: bool) -> anyhow::Result<u8> {
        let text = if given.starts_with("renkei:") { given.to_owned() } else { text_of(Path::new(given))? };
        let request = serde_json::to_value(GivenReceipt { text, ask_stranger })?;
        if keep {
            let one: KeptView = self.call("keep_receipt", request).await?;
            show::kept_one(self.reader, &one);
        } else {
            let check: ReceiptCheckView = self.call("check_receipt", request).await?;
            show::receipt(self.reader, &check);
        }
        Ok(OK)
    }
}

/// The text of a file, or of standard input where it is named `-`; no more of it than a receipt may be.
fn text_of(file: &Path) -> anyhow::Result<String> {
    let most = renkei_core::issuers::receipt::LARGEST as u64 + 1;
    let mut text = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().take(most).read_to_end(&mut text)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(most).read_to_end(&mut text))
    };
    read.map_err(|_| Refused::about(Code::FileUnreadable, file.display().to_string()))?;
    // What is no text is no receipt either; the core says so.
    Ok(String::from_utf8_lossy(&text).into_owned())
}
