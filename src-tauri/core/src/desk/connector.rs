//! The connector's side of a grant: its own word where it signed it, else what the issuer relays, else silence.

use super::connect::host_of;
use super::{Error, Inner, views};
use crate::domain::Timestamp;
use crate::domain::conclusion::Documents;
use crate::domain::directory::{Company, Compensation, Contact, Entry, Onward, Profile, Roles, Service};
use crate::domain::document::DocumentKind;
use crate::domain::grant::Grant;
use crate::domain::hours::Hours;
use crate::domain::id::GrantId;
use crate::domain::notice::NoticeKind;
use crate::domain::stated::{Party, Stated, Told};
use crate::domain::terms::Terms;
use crate::domain::text::{Lang, Text};
use crate::ipc::{
    ChainedView, CompanyView, CompensationView, ConnectorFact, ConnectorPageView, ContactView, GrantView, HoursView, IssuerRef, LinkView, NamedView,
    NoticeState, NoticeView, RolesView, ServiceView, StatementsView,
};
use crate::words::Words;

impl Inner {
    /// What the issuer's documents say that conclusions about a grant are drawn from.
    pub(super) async fn documents_about<'a>(
        &self,
        grant: &Grant,
        entry: Option<&'a Entry>,
        notices: &[NoticeView],
        agreed: Option<&'a (Terms, Option<Timestamp>)>,
    ) -> Result<Documents<'a>, Error> {
        let standing = self.store.documents().await?;
        let published = |kind| standing.iter().any(|one| one.issuer == grant.issuer && one.kind == kind && one.edition.is_some());
        let needs = entry.and_then(|entry| entry.service(&grant.remote.facts.service.id)?.0.needs.as_deref());
        let incidents = notices.iter().filter(|notice| notice.kind == NoticeKind::Incident && notice.state == NoticeState::Open);
        let incident = incidents.map(|notice| notice.starts_at.unwrap_or(notice.issued_at)).min();
        Ok(Documents {
            needs: needs.into(),
            listed: published(DocumentKind::Directory).then_some(entry.is_some()).into(),
            // What another issuer told counts too; silence counts only where somebody would speak.
            incident: (incident.is_some() || published(DocumentKind::Notices)).then_some(incident).into(),
            agreed,
        })
    }

    pub(super) async fn read_connector(&self, lang: Lang, id: GrantId) -> Result<ConnectorPageView, Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let issuer = self.store.issuer(&grant.issuer).await?.ok_or(Error::NotFound)?;
        let row = self.rows(std::slice::from_ref(&grant), lang).await?.pop().ok_or(Error::NotFound)?;
        let entry = self.store.directory_entry(&grant.issuer, &grant.remote.facts.connector.id).await?;
        let standing = self.store.documents().await?.into_iter().filter(|one| one.issuer == grant.issuer);
        let heard = standing.filter_map(|one| one.checked_at).max().unwrap_or(grant.as_of);
        let now = self.now();
        let notices = self.notices_about(&grant, lang).await?;
        let published = self.store.documents().await?.iter().any(|one| one.issuer == grant.issuer && one.edition.is_some());
        let others = self.others_of(&grant).await?;
        let around = Around {
            grant: id,
            issuer: views::issuer_ref(&issuer, lang),
            company: row.connector,
            service: row.service,
            chain: row.chain,
            as_of: grant.as_of,
            heard,
            published,
            notices,
            other_grants: self.rows(&others, lang).await?,
            over: !grant.remote.status.is_live(),
        };
        Ok(page(entry.as_ref(), around, lang, now))
    }
}

/// What stands around a directory's entry when the connector's side is shown.
pub(super) struct Around {
    pub(super) grant: GrantId,
    pub(super) issuer: IssuerRef,
    /// As they are listed with the grant.
    pub(super) company: NamedView,
    pub(super) service: NamedView,
    pub(super) chain: Told<Vec<ChainedView>>,
    /// When the list was had.
    pub(super) as_of: Timestamp,
    /// When the documents were.
    pub(super) heard: Timestamp,
    /// Whether the issuer publishes any.
    pub(super) published: bool,
    pub(super) notices: Vec<NoticeView>,
    pub(super) other_grants: Vec<GrantView>,
    /// Whether the grant is over.
    pub(super) over: bool,
}

