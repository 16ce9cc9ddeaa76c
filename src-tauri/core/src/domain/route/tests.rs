//! Routes by a table, `routes.txt`: what is known, and what follows from it. One line a route.

use serde_json::{Value, json};

use super::*;

const DAY: &str = "2026-11-20T01:00:00Z";

/// The desks that the table names by a letter. Offices are open on weekdays but holidays, 9 to 18 in Tokyo.
fn contact(topic: &str, by: &str, name: &str, more: &Value) -> Contact {
    let mut json = json!({ "topic": topic, "by": by, "name": { "und": name }, "phone": "0120-000-000" });
    json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(json).unwrap()
}

fn office() -> Value {
    json!({ "hours": { "open": "Mo-Fr 09:00-18:00; PH off" } })
}

fn always() -> Value {
    json!({ "hours": { "open": "24/7" } })
}

/// What issuer and connector agreed, by its name in the table.
fn agreement(name: &str) -> (Vec<Contact>, Option<Compensation>, Option<Silence>) {
    let pays = |by: &str| Some(serde_json::from_value(json!({ "first_payer": by, "range": { "und": "all" }, "claim_days": 30 })).unwrap());
    let by = |by: &'static str| move |topic: &str| contact(topic, by, &format!("{by}-{topic}"), &office());
    let (issuer, connector) = (by("issuer"), by("connector"));
    let of = |all: &[Contact]| all.to_vec();
    match name {
        "full" => (
            of(&[
                connector("question"),
                connector("data"),
                connector("outage"),
                connector("billing"),
                connector("deletion"),
                issuer("complaint"),
                issuer("display"),
                issuer("compensation"),
                contact("emergency", "connector", "connector-emergency", &always()),
                contact("emergency", "issuer", "issuer-emergency", &always()),
                connector("other"),
            ]),
            pays("issuer"),
            None,
        ),
        "issuer-all" => (
            ["question", "data", "outage", "billing", "deletion", "complaint", "display", "compensation", "emergency", "other"].map(issuer).into(),
            pays("issuer"),
            None,
        ),
        "connector-pays" => (of(&[connector("question"), connector("complaint"), connector("compensation"), connector("emergency")]), pays("connector"), None),
        "general" => (of(&[connector("question")]), pays("issuer"), None),
        "both" => (of(&[connector("question"), issuer("question"), connector("billing"), issuer("billing")]), pays("issuer"), None),
        "self-display" => (of(&[connector("question"), connector("display")]), pays("issuer"), None),
        "office-emergency" => {
            (of(&[connector("emergency"), issuer("emergency"), contact("complaint", "issuer", "issuer-night", &always())]), pays("issuer"), None)
        }
        "no-way" => (of(&[contact("billing", "connector", "mute", &json!({ "phone": null })), connector("question")]), pays("issuer"), None),
        "nobody-pays" => (of(&[connector("question"), issuer("complaint")]), None, None),
        "silent" => (Vec::new(), None, None),
        "none" => (Vec::new(), None, Some(Silence::NoDirectory)),
        "not-named" => (Vec::new(), None, Some(Silence::NotNamed)),
        "no-issuer" => (Vec::new(), None, Some(Silence::NoIssuer)),
        "operator" => (of(&[connector("question"), connector("complaint")]), pays("connector"), None),
        "no-operator" => (Vec::new(), None, Some(Silence::NoOperator)),
        other => panic!("no agreement {other}"),
    }
}

/// The issuer's own desks, by their name in the table.
fn desks(name: &str) -> Vec<Contact> {
    match name {
        "desks" => vec![contact("stop", "issuer", "STOP", &always()), contact("question", "issuer", "DESK", &office())],
        "office-desks" => vec![contact("stop", "issuer", "STOP-BY-DAY", &office()), contact("emergency", "issuer", "NIGHT", &always())],
        "no-desks" => Vec::new(),
        other => panic!("no desks {other}"),
    }
}

/// A value by its name in JSON.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(json!(name)).unwrap_or_else(|_| panic!("no {name}"))
}

fn name_of<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// The right half of a line, from its left half.
fn follow(given: &str) -> String {
    let mut words = given.split_whitespace();
    let mut next = || words.next().unwrap();
    let ((contacts, compensation, silence), own, matter) = (agreement(next()), desks(next()), named(next()));
    let (mut moves_money, mut charged_on) = (false, None);
    let (mut charges, mut subject, mut kind, mut contract, mut now) =
        (None, Subject::Grant { over: false }, IssuerKind::Card, Told::Told(Contract::Person), DAY.to_owned());
    for word in words {
        match word.split_once('=').unwrap() {
            ("charged", said) => charged_on = Some(said.parse().unwrap()),
            ("money", said) => moves_money = said == "yes",
            ("charges", said) => charges = Some(said == "yes"),
            ("about", "ended") => subject = Subject::Grant { over: true },
            ("about", "app") => subject = Subject::App,
            ("about", "note-ended") => subject = Subject::Noted { way: Some(Way::NoApi), issuer: true, over: true },
            ("about", "receipt") => subject = Subject::Noted { way: None, issuer: true, over: false },
            ("about", way) => subject = Subject::Noted { way: Some(named(way.strip_prefix("note-").unwrap())), issuer: true, over: false },
            ("kind", said) => kind = named(said),
            ("contract", "not_told") => contract = Told::NotTold,
            ("contract", said) => contract = Told::Told(named(said)),
            ("at", said) => said.clone_into(&mut now),
            (other, _) => panic!("no {other}"),
        }
    }
    let with = |all: &'_ [Contact], source| all.iter().map(move |contact| (contact.clone(), source)).collect::<Vec<_>>();
    let (told, own) = (with(&contacts, Source::Issuer), with(&own, Source::Issuer));
    let now: Timestamp = now.parse().unwrap();
    let situation = Situation {
        matter,
        charges,
        charged_on,
        subject,
        moves_money,
        kind,
        contract,
        agreement: Agreement { contacts: told.iter().map(|(contact, source)| (contact, *source)).collect(), compensation: compensation.as_ref(), silence },
        desks: own.iter().map(|(contact, source)| (contact, *source)).collect(),
        claim_days: None,
        now,
    };
    told_route(&situation.route(), now)
}

