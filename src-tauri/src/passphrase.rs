//! Asks for the passphrase in a window of the system's toolkit, never in the web view. Only Linux has machines
//! without keychain; elsewhere nothing is asked.

use renkei_core::domain::text::Lang;
use renkei_core::secret::Passphrase;
use tauri::AppHandle;

/// What the person is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// To choose one; typed twice.
    New,
    /// To open what it sealed.
    Open,
    /// The same, after one that did not.
    OpenAgain,
}

/// Asks, and waits for the person; `None` where they go without.
#[cfg(target_os = "linux")]
pub(crate) fn ask(app: &AppHandle, question: Question, lang: Lang) -> Option<Passphrase> {
    let (answer, answered) = std::sync::mpsc::channel();
    let asking = app.clone();
    app.run_on_main_thread(move || dialog::show(&asking, question, lang, answer)).ok()?;
    tokio::task::block_in_place(|| answered.recv().ok()).flatten()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn ask(_app: &AppHandle, _question: Question, _lang: Lang) -> Option<Passphrase> {
    None
}

#[cfg(target_os = "linux")]
mod dialog {
    use std::sync::mpsc::Sender;

    use gtk::prelude::*;
    use renkei_core::words::Words;
    use tauri::Manager as _;

    use super::{AppHandle, Lang, Passphrase, Question};

    pub(super) fn show(app: &AppHandle, question: Question, lang: Lang, answer: Sender<Option<Passphrase>>) {
        let words = Words::of(lang);
        let new = question == Question::New;
        let parent = app.get_webview_window("main").and_then(|window| window.gtk_window().ok());
        let dialog = gtk::Dialog::with_buttons(
            Some(&words.get(if new { "passphrase-new-title" } else { "passphrase-title" })),
            parent.as_ref(),
            gtk::DialogFlags::MODAL | gtk::DialogFlags::DESTROY_WITH_PARENT,
            &[(&words.get("passphrase-cancel"), gtk::ResponseType::Cancel), (&words.get("passphrase-open"), gtk::ResponseType::Ok)],
        );
        dialog.set_default_response(gtk::ResponseType::Ok);
        let content = dialog.content_area();
        content.set_spacing(12);
        content.set_border_width(18);
        content.add(&text(&words.get(if new { "passphrase-new-body" } else { "passphrase-body" })));
        let first = field(&content, &words.get("passphrase-label"));
        let second = new.then(|| field(&content, &words.get("passphrase-again-label")));
        let complaint = text(&words.get("passphrase-wrong"));
        complaint.set_no_show_all(true);
        complaint.set_visible(question == Question::OpenAgain);
        content.add(&complaint);
        let differs = words.get("passphrase-differs");
        dialog.connect_response(move |dialog, response| {
            let typed = first.text();
            if response != gtk::ResponseType::Ok {
                let _ = answer.send(None);
            } else if second.as_ref().is_some_and(|second| second.text() != typed) {
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
