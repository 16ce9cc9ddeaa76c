//! One random history: a person, an issuer, a network and a machine, each step drawn from the seed.

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{Duration, TimeZone as _, Utc};
use renkei_core::domain::Timestamp;
use renkei_core::domain::batch::Caps;
use renkei_core::domain::ending::State;
use renkei_core::domain::id::GrantId;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::dispatch;
use renkei_core::issuers::adapters::AdapterKind;
use renkei_core::ports::{HttpError, Method, Request, Response};
use serde_json::Value;

use super::judge::{Asked, Broken, Judge, Rest};
use super::outside::{Answer, Dice, Time, Trap, Waiting, held};
use super::process::{Computer, Over, Process, copy};
use super::world::{Habits, Lie, World, key_of, later, problem};

/// How many names the person gave.
pub(super) const NAMES: usize = 3;

pub(super) fn beginning() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 21, 9, 0, 0).single().unwrap_or_default()
}

/// A profile that is signed in and has its first list.
pub(super) struct Template {
    folder: tempfile::TempDir,
    habits: Habits,
    vault: std::collections::BTreeMap<String, String>,
}

fn computer(folder: &Path, vault: std::collections::BTreeMap<String, String>, seed: u64, world: World) -> Computer {
    Computer {
        folder: folder.to_owned(),
        time: Arc::new(Time::new(beginning())),
        dice: Arc::new(Dice(Mutex::new(fastrand::Rng::with_seed(seed)))),
        vault: Arc::new(Mutex::new(vault)),
        world: Arc::new(Mutex::new(world)),
    }
}

impl Template {
    /// One for each kind of issuer, and for each way that it has with many endings at once.
    pub(super) fn all(place: &Path) -> Vec<Self> {
        let caps = [Caps::default(), Caps { max_at_once: Some(1), per_hour: None }, Caps { max_at_once: None, per_hour: Some(2) }];
        let kinds = [AdapterKind::Profile, AdapterKind::Keycloak];
        kinds.into_iter().flat_map(|adapter| caps.map(|caps| Self::new(place, adapter, caps))).collect()
    }

    fn new(place: &Path, adapter: AdapterKind, caps: Caps) -> Self {
        let folder = tempfile::tempdir_in(place).expect("A folder");
        let habits = Habits { adapter, caps, honours_if_match: adapter == AdapterKind::Profile, keeps_ended: false, tells_uses: false };
        let computer = computer(folder.path(), std::collections::BTreeMap::new(), 0, World::new(NAMES, habits));
        let mut process = Process::start(&computer).map_err(|Over| "It starts").expect("It starts");
        let mut settled = || {
            process.sign_in(&computer)?;
            for _ in 0..20 {
                process.run(async |driven| driven.work().await)?.ok();
                let over = process.rest()?;
                for waiting in held(&process.waiting).drain(..).collect::<Vec<_>>() {
                    let answer = held(&computer.world).serve(&waiting.request, Lie::None, computer.time.truly());
                    waiting.answer.send(Ok(answer)).ok();
                }
                for _ in 0..over {
                    process.run(async |driven| driven.take(0).await)?.ok();
                }
            }
            process.run(async |driven| driven.desk().shutdown().await)
        };
        settled().map_err(|Over| "It ends").expect("A first list");
        drop(process);
        let vault = held(&computer.vault).clone();
        Self { folder, habits, vault }
    }
}

pub(super) struct History {
    pub(super) rng: fastrand::Rng,
    pub(super) computer: Computer,
    pub(super) processes: [Option<Process>; 2],
    pub(super) judge: Judge,
    /// Endings on their way that nobody waits for any more.
    wire: Vec<Request>,
    /// Whether this issuer's answers are wrong seven times as often as others'.
    often_wrong: bool,
    /// Whether a process ended since all was looked at: what it had written last was seen by nobody.
    unseen: bool,
    /// What was asked for together.
    pub(super) batches: Vec<(String, Vec<GrantId>)>,
    /// What happened, for whoever plays a seed again.
    pub(super) told: Vec<String>,
    _folder: tempfile::TempDir,
}

