//! What a look means where a grant is narrowed and not ended: what is to go is not the grant, but a part of what it holds.

use super::{Event, Seen, after, settle};
use crate::domain::Timestamp;
use crate::domain::ending::{Ending, Evidence, LeftAlive, Silence, State};
use crate::domain::stated::Told;

/// What an event means.
pub(super) enum Means {
    /// The grant itself is over: nothing is left to narrow.
    Over(Evidence),
    /// What it would mean for an ending: gone is what was to go, alive where some of it is still there.
    As(Event),
}

/// What an event means for what was asked. An ending takes each as it is.
pub(super) fn means(ending: &Ending, event: Event) -> Means {
    let (Some(narrowing), Event::Seen(seen)) = (&ending.narrows, &event) else { return Means::As(event) };
    match seen {
        Seen::Gone => Means::Over(Evidence::NotListed),
        Seen::Ended { tokens_alive, .. } => Means::Over(Evidence::ListedEnded { tokens_alive: *tokens_alive }),
        // What is left of it has no birth: that is not what was to be narrowed.
        Seen::GoneButInUse => Means::Over(Evidence::StillInUse),
        Seen::Alive { birth, .. } if !birth.is_told() => Means::Over(Evidence::StillInUse),
        Seen::Alive { birth, .. } if *birth != ending.birth => Means::As(event),
        // A part that could not be read may be what was to go.
        Seen::Alive { holds: Told::NotTold, .. } => Means::As(Event::Silent { why: Silence::Unreadable, retry_at: None }),
        Seen::Alive { holds: Told::Told(held), .. } if narrowing.still_in(held).is_empty() => Means::As(Event::Seen(Seen::Gone)),
        Seen::Alive { .. } => Means::As(event),
    }
}

/// Takes in that the grant itself is over. What was proved of the narrowing stays proved.
pub(super) fn over(mut ending: Ending, evidence: Evidence, now: Timestamp, jitter: u16) -> Ending {
    match ending.state() {
        State::Verified => after::rest_for_good(&mut ending),
        State::Refused => {}
        State::Superseded => return after::on(ending, &Event::Seen(Seen::GoneButInUse), now, LeftAlive::NotTold, jitter).0,
        State::Asked | State::Sent | State::Accepted | State::Waiting | State::NeedsYou | State::Disputed => {
            settle(&mut ending, State::Superseded, now, evidence);
        }
    }
    ending
}

