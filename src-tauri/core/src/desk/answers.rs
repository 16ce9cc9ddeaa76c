//! The verbs, one a command of the table.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;

use super::ask::{Ask, Reply};
use super::views::{self, Around};
use super::{Desk, Error, Inner, inbox};
use crate::domain::ending::{Ending, State};
use crate::domain::grant::{Grant, Status};
use crate::domain::id::{GrantId, IssuerId, RemoteKey};
use crate::domain::permission::Effect;
use crate::domain::record;
use crate::domain::stated::Told;
use crate::domain::text::Lang;
use crate::domain::usage::unlike_before;
use crate::ipc::{
    AccountSyncView, CalendarView, ConnectIssuer, ConnectView, ConnectorPageView, ConsequencesView, Contract, EndGrant, EndKept, EndingView, ErrorCode,
    EventView, Failure, GivenReceipt, GoesOn, GrantListView, GrantPageView, GrantView, InboxView, IssuerMeans, IssuerRef, IssuerView, KeptView, LeaveReceipt,
    ListEvents, ListGrants, ListRecords, NamedGrantView, Nothing, OfConnect, OfEvent, OfGrant, OfIssuer, OfKept, OfNotice, Opened, ReceiptCheckView,
    RecordListView, RecordView, RecordsCheckView, RemindKept, SaveNote, SetOwnEnd, SignInView, SignOut, SignedOutView, SnapshotView, Sync, SyncView, Topic,
    UseView, UsesView,
};
use crate::store::accounts::{self, Account};
use crate::store::issuers::Issuer;
use crate::store::listing::Wanted;
use crate::store::{events, grants, records};

#[async_trait]
impl Contract for Desk {
    async fn snapshot(&self, _lang: Lang, _request: Nothing) -> Result<SnapshotView, Failure> {
        Ok(self.inner.snapshot().await?)
    }

    async fn list_issuers(&self, lang: Lang, _request: Nothing) -> Result<Vec<IssuerView>, Failure> {
        Ok(self.inner.list_issuers(lang).await?)
    }

    async fn connect_issuer(&self, lang: Lang, request: ConnectIssuer) -> Result<ConnectView, Failure> {
        Ok(self.inner.start_connect(lang, request).await?)
    }

    async fn read_connect(&self, _lang: Lang, request: OfConnect) -> Result<ConnectView, Failure> {
        Ok(self.inner.connect_view(request.connect).ok_or(Error::NotFound)?)
    }

    async fn cancel_connect(&self, _lang: Lang, request: OfConnect) -> Result<ConnectView, Failure> {
        Ok(self.inner.cancel_connect(request.connect)?)
    }

    async fn sync(&self, lang: Lang, request: Sync) -> Result<SyncView, Failure> {
        Ok(self.inner.want_sync(lang, request).await?)
    }

    async fn list_grants(&self, lang: Lang, request: ListGrants) -> Result<GrantListView, Failure> {
        Ok(self.inner.list_grants(lang, request).await?)
    }

    async fn read_grant(&self, lang: Lang, request: OfGrant) -> Result<GrantPageView, Failure> {
        Ok(self.inner.read_grant(lang, request.grant).await?)
    }

    async fn read_connector(&self, lang: Lang, request: OfGrant) -> Result<ConnectorPageView, Failure> {
        Ok(self.inner.read_connector(lang, request.grant).await?)
    }

    async fn list_uses(&self, lang: Lang, request: OfGrant) -> Result<UsesView, Failure> {
        Ok(self.inner.list_uses(lang, request.grant).await?)
    }

    async fn set_own_end(&self, lang: Lang, request: SetOwnEnd) -> Result<GrantPageView, Failure> {
        Ok(self.inner.set_own_end(lang, request).await?)
    }

    async fn read_kept(&self, lang: Lang, request: OfKept) -> Result<KeptView, Failure> {
        Ok(self.inner.read_kept(lang, request.kept).await?)
    }

    async fn save_note(&self, lang: Lang, request: SaveNote) -> Result<KeptView, Failure> {
        Ok(self.inner.save_note(lang, request).await?)
    }