impl History {
    pub(super) fn new(templates: &[Template], place: &Path, seed: u64) -> Self {
        let folder = tempfile::tempdir_in(place).expect("A folder");
        let mut rng = fastrand::Rng::with_seed(seed);
        let template = rng.choice(templates).expect("There are some");
        copy(template.folder.path(), folder.path()).expect("A copy");
        let (honours, keeps_ended, tells_uses) = (rng.u32(..10) < 7, rng.bool(), rng.bool());
        let habits = match template.habits.adapter {
            AdapterKind::Profile => Habits { honours_if_match: honours, keeps_ended, tells_uses, ..template.habits },
            AdapterKind::Keycloak => template.habits,
        };
        let computer = computer(folder.path(), template.vault.clone(), rng.u64(..), World::new(NAMES, habits));
        // The sign-in of the template is the one that this issuer knows.
        held(&computer.world).sign_in();
        let told = vec![format!("{habits:?}")];
        let (judge, wire, batches, often_wrong) = (Judge::default(), Vec::new(), Vec::new(), rng.u32(..3) == 0);
        Self { rng, computer, processes: [None, None], judge, wire, often_wrong, unseen: false, batches, told, _folder: folder }
    }

    /// Plays it to its end.
    pub(super) fn play(&mut self) -> Result<(), Broken> {
        for _ in 0..self.rng.u32(12..45) {
            self.step()?;
        }
        self.at_last()
    }

    pub(super) fn tell(&mut self, words: impl FnOnce() -> String) {
        let at = self.computer.time.truly() - beginning();
        self.told.push(format!("{:>9}s {}", at.num_seconds(), words()));
    }

    fn step(&mut self) -> Result<(), Broken> {
        let which = usize::from(self.rng.u8(..8) == 0);
        if self.processes[which].is_none() {
            return self.start(which);
        }
        let over = self.look(which)?;
        if self.processes[which].is_none() {
            return Ok(());
        }
        let waiting = held(&self.process(which).waiting).len();
        match self.rng.u32(..100) {
            0..60 if over + waiting > 0 => {
                let drawn = self.rng.usize(..over + waiting);
                if drawn < over { self.take(which, drawn) } else { self.answer(which, drawn - over) }
            }
            0..40 => {
                self.pass_time();
                Ok(())
            }
            40..62 => self.person(which),
            62..80 => {
                self.issuer();
                Ok(())
            }
            80..88 => self.machine(which),
            _ => self.deliver_late(),
        }
    }

    pub(super) fn process(&mut self, which: usize) -> &mut Process {
        self.processes[which].as_mut().expect("It runs")
    }

    /// Does something in a process; one that ends on the way is gone, with what it had under way.
    pub(super) fn within<T>(&mut self, which: usize, act: impl FnOnce(&mut Process, &Computer) -> Result<T, Over>) -> Option<T> {
        let process = self.processes[which].as_mut()?;
        // Then it rests: a process that is not let on holds no lock that another waits for.
        if let Ok(done) = act(process, &self.computer).and_then(|done| process.rest().map(|_| done)) {
            return Some(done);
        }
        self.kill(which);
        None
    }

    pub(super) fn kill(&mut self, which: usize) {
        self.tell(|| format!("process {which} is killed"));
        let Some(process) = self.processes[which].take() else { return };
        self.unseen = true;
        // What a conversation heard is kept when it is over.
        self.judge.rest.take_if(|rest| held(&process.waiting).iter().any(|waiting| waiting.of == rest.of));
        for waiting in held(&process.waiting).drain(..) {
            // What had left reaches the issuer all the same, or not, or later.
            match self.rng.u32(..3) {
                0 => drop(held(&self.computer.world).serve(&waiting.request, Lie::None, self.computer.time.truly())),
                1 if may_come_late(&waiting.request, &held(&self.computer.world)) => self.wire.push(waiting.request),
                _ => {}
            }
        }
    }

    pub(super) fn start(&mut self, which: usize) -> Result<(), Broken> {
        self.tell(|| format!("process {which} starts"));
        match Process::start(&self.computer) {
            Ok(process) => self.processes[which] = Some(process),
            Err(Over) => return Err(Broken("the profile does not open any more".into())),
        }
        self.check(which)
    }

