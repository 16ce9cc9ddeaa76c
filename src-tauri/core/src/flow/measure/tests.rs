//! Measurements of made-up issuers, with made-up time.

use super::*;

/// What an issuer does after the ending: how long each of the three goes on, in milliseconds.
struct Issuer {
    list: i64,
    renew: i64,
    resource: i64,
    /// Whether the ending is accepted at all.
    ends: bool,
}

const GIVEN: Given = Given { access_until: None, signed_until: None, renewable: true, resource: true };

fn start() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

fn ms(at: i64) -> Duration {
    Duration::milliseconds(at)
}

/// Drives a measurement to its end; each look takes 20 ms, the ending 100. Gives back how often was looked, too.
fn drive(issuer: &Issuer, given: Given) -> (Measuring, u32) {
    let (mut now, mut looks) = (start(), 0);
    let (mut measuring, mut effect) = on(Measuring::new(given), Event::Given(given), now);
    loop {
        let event = match effect {
            Effect::Finish => return (measuring, looks),
            Effect::End(_, _) => {
                now += ms(100);
                if issuer.ends { Event::Accepted { status: 204 } } else { Event::NotEnded }
            }
            Effect::Look(means, at) => {
                now = now.max(at) + ms(20);
                looks += 1;
                let since = measuring.ended().map_or(-1, |(ended, _)| (now - ended).num_milliseconds());
                let see = |wanted: bool, life: i64| wanted.then_some((now, if since < life { Seen::Works } else { Seen::Refused }));
                let listed = see(means.list, issuer.list);
                let found = listed.filter(|(_, seen)| *seen == Seen::Works).map(|_| (RemoteKey("g".into()), Birth("b".into())));
                Event::Looked(Looked { listed, renewed: see(means.renew, issuer.renew), accepted: see(means.resource, issuer.resource), found, anew: None })
            }
        };
        (measuring, effect) = on(measuring, event, now);
    }
}

#[test]
fn an_issuer_that_ends_at_once_is_measured_in_one_look() {
    let (measuring, looks) = drive(&Issuer { list: 0, renew: 0, resource: 0, ends: true }, GIVEN);
    assert_eq!(measuring.lives(), [Life::Over { by: 20, worked: 0 }; 3]);
    assert_eq!((looks, measuring.left_the_list(), measuring.signed_for()), (2, true, None));
}

#[test]
fn signed_tokens_that_live_on_are_looked_at_until_they_are_dead() {
    let until = start() + ms(6_100);
    let given = Given { access_until: Some(until), signed_until: Some(until), ..GIVEN };
    let (measuring, _) = drive(&Issuer { list: 0, renew: 0, resource: 5_980, ends: true }, given);
    let [list, renew, resource] = measuring.lives();
    assert_eq!((list, renew), (Life::Over { by: 20, worked: 0 }, Life::Over { by: 20, worked: 0 }));
    let Life::Over { by, worked } = resource else { panic!("{resource:?}") };
    assert!(worked < 5_980 && (5_980..6_600).contains(&by), "worked at {worked}, over by {by}");
    assert_eq!(measuring.signed_for(), Some(5_980));
}

#[test]
fn an_issuer_that_lies_is_looked_at_no_longer_than_the_tokens_own_end_and_a_margin() {
    let given = Given { access_until: Some(start() + ms(4_000)), ..GIVEN };
    let (measuring, _) = drive(&Issuer { list: 0, renew: i64::MAX, resource: 0, ends: true }, given);
    let [list, renew, _] = measuring.lives();
    assert_eq!(list, Life::Over { by: 20, worked: 0 });
    let Life::Alive { worked } = renew else { panic!("{renew:?}") };
    assert!((8_000..=9_100).contains(&worked), "{worked}");
}

#[test]
fn without_a_told_end_looking_stops_after_ten_minutes() {
    let (measuring, looks) = drive(&Issuer { list: i64::MAX, renew: i64::MAX, resource: i64::MAX, ends: true }, GIVEN);
    for life in measuring.lives() {
        let Life::Alive { worked } = life else { panic!("{life:?}") };
        assert!((600_000..=600_100).contains(&worked), "{worked}");
    }
    assert!(looks < 60, "an issuer is not hammered: {looks}");
}

#[test]
fn what_did_not_work_before_is_not_measured() {
    let found = Some((RemoteKey("g".into()), Birth("b".into())));
    let (measuring, _) = on(Measuring::new(GIVEN), Event::Given(GIVEN), start());
    let looked =
        Looked { listed: Some((start(), Seen::Works)), renewed: Some((start(), Seen::Silent)), accepted: Some((start(), Seen::Refused)), found, anew: None };
    let (measuring, effect) = on(measuring, Event::Looked(looked), start());
    assert!(matches!(effect, Effect::End(_, _)));
    let (measuring, effect) = on(measuring, Event::Accepted { status: 204 }, start());
    assert_eq!(effect, Effect::Look(Means { list: true, renew: false, resource: false }, start()));
    let gone = Looked { listed: Some((start() + ms(30), Seen::Refused)), ..Looked::default() };
    let (measuring, effect) = on(measuring, Event::Looked(gone), start() + ms(30));
    assert_eq!(effect, Effect::Finish);
    let never = Life::Unmeasured(Unmeasured::NeverWorked);
    assert_eq!(measuring.lives(), [Life::Over { by: 30, worked: 0 }, never, never]);
    let without = Given { renewable: false, resource: false, ..GIVEN };
    assert_eq!(Measuring::new(without).lives()[1..], [Life::Unmeasured(Unmeasured::None); 2]);
}

#[test]
fn a_grant_that_is_not_listed_is_not_ended_and_nothing_is_measured() {
    let (measuring, looks) = drive(&Issuer { list: -2, renew: 0, resource: 0, ends: true }, GIVEN);
    assert_eq!((measuring.ended(), looks), (None, LOOKS));
    let (refused, _) = drive(&Issuer { list: 0, renew: 0, resource: 0, ends: false }, GIVEN);
    assert_eq!(refused.ended(), None);
}

#[test]
fn silence_is_no_end_and_no_life() {
    let all = |seen| Looked { listed: Some((start(), seen)), renewed: Some((start(), seen)), accepted: Some((start(), seen)), ..Looked::default() };
    let found = Looked { found: Some((RemoteKey("g".into()), Birth("b".into()))), ..all(Seen::Works) };
    let (measuring, _) = on(Measuring::new(GIVEN), Event::Looked(found), start());
    let (measuring, _) = on(measuring, Event::Accepted { status: 204 }, start());
    let (measuring, effect) = on(measuring, Event::Looked(all(Seen::Silent)), start());
    assert!(matches!(effect, Effect::Look(..)));
    let (measuring, effect) = on(measuring, Event::Stopped, start());
    assert_eq!((effect, measuring.stopped()), (Effect::Finish, true));
    assert_eq!(measuring.lives(), [Life::Unmeasured(Unmeasured::NoAnswer); 3]);
}
