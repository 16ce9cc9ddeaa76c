//! A case: a question, a complaint or a report of damage, and what became of it (R20, R21, R26). What was sent and what was
//! answered is what the person noted, or what the issuer's interface said; it closes only by the person's word.

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::id::{CaseId, GrantId, KeptId};
use super::route::Matter;
use super::stated::Party;
use super::text::Lang;

/// Most steps that are kept of one case.
const MOST: usize = 200;
/// How long before it was begun anything may have happened that is noted of a case.
const LONGEST_AGO: Duration = Duration::days(366);
/// How long before it is turned to anybody a charge may lie.
const LONGEST_SINCE_CHARGE: Duration = Duration::days(3_660);
/// The furthest day on which the person can be reminded.
pub const FURTHEST_REMINDER: Duration = Duration::days(731);

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A grant.
    Grant {
        /// Which.
        grant: GrantId,
    },
    /// A connection that no list tells.
    Kept {
        /// Which.
        kept: KeptId,
    },
    /// This app (R31).
    App,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Our name of it.
    pub id: CaseId,
    /// What it is about.
    pub about: About,
    /// What somebody is turned to about.
    pub matter: Matter,
    /// Whether there are charges that the person does not recognise.
    pub charges: Option<bool>,
    /// The day of the earliest of them, where the person told it.
    #[serde(default)]
    pub charged_on: Option<NaiveDate>,
    /// Who is turned to now: 0 the one who answers, then the next ones of the route as it was then.
    pub turn: u32,
    /// The party whom the letter addresses, whatever the route says later.
    pub party: Party,
    /// The service that it is about, in the words of that time.
    pub service: String,
    /// What is written, as it is to be sent.
    pub letter: Letter,
    /// Names this letter to the issuer's interface: sent again, it is the same one; written anew, it is another.
    pub letter_id: CaseId,
    /// All that happened, in order.
    pub steps: Vec<Step>,
    /// When to say that nobody answered.
    pub remind_at: Option<Timestamp>,
    /// When it was begun.
    pub opened_at: Timestamp,
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// In one line.
    pub subject: String,
    /// The text, byte for byte as it is sent.
    pub body: String,
    /// What the person chose and wrote for it.
    #[serde(default)]
    pub written: Written,
}

/// What the person chose and wrote for a letter: written anew, it begins with that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "CaseWritten")]
pub struct Written {
    /// In which language.
    pub lang: Option<Lang>,
    /// Their own words, with what must not leave masked.
    pub words: String,
    /// Their name, where they gave one.
    pub name: Option<String>,
    /// The lines that they left out.
    pub without: Vec<String>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub what: What,
    /// To or from whom.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// The day that the person named, or on which this app saw it.
    pub on: NaiveDate,
    /// When it was noted.
    pub noted_at: Timestamp,
    /// What was sent, answered or noted.
    pub words: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CaseStep")]
pub enum What {
    /// The person says that they sent or said it.
    Sent {
        /// The number that they were given.
        number: Option<String>,
    },
    /// It is being handed to the issuer's interface: no answer was seen yet.
    Handing,
    /// The issuer's interface did not take it.
    NotTaken,
    /// The issuer's interface took it.
    Taken {
        /// The issuer's number.
        number: String,
        /// Until when it answers, by its own word.
        answer_by: Option<Timestamp>,
    },
    /// The party answered.
    Answered,
    /// The person notes something: a call, a name, the police's number.
    Noted,
    /// The next party is turned to.
    Escalated,
    /// The person closed it.
    Closed,
    /// The person opened it again.
    Reopened,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CaseState")]
pub enum State {
    /// Written; nothing was sent.
    Draft,
    /// Handed to the issuer's interface, and no answer was seen.
    Unsure,
    /// Sent; an answer is waited for.
    Waiting,
    /// The party answered; the person has not closed it.
    Answered,
    /// Closed by the person.
    Closed,
}

/// Why something is not noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An answer to what was never sent.
    NotSent,
    /// A day that is still to come.
    DayToCome,
    /// A day long before the case was begun.
    DayLongPast,
    /// A note without words.
    WordsMissing,
    /// The case is closed.
    Closed,
}

/// Whether a charge can have been on a day, by the day that it is now where it is furthest ahead.
///
/// # Errors
/// [`Fault::DayToCome`], [`Fault::DayLongPast`]
pub fn charged_on(day: NaiveDate, now: Timestamp) -> Result<(), Fault> {
    match now.date_naive() {
        today if day > today + Duration::days(1) => Err(Fault::DayToCome),
        today if day < today - LONGEST_SINCE_CHARGE => Err(Fault::DayLongPast),
        _ => Ok(()),
    }
}

impl Case {
    /// Whether nothing of it was sent, said or answered: then it is the person's draft, and theirs to throw away.
    pub fn is_only_written(&self) -> bool {
        self.steps.iter().all(|step| step.what == What::Noted)
    }

