//! The app's own tamper-evident log: each line holds the hash of the one before, over salted hashes of
//! the payloads, so that erasing a payload by rule leaves a valid chain.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Timestamp;
use super::batch::BatchAct;
use super::ending::{Evidence, State};
use super::id::{AccountId, BatchId, EndingId, GrantId, IssuerId, KeptId};
use super::own_end::WhyAsked;

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// An issuer was connected.
    Connected {
        /// Which.
        issuer: IssuerId,
        /// By which sign-in.
        account: AccountId,
    },
    /// A sign-in of this device ended.
    SignedOut {
        /// At which issuer.
        issuer: IssuerId,
        /// Which.
        account: AccountId,
        /// Whether the issuer confirmed that the token is revoked.
        revoked_at_issuer: bool,
    },
    /// A grant was seen for the first time.
    GrantSeen {
        /// Which.
        grant: GrantId,
    },
    /// A grant changed at the issuer.
    GrantChanged {
        /// Which.
        grant: GrantId,
        /// What changed.
        what: Change,
    },
    /// The person looked at a grant and keeps it.
    Checked {
        /// Which.
        grant: GrantId,
    },
    /// The person set when a grant should be over, or took that back.
    OwnEnd {
        /// Of which grant.
        grant: GrantId,
        /// When.
        at: Option<Timestamp>,
    },
    /// Something about a connection that no list tells.
    Kept {
        /// Which.
        kept: KeptId,
        /// What.
        what: KeptAct,
    },
    /// The log did not go as far as the head that was kept of it, or was another one.
    HeadUnfit {
        /// The number of that head.
        number: i64,
        /// Its hash, in hexadecimal.
        hash: String,
    },
    /// An ending reached a state.
    Ending {
        /// Which ending.
        ending: EndingId,
        /// Of which grant.
        grant: GrantId,
        /// The state reached.
        state: State,
        /// On what evidence.
        evidence: Evidence,
    },
    /// Something was done about many grants at once.
    Batch {
        /// Which act.
        batch: BatchId,
        /// What.
        what: BatchAct,
        /// How many grants that concerned.
        count: u32,
    },
    /// The day came on which the person wanted a grant to be over.
    OwnEndCame {
        /// Of which grant.
        grant: GrantId,
        /// Why the person was asked; `None` where its ending was asked for, as they had prepared.
        asked: Option<WhyAsked>,
    },
}

/// What the person did with a connection that no list tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum KeptAct {
    /// Wrote it down.
    Noted,
    /// Kept an issuer's receipt.
    Received,
    /// Changed what they wrote.
    Changed,
    /// Said that it is ended.
    Ended,
    /// Took that back.
    Reopened,
    /// Erased it.
    Erased,
}

/// What changed of a grant between two looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Given anew.
    GivenAnew,
    /// May do more than before.
    Widened,
    /// May do less than before.
    Narrowed,
    /// Its state changed.
    Status,
    /// No longer listed.
    Vanished,
    /// No longer listed, as its issuer had announced for the ending of another one.
    EndedTogether,
    /// Listed again after it had vanished or ended.
    Back,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Place in the log, from 1.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// The act as JSON; `None` where it was erased by rule.
    pub payload: Option<String>,
    /// Random salt of the payload's hash; erased with it.
    pub salt: Option<[u8; 16]>,
    /// SHA-256 of salt and payload.
    pub payload_hash: [u8; 32],
    /// The line's own hash.
    pub hash: [u8; 32],
}

/// The hash before the first line.
pub const GENESIS: [u8; 32] = [0; 32];

impl Record {
    /// The next line after `previous`.
    pub fn next(previous: Option<&([u8; 32], i64)>, at: Timestamp, payload: String, salt: [u8; 16]) -> Self {
        let (previous_hash, previous_number) = previous.copied().unwrap_or((GENESIS, 0));
        let payload_hash = hash_payload(&salt, &payload);
        let number = previous_number + 1;
        let hash = hash_line(previous_hash, number, at, payload_hash);
        Self { number, at, payload: Some(payload), salt: Some(salt), payload_hash, hash }
    }
}

/// Where a log stops being whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Break {
    /// A line's content is not what was written.
    Changed {
        /// Its number.
        number: i64,
    },
    /// A line is missing, doubled or out of order.
    Order {
        /// The number that was expected.
        number: i64,
    },
    /// Lines at the end are missing.
    Cut {
        /// The last number that the head knows of.
        head: i64,
    },
}

/// The last line of a log, to be kept apart from it: a log that was cut or written anew does not fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The line's number.
    pub number: i64,
    /// The line's hash.
    pub hash: [u8; 32],
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.number, hex::encode(self.hash))
    }
}

impl std::str::FromStr for Head {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (number, hash) = text.split_once(':').ok_or(hex::FromHexError::InvalidStringLength)?;
        let mut head = Self { number: number.parse().map_err(|_| hex::FromHexError::InvalidStringLength)?, hash: [0; 32] };
        hex::decode_to_slice(hash, &mut head.hash)?;
        Ok(head)
    }
}

