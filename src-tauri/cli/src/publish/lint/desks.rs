//! What the guideline asks of those who answer: at a connector (R21), and at the issuer itself (R14, R26).

use renkei_core::domain::Timestamp;
use renkei_core::domain::directory::{Answerer, Contact, ContactTopic, OwnDesks};
use renkei_core::domain::hours::{Hours, OpenNow};
use renkei_core::issuers::documents::Directory;

use super::super::expected::join;
use super::super::finding::{Code, Finding};
use super::super::reading::Read;
use super::directory::hours;

/// What is wrong with contacts, whoever they belong to.
pub(super) fn contacts(all: &[Contact], findings: &mut Vec<Finding>, now: Timestamp, place: &dyn Fn(&str, usize) -> String) {
    for (index, contact) in all.iter().enumerate() {
        let at = place("/contacts", index);
        if contact.phone.is_none() && contact.mail.is_none() && contact.site.is_none() && contact.chat.is_none() && contact.post.is_none() {
            findings.push(Code::ContactWithoutWay.at(&at));
        }
        if contact.mail.as_ref().is_some_and(|mail| !is_mail(mail)) {
            findings.push(Code::MailUnlikely.at(join(&at, "mail")));
        }
        // A connector cannot stop an issuer's card: who calls there loses the time in which it is misused.
        if contact.topic == ContactTopic::Stop && contact.by == Answerer::Connector {
            findings.push(Code::StopByConnector.at(&at));
        }
        hours(contact.hours.as_ref(), &join(&at, "hours"), findings, now);
    }
}

/// What is wrong with an issuer's own desks.
pub(super) fn own(desks: &OwnDesks, read: &Read<'_>, now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    let place = |list: &str, index: usize| read.place(list, index);
    contacts(&desks.contacts, &mut findings, now, &place);
    for (index, contact) in desks.contacts.iter().enumerate() {
        let at = place("/contacts", index);
        if contact.by == Answerer::Connector {
            findings.push(Code::NotOwnDesk.at(join(&at, "by")));
        }
        if contact.topic != ContactTopic::Stop {
            continue;
        }
        if contact.phone.is_none() {
            findings.push(Code::StopWithoutPhone.at(&at));
        }
        if !contact.hours.as_ref().is_some_and(|hours| never_closes(hours, now)) {
            findings.push(Code::StopNotAlways.at(&at));
        }
    }
    findings
}

/// What a directory as a whole says nowhere.
pub(super) fn missing(directory: &Directory) -> Vec<Finding> {
    let desks = &directory.desks;
    let mut findings = Vec::new();
    if !desks.contacts.iter().any(|contact| contact.topic == ContactTopic::Stop) {
        findings.push(Code::NoStopDesk.at("/issuer/contacts"));
    }
    let agreed = directory.connectors.iter().filter_map(|entry| entry.compensation.as_ref()?.claim_days);
    if desks.claim_days.into_iter().chain(agreed).next().is_none() {
        findings.push(Code::NoClaimDays.at("/issuer"));
    }
    findings
}

fn never_closes(hours: &Hours, now: Timestamp) -> bool {
    hours.at(now) == Some(OpenNow { open: true, until: None })
}

fn is_mail(mail: &str) -> bool {
    mail.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) && !mail.contains(char::is_whitespace)
}