    /// Lets the owner look for work, and waits until everything waits.
    pub(super) fn look(&mut self, which: usize) -> Result<usize, Broken> {
        let before: Vec<u64> = held(&self.process(which).waiting).iter().map(|waiting| waiting.sent).collect();
        let over = self.within(which, |process, _| {
            process.run(async |driven| driven.work().await)?.ok();
            process.rest()
        });
        self.check_sent(which, &before)?;
        if self.judge.many || self.unseen {
            self.check(which)?;
        } else {
            // No ending but those of many takes a step in a look for work, and nobody died after one.
            self.judge.looked = held(&self.computer.world).next_moment();
        }
        Ok(over.unwrap_or(0))
    }

    /// What just left is held against the disk.
    fn check_sent(&mut self, which: usize, before: &[u64]) -> Result<(), Broken> {
        let Some(process) = self.processes[which].as_ref() else { return Ok(()) };
        let is_end = |waiting: &&Waiting| waiting.request.method == Method::Delete;
        let sent: Vec<_> = held(&process.waiting).iter().filter(is_end).map(|one| (one.sent, key_of(&one.request), one.request.if_match.clone())).collect();
        let caps = held(&self.computer.world).habits.caps;
        let mut under_way = Vec::new();
        for (moment, key, birth) in sent {
            let birth = birth.map(|birth| birth.trim_matches('"').to_owned());
            let meant = |asked: &Asked| asked.key == key && birth.as_ref().is_none_or(|birth| asked.birth == *birth);
            let mut grants: Vec<_> = self.judge.asked.iter().filter(|(_, asked)| meant(asked)).map(|(grant, _)| *grant).collect();
            let Some(mut grant) = grants.pop() else { return Err(Broken(format!("an ending of {key} {birth:?} left, and nobody had asked for it"))) };
            let Ok(mut ending) = self.ending(which, grant) else { return Ok(()) };
            // A name alone tells no giving: meant is the one that the disk says was sent.
            while let (false, Some(other)) = (ending.as_ref().is_some_and(|ending| ending.state() == State::Sent), grants.pop()) {
                let Ok(of_other) = self.ending(which, other) else { return Ok(()) };
                (grant, ending) = (other, of_other);
            }
            under_way.push((moment, key, grant, ending));
        }
        for (moment, key, grant, ending) in under_way.iter().filter(|(moment, ..)| !before.contains(moment)) {
            let others = || under_way.iter().filter(|other| other.0 != *moment);
            let same = others().filter(|other| other.1 == *key).count();
            let together = others().filter(|other| other.3.as_ref().is_some_and(|ending| ending.batch.is_some())).count();
            self.judge.sends(*grant, ending.as_ref(), same, together, caps)?;
        }
        let both = |which: usize| self.processes[which].as_ref().map_or(0, |process| held(&process.waiting).iter().filter(is_end).count());
        if both(0) > 0 && both(1) > 0 {
            return Err(Broken("two processes end at once".into()));
        }
        Ok(())
    }

    pub(super) fn take(&mut self, which: usize, index: usize) -> Result<(), Broken> {
        let before: Vec<u64> = held(&self.process(which).waiting).iter().map(|waiting| waiting.sent).collect();
        self.within(which, |process, _| {
            process.run(async |driven| driven.take(index).await)?.ok();
            process.rest()
        });
        self.check_sent(which, &before)?;
        self.check(which)
    }

    /// How every asked ending stands on disk now.
    pub(super) fn check(&mut self, which: usize) -> Result<(), Broken> {
        let asked: Vec<_> = self.judge.asked.keys().copied().collect();
        for grant in asked {
            let Ok(ending) = self.ending(which, grant) else { return Ok(()) };
            self.judge.stands(grant, ending.as_ref(), &held(&self.computer.world))?;
        }
        let Some(grants) = self.grants(which) else { return Ok(()) };
        let mut world = held(&self.computer.world);
        self.judge.lives(&grants, &mut world)?;
        self.unseen = false;
        self.judge.deeds(&world)
    }

