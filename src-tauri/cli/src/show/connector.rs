//! The connector's side of one connection: each part with who said it.

use renkei_core::domain::directory::{Answerer, ContactTopic};
use renkei_core::domain::stated::{Party, Stated, Told};
use renkei_core::ipc::{ChainedView, CompanyView, CompensationView, ConnectorPageView, ContactView, HoursView, LinkView, RolesView, ServiceView};

use super::grant::labelled;
use super::{Reader, name_of, print_json, say};

type Line = (String, Vec<String>);

pub(crate) fn connector(reader: &Reader, page: &ConnectorPageView) {
    if reader.json {
        return print_json(page);
    }
    self::page(reader, page);
}

pub(super) fn page(reader: &Reader, page: &ConnectorPageView) {
    let (connector, issuer) = (page.company.value.name.as_str(), page.issuer.name.as_str());
    let names = [("connector", connector), ("issuer", issuer)];
    say(&format!("{}  ({connector})", page.service.value.name));
    say(&format!("{}{}{connector}", reader.get("side-connector"), reader.get("sentence-gap")));
    say(&reader.with("connector-said", &names));
    let silent = || vec![(String::new(), vec![reader.with("not-told-connector", &names)])];
    let all = Part { reader, page };
    all.show("about-company-title", &page.about_company, |told| told.told().map_or_else(silent, |company| company_lines(reader, company)));
    all.show("about-service-title", &page.about_service, |told| told.told().map_or_else(silent, |service| service_lines(reader, service)));
    all.show("contacts-title", &page.contacts, |told| {
        let contacts = told.told().map_or(&[][..], Vec::as_slice);
        let mut lines: Vec<Line> = contacts.iter().map(|contact| contact_line(reader, contact, &names)).collect();
        if !contacts.iter().any(|contact| contact.topic == ContactTopic::Emergency) {
            lines.push((String::new(), vec![reader.with("contacts-no-emergency", &names)]));
        }
        lines
    });
    all.show("roles-title", &page.roles, |told| told.told().map_or_else(silent, |roles| roles_lines(roles, &names)));
    all.show("compensation-title", &page.compensation, |told| told.told().map_or_else(silent, |agreed| compensation_lines(reader, agreed, &names)));
    if let Told::Told(chain) = &page.chain.value
        && !chain.is_empty()
    {
        all.show("cli-connector-chain", &page.chain, |_| chain_lines(reader, chain));
        say(&format!("    {}", reader.get("chain-goes-on")));
    }
    say("");
    say(&reader.get("news-title"));
    if page.notices.is_empty() {
        say(&format!("    {}", reader.with("news-none", &names)));
    }
    for notice in &page.notices {
        super::notices::one(reader, notice);
    }
    if !page.not_provided.is_empty() {
        say("");
        say(&reader.get("not-provided-title"));
        say(&format!("    {}", reader.with("not-provided-body", &names)));
        for fact in &page.not_provided {
            say(&format!("    - {}", reader.get(&format!("connector-fact-{}", name_of(fact)))));
        }
    }
    if !page.other_grants.is_empty() {
        say("");
        say(&reader.with("other-grants", &names));
        for grant in &page.other_grants {
            say(&super::notices::row(reader, grant));
        }
    }
}

struct Part<'a> {
    reader: &'a Reader,
    page: &'a ConnectorPageView,
}

impl Part<'_> {
    /// A heading, its facts, and whose word they are.
    fn show<T>(&self, title: &str, stated: &Stated<T>, lines: impl Fn(&T) -> Vec<Line>) {
        say("");
        say(&self.reader.get(title));
        labelled(&lines(&stated.value));
        say(&format!("    {}", said(self.reader, stated, self.page)));
    }
}

fn said<T>(reader: &Reader, stated: &Stated<T>, page: &ConnectorPageView) -> String {
    let id = match (&stated.by, &stated.relayed_by) {
        (Party::Connector, Some(_)) => "said-relayed",
        (Party::Connector, None) => "said-by-connector",
        (Party::Issuer, _) => "said-by-issuer",
        (Party::ThisApp, _) => "said-by-this-app",
    };
    reader.with(id, &[("connector", &page.company.value.name), ("issuer", &page.issuer.name), ("at", &reader.moment(stated.at))])
}

fn company_lines(reader: &Reader, company: &CompanyView) -> Vec<Line> {
    let address = |link: &Option<LinkView>| link.as_ref().map(|link| link.url.clone());
    told(
        reader,
        vec![
            ("trade-name-label", Some(company.name.clone())),
            ("representative-label", company.representative.clone()),
            ("address-label", company.address.clone()),
            ("site-label", address(&company.site)),
            ("public-notice-label", address(&company.public_notice)),
        ],
    )
}

