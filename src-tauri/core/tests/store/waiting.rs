//! What waits in the store: endings, together and by themselves, days of one's own, and what was noted while a clock ran ahead.

use std::collections::BTreeSet;

use chrono::Duration;
use renkei_core::domain::Timestamp;
use renkei_core::domain::batch::{Batch, Choice};
use renkei_core::domain::ending::{Ending, Evidence, Silence, State, Step, Watch};
use renkei_core::domain::event::{Event, What};
use renkei_core::domain::grant::Status;
use renkei_core::domain::id::{BatchId, Birth, EndingId, GrantId, RemoteKey};
use renkei_core::domain::own_end::{OwnEnd, Then, WhyAsked};
use renkei_core::domain::stated::Told;
use renkei_core::secret::DatabaseKey;
use renkei_core::store::{Store, backup, batches, endings, events, grants, own_ends, pace};

use super::{Opened, grant, now};

/// Endings of as many grants, asked together at this time.
async fn asked_together(opened: &mut Opened, count: usize, at: Timestamp, sign_out: bool) -> (Batch, Vec<Ending>) {
    let listed: Vec<_> = (0..count).map(|index| grant(&format!("k{index}"), "b")).collect();
    let changes = opened.merge(&listed).await;
    let sign_out_of = if sign_out { vec![opened.account] } else { vec![] };
    let batch = Batch { id: BatchId::new(at, [1; 10]), choice: Choice::Everything, asked_at: at, stopped_at: None, sign_out, sign_out_of, withdrawn: vec![] };
    let ending = |(index, (id, _)): (usize, &(GrantId, _))| {
        let (number, key) = (u8::try_from(index).unwrap(), RemoteKey(format!("k{index}")));
        let mut ending = Ending::asked(EndingId::new(at, [number; 10]), *id, opened.account, key, Birth("b".into()), at);
        ending.batch = Some(batch.id);
        ending
    };
    let all: Vec<Ending> = changes.iter().enumerate().map(ending).collect();
    let mut write = opened.store.write().await.unwrap();
    batches::put(&mut write, &batch).await.unwrap();
    batches::ask_all(&mut write, &all).await.unwrap();
    opened.store.commit(write).await.unwrap();
    (batch, all)
}

async fn save(opened: &Opened, ending: &Ending) {
    let mut write = opened.store.write().await.unwrap();
    endings::save(&mut write, ending).await.unwrap();
    opened.store.commit(write).await.unwrap();
}

fn verified(mut ending: Ending, at: Timestamp) -> Ending {
    ending.steps.push(Step { state: State::Verified, at, evidence: Evidence::NotListed });
    (ending.sent, ending.next_at) = (1, None);
    ending.watch = Some(Watch { until: at + Duration::days(30), looks: 0, uses_told_at: None, suspect: None, next_at: Some(at) });
    ending
}

#[tokio::test]
async fn a_backup_with_rows_in_every_table_is_taken_over_whole() {
    let folder = tempfile::tempdir().unwrap();
    let key = DatabaseKey::new([3; 32]);
    let (from, to) = (folder.path().join("from.db"), folder.path().join("to.db"));
    let store = Store::open(&from, &key).await.unwrap();
    store.fill().await.unwrap();
    let rows = store.rows().await.unwrap();
    assert!(rows.values().all(|rows| *rows > 0), "{rows:?}");
    store.close().await;
    let store = Store::open(&to, &key).await.unwrap();
    let both = store.with_backup(&from, &key).await.unwrap();
    let mut write = both.write().await.unwrap();
    assert!(backup::take_over(&mut write).await.unwrap());
    both.commit(write).await.unwrap();
    both.close().await;
    assert_eq!(store.rows().await.unwrap(), rows);
}

#[tokio::test]
async fn endings_that_a_clock_months_ahead_timed_are_due_once_it_is_set_back() {
    let mut opened = Opened::new().await;
    let (_, all) = asked_together(&mut opened, 2, now() + Duration::days(200), false).await;
    let mut waits = all[1].clone();
    let at = now() + Duration::days(200);
    waits.steps.push(Step { state: State::Waiting, at, evidence: Evidence::NoAnswer { why: Silence::Offline } });
    waits.next_at = Some(at + Duration::hours(1));
    save(&opened, &waits).await;
    let due = opened.store.due_of_batches(now(), 10).await.unwrap();
    assert_eq!(due.get(&opened.account).map(Vec::len), Some(2));
}

#[tokio::test]
async fn one_of_many_that_is_asked_for_by_itself_is_neither_held_nor_given_up_with_them() {
    let mut opened = Opened::new().await;
    let (batch, all) = asked_together(&mut opened, 2, now(), false).await;
    let mut write = opened.store.write().await.unwrap();
    batches::hold(&mut write, &all.iter().map(|ending| ending.id).collect::<Vec<_>>()).await.unwrap();
    opened.store.commit(write).await.unwrap();
    assert!(opened.store.due_endings(now()).await.unwrap().is_empty() && opened.store.is_held(all[0].id).await.unwrap());
    let alone = Ending { batch: None, ..all[0].clone() };
    save(&opened, &alone).await;
    assert_eq!(opened.store.due_endings(now()).await.unwrap(), [alone]);
    assert!(!opened.store.is_held(all[0].id).await.unwrap() && opened.store.is_held(all[1].id).await.unwrap());
    let mut write = opened.store.write().await.unwrap();
    assert_eq!(batches::open_of(&mut write, batch.id).await.unwrap(), all[1..]);
}

