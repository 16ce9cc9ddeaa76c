//! The app's own tamper-evident log: each line holds the hash of the one before, over salted hashes of
//! the payloads, so that erasing a payload by rule leaves a valid chain; and each is signed by the device's key.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Timestamp;
use super::batch::BatchAct;
use super::deletion;
use super::ending::{Evidence, State};
use super::ending_receipt::Fault;
use super::id::{AccountId, BatchId, CaseId, EndingId, GrantId, IssuerId, KeptId};
use super::measurement::Life;
use super::own_end::WhyAsked;
use super::route::Matter;

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
    /// A device's key signs the lines from here on, this one among them.
    KeyIntroduced {
        /// Which.
        key: KeyId,
        /// Its public part (RFC 8032), in hexadecimal.
        public: String,
        /// The key that signed before, where one did: its secret part is not at hand any more.
        instead_of: Option<KeyId>,
    },
    /// Contents of lines were erased by rule.
    ErasedByRule {
        /// Of which lines: the first and the last of each run.
        lines: Vec<(i64, i64)>,
    },
    /// A notice of weight that concerns the person's own grants came in.
    NoticeHeard {
        /// Whose feed.
        issuer: IssuerId,
        /// The feed's id of it.
        notice: String,
    },
    /// The person opened a notice.
    NoticeRead {
        /// Whose feed.
        issuer: IssuerId,
        /// The feed's id of it.
        notice: String,
    },
    /// The person trusted the keys that an issuer serves now in place of lost ones.
    KeysTrusted {
        /// Whose.
        issuer: IssuerId,
    },
    /// The records, or what they hold of one grant, were written into a file.
    Exported {
        /// Of what.
        of: Of,
        /// In which form.
        format: Format,
        /// SHA-256 of what stands in the file beside the lines, in hexadecimal; none in a table.
        digest: Option<String>,
    },
    /// Something about this app's own test grant at an issuer.
    Measuring {
        /// At which issuer.
        issuer: IssuerId,
        /// Through which sign-in.
        account: AccountId,
        /// What.
        what: MeasuringAct,
    },
    /// The issuer's signed word on an ending came: kept, or not believed.
    EndingReceipt {
        /// Of which ending.
        ending: EndingId,
        /// Of which grant.
        grant: GrantId,
        /// Why it is not believed; `None` where it was checked and kept.
        refused: Option<Fault>,
    },
    /// The person noted something about their wish that the connector deletes what it holds.
    Deletion {
        /// After the ending of which grant.
        grant: GrantId,
        /// What they noted.
        what: deletion::State,
        /// The day that they named.
        on: chrono::NaiveDate,
    },
    /// A backup was made.
    BackedUp {},
    /// Everything before this line came from a backup.
    Restored {
        /// When that was made.
        made_at: Timestamp,
        /// What the device called itself on which it was made.
        device: String,
        /// The head that this device's vault had kept until then, where that is no line of this log: the log that it was of is gone.
        head: Option<String>,
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
    /// Something about a case.
    Case {
        /// Which.
        case: CaseId,
        /// About which grant, where it is about one.
        grant: Option<GrantId>,
        /// What it is about.
        matter: Matter,
        /// What.
        what: CaseAct,
        /// SHA-256 of the letter that went out, in hexadecimal, where one did.
        letter: Option<String>,
    },
    /// A narrowing reached a state: a part of a grant was to be taken away, and the grant goes on.
    Narrowing {
        /// Which narrowing.
        narrowing: EndingId,
        /// Of which grant.
        grant: GrantId,
        /// What was to be taken away.
        drop: Vec<String>,
        /// The state reached.
        state: State,
        /// On what evidence.
        evidence: Evidence,
    },
}

/// What happened to this app's own test grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum MeasuringAct {
    /// The person asked for a measurement.
    Asked,
    /// The person gave the test grant at the issuer.
    Given,
    /// The issuer accepted its ending.
    EndAccepted {
        /// HTTP status.
        status: u16,
    },
    /// It was looked at after the ending, and this was seen.
    Measured {
        /// The list.
        listed: Life,
        /// Renewing.
        renewed: Life,
        /// The resource.
        accepted: Life,
    },
    /// One that was left behind was found, and the issuer accepted its ending.
    LeftBehindEnded,
}

/// What an export is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Of {
    /// The whole log.
    All,
    /// One grant: the other lines go out as hashes only.
    #[serde(untagged)]
    One {
        /// Which.
        grant: GrantId,
    },
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// What can be checked.
    Json,
    /// A table for reading (RFC 4180).
    Csv,
    /// Pages for reading, with the JSON that they were made from.
    Pdf,
}

/// The name of a public key: the first 16 hexadecimal digits of its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct KeyId(pub String);

impl KeyId {
    /// The name of this key.
    pub fn of(public: &[u8; 32]) -> Self {
        Self(fingerprint(public).chars().take(16).collect())
    }
}

/// The fingerprint of a public key: its SHA-256, in hexadecimal.
pub fn fingerprint(public: &[u8; 32]) -> String {
    hex::encode(Sha256::digest(public))
}

impl std::fmt::Display for KeyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who signed a line, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// By which key.
    pub key: KeyId,
    /// Ed25519 (RFC 8032) over [`Record::to_sign`].
    pub signature: [u8; 64],
}

/// What happened to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseAct {
    /// It was begun.
    Begun,
    /// Its letter was written anew.
    Rewritten,
    /// The person noted that they sent or said it.
    Sent,
    /// It is handed to the issuer's interface.
    Handing,
    /// The issuer's interface did not take it.
    NotTaken,
    /// The issuer's interface took it.
    Taken,
    /// The person noted an answer.
    Answered,
    /// The person noted something else.
    Noted,
    /// The next party is turned to.
    Escalated,
    /// The person closed it.
    Closed,
    /// The person opened it again.
    Reopened,
    /// The person threw it away: nothing of it had been sent.
    Discarded,
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
    /// Its signature; `None` for lines from before this device had a key.
    pub signed: Option<Signed>,
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
        Self { number, at, payload: Some(payload), salt: Some(salt), payload_hash, hash, signed: None }
    }

    /// What a device's key signs: the line's hash, which holds all lines before it, under a name of its own.
    pub fn to_sign(&self) -> Vec<u8> {
        [b"renkei-line-1".as_slice(), &self.hash].concat()
    }
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

pub(super) fn hash_payload(salt: &[u8; 16], payload: &str) -> [u8; 32] {
    Sha256::new().chain_update(b"renkei-payload-1").chain_update(salt).chain_update(payload).finalize().into()
}

pub(super) fn hash_line(previous: [u8; 32], number: i64, at: Timestamp, payload_hash: [u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"renkei-record-1")
        .chain_update(previous)
        .chain_update(number.to_be_bytes())
        .chain_update(at.timestamp_micros().to_be_bytes())
        .chain_update(payload_hash)
        .finalize()
        .into()
}
