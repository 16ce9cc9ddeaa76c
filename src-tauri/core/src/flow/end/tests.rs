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
    Event::Seen(Seen::Alive { birth: Birth(birth.into()), holds: Told::NotTold })
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
fn a_wish_by_a_clock_that_runs_ahead_is_due_by_the_true_one_too() {
    let ahead = now() + Duration::days(14);
    for event in [Event::SignedIn, Event::Hurried] {
        for steps in [vec![], vec![alive("b1")], vec![Event::SignInNeeded { max_age: None }]] {
            let (ending, _) = on(play(steps).0, event.clone(), ahead, LeftAlive::NotTold, 0);
            assert!(ending.next_at.is_some_and(|at| at <= now() + Duration::seconds(1)), "{event:?}: {ending:?}");
        }
    }
}

#[test]
fn a_wish_of_the_issuer_by_a_clock_that_was_set_back_meanwhile_holds_nothing_back() {
    let ahead = now() + Duration::hours(331);
    let (ending, _) = play(vec![alive("b1"), Event::Silent { why: Silence::TooMany, retry_at: Some(ahead) }]);
    assert!(ending.next_at.is_some_and(|at| at <= now() + LONGEST_REST), "{ending:?}");
}

#[test]
fn what_came_in_a_backup_and_has_no_birth_is_ended_only_by_another_word_of_the_person() {
    for seen in [alive(""), Event::Seen(Seen::GoneButInUse)] {
        let ending = Ending { birth: Birth::not_told(), from_backup: true, ..asked() };
        let (ending, effect) = on(ending, seen.clone(), now(), LeftAlive::NotTold, 0);
        assert_eq!((ending.state(), ending.sent, effect), (State::NeedsYou, 0, None), "it may have been given after the backup was made");
        let (ending, _) = on(ending, Event::Hurried, now(), LeftAlive::NotTold, 0);
        let (ending, effect) = on(ending, seen, now(), LeftAlive::NotTold, 0);
        assert_eq!((ending.state(), effect), (State::Sent, Some(Effect::Send)));
    }
    let (ending, effect) = on(Ending { from_backup: true, ..asked() }, alive("b1"), now(), LeftAlive::NotTold, 0);
    assert_eq!((ending.state(), effect), (State::Sent, Some(Effect::Send)), "its birth tells that it is the same giving");
}

#[test]
fn the_table() {
    let accepted = || Event::Accepted { status: 204 };
    let dead = || Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive: Told::Told(0), since: Told::NotTold });
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
        (
            "ended with a token alive",
            vec![alive("b1"), accepted(), Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive: Told::Told(1), since: Told::NotTold })],
            State::Accepted,
        ),
        (
            "ended with a token alive, before anything was sent",
            vec![Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive: Told::Told(1), since: Told::NotTold })],
            State::Waiting,
        ),
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
        ("superseded by what was not there after all", vec![alive("b0"), alive("b1")], State::Waiting),
        ("superseded for good", vec![alive("b2"), alive("b2"), gone()], State::Superseded),
        ("used after it was proved", vec![gone(), used(600), gone()], State::Disputed),
        ("used after it was proved, and no later look takes that back", vec![gone(), used(600), gone(), gone()], State::Disputed),
        ("used within what clocks may be apart", vec![gone(), used(100), gone()], State::Verified),
        ("used after, but by a later giving", vec![gone(), used(600), alive("b2")], State::Verified),
        ("used after, and it is still there", vec![gone(), used(600), alive("b1")], State::Disputed),
        ("a dispute that clears up", vec![alive("b1"), accepted(), alive("b1"), alive("b1"), alive("b1"), alive("b1"), gone()], State::Verified),
        (
            "a dispute over a grant that was given anew",
            vec![alive("b1"), accepted(), alive("b1"), alive("b1"), alive("b1"), alive("b1"), alive("b2")],
            State::Superseded,
        ),
    ] {
        assert_eq!(play(events).0.state(), state, "{name}");
    }
}

#[test]
fn what_was_called_superseded_and_is_listed_is_doubted_anew() {
    let late = now() + Duration::hours(19);
    let then = |ending, event| on(ending, event, late, LeftAlive::NotTold, 0).0;
    let over = then(play(vec![alive("b0")]).0, gone());
    assert_eq!((over.state(), over.watch.as_ref().and_then(|watch| watch.next_at)), (State::Superseded, None), "a lie, and the doubt is over");
    let doubted = then(over, Event::BackAgain);
    assert_eq!(doubted.state(), State::Superseded, "a list alone moves nothing: it may lag behind");
    let next_at = doubted.watch.as_ref().and_then(|watch| watch.next_at);
    assert!(next_at.is_some_and(|at| at > late), "{doubted:?}");
    assert_eq!(then(doubted.clone(), Event::BackAgain), doubted, "one doubt at a time");
    assert_eq!(then(doubted.clone(), alive("b1")).state(), State::Waiting);
    assert_eq!(then(doubted, alive("b2")).state(), State::Superseded);
    let given_up = then(asked(), Event::EndingAsked);
    assert_eq!(then(given_up.clone(), Event::BackAgain), given_up, "the person's own act");
}

#[test]
fn the_grade_is_that_of_what_was_seen() {
    let (ending, _) = play(vec![
        alive("b1"),
        Event::Accepted { status: 204 },
        Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive: Told::Told(0), since: Told::NotTold }),
    ]);
    assert_eq!((ending.verified_by(), ending.left_alive), (Some(crate::domain::ending::Grade::TokensReportedDead), Some(LeftAlive::None)));
    let (ending, _) = play(vec![alive("b1"), Event::Accepted { status: 204 }, Event::Seen(Seen::Gone)]);
    assert_eq!((ending.verified_by(), ending.left_alive), (Some(crate::domain::ending::Grade::GrantGone), Some(LeftAlive::NotTold)));
}

