//! How every history ends: then the issuer is honest, the line holds, the clock is right, the disk has room and the person
//! signs in, so that whatever is still wrong is the engine's fault.

use chrono::Duration;
use renkei_core::domain::ending::State;
use serde_json::json;

use super::history::{History, NAMES};
use super::judge::Broken;
use super::outside::held;
use super::process::Process;
use super::world::Lie;

impl History {
    /// In the end the issuer is honest, the line holds, the clock is right, the disk has room and the person signs in.
    pub(super) fn at_last(&mut self) -> Result<(), Broken> {
        for which in 0..2 {
            if self.processes[which].is_some() {
                self.kill(which);
            }
        }
        self.computer.time.set_off_by(Duration::zero());
        self.tell(|| "at last everything goes well".to_owned());
        self.start(0)?;
        for (batch, grants) in self.batches.clone() {
            self.steer(0, &batch, &grants, "resume")?;
        }
        for name in &mut held(&self.computer.world).names {
            name.givings.iter_mut().for_each(|giving| giving.tokens = 0);
        }
        for pause in [1, 5, 60, 300, 1_000, 5_000, 30_000, 90_000, 120_000, 10, 60, 300] {
            self.computer.time.pass(Duration::milliseconds(pause * 1_000 + 400));
            if pause == 30_000 {
                self.use_what_has_ended();
            }
            self.settle()?;
            if pause > 90_000 {
                continue;
            }
            let mut needs = false;
            for grant in self.judge.asked.keys().copied().collect::<Vec<_>>() {
                let ending = self.ending(0, grant);
                needs |= matches!(ending, Ok(Some(ending)) if ending.state() == State::NeedsYou);
            }
            let signed_out = matches!(self.within(0, |process, _| process.run(async |driven| driven.accounts().await)), Some(Ok(accounts)) if accounts.iter().any(|account| !account.signed_in));
            if needs || signed_out {
                self.tell(|| "the person signs in".to_owned());
                self.within(0, Process::sign_in);
                self.settle()?;
            }
        }
        for grant in self.judge.asked.keys().copied().collect::<Vec<_>>() {
            let Ok(ending) = self.ending(0, grant) else {
                return Err(Broken("the profile cannot be read any more".into()));
            };
            self.tell(|| format!("in the end: {:?}", ending.as_ref().map(|ending| ending.steps.iter().map(|step| step.state).collect::<Vec<_>>())));
            self.judge.at_last(grant, ending.as_ref(), &held(&self.computer.world))?;
        }
        let check = self.call(0, "verify_records", json!({})).ok_or_else(|| Broken("the records cannot be read".into()))?;
        if check["broken"].is_null() { Ok(()) } else { Err(Broken(format!("the records do not verify: {check}"))) }
    }

    /// Somebody still gets in with what has ended: an honest issuer tells of it.
    fn use_what_has_ended(&mut self) {
        let now = self.computer.time.truly();
        for index in 0..NAMES {
            let mut world = held(&self.computer.world);
            let giving = world.current_mut(index);
            if giving.ended_at.is_some() && self.rng.u32(..4) == 0 {
                giving.used.push(now);
                self.told.push(format!("k{index} is used after its ending"));
            }
        }
    }

    /// Answers everything truthfully until nothing is under way.
    fn settle(&mut self) -> Result<(), Broken> {
        let mut over = self.look(0)?;
        for _ in 0..300 {
            if self.processes[0].is_none() {
                return Err(Broken("a process ended by itself".into()));
            }
            if over > 0 {
                self.take(0, 0)?;
                // What is taken in alone makes new work.
                over = self.look(0)?;
                continue;
            }
            let Some(waiting) = held(&self.process(0).waiting).pop() else { return Ok(()) };
            let answer = {
                let mut world = held(&self.computer.world);
                let answer = world.serve(&waiting.request, Lie::None, self.computer.time.truly());
                world.note(&waiting.request, waiting.sent, &answer);
                answer
            };
            let (method, place) = (waiting.request.method, waiting.request.url.path().to_owned());
            self.tell(|| format!("{method:?} {place}: answered"));
            over = self.hand_over(0, waiting.answer, Ok(answer))?;
        }
        Err(Broken("it never comes to rest".into()))
    }
}
