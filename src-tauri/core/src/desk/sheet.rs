//! Everybody whom the person may have to reach, on one sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::routes::{Known, body_view, desk_view};
use super::{Error, Inner};
use crate::domain::directory::{Answerer, Contact, ContactTopic};
use crate::domain::id::IssuerId;
use crate::domain::route::{Source, bodies};
use crate::domain::stated::Party;
use crate::domain::text::Lang;
use crate::ipc::{BodyView, DeskView, ErrorCode, ExportView, OfMatter, SheetPartyView, SheetView, Way};
use crate::paper::{self, Card, Fonts, Sheet, Side, Weight};
use crate::store::grants::Listed;
use crate::words::{Argument, Words};

/// For harm, the best first.
const URGENT: [ContactTopic; 2] = [ContactTopic::Stop, ContactTopic::Emergency];
/// For all else, the best first.
const USUAL: [ContactTopic; 3] = [ContactTopic::Complaint, ContactTopic::Question, ContactTopic::Other];

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
    pub(super) async fn save_sheet(&self, lang: Lang) -> Result<ExportView, Error> {
        let fonts = tokio::task::spawn_blocking(Fonts::find).await.map_err(|_| Error::Disk)?.map_err(|_| Error::Plain(ErrorCode::NoFont))?;
        let view = self.sheet(lang).await?;
        let name = format!("renkei-contacts-{}.pdf", view.at.format("%Y%m%d"));
        let sheet = printed(&view, lang);
        let pdf = tokio::task::spawn_blocking(move || paper::sheet_pdf(&sheet, &fonts)).await.map_err(|_| Error::Disk)?;
        let pdf = pdf.map_err(|why| Error::About(ErrorCode::Bug, why))?;
        Ok(ExportView { files: vec![self.file(name, &pdf)] })
    }
}

/// The sheet as cards: what is urgent large, and no card for what only repeats.
fn printed(view: &SheetView, lang: Lang) -> Sheet {
    let words = Words::of(lang);
    let with = |id: &str, given: &[(&str, &str)]| {
        let given: Vec<_> = given.iter().map(|(name, value)| (*name, Argument::Text((*value).into()))).collect();
        words.with(id, &given)
    };
    let desk = |label: &str, desk: &DeskView, weight: Weight| {
        let mut lines = vec![(Weight::Small, [Some(words.get(label)), desk.contact.name.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "))];
        lines.extend(desk.contact.phone.iter().map(|phone| (weight, phone.clone())));
        let ways = desk.channels.iter().filter(|channel| channel.way != Way::Phone);
        lines.extend(ways.map(|channel| (Weight::Plain, channel.value.clone())));
        let hours = desk.contact.hours.as_ref();
        lines.extend(hours.map(|hours| (Weight::Small, hours.note.clone().unwrap_or_else(|| hours.open.clone()))));
        lines
    };
    let party = |party: &SheetPartyView| {
        let over = if party.over { format!(" ({})", words.get("sheet-over")) } else { String::new() };
        let mut lines = vec![(Weight::Name, format!("{}{over}", party.name))];
        if !party.services.is_empty() {
            let at = party.issuer.as_ref().map_or(String::new(), |issuer| format!(" · {}", issuer.name));
            lines.push((Weight::Small, format!("{}{at}", party.services.join(&words.get("packet-comma")))));
        }
        if let Some(urgent) = &party.urgent {
            lines.extend(desk(if party.party == Party::Issuer { "sheet-stop" } else { "sheet-urgent" }, urgent, Weight::Number));
        }
        if let Some(usual) = &party.usual {
            lines.extend(desk("sheet-usual", usual, Weight::Plain));
        }
        if party.urgent.is_none() && party.usual.is_none() {
            lines.push((Weight::Plain, words.get("sheet-nobody")));
        }
        Card { side: if party.party == Party::Issuer { Side::Issuer } else { Side::Connector }, lines }
    };
    let body = |body: &BodyView| {
        let ways = body.channels.iter().map(|channel| channel.value.as_str()).collect::<Vec<_>>().join("  ");
        Card { side: Side::Own, lines: vec![(Weight::Plain, body.name.clone()), (Weight::Small, ways)] }
    };
    let operator = view.operator.iter().map(|operator| {
        let ways = operator.contacts.iter().flat_map(|contact| contact.phone.iter().chain(&contact.mail));
        let mut lines = vec![(Weight::Plain, with("sheet-operator", &[("name", &operator.company.name)]))];
        lines.extend(ways.map(|way| (Weight::Small, way.clone())));
        Card { side: Side::Own, lines }
    });
    Sheet {
        lang: lang.tag(),
        title: words.get("sheet-title"),
        lede: vec![words.get("sheet-lede")],
        cards: view.parties.iter().map(party).chain(operator).chain(view.bodies.iter().map(body)).collect(),
        foot: with("sheet-foot", &[("at", &view.at.format("%Y-%m-%d").to_string())]),
        made_at: view.at,
    }
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
    let matter = OfMatter { about: known.about, matter: crate::domain::route::Matter::Question, charges: None };
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
