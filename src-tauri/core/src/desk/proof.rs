//! The proof of one grant as pages: which side says what, who said it and when, how its ending went, and what all this proves.

use chrono_tz::Asia::Tokyo;
use sha2::{Digest as _, Sha256};

use crate::domain::Timestamp;
use crate::domain::directory::Answerer;
use crate::domain::ending::{Evidence, Grade, LeftAlive, State};
use crate::domain::expiry::{AccessUntil, Reach};
use crate::domain::grant::LastUse;
use crate::domain::permission::Effect;
use crate::domain::proof::{Export, check};
use crate::domain::stated::{Party, Stated, Told};
use crate::domain::text::Lang;
use crate::ipc::{ChainedView, EndingReceiptView, EndingView, GoodReceiptView, NoticeView, PermissionView, ProofView, RecordView, StatusView, StepView};
use crate::paper::{Paper, Row, Section, Side, Tone};
use crate::words::{Argument, Words, id_of};

/// The pages.
pub(super) fn paper(words: &Words, lang: Lang, proof: &ProofView, export: &Export, lines: &[RecordView], json_hash: &str) -> Paper {
    let writer = Writer { words, lang, proof };
    let at = writer.second(export.facts.made_at);
    let grant = &proof.issuer_side.grant;
    let subject = writer.with("proof-subject", &[]);
    Paper {
        lang: lang.tag(),
        title: writer.get("proof-title"),
        about: vec![writer.with("proof-about", &[("host", &proof.issuer_side.host), ("at", &at), ("by", &export.facts.made_by)]), writer.get("proof-times")],
        headline: writer.headline(),
        lede: writer.lede(),
        sections: [
            writer.endings(),
            writer.narrowings(),
            writer.receipts(),
            vec![writer.issuer_side(), writer.connector_side(), writer.own_view(), writer.records(lines), writer.proves(export, json_hash)],
        ]
        .concat(),
        foot: writer.with("proof-foot", &[("number", grant.id.to_string().as_str()), ("hash", json_hash)]),
        subject,
        made_at: export.facts.made_at,
    }
}

struct Writer<'a> {
    words: &'a Words,
    lang: Lang,
    proof: &'a ProofView,
}

