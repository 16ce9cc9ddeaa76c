//! Help in the reader's language: every text of the command line's own comes from `locales/`.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _, FromArgMatches as _};
use renkei_core::domain::text::Lang;
use renkei_core::words::Words;
use unicode_width::UnicodeWidthStr as _;

use crate::args::{Cli, FILTERS, SORTS};
use crate::fault::{Code, Refused};

const TEMPLATE: &str = "{about-with-newline}\n{usage}\n\n{all-args}{after-help}";

/// The language that the words of a call ask for, before they are read as a whole; else the system's.
pub(crate) fn language(given: &[OsString]) -> Lang {
    let mut given = given.iter().filter_map(|word| word.to_str());
    let mut asked = None;
    while let Some(word) = given.next() {
        if word == "--lang" {
            asked = given.next();
        } else if let Some(tag) = word.strip_prefix("--lang=") {
            asked = Some(tag);
        }
    }
    asked.and_then(|tag| Lang::ALL.into_iter().find(|lang| lang.tag() == tag)).unwrap_or_else(renkei_cli::system_language)
}

/// Reads a call.
///
/// # Errors
/// The library's own, also where help or the version was asked for; see [`refused`].
pub(crate) fn parse(given: &[OsString], words: &Words) -> Result<Cli, clap::Error> {
    command(words).try_get_matches_from(given).and_then(|matches| Cli::from_arg_matches(&matches))
}

/// The command line with all its help in one language.
pub(crate) fn command(words: &Words) -> Command {
    let flag = |name: &'static str, short, action| Arg::new(name).long(name).short(short).action(action);
    let root = Cli::command().disable_help_flag(true).disable_version_flag(true).arg(flag("help", 'h', ArgAction::Help).global(true)).arg(flag(
        "version",
        'V',
        ArgAction::Version,
    ));
    let root = root.about(words.get("help-about")).after_help(words.get("help-exit-codes")).subcommand_help_heading(words.get("help-commands"));
    let mut root = translated(root, words);
    // The names in a usage line, and the command `help`, are there only then.
    root.build();
    let root = usage(root, words);
    root.mut_subcommand("help", |help| help.about(words.get("help-command-help")).help_template(TEMPLATE))
}

fn translated(command: Command, words: &Words) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_subcommands(|command| {
        let id = command_id(&name, command.get_name(), words);
        translated(command.disable_help_subcommand(true).subcommand_help_heading(words.get("help-commands")), words).about(words.get(&id))
    });
    command.help_template(TEMPLATE).mut_args(|arg| {
        let help = words.get(&help_id(&name, arg.get_id().as_str(), words));
        let heading = match (arg.is_positional(), arg.is_global_set() || arg.get_id() == "version") {
            (true, _) => "help-arguments",
            (false, false) => "help-options",
            (false, true) => "help-options-everywhere",
        };
        let values = match arg.get_id().as_str() {
            "filter" => Some(values("cli-filter", &FILTERS, words)),
            "sort" => Some(values("cli-sort", &SORTS, words)),
            _ => None,
        };
        let arg = arg.help_heading(words.get(heading)).help(help.clone());
        match values {
            Some(values) => arg.long_help(format!("{help}\n\n{values}")),
            None => arg,
        }
    })
}

/// A command within another may be told apart from one of the same name elsewhere.
fn command_id(parent: &str, name: &str, words: &Words) -> String {
    let own = format!("help-command-{parent}-{name}");
    if words.has(&own) { own } else { format!("help-command-{name}") }
}

/// An option of this command alone, or one that every command has.
fn help_id(command: &str, arg: &str, words: &Words) -> String {
    let arg = arg.replace('_', "-");
    let own = format!("help-{command}-{arg}");
    if words.has(&own) { own } else { format!("help-option-{arg}") }
}

