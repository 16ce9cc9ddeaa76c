//! The store through its own doors: merging lists, paging, opening.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it stands")]

#[path = "store/kept_records.rs"]
mod kept_records;
#[path = "store/model.rs"]
mod model;
#[path = "store/waiting.rs"]
mod waiting;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, TimeZone as _, Utc};
use renkei_core::domain::Timestamp;
use renkei_core::domain::connector::{Connector, Service};
use renkei_core::domain::event::{Event, What};
use renkei_core::domain::expiry::{AccessUntil, Expiry, Refreshable};
use renkei_core::domain::grant::{Facts, LastUse, RemoteGrant, Status};
use renkei_core::domain::id::{AccountId, Birth, GrantId, IssuerId, RemoteKey};
use renkei_core::domain::issuer::{IssuerKind, Trouble};
use renkei_core::domain::listing::{Filter, Sort};
use renkei_core::domain::permission::{Access, Effect, Permission};
use renkei_core::domain::record::Change;
use renkei_core::domain::stated::Told;
use renkei_core::domain::text::Text;
use renkei_core::issuers::adapters::{AdapterKind, Listing};
use renkei_core::issuers::conditional::{Answer, Learned};
use renkei_core::issuers::discovery::{Redirect, Site};
use renkei_core::ports::Marks;
use renkei_core::secret::DatabaseKey;
use renkei_core::store::accounts::Looked;
use renkei_core::store::grants::{Ends, Merged, merge};
use renkei_core::store::listing::Wanted;
use renkei_core::store::{Store, StoreError, accounts, answers, events, issuers, notices};

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 21, 9, 0, 0).unwrap()
}

struct Opened {
    _folder: tempfile::TempDir,
    store: Store,
    issuer: IssuerId,
    account: AccountId,
    made: u16,
    ends: Ends,
    /// Of the last list.
    events: Vec<What>,
}

impl Opened {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("renkei.db"), &DatabaseKey::new([7; 32])).await.unwrap();
        let issuer = IssuerId("minato-card".into());
        let account = AccountId::new(now(), [1; 10]);
        let url = |path: &str| format!("https://minato.example/{path}").parse().unwrap();
        let site = Site {
            issuer: "https://minato.example".into(),
            authorization_endpoint: url("authorize"),
            token_endpoint: url("token"),
            revocation_endpoint: None,
            registration_endpoint: None,
            iss_promised: true,
            client_id: "renkei".into(),
            redirect: Redirect::LoopbackAnyPort,
            scopes: vec![],
            adapter: AdapterKind::Profile,
            grants: url("grants/"),
            poll_seconds: 60,
            userinfo_endpoint: None,
            canary: None,
            complaints: false,
            narrowing: None,
            endings: renkei_core::domain::batch::Caps::default(),
        };
        let mut write = store.write().await.unwrap();
        let row = issuers::Issuer { id: issuer.clone(), name: Text::plain("みなとカード"), kind: IssuerKind::Card, vouched: true, site };
        issuers::save(&mut write, &row, now()).await.unwrap();
        let row = accounts::Account {
            id: account,
            issuer: issuer.clone(),
            subject: "s".into(),
            label: None,
            scopes: vec![],
            since: now(),
            access_until: None,
            refresh_until: None,
            renewable: true,
            signed_in: true,
            as_of: None,
            trouble: None,
            sync_wanted: None,
            next_sync_at: now(),
            failures: 0,
        };
        accounts::save(&mut write, &row).await.unwrap();
        store.commit(write).await.unwrap();
        Self { _folder: folder, store, issuer, account, made: 0, ends: Ends::default(), events: vec![] }
    }

    async fn merge(&mut self, listed: &[RemoteGrant]) -> Vec<(GrantId, Merged)> {
        self.merge_list(listed, true).await
    }

    async fn merge_list(&mut self, listed: &[RemoteGrant], complete: bool) -> Vec<(GrantId, Merged)> {
        let mut write = self.store.write().await.unwrap();
        let listing = Listing { grants: listed.to_vec(), unreadable: u32::from(!complete) };
        let made = &mut self.made;
        let fresh = || {
            *made += 1;
            let [high, low] = made.to_be_bytes();
            GrantId::new(now(), [0, 0, 0, 0, 0, 0, 0, 0, high, low])
        };
        let outcome = merge(&mut write, &self.issuer, self.account, &listing, &self.ends, now(), fresh).await.unwrap();
        self.store.commit(write).await.unwrap();
        self.events = outcome.events.into_iter().map(|event| event.what).collect();
        outcome.changes
    }

    async fn pages(&self, sort: Sort, filter: Filter, limit: u32) -> Vec<GrantId> {
        let (mut all, mut cursor) = (Vec::new(), None);
        loop {
            let wanted = Wanted { search: "", filter, sort, cursor: cursor.as_deref(), limit, now: now() };
            let page = self.store.list(&wanted).await.unwrap();
            all.extend(page.grants.into_iter().map(|grant| grant.id));
            match page.next_cursor {
                Some(next) => cursor = Some(next),
                None => return all,
            }
        }
    }
}

