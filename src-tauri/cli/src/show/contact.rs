//! Whom to turn to, and cases.

use renkei_core::domain::case::State;
use renkei_core::domain::id::CaseId;
use renkei_core::domain::route::{Silence, Why};
use renkei_core::domain::stated::Party;
use renkei_core::ipc::{
    AboutView, BodyView, CaseCarrier, CaseHandedView, CaseLineView, CaseView, ChannelView, DeskView, FirstView, PacketView, RouteView, SheetPartyView,
    SheetView, StandingView, TurnView,
};

use super::connector::hours_lines;
use super::{Reader, name_of, print_json, say, short};

pub(crate) fn route(reader: &Reader, route: &RouteView) {
    if reader.json {
        return print_json(route);
    }
    let names = Names::of(reader, &route.about);
    say(&format!("{}{}{}", reader.get(&format!("matter-{}", name_of(&route.matter))), reader.get("sentence-gap"), names.about));
    if !route.first.is_empty() {
        say("");
        say(&reader.get("cli-contact-first"));
        for (index, step) in route.first.iter().enumerate() {
            first(reader, index + 1, step, route, &names);
        }
    }
    say("");
    if route.silence == Some(Silence::NoOperator) && route.answer.party == Party::ThisApp {
        return say(&reader.get("silence-no-operator"));
    }
    say(&reader.get("cli-contact-answers"));
    turn(reader, &route.answer, &names, true);
    for not in &route.not {
        say(&format!("    {}", names.with(reader, &format!("why-not-{}", name_of(&not.why)), &not.name)));
    }
    if route.silence.is_some() || !route.defects.is_empty() {
        say("");
        say(&reader.get("cli-contact-concluded"));
    }
    if let Some(silence) = &route.silence {
        say(&format!("    {}", names.with(reader, &format!("silence-{}", name_of(silence)), "")));
        if route.answer.why != Why::AgreedGeneral {
            say(&format!("    {}", reader.get("why-by-default")));
        }
    }
    for defect in &route.defects {
        say(&format!("    {}", reader.get(&format!("defect-{}", name_of(defect)))));
    }
    for next in &route.then {
        say("");
        say(&reader.get(if next.why == Why::PaysFirst { "cli-contact-pays" } else { "cli-contact-then" }));
        turn(reader, next, &names, false);
    }
    if !route.bodies.is_empty() {
        say("");
        say(&reader.get("cli-contact-bodies"));
        for one in &route.bodies {
            body(reader, one);
        }
    }
    say("");
    standing(reader, &route.standing);
    say(&reader.with("cli-contact-next", &[("id", &id_of(&route.about)), ("topic", &name_of(&route.matter))]));
}

/// The names that sentences are about.
struct Names {
    about: String,
    issuer: String,
    connector: String,
}

impl Names {
    fn of(reader: &Reader, about: &AboutView) -> Self {
        let issuer = about.issuer.as_ref().map_or_else(|| reader.get("some-issuer"), |issuer| issuer.name.clone());
        let connector = about.company.clone().unwrap_or_else(|| about.service.clone());
        Self { about: about.service.clone(), issuer, connector }
    }

    fn with(&self, reader: &Reader, id: &str, name: &str) -> String {
        reader.with(id, &[("name", name), ("issuer", &self.issuer), ("connector", &self.connector)])
    }
}

/// The id that a command takes.
fn id_of(about: &AboutView) -> String {
    use renkei_core::domain::case::About;
    match about.about {
        About::Grant { grant } => short(&grant.to_string()).to_owned(),
        About::Kept { kept } => short(&kept.to_string()).to_owned(),
        About::App => "app".to_owned(),
    }
}

