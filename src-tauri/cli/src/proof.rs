//! Records as files: written for somebody, and checked by whoever has one.

use std::path::Path;

use anyhow::Context as _;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use renkei_core::domain::proof::{LARGEST, Named, Verdict, check, read};
use renkei_core::domain::record::Format;
use renkei_core::ipc::ExportView;
use serde_json::json;

use crate::fault::{Code, FAILED, NOT_VOUCHED, Refused};
use crate::publish::file;
use crate::run::{OK, Session};
use crate::show::{self, Reader};

impl Session<'_> {
    /// Writes all records into a file, or to standard output.
    pub(crate) async fn export_records(&self, format: Format, out: Option<&Path>) -> anyhow::Result<u8> {
        let view: ExportView = self.call("export_records", json!({ "format": format })).await?;
        let content = contents(&view)?.into_iter().next().unwrap_or_default();
        match out {
            Some(out) => {
                file::replace(out, &content)?;
                show::exported(self.reader, &[out.to_owned()], key_of(&content).as_deref());
            }
            None => show::raw(&content)?,
        }
        Ok(OK)
    }

    /// Writes the proof of one connection: pages never without the data that they were made from.
    pub(crate) async fn export_proof(&self, id: &str, format: Format, out: &Path) -> anyhow::Result<u8> {
        let beside = out.with_extension("json");
        if format == Format::Pdf && beside == out {
            return Err(Refused::about(Code::SameFile, out.display().to_string()).into());
        }
        self.first_list().await?;
        let grant = self.find(id).await?;
        if grant.own {
            return Err(Refused::about(Code::OwnConnection, grant.id.to_string()).into());
        }
        let view: ExportView = self.call("export_proof", json!({ "grant": grant.id, "format": format })).await?;
        let places = [out.to_owned(), beside];
        let contents = contents(&view)?;
        for (place, content) in places.iter().zip(&contents) {
            file::replace(place, content)?;
        }
        show::exported(self.reader, places.get(..contents.len()).unwrap_or_default(), contents.last().and_then(|content| key_of(content)).as_deref());
        Ok(OK)
    }

    /// Writes the sheet of all contact points as pages to print.
    pub(crate) async fn save_contacts(&self, out: &Path) -> anyhow::Result<u8> {
        let view: ExportView = self.call("save_contacts", json!({ "offset_minutes": self.offset_minutes() })).await?;
        file::replace(out, contents(&view)?.into_iter().next().unwrap_or_default())?;
        show::exported(self.reader, &[out.to_owned()], None);
        Ok(OK)
    }
}

/// The fingerprint of the key that signed a file to its end; `None` where it is a table.
fn key_of(content: &[u8]) -> Option<String> {
    check(&read(content).ok()?, &[]).keys.pop().map(|key| key.fingerprint)
}

fn contents(view: &ExportView) -> anyhow::Result<Vec<Vec<u8>>> {
    view.files.iter().map(|file| BASE64_STANDARD.decode(file.content.as_deref().unwrap_or_default()).context("Read the export")).collect()
}

/// Checks a file of records, for a reader who knows these keys: with no profile, no vault and no network.
pub(crate) fn verify(path: &Path, named: &[Named], reader: &Reader) -> anyhow::Result<u8> {
    let bytes = file::bytes(path, LARGEST)?;
    let export = read(&bytes).map_err(|why| Refused::about(Code::NotRecords, path.display().to_string()).detailed(&why.to_string()))?;
    let checked = check(&export, named);
    show::checked_file(reader, &checked);
    Ok(match checked.verdict {
        Verdict::Vouched => OK,
        Verdict::Broken => FAILED,
        Verdict::KeyNotCompared | Verdict::OtherKey { .. } => NOT_VOUCHED,
    })
}
