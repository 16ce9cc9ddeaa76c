use chrono::TimeZone as _;
use proptest::prelude::*;

use super::*;
use crate::domain::id::{AccountId, EndingId, GrantId, RemoteKey};

fn now() -> Timestamp {
    chrono::Utc.with_ymd_and_hms(2026, 11, 21, 9, 0, 0).unwrap()
}

fn asked() -> Ending {
    let (key, birth) = (RemoteKey("g1".into()), Birth("b1".into()));
    Ending::asked(EndingId::new(now(), [1; 10]), GrantId::new(now(), [2; 10]), AccountId::new(now(), [3; 10]), key, birth, now())
}

fn alive(birth: &str) -> Event {
    Event::Seen(Seen::Alive { birth: Birth(birth.into()) })
}

fn silent(why: Silence) -> Event {
    Event::Silent { why, retry_at: None }
}

/// Plays events one second apart; gives back the ending and the last effect.
fn play(events: Vec<Event>) -> (Ending, Option<Effect>) {
    let mut ending = asked();
    let mut effect = None;
    for (second, event) in events.into_iter().enumerate() {
        (ending, effect) = on(ending, event, now() + Duration::seconds(i64::try_from(second).unwrap()), LeftAlive::NotTold, 0);
    }
    (ending, effect)
}

#[test]
fn the_table() {
    let accepted = || Event::Accepted { status: 204 };
    let gone = || Event::Seen(Seen::Gone);
    let dead = || Event::Seen(Seen::Ended { tokens_alive: Told::Told(0) });
    for (name, events, state) in [
        ("asked, seen, sent, accepted, gone", vec![alive("b1"), accepted(), gone()], State::Verified),
        ("accepted alone proves nothing", vec![alive("b1"), accepted()], State::Accepted),
        ("gone before anything was sent", vec![gone()], State::Verified),
        ("no answer, then gone", vec![alive("b1"), silent(Silence::TimedOut), gone()], State::Verified),
        ("no answer, then another birth", vec![alive("b1"), silent(Silence::Interrupted), alive("b2")], State::Superseded),
        ("another birth at the first look", vec![alive("b2")], State::Superseded),
        ("the issuer says it was given anew", vec![alive("b1"), Event::GivenAnew], State::Superseded),
        ("accepted, then another birth", vec![alive("b1"), accepted(), alive("b2")], State::Superseded),
        ("accepted, still there, gone", vec![alive("b1"), accepted(), alive("b1"), gone()], State::Verified),
        ("accepted and kept", vec![alive("b1"), accepted(), alive("b1"), alive("b1"), alive("b1"), alive("b1")], State::Disputed),
        ("ended with no token alive", vec![alive("b1"), accepted(), dead()], State::Verified),
        ("ended with a token alive", vec![alive("b1"), accepted(), Event::Seen(Seen::Ended { tokens_alive: Told::Told(1) })], State::Accepted),
        ("ended with a token alive, before anything was sent", vec![Event::Seen(Seen::Ended { tokens_alive: Told::Told(1) })], State::Waiting),
        (
            "in use after an unanswered sending was never accepted",
            vec![alive("b1"), silent(Silence::TimedOut), Event::Seen(Seen::GoneButInUse)],
            State::Waiting,
        ),
        (
            "being offline uses up no patience",
            vec![alive("b1"), silent(Silence::Offline), silent(Silence::Offline), silent(Silence::Offline), alive("b1"), accepted(), alive("b1")],
            State::Accepted,
        ),
        ("a part that has no birth of its own is left", vec![alive("b1"), accepted(), alive("")], State::Accepted),
        ("gone but in use", vec![alive("b1"), accepted(), Event::Seen(Seen::GoneButInUse)], State::Accepted),
        ("a look that failed takes no acceptance back", vec![alive("b1"), accepted(), silent(Silence::Offline)], State::Accepted),
        ("offline at once", vec![silent(Silence::Offline)], State::Waiting),
        ("refused", vec![alive("b1"), Event::Refused { status: 403, words: None }], State::Refused),
        ("nothing there is looked at, not believed", vec![alive("b1"), Event::NothingThere { status: 404 }], State::Waiting),
        ("sign-in needed", vec![Event::SignInNeeded { max_age: None }], State::NeedsYou),
        ("back after it was proved", vec![gone(), Event::BackAgain], State::Disputed),
        ("used after it was proved", vec![gone(), Event::UsedAfter { at: now() }], State::Disputed),
    ] {
        assert_eq!(play(events).0.state(), state, "{name}");
    }
}

