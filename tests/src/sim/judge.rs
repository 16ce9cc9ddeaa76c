//! What must hold whatever happens, held against what the model knows and ever showed.

use std::collections::BTreeMap;

use renkei_core::domain::ending::{Ending, Evidence, State};
use renkei_core::domain::id::GrantId;

use super::world::{Name, Shown, World};

/// A promise that was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken(pub(super) String);

/// One grant that the person asked to end, and how far its ending was seen to be.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) key: String,
    pub(super) birth: String,
    /// When it was asked for last.
    pub(super) at: u64,
    /// Whether the person was told that it is written down.
    pub(super) promised: bool,
    state: Option<State>,
    steps: usize,
    /// When it was seen to have reached a state.
    since: u64,
}

#[derive(Default)]
pub(super) struct Judge {
    pub(super) asked: BTreeMap<GrantId, Asked>,
    /// Whether the machine's clock was ever off: times of this machine then tell nothing.
    pub(super) clock_was_off: bool,
}

impl Asked {
    fn unless_promised(&self) -> Result<(), Broken> {
        if self.promised { broken(format!("the wish to end {} is lost", self.key)) } else { Ok(()) }
    }
}

fn broken<T>(words: String) -> Result<T, Broken> {
    Err(Broken(words))
}

impl Judge {
    /// The person asks; whether it is written down they do not know yet.
    pub(super) fn asks(&mut self, grant: GrantId, key: &str, birth: &str, at: u64) {
        let promised = self.asked.get(&grant).is_some_and(|asked| asked.promised);
        let asked = Asked { key: key.to_owned(), birth: birth.to_owned(), at, promised, state: None, steps: 0, since: at };
        self.asked.insert(grant, asked);
    }

    /// The person was told that it is written down.
    pub(super) fn promised(&mut self, grant: GrantId) {
        if let Some(asked) = self.asked.get_mut(&grant) {
            asked.promised = true;
        }
    }

    /// An ending leaves this machine.
    pub(super) fn sends(key: &str, ending: Option<&Ending>, others_under_way: usize) -> Result<(), Broken> {
        if others_under_way > 0 {
            return broken(format!("two endings of {key} under way at once"));
        }
        let Some(ending) = ending else { return broken(format!("an ending of {key} left before it was on disk")) };
        if ending.state() != State::Sent {
            return broken(format!("an ending of {key} left while the disk says {:?}", ending.state()));
        }
        if ending.was_accepted() {
            return broken(format!("an ending of {key} was sent again after it had been accepted"));
        }
        Ok(())
    }

    /// How an ending stands on disk.
    pub(super) fn stands(&mut self, grant: GrantId, ending: Option<&Ending>, world: &World, moment: u64) -> Result<(), Broken> {
        let Some(asked) = self.asked.get_mut(&grant) else { return Ok(()) };
        let Some(ending) = ending else { return asked.unless_promised() };
        let state = ending.state();
        if asked.state == Some(state) && asked.steps == ending.steps.len() {
            return Ok(());
        }
        let (key, birth) = (&asked.key, Some(asked.birth.as_str()));
        let shows = |listed: bool, since: u64, wanted: &dyn Fn(&Shown) -> bool| {
            world.shown.iter().any(|shown| shown.listed == listed && shown.sent >= since && shown.key == *key && wanted(shown))
        };
        let gone = |listed| shows(listed, asked.at, &|shown| shown.alive.as_deref() != birth && shown.tokens == 0);
        let evidence = ending.steps.last().map(|step| &step.evidence);
        match state {
            State::Verified if !(gone(false) && gone(true)) => {
                return broken(format!("{} {} is called ended, and nothing shown says so", asked.key, asked.birth));
            }
            State::Disputed if evidence == Some(&Evidence::StillThere) && asked.state == Some(State::Verified) => {
                let back = [true, false].iter().any(|listed| shows(*listed, asked.since, &|shown| shown.alive.as_deref() == birth));
                if !back {
                    return broken(format!("{} {} is said to be back, and nothing shown since says so", asked.key, asked.birth));
                }
            }
            State::Asked
            | State::Sent
            | State::Accepted
            | State::Verified
            | State::Waiting
            | State::NeedsYou
            | State::Refused
            | State::Superseded
            | State::Disputed => {}
        }
        (asked.state, asked.steps, asked.since) = (Some(state), ending.steps.len(), moment);
        Ok(())
    }

    /// What the issuer did because of this app.
    pub(super) fn deeds(&self, world: &World) -> Result<(), Broken> {
        for (index, deed) in world.deeds.iter().enumerate() {
            if !self.asked.values().any(|asked| asked.key == deed.key && asked.birth == deed.birth) {
                return broken(format!("{} {} was ended, and nobody had asked for that", deed.key, deed.birth));
            }
            if world.deeds.iter().take(index).any(|other| other.key == deed.key && other.birth == deed.birth) {
                return broken(format!("{} {} was ended twice", deed.key, deed.birth));
            }
        }
        Ok(())
    }

    /// At the end, when the issuer is honest, the line holds and the person signed in.
    pub(super) fn at_last(&self, grant: GrantId, ending: Option<&Ending>, world: &World) -> Result<(), Broken> {
        let Some(asked) = self.asked.get(&grant) else { return Ok(()) };
        let Some(ending) = ending else { return asked.unless_promised() };
        let (state, alive) = (ending.state(), world.is_alive(&asked.key, &asked.birth));
        let evidence = ending.steps.last().map(|step| &step.evidence);
        match (state, alive) {
            (State::Verified | State::Superseded, true) => broken(format!("{} {} lives, and is shown as {state:?}", asked.key, asked.birth)),
            (State::Asked | State::Sent | State::Accepted | State::Waiting | State::NeedsYou, _) => {
                broken(format!("the ending of {} {} got stuck: {state:?} {evidence:?}", asked.key, asked.birth))
            }
            (State::Disputed, false) if evidence == Some(&Evidence::StillThere) => {
                broken(format!("{} {} has ended, and is still shown as being there", asked.key, asked.birth))
            }
            (State::Verified, false) if !self.clock_was_off && !anew(world, asked) && used_after(world, asked, ending) => {
                broken(format!("{} {} was used after its ending, and nobody was told", asked.key, asked.birth))
            }
            (State::Verified | State::Refused | State::Superseded | State::Disputed, _) => Ok(()),
        }
    }
}

/// Whether a later giving stands under the same name: what is told of that name is no longer told of this one.
fn anew(world: &World, asked: &Asked) -> bool {
    world.names.iter().find(|name| name.key == asked.key).and_then(Name::current).is_none_or(|giving| giving.birth != asked.birth)
}

/// Whether the issuer would tell of a use well after the ending was seen, while it is still looked at.
fn used_after(world: &World, asked: &Asked, ending: &Ending) -> bool {
    let seen_at = ending.steps.iter().rev().find(|step| step.state == State::Verified).map_or(ending.asked_at, |step| step.at);
    let told = world.tells_uses && ending.watch.as_ref().is_some_and(|watch| watch.uses_told_at.is_some());
    let used = world.giving(&asked.key, &asked.birth).into_iter().flat_map(|giving| &giving.used);
    let told_at = ending.watch.as_ref().and_then(|watch| watch.uses_told_at);
    told && used.into_iter().any(|at| *at > seen_at + chrono::Duration::minutes(3) && told_at.is_some_and(|told| *at < told))
}
