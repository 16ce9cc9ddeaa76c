//! What must hold whatever happens, held against what the model knows and ever showed.

use std::collections::BTreeMap;

use chrono::Duration;
use renkei_core::domain::Timestamp;
use renkei_core::domain::batch::Caps;
use renkei_core::domain::ending::{Ending, Evidence, State};
use renkei_core::domain::grant::Grant;
use renkei_core::domain::id::{EndingId, GrantId};
use renkei_core::issuers::adapters::AdapterKind;

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
    /// Whether the person holds it back, and nothing of it had left.
    pub(super) held: bool,
    /// The same grant asked for before.
    before: Option<Box<Asked>>,
    /// Which ending it was seen as.
    ending: Option<EndingId>,
    state: Option<State>,
    steps: usize,
    /// When it was last seen before it had reached its state.
    since: u64,
}

/// A wish of the issuer to be left alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest {
    pub(super) heard: Timestamp,
    pub(super) until: Timestamp,
    /// The conversation that heard of it: it keeps it once it is over.
    pub(super) of: Option<tokio::task::Id>,
}

#[derive(Default)]
pub(super) struct Judge {
    pub(super) asked: BTreeMap<GrantId, Asked>,
    /// What the person saw in force last, by name and birth, and since when.
    living: BTreeMap<GrantId, (String, String, u64)>,
    /// When what is in force was looked at last.
    lives_at: u64,
    /// When all was looked at last.
    pub(super) looked: u64,
    /// Whether many were ever asked for together, whatever came of it.
    pub(super) many: bool,
    /// Whether the machine's clock was ever off: times of this machine then tell nothing.
    pub(super) clock_was_off: bool,
    /// When the issuer last wished to be left alone.
    pub(super) rest: Option<Rest>,
    /// Sendings of endings that were asked for together: when, which, and the how many-th of it.
    let_out: Vec<(Timestamp, EndingId, u32)>,
    /// Whether anything was taken back: what was sent of it is then forgotten.
    withdrew: bool,
    /// How many of the issuer's deeds were looked at.
    judged: usize,
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
        let before = self.asked.remove(&grant).map(Box::new);
        let promised = before.as_ref().is_some_and(|before| before.promised);
        let asked = Asked { key: key.to_owned(), birth: birth.to_owned(), at, promised, held: false, before, ending: None, state: None, steps: 0, since: at };
        self.asked.insert(grant, asked);
    }

    /// The person was told that it is written down.
    pub(super) fn promised(&mut self, grant: GrantId) {
        if let Some(asked) = self.asked.get_mut(&grant) {
            asked.promised = true;
        }
    }

    /// The person holds back what had not left, or lets it go on.
    pub(super) fn holds(&mut self, grant: GrantId, held: bool) {
        if let Some(asked) = self.asked.get_mut(&grant) {
            asked.held = held;
        }
    }

    /// The person takes a wish back, and was told that it is; or nobody knows whether it is.
    pub(super) fn withdraws(&mut self, grant: GrantId, told: bool) {
        self.withdrew = true;
        let Some(mut asked) = self.asked.remove(&grant) else { return };
        match asked.before.take() {
            Some(before) if told => drop(self.asked.insert(grant, *before)),
            None if told => {}
            before => {
                let (at, promised) = before.as_ref().map_or((asked.at, false), |before| (before.at, before.promised));
                self.asked.insert(grant, Asked { at, promised, held: false, before, ..asked });
            }
        }
    }

    /// An ending leaves this machine, beside others of the same name, and others that were asked for together.
    pub(super) fn sends(&mut self, grant: GrantId, ending: Option<&Ending>, same: usize, together: usize, caps: Caps) -> Result<(), Broken> {
        let Some(asked) = self.asked.get(&grant) else { return Ok(()) };
        let key = &asked.key;
        if same > 0 {
            return broken(format!("two endings of {key} under way at once"));
        }
        let Some(ending) = ending else { return broken(format!("an ending of {key} left before it was on disk")) };
        if ending.state() != State::Sent {
            let steps: Vec<State> = ending.steps.iter().map(|step| step.state).collect();
            return broken(format!("an ending of {key} {} left while the disk says {steps:?}", ending.birth));
        }
        if ending.was_accepted() {
            return broken(format!("an ending of {key} was sent again after it had been accepted"));
        }
        if ending.batch.is_none() {
            return Ok(());
        }
        if asked.held {
            return broken(format!("an ending of {key} left while the person holds it back"));
        }
        let (key, at) = (key.clone(), ending.steps.last().map_or(ending.asked_at, |step| step.at));
        self.keeps_pace(&key, ending, at, together, caps)
    }

    /// Many at once keep to the issuer's caps, and leave it alone for as long as it wished.
    fn keeps_pace(&mut self, key: &str, ending: &Ending, at: Timestamp, together: usize, caps: Caps) -> Result<(), Broken> {
        let most = caps.max_at_once.unwrap_or(u32::MAX);
        if together >= usize::try_from(most).unwrap_or(usize::MAX) {
            return broken(format!("{} endings of many under way at once, and {most} are allowed", together + 1));
        }
        if self.clock_was_off {
            return Ok(());
        }
        if self.rest.is_some_and(|rest| at > rest.heard && at < rest.until) {
            return broken(format!("an ending of {key} left while the issuer wished to be left alone"));
        }
        if !self.let_out.iter().any(|(_, id, sent)| *id == ending.id && *sent == ending.sent) {
            self.let_out.push((at, ending.id, ending.sent));
        }
        let lately = self.let_out.iter().filter(|(sent, ..)| *sent > at - Duration::hours(1)).count();
        match caps.per_hour.and_then(|most| usize::try_from(most).ok()) {
            Some(most) if lately > most && !self.withdrew => broken(format!("{lately} endings of many left within an hour, and {most} are allowed")),
            _ => Ok(()),
        }
    }

    /// How an ending stands on disk.
    pub(super) fn stands(&mut self, grant: GrantId, ending: Option<&Ending>, world: &World) -> Result<(), Broken> {
        let Some(mut asked) = self.asked.get_mut(&grant) else { return Ok(()) };
        let Some(ending) = ending else { return asked.unless_promised() };
        // A wish that was never written down leaves the ending of before as it was.
        while asked.before.as_ref().is_some_and(|before| before.ending == Some(ending.id)) {
            let Some(before) = asked.before.as_deref_mut() else { break };
            asked = before;
        }
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
            // One list is all that Keycloak has.
            State::Verified if !(gone(true) && (gone(false) || world.habits.adapter == AdapterKind::Keycloak)) => {
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
        (asked.ending, asked.state, asked.steps, asked.since) = (Some(ending.id), Some(state), ending.steps.len(), self.looked);
        Ok(())
    }

    /// What the person sees in force: what is no more was shown to be gone, since it was seen.
    pub(super) fn lives(&mut self, grants: &[Grant], world: &mut World) -> Result<(), Broken> {
        for (grant, (key, birth, since)) in &self.living {
            let gone = |shown: &Shown| shown.sent >= *since && shown.key == *key && shown.alive.as_deref() != Some(birth.as_str());
            if !grants.iter().any(|one| one.id == *grant) && !world.shown.iter().any(gone) {
                return broken(format!("{key} {birth} is called over, and nothing shown says so"));
            }
        }
        let living = grants.iter().map(|grant| {
            let since = self.living.get(&grant.id).map_or(self.lives_at, |known| known.2);
            (grant.id, (grant.remote.key.to_string(), grant.remote.birth.to_string(), since))
        });
        self.living = living.collect();
        (self.lives_at, self.looked) = (world.next_moment(), world.next_moment());
        Ok(())
    }

    /// What the issuer did because of this app.
    pub(super) fn deeds(&mut self, world: &World) -> Result<(), Broken> {
        for (index, deed) in world.deeds.iter().enumerate().skip(self.judged) {
            if !self.asked.values().any(|asked| asked.key == deed.key && asked.birth == deed.birth) {
                return broken(format!("{} {} was ended, and nobody had asked for that", deed.key, deed.birth));
            }
            if world.deeds.iter().take(index).any(|other| other.key == deed.key && other.birth == deed.birth) {
                return broken(format!("{} {} was ended twice", deed.key, deed.birth));
            }
        }
        self.judged = world.deeds.len();
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
    let told = world.habits.tells_uses && ending.watch.as_ref().is_some_and(|watch| watch.uses_told_at.is_some());
    let used = world.giving(&asked.key, &asked.birth).into_iter().flat_map(|giving| &giving.used);
    let told_at = ending.watch.as_ref().and_then(|watch| watch.uses_told_at);
    told && used.into_iter().any(|at| *at > seen_at + Duration::minutes(6) && told_at.is_some_and(|told| *at < told))
}
