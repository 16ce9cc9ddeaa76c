//! What a shell asks with.

mod contact;

pub use contact::*;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::batch::Choice;
use crate::domain::deletion::State;
use crate::domain::id::{AccountId, BatchId, ConnectId, GrantId, IssuerId, KeptId};
use crate::domain::kept;
use crate::domain::listing::{Filter, Sort};
use crate::domain::own_end::Then;
use crate::domain::record::Format;
use crate::domain::text::Lang;

/// A request without content: `null` or `{}`.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Nothing {}

impl<'de> Deserialize<'de> for Nothing {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(from).map(|_| Self {})
    }
}

/// Connect an issuer: by catalogue id, or by address through the expert's door.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectIssuer {
    /// One of the catalogue.
    Catalogue {
        /// Its id.
        issuer: IssuerId,
    },
    /// An address that the person typed in, after the warning.
    Address {
        /// The issuer's https address.
        url: String,
        /// The client id that the issuer gave for this app, where discovery finds none.
        client_id: Option<String>,
    },
    /// Sign in again with an account that is known, for instance for an ending that needs the person.
    Again {
        /// Which.
        account: AccountId,
    },
}

/// Of one connect attempt.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfConnect {
    /// Which.
    pub connect: ConnectId,
}

/// Of one grant.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfGrant {
    /// Which.
    pub grant: GrantId,
}

/// Of one issuer.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfIssuer {
    /// Which.
    pub issuer: IssuerId,
}

/// Of one notice.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfNotice {
    /// Whose feed.
    pub issuer: IssuerId,
    /// The feed's id of it.
    pub notice: String,
}

/// What happened without the person.
#[derive(Debug, Clone, Default, Deserialize, Serialize, TS)]
#[serde(default)]
pub struct ListEvents {
    /// Only what the person did not see yet.
    pub unseen: bool,
}

/// Of one event.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfEvent {
    /// Its number.
    pub event: i64,
}

/// Ask issuers for their lists.
#[derive(Debug, Clone, Default, Deserialize, Serialize, TS)]
#[serde(default)]
pub struct Sync {
    /// Only this account; all where absent.
    pub account: Option<AccountId>,
    /// Ask now, even if a list is fresh.
    pub now: bool,
}

/// A page of the list.
#[derive(Debug, Clone, Default, Deserialize, Serialize, TS)]
#[serde(default)]
pub struct ListGrants {
    /// Words to find in service, connector, issuer, card and permissions; kana, width and case are one.
    pub search: String,
    /// Only these.
    pub filter: Filter,
    /// In this order.
    pub sort: Sort,
    /// Where the last page stopped.
    pub cursor: Option<String>,
    /// How many at most, 1 to 500; 100 where absent.
    pub limit: Option<u32>,
}

/// End a grant.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct EndGrant {
    /// Which.
    pub grant: GrantId,
    /// The birth of the grant that the person saw; a later one is left alone.
    pub seen_birth: Option<String>,
}

/// Sign out.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignOut {
    /// One account.
    One {
        /// Which.
        account: AccountId,
    },
    /// All of this device.
    All,
}

/// A page of the records.
#[derive(Debug, Clone, Default, Deserialize, Serialize, TS)]
#[serde(default)]
pub struct ListRecords {
    /// Only about this grant.
    pub grant: Option<GrantId>,
    /// Older than this number.
    pub before: Option<i64>,
    /// How many at most; 100 where absent.
    pub limit: Option<u32>,
}

/// Of one connection that no list tells.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfKept {
    /// Which.
    pub kept: KeptId,
}

/// What a person writes down about a connection that no list tells.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct SaveNote {
    /// Which to change; a new one where absent.
    pub kept: Option<KeptId>,
    /// How the service was let in.
    pub way: kept::Way,
    /// The service.
    pub service: String,
    /// The payment company, card or wallet.
    pub place: Option<String>,
    /// The issuer of the catalogue that is meant.
    pub issuer: Option<IssuerId>,
    /// How to end it there.
    pub how_to_end: Option<String>,
    /// Anything else.
    pub memo: Option<String>,
    /// When to ask about it.
    pub remind_at: Option<Timestamp>,
}

/// A receipt as it came. What is kept is what was looked at: each act names it whole.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct GivenReceipt {
    /// The text of the file or link.
    pub text: String,
    /// Ask the issuer that it names for its keys, even though nobody vouches for it: the person's own act.
    #[serde(default)]
    pub ask_stranger: bool,
}

