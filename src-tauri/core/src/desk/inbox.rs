//! What is going on: notices, matched to the person's own grants (R24), and how fresh each issuer's word is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::{Error, Inner, views};
use crate::domain::Timestamp;
use crate::domain::document::Refusal;
use crate::domain::event;
use crate::domain::fold::fold;
use crate::domain::grant::Grant;
use crate::domain::id::{GrantId, IssuerId};
use crate::domain::notice::{Notice, Severity};
use crate::domain::record::Act;
use crate::domain::text::Lang;
use crate::ipc::{ErrorCode, FeedView, GrantView, InboxView, IssuerRef, NoticeState, NoticeView, OfNotice, OpenNoticesView, Topic};
use crate::store::grants::LetIn;
use crate::store::notices::{self, Heard};
use crate::store::{documents, events};

/// How long a notice stays in the inbox.
const KEPT: Duration = Duration::days(365);

/// Most grants that are shown with one notice.
const MOST: usize = 20;

/// What a notice is about, of the person's own.
struct About {
    concerns: Vec<GrantId>,
    elsewhere: Vec<GrantId>,
}

impl Inner {
    pub(super) async fn list_notices(&self, lang: Lang) -> Result<InboxView, Error> {
        let now = self.now();
        let heard = self.store.notices_since(now - KEPT).await?;
        let grants = self.store.let_in().await?;
        let mut notices = self.notice_views(&heard, &grants, lang).await?;
        notices.sort_by_key(|notice| {
            let nobody = notice.concerns.is_empty() && notice.elsewhere.is_empty();
            (nobody, notice.state, notice.severity, std::cmp::Reverse(notice.issued_at))
        });
        let unread = notices.iter().filter(|notice| matters(notice)).count();
        Ok(InboxView { notices, feeds: self.feeds(lang).await?, unread: u32::try_from(unread).unwrap_or(u32::MAX) })
    }

    pub(super) async fn mark_notice_read(&self, lang: Lang, request: &OfNotice) -> Result<InboxView, Error> {
        let mut write = self.store.write().await?;
        if notices::set_read(&mut write, &request.issuer, &request.notice, self.now()).await? {
            let act = Act::NoticeRead { issuer: request.issuer.clone(), notice: request.notice.clone() };
            self.record(&mut write, self.now(), None, &act).await?;
        }
        events::settle(&mut write, &[event::of_notice(&request.issuer, &request.notice)], self.now()).await?;
        self.commit(write, &[Topic::Notices, Topic::Events, Topic::Records]).await?;
        self.list_notices(lang).await
    }

    /// The person's own act, and only once what the old keys signed has run out: before that, a change that the old
    /// keys did not sign is more likely somebody else's.
    pub(super) async fn trust_new_keys(&self, lang: Lang, issuer: &IssuerId) -> Result<InboxView, Error> {
        let may = self.feeds(lang).await?.iter().any(|feed| feed.issuer.id == *issuer && feed.may_trust_new_keys);
        if !may {
            return Err(Error::Plain(ErrorCode::NotFound));
        }
        let site = self.store.issuer(issuer).await?.ok_or(Error::NotFound)?.site;
        let mut write = self.store.write().await?;
        documents::unpin(&mut write, &site.issuer).await?;
        crate::store::accounts::want_sync_of(&mut write, issuer, self.now()).await?;
        self.record(&mut write, self.now(), None, &Act::KeysTrusted { issuer: issuer.clone() }).await?;
        self.commit(write, &[Topic::Notices, Topic::Issuers, Topic::Records]).await?;
        self.wake.notify_one();
        self.list_notices(lang).await
    }

    /// The notices of a kind that are open, unread and concern the person.
    pub(super) async fn unread_notices(&self, of: impl Fn(&Notice) -> bool) -> Result<Vec<Heard>, Error> {
        let now = self.now();
        let heard = self.store.notices_since(now - KEPT).await?;
        let open: Vec<&Heard> = heard.iter().filter(|heard| heard.read_at.is_none() && state(heard, now) == NoticeState::Open && of(&heard.notice)).collect();
        if open.is_empty() {
            return Ok(Vec::new());
        }
        let grants = self.store.let_in().await?;
        let names = self.names(&open, &grants).await?;
        Ok(open.into_iter().filter(|heard| !about(heard, &grants, &names).is_nothing()).cloned().collect())
    }

    /// The notices of a connector, wherever they were told; open ones first.
    pub(super) async fn notices_about(&self, grant: &Grant, lang: Lang) -> Result<Vec<NoticeView>, Error> {
        let heard = self.store.notices_since(self.now() - KEPT).await?;
        let mut notices = self.notice_views(&heard, &[LetIn::from(grant)], lang).await?;
        notices.retain(|notice| !notice.concerns.is_empty() || !notice.elsewhere.is_empty());
        notices.sort_by_key(|notice| (notice.state, std::cmp::Reverse(notice.issued_at)));
        Ok(notices)
    }

