//! Records as files: all of them as JSON or as a table, or the proof of one grant.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::{Error, Inner, proof};
use crate::domain::Timestamp;
use crate::domain::id::IssuerId;
use crate::domain::proof::{Export, FORM, Facts, Line, digest, tells_of};
use crate::domain::record::{Act, Format, Of, Record};
use crate::domain::text::Lang;
use crate::ipc::{EndingView, ErrorCode, ExportProof, ExportView, FileView, ListRecords, ProofView, RecordView, Topic};
use crate::paper::{self, Fonts};
use crate::store::records;
use crate::words::Words;

/// By which program an export was made.
const MADE_BY: &str = concat!("Renkei ", env!("CARGO_PKG_VERSION"));

/// What goes out with the lines of a log.
struct Beside {
    of: Of,
    proves: (Vec<String>, Vec<String>),
    content: serde_json::Value,
    /// The notices that are about the grant.
    notices: BTreeSet<(IssuerId, String)>,
}

impl Inner {
    pub(super) async fn export_records(&self, lang: Lang, format: Format) -> Result<ExportView, Error> {
        let words = Words::of(lang);
        let name = |end: &str, at: Timestamp| format!("renkei-records-{}.{end}", at.format("%Y%m%dT%H%M%SZ"));
        match format {
            Format::Json => {
                let beside = Beside { of: Of::All, proves: proves(words), content: serde_json::Value::Null, notices: BTreeSet::new() };
                let export = self.export(beside, Format::Json).await?;
                Ok(ExportView { files: vec![self.file(name("json", export.facts.made_at), &bytes(&export)?)] })
            }
            Format::Csv => {
                let now = self.now();
                let mut write = self.store.write().await?;
                self.record(&mut write, now, None, &Act::Exported { of: Of::All, format, digest: None }).await?;
                self.commit(write, &[Topic::Records]).await?;
                Ok(ExportView { files: vec![self.file(name("csv", now), self.table(lang, words).await?.as_bytes())] })
            }
            Format::Pdf => Err(Error::Plain(ErrorCode::BadRequest)),
        }
    }

    pub(super) async fn export_proof(&self, lang: Lang, request: &ExportProof) -> Result<ExportView, Error> {
        let fonts = match request.format {
            // Before anything is recorded: without a font there is no export.
            Format::Pdf => Some(tokio::task::spawn_blocking(Fonts::find).await.map_err(|_| Error::Disk)?.map_err(|_| Error::Plain(ErrorCode::NoFont))?),
            Format::Json => None,
            Format::Csv => return Err(Error::Plain(ErrorCode::BadRequest)),
        };
        let (words, grant) = (Words::of(lang), request.grant);
        let content = self.proof_content(lang, grant).await?;
        let notices = content.issuer_side.notices.iter().map(|notice| (notice.issuer.id.clone(), notice.id.clone())).collect();
        let value = serde_json::to_value(&content).map_err(|_| Error::Plain(ErrorCode::Bug))?;
        let beside = Beside { of: Of::One { grant }, proves: proves(words), content: value, notices };
        let export = self.export(beside, request.format).await?;
        let json = bytes(&export)?;
        let stem = format!("renkei-proof-{}-{}", last_of(&grant.to_string()), export.facts.made_at.format("%Y%m%dT%H%M%SZ"));
        let mut files = Vec::new();
        if let Some(fonts) = fonts {
            let lines = self.shown(lang, &export).await?;
            let paper = proof::paper(words, lang, &content, &export, &lines, &hex::encode(Sha256::digest(&json)));
            let pdf = tokio::task::spawn_blocking(move || paper::pdf(&paper, &fonts)).await.map_err(|_| Error::Disk)?;
            let pdf = pdf.map_err(|why| Error::About(ErrorCode::Bug, why))?;
            files.push(self.file(format!("{stem}.pdf"), &pdf));
        }
        files.push(self.file(format!("{stem}.json"), &json));
        Ok(ExportView { files })
    }

    /// The content of a proof: what the screens show of this grant, without what they show of any other.
    async fn proof_content(&self, lang: Lang, grant: crate::domain::id::GrantId) -> Result<ProofView, Error> {
        let known = self.store.grant(grant).await?.ok_or(Error::NotFound)?;
        let mut issuer_side = self.read_grant(lang, grant).await?;
        let mut connector_side = self.read_connector(lang, grant).await?;
        let account = self.store.account(known.account).await?;
        let (mut endings, mut narrowings) = (Vec::new(), Vec::new());
        for ending in self.store.endings_of(grant).await? {
            let view = super::views::ending(&ending, &[], account.as_ref(), lang, self.now());
            if ending.narrows.is_some() {
                narrowings.push(view);
            } else {
                endings.push(EndingView { receipt: self.ending_receipt(&ending, lang).await?, ..view });
            }
        }
        // What another issuer told would tell of the person's sign-in there.
        for notices in [&mut issuer_side.notices, &mut connector_side.notices] {
            notices.retain(|notice| notice.issuer.id == known.issuer);
            for notice in notices {
                (notice.concerns, notice.concerns_total, notice.elsewhere, notice.elsewhere_total) = (Vec::new(), 0, Vec::new(), 0);
            }
        }
        connector_side.other_grants = Vec::new();
        issuer_side.ended_with = None;
        (issuer_side.ending, issuer_side.narrowing) = (None, None);
        Ok(ProofView { lang: lang.tag().to_owned(), issuer_side, connector_side, endings, narrowings })
    }

