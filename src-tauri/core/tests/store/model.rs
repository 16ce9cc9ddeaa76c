//! Random histories of lists: the store against the smallest model of what it should hold.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use renkei_core::domain::chain::Chain;
use renkei_core::domain::grant::{RemoteGrant, Status};
use renkei_core::domain::id::GrantId;
use renkei_core::domain::listing::{Filter, Sort};
use renkei_core::domain::permission::Effect;
use renkei_core::domain::record::{Act, Change};
use renkei_core::domain::stated::Told;
use renkei_core::issuers::adapters::Listing;
use renkei_core::secret::DeviceKey;
use renkei_core::store::grants::{Ends, Merged, Outcome, merge};
use renkei_core::store::records;

use super::{Opened, grant, now, permission};

/// One list that comes in.
#[derive(Debug, Clone)]
struct Turn {
    listed: Vec<RemoteGrant>,
    complete: bool,
    /// Names whose ending is under way.
    ending: BTreeSet<String>,
}

/// Name and birth to state: all that the store should know.
type Model = BTreeMap<(String, String), Status>;
type Rows = BTreeMap<GrantId, ((String, String), Status)>;

proptest! {
    // Each case makes a database of its own: a quarter of what others get.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn any_history_of_lists_loses_nothing(turns in proptest::collection::vec(turn(), 1..8)) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(play(&turns));
    }
}

async fn play(turns: &[Turn]) {
    let mut opened = Opened::new().await;
    let (mut model, mut lines) = (Model::new(), 0);
    for turn in turns {
        let before = opened.rows().await;
        let changes = opened.take(turn, &before).await;
        let after = opened.rows().await;
        for (id, (place, _)) in &before {
            assert_eq!(after.get(id).map(|(place, _)| place), Some(place), "no row is ever deleted or becomes another's");
        }
        expect(&mut model, turn);
        assert_eq!(after.values().cloned().collect::<Model>(), model);
        assert_eq!(after.len(), model.len(), "one row for each giving");
        for (id, merged) in &changes {
            let anew = before.values().any(|((key, _), _)| *key == after[id].0.0);
            assert_eq!(*merged == Merged::New, !before.contains_key(id) && !anew, "{merged:?}");
            assert_eq!(*merged == Merged::Changed(Change::GivenAnew), !before.contains_key(id) && anew, "{merged:?}");
        }
        lines += i64::try_from(changes.len()).unwrap();
        assert_eq!(opened.take(turn, &after).await, [], "the same list twice changes nothing");
        assert_eq!(opened.rows().await, after);
    }
    // The line that introduces the key stands before all others.
    let lines = lines + i64::from(lines > 0);
    let mut chain = Chain::new(None);
    for line in opened.store.records_after(0, 10_000).await.unwrap() {
        chain.take(&line).unwrap();
    }
    assert_eq!(chain.last, lines, "every change left its line, and the chain is whole");
}

fn expect(model: &mut Model, turn: &Turn) {
    let known: BTreeSet<(String, String)> = model.keys().cloned().collect();
    let mut listed = BTreeSet::new();
    for remote in &turn.listed {
        let place = (remote.key.0.clone(), remote.birth.0.clone());
        // What is listed twice counts as it stood first.
        if listed.insert(place.clone()) {
            model.insert(place, remote.status.clone());
        }
    }
    for place in known.difference(&listed).filter(|_| turn.complete) {
        if model[place].is_live() && !turn.ending.contains(&place.0) {
            model.insert(place.clone(), Status::Vanished { since: now(), with: None });
        }
    }
}

fn turn() -> impl Strategy<Value = Turn> {
    let status = prop_oneof![
        4 => Just(Status::Active),
        1 => Just(Status::Suspended { by: Told::NotTold, reason: Told::NotTold, since: Told::NotTold }),
        1 => Just(Status::Expired { since: Told::NotTold }),
        1 => Just(Status::Ended { by: Told::NotTold, at: Told::NotTold }),
        1 => Just(Status::Unknown),
    ];
    let item = ("[a-d]", "[1-3]", status, any::<bool>()).prop_map(|(key, birth, status, wide)| {
        let mut item = grant(&key, &birth);
        item.status = status;
        if wide {
            item.facts.permissions.push(permission("funds:top_up", Effect::MovesMoney));
        }
        item
    });
    let ending = proptest::collection::btree_set("[a-d]", 0..2);
    (proptest::collection::vec(item, 0..6), any::<bool>(), ending).prop_map(|(listed, complete, ending)| Turn { listed, complete, ending })
}

impl Opened {
    /// Takes a list in with its records, as the desk does.
    async fn take(&mut self, turn: &Turn, rows: &Rows) -> Vec<(GrantId, Merged)> {
        let mut write = self.store.write().await.unwrap();
        let listing = Listing { grants: turn.listed.clone(), unreadable: u32::from(!turn.complete) };
        let under_way = rows.iter().filter(|(_, ((key, _), _))| turn.ending.contains(key)).map(|(id, _)| *id).collect();
        let made = &mut self.made;
        let fresh = || {
            *made += 1;
            let [high, low] = made.to_be_bytes();
            GrantId::new(now(), [0, 0, 0, 0, 0, 0, 0, 0, high, low])
        };
        let Outcome { changes, .. } =
            merge(&mut write, &self.issuer, self.account, &listing, &Ends { under_way, ..Ends::default() }, now(), fresh).await.unwrap();
        for (grant, merged) in &changes {
            let act = match merged {
                Merged::New => Act::GrantSeen { grant: *grant },
                Merged::Changed(what) => Act::GrantChanged { grant: *grant, what: *what },
            };
            records::append(&mut write, now(), &[(Some(*grant), act)], &DeviceKey::new([7; 32]), || [3; 16]).await.unwrap();
        }
        self.store.commit(write).await.unwrap();
        changes
    }

    async fn rows(&self) -> Rows {
        let mut rows = Rows::new();
        for id in self.pages(Sort::Service, Filter::All, 500).await {
            let remote = self.store.grant(id).await.unwrap().unwrap().remote;
            rows.insert(id, ((remote.key.0, remote.birth.0), remote.status));
        }
        rows
    }
}