fn grant(key: &str, birth: &str) -> RemoteGrant {
    let facts = Facts {
        subject: Told::NotTold,
        covers: vec![],
        connector: Connector { id: "c".into(), name: Text::plain("株式会社ひより") },
        service: Service { id: "s".into(), name: Text::plain("かけいぼ日和") },
        permissions: vec![permission("statements:read", Effect::None)],
        granted_at: Told::NotTold,
        updated_at: Told::NotTold,
        last_used: Told::NotTold,
        expiry: Expiry { access_until: AccessUntil::NotTold, refreshable: Refreshable::NotTold },
        tokens: Told::NotTold,
        chain: Told::NotTold,
        how_to_end: None,
        beware: vec![],
        conditions_checked_on: None,
        identified: None,
        ends_together: vec![],
        in_use: Told::NotTold,
    };
    RemoteGrant { key: RemoteKey(key.into()), birth: Birth(birth.into()), status: Status::Active, facts }
}

fn permission(scope: &str, effect: Effect) -> Permission {
    Permission { scope: scope.into(), access: Access::Reference, effect, words: None }
}

#[tokio::test]
async fn what_was_listed_before_terms_were_kept_is_the_earliest_that_is_known() {
    let mut opened = Opened::new().await;
    let mut listed = grant("a", "b1");
    opened.merge(std::slice::from_ref(&listed)).await;
    opened.store.forget_first_terms().await.unwrap();
    listed.facts.permissions.push(permission("statements:write", Effect::ChangesData));
    opened.merge(&[listed]).await;
    let id = opened.pages(Sort::Weight, Filter::Live, 10).await[0];
    let (first, at) = opened.store.grant(id).await.unwrap().unwrap().first.unwrap();
    assert_eq!((first.permissions.len(), at), (1, now()), "what is new is not taken for the first");
}

#[tokio::test]
async fn a_life_in_lists() {
    let mut opened = Opened::new().await;
    let first = opened.merge(&[grant("a", "1"), grant("b", "1")]).await;
    assert_eq!(first.iter().map(|(_, merged)| *merged).collect::<Vec<_>>(), [Merged::New, Merged::New]);
    assert_eq!(opened.merge(&[grant("a", "1"), grant("b", "1")]).await, [], "the same list changes nothing");
    assert_eq!(opened.merge_list(&[grant("a", "1")], false).await, [], "a list with gaps takes nothing away");
    let mut wider = grant("a", "1");
    wider.facts.permissions.push(permission("funds:top_up", Effect::MovesMoney));
    let (a, b) = (first[0].0, first[1].0);
    assert_eq!(opened.merge(&[wider.clone(), grant("b", "1")]).await, [(a, Merged::Changed(Change::Widened))]);
    assert_eq!(opened.merge(&[grant("a", "1")]).await, [(a, Merged::Changed(Change::Narrowed)), (b, Merged::Changed(Change::Vanished))]);
    assert!(opened.store.grant(b).await.unwrap().is_some(), "no grant is ever deleted");
    assert_eq!(opened.merge(&[grant("a", "1"), grant("b", "1")]).await, [(b, Merged::Changed(Change::Back))]);
    let anew = opened.merge(&[grant("a", "1"), grant("b", "2")]).await;
    assert_eq!(anew.iter().map(|(_, merged)| *merged).collect::<Vec<_>>(), [Merged::Changed(Change::GivenAnew), Merged::Changed(Change::Vanished)]);
    assert_ne!(anew[0].0, b, "a later giving is a row of its own");
    assert_eq!(opened.merge(&[grant("a", "1"), grant("a", "1"), grant("b", "2")]).await, [], "an item listed twice is one");
}