    async fn check_receipt(&self, lang: Lang, request: GivenReceipt) -> Result<ReceiptCheckView, Failure> {
        Ok(self.inner.check_receipt(lang, &request).await?)
    }

    async fn keep_receipt(&self, lang: Lang, request: GivenReceipt) -> Result<KeptView, Failure> {
        Ok(self.inner.keep_receipt(lang, &request).await?)
    }

    async fn leave_receipt(&self, _lang: Lang, request: LeaveReceipt) -> Result<Nothing, Failure> {
        self.inner.leave_receipt(&request.text);
        Ok(Nothing {})
    }

    async fn remind_kept(&self, lang: Lang, request: RemindKept) -> Result<KeptView, Failure> {
        Ok(self.inner.remind_kept(lang, &request).await?)
    }

    async fn end_kept(&self, lang: Lang, request: EndKept) -> Result<KeptView, Failure> {
        Ok(self.inner.end_kept(lang, &request).await?)
    }

    async fn erase_kept(&self, _lang: Lang, request: OfKept) -> Result<Nothing, Failure> {
        self.inner.erase_kept(request.kept).await?;
        Ok(Nothing {})
    }

    async fn mark_checked(&self, lang: Lang, request: OfGrant) -> Result<GrantPageView, Failure> {
        Ok(self.inner.mark_checked(lang, request.grant).await?)
    }

    async fn preview_ending(&self, lang: Lang, request: OfGrant) -> Result<ConsequencesView, Failure> {
        Ok(self.inner.preview_ending(lang, request.grant).await?)
    }

    async fn end_grant(&self, lang: Lang, request: EndGrant) -> Result<EndingView, Failure> {
        let grant = self.inner.store.grant(request.grant).await.map_err(Error::from)?.ok_or(Error::NotFound)?;
        let ending = self.inner.ask_ending(&grant, request.seen_birth.as_deref()).await?;
        Ok(self.inner.ending_view(&ending, lang).await?)
    }

    async fn read_ending(&self, lang: Lang, request: OfGrant) -> Result<Option<EndingView>, Failure> {
        match self.inner.store.latest_ending(request.grant).await.map_err(Error::from)? {
            Some(ending) => Ok(Some(self.inner.ending_view(&ending, lang).await?)),
            None => Ok(None),
        }
    }

    async fn hurry_ending(&self, lang: Lang, request: OfGrant) -> Result<EndingView, Failure> {
        let ending = self.inner.hurry(request.grant).await?;
        Ok(self.inner.ending_view(&ending, lang).await?)
    }

    async fn list_sign_ins(&self, lang: Lang, _request: Nothing) -> Result<Vec<SignInView>, Failure> {
        let (issuers, accounts) = self.inner.issuers_and_accounts().await?;
        Ok(accounts.iter().filter_map(|account| Some(views::sign_in(account, issuers.get(&account.issuer)?, lang))).collect())
    }

    async fn sign_out(&self, lang: Lang, request: SignOut) -> Result<Vec<SignedOutView>, Failure> {
        let accounts = match request {
            SignOut::One { account } => vec![account],
            SignOut::All => {
                let (_, accounts) = self.inner.issuers_and_accounts().await?;
                let mut held = Vec::new();
                for account in accounts {
                    // Tokens that an issuer refused once may still work elsewhere.
                    if account.signed_in || self.inner.revocable(account.id).await?.is_some() {
                        held.push(account.id);
                    }
                }
                held
            }
        };
        // Each by itself: one that hangs does not hold the others.
        let all = futures::future::join_all(accounts.into_iter().map(|account| self.inner.sign_out(account, lang))).await;
        Ok(all.into_iter().collect::<Result<_, _>>()?)
    }

    async fn list_records(&self, lang: Lang, request: ListRecords) -> Result<RecordListView, Failure> {
        Ok(self.inner.list_records(lang, request).await?)
    }

    async fn verify_records(&self, _lang: Lang, _request: Nothing) -> Result<RecordsCheckView, Failure> {
        Ok(self.inner.verify_records().await?)
    }

