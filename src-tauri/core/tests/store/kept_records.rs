//! What the records hold of grants that are over: erased by rule, and never before.

use renkei_core::domain::chain::{Break, Chain};
use renkei_core::domain::id::GrantId;
use renkei_core::domain::record::Act;
use renkei_core::domain::retention::KEPT;
use renkei_core::secret::DeviceKey;
use renkei_core::store::{grants, records};

use super::{Opened, Status, Timestamp, Told, grant, now};

async fn seen(opened: &Opened, at: Timestamp, of: &[GrantId]) {
    let acts: Vec<_> = of.iter().map(|grant| (Some(*grant), Act::GrantSeen { grant: *grant })).collect();
    let mut write = opened.store.write().await.unwrap();
    records::append(&mut write, at, &acts, &DeviceKey::new([7; 32]), || [3; 16]).await.unwrap();
    opened.store.commit(write).await.unwrap();
}

async fn check(opened: &Opened) -> Result<i64, Break> {
    let mut chain = Chain::new(None);
    for line in opened.store.records_after(0, u32::MAX).await.unwrap() {
        chain.take(&line)?;
    }
    chain.finish().map(|()| chain.last)
}

#[tokio::test]
async fn lines_of_a_grant_that_ended_under_two_years_ago_are_never_erased() {
    let mut opened = Opened::new().await;
    let listed = ["live", "old", "young"].map(|key| grant(key, "1")).to_vec();
    let changes = opened.merge(&listed).await;
    let [live, old, young] = [0, 1, 2].map(|place: usize| changes[place].0);
    let mut write = opened.store.write().await.unwrap();
    for ended in [old, young] {
        // An issuer that dates the end back.
        let status = Status::Ended { by: Told::NotTold, at: Told::Told(now() - chrono::Duration::days(9_000)) };
        grants::set_status(&mut write, ended, &status).await.unwrap();
    }
    opened.store.commit(write).await.unwrap();
    seen(&opened, now(), &[live, old, young]).await;
    seen(&opened, now() + chrono::Duration::days(2), &[young]).await;
    let before = |later: Timestamp| later.checked_sub_months(KEPT).unwrap();
    let over = |at: Timestamp| {
        let store = opened.store.clone();
        async move { store.grants_last_recorded_before(before(at), 10).await.unwrap().into_iter().map(|(grant, _)| grant).collect::<Vec<_>>() }
    };
    let until = now().checked_add_months(KEPT).unwrap();
    assert_eq!(over(until - chrono::Duration::seconds(1)).await, []);
    assert_eq!(over(until).await, [old], "neither the young nor the live one");
    let mut write = opened.store.write().await.unwrap();
    let lines = records::erase(&mut write, &[old]).await.unwrap();
    opened.store.commit(write).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(check(&opened).await, Err(Break::Changed { number: lines[0] }), "nobody said so yet");
    let mut write = opened.store.write().await.unwrap();
    let act = Act::ErasedByRule { lines: vec![(lines[0], lines[0])] };
    records::append(&mut write, until, &[(None, act)], &DeviceKey::new([7; 32]), || [3; 16]).await.unwrap();
    opened.store.commit(write).await.unwrap();
    assert!(check(&opened).await.is_ok());
    assert_eq!(over(until).await, [], "once is enough");
    let left = opened.store.records(Some(young), None, 10).await.unwrap();
    assert!(left.len() == 2 && left.iter().all(|line| line.payload.is_some()));
}

/// Many at once stay quick: how quick is told with `--nocapture`, not tested.
#[tokio::test]
async fn ten_thousand_lines_are_signed_and_checked() {
    let opened = Opened::new().await;
    let ids: Vec<GrantId> = (0..10_000_u16).map(|n| GrantId::new(now(), [0, 0, 0, 0, 0, 0, 0, 0, n.to_be_bytes()[0], n.to_be_bytes()[1]])).collect();
    seen(&opened, now(), &ids).await;
    assert_eq!(check(&opened).await, Ok(10_001), "with the line that introduces the key");
}
