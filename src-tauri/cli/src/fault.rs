//! What a call came to where it did not do what it was asked: one form for the contract's failures and the terminal's own.

use renkei_cli::profile;
use renkei_core::domain::document::Refusal;
use renkei_core::words::{Argument, Words};
use serde::Serialize;

/// Failed.
pub(crate) const FAILED: u8 = 1;
/// Asked in a way that does not work.
pub(crate) const USAGE: u8 = 2;
/// Not ended, and nothing more happens by itself.
pub(crate) const NOT_ENDED: u8 = 3;
/// Not ended yet; it goes on, or waits for the person.
pub(crate) const GOES_ON: u8 = 4;
/// A file that agrees with itself, and that no key vouches for which the reader named.
pub(crate) const NOT_VOUCHED: u8 = 6;
/// Broken off by Ctrl-C: 128 and the signal's number, as shells have it.
pub(crate) const INTERRUPTED: u8 = 130;

/// What the terminal itself refuses: one variant per different act of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Code {
    Usage,
    UnknownOption,
    UnknownCommand,
    BadValue,
    MissingArgument,
    Conflict,
    NeedsYes,
    NeedsNowListed,
    NeedsIssuer,
    NeedsAccount,
    NeedsBackupPassphrase,
    NoSuchConnection,
    ManyConnections,
    NoSuchSignIn,
    ManySignIns,
    NoSuchIssuer,
    NoSuchNotice,
    ManyNotices,
    NoTime,
    KeysNotLost,
    NotKept,
    OwnConnection,
    OwnSide,
    NotConfirmed,
    PassphraseDiffers,
    FileUnreadable,
    FileUnwritable,
    FileExists,
    NotJson,
    NoKey,
    NoKeys,
    KeyExposed,
    OtherKey,
    SameClient,
    OtherFile,
    NotWellKnown,
    NotAnAddress,
    NotPublished,
    DocumentRefused,
    ReceiptRefused,
    LintFailed,
    NotRecords,
    SameFile,
    Interrupted,
    InterruptedEnding,
    InterruptedUnknown,
    InterruptedMany,
    InterruptedNarrowing,
    NoSuchBatch,
    ManyBatches,
    NoSuchCase,
    ManyCases,
    NobodyNext,
}

impl Code {
    /// All codes, for the check that every language has words for each.
    #[cfg(test)]
    const ALL: [Self; 53] = [
        Self::Usage,
        Self::UnknownOption,
        Self::UnknownCommand,
        Self::BadValue,
        Self::MissingArgument,
        Self::Conflict,
        Self::NeedsYes,
        Self::NeedsNowListed,
        Self::NeedsIssuer,
        Self::NeedsAccount,
        Self::NeedsBackupPassphrase,
        Self::NoSuchConnection,
        Self::ManyConnections,
        Self::NoSuchSignIn,
        Self::ManySignIns,
        Self::NoSuchIssuer,
        Self::NoSuchNotice,
        Self::ManyNotices,
        Self::NoTime,
        Self::KeysNotLost,
        Self::NotKept,
        Self::OwnConnection,
        Self::OwnSide,
        Self::NotConfirmed,
        Self::PassphraseDiffers,
        Self::FileUnreadable,
        Self::FileUnwritable,
        Self::FileExists,
        Self::NotJson,
        Self::NoKey,
        Self::NoKeys,
        Self::KeyExposed,
        Self::OtherKey,
        Self::SameClient,
        Self::OtherFile,
        Self::NotWellKnown,
        Self::NotAnAddress,
        Self::NotPublished,
        Self::DocumentRefused,
        Self::ReceiptRefused,
        Self::LintFailed,
        Self::NotRecords,
        Self::SameFile,
        Self::Interrupted,
        Self::InterruptedEnding,
        Self::InterruptedUnknown,
        Self::InterruptedMany,
        Self::InterruptedNarrowing,
        Self::NoSuchBatch,
        Self::ManyBatches,
        Self::NoSuchCase,
        Self::ManyCases,
        Self::NobodyNext,
    ];