    async fn list_notices(&self, lang: Lang, _request: Nothing) -> Result<InboxView, Failure> {
        Ok(self.inner.list_notices(lang).await?)
    }

    async fn mark_notice_read(&self, lang: Lang, request: OfNotice) -> Result<InboxView, Failure> {
        Ok(self.inner.mark_notice_read(lang, &request).await?)
    }

    async fn notice_calendar(&self, lang: Lang, request: OfNotice) -> Result<CalendarView, Failure> {
        Ok(self.inner.notice_calendar(lang, &request).await?)
    }

    async fn list_events(&self, lang: Lang, request: ListEvents) -> Result<Vec<EventView>, Failure> {
        Ok(self.inner.list_events(lang, request).await?)
    }

    async fn mark_event_seen(&self, lang: Lang, request: OfEvent) -> Result<Vec<EventView>, Failure> {
        Ok(self.inner.mark_event_seen(lang, request.event).await?)
    }

    async fn trust_new_keys(&self, lang: Lang, request: OfIssuer) -> Result<InboxView, Failure> {
        Ok(self.inner.trust_new_keys(lang, &request.issuer).await?)
    }

    async fn open_issuer_page(&self, _lang: Lang, request: OfIssuer) -> Result<Opened, Failure> {
        let listed = self.inner.catalogue.issuers.get(&request.issuer).ok_or(Error::NotFound)?;
        let page = listed.own_page.as_ref().ok_or(Error::NotFound)?;
        self.inner.outside.host.open_in_browser(&page.url).await.map_err(|_| Error::Plain(ErrorCode::NoBrowser))?;
        Ok(Opened { host: super::connect::host_of(&page.url) })
    }

    async fn open_practice(&self, _lang: Lang, _request: Nothing) -> Result<Nothing, Failure> {
        self.inner.outside.host.open_practice().map_err(|_| Error::Plain(ErrorCode::NoBrowser))?;
        Ok(Nothing {})
    }
}

impl Inner {
    async fn snapshot(&self) -> Result<SnapshotView, Error> {
        let receipt_arrived = self.arrived_receipt().clone();
        let counts = self.store.counts(self.now()).await?;
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let open = self.store.open_endings().await?;
        let needs_you = open.iter().filter(|ending| ending.state() == State::NeedsYou).count();
        Ok(SnapshotView {
            revision: u32::try_from(self.store.version().await?).unwrap_or(0),
            profile: self.profile.kind,
            vault: self.profile.vault,
            operator: self.profile.operator.clone(),
            catalogue: self.catalogue_state,
            grants: counts.live,
            issuers: count(issuers.len()),
            counts,
            needs_you: count(needs_you),
            open_endings: count(open.len() - needs_you),
            due: self.store.due(self.now()).await?,
            receipt_arrived,
            unread: count(self.unread_notices(|_| true).await?.len()),
            events: self.store.unseen_events().await?,
            unasked: count(accounts.iter().filter(|account| account.signed_in && account.trouble.is_some()).count()),
        })
    }

    async fn list_issuers(&self, lang: Lang) -> Result<Vec<IssuerView>, Error> {
        let (connected, accounts) = self.issuers_and_accounts().await?;
        let accounts_of = |id: &IssuerId| {
            accounts.iter().filter(|account| account.issuer == *id).map(|account| views::account(account, account.sync_wanted.is_some())).collect()
        };
        let mut all: Vec<IssuerView> = self
            .catalogue
            .issuers
            .iter()
            .map(|(id, listed)| {
                let means = views::means(listed, lang);
                let host = listed.address.as_ref().map(super::connect::host_of);
                let name = listed.brand.get(lang).to_owned();
                IssuerView { id: id.clone(), name, kind: listed.kind, host, vouched: true, means, accounts: accounts_of(id) }
            })
            .collect();
        for issuer in connected.values().filter(|issuer| !self.catalogue.issuers.contains_key(&issuer.id)) {
            all.push(IssuerView {
                id: issuer.id.clone(),
                name: issuer.name.get(lang).to_owned(),
                kind: issuer.kind,
                host: Some(views::site_host(issuer)),
                vouched: false,
                means: IssuerMeans::Api,
                accounts: accounts_of(&issuer.id),
            });
        }
        Ok(all)
    }

