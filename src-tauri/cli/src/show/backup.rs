//! What a backup holds, and what waits after one was restored.

use renkei_core::ipc::{BackupMadeView, BackupView};

use super::{Reader, print_json, say};

pub(crate) fn backed_up(reader: &Reader, made: &BackupMadeView) {
    if reader.json {
        return print_json(made);
    }
    say(&reader.with("backup-made", &[("file", &made.file)]));
    let count = |count: u32| count.to_string();
    let counts =
        [("issuers", &*count(made.issuers)), ("grants", &*count(made.grants)), ("endings", &*count(made.open_endings)), ("records", &*count(made.records))];
    say(&reader.with("backup-holds", &counts));
    say(&reader.get("backup-no-tokens"));
}

pub(crate) fn restored(reader: &Reader, view: &BackupView) {
    if reader.json {
        return print_json(view);
    }
    if let Some(from) = &view.restored {
        say(&reader.with("backup-restored", &[("at", &reader.moment(from.made_at)), ("device", &from.device)]));
    }
    say(&reader.get("backup-sign-in-next"));
    for waiting in &view.waiting {
        say("");
        say(&format!("{}  ({})", waiting.issuer.name, waiting.label.as_deref().unwrap_or_default()));
        for ending in &waiting.endings {
            say(&format!("    {}", reader.with("backup-not-ended", &[("service", &ending.service), ("connector", &ending.connector)])));
        }
        say(&format!("    {} connect {}", reader.call, waiting.account));
    }
    say("");
    say(&reader.get("backup-old-device"));
}