impl Writer<'_> {
    fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// Words that may name the parties.
    fn with(&self, id: &str, given: &[(&str, &str)]) -> String {
        let grant = &self.proof.issuer_side.grant;
        let parties = [("issuer", grant.issuer.name.as_str()), ("connector", &grant.connector.name), ("service", &grant.service.name)];
        let all: Vec<_> = parties.iter().chain(given).map(|(name, value)| (*name, Argument::Text((*value).into()))).collect();
        self.words.with(id, &all)
    }

    fn date(&self, at: Timestamp, time: &str) -> String {
        let date = match self.lang {
            Lang::Ja => "%Y年%-m月%-d日",
            Lang::En => "%-d %b %Y",
        };
        at.with_timezone(&Tokyo).format(&format!("{date}{time}")).to_string()
    }

    fn moment(&self, at: Timestamp) -> String {
        self.date(at, " %H:%M")
    }

    fn second(&self, at: Timestamp) -> String {
        self.date(at, " %H:%M:%S")
    }

    fn band(&self, side: Side) -> String {
        match side {
            Side::Issuer => self.get("proof-band-issuer"),
            Side::Connector => self.get("proof-band-connector"),
            Side::Own => self.get("proof-band-own"),
        }
    }

    fn section(&self, side: Side, title: &str, note: Option<String>, rows: Vec<Row>) -> Section {
        Section { side, band: self.band(side), title: self.get(title), note, rows }
    }

    fn said<T>(&self, fact: &Stated<T>) -> String {
        let id = match (&fact.by, &fact.relayed_by) {
            (Party::Issuer, _) => "said-by-issuer",
            (Party::Connector, None) => "said-by-connector",
            (Party::Connector, Some(_)) => "said-relayed",
            (Party::ThisApp, _) => "said-by-this-app",
        };
        self.with(id, &[("at", &self.moment(fact.at))])
    }

    /// How it stands by the latest ending, else by what the issuer lists.
    fn headline(&self) -> (Tone, String) {
        let Some(ending) = self.proof.endings.last() else {
            let status = &self.proof.issuer_side.grant.status;
            let id = match status {
                StatusView::Active | StatusView::Unknown => return (Tone::Plain, self.get("proof-not-asked")),
                StatusView::Suspended { .. } => "status-suspended-title",
                StatusView::Expired { .. } => "status-expired-title",
                StatusView::Ended { .. } => "status-ended-title",
                StatusView::Vanished { .. } => "status-vanished-title",
            };
            return (Tone::Plain, self.get(id));
        };
        let tone = if ending.state == State::Verified { Tone::Good } else { Tone::Bad };
        (tone, self.standing(ending))
    }

    fn standing(&self, ending: &EndingView) -> String {
        match ending.steps.last() {
            Some(step) if is_unsure(step) => self.get("unsure-title"),
            _ => self.get(&self.words.of_kind(ending.narrows.is_some(), &id_of("state", &ending.state))),
        }
    }

    fn lede(&self) -> Vec<String> {
        let Some(ending) = self.proof.endings.last() else { return vec![self.get("proof-not-asked-body")] };
        let mut lede = vec![match ending.verified_by {
            Some(grade @ (Grade::TokensReportedDead | Grade::GrantGone | Grade::PermissionsGone)) => self.get(&id_of("grade", &grade)),
            None if ending.steps.last().is_some_and(is_unsure) => self.get("unsure-body"),
            None => self.get(&id_of("state-body", &ending.state)),
        }];
        lede.extend(ending.left_alive.map(|left| match left {
            LeftAlive::None => self.get("left-alive-none"),
            LeftAlive::NotTold => self.get("left-alive-not-told"),
            LeftAlive::Until(at) => self.with("left-alive-until", &[("at", &self.moment(at))]),
        }));
        lede.push(self.get("proof-lede"));
        lede
    }

    /// One section an ending: what was asked, seen and answered, step by step.
    fn endings(&self) -> Vec<Section> {
        let section = |ending: &EndingView| {
            let note = self.with("proof-steps-note", &[("state", &self.standing(ending))]);
            self.section(Side::Own, "proof-steps-title", Some(note), self.steps(ending).collect())
        };
        self.proof.endings.iter().map(section).collect()
    }

    /// One section a narrowing: what was to be taken away and to stay, and its steps.
    fn narrowings(&self) -> Vec<Section> {
        let section = |narrowing: &EndingView| {
            let all = |label: &str, permissions: &[PermissionView]| Row { label: self.get(label), value: self.permissions(permissions), said: None };
            let asked = narrowing.narrows.iter().flat_map(|asked| [all("narrow-goes", &asked.drop), all("narrow-stays", &asked.keep)]);
            let note = self.with("proof-narrow-note", &[("state", &self.standing(narrowing))]);
            self.section(Side::Own, "proof-narrow-title", Some(note), asked.chain(self.steps(narrowing)).collect())
        };
        self.proof.narrowings.iter().map(section).collect()
    }

    fn steps(&self, ending: &EndingView) -> impl Iterator<Item = Row> {
        let narrows = ending.narrows.is_some();
        ending.steps.iter().map(move |step| {
            let done = if is_unsure(step) { "step-unsure".to_owned() } else { self.words.of_kind(narrows, &id_of("step", &step.state)) };
            Row { label: self.second(step.at), value: vec![self.get(&done), self.evidence(narrows, step)], said: None }
        })
    }

    /// The one place that says evidence in words of the proof.
    fn evidence(&self, narrows: bool, step: &StepView) -> String {
        let own = |id: &str| self.get(&self.words.of_kind(narrows, id));
        let status = |id: &str, status: u16| self.with(id, &[("status", &status.to_string())]);
        match &step.evidence {
            Evidence::PersonAsked => own("evidence-person-asked"),
            Evidence::StillThere if step.state == State::Sent => own("evidence-sent"),
            Evidence::StillThere => self.get("evidence-still-there"),
            Evidence::Answer { status: code } => status(if step.state == State::Accepted { "evidence-accepted" } else { "evidence-nothing-there" }, *code),
            Evidence::NotListed => own("evidence-not-listed"),
            Evidence::ListedEnded { tokens_alive: Told::NotTold } => own("evidence-listed-ended"),
            Evidence::ListedEnded { tokens_alive: Told::Told(tokens) } => {
                self.with(&self.words.of_kind(narrows, "evidence-listed-ended-tokens"), &[("tokens", &tokens.to_string())])
            }
            Evidence::StillInUse => own("evidence-still-in-use"),
            Evidence::GivenAnew { .. } => self.get("evidence-given-anew"),
            Evidence::NoAnswer { why } => self.with("evidence-no-answer", &[("why", &self.get(&id_of("silence", why)))]),
            Evidence::SignInNeeded { .. } => self.get("evidence-sign-in-needed"),
            Evidence::Reason { status: code, words } => {
                let said = words.as_ref().map(|words| self.with("quoted", &[("words", words.get(self.lang))])).unwrap_or_default();
                format!("{} {said}", status("evidence-reason", *code)).trim_end().to_owned()
            }
            Evidence::NoLongerHeld => self.get("evidence-no-longer-held"),
            Evidence::StillHeld { scopes } => format!("{} [{}]", self.get("evidence-still-held"), scopes.join(" ")),
            Evidence::EndingAsked => self.get("evidence-ending-asked"),
            Evidence::UsedAfter { at } => self.with("evidence-used-after", &[("at", &self.moment(*at))]),
        }
    }

    /// The issuer's own signed word on an ending, where it was checked and kept; a section for each.
    fn receipts(&self) -> Vec<Section> {
        let good = self.proof.endings.iter().filter_map(|ending| match &ending.receipt {
            Some(EndingReceiptView::Good(receipt)) => Some(receipt.as_ref()),
            Some(EndingReceiptView::Asking | EndingReceiptView::NotOffered | EndingReceiptView::NotHad | EndingReceiptView::Refused { .. }) | None => None,
        });
        let section = |receipt: &GoodReceiptView| {
            let said = || Some(self.with("said-by-issuer", &[("at", &self.moment(receipt.issued_at))]));
            let row = |id: &str, value: String| Row { label: self.get(id), value: vec![value], said: said() };
            let mut rows = vec![
                row("ending-receipt-id", receipt.id.clone()),
                row("ending-receipt-accepted", self.second(receipt.accepted_at)),
                row("ending-receipt-asked-by", self.get(&id_of("ending-receipt-by", &receipt.asked_by))),
            ];
            rows.extend(receipt.left_alive_until.map(|until| row("ending-receipt-left", self.second(until))));
            rows.extend(receipt.words.clone().map(|words| row("ending-receipt-words", words)));
            rows.push(row("proof-receipt-jws", hex::encode(Sha256::digest(&receipt.jws))));
            let note = ["ending-receipt-good", "ending-receipt-proves"].map(|id| self.get(id)).join(" ");
            self.section(Side::Issuer, "proof-receipt-title", Some(note), rows)
        };
        good.map(section).collect()
    }

    fn issuer_side(&self) -> Section {
        let page = &self.proof.issuer_side;
        let (grant, facts) = (&page.grant, &page.facts);
        let said = |at: Timestamp| Some(self.with("said-by-issuer", &[("at", &self.moment(at))]));
        let row = |label: &str, value: Vec<String>| Row { label: self.get(label), value, said: said(grant.as_of) };
        let not_told = || vec![self.get("not-told")];
        let mut rows = vec![
            Row { label: self.get("fact-1"), value: vec![facts.connector.value.name.clone()], said: Some(self.said(&facts.connector)) },
            Row { label: self.get("fact-2"), value: vec![facts.service.value.name.clone()], said: Some(self.said(&facts.service)) },
            Row { label: self.get("fact-3"), value: self.permissions(&facts.permissions.value), said: Some(self.said(&facts.permissions)) },
            Row { label: self.get("fact-4"), value: self.until(), said: Some(self.said(&facts.until)) },
            Row {
                label: self.get("fact-5"),
                value: facts.how_to_end.value.told().map_or_else(not_told, |how| vec![how.clone()]),
                said: Some(self.said(&facts.how_to_end)),
            },
            Row {
                label: self.get("fact-6"),
                value: facts.beware.value.told().cloned().unwrap_or_else(|| vec![self.get("beware-none")]),
                said: Some(self.said(&facts.beware)),
            },
        ];
        if !self.seen_by_this_app() {
            rows.insert(0, row("proof-status", self.status(&grant.status)));
        }
        rows.push(row("granted-label", grant.granted_at.told().map_or_else(not_told, |at| vec![self.moment(*at)])));
        let last_used = |used: &LastUse| match used {
            LastUse::Never => vec![self.get("proof-never-used")],
            LastUse::At(at) => vec![self.moment(*at)],
        };
        rows.push(row("last-use-label", grant.last_used_at.told().map_or_else(not_told, last_used)));
        if let Some(subject) = grant.subject.told() {
            let kind = self.get(&id_of("subject", &subject.kind));
            rows.push(row("subject-label", subject.name.iter().cloned().chain([kind]).collect()));
        }
        if !grant.covers.is_empty() {
            rows.push(row("covers-label", grant.covers.iter().map(|cover| cover.label.clone()).collect()));
        }
        rows.push(row("chain-label", grant.chain.told().map_or_else(not_told, |chain| self.chain(chain))));
        for notice in page.notices.iter().filter(|notice| notice.by == Answerer::Issuer) {
            rows.push(self.notice(notice));
        }
        let note = self.with("connected-to-host", &[("host", &page.host)])
            + &self.get("sentence-gap")
            + &self.get(if page.vouched { "host-vouched" } else { "host-connected-only" });
        let over = !matches!(grant.status, StatusView::Active | StatusView::Suspended { .. } | StatusView::Expired { .. } | StatusView::Unknown);
        let former = if over { self.with("former-lede", &[("at", &self.moment(grant.as_of))]) } else { String::new() };
        self.section(Side::Issuer, "proof-issuer-title", Some(former + &note), rows)
    }

    /// Whether the state of the grant is what this app saw, and not what the issuer's list says.
    fn seen_by_this_app(&self) -> bool {
        let verified = self.proof.endings.last().is_some_and(|ending| ending.state == State::Verified);
        match self.proof.issuer_side.grant.status {
            StatusView::Ended { .. } => verified,
            StatusView::Vanished { .. } => true,
            StatusView::Active | StatusView::Suspended { .. } | StatusView::Expired { .. } | StatusView::Unknown => false,
        }
    }

    fn status(&self, status: &StatusView) -> Vec<String> {
        let since = |id: &str, at: &Told<Timestamp>| {
            let at = at.told().map_or_else(|| self.get("not-told"), |at| self.moment(*at));
            format!("{}{}{at}", self.get(id), self.get("sentence-gap"))
        };
        let mut all = vec![self.get(&id_of("status", status))];
        match status {
            StatusView::Active | StatusView::Unknown => {}
            StatusView::Suspended { by, reason, since: at } => {
                let who = by.told().map_or_else(|| self.get("not-told"), |party| self.get(&id_of("party", party)));
                all.push(format!("{}{}{who}", self.get("suspended-by"), self.get("sentence-gap")));
                all.extend(reason.told().map(|why| format!("{}{}{why}", self.get("suspended-reason"), self.get("sentence-gap"))));
                all.push(since("suspended-since", at));
            }
            StatusView::Expired { since: at } => all.push(since("until-label", at)),
            StatusView::Ended { by, at } => {
                let who = by.told().map_or_else(|| self.get("not-told"), |by| self.get(&id_of("ended-by", by)));
                all.push(format!("{}{}{who}", self.get("ended-by"), self.get("sentence-gap")));
                all.push(since("ended-at", at));
            }
            StatusView::Vanished { since } => all.push(self.with("status-vanished-body", &[("since", &self.moment(*since))])),
        }
        all
    }

    fn permissions(&self, all: &[PermissionView]) -> Vec<String> {
        let one = |permission: &PermissionView| {
            let kind = match permission.effect {
                Effect::MovesMoney | Effect::ChangesData => self.get(&id_of("effect", &permission.effect)),
                Effect::None | Effect::Unknown => self.get(&id_of("access", &permission.access)),
            };
            let words = permission.words.clone().unwrap_or_else(|| self.get("permission-no-words"));
            format!("{kind}{}{words} [{}]", self.get("sentence-gap"), permission.scope)
        };
        if all.is_empty() { vec![self.get("permissions-none")] } else { all.iter().map(one).collect() }
    }

    fn until(&self) -> Vec<String> {
        let until = &self.proof.issuer_side.facts.until.value;
        let reach = match until.reach {
            Reach::Until(at) => self.with("until-time", &[("at", &self.moment(at))]),
            Reach::UntilEnded => self.get("until-ended"),
            Reach::NotTold => self.get("until-not-told-note"),
        };
        let access = match until.access_until {
            AccessUntil::At(at) => self.with("access-until-at", &[("at", &self.moment(at))]),
            AccessUntil::Never => self.get("access-until-never"),
            AccessUntil::NotTold => self.get("access-until-not-told"),
        };
        vec![reach, access]
    }

    fn chain(&self, chain: &[ChainedView]) -> Vec<String> {
        let one = |chained: &ChainedView| {
            let receives = chained.receives.as_ref().map(|what| self.with("chain-receives", &[("what", what)]));
            let responsible = chained.responsible.as_ref().map(|who| self.with("chain-responsible", &[("who", who)]));
            std::iter::once(chained.name.clone()).chain(receives).chain(responsible).chain(chained.terms.clone()).collect::<Vec<_>>().join(" · ")
        };
        if chain.is_empty() { vec![self.get("chain-none")] } else { chain.iter().map(one).collect() }
    }

    fn notice(&self, notice: &NoticeView) -> Row {
        let by = match notice.by {
            Answerer::Issuer => "said-by-issuer",
            Answerer::Connector => "said-relayed",
        };
        Row {
            label: self.get("proof-notice"),
            value: vec![notice.title.clone(), notice.body.clone()],
            said: Some(
                self.with(by, &[("at", &self.moment(notice.issued_at))])
                    + &self.get("sentence-gap")
                    + &self.with("proof-heard", &[("at", &self.moment(notice.heard_at))]),
            ),
        }
    }

    fn connector_side(&self) -> Section {
        let side = &self.proof.connector_side;
        let named = |label: &str, value: Option<&String>| value.map(|value| format!("{}{}{value}", self.get(label), self.get("sentence-gap")));
        let row = |label: &str, value: Vec<String>, said: String| Row { label: self.get(label), value, said: Some(said) };
        let mut rows = vec![
            row("fact-1", vec![side.company.value.name.clone()], self.said(&side.company)),
            row("fact-2", vec![side.service.value.name.clone()], self.said(&side.service)),
        ];
        if let Some(company) = side.about_company.value.told() {
            let facts = [
                Some(company.name.clone()),
                named("representative-label", company.representative.as_ref()),
                named("address-label", company.address.as_ref()),
                named("site-label", company.site.as_ref().map(|site| &site.url)),
            ];
            rows.push(row("about-company-title", facts.into_iter().flatten().collect(), self.said(&side.about_company)));
        }
        if let Some(service) = side.about_service.value.told() {
            let risks = service.risks.iter().map(|risk| format!("{}{}{risk}", self.get("risks-label"), self.get("sentence-gap")));
            let facts: Vec<String> = service.about.iter().cloned().chain(risks).collect();
            if !facts.is_empty() {
                rows.push(row("about-service-title", facts, self.said(&side.about_service)));
            }
        }
        if let Some(contacts) = side.contacts.value.told() {
            let one = |contact: &crate::ipc::ContactView| {
                let ways = [contact.name.clone(), contact.phone.clone(), contact.mail.clone(), contact.site.as_ref().map(|site| site.url.clone())];
                format!(
                    "{}{}{}",
                    self.get(&id_of("topic", &contact.topic)),
                    self.get("sentence-gap"),
                    ways.into_iter().flatten().collect::<Vec<_>>().join(" · ")
                )
            };
            rows.push(row("contacts-title", contacts.iter().map(one).collect(), self.said(&side.contacts)));
        }
        if let Some(roles) = side.roles.value.told() {
            let parts = roles.issuer.iter().chain(&roles.connector).cloned().collect();
            rows.push(row("roles-title", parts, self.said(&side.roles)));
        }
        if let Some(agreed) = side.compensation.value.told() {
            let parts =
                [named("range-label", Some(&agreed.range)), named("method-label", agreed.method.as_ref()), named("corporate-label", agreed.corporate.as_ref())];
            rows.push(row("compensation-title", parts.into_iter().flatten().collect(), self.said(&side.compensation)));
        }
        for notice in side.notices.iter().filter(|notice| notice.by == Answerer::Connector) {
            rows.push(self.notice(notice));
        }
        self.section(Side::Connector, "proof-connector-title", Some(self.get("proof-connector-note")), rows)
    }

    /// What this app concludes, and what the person did.
    fn own_view(&self) -> Section {
        let page = &self.proof.issuer_side;
        let at = Some(self.with("said-by-this-app", &[("at", &self.moment(page.conclusions.at))]));
        let drawn = page.conclusions.drawn.iter().map(|one| {
            let inputs: Vec<String> = one.permissions.iter().chain(&one.names).cloned().chain(one.since.map(|since| self.moment(since))).collect();
            let inputs = (!inputs.is_empty()).then(|| self.with("rule-inputs", &[("inputs", &inputs.join(&self.get("list-comma")))]));
            std::iter::once(self.get(&id_of("rule", &one.rule))).chain(inputs).collect::<Vec<_>>()
        });
        let mut rows: Vec<Row> = drawn.map(|value| Row { label: self.get("proof-concluded"), value, said: at.clone() }).collect();
        if rows.is_empty() {
            rows.push(Row { label: self.get("proof-concluded"), value: vec![self.get("nothing-drawn")], said: at.clone() });
        }
        if self.seen_by_this_app() {
            rows.insert(0, Row { label: self.get("proof-status"), value: self.status(&page.grant.status), said: at });
        }
        let own = [
            page.agreed.as_ref().map(|agreed| match agreed.at {
                Some(at) => self.with("agreed-body", &[("date", &self.date(at, ""))]),
                None => self.with("agreed-body-template", &[("date", &self.date(agreed.kept_at, ""))]),
            }),
            page.grant.checked_at.map(|at| self.with("checked-at", &[("at", &self.moment(at))])),
            page.grant.own_end.map(|at| self.with("own-end-at", &[("date", &self.date(at, ""))])),
        ];
        let own: Vec<String> = own.into_iter().flatten().collect();
        if !own.is_empty() {
            rows.push(Row { label: self.get("proof-person"), value: own, said: None });
        }
        self.section(Side::Own, "own-view", Some(self.get("own-view-note")), rows)
    }

    fn records(&self, lines: &[RecordView]) -> Section {
        let row = |line: &RecordView| Row {
            label: self.second(line.at),
            value: vec![self.words.act(line.act.as_ref(), line.service.as_deref(), line.issuer.as_deref())],
            said: Some(self.with("proof-line", &[("number", &line.number.to_string()), ("hash", line.hash.get(..16).unwrap_or_default())])),
        };
        self.section(Side::Own, "proof-records-title", Some(self.get("proof-records-note")), lines.iter().map(row).collect())
    }

    fn proves(&self, export: &Export, json_hash: &str) -> Section {
        let row = |label: &str, value: Vec<String>| Row { label: self.get(label), value, said: None };
        let last = export.lines.last();
        let key = check(export, &[]).keys.pop().map(|key| key.fingerprint).unwrap_or_default();
        let head = last.map(|line| vec![self.with("record-number", &[("number", &line.number.to_string())]), line.hash.clone()]).unwrap_or_default();
        let rows = vec![
            row("proof-proves", export.facts.proves.clone()),
            row("proof-proves-not", export.facts.proves_not.clone()),
            row("proof-check", vec![self.get("proof-check-body"), "renkei records verify FILE.json --key KEY".to_owned()]),
            row("proof-json-hash", vec![json_hash.to_owned()]),
            row("proof-head", head),
            row("proof-key", vec![key]),
        ];
        self.section(Side::Own, "proof-proves-title", None, rows)
    }
}

/// Whether it was sent without an answer and something is listed that may be a later giving.
fn is_unsure(step: &StepView) -> bool {
    step.state == State::NeedsYou && step.evidence == Evidence::StillThere
}