    async fn want_sync(&self, lang: Lang, request: Sync) -> Result<SyncView, Error> {
        if request.now {
            let mut write = self.store.write().await?;
            accounts::want_sync(&mut write, request.account, self.now()).await?;
            self.commit(write, &[Topic::Issuers]).await?;
            self.wake.notify_one();
        }
        let mut accounts = self.account_states(lang).await?;
        accounts.retain(|state| request.account.is_none_or(|wanted| wanted == state.account.id));
        Ok(SyncView { accounts })
    }

    async fn list_grants(&self, lang: Lang, request: ListGrants) -> Result<GrantListView, Error> {
        let now = self.now();
        let wanted = Wanted {
            search: &request.search,
            filter: request.filter,
            sort: request.sort,
            cursor: request.cursor.as_deref(),
            limit: request.limit.unwrap_or(100).clamp(1, 500),
            now,
        };
        let page = self.store.list(&wanted).await?;
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let own = accounts.iter().filter(|account| account.signed_in);
        let own = own.filter_map(|account| Some(views::own_grant(account, issuers.get(&account.issuer)?, self.profile.operator.as_ref(), lang))).collect();
        let without_api = self.catalogue.issuers.iter().filter(|(_, listed)| listed.address.is_none());
        Ok(GrantListView {
            own,
            kept: self.list_kept(lang, &request.search).await?,
            grants: self.rows(&page.grants, lang).await?,
            total: page.total,
            next_cursor: page.next_cursor,
            counts: self.store.counts(now).await?,
            accounts: self.account_states(lang).await?,
            without_api: without_api.map(|(id, listed)| IssuerRef { id: id.clone(), name: listed.brand.get(lang).to_owned() }).collect(),
        })
    }

    pub(super) async fn read_grant(&self, lang: Lang, id: GrantId) -> Result<GrantPageView, Error> {
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        if let Some(account) = accounts.iter().find(|account| account.id.0 == id.0) {
            let issuer = issuers.get(&account.issuer).ok_or(Error::NotFound)?;
            return Ok(views::own_page(views::own_grant(account, issuer, self.profile.operator.as_ref(), lang), issuer, lang, self.now()));
        }
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let issuer = issuers.get(&grant.issuer).ok_or(Error::NotFound)?;
        let ending = self.store.latest_ending(id).await?;
        let notices = self.notices_about(&grant, lang).await?;
        let around = Around {
            lang,
            issuer,
            account: accounts.iter().find(|account| account.id == grant.account),
            ending: ending.as_ref().map(Ending::state),
            notices: inbox::open_ones(notices.iter().map(|notice| (notice.state, notice.severity))),
        };
        let ending = match &ending {
            Some(ending) => Some(self.ending_view(ending, lang).await?),
            None => None,
        };
        let entry = self.store.directory_entry(&grant.issuer, &grant.remote.facts.connector.id).await?;
        let (agreed, terms) = self.agreed(&issuer.site.issuer, &grant).await?.unzip();
        let documents = self.documents_about(&grant, entry.as_ref(), &notices, terms.as_ref()).await?;
        let data = views::data(&grant, &self.store.scope_words(&grant.issuer).await?, lang);
        let page = views::grant_page(&grant, &around, &documents, self.now());
        Ok(GrantPageView { data, ending, ended_with: self.ended_with(&grant, lang).await?, notices, agreed, ..page })
    }

    async fn ending_view(&self, ending: &Ending, lang: Lang) -> Result<EndingView, Error> {
        Ok(views::ending(ending, &self.store.grants_by_id(&ending.together).await?, lang))
    }