    fn exit(self) -> u8 {
        match self {
            Self::Usage
            | Self::UnknownOption
            | Self::UnknownCommand
            | Self::BadValue
            | Self::MissingArgument
            | Self::Conflict
            | Self::NeedsYes
            | Self::NeedsIssuer
            | Self::NeedsAccount
            | Self::NeedsBackupPassphrase
            | Self::OwnConnection
            | Self::OwnSide
            | Self::SameFile => USAGE,
            Self::NotConfirmed => NOT_ENDED,
            Self::NeedsNowListed => GOES_ON,
            Self::Interrupted | Self::InterruptedEnding | Self::InterruptedUnknown | Self::InterruptedMany | Self::InterruptedNarrowing => INTERRUPTED,
            Self::NoSuchConnection
            | Self::NoSuchBatch
            | Self::ManyBatches
            | Self::NoSuchCase
            | Self::ManyCases
            | Self::NobodyNext
            | Self::ManyConnections
            | Self::NoSuchSignIn
            | Self::ManySignIns
            | Self::NoSuchIssuer
            | Self::NoSuchNotice
            | Self::ManyNotices
            | Self::NoTime
            | Self::KeysNotLost
            | Self::NotKept
            | Self::PassphraseDiffers
            | Self::FileUnreadable
            | Self::FileUnwritable
            | Self::FileExists
            | Self::NotJson
            | Self::NoKey
            | Self::NoKeys
            | Self::KeyExposed
            | Self::OtherKey
            | Self::SameClient
            | Self::OtherFile
            | Self::NotWellKnown
            | Self::NotAnAddress
            | Self::NotPublished
            | Self::DocumentRefused
            | Self::LintFailed
            | Self::ReceiptRefused
            | Self::NotRecords => FAILED,
        }
    }

    /// As it stands in JSON and in message ids (with `-` for `_`).
    fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// A refusal of the terminal.
#[derive(Debug)]
pub(crate) struct Refused {
    code: Code,
    about: Option<String>,
    choices: Vec<String>,
    detail: Option<String>,
    /// Why a document is not used.
    refusal: Option<Refusal>,
    /// The command whose help tells more.
    command: Option<String>,
}

impl Refused {
    pub(crate) fn plain(code: Code) -> Self {
        Self { code, about: None, choices: Vec::new(), detail: None, refusal: None, command: None }
    }

    /// About what was written.
    pub(crate) fn about(code: Code, what: impl Into<String>) -> Self {
        Self { about: Some(what.into()), ..Self::plain(code) }
    }

    /// About a document that apps do not use.
    pub(crate) fn document(why: Refusal, place: String) -> Self {
        Self { refusal: Some(why), ..Self::about(Code::DocumentRefused, place) }
    }

    /// With what there is to choose from.
    pub(crate) fn choosing(self, choices: Vec<String>) -> Self {
        Self { choices, ..self }
    }

    pub(crate) fn detailed(self, detail: &str) -> Self {
        Self { detail: Some(detail.to_owned()), ..self }
    }

    pub(crate) fn of_command(self, command: Option<String>) -> Self {
        Self { command, ..self }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code.name())
    }
}

impl std::error::Error for Refused {}

/// A failure with its words; the one form of it in JSON.
#[derive(Serialize)]
pub(crate) struct Said {
    pub(crate) code: String,
    party: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) choices: Vec<String>,
}

impl Said {
    /// What is told beside the answer.
    pub(crate) fn beside(code: impl Into<String>, party: Option<&str>, title: String, body: String) -> Self {
        Self { code: code.into(), party: party.map(str::to_owned), detail: None, title, body, choices: Vec::new() }
    }

    /// A failure of the contract.
    pub(crate) fn of(failure: renkei_core::ipc::Failure, words: &Words) -> Self {
        let (title, body) = failure_words(words, &failure);
        Self { code: failure.code.name(), party: failure.party, detail: failure.detail, title, body, choices: Vec::new() }
    }
}

