//! Asking a connector to delete what it got under a grant that is over (R28, R29), and what the person noted of the answer.

use super::connector::{contact_view, said};
use super::letter::{self, Facts};
use super::{Error, Inner, hand_on};
use crate::domain::deletion::{self, Deletion, Fault, Step};
use crate::domain::directory::{Contact, Entry};
use crate::domain::ending::State;
use crate::domain::ending_receipt::Outcome;
use crate::domain::event::{Event, What, of_deletion};
use crate::domain::grant::Grant;
use crate::domain::id::GrantId;
use crate::domain::pan;
use crate::domain::record::Act;
use crate::domain::stated::{Party, Stated, Told};
use crate::domain::text::{LONGEST, Lang, Text, clean};
use crate::ipc::{
    Carrier, DeletionHistoryView, DeletionStepView, DeletionView, DraftDeletion, ErrorCode, HandOnDeletion, HandedOnView, LetterView, NoteDeletion,
    RemindDeletion, Topic, WhomView,
};
use crate::store::{deletions, events};

/// Longest letter, in characters.
const LONGEST_LETTER: usize = 10_000;
/// Longest name and the like, in characters.
const LONGEST_LINE: usize = 200;

impl Inner {
    pub(super) async fn read_deletion(&self, lang: Lang, id: GrantId) -> Result<DeletionView, Error> {
        let (grant, entry) = self.over(id).await?;
        let contacts = Contacts::of(entry.as_ref());
        let whom = contacts.whom();
        let (now, heard) = (self.now(), grant.as_of);
        let spoken = whom.and_then(|(contact, ..)| deletion::language(contact));
        Ok(DeletionView {
            may_ask: self.is_over(&grant).await?,
            whom: whom.map(|(contact, agreed, own)| WhomView {
                contact: said(own, contact_view(contact, lang, now), heard),
                agreed,
                lang_told: spoken.is_some(),
            }),
            helper: contacts.helper().map(|contact| Stated { value: contact_view(contact, lang, now), by: Party::Issuer, relayed_by: None, at: heard }),
            lang: spoken.unwrap_or(lang),
            history: self.deletion_history(id).await?,
            grant: self.rows(std::slice::from_ref(&grant), lang).await?.pop().ok_or(Error::NotFound)?,
        })
    }

    /// What the person noted; `None` where they asked for nothing.
    pub(super) async fn deletion_history(&self, id: GrantId) -> Result<Option<DeletionHistoryView>, Error> {
        Ok(self.store.deletion(id).await?.and_then(|one| history(&one, self.now())))
    }

    pub(super) async fn draft_deletion(&self, request: DraftDeletion) -> Result<LetterView, Error> {
        let (grant, entry) = self.over(request.grant).await?;
        if !self.is_over(&grant).await? {
            return Err(Error::Plain(ErrorCode::StillConnected));
        }
        let typed = [request.name.as_deref(), request.known_as.as_deref()];
        if typed.into_iter().flatten().any(pan::contains) {
            return Err(Error::Plain(ErrorCode::CardNumber));
        }
        let line = |words: Option<String>| words.map(|words| clean(&words).chars().take(LONGEST_LINE).collect::<String>()).filter(|words| !words.is_empty());
        let issuer = self.store.issuer(&grant.issuer).await?.ok_or(Error::NotFound)?;
        let ending = self.store.latest_ending(grant.id).await?;
        let receipt = match &ending {
            Some(ending) => self.store.ending_receipt(ending.id).await?.and_then(|asked| asked.outcome),
            None => None,
        };
        let facts = Facts {
            grant: &grant,
            ending: ending.as_ref(),
            issuer: &issuer.name,
            receipt: if let Some(Outcome::Good(receipt)) = &receipt { Some(receipt.id.as_str()) } else { None },
            chain: chain(&grant, entry.as_ref()),
            name: line(request.name),
            known_as: line(request.known_as),
            now: self.now(),
            offset: hand_on::offset(request.offset_minutes),
        };
        Ok(letter::write(&facts, request.letter_lang))
    }

    /// Hands a letter on. Nothing is noted: whether it was sent, only the person knows.
    pub(super) async fn hand_on_deletion(&self, request: HandOnDeletion) -> Result<HandedOnView, Error> {
        let (grant, entry) = self.over(request.grant).await?;
        let (subject, body) = (clean(&request.subject), checked(&request.body)?);
        if pan::contains(&request.subject) {
            return Err(Error::Plain(ErrorCode::CardNumber));
        }
        if request.to == Carrier::File {
            let name = self.save_letter(&grant.id.to_string(), &subject, &body)?;
            return Ok(HandedOnView { place: name, whole: true });
        }
        let contacts = Contacts::of(entry.as_ref());
        let (contact, ..) = contacts.whom().ok_or(Error::Plain(ErrorCode::NoContact))?;
        let no_contact = || Error::Plain(ErrorCode::NoContact);
        let (place, url, whole) = if request.to == Carrier::Page {
            let site = contact.site.clone().ok_or_else(no_contact)?;
            (super::connect::host_of(&site), site, false)
        } else {
            let mail = contact.mail.as_deref().ok_or_else(no_contact)?;
            let (url, whole) = hand_on::by_mail(mail, &subject, &body).ok_or_else(no_contact)?;
            (mail.to_owned(), url, whole)
        };
        self.open_outside(&url).await?;
        Ok(HandedOnView { place, whole })
    }