    /// The person's own live grants that a notice is about, here and elsewhere.
    pub(super) async fn concerned_by(&self, issuer: &IssuerId, notice: &str) -> Result<Vec<GrantId>, Error> {
        let heard = self.store.notice(issuer, notice).await?.ok_or(Error::NotFound)?;
        let grants = self.store.let_in().await?;
        let names = self.names(&[&heard], &grants).await?;
        let About { concerns, elsewhere } = about(&heard, &grants, &names);
        Ok(concerns.into_iter().chain(elsewhere).collect())
    }

    /// What stands about each of some grants, where anything does.
    pub(super) async fn open_notices(&self, grants: &[Grant]) -> Result<BTreeMap<GrantId, OpenNoticesView>, Error> {
        let now = self.now();
        let heard = self.store.notices_since(now - KEPT).await?;
        let open: Vec<&Heard> = heard.iter().filter(|heard| state(heard, now) == NoticeState::Open).collect();
        if open.is_empty() {
            return Ok(BTreeMap::new());
        }
        let grants: Vec<LetIn> = grants.iter().filter(|grant| grant.remote.status.is_live()).map(LetIn::from).collect();
        let names = self.names(&open, &grants).await?;
        let mut found: BTreeMap<GrantId, Vec<(NoticeState, Severity)>> = BTreeMap::new();
        for heard in open {
            let About { concerns, elsewhere } = about(heard, &grants, &names);
            for grant in concerns.into_iter().chain(elsewhere) {
                found.entry(grant).or_default().push((NoticeState::Open, heard.notice.severity));
            }
        }
        Ok(found.into_iter().filter_map(|(grant, all)| Some((grant, open_ones(all)?))).collect())
    }

    async fn notice_views(&self, heard: &[Heard], grants: &[LetIn], lang: Lang) -> Result<Vec<NoticeView>, Error> {
        let now = self.now();
        let all: Vec<&Heard> = heard.iter().collect();
        let names = self.names(&all, grants).await?;
        let about: Vec<About> = heard.iter().map(|heard| about(heard, grants, &names)).collect();
        let shown: BTreeSet<GrantId> =
            about.iter().flat_map(|about| about.concerns.iter().take(MOST).chain(about.elsewhere.iter().take(MOST))).copied().collect();
        let shown = self.store.grants_by_id(&shown.into_iter().collect::<Vec<_>>()).await?;
        let rows: BTreeMap<GrantId, GrantView> = self.rows(&shown, lang).await?.into_iter().map(|row| (row.id, row)).collect();
        let issuers: BTreeMap<IssuerId, _> = self.store.issuers().await?.into_iter().map(|issuer| (issuer.id.clone(), issuer)).collect();
        let pick = |ids: &[GrantId]| ids.iter().take(MOST).filter_map(|id| rows.get(id).cloned()).collect();
        let count = |ids: &[GrantId]| u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let view = |(heard, about): (&Heard, &About)| {
            let issuer = views::issuer_ref(issuers.get(&heard.issuer)?, lang);
            Some(NoticeView {
                concerns: pick(&about.concerns),
                concerns_total: count(&about.concerns),
                elsewhere: pick(&about.elsewhere),
                elsewhere_total: count(&about.elsewhere),
                ..notice_view(heard, issuer, lang, now)
            })
        };
        Ok(heard.iter().zip(&about).filter_map(view).collect())
    }

    /// The names under which the connectors of notices are known: an id is one issuer's, a name is everybody's.
    async fn names(&self, heard: &[&Heard], grants: &[LetIn]) -> Result<BTreeMap<(IssuerId, String), Vec<String>>, Error> {
        let mut names: BTreeMap<(IssuerId, String), Vec<String>> = BTreeMap::new();
        for grant in grants {
            names.entry((grant.issuer.clone(), grant.connector.clone())).or_default().push(grant.name.clone());
        }
        let entries = self.store.directory_names().await?;
        let wanted =
            |issuer: &IssuerId, id: &String| heard.iter().any(|heard| heard.issuer == *issuer && heard.notice.connectors.iter().flatten().any(|one| one == id));
        for (issuer, id, known) in entries.into_iter().filter(|(issuer, id, _)| wanted(issuer, id)) {
            names.entry((issuer, id)).or_default().extend(known.iter().map(|name| fold(name)));
        }
        Ok(names)
    }

