//! Everybody whom the person may have to reach, on one sheet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::routes::{Known, body_view, desk_view};
use super::{Error, Inner, hand_on};
use crate::domain::directory::{Answerer, Contact, ContactTopic};
use crate::domain::id::IssuerId;
use crate::domain::route::{Source, bodies};
use crate::domain::stated::Party;
use crate::domain::text::Lang;
use crate::ipc::{BodyView, ChannelView, DeskView, ErrorCode, ExportView, LinkView, OfMatter, SheetPartyView, SheetView, Way};
use crate::paper::{self, Card, Fonts, Sheet, Side, Weight};
use crate::store::grants::Listed;
use crate::words::{Argument, Words};

/// For harm, the best first.
const URGENT: [ContactTopic; 2] = [ContactTopic::Stop, ContactTopic::Emergency];
/// For all else, the best first.
const USUAL: [ContactTopic; 3] = [ContactTopic::Question, ContactTopic::Complaint, ContactTopic::Other];

impl Inner {
    pub(super) async fn sheet(&self, lang: Lang) -> Result<SheetView, Error> {
        let (now, held) = (self.now(), self.held().await?);
        let mut entries = self.store.entries_of_grants().await?;
        let mut by_issuer: BTreeMap<IssuerId, BTreeMap<String, Vec<Listed>>> = held.issuers.keys().map(|id| (id.clone(), BTreeMap::new())).collect();
        for listed in self.store.listed_connectors().await? {
            by_issuer.entry(listed.issuer.clone()).or_default().entry(listed.connector.clone()).or_default().push(listed);
        }
        let mut notes = Vec::new();
        for one in self.store.all_kept("").await? {
            notes.push(self.known_kept(&held, &one).await?);
        }
        // Of what only the person tells, the issuer's desks are at hand.
        for issuer in notes.iter().filter_map(|known| Some(known.issuer.as_ref()?.0.clone())) {
            by_issuer.entry(issuer).or_default();
        }
        let mut parties = Vec::new();
        for (issuer, connectors) in by_issuer {
            parties.push(issuer_row(&self.known_issuer(&held, &issuer), lang, now));
            for (connector, mut grants) in connectors {
                // A live one stands for all.
                grants.sort_by_key(|listed| !listed.live);
                let Some(first) = grants.first() else { continue };
                let known = self.known_listed(&held, first, entries.remove(&(issuer.clone(), connector)));
                let services: BTreeSet<String> = grants.iter().map(|listed| listed.service.get(lang).to_owned()).collect();
                parties.push(SheetPartyView { services: services.into_iter().collect(), over: !first.live, ..connector_row(&known, lang, now) });
            }
        }
        parties.extend(notes.iter().map(|known| connector_row(known, lang, now)));
        let bodies = bodies::all().iter().map(|body| body_view(body, lang, now)).collect();
        Ok(SheetView { parties, operator: self.operator_view(lang), bodies, at: now })
    }

    /// Saves the sheet as a page to print.
    pub(super) async fn save_sheet(&self, lang: Lang, offset_minutes: Option<i32>) -> Result<ExportView, Error> {
        let fonts = tokio::task::spawn_blocking(Fonts::find).await.map_err(|_| Error::Disk)?.map_err(|_| Error::Plain(ErrorCode::NoFont))?;
        let view = self.sheet(lang).await?;
        let day = view.at.with_timezone(&hand_on::offset(offset_minutes)).date_naive();
        let name = format!("renkei-contacts-{}.pdf", day.format("%Y%m%d"));
        let sheet = printed(&view, lang, day);
        let pdf = tokio::task::spawn_blocking(move || paper::sheet_pdf(&sheet, &fonts)).await.map_err(|_| Error::Disk)?;
        let pdf = pdf.map_err(|why| Error::About(ErrorCode::Bug, why))?;
        Ok(ExportView { files: vec![self.file(name, &pdf)] })
    }
}