/// The words of what went wrong, and the exit code.
pub(crate) fn said(error: &anyhow::Error, words: &Words, call: &str) -> (Said, u8) {
    if let Some(refused) = error.downcast_ref::<Refused>() {
        let name = refused.code.name();
        let call = refused.command.as_ref().map_or_else(|| call.to_owned(), |command| format!("{call} {command}"));
        let about = refused.about.clone().unwrap_or_default();
        let reason = refused.refusal.map_or_else(String::new, |why| refusal(words, why, &about));
        let given = [("party", Argument::Text(about.into())), ("call", Argument::Text(call.into())), ("reason", Argument::Text(reason.into()))];
        let part = |part: &str| words.with(&format!("cli-error-{}-{part}", name.replace('_', "-")), &given);
        let (title, body, choices) = (part("title"), part("body"), refused.choices.clone());
        return (Said { title, body, code: name, party: refused.about.clone(), detail: refused.detail.clone(), choices }, refused.code.exit());
    }
    (Said::of(profile::failure_of(error), words), FAILED)
}

/// Why a document of an issuer is not used.
pub(crate) fn refusal(words: &Words, why: Refusal, issuer: &str) -> String {
    let name = serde_json::to_value(why).ok().and_then(|name| name.as_str().map(|name| name.replace('_', "-"))).unwrap_or_default();
    words.with(&format!("refusal-{name}"), &[("issuer", Argument::Text(issuer.into()))])
}

/// The words of a failure of the contract.
fn failure_words(words: &Words, failure: &renkei_core::ipc::Failure) -> (String, String) {
    let unknown = words.get("error-party-unknown");
    let party = failure.party.as_deref().unwrap_or(&unknown);
    let id = failure.code.name().replace('_', "-");
    let part = |part: &str| words.with(&format!("error-{id}-{part}"), &[("party", Argument::Text(party.into()))]);
    (part("title"), part("body"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use renkei_core::domain::text::Lang;

    use super::*;

    #[test]
    fn every_refusal_has_words_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for code in Code::ALL {
                for part in ["title", "body"] {
                    let id = format!("cli-error-{}-{part}", code.name().replace('_', "-"));
                    assert!(words.has(&id), "{} lacks {id}", lang.tag());
                }
            }
        }
    }

    /// The ids of the terminal's own messages in a language.
    fn ids(lang: &str) -> BTreeSet<String> {
        let read = |file: &str| std::fs::read_to_string(format!("{}/../../locales/{lang}/{file}.ftl", env!("CARGO_MANIFEST_DIR"))).unwrap_or_default();
        let text = ["cli", "cli-after", "cli-contact", "cli-many", "cli-measure", "cli-narrow", "publish"].map(read).concat();
        text.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).filter(|id| !id.starts_with([' ', '#'])).collect()
    }

    /// All sources of the terminal.
    fn sources(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                sources(&entry.path(), all);
            } else {
                all.push_str(&std::fs::read_to_string(entry.path()).unwrap_or_default());
            }
        }
    }

    #[test]
    fn the_terminals_words_are_the_same_in_every_language_and_none_is_unused() {
        let ja = ids("ja");
        assert!(ja.len() > 100);
        assert_eq!(ja, ids("en"));
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        // Made from the names of commands, options, codes, columns, levels and findings.
        let made = [
            "help-",
            "cli-case-state-",
            "cli-case-step-",
            "cli-contact-way-",
            "cli-first-case-by-case-",
            "cli-own-end-",
            "cli-way-",
            "cli-error-",
            "cli-filter-",
            "cli-sort-",
            "cli-col-",
            "cli-level-",
            "finding-",
            "why-",
        ];
        for id in ja.iter().filter(|id| !made.iter().any(|prefix| id.starts_with(prefix))) {
            assert!(source.contains(&format!("\"{id}\"")), "{id} is not used");
        }
    }
}
