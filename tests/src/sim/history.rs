//! One random history: a person, an issuer, a network and a machine, each step drawn from the seed.

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{Duration, TimeZone as _, Utc};
use renkei_core::domain::Timestamp;
use renkei_core::domain::ending::State;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::dispatch;
use renkei_core::ports::{HttpError, Method, Request};
use serde_json::{Value, json};

use super::judge::{Broken, Judge};
use super::outside::{Dice, Time, Trap, Waiting, held};
use super::process::{Computer, Over, Process, copy};
use super::world::{Lie, World, later, path, problem};

/// How many names the person gave.
const NAMES: usize = 2;

pub(super) fn beginning() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 21, 9, 0, 0).single().unwrap_or_default()
}

/// A profile that is signed in and has its first list.
pub(super) struct Template {
    pub(super) folder: tempfile::TempDir,
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
    pub(super) fn new(place: &Path) -> Self {
        let folder = tempfile::tempdir_in(place).expect("A folder");
        let computer = computer(folder.path(), std::collections::BTreeMap::new(), 0, World::new(NAMES, true, false, false));
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
        Self { folder, vault }
    }
}

pub(super) struct History {
    rng: fastrand::Rng,
    pub(super) computer: Computer,
    pub(super) processes: [Option<Process>; 2],
    pub(super) judge: Judge,
    /// Endings on their way that nobody waits for any more.
    wire: Vec<Request>,
    /// What happened, for whoever plays a seed again.
    pub(super) told: Vec<String>,
    _folder: tempfile::TempDir,
}

impl History {
    pub(super) fn new(template: &Template, place: &Path, seed: u64) -> Self {
        let folder = tempfile::tempdir_in(place).expect("A folder");
        copy(template.folder.path(), folder.path()).expect("A copy");
        let mut rng = fastrand::Rng::with_seed(seed);
        let world = World::new(NAMES, rng.u32(..10) < 7, rng.bool(), rng.bool());
        let told = vec![format!("if-match {} keeps {} uses {}", world.honours_if_match, world.keeps_ended, world.tells_uses)];
        let computer = computer(folder.path(), template.vault.clone(), rng.u64(..), world);
        // The sign-in of the template is the one that this issuer knows.
        held(&computer.world).sign_in();
        Self { rng, computer, processes: [None, None], judge: Judge::default(), wire: Vec::new(), told, _folder: folder }
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
        Ok(over.unwrap_or(0))
    }