    /// Records that an export is made, and gives it with the line that tells so as its last.
    async fn export(&self, beside: Beside, format: Format) -> Result<Export, Error> {
        let Beside { of, proves: (proves, proves_not), content, notices } = beside;
        // Nobody else writes until the line of this export is there.
        let mut write = self.store.write().await?;
        let before = self.store.records_after(0, u32::MAX).await?;
        let now = self.now();
        let tells = |act: &Act| match of {
            Of::All => true,
            Of::One { grant } => tells_of(act, grant, &notices),
        };
        let mut shown = Vec::new();
        for line in &before {
            if records::act(line)?.is_some_and(|act| tells(&act)) {
                shown.push(line.number);
            }
        }
        let after = before.last().map_or(0, |line| line.number);
        let facts = Facts { of, made_at: now, made_by: MADE_BY.to_owned(), proves, proves_not, after, shown, content };
        let grant = if let Of::One { grant } = of { Some(grant) } else { None };
        self.record(&mut write, now, grant, &Act::Exported { of, format, digest: Some(digest(&facts)) }).await?;
        self.commit(write, &[Topic::Records]).await?;
        let mut own = self.store.records_after(after, 2).await?;
        // Another process may have written since.
        let end = own.iter().position(|line| matches!(records::act(line), Ok(Some(Act::Exported { .. }))));
        own.truncate(end.map_or(0, |end| end + 1));
        let disclosed: BTreeSet<i64> = facts.shown.iter().copied().collect();
        let lines = before.iter().chain(&own).map(|line| Line::new(line, line.number > after || disclosed.contains(&line.number))).collect();
        Ok(Export { form: FORM.to_owned(), facts, lines })
    }

    /// The lines of an export whose content is in it, in words.
    async fn shown(&self, lang: Lang, export: &Export) -> Result<Vec<RecordView>, Error> {
        let shown: BTreeSet<i64> = export.lines.iter().filter(|line| line.payload.is_some()).map(|line| line.number).collect();
        let mut all = self.all_views(lang).await?;
        all.retain(|line| shown.contains(&line.number));
        Ok(all)
    }

    async fn all_views(&self, lang: Lang) -> Result<Vec<RecordView>, Error> {
        let mut all = Vec::new();
        let mut before = None;
        loop {
            let page = self.list_records(lang, ListRecords { grant: None, before, limit: Some(500) }).await?;
            all.extend(page.records);
            before = page.before;
            if before.is_none() {
                all.reverse();
                return Ok(all);
            }
        }
    }

    /// All records as a table (RFC 4180), in words and as they are.
    async fn table(&self, lang: Lang, words: &Words) -> Result<String, Error> {
        let columns = ["number", "at", "what", "service", "issuer", "act", "hash", "key", "signature"];
        // With the mark that spreadsheets need to read Japanese.
        let mut table = format!("\u{feff}{}\r\n", columns.join(","));
        let lines = self.store.records_after(0, u32::MAX).await?;
        for (line, view) in lines.iter().zip(self.all_views(lang).await?) {
            let row = row(line, &view, words);
            table.push_str(&row.map(|cell| cell_of(&cell)).join(","));
            table.push_str("\r\n");
        }
        Ok(table)
    }

    pub(super) fn file(&self, name: String, content: &[u8]) -> FileView {
        let saved = self.outside.host.save_file(&name, content, false).ok();
        let content = saved.is_none().then(|| BASE64_STANDARD.encode(content));
        FileView { name, saved: saved.map(|path| path.display().to_string()), content }
    }
}

fn bytes(export: &Export) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(export).map_err(|_| Error::Plain(ErrorCode::Bug))
}

/// What an export proves, and against whom it does not.
fn proves(words: &Words) -> (Vec<String>, Vec<String>) {
    let say = |ids: [&str; 2]| ids.map(|id| words.get(id)).to_vec();
    (say(["proof-proves-chain", "proof-proves-signature"]), say(["proof-proves-not-device", "proof-proves-not-parties"]))
}

/// The end of an id, as the terminal takes it.
fn last_of(id: &str) -> String {
    id.chars().skip(id.chars().count().saturating_sub(8)).collect()
}

fn row(line: &Record, view: &RecordView, words: &Words) -> [String; 9] {
    let (service, issuer) = (view.service.as_deref(), view.issuer.as_deref());
    let signed = line.signed.as_ref();
    [
        line.number.to_string(),
        line.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
        words.act(view.act.as_ref(), service, issuer),
        service.unwrap_or_default().to_owned(),
        issuer.unwrap_or_default().to_owned(),
        line.payload.clone().unwrap_or_default(),
        hex::encode(line.hash),
        signed.map(|signed| signed.key.0.clone()).unwrap_or_default(),
        signed.map(|signed| hex::encode(signed.signature)).unwrap_or_default(),
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn cell_of(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_be_a_formula_nor_break_out() {
        assert_eq!(cell_of("みなとカード"), "\"みなとカード\"");
        assert_eq!(cell_of("a,\"b\"\nc"), "\"a,\"\"b\"\"\nc\"");
        for start in ["=", "+", "-", "@", "\t", "\r", "＝"] {
            assert!(cell_of(&format!("{start}HYPERLINK(1)")).starts_with("\"'"), "{start}");
        }
    }
}