    /// The ended grant with which this one was announced to end, where that is why it is no longer listed.
    async fn ended_with(&self, grant: &Grant, lang: Lang) -> Result<Option<NamedGrantView>, Error> {
        let Status::Vanished { with: Some(other), .. } = grant.remote.status else { return Ok(None) };
        let ended = self.store.latest_ending(other).await?.is_some_and(|ending| ending.state() == State::Verified);
        let other = self.store.grant(other).await?.filter(|_| ended);
        Ok(other.map(|other| NamedGrantView { grant: other.id, service: views::service_name(&other, lang) }))
    }

    async fn list_uses(self: &Arc<Self>, lang: Lang, id: GrantId) -> Result<UsesView, Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let uses = match self.ask(grant.account, lang, &Ask::Uses { key: &grant.remote.key }).await? {
            Reply::Uses(uses) => uses,
            Reply::Listed(_) | Reply::Seen(_) | Reply::Ended(_) => Told::NotTold,
        };
        let view = |one: &crate::domain::grant::Use| UseView {
            at: one.at,
            access: one.access,
            what: one.what.as_ref().map(|what| what.get(lang).to_owned()),
            count: one.count,
        };
        let now = self.now();
        let unlike = uses.told().and_then(|uses| unlike_before(uses, now)).into();
        Ok(UsesView { uses: uses.told().map(|uses| uses.iter().map(view).collect()).into(), unlike, at: now })
    }

    async fn mark_checked(&self, lang: Lang, id: GrantId) -> Result<GrantPageView, Error> {
        self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let now = self.now();
        let mut write = self.store.write().await?;
        grants::set_checked(&mut write, id, now).await?;
        events::settle(&mut write, &id.to_string(), now).await?;
        records::append(&mut write, now, Some(id), &record::Act::Checked { grant: id }, self.random()).await?;
        self.commit(write, &[Topic::Grants, Topic::Records, Topic::Events]).await?;
        self.read_grant(lang, id).await
    }

    async fn preview_ending(&self, lang: Lang, id: GrantId) -> Result<ConsequencesView, Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let account = self.store.account(grant.account).await?.ok_or(Error::NotFound)?;
        let declares = self.site_of(grant.account).await?.adapter.adapter().declares();
        let row = self.rows(std::slice::from_ref(&grant), lang).await?.pop().ok_or(Error::NotFound)?;
        let together = self.store.grants_by_key(grant.account, &grant.remote.facts.ends_together).await?;
        let ended: Vec<&RemoteKey> = together.iter().map(|other| &other.remote.key).collect();
        let mut others = self.others_of(&grant).await?;
        others.retain(|other| other.account != grant.account || !ended.contains(&&other.remote.key));
        let moves = |wanted: Effect| grant.remote.facts.permissions.iter().any(|permission| permission.effect == wanted);
        let mut goes_on = vec![GoesOn::Card, GoesOn::Membership];
        if moves(Effect::MovesMoney) {
            goes_on.push(GoesOn::PaymentsInFlight);
        }
        if moves(Effect::ChangesData) {
            goes_on.push(GoesOn::WrittenData);
        }
        goes_on.extend(declares.goes_on);
        Ok(ConsequencesView {
            stops: row.permissions.clone(),
            goes_on,
            left_alive: declares.left_alive,
            tokens_until: grant.remote.facts.tokens_until(),
            ends_together: self.rows(&together, lang).await?,
            others_stay: self.rows(&others, lang).await?,
            chain_keeps: row.chain.told().cloned().unwrap_or_default(),
            sign_in_first: !account.signed_in,
            grant: row,
        })
    }

    async fn list_records(&self, lang: Lang, request: ListRecords) -> Result<RecordListView, Error> {
        let limit = request.limit.unwrap_or(100).clamp(1, 500);
        let lines = self.store.records(request.grant, request.before, limit).await?;
        let (issuers, _) = self.issuers_and_accounts().await?;
        let acts = lines.iter().map(records::act).collect::<Result<Vec<_>, _>>()?;
        let concerned: Vec<GrantId> = acts.iter().flatten().filter_map(grant_of).collect();
        let grants: BTreeMap<GrantId, Grant> = self.store.grants_by_id(&concerned).await?.into_iter().map(|grant| (grant.id, grant)).collect();
        let view = |(line, act): (&record::Record, Option<record::Act>)| {
            let grant = act.as_ref().and_then(grant_of).and_then(|id| grants.get(&id));
            let issuer = grant.map(|grant| grant.issuer.clone()).or_else(|| act.as_ref().and_then(issuer_of));
            RecordView {
                number: line.number,
                at: line.at,
                service: grant.map(|grant| views::service_name(grant, lang)),
                issuer: issuer.map(|id| issuers.get(&id).map_or_else(|| id.to_string(), |issuer| issuer.name.get(lang).to_owned())),
                act,
                hash: hex::encode(line.hash),
            }
        };
        let before = lines.last().filter(|last| last.number > 1 && lines.len() == limit as usize).map(|last| last.number);
        Ok(RecordListView { records: lines.iter().zip(acts).map(view).collect(), before })
    }

    /// Other live grants of the same connector, at any issuer.
    pub(super) async fn others_of(&self, grant: &Grant) -> Result<Vec<Grant>, Error> {
        let mut others = self.store.grants_of_connector(&grants::connector_sort(&grant.remote.facts.connector.name)).await?;
        others.retain(|other| other.id != grant.id);
        Ok(others)
    }

    /// Rows with all that stands around them, by a fixed number of queries.
    pub(super) async fn rows(&self, grants: &[Grant], lang: Lang) -> Result<Vec<GrantView>, Error> {
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let ids: Vec<GrantId> = grants.iter().map(|grant| grant.id).collect();
        let endings = self.store.ending_states(&ids).await?;
        let notices = self.open_notices(grants).await?;
        let row = |grant: &Grant| {
            let issuer = issuers.get(&grant.issuer)?;
            let account = accounts.iter().find(|account| account.id == grant.account);
            Some(views::grant(grant, &Around { lang, issuer, account, ending: endings.get(&grant.id).copied(), notices: notices.get(&grant.id).copied() }))
        };
        Ok(grants.iter().filter_map(row).collect())
    }

    async fn account_states(&self, lang: Lang) -> Result<Vec<AccountSyncView>, Error> {
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let state = |account: &Account| {
            let issuer = views::issuer_ref(issuers.get(&account.issuer)?, lang);
            Some(AccountSyncView { issuer, account: views::account(account, account.sync_wanted.is_some()) })
        };
        Ok(accounts.iter().filter_map(state).collect())
    }

    pub(super) async fn issuers_and_accounts(&self) -> Result<(BTreeMap<IssuerId, Issuer>, Vec<Account>), Error> {
        let issuers = self.store.issuers().await?.into_iter().map(|issuer| (issuer.id.clone(), self.as_vouched(issuer))).collect();
        Ok((issuers, self.store.accounts().await?))
    }

    /// Vouched for is what the catalogue in use names; one that named it once says nothing of today.
    fn as_vouched(&self, issuer: Issuer) -> Issuer {
        Issuer { vouched: self.catalogue.by_address(&issuer.site.issuer).is_some(), ..issuer }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn grant_of(act: &record::Act) -> Option<GrantId> {
    match act {
        record::Act::GrantSeen { grant }
        | record::Act::GrantChanged { grant, .. }
        | record::Act::Checked { grant }
        | record::Act::OwnEnd { grant, .. }
        | record::Act::Ending { grant, .. } => Some(*grant),
        record::Act::Connected { .. } | record::Act::SignedOut { .. } | record::Act::Kept { .. } | record::Act::HeadUnfit { .. } => None,
    }
}

fn issuer_of(act: &record::Act) -> Option<IssuerId> {
    match act {
        record::Act::Connected { issuer, .. } | record::Act::SignedOut { issuer, .. } => Some(issuer.clone()),
        record::Act::GrantSeen { .. }
        | record::Act::GrantChanged { .. }
        | record::Act::Checked { .. }
        | record::Act::OwnEnd { .. }
        | record::Act::Kept { .. }
        | record::Act::Ending { .. }
        | record::Act::HeadUnfit { .. } => None,
    }
}