#[test]
fn the_grade_is_that_of_what_was_seen() {
    let (ending, _) = play(vec![alive("b1"), Event::Accepted { status: 204 }, Event::Seen(Seen::Ended { tokens_alive: Told::Told(0) })]);
    assert_eq!((ending.verified_by(), ending.left_alive), (Some(crate::domain::ending::Grade::TokensReportedDead), Some(LeftAlive::None)));
    let (ending, _) = play(vec![alive("b1"), Event::Accepted { status: 204 }, Event::Seen(Seen::Gone)]);
    assert_eq!((ending.verified_by(), ending.left_alive), (Some(crate::domain::ending::Grade::GrantGone), Some(LeftAlive::NotTold)));
}

#[test]
fn a_grant_without_birth_is_not_sent_twice_without_the_person() {
    let mut ending = asked();
    ending.birth = Birth::not_told();
    let step = |ending, event| on(ending, event, now(), LeftAlive::NotTold, 0);
    let unknown = || Event::Seen(Seen::Alive { birth: Birth::not_told() });
    let (ending, effect) = step(ending, unknown());
    assert_eq!(effect, Some(Effect::Send));
    let (ending, _) = step(ending, silent(Silence::TimedOut));
    let (ending, effect) = step(ending, unknown());
    assert_eq!((ending.state(), effect), (State::NeedsYou, None), "it may have been given anew, and nothing tells");
    let (ending, _) = step(ending, Event::Hurried);
    assert_eq!(step(ending, unknown()).1, Some(Effect::Send), "the person meant this one");
}

#[test]
fn tries_are_further_and_further_apart_and_heed_the_issuer() {
    let rests: Vec<_> = (0..24).map(|tries| rest(tries, 0)).collect();
    assert!(rests.windows(2).all(|pair| pair[0] <= pair[1]));
    assert_eq!(rests.last(), Some(&LONGEST_REST));
    assert!(rest(30, 1_000) > LONGEST_REST, "jitter spreads what many devices would do at once");
    let wish = now() + Duration::hours(1);
    let (ending, _) = play(vec![Event::Silent { why: Silence::TooMany, retry_at: Some(wish) }]);
    assert_eq!(ending.next_at, Some(wish));
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => prop_oneof![Just("b1"), Just("b2")].prop_map(alive),
        1 => Just(Event::Seen(Seen::Gone)),
        1 => Just(Event::Seen(Seen::GoneButInUse)),
        1 => prop_oneof![Just(Told::NotTold), (0..3_u32).prop_map(Told::Told)].prop_map(|tokens_alive| Event::Seen(Seen::Ended { tokens_alive })),
        2 => Just(Event::Accepted { status: 204 }),
        1 => Just(Event::NothingThere { status: 404 }),
        1 => Just(Event::GivenAnew),
        1 => Just(Event::Refused { status: 403, words: None }),
        3 => Just(silent(Silence::TimedOut)),
        1 => Just(Event::SignInNeeded { max_age: None }),
        1 => Just(Event::SignedIn),
        1 => Just(Event::Hurried),
        1 => Just(Event::BackAgain),
    ]
}

proptest! {
    #[test]
    fn whatever_comes_the_promises_hold(events in prop::collection::vec(any_event(), 0..40)) {
        let mut ending = asked();
        for event in events {
            let (before, accepted) = (ending.clone(), ending.was_accepted());
            let (after, effect) = on(ending, event.clone(), now(), LeftAlive::NotTold, 500);
            if after.state() == State::Verified && before.state() != State::Verified {
                prop_assert!(matches!(event, Event::Seen(Seen::Gone | Seen::Ended { .. })), "verified by {event:?}");
            }
            if effect == Some(Effect::Send) {
                prop_assert!(!accepted, "sent again after it was accepted");
                prop_assert!(event == alive("b1") || event == Event::Seen(Seen::GoneButInUse), "sent without having seen this very giving: {event:?}");
                prop_assert_eq!(after.state(), State::Sent, "the step is on disk before the first byte");
            }
            if before.state().is_settled() {
                prop_assert!(effect.is_none());
                prop_assert!(after.state() == before.state() || after.state() == State::Disputed);
            }
            if !after.state().is_settled() && effect.is_none() {
                prop_assert!(after.next_at.is_some() || matches!(after.state(), State::NeedsYou | State::Sent | State::Accepted), "stuck in {:?}", after.state());
            }
            prop_assert!(after.steps.starts_with(before.steps.get(..before.steps.len().saturating_sub(1)).unwrap_or_default()), "a step was rewritten");
            ending = after;
        }
    }
}