    /// Decides what becomes of a request.
    fn answer(&mut self, which: usize, index: usize) -> Result<(), Broken> {
        let waiting = held(&self.process(which).waiting).remove(index);
        let (now, drawn) = (self.computer.time.truly(), self.rng.u32(..100));
        let is_end = waiting.request.method == Method::Delete;
        let mut world = held(&self.computer.world);
        let late = is_end && may_come_late(&waiting.request, &world);
        let lie = match (is_end, self.rng.u32(..if self.often_wrong { 14 } else { 100 })) {
            (true, 0..8) => Lie::KeptOnEnd,
            (false, 0..5) => Lie::NotThere,
            (false, 5..9) => Lie::LeftOut,
            (false, 9..12) => Lie::Gap,
            (false, 12..18) if world.may_be_stale() => Lie::Stale,
            // What was given anew is what an old answer is worst for.
            (false, 18..35) if world.lags() && world.may_be_stale() => Lie::Stale,
            _ => Lie::None,
        };
        let words = match drawn {
            0..6 => "lost on the way",
            6..12 => "done, the answer lost",
            12..16 if late => "late",
            16..19 if late => "twice",
            19..24 => "500, not done",
            24..27 => "500, done",
            27..31 => "429",
            31..33 if is_end => "403",
            33..35 => "401, fresh sign-in wanted",
            35..37 => "no JSON",
            _ => "answered",
        };
        let answer = match words {
            "lost on the way" => Err(if self.rng.bool() { HttpError::Offline } else { HttpError::NoAnswer }),
            "done, the answer lost" => {
                world.serve(&waiting.request, lie, now);
                Err(HttpError::NoAnswer)
            }
            "late" => {
                self.wire.push(waiting.request.clone());
                Err(HttpError::NoAnswer)
            }
            "twice" => {
                self.wire.push(waiting.request.clone());
                Ok(world.serve(&waiting.request, lie, now))
            }
            "500, not done" => Ok(problem(500)),
            "500, done" => {
                world.serve(&waiting.request, lie, now);
                Ok(problem(503))
            }
            "429" => Ok(later(429, self.rng.i64(1..900))),
            "403" => Ok(problem(403)),
            "401, fresh sign-in wanted" => {
                let mut answer = problem(401);
                answer.headers.insert("www-authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=60".to_owned());
                Ok(answer)
            }
            "no JSON" => {
                let mut answer = problem(200);
                answer.body = b"<html>".to_vec();
                Ok(answer)
            }
            _ => Ok(world.serve(&waiting.request, lie, now)),
        };
        // A conversation that broke off waits for none of its other answers.
        let waited_for = !waiting.answer.is_closed();
        if let (Ok(answer), true) = (&answer, waited_for) {
            world.note(&waiting.request, waiting.sent, answer);
        }
        drop(world);
        let heard = answer.as_ref().ok().filter(|answer| answer.status == 429).and_then(|answer| answer.headers.get("retry-after")?.parse().ok());
        let unheard = !waited_for || self.process(which).traps.is_armed();
        let status = answer.as_ref().map_or(0, |answer| answer.status);
        let (method, place) = (waiting.request.method, waiting.request.url.path().to_owned());
        self.tell(|| format!("process {which}: {method:?} {place}: {words} {lie:?} {status}"));
        self.hand_over(which, waiting.answer, answer)?;
        if let (Some(seconds), false) = (heard, unheard) {
            self.judge.rest = Some(Rest { heard: now, until: now + Duration::seconds(seconds), of: waiting.of });
        }
        self.judge.deeds(&held(&self.computer.world))
    }

    /// Lets an answer arrive. Gives back how many conversations are over.
    pub(super) fn hand_over(&mut self, which: usize, to: Answer, answer: Result<Response, HttpError>) -> Result<usize, Broken> {
        let before: Vec<u64> = held(&self.process(which).waiting).iter().map(|waiting| waiting.sent).collect();
        to.send(answer).ok();
        let over = self.within(which, |process, _| process.rest());
        self.check_sent(which, &before)?;
        Ok(over.unwrap_or(0))
    }

