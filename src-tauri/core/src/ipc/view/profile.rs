//! Views of the profile: issuers, sign-ins, records.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::chain::{Break, KeyUse};
use crate::domain::expiry::{AccessUntil, Reach, Refreshable};
use crate::domain::id::{AccountId, ConnectId, IssuerId};
use crate::domain::issuer::{IssuerKind, Trouble};
use crate::domain::listing::Counts;
use crate::domain::record::Act;
use crate::ipc::{CompanyView, CompensationView, ContactView, Failure};

/// The small picture.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SnapshotView {
    /// Goes up with every change.
    pub revision: u32,
    /// What kind of profile this is.
    pub profile: ProfileKind,
    /// Where the secrets are.
    pub vault: VaultKind,
    /// Who distributes this build (R31); `null` where nobody does.
    pub operator: Option<OperatorView>,
    /// What became of the list of issuers that this build brings.
    pub catalogue: CatalogueState,
    /// How many live grants.
    pub grants: u32,
    /// At how many connected issuers.
    pub issuers: u32,
    /// How many live grants match each filter.
    pub counts: Counts,
    /// How many endings wait for the person.
    pub needs_you: u32,
    /// How many endings go on by themselves.
    pub open_endings: u32,
    /// How many open notices that concern the person are unread.
    pub unread: u32,
    /// About how many connections that no list tells the person wants to be asked now.
    pub due: u32,
    /// The receipt that a link brought last, until it is kept or left.
    pub receipt_arrived: Option<String>,
    /// How much happened that the person did not see yet.
    pub events: u32,
    /// How many sign-ins could not be asked the last time.
    pub unasked: u32,
    /// In how many open cases nobody answered until the day that was set.
    pub due_cases: u32,
}

/// The two kinds of profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProfileKind {
    /// Real issuers.
    Ordinary,
    /// Made-up issuers only.
    Practice,
}

/// What became of the list of issuers that a build brings. Issuers that are connected go on without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CatalogueState {
    /// It is used.
    InUse,
    /// This build brings none.
    Missing,
    /// Its time is over.
    Expired,
    /// An older edition than one that was used before.
    Older,
    /// Not signed by whom it should be, or not of its form.
    Refused,
}

/// Where the secrets of this profile are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultKind {
    /// The system's keychain.
    Keychain,
    /// A file sealed with the person's passphrase.
    Passphrase,
    /// A plain file: made-up issuers only.
    PracticeFile,
}

/// Who distributes this build of the app, and what it answers for (R31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OperatorView {
    /// The company.
    pub company: CompanyView,
    /// Who answers which topic.
    pub contacts: Vec<ContactView>,
    /// Main risks.
    pub risks: Vec<String>,
    /// What it pays for damage.
    pub compensation: Option<CompensationView>,
}

/// An issuer, connected or not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IssuerView {
    /// Its id.
    pub id: IssuerId,
    /// Brand name.
    pub name: String,
    /// What it is.
    pub kind: IssuerKind,
    /// The host that this app speaks to, with the port where it is not 443.
    pub host: Option<String>,
    /// Whether the signed catalogue names this host; otherwise it is only "connected to".
    pub vouched: bool,
    /// How to get on with it.
    pub means: IssuerMeans,
    /// The person's sign-ins at it.
    pub accounts: Vec<AccountView>,
}

/// Whether an issuer can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IssuerMeans {
    /// It can be connected.
    Api,
    /// It has no interface for this: the person uses its own page.
    OwnPage {
        /// The page.
        url: String,
        /// Its host, to be named before leaving.
        host: String,
        /// What to look for there.
        look_for: Option<String>,
        /// Its phone.
        phone: Option<String>,
        /// When the catalogue's author looked.
        checked_on: Option<chrono::NaiveDate>,
    },
}

/// One sign-in of the person at an issuer, and how fresh its list is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// What tells it apart, where the issuer says.
    pub label: Option<String>,
    /// The time that the list is from.
    pub as_of: Option<Timestamp>,
    /// Whether it is being asked right now.
    pub busy: bool,
    /// Why it could not be asked the last time.
    pub trouble: Option<Trouble>,
}