    pub(super) async fn note_deletion(&self, lang: Lang, request: NoteDeletion) -> Result<DeletionView, Error> {
        let (id, now) = (request.grant, self.now());
        let (grant, _) = self.over(id).await?;
        if !self.is_over(&grant).await? {
            return Err(Error::Plain(ErrorCode::StillConnected));
        }
        let words = request.words.as_deref().map(checked).transpose()?.filter(|words| !words.is_empty());
        let mut write = self.store.write().await?;
        let mut wish = deletions::get(&mut write, id).await?.unwrap_or_else(|| Deletion::of(id));
        wish.note(Step { state: request.what, on: request.on, noted_at: now, words }).map_err(|fault| {
            Error::Plain(match fault {
                Fault::NotAsked => ErrorCode::NotAsked,
                Fault::DayToCome => ErrorCode::DayToCome,
            })
        })?;
        deletions::put(&mut write, &wish).await?;
        events::settle(&mut write, &[of_deletion(id)], now).await?;
        self.record(&mut write, now, Some(id), &Act::Deletion { grant: id, what: request.what, on: request.on }).await?;
        self.commit(write, &[Topic::Grants, Topic::Records, Topic::Events]).await?;
        self.read_deletion(lang, id).await
    }

    pub(super) async fn remind_deletion(&self, lang: Lang, request: RemindDeletion) -> Result<DeletionView, Error> {
        let (id, now) = (request.grant, self.now());
        let mut write = self.store.write().await?;
        let wish = deletions::get(&mut write, id).await?.filter(Deletion::is_open).ok_or(Error::Plain(ErrorCode::NotAsked))?;
        deletions::put(&mut write, &Deletion { remind_at: request.at, ..wish }).await?;
        events::settle(&mut write, &[of_deletion(id)], now).await?;
        self.commit(write, &[Topic::Grants, Topic::Events]).await?;
        self.read_deletion(lang, id).await
    }

    /// Notes the wishes that nobody answered until the day that the person set, each once.
    pub(super) async fn note_unanswered(&self) -> Result<(), Error> {
        let now = self.now();
        let all = self.store.unanswered_deletions(now).await?;
        if all.is_empty() {
            return Ok(());
        }
        let mut write = self.store.write().await?;
        for wish in all {
            let (Some(grant), Some(since)) = (self.store.grant(wish.grant).await?, wish.remind_at) else { continue };
            events::note(&mut write, &grant.issuer, &Event { what: What::DeletionUnanswered { grant: wish.grant }, since }, false, now).await?;
        }
        self.commit(write, &[Topic::Events]).await
    }

    /// Whether a letter may say that it is over: it is, and nothing that was seen contradicts it.
    async fn is_over(&self, grant: &Grant) -> Result<bool, Error> {
        let disputed = self.store.latest_ending(grant.id).await?.is_some_and(|ending| ending.state() == State::Disputed);
        Ok(!grant.remote.status.is_live() && !disputed)
    }

    /// A grant with what the directory tells of its connector.
    async fn over(&self, id: GrantId) -> Result<(Grant, Option<Entry>), Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let entry = self.store.directory_entry(&grant.issuer, &grant.remote.facts.connector.id).await?;
        Ok((grant, entry))
    }
}

/// The contact points of a connector: by its own word, else as the issuer relays them.
struct Contacts<'a> {
    own: &'a [Contact],
    relayed: &'a [Contact],
}

impl<'a> Contacts<'a> {
    fn of(entry: Option<&'a Entry>) -> Self {
        let own = entry.and_then(|entry| entry.own.as_ref());
        Self { own: own.map_or(&[], |own| &own.contacts), relayed: entry.map_or(&[], |entry| &entry.relayed.contacts) }
    }

    /// Whom to ask, whether that was agreed, and whether the connector itself says so.
    fn whom(&self) -> Option<(&'a Contact, bool, bool)> {
        let of = |contacts, own| deletion::whom(contacts).map(|(contact, agreed)| (contact, agreed, own));
        let (own, relayed) = (of(self.own, true), of(self.relayed, false));
        // What was agreed for deletion goes before a general contact point, whoever tells it.
        own.filter(|(_, agreed, _)| *agreed).or_else(|| relayed.filter(|(_, agreed, _)| *agreed)).or(own).or(relayed)
    }

    fn helper(&self) -> Option<&'a Contact> {
        deletion::helper(self.relayed).or_else(|| deletion::helper(self.own))
    }
}

/// Who gets data onward, by every word that there is of it.
fn chain<'a>(grant: &'a Grant, entry: Option<&'a Entry>) -> Vec<&'a Text> {
    if let Told::Told(listed) = &grant.remote.facts.chain
        && !listed.is_empty()
    {
        return listed.iter().map(|one| &one.name).collect();
    }
    let told = entry.and_then(|entry| entry.own.as_ref().filter(|own| !own.chain.is_empty()).or(Some(&entry.relayed)));
    told.map_or_else(Vec::new, |profile| profile.chain.iter().map(|one| &one.name).collect())
}

fn history(wish: &Deletion, now: crate::domain::Timestamp) -> Option<DeletionHistoryView> {
    let step = |step: &Step| DeletionStepView { state: step.state, on: step.on, noted_at: step.noted_at, words: step.words.clone() };
    Some(DeletionHistoryView {
        state: wish.state()?,
        steps: wish.steps.iter().map(step).collect(),
        open: wish.is_open(),
        remind_at: wish.remind_at,
        due: wish.is_due(now),
    })
}

/// What a person wrote, line by line clean, and without a card number.
fn checked(words: &str) -> Result<String, Error> {
    if pan::contains(words) {
        return Err(Error::Plain(ErrorCode::CardNumber));
    }
    // A line of a letter is no longer than any party's words.
    let lines: Vec<String> = words.lines().map(|line| clean(line).chars().take(LONGEST).collect()).collect();
    Ok(lines.join("\n").trim().chars().take(LONGEST_LETTER).collect())
}
