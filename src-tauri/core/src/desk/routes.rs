//! Whom to turn to: from what is on this device, without asking anybody. It works offline, signed out, and for what is over (R21).

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use super::cases::charged_on;
use super::connector::{company_view, compensation_view, contact_view, link};
use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::case::{About, Case};
use crate::domain::directory::{Answerer, Contact, Entry, OwnDesks};
use crate::domain::document::DocumentKind;
use crate::domain::fold::fold;
use crate::domain::grant::{Contract, Grant};
use crate::domain::hours::Hours;
use crate::domain::id::{AccountId, GrantId, IssuerId, RemoteKey};
use crate::domain::issuer::IssuerKind;
use crate::domain::kept::{self, Kept};
use crate::domain::operator::Operator;
use crate::domain::permission::Effect;
use crate::domain::route::bodies::Body;
use crate::domain::route::{Agreement, First, Matter, Route, Silence, Situation, Source, Subject, Turn, Why};
use crate::domain::stated::{Party, Told};
use crate::domain::text::{Lang, Text};
use crate::ipc::{
    AboutView, BodyView, ChannelView, DeskView, ErrorCode, FirstView, IssuerRef, NotView, OfMatter, OpenContact, Opened, OperatorView, RouteView, StandingView,
    TurnView, Way,
};
use crate::store::accounts::Account;
use crate::store::documents::Standing;
use crate::store::grants::Listed;
use crate::store::issuers::Issuer;
use crate::words::Words;

/// All that is known of what somebody is turned to about.
pub(super) struct Known {
    pub(super) about: About,
    pub(super) subject: Subject,
    pub(super) service: Text,
    pub(super) company: Option<Text>,
    pub(super) issuer: Option<(IssuerId, Text)>,
    /// Where an issuer is meant that nobody lists: the person's words for it.
    place: Option<String>,
    pub(super) kind: IssuerKind,
    contract: Told<Contract>,
    entry: Option<Entry>,
    /// The issuer's own desks, as its directory says, and as the catalogue does.
    desks: [(OwnDesks, Source); 2],
    operator: Option<Operator>,
    silence: Option<Silence>,
    pub(super) standing: StandingView,
    /// The grant, where it is about one.
    pub(super) grant: Option<Grant>,
    /// The sign-in that could ask there, and the issuer's name of the grant.
    pub(super) asked_by: Option<(AccountId, RemoteKey)>,
}

/// What this device holds of all issuers.
pub(super) struct Held {
    pub(super) issuers: BTreeMap<IssuerId, Issuer>,
    pub(super) accounts: Vec<Account>,
    directories: BTreeMap<IssuerId, Standing>,
    desks: BTreeMap<IssuerId, OwnDesks>,
}

