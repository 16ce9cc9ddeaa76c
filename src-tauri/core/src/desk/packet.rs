//! What is written in a case: from facts that are known, each with who said it, and the person's own words.
//! Nothing is added on the way: what a preview shows is what leaves, byte for byte.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::routes::Known;
use crate::domain::Timestamp;
use crate::domain::case::{Case, Step, What};
use crate::domain::ending::{Ending, Evidence};
use crate::domain::grant::{Grant, LastUse, Status};
use crate::domain::leak;
use crate::domain::pan;
use crate::domain::route::Matter;
use crate::domain::stated::{Party, Told};
use crate::domain::text::{LONGEST, Lang, clean};
use crate::ipc::PacketLineView;
use crate::words::{Argument, Words, id_of};

/// Longest text of the person's own, in characters.
pub(super) const LONGEST_WORDS: usize = 6_000;
/// Longest name, in characters.
const LONGEST_NAME: usize = 200;
/// Most lines of the records that are offered.
pub(super) const MOST_RECORDS: usize = 8;

/// What a packet is made of.
pub(super) struct Facts<'a> {
    pub(super) known: &'a Known,
    pub(super) matter: Matter,
    /// Whether there are charges that the person does not recognise.
    pub(super) charges: Option<bool>,
    /// The day of the earliest of them.
    pub(super) charged_on: Option<NaiveDate>,
    /// To whom.
    pub(super) to: (Party, String),
    /// The latest ending of the grant by this app.
    pub(super) ending: Option<&'a Ending>,
    /// The id of the issuer's receipt of that ending.
    pub(super) receipt: Option<String>,
    /// The newest lines of the records about the grant, as sentences, the oldest first.
    pub(super) records: Vec<(i64, Timestamp, String)>,
    /// What happened in the case so far.
    pub(super) case: Option<&'a Case>,
    pub(super) lang: Lang,
    pub(super) offset: FixedOffset,
    pub(super) now: Timestamp,
}

/// What the person adds.
pub(super) struct Own {
    pub(super) words: String,
    pub(super) name: Option<String>,
    /// What was found in it that must not leave.
    pub(super) leaks: Vec<leak::Kind>,
}

impl Own {
    /// Cleaned, bounded, and with what must not leave masked.
    pub(super) fn read(words: Option<&str>, name: Option<&str>) -> Self {
        let (words, mut leaks) = harmless(words.unwrap_or_default(), LONGEST_WORDS);
        let (name, more) = harmless(name.unwrap_or_default(), LONGEST_NAME);
        leaks.extend(more);
        leaks.sort_unstable();
        leaks.dedup();
        let name = Some(name.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty());
        Self { words, name, leaks }
    }
}