    /// Where it stands: by its last step that moves it.
    pub fn state(&self) -> State {
        // What was tried and did not get there leaves the case where it stood.
        let mut undone = 0_u32;
        let mut moving = |step: &Step| match step.what {
            What::Sent { .. } | What::Taken { .. } => Some(State::Waiting),
            What::Handing if undone > 0 => {
                undone -= 1;
                None
            }
            What::Handing => Some(State::Unsure),
            What::Answered => Some(State::Answered),
            What::Escalated => Some(State::Draft),
            What::NotTaken => {
                undone += 1;
                None
            }
            What::Noted | What::Reopened | What::Closed => None,
        };
        // What was closed and opened again stands where it stood before.
        let closed = self.steps.iter().rev().find_map(|step| match step.what {
            What::Closed => Some(true),
            What::Reopened => Some(false),
            What::Sent { .. } | What::Handing | What::NotTaken | What::Taken { .. } | What::Answered | What::Noted | What::Escalated => None,
        });
        if closed == Some(true) {
            return State::Closed;
        }
        self.steps.iter().rev().find_map(&mut moving).unwrap_or(State::Draft)
    }

    /// Whether the person has still to close it.
    pub fn is_open(&self) -> bool {
        self.state() != State::Closed
    }

    /// Whether nobody answered in time.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.state() == State::Waiting && self.remind_at.is_some_and(|at| at <= now)
    }

    /// The number that the party gave last.
    pub fn number(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(|step| match &step.what {
            What::Taken { number, .. } | What::Sent { number: Some(number) } => Some(number.as_str()),
            What::Sent { number: None } | What::Handing | What::NotTaken | What::Answered | What::Noted | What::Escalated | What::Closed | What::Reopened => {
                None
            }
        })
    }

    /// Notes a step. `patience` is how long the party that is turned to now may take.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn note(&mut self, step: Step, patience: Duration) -> Result<(), Fault> {
        if step.on > step.noted_at.date_naive() + Duration::days(1) {
            return Err(Fault::DayToCome);
        }
        if step.on < self.opened_at.date_naive() - LONGEST_AGO {
            return Err(Fault::DayLongPast);
        }
        if step.what == What::Noted && step.words.is_none() {
            return Err(Fault::WordsMissing);
        }
        let state = self.state();
        match (&step.what, state) {
            (What::Reopened, State::Closed) => {}
            (_, State::Closed) => return Err(Fault::Closed),
            (What::Reopened, _) => return Ok(()),
            (What::Answered, State::Draft) => return Err(Fault::NotSent),
            _ => {}
        }
        // Counted from the day on which it was sent, which may be some days ago.
        let ago = (step.noted_at.date_naive() - step.on).clamp(Duration::zero(), Duration::days(366));
        self.remind_at = match &step.what {
            What::Sent { .. } => Some(step.noted_at - ago + patience),
            What::Taken { answer_by, .. } => Some(answer_by.unwrap_or(step.noted_at + patience)),
            What::Answered | What::Escalated => None,
            What::Noted | What::Reopened | What::Closed | What::Handing | What::NotTaken => self.remind_at,
        };
        if self.steps.len() >= MOST {
            // The first one stays: it is when it began.
            self.steps.remove(1);
        }
        self.steps.push(step);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(now: Timestamp) -> Case {
        let letter = Letter { subject: "s".into(), body: "b".into(), written: Written::default() };
        let id = CaseId::new(now, [3; 10]);
        Case {
            id,
            about: About::App,
            matter: Matter::Billing,
            charges: None,
            charged_on: None,
            turn: 0,
            party: Party::Connector,
            service: "x".into(),
            letter,
            letter_id: id,
            steps: Vec::new(),
            remind_at: None,
            opened_at: now,
        }
    }

    fn step(what: What, now: Timestamp) -> Step {
        Step { what, party: Party::Connector, name: "x".into(), on: now.date_naive(), noted_at: now, words: Some("w".into()) }
    }

