//! Everybody whom the person may have to reach, on one sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::routes::{Known, body_view, desk_view};
use super::{Error, Inner};
use crate::domain::directory::{Answerer, Contact, ContactTopic};
use crate::domain::id::IssuerId;
use crate::domain::route::{Source, bodies};
use crate::domain::stated::Party;
use crate::domain::text::Lang;
use crate::ipc::{DeskView, ErrorCode, ExportView, OfMatter, SheetPartyView, SheetView};
use crate::store::grants::Listed;

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

    pub(super) async fn save_sheet(&self, _lang: Lang) -> Result<ExportView, Error> {
        Err(Error::Plain(ErrorCode::NoFont))
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
