//! What holders will read of documents that nobody has published yet: the same views, made by the same hands.

use uuid::Uuid;

use super::connector::{Around, page};
use super::{inbox, views};
use crate::domain::Timestamp;
use crate::domain::directory::{Entry, ScopeWords};
use crate::domain::id::{GrantId, IssuerId};
use crate::domain::notice::Notice;
use crate::domain::permission::Permission;
use crate::domain::stated::Told;
use crate::domain::text::{Lang, Text};
use crate::ipc::{ConnectorPageView, InboxView, IssuerRef, NamedView, PermissionView};
use crate::store::notices::Heard;

/// The connector's side of each service of a directory; of a connector without services, one page by itself.
pub fn connectors(entries: &[Entry], issuer: &str, lang: Lang, now: Timestamp) -> Vec<ConnectorPageView> {
    let page = |entry: &Entry, service: NamedView| {
        let around = Around {
            grant: GrantId(Uuid::nil()),
            issuer: issuer_ref(issuer),
            company: NamedView { id: entry.id.clone(), name: name_of(entry, lang) },
            service,
            chain: Told::NotTold,
            as_of: now,
            heard: now,
            published: true,
            notices: Vec::new(),
            other_grants: Vec::new(),
            over: false,
        };
        page(Some(entry), around, lang, now)
    };
    let pages = |entry: &Entry| {
        let services = entry.own.iter().chain(std::iter::once(&entry.relayed)).find(|profile| !profile.services.is_empty());
        let named: Vec<NamedView> = match services {
            Some(profile) => profile.services.iter().map(|one| NamedView { id: one.id.clone(), name: one.name.get(lang).to_owned() }).collect(),
            None => vec![NamedView { id: entry.id.clone(), name: name_of(entry, lang) }],
        };
        named.into_iter().map(|service| page(entry, service)).collect::<Vec<_>>()
    };
    entries.iter().flat_map(pages).collect()
}

/// What a directory's words make of scopes.
pub fn permissions(scopes: &[ScopeWords], lang: Lang) -> Vec<PermissionView> {
    let read = |scope: &ScopeWords| Permission { scope: scope.name.clone(), access: scope.access, effect: scope.effect(), words: Some(scope.words.clone()) };
    scopes.iter().map(|scope| views::permission(&read(scope), lang)).collect()
}

/// The inbox of somebody who has no connection that the notices concern.
pub fn inbox(notices: &[Notice], issuer: &str, lang: Lang, now: Timestamp) -> InboxView {
    let replaced_by =
        |id: &str| notices.iter().rev().find(|other| other.id != id && other.supersedes.iter().any(|one| one == id)).map(|other| other.id.clone());
    let view = |notice: &Notice| {
        let heard = Heard { issuer: IssuerId(issuer.to_owned()), notice: notice.clone(), heard_at: now, read_at: None, replaced_by: replaced_by(&notice.id) };
        inbox::notice_view(&heard, issuer_ref(issuer), lang, now)
    };
    InboxView { notices: notices.iter().map(view).collect(), feeds: Vec::new(), unread: 0 }
}

fn issuer_ref(issuer: &str) -> IssuerRef {
    IssuerRef { id: IssuerId(issuer.to_owned()), name: issuer.to_owned() }
}

/// The list has names of its own; a directory alone has these.
fn name_of(entry: &Entry, lang: Lang) -> String {
    let company = || entry.own.iter().chain(std::iter::once(&entry.relayed)).find_map(|profile| profile.company.as_ref().map(|company| &company.name));
    let name: Option<&Text> = entry.brand.as_ref().or_else(company);
    name.map_or_else(|| entry.id.clone(), |name| name.get(lang).to_owned())
}
