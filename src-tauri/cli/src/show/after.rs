//! What comes after an ending: the issuer's receipt of it, and asking the company to delete what it got.

use renkei_core::ipc::{DeletionHistoryView, DeletionView, EndingReceiptView, GrantView, HandedOnView, LetterView};
use serde_json::json;

use super::{Reader, name_of, print_json, say, short};
use crate::publish::SignedReceipt;

/// The issuer's signed word on an ending, where there is something to say of it.
pub(super) fn receipt(reader: &Reader, grant: &GrantView, receipt: Option<&EndingReceiptView>) {
    let base = [("issuer", grant.issuer.name.as_str()), ("connector", grant.connector.name.as_str())];
    let about = |id: &str| reader.with(id, &base);
    match receipt {
        None | Some(EndingReceiptView::NotOffered) => {}
        Some(EndingReceiptView::Asking) => say(&about("ending-receipt-asking")),
        Some(EndingReceiptView::NotHad) => say(&about("ending-receipt-not-had")),
        Some(EndingReceiptView::Refused { why, .. }) => {
            say(&about("ending-receipt-refused"));
            say(&about(&format!("receipt-fault-{}", name_of(why))));
            say(&about("ending-receipt-refused-body"));
        }
        Some(EndingReceiptView::Good(good)) => {
            say(&about("ending-receipt-good"));
            let fact = |id: &str, value: &str| say(&format!("    {}{}{value}", reader.get(id), reader.get("sentence-gap")));
            fact("ending-receipt-accepted", &reader.second(good.accepted_at));
            fact("ending-receipt-asked-by", &about(&format!("ending-receipt-by-{}", name_of(&good.asked_by))));
            fact("ending-receipt-id", &good.id);
            if let Some(words) = &good.words {
                say(&format!("    {words}"));
            }
            say(&about("ending-receipt-proves"));
        }
    }
}

pub(crate) fn letter(reader: &Reader, view: &DeletionView, letter: &LetterView, handed: Option<&HandedOnView>) {
    if reader.json {
        return print_json(&json!({ "letter": letter, "whom": view.whom, "helper": view.helper, "handed_on": handed }));
    }
    let given = [("connector", view.grant.connector.name.as_str()), ("issuer", view.grant.issuer.name.as_str())];
    match &view.whom {
        Some(whom) => {
            let contact = &whom.contact.value;
            let page = contact.site.as_ref().map(|site| site.url.as_str());
            let ways: Vec<&str> = [contact.name.as_deref(), contact.mail.as_deref(), page, contact.phone.as_deref()].into_iter().flatten().collect();
            say(&reader.with("cli-deletion-to", &[("to", &reader.listed(&ways))]));
            say(&reader.get(if whom.agreed { "deletion-whom-agreed" } else { "deletion-whom-general" }));
        }
        None => say(&reader.with("deletion-whom-none", &given)),
    }
    say("");
    say(&letter.subject);
    say("");
    say(&letter.body);
    say("");
    if let Some(handed) = handed {
        say(&reader.with("cli-deletion-opened", &[("place", &handed.place)]));
        if !handed.whole {
            say(&reader.get("cli-deletion-paste"));
        }
    }
    say(&reader.with("cli-deletion-next", &[("id", short(&view.grant.id.to_string()))]));
}

pub(crate) fn deletion(reader: &Reader, view: &DeletionView) {
    if reader.json {
        return print_json(view);
    }
    match &view.history {
        Some(history) => noted(reader, &view.grant, history),
        None if view.may_ask => say(&reader.with("cli-deletion-none", &[("id", short(&view.grant.id.to_string()))])),
        None => say(&reader.get("deletion-not-over")),
    }
}

/// What the person noted.
pub(super) fn noted(reader: &Reader, grant: &GrantView, history: &DeletionHistoryView) {
    let connector = grant.connector.name.as_str();
    let with = |id: String, on: &str| reader.with(&id, &[("connector", connector), ("on", on)]);
    say(&with(format!("deletion-state-{}", name_of(&history.state)), ""));
    for step in &history.steps {
        say(&format!("    {}", with(format!("deletion-step-{}", name_of(&step.state)), &step.on.to_string())));
        for line in step.words.iter().flat_map(|words| words.lines()) {
            say(&format!("        {line}"));
        }
    }
    say(&reader.get("deletion-history-note"));
    if history.due {
        say(&reader.with("deletion-remind-due", &[("issuer", &grant.issuer.name)]));
    } else if let Some(at) = history.remind_at {
        say(&reader.with("cli-deletion-remind", &[("at", &reader.moment(at))]));
    }
}

/// A receipt that an issuer signed, or that was checked.
pub(crate) fn signed_receipt(reader: &Reader, signed: &SignedReceipt) {
    if reader.json {
        return print_json(signed);
    }
    let given = [("place", signed.place.as_str()), ("issuer", &signed.issuer), ("id", &signed.id), ("at", &reader.moment(signed.issued_at))];
    say(&reader.with(if signed.link.is_some() { "cli-receipt-of-consent" } else { "cli-receipt-of-ending" }, &given));
    if let Some(link) = &signed.link {
        say(&reader.with("cli-receipt-link", &[("link", link)]));
    }
}
