//! The letter that asks a connector to delete what it got (R28, R29): made of facts, in the connector's language.

use chrono::{DateTime, Datelike as _, FixedOffset};

use crate::domain::Timestamp;
use crate::domain::ending::{Ending, Grade, State};
use crate::domain::grant::{Grant, Status};
use crate::domain::stated::Told;
use crate::domain::text::{Lang, Text};
use crate::ipc::LetterView;
use crate::words::{Argument, Words};

/// What a letter is made of.
pub(super) struct Facts<'a> {
    pub(super) grant: &'a Grant,
    /// Its latest ending by this app.
    pub(super) ending: Option<&'a Ending>,
    /// The brand of the issuer.
    pub(super) issuer: &'a Text,
    /// The id of the issuer's receipt of the ending, where there is one.
    pub(super) receipt: Option<&'a str>,
    /// Who gets data onward, by name.
    pub(super) chain: Vec<&'a Text>,
    pub(super) name: Option<String>,
    pub(super) known_as: Option<String>,
    pub(super) now: Timestamp,
    pub(super) offset: FixedOffset,
}

/// Writes it.
pub(super) fn write(facts: &Facts<'_>, lang: Lang) -> LetterView {
    let words = Words::of(lang);
    let told = &facts.grant.remote.facts;
    let (service, company, issuer) = (told.service.name.get(lang), told.connector.name.get(lang), facts.issuer.get(lang));
    let line = |id: &str, more: &[(&str, &str)]| {
        let base = [("service", service), ("company", company), ("issuer", issuer)];
        let given: Vec<(&str, Argument<'_>)> = base.iter().chain(more).map(|(name, value)| (*name, Argument::Text((*value).into()))).collect();
        words.with(id, &given)
    };
    let listed = |all: &[&str]| all.join(&words.get("letter-comma"));
    let mut body = vec![line("letter-to", &[]), String::new()];
    body.push(match &facts.name {
        Some(name) => line("letter-opening-named", &[("name", name)]),
        None => line("letter-opening", &[]),
    });
    body.extend([line("letter-why", &[]), String::new(), line("letter-which", &[])]);
    body.push(line("letter-service", &[]));
    body.push(line("letter-company", &[]));
    body.push(line("letter-issuer", &[]));
    let covers: Vec<&str> = told.covers.iter().map(|cover| cover.label.get(lang)).collect();
    if !covers.is_empty() {
        body.push(line("letter-covers", &[("covers", &listed(&covers))]));
    }
    let allowed: Vec<&str> = told.permissions.iter().map(|one| one.words.as_ref().map_or(one.scope.as_str(), |words| words.get(lang))).collect();
    if !allowed.is_empty() {
        body.push(line("letter-allowed", &[("allowed", &listed(&allowed))]));
    }
    if let Told::Told(at) = told.granted_at {
        body.push(line("letter-since", &[("day", &facts.day(at, lang))]));
    }
    body.push(ended(facts, lang, &line));
    body.push(line("letter-reference", &[("id", facts.grant.remote.key.as_str())]));
    if let Some(receipt) = facts.receipt {
        body.push(line("letter-receipt", &[("id", receipt)]));
    }
    if let Some(known_as) = &facts.known_as {
        body.push(line("letter-known-as", &[("known", known_as)]));
    }
    body.extend([String::new(), line("letter-wish", &[]), line("letter-wish-delete", &[])]);
    let chain: Vec<&str> = facts.chain.iter().map(|name| name.get(lang)).collect();
    body.push(if chain.is_empty() { line("letter-wish-onward", &[]) } else { line("letter-wish-onward-named", &[("names", &listed(&chain))]) });
    body.extend(["letter-wish-law", "letter-wish-answer"].map(|id| line(id, &[])));
    body.extend([String::new(), line("letter-time", &[]), String::new(), line("letter-closing", &[]), String::new(), facts.day(facts.now, lang)]);
    body.extend(facts.name.clone());
    LetterView { lang, subject: line("letter-subject", &[]), body: body.join("\n") }
}

/// How and when it ended, as this app saw it, or was told.
fn ended(facts: &Facts<'_>, lang: Lang, line: &impl Fn(&str, &[(&str, &str)]) -> String) -> String {
    let dated = |id: &str, at: Timestamp| line(id, &[("day", &facts.day(at, lang))]);
    let seen = facts.ending.filter(|ending| ending.sent > 0);
    let verified = seen.and_then(|ending| Some((ending.verified_by()?, ending.steps.iter().rev().find(|step| step.state == State::Verified)?.at)));
    match (verified, &facts.grant.remote.status) {
        (Some((Grade::GrantGone, at)), _) => dated("letter-ended-gone", at),
        (Some((Grade::TokensReportedDead | Grade::Introspected, at)), _) => dated("letter-ended-dead", at),
        (None, Status::Ended { at: Told::Told(at), .. }) => dated("letter-ended-told", *at),
        (None, Status::Vanished { since, .. }) => dated("letter-ended-missed", *since),
        (None, Status::Ended { at: Told::NotTold, .. } | Status::Active | Status::Suspended { .. } | Status::Expired { .. } | Status::Unknown) => {
            dated("letter-ended-missed", facts.grant.as_of)
        }
    }
}

impl Facts<'_> {
    /// A day as it is written in a letter.
    fn day(&self, at: Timestamp, lang: Lang) -> String {
        let local: DateTime<FixedOffset> = at.with_timezone(&self.offset);
        match lang {
            Lang::Ja => format!("{}年{}月{}日", local.year(), local.month(), local.day()),
            Lang::En => local.format("%-d %B %Y").to_string(),
        }
    }
}