#[tokio::test]
async fn only_what_is_missed_after_the_other_ended_ended_together_with_it() {
    let mut opened = Opened::new().await;
    let first = opened.merge(&[grant("a", "1"), grant("b", "1"), grant("c", "1")]).await;
    let [(a, _), (b, _), (c, _)] = first[..] else { panic!("three: {first:?}") };
    // B was listed after A had ended, C was not.
    opened.ends.announced = BTreeMap::from([(b, (a, now() - Duration::hours(1))), (c, (a, now()))]);
    let changes = opened.merge(&[grant("a", "1")]).await;
    assert_eq!(changes, [(b, Merged::Changed(Change::Vanished)), (c, Merged::Changed(Change::EndedTogether))]);
    let with = async |id| opened.store.grant(id).await.unwrap().unwrap().remote.status;
    assert_eq!(with(b).await, Status::Vanished { since: now(), with: None });
    assert_eq!(with(c).await, Status::Vanished { since: now(), with: Some(a) });
}

#[tokio::test]
async fn pages_hold_every_row_once_in_every_order() {
    let mut opened = Opened::new().await;
    let listed: Vec<RemoteGrant> = (0..60)
        .map(|index| {
            let mut one = grant(&format!("g{index}"), "1");
            // Few names, so that most rows tie; none at all now and then.
            one.facts.service.name = Text::plain(["あ", "ア", "z", "Ｚ", "\u{1F}", "かけいぼ"][index % 6]);
            let day = now() + Duration::days(i64::try_from(index).unwrap() % 7 - 3);
            if index % 3 == 0 {
                one.facts.expiry.refreshable = Refreshable::Until(day);
                one.facts.last_used = Told::Told(LastUse::At(day));
                one.facts.granted_at = Told::Told(day);
            }
            if index % 4 == 0 {
                one.facts.permissions[0].effect = Effect::MovesMoney;
            }
            one
        })
        .collect();
    opened.merge(&listed).await;
    for sort in [Sort::Weight, Sort::Service, Sort::Connector, Sort::Issuer, Sort::Expiry, Sort::LastUsed, Sort::Granted] {
        let whole = opened.pages(sort, Filter::Live, 500).await;
        assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), 60, "{sort:?}");
        assert_eq!(opened.pages(sort, Filter::Live, 7).await, whole, "{sort:?}");
    }
    let counts = opened.store.counts(now()).await.unwrap();
    assert_eq!((counts.live, counts.moves_money), (60, 15));
    assert_eq!(opened.pages(Sort::Weight, Filter::ExpiresSoon, 500).await.len(), usize::try_from(counts.expires_soon).unwrap());
}

#[tokio::test]
async fn another_key_and_a_newer_database_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("renkei.db");
    let key = DatabaseKey::new([1; 32]);
    Store::open(&file, &key).await.unwrap().close().await;
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(Store::open(&file, &DatabaseKey::new([2; 32])).await, Err(StoreError::Broken)));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let store = Store::open(&file, &key).await.unwrap();
    store.pretend_newer().await.unwrap();
    store.close().await;
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(Store::open(&file, &key).await, Err(StoreError::TooNew)));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn what_happened_without_the_person_is_found_in_lists() {
    let mut opened = Opened::new().await;
    let first = opened.merge(&[grant("a", "1"), grant("b", "1"), grant("c", "1")]).await;
    let [(a, _), (b, _), (c, _)] = first[..] else { panic!("three: {first:?}") };
    let mut wider = grant("a", "1");
    wider.facts.permissions.push(permission("funds:top_up", Effect::MovesMoney));
    opened.merge(&[wider.clone(), grant("b", "2"), grant("c", "1")]).await;
    let [What::Widened { grant: widened, .. }, What::New { grant: anew }] = opened.events[..] else { panic!("{:?}", opened.events) };
    assert_eq!(widened, a);
    assert_ne!(anew, b, "given anew is told as that, and not as an end besides");
    opened.merge(&[wider.clone(), grant("b", "2"), grant("c", "1")]).await;
    assert_eq!(opened.events, [], "what stands is no news");
    // An ending that this app was asked for is no news either.
    opened.ends.under_way = BTreeSet::from([c]);
    let mut ended = grant("c", "1");
    ended.status = Status::Ended { by: Told::NotTold, at: Told::NotTold };
    opened.merge(&[wider.clone(), grant("b", "2"), ended]).await;
    assert_eq!(opened.events, []);
    opened.ends.under_way.clear();
    opened.merge(&[grant("b", "2")]).await;
    assert_eq!(opened.events, [What::Ended { grant: a }], "somebody else ended it");
}