impl Known {
    pub(super) fn situation(&self, of: &OfMatter, now: Timestamp) -> Situation<'_> {
        let (mut contacts, mut compensation) = (Vec::new(), None);
        if let Some(entry) = &self.entry {
            let own = entry.own.iter().flat_map(|own| &own.contacts).map(|contact| (contact, Source::Connector));
            // A connector speaks for itself alone: nobody is led to "the issuer" by a number that another one gave.
            contacts.extend(own.filter(|(contact, _)| contact.by == Answerer::Connector));
            contacts.extend(entry.relayed.contacts.iter().map(|contact| (contact, Source::Issuer)));
            compensation = entry.compensation.as_ref();
        }
        if let Some(operator) = self.operator.as_ref().filter(|_| self.subject == Subject::App) {
            contacts = operator.contacts.iter().map(|contact| (contact, Source::Operator)).collect();
            compensation = operator.compensation.as_ref();
        }
        Situation {
            matter: of.matter,
            charges: of.charges,
            charged_on: of.charged_on,
            subject: self.subject,
            moves_money: self.grant.as_ref().is_some_and(|grant| grant.remote.facts.permissions.iter().any(|one| one.effect == Effect::MovesMoney)),
            kind: self.kind,
            contract: self.contract,
            agreement: Agreement { contacts, compensation, silence: self.silence },
            desks: self.own_desks().collect(),
            claim_days: self.desks.iter().find_map(|(desks, _)| desks.claim_days),
            now,
        }
    }

    /// The issuer's own desks, whoever told them; its own word first. All are its own.
    pub(super) fn own_desks(&self) -> impl Iterator<Item = (&Contact, Source)> {
        self.desks.iter().flat_map(|(desks, source)| desks.contacts.iter().map(|contact| (contact, *source)))
    }

    /// The name of a party, for a reader.
    pub(super) fn name(&self, party: &Party, lang: Lang) -> String {
        let words = || Words::of(lang);
        match party {
            Party::Issuer => {
                self.issuer.as_ref().map(|(_, name)| name.get(lang).to_owned()).or_else(|| self.place.clone()).unwrap_or_else(|| words().get("some-issuer"))
            }
            Party::Connector => self.company.as_ref().unwrap_or(&self.service).get(lang).to_owned(),
            Party::ThisApp => self.operator.as_ref().map_or_else(|| words().get("own-no-operator"), |operator| operator.company.name.get(lang).to_owned()),
        }
    }

    pub(super) fn about_view(&self, lang: Lang) -> AboutView {
        let over = match self.subject {
            Subject::Grant { over } | Subject::Noted { over, .. } => over,
            Subject::App => false,
        };
        AboutView {
            about: self.about,
            service: self.service.get(lang).to_owned(),
            company: self.company.as_ref().map(|name| name.get(lang).to_owned()),
            issuer: self.issuer.as_ref().map(|(id, name)| IssuerRef { id: id.clone(), name: name.get(lang).to_owned() }),
            over,
        }
    }

    pub(super) fn turn_view(&self, turn: &Turn<'_>, matter: Matter, lang: Lang, now: Timestamp) -> TurnView {
        let (patience, answer_agreed) = turn.patience(matter);
        let contact = turn.contact.map(|(contact, _)| contact);
        TurnView {
            party: turn.party.clone(),
            name: self.name(&turn.party, lang),
            why: turn.why,
            contact: contact.map(|contact| contact_view(contact, lang, now)),
            source: turn.contact.map(|(_, source)| source),
            channels: contact.map(|contact| channels(contact, lang)).unwrap_or_default(),
            open_now: contact.and_then(|contact| contact.hours.as_ref()?.at(now)),
            answer_days: u16::try_from(patience.num_days()).unwrap_or(u16::MAX),
            answer_agreed,
        }
    }

    fn first_view(&self, first: &First<'_>, lang: Lang, now: Timestamp) -> FirstView {
        let desk = |desk: Option<(&Contact, Source)>| desk.map(|(contact, source)| desk_view(contact, source, lang, now));
        let named = |party: &Party| self.name(party, lang);
        match first {
            First::AskCharges => FirstView::AskCharges,
            First::StopPayments { desk: at } => FirstView::StopPayments { issuer: named(&Party::Issuer), desk: desk(*at) },
            First::EndAccess => FirstView::EndAccess,
            First::AccessOver => FirstView::AccessOver,
            First::EndThere => FirstView::EndThere,
            First::Passwords { of } => {
                let party = crate::domain::route::party(*of);
                FirstView::Passwords { name: named(&party), party }
            }
            First::TellConnector { desk: at } => FirstView::TellConnector { connector: named(&Party::Connector), desk: desk(*at) },
            First::WriteDown => FirstView::WriteDown,
            First::Police => FirstView::Police,
            First::Claim { days, until } => FirstView::Claim { days: *days, until: *until },
            First::Compensation { agreed, case_by_case } => FirstView::Compensation {
                agreed: agreed.map(|agreed| compensation_view(agreed, lang)),
                payer: agreed
                    .map(|agreed| if self.subject == Subject::App { named(&Party::ThisApp) } else { named(&crate::domain::route::party(agreed.first_payer)) }),
                case_by_case: *case_by_case,
            },
        }
    }
}

/// A contact point with its ways.
pub(super) fn desk_view(contact: &Contact, source: Source, lang: Lang, now: Timestamp) -> DeskView {
    DeskView { contact: contact_view(contact, lang, now), channels: channels(contact, lang), source }
}

/// The ways to reach a contact point, the quickest first.
fn channels(contact: &Contact, lang: Lang) -> Vec<ChannelView> {
    let page = |way, url: &Url| ChannelView { way, value: super::connect::host_of(url), link: Some(link(url)) };
    let said = |way, value: String| ChannelView { way, value, link: None };
    let ways = [
        contact.phone.as_ref().map(|phone| said(Way::Phone, phone.clone())),
        contact.chat.as_ref().map(|url| page(Way::Chat, url)),
        contact.site.as_ref().map(|url| page(Way::Page, url)),
        contact.mail.as_ref().map(|mail| said(Way::Mail, mail.clone())),
        contact.post.as_ref().map(|post| said(Way::Post, post.get(lang).to_owned())),
    ];
    ways.into_iter().flatten().collect()
}