fn turn(reader: &Reader, turn: &TurnView, names: &Names, why: bool) {
    say(&format!("    {}", turn.name));
    if why || turn.why != Why::Next {
        say(&format!("    {}", names.with(reader, &format!("why-{}", name_of(&turn.why)), &turn.name)));
    }
    if let Some(name) = turn.contact.as_ref().and_then(|contact| contact.name.as_ref()) {
        say(&format!("      {name}"));
    }
    if turn.channels.is_empty() {
        say(&format!("      {}", reader.with("contact-no-way", &[("who", &turn.name)])));
    }
    channels(reader, &turn.channels);
    if let Some(contact) = &turn.contact {
        for line in contact.hours.iter().flat_map(|hours| hours_lines(reader, hours)) {
            say(&format!("      {line}"));
        }
        if !contact.languages.is_empty() {
            say(&format!("      {}", reader.with("cli-contact-languages", &[("languages", &contact.languages.join(", "))])));
        }
    }
    // Who stops a card is called, not waited for.
    if turn.contact.is_some() && turn.why != Why::StopsPayments {
        let id = if turn.answer_agreed { "cli-contact-answer-agreed" } else { "cli-contact-answer-ours" };
        say(&format!("      {}", reader.with(id, &[("days", &turn.answer_days.to_string())])));
    }
    if let Some(source) = &turn.source {
        say(&format!("      {}", names.with(reader, &format!("source-{}", name_of(source)), "")));
    }
}

fn channels(reader: &Reader, all: &[ChannelView]) {
    for one in all {
        let value = one.link.as_ref().map_or(one.value.as_str(), |link| link.url.as_str());
        say(&format!("      {}{}{value}", reader.get(&format!("cli-contact-way-{}", name_of(&one.way))), reader.get("sentence-gap")));
    }
}

fn first(reader: &Reader, number: usize, step: &FirstView, route: &RouteView, names: &Names) {
    let line = |text: &str| say(&format!("  {number}. {text}"));
    let under = |text: &str| say(&format!("     {text}"));
    let at = |desk: Option<&DeskView>| match desk {
        Some(desk) => channels(reader, &desk.channels),
        None => under(&reader.get("cli-contact-no-desk")),
    };
    match step {
        FirstView::AskCharges => {
            line(&reader.get("cli-first-ask-charges"));
            under(&reader.with("cli-first-ask-how", &[("id", &id_of(&route.about)), ("topic", &name_of(&route.matter))]));
        }
        FirstView::StopPayments { issuer, desk } => {
            line(&reader.with("cli-first-stop-payments", &[("issuer", issuer)]));
            match desk {
                Some(desk) => channels(reader, &desk.channels),
                None => under(&reader.get("cli-first-stop-unknown")),
            }
        }
        FirstView::EndAccess if id_of(&route.about) == "app" => line(&reader.get("cli-first-sign-out")),
        FirstView::EndAccess => line(&reader.with("cli-first-end-access", &[("id", &id_of(&route.about))])),
        FirstView::AccessOver => line(&reader.get("cli-first-access-over")),
        FirstView::EndThere => line(&reader.get("cli-first-end-there")),
        FirstView::Passwords { name, party } => {
            line(&reader.with("cli-first-passwords", &[("name", name)]));
            under(&reader.get(if *party == Party::Issuer { "cli-first-passwords-there-how" } else { "cli-first-passwords-how" }));
        }
        FirstView::TellConnector { connector, desk } => {
            line(&names.with(reader, "cli-first-tell-connector", connector));
            at(desk.as_ref());
        }
        FirstView::WriteDown => line(&reader.get("cli-first-write-down")),
        FirstView::Police => line(&reader.get("cli-first-police")),
        FirstView::Claim { days: Some(days), until } => {
            line(&reader.with("cli-first-claim", &[("days", &days.to_string())]));
            match until {
                Some(day) => line(&last_day(reader, *day)),
                None => line(&reader.get("cli-first-claim-which-day")),
            }
        }
        FirstView::Claim { days: None, .. } => line(&reader.get("cli-first-claim-none")),
        FirstView::Compensation { agreed, payer, case_by_case } => {
            line(&match payer {
                Some(payer) => names.with(reader, "cli-first-compensation", payer),
                None => reader.get("cli-first-compensation-none"),
            });
            if let Some(agreed) = agreed {
                under(&agreed.range);
                agreed.corporate.iter().chain(&agreed.deviation).for_each(|text| under(text));
            }
            // Without an agreement nothing is promised.
            if agreed.is_some() {
                under(&reader.get(&format!("cli-first-case-by-case-{}", name_of(case_by_case))));
                under(&reader.get("compensation-liability"));
            }
        }
    }
}

