//! What a check found, and what came of signing.

use std::path::Path;

use jsonwebtoken::jwk::JwkSet;
use renkei_core::ipc::{ConnectorPageView, InboxView, PermissionView};
use serde::Serialize;
use serde_json::json;

use super::grant::permission_words;
use super::{Beside, Reader, name_of, print_json, say, tell};
use crate::fault::Said;
use crate::publish::finding::{Finding, Level, Told, errors};
use crate::publish::{Place, Signed};

/// All findings about one file or issuer.
#[derive(Serialize)]
struct Report<'a> {
    about: &'a str,
    errors: usize,
    advices: usize,
    findings: Vec<Told>,
}

fn report<'a>(reader: &Reader, about: &'a str, findings: &[Finding]) -> Report<'a> {
    let advices = findings.iter().filter(|finding| finding.code.level() == Level::Advice).count();
    Report { about, errors: errors(findings), advices, findings: findings.iter().map(|finding| finding.told(reader.words)).collect() }
}

pub(crate) fn findings(reader: &Reader, about: &str, findings: &[Finding]) {
    let report = report(reader, about, findings);
    if reader.json { print_json(&report) } else { print(reader, &report) }
}

fn print(reader: &Reader, report: &Report<'_>) {
    for told in &report.findings {
        let level = reader.get(&format!("cli-level-{}", name_of(&told.level)));
        let at = if told.at.is_empty() { String::new() } else { format!("  {}", told.at) };
        say(&format!("[{level}] {}{at}", told.what));
        for (label, words) in [("cli-finding-why", &told.why), ("cli-finding-mend", &told.mend)] {
            if let Some(words) = words {
                say(&format!("    {}{}{words}", reader.get(label), reader.get("sentence-gap")));
            }
        }
    }
    if !report.findings.is_empty() {
        say("");
    }
    let (errors, advices) = (report.errors.to_string(), report.advices.to_string());
    say(&reader.with("cli-findings", &[("about", report.about), ("errors", &errors), ("advices", &advices)]));
}

pub(crate) fn signed(reader: &Reader, signed: &Signed) {
    if reader.json {
        return print_json(signed);
    }
    edition(reader, "cli-signed", signed);
}

pub(crate) fn verified(reader: &Reader, signed: &Signed, findings: &[Finding]) {
    let report = report(reader, &signed.place, findings);
    if reader.json {
        return print_json(&json!({ "signed": signed, "report": report }));
    }
    edition(reader, "cli-verified", signed);
    print(reader, &report);
}

fn edition(reader: &Reader, id: &str, signed: &Signed) {
    let (version, until) = (signed.edition.version.to_string(), reader.moment(signed.edition.expires_at));
    say(&reader.with(id, &[("place", &signed.place), ("issuer", &signed.issuer), ("version", &version), ("until", &until)]));
}

pub(crate) fn new_key(reader: &Reader, file: &Path, id: &str, public: &JwkSet) {
    let file = file.display().to_string();
    if reader.json {
        return print_json(&json!({ "file": file, "kid": id, "public": public }));
    }
    say(&reader.with("cli-new-key", &[("file", &file), ("kid", id)]));
    print_json(public);
}

pub(crate) fn keys_changed(reader: &Reader, file: &Path, old: &str, new: &str) {
    let file = file.display().to_string();
    if reader.json {
        return print_json(&json!({ "file": file, "old": old, "new": new }));
    }
    say(&reader.with("cli-keys-changed", &[("file", &file), ("old", old), ("new", new)]));
}

pub(crate) fn places(reader: &Reader, file: &Path, places: &[Place]) {
    let file = file.display().to_string();
    if reader.json {
        return print_json(&json!({ "file": file, "serve": places }));
    }
    say(&reader.with("cli-well-known", &[("file", &file)]));
    for place in places {
        say(&format!("    {}  ({})", place.url, place.content_type));
    }
}

/// What holders will read is shown all the same: to see what is missing.
pub(crate) fn not_publishable(reader: &Reader, file: &Path, errors: usize) {
    let (file, errors) = (file.display().to_string(), errors.to_string());
    let title = reader.with("cli-not-publishable", &[("file", &file), ("errors", &errors)]);
    tell(reader, Beside::Note, &Said::beside("not_publishable", Some(&file), title, String::new()));
}

pub(crate) fn directory_preview(reader: &Reader, pages: &[ConnectorPageView], scopes: &[PermissionView]) {
    if reader.json {
        return print_json(&json!({ "connectors": pages, "scopes": scopes }));
    }
    for page in pages {
        super::connector::page(reader, page);
        say("");
    }
    if !scopes.is_empty() {
        say(&reader.get("cli-preview-scopes"));
        for scope in scopes {
            say(&format!("    {}  [{}]", permission_words(reader, scope), scope.scope));
        }
    }
}

pub(crate) fn notices_preview(reader: &Reader, inbox: &InboxView) {
    if reader.json {
        return print_json(inbox);
    }
    for notice in &inbox.notices {
        super::notices::one(reader, notice);
    }
}