pub(super) fn body_view(body: &Body, lang: Lang, now: Timestamp) -> BodyView {
    let phone = body.phone.as_ref().map(|phone| ChannelView { way: Way::Phone, value: phone.clone(), link: None });
    let page = body.site.as_ref().map(|url| ChannelView { way: Way::Page, value: super::connect::host_of(url), link: Some(link(url)) });
    BodyView {
        id: body.id.clone(),
        name: body.name.get(lang).to_owned(),
        does: body.does.get(lang).to_owned(),
        does_not: body.does_not.as_ref().map(|words| words.get(lang).to_owned()),
        channels: phone.into_iter().chain(page).collect(),
        open_now: body.hours.as_ref().and_then(|hours: &Hours| hours.at(now)),
        source: link(&body.source),
        source_of: body.source_of.clone(),
        gathered_on: body.gathered_on,
    }
}

impl Inner {
    pub(super) async fn route_contact(&self, lang: Lang, of: OfMatter) -> Result<RouteView, Error> {
        let (held, now) = (self.held().await?, self.now());
        charged_on(&of, now)?;
        let known = self.known_about(&held, of.about, lang).await?;
        let situation = known.situation(&of, now);
        let route = situation.route();
        let cases = self.store.cases().await?;
        Ok(RouteView {
            answer: known.turn_view(&route.answer, of.matter, lang, now),
            about: known.about_view(lang),
            matter: of.matter,
            charges: of.charges,
            charged_on: of.charged_on,
            contract: known.contract,
            first: route.first.iter().map(|first| known.first_view(first, lang, now)).collect(),
            not: route.not.iter().map(|(party, why)| NotView { party: party.clone(), name: known.name(party, lang), why: *why }).collect(),
            then: route.then.iter().map(|turn| known.turn_view(turn, of.matter, lang, now)).collect(),
            bodies: route.bodies.iter().map(|body| body_view(body, lang, now)).collect(),
            silence: route.silence,
            defects: route.defects.clone(),
            standing: known.standing.clone(),
            cases: self.case_lines(&held, cases.iter().filter(|case| case.is_open() && case.about == of.about), lang).await?,
        })
    }

    pub(super) async fn open_contact(&self, lang: Lang, request: OpenContact) -> Result<Opened, Error> {
        let known = self.known_about(&self.held().await?, request.of.about, lang).await?;
        let situation = known.situation(&request.of, self.now());
        let route = situation.route();
        let no_contact = || Error::Plain(ErrorCode::NoContact);
        let (contact, _) = turn_of(&route, request.turn).and_then(|turn| turn.contact).ok_or_else(no_contact)?;
        let (host, url) = match request.way {
            Way::Phone => contact.phone.as_deref().map(|phone| (phone.to_owned(), dialled(phone))),
            Way::Chat => contact.chat.as_ref().map(|url| (super::connect::host_of(url), Some(url.clone()))),
            Way::Page => contact.site.as_ref().map(|url| (super::connect::host_of(url), Some(url.clone()))),
            Way::Mail => {
                contact.mail.as_deref().map(|mail| (mail.to_owned(), crate::domain::deletion::mailto(mail, "", None).and_then(|url| Url::parse(&url).ok())))
            }
            Way::Post => None,
        }
        .and_then(|(host, url)| Some((host, url?)))
        .ok_or_else(no_contact)?;
        self.open_outside(&url).await?;
        Ok(Opened { host })
    }

    /// What is known of it.
    pub(super) async fn known_about(&self, held: &Held, about: About, lang: Lang) -> Result<Known, Error> {
        match about {
            About::Grant { grant } => self.known_grant(held, grant, lang).await,
            About::Kept { kept } => {
                let one = self.store.kept(kept).await?.ok_or(Error::NotFound)?;
                self.known_kept(held, &one).await
            }
            About::App => Ok(self.known_app(lang)),
        }
    }

    async fn known_grant(&self, held: &Held, id: GrantId, lang: Lang) -> Result<Known, Error> {
        let Some(grant) = self.store.grant(id).await? else {
            // This app's own grants stand under their sign-in's id.
            let own = self.store.account(AccountId(id.0)).await?.is_some();
            return if own { Ok(self.known_app(lang)) } else { Err(Error::NotFound) };
        };
        let found = self.store.last_entry(&grant.issuer, &grant.remote.facts.connector.id).await?;
        let known = self.known_listed(held, &Listed::of(&grant), found);
        Ok(Known { contract: contract_of(&grant), asked_by: Some((grant.account, grant.remote.key.clone())), grant: Some(grant), ..known })
    }

