//! What a terminal shows: plain words, or the views as JSON. The answer stands on standard output, notes on standard error.

mod after;
mod backup;
mod connector;
mod contact;
mod ending;
mod events;
mod findings;
mod grant;
mod lists;
mod kept;
mod many;
mod measure;
mod narrow;
mod notices;
mod proof;
mod status;

use std::io::{BufRead as _, Write as _};

use chrono::{Offset as _, TimeZone};
use renkei_core::domain::Timestamp;
use renkei_core::domain::issuer::Trouble;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{ConnectState, ConnectView, SyncView};
use renkei_core::words::{Argument, Words};
use serde::Serialize;
use serde_json::json;
use unicode_width::UnicodeWidthStr as _;

pub(crate) use self::after::{deletion, letter, signed_receipt};
pub(crate) use self::backup::{backed_up, restored};
pub(crate) use self::connector::connector;
pub(crate) use self::contact::{case, cases, discarded, handed, packet, route, sheet};
pub(crate) use self::ending::{before, consequences, ending, unsure, unsure_before};
pub(crate) use self::events::{event, events, watching};
pub(crate) use self::findings::{directory_preview, findings, keys_changed, new_key, not_publishable, notices_preview, places, signed, verified};
pub(crate) use self::grant::{grant, grants};
pub(crate) use self::kept::{erased, kept, kept_one, receipt};
pub(crate) use self::lists::{check, issuers, practice, records, sign_ins, signed_out, synced};
pub(crate) use self::many::{batch, batches, many_before, many_preview, own_end, typed};
pub(crate) use self::measure::{measure, measure_begins, measure_in_browser, span};
pub(crate) use self::narrow::{narrowing_before, narrowing_preview};
pub(crate) use self::notices::{calendar, notices};
pub(crate) use self::proof::{checked_file, exported, raw};
use crate::args::Cli;
use crate::fault::{Said, said};

/// Who reads, and how.
pub(crate) struct Reader {
    pub(crate) lang: Lang,
    pub(crate) words: &'static Words,
    pub(crate) json: bool,
    /// How a next call begins: the program and the options that choose the profile.
    pub(crate) call: String,
    pub(crate) zone: chrono::Local,
}

impl Reader {
    pub(crate) fn new(lang: Lang, json: bool) -> Self {
        Self { lang, words: Words::of(lang), json, call: "renkei".to_owned(), zone: chrono::Local }
    }