fn service_lines(reader: &Reader, service: &ServiceView) -> Vec<Line> {
    let mut lines = told(reader, vec![("about-label", service.about.clone())]);
    if let Some(hours) = &service.hours {
        lines.push((reader.get("hours-label"), hours_lines(reader, hours)));
    }
    if !service.risks.is_empty() {
        lines.push((reader.get("risks-label"), service.risks.clone()));
    }
    if !service.keeps.is_empty() {
        lines.push((reader.get("service-keeps-label"), service.keeps.clone()));
    }
    if let Some(export) = &service.export {
        lines.push((reader.get("service-export-label"), vec![export.url.clone()]));
    }
    if let Some(statements) = &service.statements {
        let site = statements.site.iter().map(|site| site.url.clone());
        lines.push((reader.get("service-statements-label"), std::iter::once(statements.afterwards.clone()).chain(site).collect()));
    }
    lines
}

/// Whether it is open, until when, and the words as they were published.
pub(super) fn hours_lines(reader: &Reader, hours: &HoursView) -> Vec<String> {
    let now = match hours.now {
        None => reader.get("hours-unread"),
        Some(now) => match (now.open, now.until) {
            (true, Some(until)) => reader.with("hours-open-until", &[("at", &reader.moment(until))]),
            (true, None) => reader.get("hours-open-always"),
            (false, Some(until)) => reader.with("hours-closed-until", &[("at", &reader.moment(until))]),
            (false, None) => reader.get("hours-closed"),
        },
    };
    let times = hours.week.clone().unwrap_or_else(|| format!("{} {}", reader.get("hours-published"), hours.open));
    [now, times].into_iter().chain(hours.note.clone()).collect()
}

fn contact_line(reader: &Reader, contact: &ContactView, names: &[(&str, &str)]) -> Line {
    let who = match contact.by {
        Answerer::Issuer => "issuer",
        Answerer::Connector => "connector",
    };
    let mut facts = vec![reader.with(&format!("answers-{who}"), names)];
    let pages = contact.chat.iter().chain(&contact.site).map(|page| &page.url);
    let ways: Vec<String> = contact.phone.iter().chain(pages).chain(&contact.mail).chain(&contact.post).cloned().collect();
    if ways.is_empty() {
        let party = names.iter().find(|(name, _)| *name == who).map_or("", |(_, party)| party);
        facts.push(reader.with("contact-no-way", &[("who", party)]));
    }
    facts.extend(contact.name.clone());
    facts.extend(ways);
    facts.extend(contact.hours.iter().flat_map(|hours| hours_lines(reader, hours)));
    (reader.get(&format!("topic-{}", name_of(&contact.topic))), facts)
}

fn roles_lines(roles: &RolesView, names: &[(&str, &str)]) -> Vec<Line> {
    let of = |who: &str, part: &Option<String>| {
        let party = names.iter().find(|(name, _)| *name == who).map_or("", |(_, party)| party);
        part.as_ref().map(|part| (party.to_owned(), vec![part.clone()]))
    };
    of("issuer", &roles.issuer).into_iter().chain(of("connector", &roles.connector)).collect()
}

fn compensation_lines(reader: &Reader, agreed: &CompensationView, names: &[(&str, &str)]) -> Vec<Line> {
    let payer = match agreed.first_payer {
        Answerer::Issuer => "issuer",
        Answerer::Connector => "connector",
    };
    let payer = names.iter().find(|(name, _)| *name == payer).map_or("", |(_, party)| party);
    let mut lines = vec![(reader.get("first-payer-label"), vec![payer.to_owned(), reader.get("first-payer-note")])];
    lines.extend(told(
        reader,
        vec![
            ("range-label", Some(agreed.range.clone())),
            ("method-label", agreed.method.clone()),
            ("corporate-label", agreed.corporate.clone()),
            ("deviation-label", agreed.deviation.clone()),
        ],
    ));
    if let Some(days) = agreed.claim_days {
        lines.push((String::new(), vec![reader.with("cli-first-claim", &[("days", &days.to_string())])]));
    }
    lines.push((String::new(), vec![reader.get("compensation-liability")]));
    lines
}

fn chain_lines(reader: &Reader, chain: &[ChainedView]) -> Vec<Line> {
    let line = |onward: &ChainedView| {
        let facts = [("chain-receives-label", &onward.receives), ("chain-responsible-label", &onward.responsible), ("chain-terms-label", &onward.terms)];
        let facts = facts.into_iter().filter_map(|(label, fact)| Some(format!("{}{}{}", reader.get(label), reader.get("sentence-gap"), fact.as_ref()?)));
        (onward.name.clone(), facts.collect())
    };
    chain.iter().map(line).collect()
}

/// The facts that were told, under their labels.
fn told(reader: &Reader, all: Vec<(&str, Option<String>)>) -> Vec<Line> {
    all.into_iter().filter_map(|(label, fact)| Some((reader.get(label), vec![fact?]))).collect()
}