    fn pass_time(&mut self) {
        let longest = [1, 5, 60, 1_000, 30_000, 200_000][self.rng.usize(..6)];
        let seconds = self.rng.i64(0..=longest);
        self.computer.time.pass(Duration::milliseconds(seconds * 1_000 + 400));
    }

    pub(super) fn call(&mut self, which: usize, name: &'static str, request: Value) -> Option<Value> {
        self.within(which, |process, _| process.run(async move |driven| dispatch(driven.desk(), Lang::Ja, name, request).await))?.ok()
    }

    /// Whether somebody may be between looking and ending: an issuer that takes no condition leaves that gap.
    fn between_look_and_end(&mut self) -> bool {
        let busy = (0..2).any(|which| self.within(which, |process, _| process.run(async |driven| driven.is_ending())).unwrap_or(false));
        busy || !self.wire.is_empty()
    }

    fn issuer(&mut self) {
        let now = self.computer.time.truly();
        let index = self.rng.usize(..NAMES);
        let drawn = self.rng.u32(..12);
        let gap = drawn < 4 && !held(&self.computer.world).habits.honours_if_match && self.between_look_and_end();
        let mut world = held(&self.computer.world);
        let words = match drawn {
            0..4 if !gap => {
                if self.rng.bool() {
                    world.remember();
                }
                world.end(index, now);
                world.give(index);
                "given anew"
            }
            4 | 5 => {
                world.end(index, now);
                "ended elsewhere"
            }
            6 | 7 => {
                world.current_mut(index).used.push(now);
                "used"
            }
            8 => {
                let keeps = world.habits.keeps_ended || world.habits.adapter == AdapterKind::Keycloak;
                let giving = world.current_mut(index);
                if keeps && giving.ended_at.is_some() {
                    giving.tokens = u32::from(giving.tokens == 0);
                }
                "a token outlives its ending, or no longer"
            }
            9 => {
                world.expire_access();
                "access tokens run out"
            }
            10 => {
                world.session = false;
                "the session ends"
            }
            _ => {
                world.remember();
                "a replica falls behind from here on"
            }
        };
        drop(world);
        self.tell(|| format!("issuer: k{index} {words}"));
    }

    fn machine(&mut self, which: usize) -> Result<(), Broken> {
        match self.rng.u32(..10) {
            0..3 => self.kill(which),
            3..5 => {
                let (trap, after) = (self.rng.choice([Trap::KillBefore, Trap::KillAfter]).unwrap_or(Trap::KillBefore), self.rng.u32(..4));
                self.tell(|| format!("process {which}: {trap:?} at durable point {after}"));
                self.process(which).traps.arm(trap, after, 1);
            }
            5..7 => {
                let times = self.rng.u32(1..6);
                self.tell(|| format!("process {which}: the disk is full {times} times"));
                self.process(which).traps.arm(Trap::Full, 0, times);
            }
            7 => {
                self.judge.clock_was_off = true;
                let hours = self.rng.i64(-500..500);
                self.tell(|| format!("the clock is off by {hours} hours"));
                self.computer.time.set_off_by(Duration::hours(hours));
            }
            8 => self.computer.time.set_off_by(Duration::zero()),
            _ => {
                let other = 1 - which;
                if self.processes[other].is_none() {
                    return self.start(other);
                }
            }
        }
        Ok(())
    }

    fn deliver_late(&mut self) -> Result<(), Broken> {
        if self.wire.is_empty() {
            self.pass_time();
            return Ok(());
        }
        let request = self.wire.swap_remove(self.rng.usize(..self.wire.len()));
        let place = request.url.path().to_owned();
        self.tell(|| format!("a late {:?} {place} reaches the issuer", request.method));
        let now = self.computer.time.truly();
        drop(held(&self.computer.world).serve(&request, Lie::None, now));
        self.judge.deeds(&held(&self.computer.world))
    }
}

/// An ending may be late where its condition protects what was given meanwhile.
fn may_come_late(request: &Request, world: &World) -> bool {
    request.method == Method::Delete && world.habits.honours_if_match
}
