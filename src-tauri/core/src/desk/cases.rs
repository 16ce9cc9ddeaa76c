//! Cases: written from what is known, handed on by the person or to the issuer's interface, followed up until the person closes them.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::ask::{Ask, Reply};
use super::packet::{self, Facts, LONGEST_WORDS, MOST_RECORDS, Own, harmless};
use super::routes::{Held, Known, body_view, turn_of, turn_to};
use super::{Error, Inner, hand_on};
use crate::domain::Timestamp;
use crate::domain::case::{self, About, Case, Fault, Letter, State, Step, What, Written};
use crate::domain::ending_receipt::Outcome;
use crate::domain::event;
use crate::domain::event::{Event, of_case};
use crate::domain::id::{CaseId, GrantId};
use crate::domain::record::{Act, CaseAct};
use crate::domain::route::{Matter, Route, Turn};
use crate::domain::stated::Party;
use crate::domain::text::{Lang, clean};
use crate::ipc::{
    CaseCarrier, CaseHandedView, CaseNote, CaseStepView, CaseView, DraftCase, ErrorCode, HandOnCase, LetterView, NoteCase, OfMatter, PacketView, RemindCase,
    Topic,
};
use crate::issuers::IssuerError;
use crate::issuers::adapters::Complaint;
use crate::store::{Write, cases, events, records};
use crate::words::Words;

/// Longest note, in characters.
const LONGEST_NOTE: usize = 4_000;
/// Longest message that the interface for complaints takes, in characters (`contracts/grants-profile.openapi.yaml`).
const LONGEST_MESSAGE: usize = 10_000;

impl Inner {
    /// Writes the letter. Nothing leaves, nothing is kept.
    pub(super) async fn draft_case(&self, lang: Lang, request: &DraftCase) -> Result<PacketView, Error> {
        Ok(self.draft(lang, request).await?.0)
    }

