//! What the guideline asks a directory to say of each connector and scope.

use renkei_core::domain::Timestamp;
use renkei_core::domain::directory::{Answerer, Contact, ContactTopic, Entry, Profile, ScopeWords};
use renkei_core::domain::hours::Hours;
use renkei_core::domain::permission::{Access, Effect};
use serde_json::Value;

use super::super::expected::{Expected, Form, join};
use super::super::finding::{Code, Finding};
use super::super::reading::Read;
use super::{as_json, desks};
use renkei_core::domain::document::DocumentKind;

/// Topics for which somebody has to answer (R14, R20, R21, R26, R29).
const TOPICS: [ContactTopic; 6] =
    [ContactTopic::Emergency, ContactTopic::Question, ContactTopic::Complaint, ContactTopic::Compensation, ContactTopic::Deletion, ContactTopic::Display];

/// What is wrong with one connector.
pub(super) fn entry(entry: &Entry, source: &Value, read: &Read<'_>, declared: &[&str], now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    let place = |list: &str, index: usize| read.place(list, index);
    profile(&entry.relayed, &mut findings, declared, now, &place);
    if let Some(part) = source.get("own_part").filter(|part| !part.is_null()) {
        match &entry.own {
            Some(own) => findings.extend(own_part(own, part, declared, now)),
            None => findings.push(Code::OwnPartRefused.at("/own_part")),
        }
    }
    // What the connector signed itself stands before what the issuer relays.
    let either = |has: fn(&Profile) -> bool| entry.own.as_ref().is_some_and(has) || has(&entry.relayed);
    let contacts: &[Contact] = entry.own.as_ref().map(|own| &own.contacts).filter(|all| !all.is_empty()).unwrap_or(&entry.relayed.contacts);
    for topic in TOPICS.into_iter().filter(|topic| !contacts.iter().any(|contact| contact.topic == *topic)) {
        findings.push(Code::NoContact.at("/contacts").with("topic", name_of(topic)));
    }
    let emergency = |by: Answerer| contacts.iter().any(|contact| contact.topic == ContactTopic::Emergency && contact.by == by);
    if emergency(Answerer::Issuer) != emergency(Answerer::Connector) {
        findings.push(Code::EmergencyOfOne.at("/contacts"));
    }
    match &entry.compensation {
        None => findings.push(Code::NobodyPays.at("/compensation")),
        Some(agreed) => {
            if agreed.method.is_none() {
                findings.push(Code::NoCompensationMethod.at("/compensation"));
            }
            if agreed.corporate.is_none() {
                findings.push(Code::NoCorporate.at("/compensation"));
            }
        }
    }
    if !either(|profile| profile.company.is_some()) {
        findings.push(Code::Lacks.at("").with("field", "company"));
    }
    if !either(|profile| !profile.services.is_empty()) {
        findings.push(Code::NoServices.at("/services"));
    }
    if !entry.roles.as_ref().is_some_and(|roles| roles.issuer.is_some() && roles.connector.is_some()) {
        findings.push(Code::NoRoles.at("/roles"));
    }
    findings
}

/// The connector's own word: read beside what it signed.
fn own_part(own: &Profile, part: &Value, declared: &[&str], now: Timestamp) -> Vec<Finding> {
    let Some(source) = part.as_str().and_then(super::super::sign::payload) else { return Vec::new() };
    let again = |source: &Value| {
        serde_json::from_value::<Profile>(source.clone()).ok().map(|profile| {
            let mut kept = as_json(&profile);
            for name in ["iss", "id"] {
                if let (Some(kept), Some(value)) = (kept.as_object_mut(), source.get(name)) {
                    kept.insert(name.to_owned(), value.clone());
                }
            }
            kept
        })
    };
    let form = Form::of(DocumentKind::Directory);
    let Some(expected) = form.top().field("connectors").and_then(Expected::item) else { return Vec::new() };
    let read = Read::compare(&source, expected, &again);
    let mut findings = Vec::new();
    profile(own, &mut findings, declared, now, &|list, index| read.place(list, index));
    let unexpected = |finding: &Finding| !(finding.code == Code::UnknownField && finding.at == "/iss");
    read.findings.into_iter().filter(unexpected).chain(findings).map(|finding| finding.under("/own_part")).collect()
}

fn profile(profile: &Profile, findings: &mut Vec<Finding>, declared: &[&str], now: Timestamp, place: &dyn Fn(&str, usize) -> String) {
    if let Some(company) = &profile.company {
        for (field, missing) in [("representative", company.representative.is_none()), ("address", company.address.is_none())] {
            if missing {
                findings.push(Code::CompanyLacks.at("/company").with("field", field));
            }
        }
    }
    desks::contacts(&profile.contacts, findings, now, place);
    for (index, service) in profile.services.iter().enumerate() {
        let at = place("/services", index);
        if profile.services.iter().take(index).any(|other| other.id == service.id) {
            findings.push(Code::Twice.at(join(&at, "id")).with("name", &service.id));
        }
        if service.hours.is_none() {
            findings.push(Code::NoHours.at(&at));
        }
        hours(service.hours.as_ref(), &join(&at, "hours"), findings, now);
        if service.risks.is_empty() {
            findings.push(Code::NoRisks.at(&at));
        }
        let Some(needs) = &service.needs else {
            findings.push(Code::NoNeeds.at(&at));
            continue;
        };
        for (index, scope) in needs.iter().enumerate().filter(|(_, scope)| !declared.contains(&scope.as_str())) {
            findings.push(Code::NeedUndeclared.at(format!("{at}/needs/{index}")).with("scope", scope));
        }
    }
    for (index, onward) in profile.chain.iter().enumerate() {
        if onward.receives.is_none() || onward.responsible.is_none() || onward.terms.is_none() {
            findings.push(Code::OnwardUnanswered.at(place("/chain", index)));
        }
    }
}

pub(super) fn hours(hours: Option<&Hours>, at: &str, findings: &mut Vec<Finding>, now: Timestamp) {
    if hours.is_some_and(|hours| hours.at(now).is_none()) {
        findings.push(Code::HoursUnread.at(at));
    }
}

/// What is wrong with the words of one scope.
pub(super) fn scope(scope: &ScopeWords) -> Vec<Finding> {
    match (scope.access, scope.effect) {
        (Access::Update, None | Some(Effect::Unknown | Effect::None)) => vec![Code::EffectMissing.at("/effect")],
        (Access::Reference | Access::Authentication, Some(Effect::MovesMoney | Effect::ChangesData)) => vec![Code::EffectOdd.at("/effect")],
        (Access::Unknown, _) => vec![Code::UnknownWord.at("/access").with("words", "reference · update · authentication")],
        (Access::Update | Access::Reference | Access::Authentication, _) => Vec::new(),
    }
}

fn name_of(topic: ContactTopic) -> String {
    as_json(&topic).as_str().map(str::to_owned).unwrap_or_default()
}
