//! What the person does: asks to end, one or many at once, holds back, takes back, signs in and out.

use renkei_core::domain::batch::is_out;
use renkei_core::domain::ending::{Ending, State};
use renkei_core::domain::grant::Grant;
use renkei_core::domain::id::GrantId;
use serde_json::{Value, json};

use super::history::History;
use super::judge::Broken;
use super::outside::held;
use super::process::{Over, Process};

impl History {
    pub(super) fn person(&mut self, which: usize) -> Result<(), Broken> {
        match self.rng.u32(..12) {
            0..4 => self.ask(which),
            4..6 => self.ask_many(which),
            6 => {
                let how = ["stop", "resume", "withdraw"][self.rng.usize(..3)];
                let Some((batch, grants)) = self.rng.choice(&self.batches).cloned() else { return self.ask_many(which) };
                self.steer(which, &batch, &grants, how)
            }
            7..10 => {
                self.tell(|| format!("process {which}: the person signs in"));
                self.within(which, Process::sign_in);
                Ok(())
            }
            10 => {
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

    /// What the person sees in force.
    pub(super) fn grants(&mut self, which: usize) -> Option<Vec<Grant>> {
        self.within(which, |process, _| process.run(async |driven| driven.grants().await))?.ok()
    }

    /// The latest ending of a grant, where the process lives to tell it.
    pub(super) fn ending(&mut self, which: usize, grant: GrantId) -> Result<Option<Ending>, Over> {
        let ending = self.within(which, |process, _| process.run(async |driven| driven.ending(grant).await));
        ending.and_then(Result::ok).ok_or(Over)
    }

    /// Notes that a grant is asked to end, unless it is under way: then the wish of before goes on.
    fn wishes(&mut self, which: usize, grant: &Grant) -> Option<()> {
        let ending = self.ending(which, grant.id).ok()?;
        if !ending.is_some_and(|ending| !ending.state().is_settled() || ending.state() == State::Verified) {
            let moment = held(&self.computer.world).next_moment();
            self.judge.asks(grant.id, grant.remote.key.as_str(), &grant.remote.birth.to_string(), moment);
        }
        Some(())
    }

    fn ask(&mut self, which: usize) -> Result<(), Broken> {
        let Some(grants) = self.grants(which) else { return Ok(()) };
        let Some(grant) = self.rng.choice(&grants) else { return Ok(()) };
        let (key, birth) = (grant.remote.key.to_string(), grant.remote.birth.to_string());
        let Some(()) = self.wishes(which, grant) else { return Ok(()) };
        let done = self.call(which, "end_grant", json!({ "grant": grant.id, "seen_birth": birth }));
        self.tell(|| format!("process {which}: the person asks to end {key} {birth}: {}", done.as_ref().map_or("no", |_| "written down")));
        if done.is_some() {
            self.judge.promised(grant.id);
        }
        self.check(which)
    }

    /// All that the person sees, or all but one.
    fn ask_many(&mut self, which: usize) -> Result<(), Broken> {
        let Some(mut grants) = self.grants(which) else { return Ok(()) };
        if grants.len() > 1 && self.rng.bool() {
            grants.swap_remove(self.rng.usize(..grants.len()));
        }
        for grant in &grants {
            let Some(()) = self.wishes(which, grant) else { return Ok(()) };
        }
        let ids: Vec<GrantId> = grants.iter().map(|grant| grant.id).collect();
        let seen: Vec<Value> = grants.iter().map(|grant| json!({ "grant": grant.id, "birth": grant.remote.birth })).collect();
        self.judge.many = true;
        let done = self.call(which, "end_many", json!({ "choice": { "chosen": { "grants": ids } }, "grants": seen }));
        self.tell(|| format!("process {which}: the person asks to end {} at once: {}", ids.len(), done.as_ref().map_or("no", |_| "written down")));
        if let Some(batch) = done.as_ref().and_then(|done| done["id"].as_str()) {
            for grant in &ids {
                self.judge.promised(*grant);
            }
            if !self.batches.iter().any(|(known, _)| known == batch) {
                self.batches.push((batch.to_owned(), ids));
            }
        }
        self.check(which)
    }

    /// Stops a batch, lets it go on, or takes back what had not left.
    pub(super) fn steer(&mut self, which: usize, batch: &str, grants: &[GrantId], how: &str) -> Result<(), Broken> {
        self.judge.deeds(&held(&self.computer.world))?;
        let is_of = |ending: &Option<Ending>| ending.as_ref().and_then(|ending| ending.batch).is_some_and(|of| of.to_string() == batch);
        let mut inside = Vec::new();
        for grant in grants {
            let Ok(ending) = self.ending(which, *grant) else { return Ok(()) };
            if is_of(&ending) {
                inside.push((*grant, ending.as_ref().is_some_and(|ending| is_out(ending) || ending.state().is_settled())));
            }
        }
        let done = self.call(which, "steer_batch", json!({ "batch": batch, "how": how }));
        self.tell(|| format!("process {which}: {how} for {} that were asked for at once: {}", inside.len(), done.as_ref().map_or("no", |_| "done")));
        for (grant, was_out) in inside {
            let ending = if done.is_some() { self.ending(which, grant) } else { Err(Over) };
            match (how, ending) {
                ("stop", Ok(Some(ending))) => self.judge.holds(grant, !ending.state().is_settled() && !is_out(&ending)),
                ("stop", _) => {}
                ("withdraw", _) if was_out => self.judge.holds(grant, false),
                ("withdraw", _) => self.judge.withdraws(grant, done.is_some()),
                _ => self.judge.holds(grant, false),
            }
        }
        if self.processes[which].is_none() { Ok(()) } else { self.check(which) }
    }
}
