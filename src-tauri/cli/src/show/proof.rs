//! Files of records: where they were written, and what a check of one shows.

use std::io::Write as _;
use std::path::PathBuf;

use renkei_core::domain::proof::{Checked, Export};
use renkei_core::domain::record::Of;
use serde_json::json;

use super::{Reader, print_json, say};

/// Where the files are.
pub(crate) fn exported(reader: &Reader, files: &[PathBuf]) {
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    if reader.json {
        return print_json(&json!({ "files": names }));
    }
    for name in &names {
        say(&reader.with("proof-saved", &[("file", name)]));
    }
    for (file, name) in files.iter().zip(&names) {
        if file.extension().is_some_and(|end| end == "json") {
            say(&reader.with("proof-saved-check", &[("file", name)]));
        }
    }
}

/// A file as it is, for a pipe.
pub(crate) fn raw(content: &[u8]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(content).and_then(|()| out.flush())
}

/// What the check of a file shows, and what it does not.
pub(crate) fn checked_file(reader: &Reader, export: &Export, checked: &Checked) {
    if reader.json {
        return print_json(checked);
    }
    let count = |id: &str, lines: i64| say(&reader.counted(id, "lines", usize::try_from(lines).unwrap_or_default(), &[]));
    match checked.of {
        Of::All => say(&reader.with("proof-file-all", &[("at", &reader.second(checked.made_at))])),
        Of::One { grant } => say(&reader.with("proof-file-one", &[("at", &reader.second(checked.made_at)), ("grant", &grant.to_string())])),
    }
    if let Some(broken) = &checked.broken {
        say(&reader.get("proof-file-broken"));
        say(&reader.words.broken(broken));
        count("proof-file-good-before", checked.lines);
        return;
    }
    count("proof-file-whole", checked.lines);
    if checked.unsigned > 0 {
        count("verify-unsigned", checked.unsigned);
    }
    for key in &checked.keys {
        say(&reader.with("verify-key", &[("key", &key.key.0), ("number", &key.from.to_string())]));
        if let Some(old) = &key.instead_of {
            say(&reader.with("proof-key-unvouched", &[("key", &key.key.0), ("old", &old.0)]));
        }
    }
    if checked.hidden > 0 {
        count(if checked.of == Of::All { "verify-erased" } else { "proof-file-hidden" }, checked.hidden);
    }
    for words in export.facts.proves.iter().chain(&export.facts.proves_not) {
        say(&format!("    - {words}"));
    }
    say(&reader.get("proof-file-compare"));
    say(&format!("    {}", checked.head.as_deref().unwrap_or_default()));
}
