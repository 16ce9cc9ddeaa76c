//! A measurement: a harmless grant of this app's own is looked at, ended, and looked at until nothing of it works.
//!
//! ```text
//! given ─▶ Before ─ it is listed and works ─▶ End ─ accepted ─▶ After ─ nothing works any more, or time is over ─▶ Finish
//!             └─ not listed, LOOKS times ─▶ Finish: nothing measured   └─ the person has enough ─▶ Finish
//! ```
//!
//! What did not work before the ending is not measured: that it does not work afterwards would show nothing.

use chrono::Duration;

use crate::domain::Timestamp;
use crate::domain::id::{Birth, RemoteKey};
use crate::domain::measurement::{Life, Unmeasured};

/// How often a grant that was just given is looked for.
const LOOKS: u32 = 4;
/// Longest time of looking after the ending.
const LONGEST: Duration = Duration::minutes(10);
/// How long is looked on after a token's own end.
const MARGIN: Duration = Duration::seconds(5);
/// Longest rest between two looks.
const LONGEST_REST: Duration = Duration::seconds(15);

/// What happened. Each comes with its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The grant was given.
    Given(Given),
    /// The three were looked at.
    Looked(Looked),
    /// The issuer accepted the ending.
    Accepted {
        /// HTTP status.
        status: u16,
    },
    /// The ending did not come to that.
    NotEnded,
    /// The person does not want to wait any longer.
    Stopped,
}

/// What is known of the tokens, without their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// When the access token runs out: by the issuer's word, or by its own `exp`.
    pub access_until: Option<Timestamp>,
    /// Its own `exp`, where it is signed.
    pub signed_until: Option<Timestamp>,
    /// Whether there is a refresh token.
    pub renewable: bool,
    /// Whether there is a resource to ask.
    pub resource: bool,
}

/// What one look at one thing showed, and when the answer came. `None`: it was not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// The list.
    pub listed: Option<(Timestamp, Seen)>,
    /// Renewing.
    pub renewed: Option<(Timestamp, Seen)>,
    /// The resource.
    pub accepted: Option<(Timestamp, Seen)>,
    /// Where the list shows the grant.
    pub found: Option<(RemoteKey, Birth)>,
    /// What is known of the tokens that renewing gave, before the ending: these are the ones that are measured.
    pub anew: Option<Given>,
}

/// What a look showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It works.
    Works,
    /// It was refused, or is not there.
    Refused,
    /// No answer, or none that counts.
    Silent,
}

/// What is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Means {
    /// The list.
    pub list: bool,
    /// Renewing.
    pub renew: bool,
    /// The resource.
    pub resource: bool,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Look at these, not before this time.
    Look(Means, Timestamp),
    /// End the grant.
    End(RemoteKey, Birth),
    /// Clean up: it is over.
    Finish,
}

/// One measurement under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measuring {
    given: Given,
    /// When the issuer accepted the ending, and with which status.
    ended: Option<(Timestamp, u16)>,
    list: Track,
    renew: Track,
    resource: Track,
    looks: u32,
    stopped: bool,
}

/// What was seen of one thing so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Track {
    /// It worked before the ending.
    before: bool,
    /// The last look after the ending that saw it work.
    worked: Option<Timestamp>,
    /// The first look after the ending that did not.
    over: Option<Timestamp>,
}

impl Measuring {
    /// Of a grant that was just given.
    pub fn new(given: Given) -> Self {
        let track = Track::default();
        Self { given, ended: None, list: track, renew: track, resource: track, looks: 0, stopped: false }
    }

    /// When the issuer accepted the ending, and with which status; `None` where it did not.
    pub fn ended(&self) -> Option<(Timestamp, u16)> {
        self.ended
    }

    /// Whether the list was seen without the grant after the ending.
    pub fn left_the_list(&self) -> bool {
        self.list.over.is_some()
    }

    /// Whether the person stopped it.
    pub fn stopped(&self) -> bool {
        self.stopped
    }

    /// What was measured so far: list, renewing, resource.
    pub fn lives(&self) -> [Life; 3] {
        let none = [(true, self.list), (self.given.renewable, self.renew), (self.given.resource, self.resource)];
        none.map(|(given, track)| if given { self.life(track) } else { Life::Unmeasured(Unmeasured::None) })
    }