fn told_route(route: &Route<'_>, now: Timestamp) -> String {
    let desk = |contact: Option<(&Contact, Source)>| {
        let Some((contact, _)) = contact else { return "-".to_owned() };
        let name = contact.name.as_ref().map_or("", |name| name.get(crate::domain::text::Lang::En));
        let shut = contact.hours.as_ref().and_then(|hours| hours.at(now)).is_some_and(|now| !now.open);
        format!("{name}{}", if shut { "(shut)" } else { "" })
    };
    let turn = |turn: &Turn<'_>| format!("{}:{}:{}", name_of(&turn.party), name_of(&turn.why), desk(turn.contact));
    let list = |all: Vec<String>| if all.is_empty() { "-".to_owned() } else { all.join(" ") };
    let first = |one: &First<'_>| match one {
        First::AskCharges => "ask".to_owned(),
        First::StopPayments { desk: at } => format!("stop:{}", desk(*at)),
        First::EndAccess => "end".to_owned(),
        First::AccessOver => "over".to_owned(),
        First::EndThere => "end-there".to_owned(),
        First::Passwords { of } => if *of == Answerer::Issuer { "passwords-there" } else { "passwords" }.to_owned(),
        First::TellConnector { desk: at } => format!("tell:{}", desk(*at)),
        First::WriteDown => "write".to_owned(),
        First::Police => "police".to_owned(),
        First::Claim { days, until } => {
            let day = until.map_or(String::new(), |day| format!(":{day}"));
            format!("claim:{}{day}", days.map_or("-".to_owned(), |days| days.to_string()))
        }
        First::Compensation { agreed, case_by_case } => format!("pays:{}:{}", if agreed.is_some() { "told" } else { "-" }, name_of(case_by_case)),
    };
    [
        turn(&route.answer),
        format!("not {}", list(route.not.iter().map(|(party, why)| format!("{}:{}", name_of(party), name_of(why))).collect())),
        format!("then {}", list(route.then.iter().map(turn).collect())),
        format!("silence {}", route.silence.map_or("-".to_owned(), |silence| name_of(&silence))),
        format!("defects {}", list(route.defects.iter().map(name_of).collect())),
        format!("first {}", list(route.first.iter().map(first).collect())),
        format!("bodies {}", list(route.bodies.iter().map(|body| body.id.clone()).collect())),
    ]
    .join(" | ")
}

#[test]
fn every_route_of_the_table_is_as_it_says() {
    let lines: Vec<&str> = include_str!("routes.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut given: Vec<&str> = Vec::new();
    let mut wrong = Vec::new();
    for line in &lines {
        let (left, right) = line.split_once("=>").unwrap_or((line, ""));
        given.push(left.trim());
        let follows = follow(left);
        if follows != right.trim() {
            wrong.push(format!("{} => {follows}", left.trim()));
        }
    }
    assert!(wrong.is_empty(), "{} of {} lines are not so:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
    given.sort_unstable();
    given.dedup();
    assert!(given.len() >= 80, "only {} different routes", given.len());
}

#[test]
fn whatever_is_known_somebody_is_named_and_money_goes_to_the_issuer_first() {
    let agreements = ["full", "issuer-all", "connector-pays", "general", "both", "self-display", "office-emergency", "no-way", "nobody-pays", "silent", "none"];
    for name in agreements {
        for desks in ["desks", "office-desks", "no-desks"] {
            for matter in Matter::ALL {
                for more in ["", "charges=yes", "charges=no about=ended", "about=note-password kind=e_money", "about=note-no_api contract=company"] {
                    let route = follow(&format!("{name} {desks} {} {more}", name_of(&matter)));
                    let money = matter == Matter::Charges || (matter.is_urgent() && more == "charges=yes");
                    assert!(!money || route.starts_with("issuer:stops_payments:"), "{name} {desks} {matter:?} {more}: {route}");
                    assert!(matter != Matter::Display || route.starts_with("issuer:looks_into_displays:"), "{route}");
                    assert!(!route.contains("bodies -"), "{route}");
                    let business = more.contains("company");
                    assert!(!(business && route.contains("consumer-hotline")), "{route}");
                }
            }
        }
    }
}

#[test]
fn every_body_has_a_source_and_hours_that_can_be_read() {
    assert!(bodies::all().len() >= 9);
    for body in bodies::all() {
        assert!(!body.serves.is_empty() && body.source.scheme() == "https", "{}", body.id);
        assert!(body.phone.is_some() || body.site.is_some(), "{}", body.id);
        let now: Timestamp = DAY.parse().unwrap();
        assert!(body.hours.as_ref().is_none_or(|hours| hours.at(now).is_some()), "{}", body.id);
        for text in [Some(&body.name), Some(&body.does), body.does_not.as_ref()].into_iter().flatten() {
            assert!(["ja", "en"].iter().all(|lang| text.0.get(*lang).is_some_and(|words| !words.is_empty())), "{}", body.id);
        }
    }
}
