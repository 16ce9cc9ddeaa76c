//! One holder's authorisation of one connector at one issuer, and its life.

use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::connector::{Chained, Connector, Service};
use super::expiry::Expiry;
use super::id::{AccountId, Birth, GrantId, IssuerId, RemoteKey};
use super::permission::Permission;
use super::stated::{Party, Told};
use super::terms::Terms;
use super::text::Text;

/// What an issuer lists, after the edge has checked and cleaned it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteGrant {
    /// The issuer's name of it.
    pub key: RemoteKey,
    /// Which giving of it this is.
    pub birth: Birth,
    /// Its state, as the issuer tells it.
    pub status: Status,
    /// All other facts.
    pub facts: Facts,
}

/// The facts of a grant, all said by its issuer at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Whose it is.
    pub subject: Told<Subject>,
    /// Which cards or accounts it reaches.
    pub covers: Vec<Cover>,
    /// Who was let in.
    pub connector: Connector,
    /// For what; the connector's own name where the issuer knows no services.
    pub service: Service,
    /// What it may do, the weightiest first.
    pub permissions: Vec<Permission>,
    /// When it was given.
    pub granted_at: Told<Timestamp>,
    /// When it was changed last.
    pub updated_at: Told<Timestamp>,
    /// When it was used last.
    pub last_used: Told<LastUse>,
    /// Until when.
    pub expiry: Expiry,
    /// What is alive now.
    pub tokens: Told<Vec<Token>>,
    /// Who gets the data onward.
    pub chain: Told<Vec<Chained>>,
    /// Other ways to end it than this app (R16 ⑤).
    pub how_to_end: Option<Text>,
    /// What else to beware of (R16 ⑥).
    pub beware: Vec<Text>,
    /// When the issuer checked the conditions for connecting (R10); no endorsement.
    pub conditions_checked_on: Option<chrono::NaiveDate>,
    /// How and when the holder was identified (R33).
    pub identified: Option<Identified>,
    /// Others that end with this one.
    pub ends_together: Vec<RemoteKey>,
    /// Whether somebody holds access right now, where the issuer tells it apart from the grant.
    pub in_use: Told<bool>,
}

impl Facts {
    /// When the last access token that is out now runs out; `None` where the issuer tells it of none, or not of all.
    pub fn tokens_until(&self) -> Option<Timestamp> {
        let access = self.tokens.told()?.iter().filter(|token| token.kind == TokenKind::Access);
        access.map(|token| token.expires_at.told().copied()).collect::<Option<Vec<_>>>()?.into_iter().max()
    }
}

/// Whose grant it is (R1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// A person or a company.
    pub kind: SubjectKind,
    /// The name, where told.
    pub name: Option<Text>,
}

/// A person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A natural person.
    Person,
    /// A company.
    Company,
}

/// A card, account or wallet that the grant reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// As the issuer calls it; four digits at most.
    pub label: Text,
    /// What it is.
    pub kind: Told<CoverKind>,
    /// Whose contract it is on; it decides who is a corporate customer.
    pub contract: Told<Contract>,
    /// Who uses it.
    pub user: Told<CoverUser>,
}

/// What is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CoverKind {
    /// A payment card.
    Card,
    /// An account.
    Account,
    /// A wallet or balance.
    Wallet,
}

/// On whose contract the card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// An individual's.
    Person,
    /// 個人事業主
    SoleProprietor,
    /// A company's.
    Company,
}

/// Who uses a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CoverUser {
    /// The holder.
    #[serde(rename = "self")]
    Holder,
    /// An additional family card.
    Family,
    /// An employee.
    Employee,
}

/// When it was used last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LastUse {
    /// Told to be never used.
    Never,
    /// At this time.
    #[serde(untagged)]
    At(Timestamp),
}

/// A token that is alive, as the issuer reports it. Never its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Access or refresh.
    pub kind: TokenKind,
    /// When it was issued.
    pub issued_at: Told<Timestamp>,
    /// When it runs out.
    pub expires_at: Told<Timestamp>,
}

/// The two kinds of tokens (RFC 6749, 1.4 and 1.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// Opens the data.
    Access,
    /// Renews access.
    Refresh,
}

/// How the holder was identified when the grant was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// When.
    pub at: Told<Timestamp>,
    /// How.
    pub how: Told<Text>,
}

/// The life of a grant. An ended one is never deleted; it stays visible for two years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In force.
    Active,
    /// Held, not ended.
    Suspended {
        /// Who decided.
        by: Told<Party>,
        /// Why.
        reason: Told<Text>,
        /// Since when.
        since: Told<Timestamp>,
    },
    /// Ran out.
    Expired {
        /// When.
        since: Told<Timestamp>,
    },
    /// Somebody ended it.
    Ended {
        /// Who; [`Told::NotTold`] where the issuer says only that it ended.
        by: Told<EndedBy>,
        /// When.
        at: Told<Timestamp>,
    },
    /// Listed once, listed no longer, and nothing was said.
    Vanished {
        /// When this app first missed it.
        since: Timestamp,
        /// The ended grant with which its issuer had announced it to end, where that is why it was missed.
        #[serde(default)]
        with: Option<GrantId>,
    },
    /// The issuer named a state that this app does not know.
    Unknown,
}

/// Who ended a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum EndedBy {
    /// The holder, here or elsewhere.
    Holder,
    /// The issuer.
    Issuer,
    /// The connector.
    Connector,
}

impl Status {
    /// Whether an ending could still do something: all but ended and vanished ones.
    pub fn is_live(&self) -> bool {
        match self {
            Self::Active | Self::Suspended { .. } | Self::Expired { .. } | Self::Unknown => true,
            Self::Ended { .. } | Self::Vanished { .. } => false,
        }
    }
}

/// A grant as this app keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Our own id.
    pub id: GrantId,
    /// At which issuer.
    pub issuer: IssuerId,
    /// Seen through which sign-in.
    pub account: AccountId,
    /// What the issuer listed last.
    pub remote: RemoteGrant,
    /// When this app first saw it.
    pub first_seen: Timestamp,
    /// The time from which the facts are.
    pub as_of: Timestamp,
    /// When the person last said "keep using (checked)".
    pub checked_at: Option<Timestamp>,
    /// The terms on which this app saw it the earliest that it knows, and when; `None` where they were not kept yet.
    pub first: Option<(Terms, Timestamp)>,
    /// When the person themselves wants it to be over.
    pub own_end: Option<Timestamp>,
}

/// One use of a grant (R13): counts and times, no amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// When.
    pub at: Timestamp,
    /// Of which kind.
    pub access: super::permission::Access,
    /// What was read or written.
    pub what: Option<Text>,
    /// How many records.
    pub count: Option<u32>,
}