    /// What just left is held against the disk.
    fn check_sent(&mut self, which: usize, before: &[u64]) -> Result<(), Broken> {
        let Some(process) = self.processes[which].as_mut() else { return Ok(()) };
        let is_end = |waiting: &&Waiting| waiting.request.method == Method::Delete;
        let sent: Vec<(u64, String)> = held(&process.waiting).iter().filter(is_end).map(|waiting| (waiting.sent, path(&waiting.request).concat())).collect();
        for (moment, key) in sent.iter().filter(|(moment, _)| !before.contains(moment)) {
            let birth = held(&process.waiting).iter().find(|waiting| waiting.sent == *moment).and_then(|waiting| waiting.request.if_match.clone());
            let birth = birth.unwrap_or_default().trim_matches('"').to_owned();
            let grant = self.judge.asked.iter().find(|(_, asked)| asked.key == *key && asked.birth == birth).map(|(grant, _)| *grant);
            let Some(grant) = grant else { return Err(Broken(format!("an ending of {key} {birth} left, and nobody had asked for it"))) };
            let ending = match process.run(async |driven| driven.ending(grant).await) {
                Ok(Ok(ending)) => ending,
                Ok(Err(_)) | Err(Over) => return Ok(()),
            };
            let others = |waiting: &&Waiting| is_end(waiting) && waiting.sent != *moment && path(&waiting.request).concat() == *key;
            let here = held(&process.waiting).iter().filter(others).count();
            Judge::sends(key, ending.as_ref(), here)?;
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
    fn check(&mut self, which: usize) -> Result<(), Broken> {
        let asked: Vec<_> = self.judge.asked.keys().copied().collect();
        for grant in asked {
            let Some(Ok(ending)) = self.within(which, |process, _| process.run(async |driven| driven.ending(grant).await)) else { return Ok(()) };
            let mut world = held(&self.computer.world);
            let moment = world.next_moment();
            self.judge.stands(grant, ending.as_ref(), &world, moment)?;
        }
        self.judge.deeds(&held(&self.computer.world))
    }

    /// Decides what becomes of a request.
    fn answer(&mut self, which: usize, index: usize) -> Result<(), Broken> {
        let waiting = held(&self.process(which).waiting).remove(index);
        let (now, drawn) = (self.computer.time.truly(), self.rng.u32(..100));
        let is_end = waiting.request.method == Method::Delete;
        let mut world = held(&self.computer.world);
        let late = is_end && may_come_late(&waiting.request, &world);
        let lie = match (is_end, drawn) {
            (true, 0..8) => Lie::KeptOnEnd,
            (false, 0..5) => Lie::NotThere,
            (false, 5..9) => Lie::LeftOut,
            (false, 9..12) => Lie::Gap,
            (false, 12..18) => Lie::Stale,
            _ => Lie::None,
        };
        let words = match drawn {
            18..24 => "lost on the way",
            24..30 => "done, the answer lost",
            30..34 if late => "late",
            34..37 if late => "twice",
            37..42 => "500, not done",
            42..45 => "500, done",
            45..49 => "429",
            49..51 if is_end => "403",
            51..53 => "401, fresh sign-in wanted",
            53..55 => "no JSON",
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
        if let Ok(answer) = &answer {
            world.note(&waiting.request, waiting.sent, answer);
        }
        drop(world);
        let status = answer.as_ref().map_or(0, |answer| answer.status);
        let (method, place) = (waiting.request.method, waiting.request.url.path().to_owned());
        self.tell(|| format!("process {which}: {method:?} {place}: {words} {lie:?} {status}"));
        waiting.answer.send(answer).ok();
        let before: Vec<u64> = held(&self.process(which).waiting).iter().map(|waiting| waiting.sent).collect();
        self.within(which, |process, _| process.rest());
        self.check_sent(which, &before)?;
        self.judge.deeds(&held(&self.computer.world))
    }

    fn pass_time(&mut self) {
        let longest = [1, 5, 60, 1_000, 30_000, 200_000][self.rng.usize(..6)];
        let seconds = self.rng.i64(0..=longest);
        self.computer.time.pass(Duration::milliseconds(seconds * 1_000 + 400));
    }

    fn person(&mut self, which: usize) -> Result<(), Broken> {
        match self.rng.u32(..10) {
            0..6 => self.ask(which),
            6..8 => {
                self.tell(|| format!("process {which}: the person signs in"));
                self.within(which, Process::sign_in);
                Ok(())
            }
            8 => {
                let asked: Vec<_> = self.judge.asked.keys().copied().collect();
                let Some(grant) = self.rng.choice(asked) else { return Ok(()) };
                self.tell(|| format!("process {which}: the person is in a hurry"));
                self.call(which, "hurry_ending", json!({ "grant": grant }));
                self.check(which)
            }
            _ => {
                self.tell(|| format!("process {which}: the person signs out"));
                self.call(which, "sign_out", json!("all"));
                Ok(())
            }
        }
    }

    fn ask(&mut self, which: usize) -> Result<(), Broken> {
        let Some(Ok(grants)) = self.within(which, |process, _| process.run(async |driven| driven.grants().await)) else { return Ok(()) };
        let Some(grant) = self.rng.choice(&grants) else { return Ok(()) };
        let (key, birth) = (grant.remote.key.to_string(), grant.remote.birth.to_string());
        let under_way = match self.within(which, |process, _| process.run(async |driven| driven.ending(grant.id).await)) {
            Some(Ok(ending)) => ending.is_some_and(|ending| !ending.state().is_settled() || ending.state() == State::Verified),
            Some(Err(_)) | None => return Ok(()),
        };
        if !under_way {
            let moment = held(&self.computer.world).next_moment();
            self.judge.asks(grant.id, &key, &birth, moment);
        }
        let done = self.call(which, "end_grant", json!({ "grant": grant.id, "seen_birth": birth }));
        self.tell(|| format!("process {which}: the person asks to end {key} {birth}: {}", done.as_ref().map_or("no", |_| "written down")));
        if done.is_some() {
            self.judge.promised(grant.id);
        }
        self.check(which)
    }

    pub(super) fn call(&mut self, which: usize, name: &'static str, request: Value) -> Option<Value> {
        self.within(which, |process, _| process.run(async move |driven| dispatch(driven.desk(), Lang::Ja, name, request).await))?.ok()
    }

    /// Whether somebody may be between looking and ending: an issuer that takes no condition leaves that gap.
    fn between_look_and_end(&mut self) -> bool {
        let busy = (0..2).any(|which| {
            let under_way = self.within(which, |process, _| process.run(async |driven| driven.arrived().await.map_or(0, |(over, going)| over + going)));
            under_way.is_some_and(|under_way| under_way > 0)
        });
        busy || !self.wire.is_empty()
    }

    fn issuer(&mut self) {
        let now = self.computer.time.truly();
        let index = self.rng.usize(..NAMES);
        let drawn = self.rng.u32(..12);
        let gap = drawn < 4 && !held(&self.computer.world).honours_if_match && self.between_look_and_end();
        let mut world = held(&self.computer.world);
        let words = match drawn {
            0..4 if !gap => {
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
                let keeps = world.keeps_ended;
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
    request.method == Method::Delete && world.honours_if_match
}