    /// Words without arguments, or with the beginning of a next call.
    fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    fn with(&self, id: &str, given: &[(&str, &str)]) -> String {
        let mut all: Vec<(&str, Argument<'_>)> = given.iter().map(|(name, value)| (*name, text(value))).collect();
        all.push(("call", text(&self.call)));
        self.words.with(id, &all)
    }

    fn counted(&self, id: &str, name: &str, count: usize, given: &[(&str, &str)]) -> String {
        let mut all: Vec<(&str, Argument<'_>)> = given.iter().map(|(name, value)| (*name, text(value))).collect();
        all.push((name, Argument::Count(u32::try_from(count).unwrap_or(u32::MAX))));
        self.words.with(id, &all)
    }

    /// Several names in one line.
    fn listed(&self, names: &[&str]) -> String {
        names.join(&self.get("list-comma"))
    }

    pub(crate) fn moment(&self, at: Timestamp) -> String {
        moment(at, &self.zone, "%Y-%m-%d %H:%M")
    }

    /// The day of a moment on the reader's own clock.
    pub(crate) fn day(&self, at: Timestamp) -> String {
        at.with_timezone(&self.zone).date_naive().to_string()
    }

    /// The day that it is where the reader is.
    pub(crate) fn today(&self) -> chrono::NaiveDate {
        renkei_core::ports::Clock::now(&renkei_core::ports::SystemClock).with_timezone(&self.zone).date_naive()
    }

    /// For what follows fast on each other.
    fn second(&self, at: Timestamp) -> String {
        moment(at, &self.zone, "%Y-%m-%d %H:%M:%S")
    }
}

/// How a call on the same profile begins.
pub(crate) fn call(cli: &Cli) -> String {
    let mut call = vec!["renkei".to_owned()];
    if cli.practises() {
        call.push("--practice".to_owned());
    }
    for (option, path) in [("--profile", &cli.profile), ("--passphrase-file", &cli.passphrase_file)] {
        if let Some(path) = path {
            call.extend([option.to_owned(), quoted(&path.display().to_string())]);
        }
    }
    call.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "/._-+,:@%=~".contains(character);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// Says what went wrong, to whom it matters and what to do next. Gives back the exit code.
pub(crate) fn failure(error: &anyhow::Error, reader: &Reader) -> u8 {
    let (said, code) = said(error, reader.words, &reader.call);
    tell(reader, Beside::Failure, &said);
    // Who is to be told of a mistake of ours needs to know which.
    if let Some(detail) = said.detail.filter(|_| !reader.json && matches!(said.code.as_str(), "bug" | "usage" | "bad_request")) {
        say_error(&reader.with("cli-detail", &[("detail", &detail)]));
    }
    code
}

/// What stands on standard error beside the answer.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Beside {
    /// Something that was asked for did not come about.
    Failure,
    /// To be known.
    Note,
}

fn tell(reader: &Reader, beside: Beside, said: &Said) {
    if reader.json {
        return say_error(&json!({ name_of(&beside): said }).to_string());
    }
    say_error(&said.title);
    if !said.body.is_empty() {
        say_error(&said.body);
    }
    for choice in &said.choices {
        say_error(&format!("    {choice}"));
    }
}

/// Leaves the line where the terminal wrote `^C`.
pub(crate) fn broken_off(reader: &Reader) {
    if !reader.json {
        say_error("");
    }
}

pub(crate) fn address_warning(reader: &Reader) {
    tell(reader, Beside::Note, &Said::beside("address_warning", None, reader.get("cli-address-warning"), String::new()));
}

pub(crate) fn in_browser(reader: &Reader, view: &ConnectView, url: &str) {
    let title = reader.with("leave-title", &[("party", &view.party), ("host", view.host.as_deref().unwrap_or_default())]);
    tell(reader, Beside::Note, &Said::beside("in_browser", Some(&view.party), title, url.to_owned()));
}

pub(crate) fn connected(reader: &Reader, view: &ConnectView) {
    if reader.json {
        print_json(view);
    } else if let ConnectState::Connected { .. } = view.state {
        say(&reader.with("cli-connected", &[("issuer", &view.party)]));
        say(&reader.get("cli-connected-next"));
    }
}

/// Says on standard error why an attempt that nobody asked for by itself did not come to its end.
pub(crate) fn not_connected(reader: &Reader, view: &ConnectView) {
    let said = match &view.state {
        ConnectState::Failed { why } => Said::of(why.clone(), reader.words),
        ConnectState::NeedsClientId => {
            let words = |id: &str| reader.with(id, &[("party", &view.party)]);
            let (title, body) = (words("error-needs-client-id-title"), words("error-needs-client-id-body"));
            Said::beside("needs_client_id", Some(&view.party), title, body)
        }
        ConnectState::Cancelled => Said::beside("cancelled", Some(&view.party), reader.get("cli-cancelled"), String::new()),
        ConnectState::Connected { .. } | ConnectState::Discovering | ConnectState::InBrowser { .. } | ConnectState::Finishing => return,
    };
    tell(reader, Beside::Failure, &said);
}

/// Asks for the last word by this question, on a thread of its own: it must not hold up Ctrl-C.
pub(crate) async fn confirmed(reader: &Reader, question: &str) -> anyhow::Result<bool> {
    eprint!("{} ", reader.get(question));
    std::io::stderr().flush()?;
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    Ok(line.await??.trim() == reader.get("cli-confirm-answer"))
}

/// What to do first, where no issuer is connected.
fn first(reader: &Reader) {
    for id in ["cli-first-title", "cli-first-which", "cli-first-connect", "cli-first-practice"] {
        say(&reader.get(id));
    }
}

/// Which issuers could not be asked, or have not answered yet, and what the person can do.
fn troubles(reader: &Reader, view: &SyncView) {
    for state in &view.accounts {
        let issuer = state.issuer.name.as_str();
        let (code, title) = match state.account.trouble {
            Some(trouble) => {
                (json!(trouble).as_str().unwrap_or_default().to_owned(), reader.with(&format!("trouble-{}", name_of(&trouble)), &[("issuer", issuer)]))
            }
            None if state.account.busy => ("busy".to_owned(), reader.with("cli-busy", &[("issuer", issuer)])),
            None => continue,
        };
        let mut body = match state.account.as_of {
            Some(at) => reader.with("stale-as-of", &[("at", &reader.moment(at))]),
            None => reader.get("stale-never"),
        };
        if state.account.trouble == Some(Trouble::SignIn) {
            body = format!("{body}\n{}", reader.with("cli-sign-in-how", &[("id", short(&state.account.id.to_string()))]));
        }
        tell(reader, Beside::Failure, &Said::beside(code, Some(issuer), title, body));
    }
}

/// Rows under headings. A Japanese character takes two columns.
fn table(heads: &[String], rows: &[Vec<String>]) {
    let all = || std::iter::once(heads).chain(rows.iter().map(Vec::as_slice));
    let mut widths = vec![0; heads.len()];
    for row in all() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    for row in all() {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        say(cells.join("  ").trim_end());
    }
}

fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(words.width())))
}