/// The sheet as cards: what is urgent large; a connector that is the same at several issuers once, what is over last.
fn printed(view: &SheetView, lang: Lang, day: NaiveDate) -> Sheet {
    let words = Words::of(lang);
    let with = |id: &str, given: &[(&str, &str)]| {
        let given: Vec<_> = given.iter().map(|(name, value)| (*name, Argument::Text((*value).into()))).collect();
        words.with(id, &given)
    };
    let joined = |all: &[String]| all.join(" · ");
    let hours = |desk: &DeskView| {
        let hours = desk.contact.hours.as_ref()?;
        Some(hours.note.clone().or_else(|| hours.week.clone()).unwrap_or_else(|| hours.open.clone()))
    };
    let urgent = |label: &str, desk: &DeskView| {
        let mut lines =
            vec![(Weight::Small, joined(&[Some(words.get(label)), desk.contact.name.clone(), hours(desk)].into_iter().flatten().collect::<Vec<_>>()))];
        lines.extend(desk.contact.phone.iter().map(|phone| (Weight::Number, phone.clone())));
        let others: Vec<String> = desk.channels.iter().filter(|channel| channel.way != Way::Phone).map(typed).collect();
        if !others.is_empty() {
            lines.push((Weight::Plain, joined(&others)));
        }
        lines
    };
    let usual = |desk: &DeskView| {
        let ways = desk.channels.iter().map(typed);
        let told: Vec<String> = std::iter::once(words.get("sheet-usual")).chain(ways).chain(hours(desk)).collect();
        vec![(Weight::Plain, joined(&told))]
    };
    let card = |party: &SheetPartyView, at: &[String]| {
        let issuer = party.party == Party::Issuer;
        let over = if party.over { format!(" ({})", words.get("sheet-over")) } else { String::new() };
        let mut lines = vec![(Weight::Name, format!("{}{over}", party.name))];
        if !issuer {
            lines.push((Weight::Small, joined(&[vec![party.services.join(&words.get("packet-comma"))], at.to_vec()].concat())));
        }
        lines.extend(party.urgent.iter().flat_map(|desk| urgent(if issuer { "sheet-stop" } else { "sheet-urgent" }, desk)));
        lines.extend(party.usual.iter().flat_map(usual));
        if party.urgent.is_none() && party.usual.is_none() {
            lines.push((Weight::Plain, words.get("sheet-nobody")));
        }
        Card { side: if issuer { Side::Issuer } else { Side::Connector }, lines }
    };
    let mut cards: Vec<Card> = view.parties.iter().filter(|party| party.party == Party::Issuer).map(|party| card(party, &[])).collect();
    let mut connectors: Vec<(SheetPartyView, Vec<String>)> = Vec::new();
    for party in view.parties.iter().filter(|party| party.party != Party::Issuer) {
        let at = party.issuer.as_ref().map(|issuer| issuer.name.clone());
        let same = |(other, _): &&mut (SheetPartyView, Vec<String>)| {
            (&other.name, &other.urgent, &other.usual, other.over) == (&party.name, &party.urgent, &party.usual, party.over)
        };
        if let Some((other, all)) = connectors.iter_mut().find(same) {
            all.extend(at);
            other.services.extend(party.services.iter().filter(|service| !other.services.contains(service)).cloned().collect::<Vec<_>>());
        } else {
            connectors.push((party.clone(), at.into_iter().collect()));
        }
    }
    connectors.sort_by_key(|(party, _)| party.over);
    cards.extend(connectors.iter().map(|(party, at)| card(party, at)));
    cards.extend(view.operator.iter().map(|operator| {
        let ways = operator.contacts.iter().flat_map(|contact| contact.phone.iter().chain(&contact.mail));
        let mut lines = vec![(Weight::Plain, with("sheet-operator", &[("name", &operator.company.name)]))];
        lines.extend(ways.map(|way| (Weight::Small, way.clone())));
        Card { side: Side::Own, lines }
    }));
    let body = |body: &BodyView| {
        let ways: Vec<String> = std::iter::once(body.name.clone()).chain(body.channels.first().map(typed)).collect();
        (Weight::Small, joined(&ways))
    };
    let heading = (Weight::Plain, words.get("sheet-bodies"));
    cards.push(Card { side: Side::Own, lines: std::iter::once(heading).chain(view.bodies.iter().map(body)).collect() });
    Sheet {
        lang: lang.tag(),
        title: words.get("sheet-title"),
        lede: vec![words.get("sheet-lede")],
        cards,
        foot: with("sheet-foot", &[("at", &day.to_string())]),
        made_at: view.at,
    }
}

/// A way as it is typed in from paper: of a page the whole address.
fn typed(channel: &ChannelView) -> String {
    let whole = |link: &LinkView| link.url.trim_start_matches("https://").trim_end_matches('/').to_owned();
    channel.link.as_ref().map_or_else(|| channel.value.clone(), whole)
}

fn issuer_row(known: &Known, lang: Lang, now: crate::domain::Timestamp) -> SheetPartyView {
    let desks: Vec<(&Contact, Source)> = known.own_desks().collect();
    SheetPartyView {
        party: Party::Issuer,
        name: known.name(&Party::Issuer, lang),
        kind: Some(known.kind),
        issuer: known.about_view(lang).issuer,
        services: Vec::new(),
        about: None,
        over: false,
        urgent: desk(&desks, &URGENT, lang, now),
        usual: desk(&desks, &USUAL, lang, now),
        standing: known.standing.clone(),
    }
}

fn connector_row(known: &Known, lang: Lang, now: crate::domain::Timestamp) -> SheetPartyView {
    let about = known.about_view(lang);
    let matter = OfMatter { about: known.about, matter: crate::domain::route::Matter::Question, charges: None, charged_on: None };
    let contacts = known.situation(&matter, now).agreement.contacts;
    let own: Vec<(&Contact, Source)> = contacts.into_iter().filter(|(contact, _)| contact.by == Answerer::Connector).collect();
    SheetPartyView {
        party: Party::Connector,
        name: known.name(&Party::Connector, lang),
        kind: None,
        issuer: about.issuer,
        services: vec![about.service],
        about: Some(known.about),
        over: about.over,
        urgent: desk(&own, &[ContactTopic::Emergency], lang, now),
        usual: desk(&own, &USUAL, lang, now),
        standing: known.standing.clone(),
    }
}

fn desk(contacts: &[(&Contact, Source)], topics: &[ContactTopic], lang: Lang, now: crate::domain::Timestamp) -> Option<DeskView> {
    let of = |topic: &ContactTopic| contacts.iter().find(|(contact, _)| contact.topic == *topic && contact.is_reachable());
    topics.iter().find_map(of).map(|(contact, source)| desk_view(contact, *source, lang, now))
}