/// What was seen of what is still there.
pub(super) fn still_there(ending: &Ending, holds: &Told<Vec<String>>) -> Evidence {
    match (&ending.narrows, holds) {
        (Some(narrowing), Told::Told(held)) => Evidence::StillHeld { scopes: narrowing.still_in(held) },
        (Some(_), Told::NotTold) | (None, _) => Evidence::StillThere,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use proptest::prelude::*;

    use super::super::{Effect, on};
    use super::*;
    use crate::domain::ending::{Grade, Narrowing};
    use crate::domain::id::{AccountId, Birth, EndingId, GrantId, RemoteKey};
    use crate::domain::permission::{Access, Effect as Does, Permission};

    fn now() -> Timestamp {
        chrono::Utc.with_ymd_and_hms(2026, 11, 21, 9, 0, 0).unwrap()
    }

    fn permission(scope: &str) -> Permission {
        Permission { scope: scope.into(), access: Access::Reference, effect: Does::None, words: None }
    }

    /// To take `pay` away from a grant that holds `see` too.
    fn asked() -> Ending {
        let (key, birth) = (RemoteKey("g1".into()), Birth("b1".into()));
        let asked = Ending::asked(EndingId::new(now(), [1; 10]), GrantId::new(now(), [2; 10]), AccountId::new(now(), [3; 10]), key, birth, now());
        Ending { narrows: Some(Narrowing { keep: vec![permission("see")], drop: vec![permission("pay")] }), ..asked }
    }

    fn holds(birth: &str, names: &[&str]) -> Event {
        Event::Seen(Seen::Alive { birth: Birth(birth.into()), holds: Told::Told(names.iter().map(|name| (*name).to_owned()).collect()) })
    }

    fn wide() -> Event {
        holds("b1", &["pay", "see"])
    }

    fn narrow() -> Event {
        holds("b1", &["see"])
    }

    fn untold() -> Event {
        Event::Seen(Seen::Alive { birth: Birth("b1".into()), holds: Told::NotTold })
    }

    fn play(events: Vec<Event>) -> (Ending, Option<Effect>) {
        let play = |(ending, _), event| on(ending, event, now(), LeftAlive::NotTold, 0);
        events.into_iter().fold((asked(), None), play)
    }

    #[test]
    fn the_table() {
        let accepted = || Event::Accepted { status: 204 };
        let kept = || vec![wide(), accepted(), wide(), wide(), wide(), wide()];
        let then = |mut first: Vec<Event>, more: Vec<Event>| {
            first.extend(more);
            first
        };
        let gone = || Event::Seen(Seen::Gone);
        let lost = || Event::Silent { why: Silence::TimedOut, retry_at: None };
        for (name, events, state) in [
            ("held, sent, accepted, not held any more", vec![wide(), accepted(), narrow()], State::Verified),
            ("accepted alone proves nothing", vec![wide(), accepted()], State::Accepted),
            ("not held at the first look", vec![narrow()], State::Verified),
            ("no answer, then not held", vec![wide(), lost(), narrow()], State::Verified),
            ("no answer, still held: sent again", vec![wide(), lost(), wide()], State::Sent),
            ("accepted and kept wide", kept(), State::Disputed),
            ("what cannot be read wholly proves nothing", vec![wide(), accepted(), untold()], State::Accepted),
            ("what cannot be read wholly is not sent to", vec![untold()], State::Waiting),
            ("another giving", vec![wide(), lost(), holds("b2", &["pay", "see"])], State::Superseded),
            ("the issuer says it was given anew", vec![wide(), Event::GivenAnew], State::Superseded),
            ("the grant itself is gone: that is no narrowing", vec![wide(), accepted(), gone()], State::Superseded),
            (
                "ended as a whole",
                vec![Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive: Told::Told(0), since: Told::NotTold })],
                State::Superseded,
            ),
            ("gone, and there again within moments", vec![gone(), wide()], State::Waiting),
            ("gone, and there again, narrowed", vec![gone(), narrow(), narrow()], State::Verified),
            ("an ending goes before it", vec![wide(), Event::EndingAsked], State::Superseded),
            ("an ending goes before it, and nothing brings it back", vec![wide(), Event::EndingAsked, wide(), accepted(), narrow()], State::Superseded),
            ("an ending goes before what may come back", vec![gone(), Event::EndingAsked, wide()], State::Superseded),
            ("refused", vec![wide(), Event::Refused { status: 422, words: None }], State::Refused),
            ("back after it was proved", vec![narrow(), wide()], State::Disputed),
            ("given anew after it was proved is no contradiction", vec![narrow(), holds("b2", &["pay", "see"])], State::Verified),
            ("ended after it was proved takes nothing back", vec![narrow(), gone()], State::Verified),
            ("a dispute that clears up", then(kept(), vec![narrow()]), State::Verified),
            ("a dispute over what has ended since", then(kept(), vec![gone()]), State::Superseded),
        ] {
            assert_eq!(play(events).0.state(), state, "{name}");
        }
        let (proved, effect) = play(vec![wide(), accepted(), narrow()]);
        assert_eq!((proved.verified_by(), effect), (Some(Grade::PermissionsGone), None), "never the grade of an ending");
        assert_eq!(proved.steps.last().map(|step| step.evidence.clone()), Some(Evidence::NoLongerHeld));
        assert_eq!(after::look(&proved), Effect::Read, "the list is what shows whether it is back");
        let (wide_again, _) = play(vec![narrow(), wide()]);
        assert_eq!(wide_again.steps.last().map(|step| step.evidence.clone()), Some(Evidence::StillHeld { scopes: vec!["pay".into()] }));
    }

    #[test]
    fn what_is_no_part_of_it_is_refused() {
        use crate::domain::ending::NotNarrower;
        let held = [permission("pay"), permission("see"), permission("who")];
        let of = |drop: &[&str]| Narrowing::of(&held, &drop.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &["who".to_owned()]);
        assert_eq!(of(&[]), Err(NotNarrower::KeepsAll));
        assert_eq!(of(&["pay", "see", "who"]), Err(NotNarrower::KeepsNothing));
        assert_eq!(of(&["who"]), Err(NotNarrower::Fixed));
        assert_eq!(of(&["pay", "other"]), Err(NotNarrower::NotHeld));
        let fine = of(&["see"]).unwrap();
        assert_eq!((fine.dropped(), fine.keep.len()), (vec!["see".to_owned()], 2));
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            4 => prop_oneof![Just("b1"), Just("b2")].prop_flat_map(|birth| prop_oneof![Just(holds(birth, &["pay", "see"])), Just(holds(birth, &["see"]))]),
            1 => Just(untold()),
            1 => Just(Event::Seen(Seen::Gone)),
            1 => Just(Event::Seen(Seen::GoneButInUse)),
            1 => Just(Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive: Told::Told(1), since: Told::NotTold })),
            2 => Just(Event::Accepted { status: 202 }),
            1 => Just(Event::NothingThere { status: 404 }),
            1 => Just(Event::GivenAnew),
            1 => Just(Event::EndingAsked),
            1 => Just(Event::Refused { status: 403, words: None }),
            3 => Just(Event::Silent { why: Silence::TimedOut, retry_at: None }),
            1 => Just(Event::SignInNeeded { max_age: None }),
            1 => prop_oneof![Just(Event::SignedIn), Just(Event::Hurried), Just(Event::BackAgain)],
        ]
    }

    proptest! {
        #[test]
        fn whatever_comes_the_promises_hold(events in prop::collection::vec(any_event(), 0..40)) {
            let mut narrowing = asked();
            let mut given_up = false;
            for event in events {
                let (before, accepted) = (narrowing.clone(), narrowing.was_accepted());
                given_up |= event == Event::EndingAsked && !matches!(before.state(), State::Verified | State::Disputed | State::Refused);
                let (after, effect) = on(narrowing, event.clone(), now(), LeftAlive::NotTold, 500);
                if after.state() == State::Verified && before.state() != State::Verified {
                    prop_assert_eq!(&event, &narrow(), "proved by nothing but the same giving without it");
                }
                if effect == Some(Effect::Send) {
                    prop_assert!(!accepted && !given_up, "sent again after it was accepted, or after an ending was asked for");
                    prop_assert_eq!(&event, &wide(), "sent without having seen this very giving hold it");
                    prop_assert_eq!(after.state(), State::Sent, "the step is on disk before the first byte");
                }
                prop_assert!(effect != Some(Effect::Uses), "accesses tell nothing of a part");
                if before.state().is_settled() {
                    prop_assert!(effect != Some(Effect::Send), "sent once it was settled");
                }
                if !after.state().is_settled() && effect.is_none() {
                    prop_assert!(after.next_at.is_some() || matches!(after.state(), State::NeedsYou | State::Sent | State::Accepted), "stuck in {:?}", after.state());
                }
                narrowing = after;
            }
        }
    }
}