/// A text of several lines cleaned and bounded, with what must not leave masked; and what of it was found. It is looked for as a
/// whole, where only what can be seen is left: a number may be split over lines, or by characters that nobody sees.
pub(super) fn harmless(raw: &str, most: usize) -> (String, Vec<leak::Kind>) {
    let seen = leak::visible(raw);
    let mut leaks = leak::kinds(&seen);
    let masked = leak::mask(&seen);
    let mut lines: Vec<String> = Vec::new();
    for line in masked.lines() {
        let piece: Vec<char> = line.chars().collect();
        let line: String = piece.chunks(LONGEST / 2).map(|piece| clean(&piece.iter().collect::<String>())).collect();
        // One empty line parts as well as many.
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    let text: String = lines.join("\n").trim().chars().take(most).collect();
    leaks.extend(leak::kinds(&text).into_iter().filter(|kind| *kind == leak::Kind::CardNumber));
    (leak::mask(&text), leaks)
}

/// Whether only the person's own words can say what it is about.
pub(super) fn needs_words(matter: Matter) -> bool {
    matches!(matter, Matter::Question | Matter::Other)
}

impl Facts<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    fn with(&self, id: &str, given: &[(&str, &str)]) -> String {
        let given: Vec<_> = given.iter().map(|(name, value)| (*name, Argument::Text((*value).into()))).collect();
        self.words().with(id, &given)
    }

    /// A moment as it is read where the person is.
    fn moment(&self, at: Timestamp) -> String {
        let local: DateTime<FixedOffset> = at.with_timezone(&self.offset);
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    /// All facts that are known, in order.
    pub(super) fn lines(&self, without: &[String]) -> Vec<PacketLineView> {
        let mut lines = Vec::new();
        let mut add = |id: String, text: String, by: Option<Party>| {
            // An issuer's own names may look like one.
            let (kept, text) = (!without.contains(&id), pan::mask(&text));
            lines.push(PacketLineView { id, text, by, kept });
        };
        let known = self.known;
        let by = |party: &Party| self.with(&id_of("packet-by", party), &[("issuer", &known.name(&Party::Issuer, self.lang))]);
        let issuers = |id: &str, value: &str| format!("{}{}", self.with(&format!("packet-{id}"), &[("value", value)]), by(&Party::Issuer));
        let ours = |id: &str, given: &[(&str, &str)]| format!("{}{}", self.with(&format!("packet-{id}"), given), by(&Party::ThisApp));
        add("service".into(), self.with("packet-service", &[("value", known.service.get(self.lang))]), known.grant.is_some().then_some(Party::Issuer));
        if let Some(company) = &known.company {
            add("company".into(), self.with("packet-company", &[("value", company.get(self.lang))]), Some(Party::Issuer));
        }
        if known.issuer.is_some() {
            add("issuer".into(), self.with("packet-issuer", &[("value", &known.name(&Party::Issuer, self.lang))]), Some(Party::ThisApp));
        }
        if self.charges == Some(true) || self.matter == Matter::Charges {
            add("charges".into(), self.words().get("packet-charges"), None);
            if let Some(day) = self.charged_on {
                add("charged-on".into(), self.with("packet-charged-on", &[("value", &day.to_string())]), None);
            }
        }
        if let Some(grant) = &known.grant {
            let facts = &grant.remote.facts;
            let listed = |all: Vec<&str>| all.join(&self.words().get("packet-comma"));
            if !facts.covers.is_empty() {
                add("covers".into(), issuers("covers", &listed(facts.covers.iter().map(|cover| cover.label.get(self.lang)).collect())), Some(Party::Issuer));
            }
            if !facts.permissions.is_empty() {
                let words = facts.permissions.iter().map(|one| one.words.as_ref().map_or(one.scope.as_str(), |words| words.get(self.lang))).collect();
                add("allowed".into(), issuers("allowed", &listed(words)), Some(Party::Issuer));
            }
            if let Told::Told(at) = facts.granted_at {
                add("since".into(), issuers("since", &self.moment(at)), Some(Party::Issuer));
            }
            add("reference".into(), issuers("reference", grant.remote.key.as_str()), Some(Party::Issuer));
            if let Told::Told(LastUse::At(at)) = facts.last_used {
                add("last-use".into(), issuers("last-use", &self.moment(at)), Some(Party::Issuer));
            }
            add("first-seen".into(), ours("first-seen", &[("value", &self.moment(grant.first_seen))]), Some(Party::ThisApp));
            for (id, text) in self.ended(grant) {
                add(id.into(), text, Some(Party::ThisApp));
            }
        }
        if let Some(receipt) = &self.receipt {
            add("receipt".into(), issuers("receipt", receipt), Some(Party::Issuer));
        }
        for (number, at, sentence) in &self.records {
            let (number, at) = (number.to_string(), self.moment(*at));
            add(format!("record-{number}"), ours("record", &[("number", &number), ("at", &at), ("value", sentence)]), Some(Party::ThisApp));
        }
        for (index, text) in self.history().into_iter().enumerate() {
            add(format!("history-{index}"), text, None);
        }
        lines
    }

    /// How it ended, as this app saw it, and what it was told to be used for since.
    fn ended(&self, grant: &Grant) -> Vec<(&'static str, String)> {
        let by = self.with("packet-by-this-app", &[]);
        let line = |id: &str, at: Timestamp| format!("{}{by}", self.with(id, &[("value", &self.moment(at))]));
        let mut lines = Vec::new();
        if let Some(ending) = self.ending {
            lines.push(("ending-asked", line("packet-end-wished", ending.asked_at)));
            let last = ending.steps.last().map_or_else(|| ending.asked_at, |step| step.at);
            let state = self.words().get(&id_of("packet-ending", &ending.state()));
            lines.push(("ending", format!("{}{by}", self.with("packet-ending", &[("at", &self.moment(last)), ("value", &state)]))));
            if let Some(Evidence::UsedAfter { at }) = ending.steps.last().map(|step| &step.evidence) {
                lines.push(("used-after", line("packet-used-after", *at)));
            }
        } else if let Status::Ended { at: Told::Told(at), .. } = &grant.remote.status {
            lines.push(("over", line("packet-over", *at)));
        } else if let Status::Vanished { since, .. } = &grant.remote.status {
            lines.push(("missed", line("packet-missed", *since)));
        }
        lines
    }

    /// The day of a step: as the person named it, or where the person is when this app saw it.
    fn day(&self, step: &Step) -> String {
        let seen = matches!(step.what, What::Handing | What::NotTaken | What::Taken { .. } | What::Escalated);
        if seen { step.noted_at.with_timezone(&self.offset).date_naive() } else { step.on }.to_string()
    }

    /// What happened in the case so far.
    fn history(&self) -> Vec<String> {
        let Some(case) = self.case else { return Vec::new() };
        let step = |step: &Step| {
            let number = match &step.what {
                What::Sent { number } => number.clone(),
                What::Taken { number, .. } => Some(number.clone()),
                What::Answered | What::Noted | What::Handing | What::NotTaken | What::Escalated | What::Closed | What::Reopened => None,
            };
            let id = match step.what {
                What::Sent { .. } | What::Taken { .. } => "packet-history-sent",
                What::Answered => "packet-history-answered",
                What::Noted => "packet-history-noted",
                What::Handing | What::NotTaken | What::Escalated | What::Closed | What::Reopened => return None,
            };
            let numbered = number.map(|number| self.with("packet-history-number", &[("value", &number)])).unwrap_or_default();
            let words = if matches!(step.what, What::Answered | What::Noted) { step.words.clone().unwrap_or_default() } else { String::new() };
            let one_line = words.lines().collect::<Vec<_>>().join(" ");
            Some(self.with(id, &[("day", &self.day(step)), ("name", &step.name), ("number", &numbered), ("words", &one_line)]).trim_end().to_owned())
        };
        case.steps.iter().filter_map(step).collect()
    }

    /// The letter, from the lines that are kept: its subject and its text.
    pub(super) fn letter(&self, lines: &[PacketLineView], own: &Own) -> (String, String) {
        let words = self.words();
        let matter = words.get(&id_of("packet-matter", &self.matter));
        let service = self.known.service.get(self.lang);
        let subject = self.with("packet-subject", &[("service", service), ("matter", &matter)]);
        let mut body = vec![self.with("packet-to", &[("name", &self.to.1)]), String::new()];
        body.push(match &own.name {
            Some(name) => self.with("packet-opening-named", &[("service", service), ("name", name)]),
            None => self.with("packet-opening", &[("service", service)]),
        });
        body.push(self.with("packet-about", &[("matter", &matter)]));
        // "The following" is nothing where nothing follows.
        if !(own.words.is_empty() && needs_words(self.matter)) {
            body.push(words.get(&id_of("packet-wish", &self.matter)));
        }
        if !own.words.is_empty() {
            body.extend([String::new(), words.get("packet-own-words"), own.words.clone()]);
        }
        let is_history = |line: &&PacketLineView| line.id.starts_with("history-");
        for (heading, history) in [("packet-facts", false), ("packet-history", true)] {
            let kept: Vec<String> = lines.iter().filter(|line| line.kept && is_history(line) == history).map(|line| line.text.clone()).collect();
            if !kept.is_empty() {
                body.extend([String::new(), words.get(heading)]);
                body.extend(kept);
            }
        }
        let japan = self.offset.local_minus_utc() == 9 * 3_600;
        let times = if japan { words.get("packet-times-japan") } else { self.with("packet-times", &[("offset", &self.offset.to_string())]) };
        body.extend([String::new(), words.get("packet-answer"), times, String::new()]);
        body.push(self.moment(self.now).get(..10).unwrap_or_default().to_owned());
        body.extend(own.name.clone());
        (subject, body.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_of_a_packet_and_of_the_sheet_stands_in_every_language() {
        let ids = |text: &str| text.lines().filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect::<BTreeSet<_>>();
        let ja = ids(include_str!("../../../../locales/ja/packet.ftl"));
        assert_eq!(ja, ids(include_str!("../../../../locales/en/packet.ftl")));
        for matter in Matter::ALL {
            for prefix in ["packet-matter", "packet-wish"] {
                assert!(ja.contains(&id_of(prefix, &matter)), "{prefix} {matter:?}");
            }
        }
        for party in [Party::Issuer, Party::Connector, Party::ThisApp] {
            assert!(ja.contains(&id_of("packet-by", &party)), "{party:?}");
        }
        let source = concat!(include_str!("packet.rs"), include_str!("sheet.rs"));
        let made = ["packet-matter-", "packet-wish-", "packet-by-", "packet-ending-"];
        let plain = |id: &&String| !made.iter().any(|prefix| id.starts_with(prefix));
        for id in ja.iter().filter(plain) {
            let short = id.trim_start_matches("packet-");
            assert!(source.contains(&format!("\"{id}\"")) || source.contains(&format!("\"{short}\"")), "{id} is not used");
        }
    }

    #[test]
    fn what_a_person_writes_is_masked_before_it_is_split_into_lines() {
        let own = Own::read(Some("番号は 4111\n1111 1111\r\n1111 です\u{202e}"), Some("佐藤 4111-1111-1111-1111"));
        assert_eq!(own.leaks, [leak::Kind::CardNumber]);
        assert!(leak::kinds(&own.words).is_empty() && !own.words.contains('\u{202e}') && own.words.lines().count() == 3, "{}", own.words);
        assert!(own.name.is_some_and(|name| !name.contains("4111-1111-1111-1111")));
    }
}