    /// What is known of a grant without its own facts.
    pub(super) fn known_listed(&self, held: &Held, listed: &Listed, found: Option<(Entry, Option<Timestamp>)>) -> Known {
        let known = Known {
            about: About::Grant { grant: listed.grant },
            subject: Subject::Grant { over: !listed.live },
            service: listed.service.clone(),
            company: Some(listed.company.clone()),
            ..self.known_issuer(held, &listed.issuer)
        };
        with_entry(known, found)
    }

    pub(super) async fn known_kept(&self, held: &Held, one: &Kept) -> Result<Known, Error> {
        let known = self.known_note(held, one);
        let Some(issuer) = known.issuer.as_ref().map(|(issuer, _)| issuer) else { return Ok(known) };
        let connector = match &one.source {
            kept::Source::Receipt { receipt, .. } => Some(receipt.connector.id.clone()),
            kept::Source::Note(_) => self.connector_by_name(issuer, &known.service).await?,
        };
        let found = match connector {
            Some(connector) => self.store.last_entry(issuer, &connector).await?,
            None => None,
        };
        Ok(with_entry(known, found))
    }

    /// What is known of a connection that no list tells, without what a directory says of its connector.
    pub(super) fn known_note(&self, held: &Held, one: &Kept) -> Known {
        let (issuer, company, place, way) = match &one.source {
            kept::Source::Note(note) => (note.issuer.clone(), None, note.place.clone(), Some(note.way)),
            kept::Source::Receipt { issuer, receipt, .. } => {
                (self.catalogue.signer(issuer).map(|(id, _)| id.clone()), Some(receipt.connector.name.clone()), None, None)
            }
        };
        let base = match &issuer {
            Some(issuer) => self.known_issuer(held, issuer),
            None => Known { silence: Some(Silence::NoIssuer), ..Self::nothing() },
        };
        let subject = Subject::Noted { way, issuer: issuer.is_some(), over: one.ended_at.is_some() };
        Known { about: About::Kept { kept: one.id }, subject, service: one.service(), company, place, ..base }
    }

    pub(super) fn known_app(&self, lang: Lang) -> Known {
        let operator = self.profile.operator.clone();
        Known {
            service: Text::plain(&Words::of(lang).get("app-name")),
            silence: operator.is_none().then_some(Silence::NoOperator),
            operator,
            ..Self::nothing()
        }
    }

    /// What is left where what a case is about was erased: the case's own word.
    pub(super) fn known_of_case(case: &Case) -> Known {
        let subject = Subject::Noted { way: None, issuer: false, over: true };
        Known { about: case.about, subject, service: Text::plain(&case.service), silence: Some(Silence::NoIssuer), ..Self::nothing() }
    }

    fn nothing() -> Known {
        Known {
            about: About::App,
            subject: Subject::App,
            service: Text::default(),
            company: None,
            issuer: None,
            place: None,
            kind: IssuerKind::Unknown,
            contract: Told::NotTold,
            entry: None,
            desks: [(OwnDesks::default(), Source::Issuer), (OwnDesks::default(), Source::Catalogue)],
            operator: None,
            silence: None,
            standing: StandingView { as_of: None, expired_at: None, left_at: None, unasked: false },
            grant: None,
            asked_by: None,
        }
    }

    /// What this device holds of all issuers, by a fixed number of queries.
    pub(super) async fn held(&self) -> Result<Held, Error> {
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let documents = self.store.documents().await?.into_iter().filter(|one| one.kind == DocumentKind::Directory);
        Ok(Held { issuers, accounts, directories: documents.map(|one| (one.issuer.clone(), one)).collect(), desks: self.store.all_desks().await? })
    }

    /// What is known of an issuer, connected or only listed in the catalogue.
    pub(super) fn known_issuer(&self, held: &Held, id: &IssuerId) -> Known {
        let (connected, listed) = (held.issuers.get(id), self.catalogue.issuers.get(id));
        let name = connected.map(|issuer| issuer.name.clone()).or_else(|| listed.map(|listed| listed.brand.clone()));
        let kind = connected.map(|issuer| issuer.kind).or_else(|| listed.map(|listed| listed.kind)).unwrap_or(IssuerKind::Unknown);
        let mut from_catalogue = listed.map(|listed| listed.desks.clone()).unwrap_or_default();
        // The phone beside its own page is all that some entries tell.
        if let Some(phone) = listed.and_then(|listed| listed.own_page.as_ref()?.phone.clone()).filter(|_| from_catalogue.contacts.is_empty()) {
            from_catalogue.contacts.push(Contact::by_phone(phone));
        }
        let directory = held.directories.get(id);
        let edition = directory.and_then(|one| one.edition.as_ref());
        let mut here = held.accounts.iter().filter(|account| account.issuer == *id);
        let now = self.now();
        Known {
            issuer: name.map(|name| (id.clone(), name)),
            kind,
            desks: [(held.desks.get(id).cloned().unwrap_or_default(), Source::Issuer), (from_catalogue, Source::Catalogue)],
            silence: edition.is_none().then_some(Silence::NoDirectory),
            standing: StandingView {
                as_of: directory.and_then(|one| one.checked_at),
                expired_at: edition.map(|edition| edition.expires_at).filter(|at| *at <= now),
                left_at: None,
                unasked: !here.any(|account| account.signed_in && account.trouble.is_none()),
            },
            ..Self::nothing()
        }
    }