/// Where a connect attempt stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConnectView {
    /// Its id.
    pub id: ConnectId,
    /// With whom: the brand, or the host where an address was typed in.
    pub party: String,
    /// The host of the sign-in page, once known.
    pub host: Option<String>,
    /// Whether the signed catalogue names this issuer.
    pub vouched: bool,
    /// Where it stands.
    pub state: ConnectState,
}

/// Where a connect attempt stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectState {
    /// Asking the issuer how to sign in.
    Discovering,
    /// The issuer gives no client id: the person has to type one in.
    NeedsClientId,
    /// The system browser is open; waiting for the person.
    InBrowser {
        /// The address, for a person whose browser did not open.
        url: String,
        /// Until when the app waits.
        until: Timestamp,
    },
    /// The person is back; exchanging the code.
    Finishing,
    /// Connected.
    Connected {
        /// The sign-in.
        account: AccountId,
    },
    /// Broken off by the person.
    Cancelled,
    /// It did not work.
    Failed {
        /// Why.
        why: Failure,
    },
}

/// Where all accounts stand after a sync was asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SyncView {
    /// Each account.
    pub accounts: Vec<AccountSyncView>,
}

/// Where one account stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountSyncView {
    /// At which issuer.
    pub issuer: IssuerRef,
    /// The account.
    pub account: AccountView,
}

/// An issuer's id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IssuerRef {
    /// Its id.
    pub id: IssuerId,
    /// Its name.
    pub name: String,
}

/// A sign-in of this device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SignInView {
    /// The account.
    pub account: AccountId,
    /// At which issuer.
    pub issuer: IssuerRef,
    /// The host.
    pub host: String,
    /// What tells it apart.
    pub label: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// The end of today's access.
    pub access_until: AccessUntil,
    /// As far as it can be renewed.
    pub refreshable: Refreshable,
    /// The answer to "until when" from both.
    pub reach: Reach,
    /// Whether the person has to sign in again to go on.
    pub signed_in: bool,
    /// What the app may do there.
    pub scopes: Vec<String>,
}

/// What became of a sign-out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SignedOutView {
    /// At which issuer.
    pub issuer: IssuerRef,
    /// Whether the issuer confirmed that the sign-in is revoked; forgotten here in any case.
    pub revoked_at_issuer: bool,
    /// Endings that cannot go on until the person signs in again.
    pub endings_waiting: u32,
}

/// A page of the records.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordListView {
    /// Newest first.
    pub records: Vec<RecordView>,
    /// Ask for these next.
    pub before: Option<i64>,
}

/// One record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordView {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// What; `null` where it was erased by rule.
    pub act: Option<Act>,
    /// The service concerned, where it is about a grant.
    pub service: Option<String>,
    /// The issuer concerned.
    pub issuer: Option<String>,
    /// The line's hash, in hexadecimal.
    pub hash: String,
}

/// Whether the log is whole.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordsCheckView {
    /// How many lines were checked.
    pub lines: u32,
    /// How many of them were erased by rule: that something stood there is proved, not what.
    pub erased: u32,
    /// How many at the beginning are not signed: they are from before this device had a key.
    pub unsigned: u32,
    /// The keys that signed the others, in the order in which they were introduced.
    pub keys: Vec<KeyUse>,
    /// Whether a head of the log was kept apart from it.
    pub head: HeadState,
    /// Where it is broken; `null` where it is whole.
    pub broken: Option<Break>,
}

/// The head of the records that is kept apart from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeadState {
    /// It was there, and the log was held against it.
    Kept {
        /// The line that it names.
        number: i64,
    },
    /// None was kept: lines cut off at the end would not be noticed.
    None,
    /// It could not be read: the same.
    Unreadable,
}

/// Something was opened in the system browser.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Opened {
    /// The host that was opened.
    pub host: String,
}