#[tokio::test]
async fn an_event_is_noted_once_told_once_and_seen() {
    let opened = Opened::new().await;
    let grant = GrantId::new(now(), [9; 10]);
    let soon = |days| Event { what: What::ExpiresSoon { grant }, since: now() + Duration::days(days) };
    let note = async |event: Event, known| {
        let mut write = opened.store.write().await.unwrap();
        let noted = events::note(&mut write, &opened.issuer, &event, known, now()).await.unwrap();
        opened.store.commit(write).await.unwrap();
        noted
    };
    let untold = async || {
        let mut write = opened.store.write().await.unwrap();
        let taken = events::take_untold(&mut write, now()).await.unwrap();
        opened.store.commit(write).await.unwrap();
        taken.into_iter().map(|noted| noted.event).collect::<Vec<_>>()
    };
    let other = GrantId::new(now(), [8; 10]);
    let long_since = Event { what: What::ExpiresSoon { grant: other }, since: now() + Duration::days(3) };
    assert!(!note(Event { what: What::New { grant }, since: now() }, true).await, "the first list is no news");
    assert!(note(long_since.clone(), true).await && !note(long_since, false).await, "nor is what it shows when it is seen again");
    assert_eq!(untold().await, []);
    assert!(note(soon(3), false).await);
    assert!(!note(soon(3), false).await);
    assert!(!note(soon(4), false).await, "every use moves it on a little");
    assert!(note(soon(40), false).await, "the next end that is near");
    assert_eq!(untold().await, [soon(3), soon(40)]);
    assert_eq!(untold().await, []);
    assert_eq!(opened.store.unseen_events().await.unwrap(), 2);
    let mut write = opened.store.write().await.unwrap();
    events::settle(&mut write, &[grant], now()).await.unwrap();
    opened.store.commit(write).await.unwrap();
    assert_eq!(opened.store.events(true, 10).await.unwrap(), []);
    assert_eq!(opened.store.events(false, 10).await.unwrap().len(), 2, "those that were news");
}

#[tokio::test]
async fn only_the_answers_that_are_still_asked_for_are_kept() {
    let opened = Opened::new().await;
    let url = |name: &str| -> url::Url { format!("https://minato.example/{name}").parse().unwrap() };
    let learn = async |fresh: &[&str], answered: &[&str]| {
        let answer = || Answer { marks: Marks { etag: Some("\"1\"".into()), last_modified: None }, kind: "application/jose".into(), body: b"x".to_vec() };
        let fresh = fresh.iter().map(|name| (url(name), answer())).collect();
        let learned = Learned { fresh, answered: answered.iter().map(|name| url(name)).collect() };
        let mut write = opened.store.write().await.unwrap();
        answers::keep(&mut write, &opened.issuer, &learned).await.unwrap();
        opened.store.commit(write).await.unwrap();
        opened.store.answers(&opened.issuer).await.unwrap().into_keys().collect::<Vec<_>>()
    };
    assert_eq!(learn(&["own", "notices-1"], &["own", "notices-1"]).await, [url("notices-1"), url("own")]);
    assert_eq!(learn(&["notices-2"], &["own", "notices-2"]).await, [url("notices-2"), url("own")], "one with a version in its name goes");
    assert_eq!(learn(&[], &[]).await.len(), 2, "without a line nothing is forgotten");
}