/// A receipt that a link brought.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct LeaveReceipt {
    /// The text of the link. Another one that came since stays.
    pub text: String,
}

/// When to ask about a connection that no list tells.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct RemindKept {
    /// Which.
    pub kept: KeptId,
    /// When; never where absent.
    pub at: Option<Timestamp>,
}

/// Whether a connection that no list tells is ended, by the person's own word.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct EndKept {
    /// Which.
    pub kept: KeptId,
    /// Ended, or taken back.
    pub ended: bool,
}

/// When a person wants a grant to be over.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct SetOwnEnd {
    /// Which.
    pub grant: GrantId,
    /// The end of the day; no such wish where absent.
    pub at: Option<Timestamp>,
    /// That day in the person's own calendar; the day of `at` in UTC where absent.
    #[serde(default)]
    pub day: Option<chrono::NaiveDate>,
    /// What is to happen then; the person is asked where absent.
    #[serde(default)]
    pub then: Option<Then>,
    /// Why, in the person's words.
    #[serde(default)]
    pub why: Option<String>,
    /// The birth of the grant that the person saw; a later one is never ended by it.
    #[serde(default)]
    pub seen_birth: Option<String>,
}

/// What to end at once.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfMany {
    /// What is chosen.
    pub choice: Choice,
}

/// End many grants.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct EndMany {
    /// What was chosen.
    pub choice: Choice,
    /// The grants that the person saw in that choice, and no others.
    pub grants: Vec<SeenGrant>,
    /// Sign this device out as well, at each issuer once nothing is open there.
    #[serde(default)]
    pub sign_out: bool,
}

/// A grant as the person saw it.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct SeenGrant {
    /// Which.
    pub grant: GrantId,
    /// Which giving of it; a later one is left alone.
    pub birth: String,
}

/// Of many endings that were asked for together.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfBatch {
    /// Which.
    pub batch: BatchId,
}

/// What to do with many endings that were asked for together.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct SteerBatch {
    /// Which.
    pub batch: BatchId,
    /// What.
    pub how: Steer,
}

/// What to do with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Steer {
    /// Stop: what was not sent yet waits for the person.
    Stop,
    /// Go on.
    Resume,
    /// Give up what was not sent yet: it is simply not ended.
    Withdraw,
}

/// Export all records.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct ExportRecords {
    /// JSON or CSV.
    pub format: Format,
}

/// Export the proof of one grant.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct ExportProof {
    /// Which.
    pub grant: GrantId,
    /// JSON, or PDF with the JSON that it was made from.
    pub format: Format,
}

/// Of one sign-in.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfAccount {
    /// Which.
    pub account: AccountId,
}

/// What goes into a letter that asks for deletion. Who the person is, is told as far as they type it.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct DraftDeletion {
    /// After the ending of which grant.
    pub grant: GrantId,
    /// The language of the letter.
    pub letter_lang: Lang,
    /// The person's name.
    pub name: Option<String>,
    /// By what the company knows them: a member number, a mail address.
    pub known_as: Option<String>,
    /// How far the person's clock is ahead of UTC, in minutes, for the days in it; Japan's where absent.
    pub offset_minutes: Option<i32>,
}

/// A letter that leaves the app.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct HandOnDeletion {
    /// After the ending of which grant.
    pub grant: GrantId,
    /// Where to.
    pub to: Carrier,
    /// Its subject.
    pub subject: String,
    /// Its text, as the person left it.
    pub body: String,
}

/// Who carries a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// The person's own mail program.
    Mail,
    /// The company's own page, in the system browser. The text is pasted there.
    Page,
    /// A text file.
    File,
}

/// What the person did, or was answered.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct NoteDeletion {
    /// After the ending of which grant.
    pub grant: GrantId,
    /// What.
    pub what: State,
    /// On which day.
    pub on: chrono::NaiveDate,
    /// The letter that was sent, or what the company wrote.
    pub words: Option<String>,
}

/// When to say that nobody answered.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct RemindDeletion {
    /// After the ending of which grant.
    pub grant: GrantId,
    /// When; never where absent.
    pub at: Option<Timestamp>,
}

/// A part of a grant that is to be taken away.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct NarrowGrant {
    /// Which.
    pub grant: GrantId,
    /// What is taken away, by the technical names.
    pub drop: Vec<String>,
    /// The giving that the person saw; a later one is left alone.
    pub seen_birth: Option<String>,
}