fn values(prefix: &str, all: &[&str], words: &Words) -> String {
    let width = all.iter().map(|value| value.width()).max().unwrap_or_default();
    let line = |value: &&str| format!("{value:width$}  {}", words.get(&format!("{prefix}-{}", value.replace('_', "-"))));
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn usage(mut command: Command, words: &Words) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &words.get("help-mark-options")).replace("<COMMAND>", &words.get("help-mark-command"));
    command.override_usage(format!("{}: {usage}", words.get("help-usage"))).mut_subcommands(|command| self::usage(command, words))
}

/// A call that cannot be read, as a failure like any other; `None` where the library's text is what was asked for.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library's enums are non-exhaustive")]
pub(crate) fn refused(error: &clap::Error, given: &[OsString], words: &Words) -> Option<Refused> {
    let all = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    };
    let one = |kind| all(kind).join(" ");
    let (code, what) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => (Code::UnknownOption, one(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => (Code::UnknownCommand, one(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // The option alone, without what stands for its value.
            let option = one(ContextKind::InvalidArg);
            let option = option.split(" <").next().unwrap_or_default();
            (Code::BadValue, format!("{option} {}", one(ContextKind::InvalidValue)))
        }
        ErrorKind::MissingRequiredArgument => (Code::MissingArgument, one(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => (Code::MissingArgument, words.get("help-mark-command")),
        ErrorKind::ArgumentConflict => (Code::Conflict, [all(ContextKind::InvalidArg), all(ContextKind::PriorArg)].concat().join(&words.get("list-comma"))),
        _ => (Code::Usage, one(ContextKind::InvalidArg)),
    };
    let text = error.to_string();
    let detail = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    Some(Refused::about(code, what).choosing(all(ContextKind::ValidValue)).detailed(detail).of_command(named(given)))
}

/// The command that a call names, if any, with what it names within it.
fn named(given: &[OsString]) -> Option<String> {
    let root = Cli::command();
    let mut path: Vec<&Command> = Vec::new();
    for word in given.iter().skip(1).filter_map(|word| word.to_str()) {
        path.extend(path.last().copied().unwrap_or(&root).find_subcommand(word));
    }
    (!path.is_empty()).then(|| path.iter().map(|command| command.get_name()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A command and everything within it.
    fn all(command: &Command) -> Vec<&Command> {
        let within = command.get_subcommands().filter(|_| command.get_name() != "help").flat_map(all);
        std::iter::once(command).chain(within).collect()
    }

    /// All ids of help that the command line needs.
    fn ids(words: &Words) -> Vec<String> {
        let root = command(words);
        let mut ids = vec!["help-about".to_owned(), "help-exit-codes".to_owned()];
        for command in all(&root) {
            ids.extend(command.get_subcommands().map(|within| command_id(command.get_name(), within.get_name(), words)));
            if command.get_name() != "help" {
                ids.extend(command.get_arguments().map(|arg| help_id(command.get_name(), arg.get_id().as_str(), words)));
            }
        }
        ids.extend(FILTERS.map(|value| format!("cli-filter-{}", value.replace('_', "-"))));
        ids.extend(SORTS.map(|value| format!("cli-sort-{}", value.replace('_', "-"))));
        ids
    }

    #[test]
    fn every_command_and_option_has_help_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for id in ids(words) {
                assert!(words.has(&id), "{} lacks {id}", lang.tag());
            }
        }
    }

    #[test]
    fn no_help_is_left_in_the_librarys_language() {
        let root = command(Words::of(Lang::Ja));
        let shown = all(&root).into_iter().filter(|command| command.get_name() != "help");
        let pages: Vec<String> = shown.map(|command| command.clone().render_long_help().to_string()).collect();
        assert!(pages.len() > 20, "{}", pages.len());
        for page in pages {
            for word in ["Usage", "Options:", "Commands:", "Arguments:", "Print", "[default", "possible values", "help-"] {
                assert!(!page.contains(word), "{word} stands in:\n{page}");
            }
        }
    }
}
