//! What happened without the person: noted as lists and documents come in, shown until it was seen.

use std::collections::BTreeMap;

use super::{Desk, Error, Inner, inbox, views};
use crate::domain::case::Case;
use crate::domain::event::{Event, What, is_weighty};
use crate::domain::grant::Grant;
use crate::domain::id::{AccountId, CaseId, GrantId, IssuerId};
use crate::domain::text::Lang;
use crate::ipc::{EventView, Failure, ListEvents, Topic};
use crate::store::events::{self, Noted};
use crate::store::notices::Heard;
use crate::store::{Write, accounts};

/// Most events that are shown at once.
const MOST: u32 = 200;

impl Desk {
    /// Takes what is to be told outside of the screens: each event is given out once, over all processes on the profile.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn take_untold(&self, lang: Lang) -> Result<Vec<EventView>, Failure> {
        Ok(self.inner.take_untold(lang).await?)
    }
}

impl Inner {
    pub(super) async fn list_events(&self, lang: Lang, request: ListEvents) -> Result<Vec<EventView>, Error> {
        let noted = self.store.events(request.unseen, MOST).await?;
        self.event_views(noted, lang).await
    }

    pub(super) async fn mark_event_seen(&self, lang: Lang, number: i64) -> Result<Vec<EventView>, Error> {
        let mut write = self.store.write().await?;
        events::set_seen(&mut write, number, self.now()).await?;
        self.commit(write, &[Topic::Events]).await?;
        self.list_events(lang, ListEvents { unseen: true }).await
    }

    async fn take_untold(&self, lang: Lang) -> Result<Vec<EventView>, Error> {
        let mut write = self.store.write().await?;
        let taken = events::take_untold(&mut write, self.now()).await?;
        // Nothing that a screen shows: the revision stays.
        self.store.commit(write).await?;
        self.event_views(taken, lang).await
    }

    /// The notices of weight that concern the person's own grants, as events.
    pub(super) async fn weighty_notices(&self) -> Result<Vec<(IssuerId, Event)>, Error> {
        let now = self.now();
        let unread = self.unread_notices(|notice| is_weighty(notice, now)).await?;
        let event = |heard: Heard| {
            let what = What::Notice { issuer: heard.issuer.clone(), notice: heard.notice.id };
            (heard.issuer, Event { what, since: heard.notice.issued_at })
        };
        Ok(unread.into_iter().map(event).collect())
    }

    /// What waits for nobody any more: notices that are over or no longer shown.
    pub(super) async fn over_by_now(&self) -> Result<Vec<String>, Error> {
        let mut over = Vec::new();
        for noted in self.store.events(true, MOST).await? {
            let What::Notice { issuer, notice } = &noted.event.what else { continue };
            let heard = self.store.notice(issuer, notice).await?;
            if !heard.is_some_and(|heard| inbox::stands(&heard, self.now())) {
                over.push(noted.event.what.subject());
            }
        }
        Ok(over)
    }

    /// Settles that, and near ends that passed.
    pub(super) async fn settle_what_is_over(&self, write: &mut Write, over: &[String]) -> Result<(), Error> {
        let now = self.now();
        events::settle_past_ends(write, now).await?;
        Ok(events::settle(write, over, now).await?)
    }

    /// Notes that a sign-in ran out: once each time that the person had signed in.
    pub(super) async fn note_sign_in(&self, write: &mut Write, account: AccountId) -> Result<(), Error> {
        let Some(row) = accounts::one(write, account).await?.filter(|row| row.signed_in) else { return Ok(()) };
        let event = Event { what: What::SignIn { account }, since: row.since };
        events::note(write, &row.issuer, &event, false, self.now()).await?;
        Ok(())
    }

    async fn event_views(&self, noted: Vec<Noted>, lang: Lang) -> Result<Vec<EventView>, Error> {
        let ids: Vec<GrantId> = noted.iter().filter_map(|noted| noted.event.what.grant()).collect();
        let grants: BTreeMap<GrantId, Grant> = self.store.grants_by_id(&ids).await?.into_iter().map(|grant| (grant.id, grant)).collect();
        let (issuers, _) = self.issuers_and_accounts().await?;
        // What no list tells is named by its case.
        let case_of = |noted: &Noted| if let What::CaseUnanswered { case, grant: None } = noted.event.what { Some(case) } else { None };
        let cases: Vec<CaseId> = noted.iter().filter_map(case_of).collect();
        let cases: BTreeMap<CaseId, Case> = self.store.cases_by_id(&cases).await?.into_iter().map(|case| (case.id, case)).collect();
        let view = |noted: Noted| {
            let issuer = match &noted.issuer {
                Some(issuer) => Some(views::issuer_ref(issuers.get(issuer)?, lang)),
                None => None,
            };
            let grant = noted.event.what.grant().and_then(|id| grants.get(&id));
            let permissions = match (&noted.event.what, grant) {
                (What::Widened { scopes, .. }, Some(grant)) => views::words_of_scopes(grant, scopes, lang),
                _ => Vec::new(),
            };
            Some(EventView {
                number: noted.number,
                at: noted.at,
                since: noted.event.since,
                issuer,
                service: grant.map(|grant| views::service_name(grant, lang)).or_else(|| Some(cases.get(&case_of(&noted)?)?.service.clone())),
                connector: grant.map(|grant| grant.remote.facts.connector.name.get(lang).to_owned()),
                permissions,
                seen: noted.seen_at.is_some(),
                what: noted.event.what,
            })
        };
        Ok(noted.into_iter().filter_map(view).collect())
    }
}
