//! What is shown: counts, issuers, the list, one grant.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ask::{Ask, Reply};
use super::views::{self, Around};
use super::{Error, Inner, inbox};
use crate::domain::ending::{Ending, State};
use crate::domain::grant::{Grant, Status};
use crate::domain::id::{GrantId, IssuerId};
use crate::domain::record;
use crate::domain::stated::Told;
use crate::domain::text::Lang;
use crate::domain::usage::unlike_before;
use crate::ipc::{
    AccountSyncView, EndingView, GrantListView, GrantPageView, GrantView, IssuerMeans, IssuerRef, IssuerView, ListGrants, NamedGrantView, SnapshotView, Sync,
    SyncView, Topic, UseView, UsesView,
};
use crate::store::accounts::{self, Account};
use crate::store::issuers::Issuer;
use crate::store::listing::Wanted;
use crate::store::{events, grants};

impl Inner {
    pub(super) async fn snapshot(&self, lang: Lang) -> Result<SnapshotView, Error> {
        let receipt_arrived = self.arrived_receipt().clone();
        let counts = self.store.counts(self.now()).await?;
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let mut open = self.store.open_endings().await?;
        open.retain(|ending| ending.narrows.is_none());
        let needs_you = open.iter().filter(|ending| ending.state() == State::NeedsYou).count();
        Ok(SnapshotView {
            revision: u32::try_from(self.store.version().await?).unwrap_or(0),
            profile: self.profile.kind,
            vault: self.profile.vault,
            operator: self.operator_view(lang),
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
            due_cases: self.store.due_cases(self.now()).await?,
            unasked: count(accounts.iter().filter(|account| account.signed_in && account.trouble.is_some()).count()),
        })
    }

    pub(super) async fn list_issuers(&self, lang: Lang) -> Result<Vec<IssuerView>, Error> {
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

    pub(super) async fn want_sync(&self, lang: Lang, request: Sync) -> Result<SyncView, Error> {
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

    pub(super) async fn list_grants(&self, lang: Lang, request: ListGrants) -> Result<GrantListView, Error> {
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
            own_tests: self.own_tests(lang).await?,
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
        let own_ends = self.store.own_ends(&[id]).await?;
        let around = Around {
            lang,
            issuer,
            account: accounts.iter().find(|account| account.id == grant.account),
            ending: ending.as_ref().map(Ending::state),
            notices: inbox::open_ones(notices.iter().map(|notice| (notice.state, notice.severity))),
            own_end: own_ends.get(&id),
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
        Ok(GrantPageView {
            data,
            ending,
            narrowing: self.narrowing_view(id, lang).await?,
            ended_with: self.ended_with(&grant, lang).await?,
            deletion: self.deletion_history(id).await?,
            notices,
            agreed,
            ..page
        })
    }

    pub(super) async fn ending_view(&self, ending: &Ending, lang: Lang) -> Result<EndingView, Error> {
        let account = self.store.account(ending.account).await?;
        let view = views::ending(ending, &self.store.grants_by_id(&ending.together).await?, account.as_ref(), lang, self.now());
        let waits = !ending.state().is_settled() && ending.next_at.is_some();
        let left_alone_until = if waits { self.store.left_alone_until(ending.account, self.now()).await? } else { None };
        Ok(EndingView { receipt: self.ending_receipt(ending, lang).await?, left_alone_until, ..view })
    }

    /// The ended grant with which this one was announced to end, where that is why it is no longer listed.
    pub(super) async fn ended_with(&self, grant: &Grant, lang: Lang) -> Result<Option<NamedGrantView>, Error> {
        let Status::Vanished { with: Some(other), .. } = grant.remote.status else { return Ok(None) };
        let ended = self.store.latest_ending(other).await?.is_some_and(|ending| ending.state() == State::Verified);
        let other = self.store.grant(other).await?.filter(|_| ended);
        Ok(other.map(|other| NamedGrantView { grant: other.id, service: views::service_name(&other, lang) }))
    }

    pub(super) async fn list_uses(self: &Arc<Self>, lang: Lang, id: GrantId) -> Result<UsesView, Error> {
        let grant = self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let uses = match self.ask(grant.account, lang, &Ask::Uses { key: &grant.remote.key }).await? {
            Reply::Uses(uses) => uses,
            Reply::Listed(_) | Reply::Seen(_) | Reply::Ended(_) | Reply::Receipt(_) | Reply::Looked(_) | Reply::Taken(_) => Told::NotTold,
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

    pub(super) async fn mark_checked(&self, lang: Lang, id: GrantId) -> Result<GrantPageView, Error> {
        self.store.grant(id).await?.ok_or(Error::NotFound)?;
        let now = self.now();
        let mut write = self.store.write().await?;
        grants::set_checked(&mut write, id, now).await?;
        events::settle(&mut write, &[id], now).await?;
        self.record(&mut write, now, Some(id), &record::Act::Checked { grant: id }).await?;
        self.commit(write, &[Topic::Grants, Topic::Records, Topic::Events]).await?;
        self.read_grant(lang, id).await
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
        let own_ends = self.store.own_ends(&ids).await?;
        let row = |grant: &Grant| {
            let issuer = issuers.get(&grant.issuer)?;
            let account = accounts.iter().find(|account| account.id == grant.account);
            let (ending, notices, own_end) = (endings.get(&grant.id).copied(), notices.get(&grant.id).copied(), own_ends.get(&grant.id));
            Some(views::grant(grant, &Around { lang, issuer, account, ending, notices, own_end }))
        };
        Ok(grants.iter().filter_map(row).collect())
    }

    pub(super) async fn account_states(&self, lang: Lang) -> Result<Vec<AccountSyncView>, Error> {
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
    pub(super) fn as_vouched(&self, issuer: Issuer) -> Issuer {
        Issuer { vouched: self.catalogue.by_address(&issuer.site.issuer).is_some(), ..issuer }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
