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
    let seen = facts.ending.filter(|ending| ending.sent > 0 && ending.narrows.is_none());
    let verified = seen.and_then(|ending| Some((ending.verified_by()?, ending.steps.iter().rev().find(|step| step.state == State::Verified)?.at)));
    match (verified, &facts.grant.remote.status) {
        (Some((Grade::GrantGone, at)), _) => dated("letter-ended-gone", at),
        (Some((Grade::TokensReportedDead, at)), _) => dated("letter-ended-dead", at),
        (_, Status::Ended { at: Told::Told(at), .. }) => dated("letter-ended-told", *at),
        (_, Status::Vanished { since, .. }) => dated("letter-ended-missed", *since),
        (_, Status::Ended { at: Told::NotTold, .. } | Status::Active | Status::Suspended { .. } | Status::Expired { .. } | Status::Unknown) => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ending::{Evidence, Step};
    use crate::domain::id::{AccountId, EndingId, GrantId, IssuerId};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn grant(status: Status) -> Grant {
        let named = |id: &str, ja: &str, en: &str| serde_json::json!({ "id": id, "name": { "ja": ja, "en": en } });
        let facts = serde_json::json!({
            "subject": "not_told", "covers": [], "connector": named("hiyori", "株式会社ひより", "Hiyori Inc."), "service": named("kakeibo", "かけいぼ日和", "Kakeibo Biyori"),
            "permissions": [{ "scope": "statements:read", "access": "reference", "effect": "none", "words": null }],
            "granted_at": "2026-03-01T16:00:00Z", "updated_at": "not_told", "last_used": "not_told",
            "expiry": { "access_until": "not_told", "refreshable": "not_told" }, "tokens": "not_told", "chain": "not_told", "how_to_end": null, "beware": [],
            "conditions_checked_on": null, "identified": null, "ends_together": [], "in_use": "not_told",
        });
        let now = at("2026-11-21T09:00:00Z");
        let remote = crate::domain::grant::RemoteGrant {
            key: crate::domain::id::RemoteKey("g-1".into()),
            birth: crate::domain::id::Birth("b".into()),
            status,
            facts: serde_json::from_value(facts).unwrap(),
        };
        Grant {
            id: GrantId::new(now, [1; 10]),
            issuer: IssuerId("minato".into()),
            account: AccountId::new(now, [2; 10]),
            remote,
            first_seen: now,
            as_of: now,
            checked_at: None,
            first: None,
            own_end: None,
        }
    }

    fn letter(grant: &Grant, ending: Option<&Ending>, lang: Lang) -> LetterView {
        let issuer = Text([("ja".to_owned(), "みなとカード".to_owned()), ("en".to_owned(), "Minato Card".to_owned())].into());
        let chain = Text::plain("Kasane");
        let facts = Facts {
            grant,
            ending,
            issuer: &issuer,
            receipt: None,
            chain: vec![&chain],
            name: Some("佐藤 みなみ".into()),
            known_as: None,
            now: at("2026-11-21T20:00:00Z"),
            offset: FixedOffset::east_opt(9 * 3_600).unwrap(),
        };
        write(&facts, lang)
    }

    #[test]
    fn how_it_ended_is_what_was_seen_or_told_and_no_more() {
        let over = Status::Ended { by: Told::NotTold, at: Told::Told(at("2026-11-20T00:00:00Z")) };
        let told = letter(&grant(over.clone()), None, Lang::Ja).body;
        assert!(told.contains("2026年11月20日（みなとカードより、終了したと知らされております）") && !told.contains("照会し"), "{told}");
        let missed = letter(&grant(Status::Vanished { since: at("2026-11-19T00:00:00Z"), with: None }), None, Lang::Ja).body;
        assert!(missed.contains("2026年11月19日までに"), "{missed}");
        let grant = grant(over);
        let asked = at("2026-11-21T08:00:00Z");
        let mut ending = Ending::asked(EndingId::new(asked, [3; 10]), grant.id, grant.account, grant.remote.key.clone(), grant.remote.birth.clone(), asked);
        ending.sent = 1;
        ending.steps.push(Step { state: State::Verified, at: asked, evidence: Evidence::NotListed });
        let seen = letter(&grant, Some(&ending), Lang::En).body;
        assert!(seen.contains("Ended: 21 November 2026 (after I asked for the ending, Minato Card was asked again"), "{seen}");
        ending.sent = 0;
        let before = letter(&grant, Some(&ending), Lang::En).body;
        assert!(before.contains("as Minato Card has told me"), "somebody else ended it: {before}");
    }

    #[test]
    fn days_are_those_where_the_person_is_and_every_line_has_words() {
        let grant = grant(Status::Ended { by: Told::NotTold, at: Told::NotTold });
        for lang in Lang::ALL {
            let LetterView { subject, body, .. } = letter(&grant, None, lang);
            for text in [&subject, &body] {
                assert!(!text.contains("letter-") && !text.contains("{$"), "{text}");
            }
            assert!(body.contains("Kasane") && body.contains("g-1") && body.contains("statements:read"), "{body}");
        }
        let body = letter(&grant, None, Lang::Ja).body;
        assert!(body.contains("連携を始めた日：2026年3月2日") && body.ends_with("2026年11月22日\n佐藤 みなみ"), "{body}");
    }

    #[test]
    fn letters_have_the_same_messages_in_every_language_and_none_is_unused() {
        let ids = |text: &str| {
            text.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).filter(|id| id.starts_with("letter-")).collect::<Vec<_>>()
        };
        let ja = ids(include_str!("../../../../locales/ja/letter.ftl"));
        assert_eq!(ja, ids(include_str!("../../../../locales/en/letter.ftl")));
        let source = include_str!("letter.rs");
        for id in ja {
            assert!(source.contains(&format!("\"{id}\"")), "{id} is not used");
        }
    }
}