fn body(reader: &Reader, body: &BodyView) {
    say(&format!("    {}", body.name));
    say(&format!("      {}", body.does));
    if let Some(not) = &body.does_not {
        say(&format!("      {not}"));
    }
    channels(reader, &body.channels);
    let of = body.source_of.clone().unwrap_or_else(|| body.gathered_on.to_string());
    say(&format!("      {}", reader.with("cli-contact-source", &[("source", &body.source.url), ("of", &of)])));
}

fn standing(reader: &Reader, standing: &StandingView) {
    let at = |id: &str, at| say(&reader.with(id, &[("at", &reader.moment(at))]));
    match (standing.left_at, standing.expired_at, standing.as_of) {
        (Some(left), ..) => at("cli-contact-left", left),
        (None, Some(expired), _) => at("cli-contact-expired", expired),
        (None, None, Some(as_of)) => at("cli-contact-as-of", as_of),
        (None, None, None) => {}
    }
}

pub(crate) fn sheet(reader: &Reader, sheet: &SheetView) {
    if reader.json {
        return print_json(sheet);
    }
    if sheet.parties.is_empty() {
        say(&reader.get("cli-contacts-none"));
    }
    for party in &sheet.parties {
        row(reader, party);
    }
    say("");
    match &sheet.operator {
        Some(operator) => {
            say(&reader.with("cli-contacts-operator", &[("name", &operator.company.name)]));
            for contact in &operator.contacts {
                contact.phone.iter().chain(&contact.mail).for_each(|way| say(&format!("      {way}")));
            }
        }
        None => say(&reader.get("silence-no-operator")),
    }
    say("");
    say(&reader.get("cli-contact-bodies"));
    for one in &sheet.bodies {
        say(&format!("    {}", one.name));
        channels(reader, &one.channels);
    }
}

fn row(reader: &Reader, party: &SheetPartyView) {
    let gap = reader.get("sentence-gap");
    let issuer = party.party == Party::Issuer;
    if issuer {
        say("");
    }
    let over = if party.over { format!("  ({})", reader.get("cli-contacts-over")) } else { String::new() };
    say(&format!("{}{}{over}", if issuer { "" } else { "  " }, party.name));
    if !party.services.is_empty() {
        say(&format!("    {}", reader.listed(&party.services.iter().map(String::as_str).collect::<Vec<_>>())));
    }
    let desks = [("cli-contacts-urgent", &party.urgent), ("cli-contacts-usual", &party.usual)];
    for (id, desk) in desks {
        if let Some(desk) = desk {
            let name = desk.contact.name.as_ref().map_or_else(String::new, |name| format!("{gap}{name}"));
            say(&format!("    {}{name}", reader.get(id)));
            channels(reader, &desk.channels);
        }
    }
    if party.urgent.is_none() && party.usual.is_none() {
        say(&format!("    {}", reader.with("contact-no-way", &[("who", &party.name)])));
    }
    if party.standing.left_at.is_some() || party.standing.expired_at.is_some() {
        standing(reader, &party.standing);
    }
}

pub(crate) fn packet(reader: &Reader, packet: &PacketView) {
    if reader.json {
        return print_json(packet);
    }
    say(&reader.with("cli-case-to", &[("name", &packet.to.name)]));
    channels(reader, &packet.to.channels);
    say("");
    say(&packet.letter.subject);
    say("");
    say(&packet.letter.body);
    say("");
    say(&reader.get("cli-case-lines"));
    for line in &packet.lines {
        say(&format!("    {} {}", if line.kept { "+" } else { "-" }, line.id));
    }
    if !packet.leaks.is_empty() {
        say(&reader.get("cli-case-leaks"));
    }
    say(&reader.get("cli-case-nothing-left"));
}