/// A moment on the reader's own clock, with how far that clock is from UTC.
fn moment<Z: TimeZone>(at: Timestamp, zone: &Z, form: &str) -> String {
    let local = at.with_timezone(zone);
    let minutes = local.offset().fix().local_minus_utc() / 60;
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let away = match (minutes, rest) {
        (0, _) => "UTC".to_owned(),
        (_, 0) => format!("UTC{}{hours}", if minutes < 0 { '-' } else { '+' }),
        _ => format!("UTC{}{hours}:{rest:02}", if minutes < 0 { '-' } else { '+' }),
    };
    format!("{} {away}", local.naive_local().format(form))
}

/// The end of an id: enough to type.
pub(crate) fn short(id: &str) -> &str {
    id.rsplit('-').next().unwrap_or(id)
}

/// The name of a value of an enum, as message ids have it.
fn name_of<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    let name = value.as_str().map(str::to_owned).or_else(|| value.as_object().and_then(|map| map.keys().next().cloned()));
    name.unwrap_or_default().replace('_', "-")
}

fn text(words: &str) -> Argument<'_> {
    Argument::Text(words.into())
}

fn print_json<T: Serialize + ?Sized>(value: &T) {
    say(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Prints a line; a reader that went away (a closed pipe) is no error of ours.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

pub(crate) fn say_error(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_by_the_readers_clock() {
        let at = Timestamp::from_timestamp(1_795_241_097, 0).unwrap_or_default();
        let zone = |seconds| chrono::FixedOffset::east_opt(seconds).unwrap_or(chrono::Utc.fix());
        assert_eq!(moment(at, &chrono::Utc, "%H:%M"), "06:04 UTC");
        assert_eq!(moment(at, &zone(9 * 3_600), "%m-%d %H:%M"), "11-21 15:04 UTC+9");
        assert_eq!(moment(at, &zone(-(3 * 3_600 + 1_800)), "%H:%M:%S"), "02:34:57 UTC-3:30");
    }

    #[test]
    fn columns_stand_under_each_other_in_japanese_too() {
        assert_eq!(padded("会社", 6), "会社  ");
        assert_eq!(padded("ID", 1), "ID");
    }

    #[test]
    fn a_path_can_be_pasted_into_a_shell() {
        assert_eq!(quoted("/home/me/練習"), "/home/me/練習");
        assert_eq!(quoted("it's here"), r"'it'\''s here'");
    }
}
