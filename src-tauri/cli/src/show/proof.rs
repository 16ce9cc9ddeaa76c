//! Files of records: where they were written, and what a check of one shows.

use std::io::Write as _;
use std::path::PathBuf;

use renkei_core::domain::chain::Break;
use renkei_core::domain::proof::{Checked, SignedBy, Verdict};
use renkei_core::domain::record::Of;
use serde_json::json;

use super::{Reader, print_json, say};

/// Where the files are, and with which key they are signed.
pub(crate) fn exported(reader: &Reader, files: &[PathBuf], key: Option<&str>) {
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    if reader.json {
        return print_json(&json!({ "files": names, "key": key }));
    }
    for name in &names {
        say(&reader.with("proof-saved", &[("file", name)]));
    }
    if let (Some(key), Some(name)) = (key, names.last()) {
        say(&reader.with("proof-saved-check", &[("file", name), ("key", key)]));
        say(&reader.get("proof-saved-key"));
    }
}

/// A file as it is, for a pipe.
pub(crate) fn raw(content: &[u8]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(content).and_then(|()| out.flush())
}

/// What the check of a file shows, and what it does not: the keys first, which are to be compared. Nothing here is the file's own
/// word on itself.
pub(crate) fn checked_file(reader: &Reader, checked: &Checked) {
    if reader.json {
        return print_json(checked);
    }
    let count = |id: &str, lines: i64| say(&reader.counted(id, "lines", usize::try_from(lines).unwrap_or_default(), &[]));
    for SignedBy { key, fingerprint } in &checked.keys {
        say(&reader.with("proof-file-key", &[("number", &key.from.to_string()), ("fingerprint", fingerprint)]));
        if let Some(old) = &key.instead_of {
            say(&reader.with("proof-key-unvouched", &[("key", &key.key.0), ("old", &old.0)]));
        }
    }
    match checked.of {
        Of::All => say(&reader.with("proof-file-all", &[("at", &reader.second(checked.made_at))])),
        Of::One { grant } => say(&reader.with("proof-file-one", &[("at", &reader.second(checked.made_at)), ("grant", &grant.to_string())])),
    }
    if let Some(broken) = &checked.broken {
        say(&reader.get(if matches!(broken, Break::Cut { .. }) { "proof-file-cut" } else { "proof-file-broken" }));
        say(&reader.words.broken(broken));
        count("proof-file-good-before", checked.lines);
        return;
    }
    count("proof-file-agrees", checked.lines);
    match checked.verdict {
        Verdict::Vouched => say(&reader.get("proof-file-vouched")),
        Verdict::KeyNotCompared | Verdict::Broken => say(&reader.get("proof-file-not-compared")),
        Verdict::OtherKey { from: 1 } => say(&reader.get("proof-file-no-key")),
        Verdict::OtherKey { from } => say(&reader.with("proof-file-other-key", &[("number", &from.to_string())])),
    }
    if checked.unsigned > 0 {
        count("verify-unsigned", checked.unsigned);
    }
    if checked.hidden > 0 {
        count(if checked.of == Of::All { "verify-erased" } else { "proof-file-hidden" }, checked.hidden);
    }
    say(&reader.get("proof-file-shows-not"));
    for id in ["proof-proves-not-device", "proof-proves-not-parties"] {
        say(&format!("    - {}", reader.get(id)));
    }
    say(&reader.get("proof-file-compare"));
    say(&format!("    {}", checked.head.as_deref().unwrap_or_default()));
}