pub(crate) fn cases(reader: &Reader, all: &[CaseLineView]) {
    if reader.json {
        return print_json(&all);
    }
    if all.is_empty() {
        return say(&reader.get("cli-cases-none"));
    }
    for one in all {
        let (gap, matter) = (reader.get("sentence-gap"), reader.get(&format!("matter-{}", name_of(&one.matter))));
        say(&format!("{}  {}  {}{gap}{matter}", short(&one.id.to_string()), reader.day(one.opened_at), one.service));
        if let Some(begins) = &one.begins {
            say(&format!("    {}", reader.with("quoted", &[("words", begins)])));
        }
        say(&format!("    {}", state(reader, one.state, one.due, &one.to)));
    }
}

pub(crate) fn discarded(reader: &Reader, case: CaseId) {
    if reader.json {
        return print_json(&serde_json::json!({ "case": case }));
    }
    say(&reader.get("cli-case-discarded"));
}

/// The last day on which damage can be reported, and that it is past once it is.
fn last_day(reader: &Reader, day: chrono::NaiveDate) -> String {
    reader.with(if day < reader.today() { "claim-over" } else { "claim-until" }, &[("day", &day.to_string())])
}

fn state(reader: &Reader, state: State, due: bool, to: &str) -> String {
    let id = if due { "cli-case-due".to_owned() } else { format!("cli-case-state-{}", name_of(&state)) };
    reader.with(&id, &[("name", to)])
}

pub(crate) fn case(reader: &Reader, case: &CaseView) {
    if reader.json {
        return print_json(case);
    }
    let gap = reader.get("sentence-gap");
    say(&format!("{}{gap}{}", case.about.service, reader.get(&format!("matter-{}", name_of(&case.matter)))));
    say(&state(reader, case.state, case.due, &case.to.name));
    if let Some(day) = case.claim_until {
        say(&last_day(reader, day));
    }
    if let Some(number) = &case.number {
        say(&reader.with("cli-case-number", &[("number", number)]));
    }
    for step in &case.steps {
        say(&format!("    {}  {}", step.on, reader.with(&format!("cli-case-step-{}", name_of(&step.what)), &[("name", &step.name)])));
        let answer = matches!(step.what, renkei_core::domain::case::What::Answered | renkei_core::domain::case::What::Noted);
        for line in step.words.iter().filter(|_| answer).flat_map(|words| words.lines()) {
            say(&format!("        {line}"));
        }
    }
    if let Some(at) = case.remind_at {
        say(&reader.with("cli-case-remind", &[("at", &reader.moment(at))]));
    }
    say("");
    say(&case.letter.subject);
    say("");
    say(&case.letter.body);
    say("");
    say(&reader.with("cli-case-to", &[("name", &case.to.name)]));
    channels(reader, &case.to.channels);
    let id = case.id.to_string();
    if case.takes {
        say(&reader.with("cli-case-takes", &[("id", short(&id)), ("name", &case.to.name)]));
    }
    say(&reader.with("cli-case-then", &[("id", short(&id))]));
}

pub(crate) fn handed(reader: &Reader, handed: &CaseHandedView, to: CaseCarrier) {
    if reader.json {
        return print_json(handed);
    }
    let id = match to {
        CaseCarrier::Issuer => "cli-case-taken",
        CaseCarrier::Mail | CaseCarrier::Page | CaseCarrier::File => "cli-case-opened",
    };
    say(&reader.with(id, &[("place", &handed.place), ("name", &handed.case.to.name)]));
    if !handed.whole {
        say(&reader.get("cli-deletion-paste"));
    }
    if to != CaseCarrier::Issuer {
        say(&reader.with("cli-case-sent-then", &[("id", short(&handed.case.id.to_string()))]));
    }
}