    async fn feeds(&self, lang: Lang) -> Result<Vec<FeedView>, Error> {
        let now = self.now();
        let issuers: BTreeMap<IssuerId, _> = self.store.issuers().await?.into_iter().map(|issuer| (issuer.id.clone(), issuer)).collect();
        let view = |standing: documents::Standing| {
            let edition = standing.edition.as_ref();
            let expired = edition.is_some_and(|edition| edition.expires_at <= now);
            let refused = standing.refused.map(|(why, _)| why);
            Some(FeedView {
                issuer: views::issuer_ref(issuers.get(&standing.issuer)?, lang),
                kind: standing.kind,
                published: edition.is_some() || refused.is_some(),
                checked_at: standing.checked_at,
                issued_at: edition.map(|edition| edition.issued_at),
                expires_at: edition.map(|edition| edition.expires_at),
                expired,
                refused,
                may_trust_new_keys: false,
            })
        };
        let mut feeds: Vec<FeedView> = self.store.documents().await?.into_iter().filter_map(view).collect();
        // While anything that the old keys signed still holds, they are not lost.
        let holding: BTreeSet<IssuerId> = feeds.iter().filter(|feed| feed.expires_at.is_some() && !feed.expired).map(|feed| feed.issuer.id.clone()).collect();
        for feed in &mut feeds {
            feed.may_trust_new_keys = feed.refused == Some(Refusal::KeysChanged) && !holding.contains(&feed.issuer.id);
        }
        Ok(feeds)
    }
}

impl About {
    fn is_nothing(&self) -> bool {
        self.concerns.is_empty() && self.elsewhere.is_empty()
    }
}

/// A notice by itself, without the person's grants.
pub(super) fn notice_view(heard: &Heard, issuer: IssuerRef, lang: Lang, now: Timestamp) -> NoticeView {
    let notice = &heard.notice;
    NoticeView {
        issuer,
        id: notice.id.clone(),
        kind: notice.kind,
        severity: notice.severity,
        by: notice.by,
        issued_at: notice.issued_at,
        heard_at: heard.heard_at,
        starts_at: notice.starts_at,
        ends_at: notice.ends_at,
        title: notice.title.get(lang).to_owned(),
        body: notice.body.get(lang).to_owned(),
        part: notice.part.as_ref().map(|part| part.get(lang).to_owned()),
        advice: notice.advice,
        state: state(heard, now),
        read: heard.read_at.is_some(),
        concerns: Vec::new(),
        concerns_total: 0,
        elsewhere: Vec::new(),
        elsewhere_total: 0,
    }
}

/// A grant is concerned where its own issuer told it, and elsewhere where it is of the same connector by name (R24).
fn about(heard: &Heard, grants: &[LetIn], names: &BTreeMap<(IssuerId, String), Vec<String>>) -> About {
    let notice = &heard.notice;
    let ids = notice.connectors.iter().flatten();
    let known: Vec<&String> = ids.filter_map(|id| names.get(&(heard.issuer.clone(), id.clone()))).flatten().collect();
    let (own, others): (Vec<&LetIn>, Vec<&LetIn>) = grants.iter().partition(|grant| grant.issuer == heard.issuer);
    // An issuer's own outage does not concern other issuers; what happened at a connector does.
    let same = |grant: &&&LetIn| known.contains(&&grant.name);
    About {
        concerns: own.iter().filter(|grant| notice.concerns(&grant.connector, &grant.service)).map(|grant| grant.grant).collect(),
        elsewhere: others.iter().filter(same).map(|grant| grant.grant).collect(),
    }
}

/// How many stand, and how weighty they are.
pub(super) fn open_ones(all: impl IntoIterator<Item = (NoticeState, Severity)>) -> Option<OpenNoticesView> {
    let open: Vec<Severity> = all.into_iter().filter(|(state, _)| *state == NoticeState::Open).map(|(_, severity)| severity).collect();
    // The weightiest is the least.
    let severity = open.iter().min().copied()?;
    Some(OpenNoticesView { count: u32::try_from(open.len()).unwrap_or(u32::MAX), severity })
}

fn state(heard: &Heard, now: Timestamp) -> NoticeState {
    if heard.replaced_by.is_some() {
        NoticeState::Replaced
    } else if heard.notice.all_clear {
        NoticeState::AllClear
    } else if heard.notice.is_open(now) {
        NoticeState::Open
    } else {
        NoticeState::Over
    }
}

/// Whether it is shown, and not over.
pub(super) fn stands(heard: &Heard, now: Timestamp) -> bool {
    heard.notice.issued_at >= now - KEPT && state(heard, now) == NoticeState::Open
}

fn matters(notice: &NoticeView) -> bool {
    !notice.read && notice.state == NoticeState::Open && !(notice.concerns.is_empty() && notice.elsewhere.is_empty())
}