    #[test]
    fn a_case_closes_only_by_the_persons_word_and_reminds_when_nobody_answers() {
        let now: Timestamp = "2026-11-20T01:00:00Z".parse().unwrap();
        let (soon, mut case) = (Duration::days(7), case(now));
        assert_eq!(case.note(step(What::Answered, now), soon), Err(Fault::NotSent));
        assert_eq!(case.note(Step { on: "2026-11-23".parse().unwrap(), ..step(What::Noted, now) }, soon), Err(Fault::DayToCome));
        assert_eq!(case.note(Step { on: "1900-01-01".parse().unwrap(), ..step(What::Sent { number: None }, now) }, soon), Err(Fault::DayLongPast));
        assert_eq!(case.note(Step { words: None, ..step(What::Noted, now) }, soon), Err(Fault::WordsMissing));
        assert_eq!((case.state(), case.is_open(), case.is_only_written()), (State::Draft, true, true));
        case.note(step(What::Sent { number: None }, now), soon).unwrap();
        assert_eq!((case.state(), case.is_due(now), case.is_due(now + soon), case.is_only_written()), (State::Waiting, false, true, false));
        case.note(step(What::Noted, now), soon).unwrap();
        assert!(case.is_due(now + soon), "a note is no answer");
        case.note(step(What::Answered, now), soon).unwrap();
        assert_eq!((case.state(), case.is_open(), case.is_due(now + soon)), (State::Answered, true, false));
        case.note(step(What::Closed, now), soon).unwrap();
        assert_eq!(case.note(step(What::Noted, now), soon), Err(Fault::Closed));
        case.note(step(What::Reopened, now), soon).unwrap();
        assert_eq!(case.state(), State::Answered, "where it stood before");
    }

    #[test]
    fn a_charge_has_been_and_not_before_anybody_remembers() {
        let now: Timestamp = "2026-11-20T01:00:00Z".parse().unwrap();
        for (day, is) in [
            ("2026-11-20", Ok(())),
            ("2026-11-21", Ok(())),
            ("2026-11-22", Err(Fault::DayToCome)),
            ("2017-01-01", Ok(())),
            ("1926-11-20", Err(Fault::DayLongPast)),
        ] {
            assert_eq!(charged_on(day.parse().unwrap(), now), is, "{day}");
        }
    }

    #[test]
    fn what_was_handed_on_without_an_answer_is_unsure_and_the_issuers_date_is_waited_for() {
        let now: Timestamp = "2026-11-20T01:00:00Z".parse().unwrap();
        let (soon, mut case) = (Duration::days(7), case(now));
        case.note(step(What::Handing, now), soon).unwrap();
        assert_eq!((case.state(), case.number()), (State::Unsure, None));
        let answer_by = now + Duration::days(3);
        case.note(step(What::Taken { number: "K-1".into(), answer_by: Some(answer_by) }, now), soon).unwrap();
        assert_eq!((case.state(), case.number(), case.remind_at), (State::Waiting, Some("K-1"), Some(answer_by)));
        case.note(step(What::Escalated, now), soon).unwrap();
        assert_eq!((case.state(), case.remind_at), (State::Draft, None), "the next one was told nothing yet");
        for _ in 0..300 {
            case.note(step(What::Noted, now), soon).unwrap();
        }
        assert_eq!((case.steps.len(), &case.steps[0].what), (MOST, &What::Handing));
    }

    #[test]
    fn a_try_that_did_not_get_there_leaves_the_case_where_it_stood() {
        let now: Timestamp = "2026-11-20T01:00:00Z".parse().unwrap();
        let (soon, mut case) = (Duration::days(7), case(now));
        case.note(Step { on: "2026-11-18".parse().unwrap(), ..step(What::Sent { number: None }, now) }, soon).unwrap();
        let due = now + Duration::days(5);
        assert_eq!((case.state(), case.remind_at), (State::Waiting, Some(due)), "counted from the day on which it was sent");
        for what in [What::Handing, What::NotTaken] {
            case.note(step(what, now), soon).unwrap();
        }
        assert_eq!((case.state(), case.remind_at), (State::Waiting, Some(due)));
        for what in [What::Handing, What::Handing, What::NotTaken] {
            case.note(step(what, now), soon).unwrap();
        }
        assert_eq!(case.state(), State::Unsure, "the first of the two may have arrived");
        case.note(step(What::Closed, now), soon).unwrap();
        case.note(step(What::Reopened, now), soon).unwrap();
        assert_eq!((case.state(), case.remind_at), (State::Unsure, Some(due)));
    }
}