/// A log as far as it was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// The number of the last line.
    pub last: i64,
    /// How many lines were erased by rule.
    pub erased: i64,
    hash: [u8; 32],
    head: Option<Head>,
}

impl Chain {
    /// Nothing checked yet, against a head that was kept elsewhere.
    pub fn new(head: Option<Head>) -> Self {
        Self { last: 0, erased: 0, hash: GENESIS, head }
    }

    /// Checks the next line.
    ///
    /// # Errors
    /// [`Break::Order`] or [`Break::Changed`]
    pub fn take(&mut self, line: &Record) -> Result<(), Break> {
        let number = self.last + 1;
        if line.number != number {
            return Err(Break::Order { number });
        }
        let payload_fits = match (&line.payload, &line.salt) {
            (Some(payload), Some(salt)) => hash_payload(salt, payload) == line.payload_hash,
            // Erased by rule: what is left proves that something stood here, not what.
            (None, None) => true,
            (None, Some(_)) | (Some(_), None) => false,
        };
        if !payload_fits || hash_line(self.hash, number, line.at, line.payload_hash) != line.hash {
            return Err(Break::Changed { number });
        }
        if self.head.is_some_and(|head| head.number == number && head.hash != line.hash) {
            return Err(Break::Changed { number });
        }
        self.erased += i64::from(line.payload.is_none());
        (self.last, self.hash) = (number, line.hash);
        Ok(())
    }

    /// Checks, after the last line, that the log goes as far as the head.
    ///
    /// # Errors
    /// [`Break::Cut`]
    pub fn finish(&self) -> Result<(), Break> {
        self.head.filter(|head| head.number > self.last).map_or(Ok(()), |head| Err(Break::Cut { head: head.number }))
    }
}

fn hash_payload(salt: &[u8; 16], payload: &str) -> [u8; 32] {
    Sha256::new().chain_update(b"renkei-payload-1").chain_update(salt).chain_update(payload).finalize().into()
}

fn hash_line(previous: [u8; 32], number: i64, at: Timestamp, payload_hash: [u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"renkei-record-1")
        .chain_update(previous)
        .chain_update(number.to_be_bytes())
        .chain_update(at.timestamp_micros().to_be_bytes())
        .chain_update(payload_hash)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(length: usize) -> Vec<Record> {
        let at: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let mut lines: Vec<Record> = Vec::new();
        for index in 0..length {
            let last = lines.last().map(|line| (line.hash, line.number));
            lines.push(Record::next(last.as_ref(), at, format!("{{\"line\":{index}}}"), [u8::try_from(index).unwrap(); 16]));
        }
        lines
    }

    fn against(lines: &[Record], head: Option<Head>) -> Result<i64, Break> {
        let mut chain = Chain::new(head);
        lines.iter().try_for_each(|line| chain.take(line))?;
        chain.finish().map(|()| chain.last)
    }

    fn verify(lines: &[Record]) -> Result<i64, Break> {
        against(lines, None)
    }

    #[test]
    fn a_whole_log_is_whole_also_after_erasing_by_rule() {
        let mut lines = log(5);
        assert_eq!(verify(&lines), Ok(5));
        (lines[2].payload, lines[2].salt) = (None, None);
        assert_eq!(verify(&lines), Ok(5), "an erased payload leaves a valid chain");
    }

    #[test]
    fn every_tampering_is_found_at_its_line() {
        let mut changed = log(5);
        changed[2].payload = Some("{}".into());
        assert_eq!(verify(&changed), Err(Break::Changed { number: 3 }));
        let mut dated = log(5);
        dated[3].at += chrono::Duration::seconds(1);
        assert_eq!(verify(&dated), Err(Break::Changed { number: 4 }));
        let mut removed = log(5);
        removed.remove(1);
        let mut forged = log(5);
        (forged[2].payload, forged[2].salt) = (Some("{}".into()), None);
        assert_eq!(verify(&forged), Err(Break::Changed { number: 3 }), "a payload without salt is no erased one");
        assert_eq!(verify(&removed), Err(Break::Order { number: 2 }));
        let mut reordered = log(5);
        reordered.swap(1, 2);
        assert_eq!(verify(&reordered), Err(Break::Order { number: 2 }));
    }

    #[test]
    fn a_log_that_was_cut_or_written_anew_does_not_fit_its_head() {
        let whole = log(5);
        let head = whole.last().map(|line| Head { number: line.number, hash: line.hash });
        assert_eq!(against(&whole, head), Ok(5));
        assert_eq!(against(&whole[..3], head), Err(Break::Cut { head: 5 }));
        let mut anew = log(3);
        for index in 3..7_u8 {
            let last = anew.last().map(|line| (line.hash, line.number));
            anew.push(Record::next(last.as_ref(), whole[0].at, "{}".into(), [index; 16]));
        }
        assert_eq!(verify(&anew), Ok(7), "by itself it is whole");
        assert_eq!(against(&anew, head), Err(Break::Changed { number: 5 }));
        assert_eq!(head.map(|head| head.to_string().parse()), head.map(Ok), "a head survives being written down");
    }
}