#[test]
fn a_grant_without_birth_is_not_sent_twice_without_the_person() {
    let mut ending = asked();
    ending.birth = Birth::not_told();
    let step = |ending, event| on(ending, event, now(), LeftAlive::NotTold, 0);
    let unknown = || Event::Seen(Seen::Alive { birth: Birth::not_told(), holds: Told::NotTold });
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

fn gone() -> Event {
    Event::Seen(Seen::Gone)
}

fn used(seconds: i64) -> Event {
    Event::Used(Told::Told(Some(now() + Duration::seconds(seconds))))
}

#[test]
fn an_access_is_held_against_the_issuers_own_time_of_the_ending() {
    let ended = |since| Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive: Told::NotTold, since: Told::Told(now() + Duration::seconds(since)) });
    for (name, since, at, state) in [
        ("moments after it", -60, -50, State::Disputed),
        ("on its way when it ended", -60, -57, State::Verified),
        ("before it", -60, -70, State::Verified),
        ("an issuer that dates the ending far ahead is not believed", 86_400, 600, State::Disputed),
    ] {
        assert_eq!(play(vec![ended(since), used(at), ended(since)]).0.state(), state, "{name}");
    }
    // A device whose clock is ten minutes slow: the issuer's own times tell what was before what.
    for (used_at, state) in [(590, State::Verified), (620, State::Disputed)] {
        assert_eq!(play(vec![ended(600), used(used_at), ended(600)]).0.state(), state, "{used_at}");
    }
    let (ending, _) = play(vec![ended(0)]);
    let until = Ending { left_alive: Some(LeftAlive::Until(now() + Duration::seconds(900))), ..ending };
    let looked = |at| on(until.clone(), used(at), now(), LeftAlive::NotTold, 0).1;
    assert_eq!(looked(600), None, "announced to live on for a while");
    assert_eq!(looked(901), Some(Effect::Read), "longer than announced: of which giving?");
}

#[test]
fn what_is_proved_is_looked_at_ever_more_seldom_until_its_time_is_over() {
    let (mut ending, _) = play(vec![gone()]);
    let (mut at, mut looks) = (now(), Vec::new());
    while let Some(next) = ending.watch.as_ref().and_then(|watch| watch.next_at) {
        looks.push((next - at).num_minutes());
        at = next;
        ending = on(ending, Event::Used(Told::Told(None)), at, LeftAlive::NotTold, 0).0;
    }
    assert_eq!(looks.get(..4), Some(&[10, 60, 360, 1_440][..]));
    let until = ending.watch.as_ref().map(|watch| watch.until);
    assert!(until.is_some_and(|until| at >= until && at < until + Duration::days(1)), "{at}");
    let (silent_issuer, _) = play(vec![gone(), Event::Used(Told::NotTold)]);
    assert_eq!(silent_issuer.watch.and_then(|watch| watch.next_at), None, "who tells nothing is not asked again");
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => prop_oneof![Just("b1"), Just("b2")].prop_map(alive),
        1 => Just(Event::Seen(Seen::Gone)),
        1 => Just(Event::Seen(Seen::GoneButInUse)),
        1 => prop_oneof![Just(Told::NotTold), (0..3_u32).prop_map(Told::Told)].prop_map(|tokens_alive| Event::Seen(Seen::Ended { birth: Birth::not_told(), tokens_alive, since: Told::NotTold })),
        2 => Just(Event::Accepted { status: 204 }),
        1 => Just(Event::NothingThere { status: 404 }),
        1 => Just(Event::GivenAnew),
        1 => Just(Event::Refused { status: 403, words: None }),
        3 => Just(silent(Silence::TimedOut)),
        1 => Just(Event::SignInNeeded { max_age: None }),
        1 => Just(Event::SignedIn),
        1 => Just(Event::Hurried),
        1 => Just(Event::BackAgain),
        1 => prop_oneof![Just(Event::Used(Told::NotTold)), Just(Event::Used(Told::Told(None))), (0_i64..900).prop_map(used)],
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
                prop_assert!(effect != Some(Effect::Send), "sent once it was settled");
                let clears_up = before.state() == State::Disputed && matches!(after.state(), State::Verified | State::Superseded);
                let lives = before.state() == State::Superseded && after.state() == State::Waiting;
                prop_assert!(lives || after.state() == before.state() || (before.state() == State::Verified && after.state() == State::Disputed) || clears_up);
            }
            if !after.state().is_settled() && effect.is_none() {
                prop_assert!(after.next_at.is_some() || matches!(after.state(), State::NeedsYou | State::Sent | State::Accepted), "stuck in {:?}", after.state());
            }
            prop_assert!(after.steps.starts_with(before.steps.get(..before.steps.len().saturating_sub(1)).unwrap_or_default()), "a step was rewritten");
            ending = after;
        }
    }
}

#[test]
fn the_end_of_a_later_giving_proves_nothing_of_the_one_that_is_meant() {
    let of = |birth: &str| Event::Seen(Seen::Ended { birth: Birth(birth.into()), tokens_alive: Told::Told(0), since: Told::NotTold });
    for before in [vec![], vec![alive("b1")], vec![alive("b1"), Event::Accepted { status: 204 }]] {
        let with = |last: Event| play(before.iter().cloned().chain([last]).collect()).0.state();
        assert_eq!((with(of("b2")), with(of("b1"))), (State::Superseded, State::Verified), "{before:?}");
    }
}
