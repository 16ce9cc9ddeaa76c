//! Asks for passphrases, and for the file of a backup, in windows of the system's toolkit, never in the web view. Elsewhere than on
//! Linux nothing can be asked yet: there the terminal does it.

use std::path::PathBuf;

use renkei_core::domain::text::Lang;
use renkei_core::secret::Passphrase;
use tauri::AppHandle;

/// What the person is asked.
#[derive(Debug, Clone)]
pub(crate) enum Question {
    /// To choose one; typed twice.
    New,
    /// To open what it sealed.
    Open,
    /// The same, after one that did not.
    OpenAgain,
    /// To close a backup: a code that is written down, or one of their own.
    NewBackup {
        /// The code.
        code: Passphrase,
    },
    /// To open a backup.
    Backup,
}

/// Asks, and waits for the person; `None` where they go without.
#[cfg(target_os = "linux")]
pub(crate) fn ask(app: &AppHandle, question: Question, lang: Lang) -> Option<Passphrase> {
    let (answer, answered) = std::sync::mpsc::channel();
    let asking = app.clone();
    app.run_on_main_thread(move || dialog::show(&asking, &question, lang, answer)).ok()?;
    tokio::task::block_in_place(|| answered.recv().ok()).flatten()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn ask(_app: &AppHandle, _question: Question, _lang: Lang) -> Option<Passphrase> {
    None
}

/// Asks which file to restore from; `None` where they go without.
#[cfg(target_os = "linux")]
pub(crate) fn choose_backup(app: &AppHandle, lang: Lang) -> Option<PathBuf> {
    let (answer, answered) = std::sync::mpsc::channel();
    let asking = app.clone();
    app.run_on_main_thread(move || dialog::choose(&asking, lang, answer)).ok()?;
    tokio::task::block_in_place(|| answered.recv().ok()).flatten()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn choose_backup(_app: &AppHandle, _lang: Lang) -> Option<PathBuf> {
    None
}

#[cfg(target_os = "linux")]
mod dialog {
    use std::sync::mpsc::Sender;

    use gtk::prelude::*;
    use renkei_core::domain::passphrase;
    use renkei_core::words::Words;
    use tauri::Manager as _;

    use super::{AppHandle, Lang, Passphrase, PathBuf, Question};

    /// The messages of a question: title, body, label, label of the second field, act.
    fn messages(question: &Question) -> [&'static str; 5] {
        match question {
            Question::New => ["passphrase-new-title", "passphrase-new-body", "passphrase-label", "passphrase-again-label", "passphrase-open"],
            Question::Open | Question::OpenAgain => ["passphrase-title", "passphrase-body", "passphrase-label", "passphrase-again-label", "passphrase-open"],
            Question::NewBackup { .. } => ["backup-new-title", "backup-new-body", "backup-new-label", "backup-new-again-label", "backup-new-act"],
            Question::Backup => ["backup-open-title", "backup-open-body", "backup-open-label", "passphrase-again-label", "backup-open-act"],
        }
    }

    pub(super) fn show(app: &AppHandle, question: &Question, lang: Lang, answer: Sender<Option<Passphrase>>) {
        let words = Words::of(lang);
        let [title, body, label, again, act] = messages(question).map(|id| words.get(id));
        let parent = app.get_webview_window("main").and_then(|window| window.gtk_window().ok());
        let dialog = gtk::Dialog::with_buttons(
            Some(&title),
            parent.as_ref(),
            gtk::DialogFlags::MODAL | gtk::DialogFlags::DESTROY_WITH_PARENT,
            &[(&words.get("passphrase-cancel"), gtk::ResponseType::Cancel), (&act, gtk::ResponseType::Ok)],
        );
        dialog.set_default_response(gtk::ResponseType::Ok);
        let content = dialog.content_area();
        content.set_spacing(12);
        content.set_border_width(18);
        content.add(&text(&body));
        let first = field(&content, &label);
        let backup = matches!(question, Question::NewBackup { .. });
        if let Question::NewBackup { code } = question {
            first.set_visibility(true);
            // To be written down; shown this once.
            first.set_text(code.expose());
        }
        let second = (backup || matches!(question, Question::New)).then(|| field(&content, &again));
        if let (true, Some(second)) = (backup, &second) {
            second.set_visibility(true);
        }
        let note = second.clone().filter(|_| backup);
        let complaint = text(&words.get("passphrase-wrong"));
        complaint.set_no_show_all(true);
        complaint.set_visible(matches!(question, Question::OpenAgain));
        content.add(&complaint);
        let (differs, weak) = (words.get("passphrase-differs"), words.get("backup-weak"));
        dialog.connect_response(move |dialog, response| {
            let typed = first.text();
            // A code is the same however it is typed.
            let same = |other: &str| if backup { passphrase::canonical(other) == passphrase::canonical(&typed) } else { other == typed };
            if response != gtk::ResponseType::Ok {
                let _ = answer.send(None);
            } else if backup && !passphrase::is_strong(&passphrase::canonical(&typed)) {
                complaint.set_text(&weak);
                complaint.show();
                return;
            } else if second.as_ref().is_some_and(|second| !same(&second.text())) {
                complaint.set_text(&differs);
                complaint.show();
                return;
            } else if typed.is_empty() {
                return;
            } else {
                let _ = answer.send(Some(Passphrase::new(typed.to_string())));
            }
            dialog.close();
        });
        dialog.show_all();
        if let Some(second) = note {
            // Not the code as a whole marked, to be typed over by mistake.
            second.grab_focus();
        }
    }

    pub(super) fn choose(app: &AppHandle, lang: Lang, answer: Sender<Option<PathBuf>>) {
        let words = Words::of(lang);
        let parent = app.get_webview_window("main").and_then(|window| window.gtk_window().ok());
        let chooser = gtk::FileChooserDialog::with_buttons(
            Some(&words.get("backup-choose-title")),
            parent.as_ref(),
            gtk::FileChooserAction::Open,
            &[(&words.get("passphrase-cancel"), gtk::ResponseType::Cancel), (&words.get("backup-choose-act"), gtk::ResponseType::Accept)],
        );
        chooser.set_modal(true);
        if let Ok(folder) = app.path().download_dir() {
            chooser.set_current_folder(folder);
        }
        chooser.connect_response(move |chooser, response| {
            let _ = answer.send(if response == gtk::ResponseType::Accept { chooser.filename() } else { None });
            chooser.close();
        });
        chooser.show_all();
    }

    fn text(words: &str) -> gtk::Label {
        gtk::Label::builder().label(words).wrap(true).max_width_chars(56).xalign(0.0).build()
    }

    /// A field whose text is not shown, with its name.
    fn field(content: &gtk::Box, name: &str) -> gtk::Entry {
        let entry = gtk::Entry::builder().visibility(false).input_purpose(gtk::InputPurpose::Password).activates_default(true).build();
        let label = gtk::Label::builder().label(name).xalign(0.0).mnemonic_widget(&entry).build();
        content.add(&label);
        content.add(&entry);
        entry
    }
}