    /// How long after the ending a signed access token lives by its own `exp`, in milliseconds.
    pub fn signed_for(&self) -> Option<u32> {
        self.given.signed_until.map(|until| self.after(until))
    }

    fn life(&self, track: Track) -> Life {
        let worked = track.worked.map(|at| self.after(at));
        match (track.before, track.over, worked) {
            (false, _, _) => Life::Unmeasured(Unmeasured::NeverWorked),
            (true, Some(over), worked) => Life::Over { by: self.after(over), worked: worked.unwrap_or(0) },
            (true, None, Some(worked)) => Life::Alive { worked },
            (true, None, None) => Life::Unmeasured(Unmeasured::NoAnswer),
        }
    }

    /// Milliseconds after the ending.
    fn after(&self, at: Timestamp) -> u32 {
        let from = self.ended.map_or(at, |(at, _)| at);
        u32::try_from((at - from).num_milliseconds().max(0)).unwrap_or(u32::MAX)
    }

    /// When looking ends: a little after the access token's own end, and never later than [`LONGEST`].
    fn give_up_at(&self) -> Option<Timestamp> {
        let (ended, _) = self.ended?;
        let longest = ended + LONGEST;
        Some(self.given.access_until.map_or(longest, |until| (until.max(ended) + MARGIN).min(longest)))
    }

    /// What may still be seen to work.
    fn open(&self) -> Means {
        let open = |track: Track| track.before && track.over.is_none();
        Means { list: open(self.list), renew: open(self.renew), resource: open(self.resource) }
    }
}

impl Track {
    fn take(&mut self, looked: Option<(Timestamp, Seen)>, ended: bool) {
        match looked {
            Some((_, Seen::Works)) if !ended => self.before = true,
            Some((at, Seen::Works)) if self.over.is_none() => self.worked = Some(at),
            Some((at, Seen::Refused)) if ended && self.before => {
                self.over.get_or_insert(at);
            }
            Some(_) | None => {}
        }
    }
}

/// Takes a measurement one step on.
pub fn on(mut measuring: Measuring, event: Event, now: Timestamp) -> (Measuring, Effect) {
    let effect = match event {
        Event::Given(given) => {
            measuring = Measuring::new(given);
            Effect::Look(Means { list: true, renew: given.renewable, resource: given.resource }, now)
        }
        Event::Looked(looked) => {
            let ended = measuring.ended.is_some();
            if let Some(given) = looked.anew.filter(|_| !ended) {
                measuring.given = given;
            }
            measuring.list.take(looked.listed, ended);
            measuring.renew.take(looked.renewed, ended);
            measuring.resource.take(looked.accepted, ended);
            measuring.looks += 1;
            if ended { look_on(&measuring, now) } else { before(&measuring, looked.found, now) }
        }
        Event::Accepted { status } => {
            measuring.ended = Some((now, status));
            measuring.looks = 0;
            Effect::Look(measuring.open(), now)
        }
        Event::NotEnded => Effect::Finish,
        Event::Stopped => {
            measuring.stopped = true;
            Effect::Finish
        }
    };
    (measuring, effect)
}

/// Before the ending: it has to be listed, and what did not answer yet is asked again.
fn before(measuring: &Measuring, found: Option<(RemoteKey, Birth)>, now: Timestamp) -> Effect {
    match found {
        Some((key, birth)) => Effect::End(key, birth),
        None if measuring.looks >= LOOKS => Effect::Finish,
        None => Effect::Look(Means { list: true, renew: false, resource: false }, now + rest(measuring.looks)),
    }
}

fn look_on(measuring: &Measuring, now: Timestamp) -> Effect {
    let open = measuring.open();
    let until = measuring.give_up_at().unwrap_or(now);
    if !(open.list || open.renew || open.resource) || now >= until {
        return Effect::Finish;
    }
    let at = now + rest(measuring.looks);
    // Right after its own end is when a signed token is worth a look.
    let own_end = measuring.given.signed_until.map(|until| until + Duration::milliseconds(500)).filter(|end| now < *end && *end < at);
    Effect::Look(open, own_end.unwrap_or(at).min(until))
}

/// A quarter of a second, doubled with each look.
fn rest(looks: u32) -> Duration {
    Duration::milliseconds(250 * 2_i64.pow(looks.saturating_sub(1).min(10))).min(LONGEST_REST)
}

#[cfg(test)]
mod tests;
