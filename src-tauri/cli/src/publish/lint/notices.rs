//! What the guideline asks a notice to say.

use renkei_core::domain::Timestamp;
use renkei_core::domain::notice::{Notice, NoticeKind, Severity};

use super::super::expected::join;
use super::super::finding::{Code, Finding};

/// What is wrong with one notice; `told` are the ids of all.
pub(super) fn notice(notice: &Notice, told: &[&str], now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, id) in notice.supersedes.iter().enumerate().filter(|(_, id)| **id == notice.id || !told.contains(&id.as_str())) {
        findings.push(Code::SupersedesNothing.at(join("/supersedes", &index.to_string())).with("id", id));
    }
    if notice.all_clear && notice.supersedes.is_empty() {
        findings.push(Code::AllClearOfNothing.at("/all_clear"));
    }
    if notice.ends_at.is_some_and(|ends| notice.starts_at.is_some_and(|starts| ends <= starts)) {
        findings.push(Code::EndsBeforeStart.at("/ends_at"));
    }
    if notice.issued_at > now {
        findings.push(Code::SaidLater.at("/issued_at"));
    }
    for (field, list) in [("/connectors", &notice.connectors), ("/services", &notice.services)] {
        if list.as_ref().is_some_and(Vec::is_empty) {
            findings.push(Code::ForNobody.at(field));
        }
    }
    if notice.kind == NoticeKind::PlannedStop && !notice.all_clear {
        if notice.starts_at.is_none() {
            findings.push(Code::StopWithoutStart.at(""));
        } else if notice.ends_at.is_none() {
            findings.push(Code::StopWithoutEnd.at(""));
        }
    }
    if notice.ends_at.is_some_and(|ends| ends <= now) && !notice.all_clear {
        findings.push(Code::OverAlready.at("/ends_at"));
    }
    if notice.severity == Severity::Urgent && notice.advice.is_none() && !notice.all_clear {
        findings.push(Code::UrgentWithoutAdvice.at(""));
    }
    findings
}