#[tokio::test]
async fn an_issuer_that_wants_to_be_left_alone_is_asked_for_no_look_and_no_receipt() {
    let mut opened = Opened::new().await;
    let (_, all) = asked_together(&mut opened, 1, now(), false).await;
    save(&opened, &Ending { batch: None, ..verified(all[0].clone(), now()) }).await;
    let due = async |minutes: i64| {
        let at = now() + Duration::minutes(minutes);
        let (looks, receipts) = (opened.store.due_looks(at).await.unwrap(), opened.store.endings_without_receipt(now(), at).await.unwrap());
        (looks.len(), receipts.len())
    };
    assert_eq!(due(1).await, (1, 1));
    let mut write = opened.store.write().await.unwrap();
    pace::wait(&mut write, &opened.issuer, now() + Duration::minutes(5), Silence::TooMany, now()).await.unwrap();
    opened.store.commit(write).await.unwrap();
    assert_eq!(due(1).await, (0, 0));
    assert_eq!(due(5).await, (1, 1));
}

#[tokio::test]
async fn this_device_is_signed_out_where_it_was_wished_and_once() {
    let mut opened = Opened::new().await;
    let (_, all) = asked_together(&mut opened, 1, now(), true).await;
    assert_eq!(opened.store.to_sign_out().await.unwrap(), BTreeSet::new(), "something is open there");
    save(&opened, &verified(all[0].clone(), now())).await;
    assert_eq!(opened.store.to_sign_out().await.unwrap(), BTreeSet::from([opened.account]));
    let mut write = opened.store.write().await.unwrap();
    batches::signed_out(&mut write, opened.account).await.unwrap();
    opened.store.commit(write).await.unwrap();
    assert_eq!(opened.store.to_sign_out().await.unwrap(), BTreeSet::new(), "the next sign-in is another one");
    assert!(opened.store.batches().await.unwrap()[0].sign_out, "that it was wished stays told");
}

#[tokio::test]
async fn a_sign_in_that_came_later_is_not_signed_out_of() {
    let mut opened = Opened::new().await;
    let (batch, all) = asked_together(&mut opened, 1, now(), true).await;
    let mut write = opened.store.write().await.unwrap();
    batches::put(&mut write, &Batch { sign_out_of: vec![], ..batch }).await.unwrap();
    opened.store.commit(write).await.unwrap();
    save(&opened, &verified(all[0].clone(), now())).await;
    assert_eq!(opened.store.to_sign_out().await.unwrap(), BTreeSet::new());
}

#[tokio::test]
async fn a_day_that_was_asked_about_before_it_came_is_due_when_it_does() {
    let mut opened = Opened::new().await;
    let changes = opened.merge(&[grant("a", "1")]).await;
    let (id, day) = (changes[0].0, chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    let own = |asked: Option<Timestamp>| OwnEnd {
        grant: id,
        birth: Birth("1".into()),
        day,
        at: now() - Duration::hours(1),
        then: Then::End,
        why: None,
        asked: asked.map(|at| (at, WhyAsked::Clock)),
    };
    let store = opened.store.clone();
    let due = async |asked| {
        let mut write = store.write().await.unwrap();
        own_ends::put(&mut write, &own(asked)).await.unwrap();
        store.commit(write).await.unwrap();
        store.due_own_ends(now()).await.unwrap().len()
    };
    assert_eq!(due(None).await, 1);
    assert_eq!(due(Some(now() - Duration::minutes(1))).await, 0, "asked on the day");
    assert_eq!(due(Some(now() + Duration::days(200))).await, 1, "asked by a clock that ran ahead");
    let mut write = opened.store.write().await.unwrap();
    grants::set_status(&mut write, id, &Status::Ended { by: Told::NotTold, at: Told::NotTold }).await.unwrap();
    opened.store.commit(write).await.unwrap();
    assert_eq!(due(None).await, 0, "not listed: it rests");
    opened.merge(&[grant("a", "2")]).await;
    assert_eq!(due(None).await, 1, "another giving is listed under its name");
}

#[tokio::test]
async fn what_a_clock_that_ran_ahead_noted_hides_nothing() {
    let opened = Opened::new().await;
    let grant = GrantId::new(now(), [9; 10]);
    let note = async |at: Timestamp| {
        let mut write = opened.store.write().await.unwrap();
        let noted = events::note(&mut write, &opened.issuer, &Event { what: What::Disputed { grant }, since: at }, false, at).await.unwrap();
        opened.store.commit(write).await.unwrap();
        noted
    };
    assert!(note(now() + Duration::days(200)).await);
    assert!(note(now()).await);
    assert!(!note(now()).await, "once");
}