    /// The letter as it is shown, and as it would be kept, with the service that it is about.
    async fn draft(&self, lang: Lang, request: &DraftCase) -> Result<(PacketView, Letter, String), Error> {
        let case = match request.case {
            Some(id) => Some(self.store.case(id).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        // What a case is about does not change under way.
        let of = case.as_ref().map_or(request.of, |case| OfMatter { about: case.about, matter: case.matter, ..request.of });
        let known = match &case {
            Some(case) => self.known_of(&self.held().await?, case, lang).await?,
            None => self.known_about(&self.held().await?, of.about, lang).await?,
        };
        let now = self.now();
        charged_on(&of, now)?;
        let situation = known.situation(&of, now);
        let route = situation.route();
        let turn = turn_of(&route, request.turn).ok_or(Error::NotFound)?;
        let grant = known.grant.as_ref();
        let ending = match grant {
            Some(grant) => self.store.latest_ending(grant.id).await?,
            None => None,
        };
        let receipt = match &ending {
            Some(ending) => self.store.ending_receipt(ending.id).await?.and_then(|asked| asked.outcome),
            None => None,
        };
        let facts = Facts {
            known: &known,
            matter: of.matter,
            charges: of.charges,
            charged_on: of.charged_on,
            to: (turn.party.clone(), known.name(&turn.party, request.letter_lang)),
            ending: ending.as_ref(),
            receipt: if let Some(Outcome::Good(receipt)) = receipt { Some(receipt.id) } else { None },
            records: match grant {
                Some(grant) => {
                    self.told_records(grant.id, known.service.get(request.letter_lang), &known.name(&Party::Issuer, request.letter_lang), request.letter_lang)
                        .await?
                }
                None => Vec::new(),
            },
            case: case.as_ref(),
            lang: request.letter_lang,
            offset: hand_on::offset(request.offset_minutes),
            now,
        };
        within(request.words.as_deref(), LONGEST_WORDS)?;
        // Nothing said of them, the words of before stand.
        let before = case.as_ref().map(|case| &case.letter.written);
        let words = request.words.as_deref().or_else(|| before.map(|written| written.words.as_str()));
        let own = Own::read(words, request.name.as_deref().or_else(|| before?.name.as_deref()));
        let lines = facts.lines(&request.without);
        let (subject, body) = facts.letter(&lines, &own);
        let view = LetterView { lang: request.letter_lang, subject: subject.clone(), body: body.clone() };
        let packet = PacketView { to: known.turn_view(turn, of.matter, lang, now), lines, leaks: own.leaks, letter: view };
        let written = Written { lang: Some(request.letter_lang), words: own.words, name: own.name, without: request.without.clone() };
        Ok((packet, Letter { subject, body, written }, known.service.get(lang).to_owned()))
    }

    /// The newest lines of the records about a grant that tell of it, the oldest first.
    async fn told_records(&self, grant: GrantId, service: &str, issuer: &str, lang: Lang) -> Result<Vec<(i64, crate::domain::Timestamp, String)>, Error> {
        let words = Words::of(lang);
        let mut told = Vec::new();
        for line in self.store.records(Some(grant), None, 50).await? {
            // What is about files and cases of this app is not for others.
            let act = records::act(&line)?.filter(|act| !matches!(act, Act::Exported { .. } | Act::Case { .. }));
            if let Some(act) = act.filter(|_| told.len() < MOST_RECORDS) {
                told.push((line.number, line.at, words.act(Some(&act), Some(service), Some(issuer))));
            }
        }
        told.reverse();
        Ok(told)
    }

    /// Keeps a case with its letter.
    pub(super) async fn keep_case(&self, lang: Lang, request: &DraftCase) -> Result<CaseView, Error> {
        let (packet, letter, service) = self.draft(lang, request).await?;
        if !packet.leaks.is_empty() && !request.mask {
            return Err(Error::Plain(ErrorCode::SecretInWords));
        }
        if letter.written.words.is_empty() && packet::needs_words(request.of.matter) {
            return Err(Error::Plain(ErrorCode::WordsMissing));
        }
        let now = self.now();
        let mut write = self.store.write().await?;
        let id = if let Some(id) = request.case {
            let mut case = cases::get(&mut write, id).await?.ok_or(Error::NotFound)?;
            let next = request.turn > case.turn || packet.to.party != case.party;
            match case.state() {
                State::Closed if !next => return Err(Error::Plain(ErrorCode::CaseClosed)),
                State::Waiting if !next => return Err(Error::Plain(ErrorCode::CaseGoneOn)),
                State::Draft | State::Unsure | State::Waiting | State::Answered | State::Closed => {}
            }
            if next {
                let step = Step {
                    what: What::Escalated,
                    party: packet.to.party.clone(),
                    name: packet.to.name.clone(),
                    on: now.date_naive(),
                    noted_at: now,
                    words: None,
                };
                case.note(step, chrono::Duration::zero()).map_err(fault)?;
            }
            // What may have arrived is not sent under another name: it would be a second one.
            let letter_id = if case.state() == State::Unsure { case.letter_id } else { CaseId::new(now, self.random()) };
            let case =
                Case { turn: request.turn, party: packet.to.party, letter, letter_id, charges: request.of.charges, charged_on: request.of.charged_on, ..case };
            self.save(&mut write, &case, if next { CaseAct::Escalated } else { CaseAct::Rewritten }, None).await?;
            id
        } else {
            let id = CaseId::new(now, self.random());
            let OfMatter { about, matter, charges, charged_on } = request.of;
            let case = Case {
                id,
                about,
                matter,
                charges,
                charged_on,
                turn: request.turn,
                party: packet.to.party,
                service,
                letter,
                letter_id: id,
                steps: Vec::new(),
                remind_at: None,
                opened_at: now,
            };
            self.save(&mut write, &case, CaseAct::Begun, None).await?;
            id
        };
        self.commit(write, &[Topic::Cases, Topic::Records, Topic::Events]).await?;
        self.read_case(lang, id).await
    }

    pub(super) async fn read_case(&self, lang: Lang, id: CaseId) -> Result<CaseView, Error> {
        let case = self.store.case(id).await?.ok_or(Error::NotFound)?;
        self.case_view(&self.held().await?, &case, lang).await
    }

    /// What is known of what a case is about. It may have been erased since: then the case tells its own.
    async fn known_of(&self, held: &Held, case: &Case, lang: Lang) -> Result<Known, Error> {
        match self.known_about(held, case.about, lang).await {
            Err(Error::NotFound) => Ok(Self::known_of_case(case)),
            known => known,
        }
    }

    /// A case as it is shown.
    async fn case_view(&self, held: &Held, case: &Case, lang: Lang) -> Result<CaseView, Error> {
        let now = self.now();
        let known = self.known_of(held, case, lang).await?;
        let situation = known.situation(&matter_of(case), now);
        let route = situation.route();
        let turn = turn_to(&route, case.turn, &case.party);
        let next = next_after(&route, case);
        let step = |step: &Step| CaseStepView {
            what: step.what.clone(),
            party: step.party.clone(),
            name: step.name.clone(),
            on: step.on,
            noted_at: step.noted_at,
            words: step.words.clone(),
        };
        Ok(CaseView {
            id: case.id,
            about: known.about_view(lang),
            matter: case.matter,
            charges: case.charges,
            charged_on: case.charged_on,
            claim_until: route.claim_until(),
            only_written: case.is_only_written(),
            state: case.state(),
            turn: case.turn,
            to: known.turn_view(&turn, case.matter, lang, now),
            next: next.map(|(_, turn)| known.turn_view(turn, case.matter, lang, now)),
            next_turn: next.map(|(number, _)| number),
            bodies: route.bodies.iter().map(|body| body_view(body, lang, now)).collect(),
            takes: takes(held, &known, &turn, case),
            written: case.letter.written.clone(),
            letter: LetterView { lang: case.letter.written.lang.unwrap_or(lang), subject: case.letter.subject.clone(), body: case.letter.body.clone() },
            number: case.number().map(str::to_owned),
            steps: case.steps.iter().map(step).collect(),
            remind_at: case.remind_at,
            due: case.is_due(now),
            opened_at: case.opened_at,
        })
    }

    /// Hands a case on. By mail, page or file nothing is noted: whether it was sent, only the person knows.
    pub(super) async fn hand_on_case(self: &Arc<Self>, lang: Lang, request: HandOnCase) -> Result<CaseHandedView, Error> {
        let case = self.store.case(request.case).await?.ok_or(Error::NotFound)?;
        let held = self.held().await?;
        let known = self.known_of(&held, &case, lang).await?;
        let situation = known.situation(&matter_of(&case), self.now());
        let route = situation.route();
        let turn = turn_to(&route, case.turn, &case.party);
        let no_contact = || Error::Plain(ErrorCode::NoContact);
        let (subject, body) = (&case.letter.subject, &case.letter.body);
        let contact = || turn.contact.map(|(contact, _)| contact).ok_or_else(no_contact);
        let (place, url, whole) = match request.to {
            CaseCarrier::Issuer => return self.complain(lang, case.id).await,
            CaseCarrier::File => {
                let name = self.save_letter(&case.id.to_string(), subject, body)?;
                return Ok(CaseHandedView { case: self.case_view(&held, &case, lang).await?, place: name, whole: true });
            }
            CaseCarrier::Page => {
                let contact = contact()?;
                let url = contact.site.clone().or_else(|| contact.chat.clone()).ok_or_else(no_contact)?;
                (super::connect::host_of(&url), url, false)
            }
            CaseCarrier::Mail => {
                let mail = contact()?.mail.as_deref().ok_or_else(no_contact)?;
                let (url, whole) = hand_on::by_mail(mail, subject, body).ok_or_else(no_contact)?;
                (mail.to_owned(), url, whole)
            }
        };
        self.open_outside(&url).await?;
        Ok(CaseHandedView { case: self.case_view(&held, &case, lang).await?, place, whole })
    }

    pub(super) async fn note_case(&self, lang: Lang, request: NoteCase) -> Result<CaseView, Error> {
        let now = self.now();
        within(request.words.as_deref(), LONGEST_NOTE)?;
        let (words, mut leaks) = harmless(request.words.as_deref().unwrap_or_default(), LONGEST_NOTE);
        leaks.extend(harmless(request.number.as_deref().unwrap_or_default(), LONGEST_NOTE).1);
        if !leaks.is_empty() {
            return Err(Error::Plain(ErrorCode::SecretInWords));
        }
        let (to, patience) = self.addressee(lang, request.case).await?;
        let number = request.number.map(|number| clean(&number)).filter(|number| !number.is_empty());
        let words = Some(words).filter(|words| !words.is_empty());
        let (what, act) = match request.what {
            CaseNote::Sent => (What::Sent { number }, CaseAct::Sent),
            CaseNote::Answered => (What::Answered, CaseAct::Answered),
            CaseNote::Noted => (What::Noted, CaseAct::Noted),
            CaseNote::Closed => (What::Closed, CaseAct::Closed),
            CaseNote::Reopened => (What::Reopened, CaseAct::Reopened),
        };
        let mut write = self.store.write().await?;
        let mut case = cases::get(&mut write, request.case).await?.ok_or(Error::NotFound)?;
        let letter = (act == CaseAct::Sent).then(|| digest(&case));
        // What went out is kept with the step: the letter may be written anew for the next one.
        let words = words.or_else(|| (act == CaseAct::Sent).then(|| case.letter.body.clone()));
        case.note(Step { what, party: to.0, name: to.1, on: request.on, noted_at: now, words }, patience).map_err(fault)?;
        self.save(&mut write, &case, act, letter).await?;
        self.commit(write, &[Topic::Cases, Topic::Records, Topic::Events]).await?;
        self.read_case(lang, request.case).await
    }

    pub(super) async fn remind_case(&self, lang: Lang, request: RemindCase) -> Result<CaseView, Error> {
        let now = self.now();
        if request.at.is_some_and(|at| at < now - chrono::Duration::days(1) || at > now + case::FURTHEST_REMINDER) {
            return Err(Error::Plain(ErrorCode::DayUnlikely));
        }
        let mut write = self.store.write().await?;
        let case = cases::get(&mut write, request.case).await?.ok_or(Error::NotFound)?;
        match case.state() {
            State::Waiting => {}
            State::Closed => return Err(Error::Plain(ErrorCode::CaseClosed)),
            State::Draft | State::Unsure | State::Answered => return Err(Error::Plain(ErrorCode::NotAsked)),
        }
        cases::put(&mut write, &Case { remind_at: request.at, ..case }).await?;
        events::settle(&mut write, &[of_case(request.case)], self.now()).await?;
        self.commit(write, &[Topic::Cases, Topic::Events]).await?;
        self.read_case(lang, request.case).await
    }

    /// Notes the cases that nobody answered in time, each once.
    pub(super) async fn note_unanswered_cases(&self) -> Result<(), Error> {
        let now = self.now();
        let all = self.store.untold_cases(now).await?;
        if all.is_empty() {
            return Ok(());
        }
        let mut noted = Vec::new();
        for case in all {
            let Some(since) = case.remind_at else { continue };
            let known = match case.about {
                About::Grant { grant } => self.store.grant(grant).await?,
                About::Kept { .. } | About::App => None,
            };
            let grant = known.as_ref().map(|grant| grant.id);
            noted.push((known.map(|grant| grant.issuer), Event { what: event::What::CaseUnanswered { case: case.id, grant }, since }));
        }
        let mut write = self.store.write().await?;
        for (issuer, event) in noted {
            events::note(&mut write, issuer.as_ref(), &event, false, now).await?;
        }
        self.commit(write, &[Topic::Events, Topic::Cases]).await
    }

    /// Who is turned to now, and how long they may take.
    async fn addressee(&self, lang: Lang, id: CaseId) -> Result<((Party, String), chrono::Duration), Error> {
        let case = self.store.case(id).await?.ok_or(Error::NotFound)?;
        let known = self.known_of(&self.held().await?, &case, lang).await?;
        let situation = known.situation(&matter_of(&case), self.now());
        let route = situation.route();
        let turn = turn_to(&route, case.turn, &case.party);
        Ok(((turn.party.clone(), known.name(&turn.party, lang)), turn.patience(case.matter).0))
    }

    /// Keeps a case with a record of what happened to it.
    async fn save(&self, write: &mut Write, case: &Case, what: CaseAct, letter: Option<String>) -> Result<(), Error> {
        let now = self.now();
        cases::put(write, case).await?;
        events::settle(write, &[of_case(case.id)], now).await?;
        let grant = if let About::Grant { grant } = case.about { Some(grant) } else { None };
        self.record(write, now, grant, &Act::Case { case: case.id, grant, matter: case.matter, what, letter }).await
    }

    /// Hands a case to the issuer's interface. The step is on disk before the first byte, so that what is not known to have
    /// arrived is said so; handed on again, the issuer knows it by the case's own id.
    async fn complain(self: &Arc<Self>, lang: Lang, id: CaseId) -> Result<CaseHandedView, Error> {
        let case = self.store.case(id).await?.ok_or(Error::NotFound)?;
        let held = self.held().await?;
        let known = self.known_of(&held, &case, lang).await?;
        let situation = known.situation(&matter_of(&case), self.now());
        let route = situation.route();
        let turn = turn_to(&route, case.turn, &case.party);
        let Some((account, key)) = known.asked_by.clone() else { return Err(Error::Plain(ErrorCode::NoContact)) };
        if !takes(&held, &known, &turn, &case) {
            return Err(Error::Plain(ErrorCode::NoContact));
        }
        let (to, patience) = ((turn.party.clone(), known.name(&turn.party, lang)), turn.patience(case.matter).0);
        let step = |what, words| Step { what, party: to.0.clone(), name: to.1.clone(), on: self.now().date_naive(), noted_at: self.now(), words };
        let letter = Some(digest(&case));
        self.step_case(id, step(What::Handing, None), CaseAct::Handing, letter.clone(), patience).await?;
        let (topic, name) = (name_of(case.matter), case.letter_id.to_string());
        let complaint = Complaint { case: &name, topic: &topic, message: &case.letter.body };
        let ask = Ask::Complain { key: &key, complaint };
        let taken = match Box::pin(self.ask(account, lang, &ask)).await {
            Ok(Reply::Taken(taken)) => taken,
            Ok(_) => None,
            // Perhaps it arrived: the step that stands says so.
            Err(error @ Error::Issuer(IssuerError::NoAnswer | IssuerError::ServerError { .. } | IssuerError::Unreadable(_))) => return Err(error),
            Err(error) => {
                self.step_case(id, step(What::NotTaken, None), CaseAct::NotTaken, None, patience).await?;
                return Err(error);
            }
        };
        let Some(taken) = taken else {
            self.step_case(id, step(What::NotTaken, None), CaseAct::NotTaken, None, patience).await?;
            return Err(Error::Plain(ErrorCode::NoContact));
        };
        let what = What::Taken { number: taken.number.clone(), answer_by: taken.answer_by };
        self.step_case(id, step(what, Some(case.letter.body.clone())), CaseAct::Taken, letter, patience).await?;
        Ok(CaseHandedView { case: self.read_case(lang, id).await?, place: taken.number, whole: true })
    }

    async fn step_case(&self, id: CaseId, step: Step, act: CaseAct, letter: Option<String>, patience: chrono::Duration) -> Result<(), Error> {
        let mut write = self.store.write().await?;
        let mut case = cases::get(&mut write, id).await?.ok_or(Error::NotFound)?;
        case.note(step, patience).map_err(fault)?;
        self.save(&mut write, &case, act, letter).await?;
        self.commit(write, &[Topic::Cases, Topic::Records, Topic::Events]).await
    }
}

/// A day of charges that can be.
pub(super) fn charged_on(of: &OfMatter, now: Timestamp) -> Result<(), Error> {
    of.charged_on.map_or(Ok(()), |day| case::charged_on(day, now).map_err(fault))
}

/// Words are never cut without a word: longer ones are given back.
fn within(words: Option<&str>, most: usize) -> Result<(), Error> {
    let long = words.is_some_and(|words| words.chars().count() > most);
    if long { Err(Error::About(ErrorCode::WordsTooLong, most.to_string())) } else { Ok(()) }
}

fn fault(fault: Fault) -> Error {
    Error::Plain(match fault {
        Fault::NotSent => ErrorCode::NotAsked,
        Fault::DayToCome => ErrorCode::DayToCome,
        Fault::DayLongPast => ErrorCode::DayUnlikely,
        Fault::WordsMissing => ErrorCode::WordsMissing,
        Fault::Closed => ErrorCode::CaseClosed,
    })
}

fn matter_of(case: &Case) -> OfMatter {
    OfMatter { about: case.about, matter: case.matter, charges: case.charges, charged_on: case.charged_on }
}

/// SHA-256 of a letter as it goes out, in hexadecimal.
fn digest(case: &Case) -> String {
    hex::encode(Sha256::digest(&case.letter.body))
}

/// Whether the issuer takes complaints through its interface, this turn is the issuer's, and the letter is not longer than it takes.
fn takes(held: &Held, known: &Known, turn: &Turn<'_>, case: &Case) -> bool {
    let Some((account, _)) = known.asked_by.as_ref().filter(|_| turn.party == Party::Issuer) else { return false };
    let Some(account) = held.accounts.iter().find(|one| one.id == *account && one.signed_in) else { return false };
    held.issuers.get(&account.issuer).is_some_and(|issuer| issuer.site.complaints) && case.letter.body.chars().count() <= LONGEST_MESSAGE
}

/// Who is next: after the one of now; where the route has changed since, who was not turned to yet.
fn next_after<'r, 'a>(route: &'r Route<'a>, case: &Case) -> Option<(u32, &'r Turn<'a>)> {
    let as_then = turn_of(route, case.turn).is_some_and(|turn| turn.party == case.party);
    let asked = |party: &Party| *party == case.party || case.steps.iter().any(|step| step.party == *party);
    let from = if as_then { case.turn + 1 } else { 0 };
    (from..=u32::try_from(route.then.len()).unwrap_or(0))
        .filter_map(|number| Some((number, turn_of(route, number)?)))
        .find(|(_, turn)| as_then || !asked(&turn.party))
}

/// The topic's name on the wire.
fn name_of(matter: Matter) -> String {
    serde_json::to_value(matter).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