    /// The issuer's id of the connector that a person means by a name, where its directory has just one of that name.
    async fn connector_by_name(&self, issuer: &IssuerId, name: &Text) -> Result<Option<String>, Error> {
        let meant: Vec<String> = name.all().map(fold).collect();
        let all = self.store.directory_names().await?;
        let mut fitting = all.into_iter().filter(|(of, _, names)| of == issuer && names.iter().any(|name| meant.contains(&fold(name))));
        let first = fitting.next().map(|(_, connector, _)| connector);
        Ok(first.filter(|_| fitting.next().is_none()))
    }

    pub(super) fn operator_view(&self, lang: Lang) -> Option<OperatorView> {
        let (operator, now) = (self.profile.operator.as_ref()?, self.now());
        Some(OperatorView {
            company: company_view(&operator.company, lang),
            contacts: operator.contacts.iter().map(|contact| contact_view(contact, lang, now)).collect(),
            risks: operator.risks.iter().map(|risk| risk.get(lang).to_owned()).collect(),
            compensation: operator.compensation.as_ref().map(|agreed| compensation_view(agreed, lang)),
        })
    }
}

/// Adds what the issuer's directory said last of a connector.
fn with_entry(known: Known, found: Option<(Entry, Option<Timestamp>)>) -> Known {
    if known.silence.is_some() {
        return known;
    }
    let Some((entry, left_at)) = found else { return Known { silence: Some(Silence::NotNamed), ..known } };
    let named = entry.relayed.company.as_ref().map(|company| company.name.clone());
    Known { company: known.company.or(named), standing: StandingView { left_at, ..known.standing }, entry: Some(entry), ..known }
}

/// The address that dials a number (RFC 3966); `None` where it is more than a number: an extension, letters, a service code.
fn dialled(phone: &str) -> Option<Url> {
    let phone: String = phone.nfkc().collect();
    let plain = phone.chars().all(|one| one.is_ascii_digit() || "+-() ".contains(one)) && phone.chars().any(|one| one.is_ascii_digit());
    let digits: String = phone.chars().filter(|one| one.is_ascii_digit() || *one == '+').collect();
    plain.then(|| Url::parse(&format!("tel:{digits}")).ok()).flatten()
}

/// Who is turned to: 0 answers, then the next ones.
pub(super) fn turn_of<'r, 'a>(route: &'r Route<'a>, turn: u32) -> Option<&'r Turn<'a>> {
    match turn.checked_sub(1) {
        None => Some(&route.answer),
        Some(next) => route.then.get(next as usize),
    }
}

/// The turn of a party that a case was written to: an agreement may have changed since, and the letter addresses who it did.
pub(super) fn turn_to<'a>(route: &Route<'a>, turn: u32, party: &Party) -> Turn<'a> {
    let all = || std::iter::once(&route.answer).chain(&route.then);
    let same = turn_of(route, turn).filter(|turn| turn.party == *party).or_else(|| all().find(|turn| turn.party == *party));
    same.cloned().unwrap_or(Turn { party: party.clone(), why: Why::Next, contact: None })
}

/// On whose contract the cards of a grant stand: a business contract among them makes it one.
fn contract_of(grant: &Grant) -> Told<Contract> {
    let mut all = grant.remote.facts.covers.iter().map(|cover| cover.contract);
    let any = |wanted: Contract| grant.remote.facts.covers.iter().any(|cover| cover.contract == Told::Told(wanted));
    match () {
        () if any(Contract::Company) => Told::Told(Contract::Company),
        () if any(Contract::SoleProprietor) => Told::Told(Contract::SoleProprietor),
        () if any(Contract::Person) && all.all(|contract| contract != Told::NotTold) => Told::Told(Contract::Person),
        () => Told::NotTold,
    }
}