#[tokio::test]
async fn a_notice_that_became_weightier_is_unread_and_told_again() {
    let opened = Opened::new().await;
    let hear = async |severity: &str, days: i64| {
        let notice = serde_json::json!({ "id": "n-1", "kind": "incident", "severity": severity, "by": "issuer", "issued_at": now(), "title": { "ja": "件" }, "body": { "ja": "文" } });
        let what = What::Notice { issuer: opened.issuer.clone(), notice: "n-1".into() };
        let at = now() + Duration::days(days);
        let mut write = opened.store.write().await.unwrap();
        notices::hear(&mut write, &opened.issuer, &[serde_json::from_value(notice).unwrap()], at).await.unwrap();
        let news = events::note(&mut write, &opened.issuer, &Event { what, since: now() }, days == 0, at).await.unwrap();
        opened.store.commit(write).await.unwrap();
        let heard = opened.store.notice(&opened.issuer, "n-1").await.unwrap().unwrap();
        assert_eq!(heard.heard_at, now(), "when it was heard stays");
        let read = heard.read_at.is_some();
        let mut write = opened.store.write().await.unwrap();
        notices::set_read(&mut write, &opened.issuer, "n-1", at).await.unwrap();
        opened.store.commit(write).await.unwrap();
        (news, read)
    };
    assert_eq!(hear("info", 0).await, (true, false), "it stood at the first list");
    assert_eq!(hear("info", 1).await, (false, true));
    assert_eq!(hear("urgent", 2).await, (true, false), "act now is something else than for your knowledge");
    assert_eq!(opened.store.unseen_events().await.unwrap(), 1);
    assert_eq!(hear("caution", 3).await, (false, true), "less is no news");
}

#[tokio::test]
async fn a_near_end_waits_until_it_is_over_or_moved_off() {
    let mut opened = Opened::new().await;
    let until = |days| {
        let mut remote = grant("a", "1");
        remote.facts.expiry.refreshable = Refreshable::Until(now() + Duration::days(days));
        remote
    };
    let mut waits = async |remote: RemoteGrant, noted: bool, days: i64| {
        let listed = opened.merge(std::slice::from_ref(&remote)).await;
        let mut write = opened.store.write().await.unwrap();
        if let (true, [(grant, _)]) = (noted, &listed[..]) {
            let event = Event { what: What::ExpiresSoon { grant: *grant }, since: now() + Duration::days(3) };
            events::note(&mut write, &opened.issuer, &event, false, now()).await.unwrap();
        }
        events::settle_past_ends(&mut write, now() + Duration::days(days)).await.unwrap();
        opened.store.commit(write).await.unwrap();
        opened.store.unseen_events().await.unwrap()
    };
    assert_eq!(waits(until(3), true, 0).await, 1);
    assert_eq!(waits(until(4), false, 1).await, 1, "every use moves it on a little");
    assert_eq!(waits(until(40), false, 1).await, 0, "renewed");
}

#[tokio::test]
async fn a_sign_in_is_watched_from_its_first_list_and_new_is_new_after_a_whole_one() {
    let opened = Opened::new().await;
    let look = async |as_of, trouble| {
        let look = Looked { wish: None, as_of, trouble, failures: 0, next: now() };
        let mut write = opened.store.write().await.unwrap();
        accounts::looked(&mut write, opened.account, &look).await.unwrap();
        let (watched, issuers) = (accounts::watched(&mut write, opened.account).await.unwrap(), accounts::watched_issuers(&mut write).await.unwrap());
        opened.store.commit(write).await.unwrap();
        assert_eq!(!issuers.is_empty(), watched.before);
        (watched.before, watched.whole)
    };
    assert_eq!(look(None, Some(Trouble::Offline)).await, (false, false));
    assert_eq!(look(Some(now()), Some(Trouble::Unreadable)).await, (true, false), "with gaps");
    assert_eq!(look(Some(now()), None).await, (true, true));
    assert_eq!(look(None, Some(Trouble::Offline)).await, (true, true), "the last list was whole");
    assert_eq!(look(Some(now()), Some(Trouble::Unreadable)).await, (true, false));
}