/// The connector's side.
pub(super) fn page(entry: Option<&Entry>, around: Around, lang: Lang, now: Timestamp) -> ConnectorPageView {
    let heard = around.heard;
    let about_company = stated(entry, |profile| profile.company.as_ref().map(|company| company_view(company, lang)), heard);
    let about_service = match entry.and_then(|entry| entry.service(&around.service.id)) {
        Some((service, own)) => said(own, Told::Told(service_view(service, lang, now)), heard),
        None => said(false, Told::NotTold, heard),
    };
    let contacts = stated(entry, |profile| some(profile.contacts.iter().map(|contact| contact_view(contact, lang, now)).collect()), heard);
    let roles = entry.and_then(|entry| entry.roles.as_ref()).map(|roles| roles_view(roles, lang));
    let compensation = entry.and_then(|entry| entry.compensation.as_ref()).map(|agreed| compensation_view(agreed, lang));
    // The grant's own list of who gets data onward is the issuer's; the directory's may be the connector's word.
    let chain = match &around.chain {
        Told::Told(chain) if !chain.is_empty() => Stated::relayed_of_connector(Told::Told(chain.clone()), around.as_of),
        listed @ (Told::NotTold | Told::Told(_)) => {
            let told = stated(entry, |profile| some(profile.chain.iter().map(|onward| onward_view(onward, lang)).collect()), heard);
            if told.value == Told::NotTold { Stated::relayed_of_connector(listed.clone(), around.as_of) } else { told }
        }
    };
    let mut not_provided = Vec::new();
    for (fact, missing) in [
        (ConnectorFact::Company, about_company.value == Told::NotTold),
        (ConnectorFact::Hours, about_service.value.told().is_none_or(|service| service.hours.is_none())),
        (ConnectorFact::Risks, about_service.value.told().is_none_or(|service| service.risks.is_empty())),
        (ConnectorFact::Contacts, contacts.value == Told::NotTold),
        (ConnectorFact::Roles, roles.is_none()),
        (ConnectorFact::Compensation, compensation.is_none()),
        (ConnectorFact::Stops, !around.published),
    ] {
        if missing {
            not_provided.push(fact);
        }
    }
    ConnectorPageView {
        grant: around.grant,
        issuer: around.issuer,
        company: Stated::relayed_of_connector(around.company, around.as_of),
        service: Stated::relayed_of_connector(around.service, around.as_of),
        about_company,
        about_service,
        contacts,
        roles: said(false, roles.into(), heard),
        compensation: said(false, compensation.into(), heard),
        chain,
        notices: around.notices,
        not_provided,
        other_grants: around.other_grants,
        over: around.over,
    }
}

/// A fact by the connector's own word, else by the issuer's relay.
fn stated<T>(entry: Option<&Entry>, read: impl Fn(&Profile) -> Option<T>, at: Timestamp) -> Stated<Told<T>> {
    let own = entry.and_then(|entry| read(entry.own.as_ref()?));
    match own {
        Some(value) => said(true, Told::Told(value), at),
        None => said(false, entry.and_then(|entry| read(&entry.relayed)).into(), at),
    }
}

pub(super) fn said<T>(own: bool, value: T, at: Timestamp) -> Stated<T> {
    Stated { value, by: Party::Connector, relayed_by: (!own).then_some(Party::Issuer), at }
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

pub(super) fn company_view(company: &Company, lang: Lang) -> CompanyView {
    CompanyView {
        name: company.name.get(lang).to_owned(),
        representative: maybe(company.representative.as_ref(), lang),
        address: maybe(company.address.as_ref(), lang),
        site: company.site.as_ref().map(link),
        public_notice: company.public_notice.as_ref().map(link),
    }
}

fn service_view(service: &Service, lang: Lang, now: Timestamp) -> ServiceView {
    ServiceView {
        about: maybe(service.about.as_ref(), lang),
        hours: service.hours.as_ref().map(|hours| hours_view(hours, lang, now)),
        risks: service.risks.iter().map(|risk| risk.get(lang).to_owned()).collect(),
        keeps: service.keeps.iter().map(|kept| kept.get(lang).to_owned()).collect(),
        export: service.export.as_ref().map(link),
        statements: service
            .statements
            .as_ref()
            .map(|told| StatementsView { afterwards: told.afterwards.get(lang).to_owned(), site: told.site.as_ref().map(link) }),
    }
}

pub(super) fn contact_view(contact: &Contact, lang: Lang, now: Timestamp) -> ContactView {
    ContactView {
        topic: contact.topic,
        by: contact.by,
        name: maybe(contact.name.as_ref(), lang),
        phone: contact.phone.clone(),
        mail: contact.mail.clone(),
        site: contact.site.as_ref().map(link),
        chat: contact.chat.as_ref().map(link),
        post: maybe(contact.post.as_ref(), lang),
        languages: contact.languages.clone(),
        answer_days: contact.answer_days,
        hours: contact.hours.as_ref().map(|hours| hours_view(hours, lang, now)),
    }
}

pub(super) fn hours_view(hours: &Hours, lang: Lang, now: Timestamp) -> HoursView {
    HoursView { open: hours.open.clone(), week: Words::of(lang).hours(hours), note: maybe(hours.note.as_ref(), lang), now: hours.at(now) }
}

fn roles_view(roles: &Roles, lang: Lang) -> RolesView {
    RolesView { issuer: maybe(roles.issuer.as_ref(), lang), connector: maybe(roles.connector.as_ref(), lang) }
}

pub(super) fn compensation_view(agreed: &Compensation, lang: Lang) -> CompensationView {
    CompensationView {
        first_payer: agreed.first_payer,
        method: maybe(agreed.method.as_ref(), lang),
        range: agreed.range.get(lang).to_owned(),
        corporate: maybe(agreed.corporate.as_ref(), lang),
        deviation: maybe(agreed.deviation.as_ref(), lang),
        claim_days: agreed.claim_days,
    }
}

fn onward_view(onward: &Onward, lang: Lang) -> ChainedView {
    ChainedView {
        name: onward.name.get(lang).to_owned(),
        receives: maybe(onward.receives.as_ref(), lang),
        responsible: maybe(onward.responsible.as_ref(), lang),
        terms: maybe(onward.terms.as_ref(), lang),
    }
}

pub(super) fn link(url: &url::Url) -> LinkView {
    LinkView { url: url.to_string(), host: host_of(url) }
}

fn maybe(text: Option<&Text>, lang: Lang) -> Option<String> {
    text.map(|text| text.get(lang).to_owned())
}
