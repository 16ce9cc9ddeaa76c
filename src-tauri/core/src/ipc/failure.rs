//! What went wrong, as a shell needs to know it: one code per different act of the person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failure to show. Words come from `locales/` by the code (`error-CODE-title`, `error-CODE-body`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{}: {}", code.name(), detail.as_deref().unwrap_or_default())]
pub struct Failure {
    /// What it is.
    pub code: ErrorCode,
    /// Whom or what it concerns: a brand, a host, a folder or file of this device.
    pub party: Option<String>,
    /// For a report; never a secret, never a response body.
    pub detail: Option<String>,
}

/// One variant per different act of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No connection: try later.
    Offline,
    /// The host's name leads nowhere: look at the address, then at the network.
    UnknownHost,
    /// No answer in time: try later.
    TimedOut,
    /// The issuer's server failed: try later.
    IssuerDown,
    /// The issuer asked to come back later.
    TooMany,
    /// The answer is not of the published form: tell the issuer.
    Unreadable,
    /// The certificate is not valid: do not go on.
    Certificate,
    /// The address is not an https address.
    BadAddress,
    /// There is no issuer at this address.
    NotAnIssuer,
    /// The metadata is another issuer's (RFC 8414, 3.3).
    WrongIssuer,
    /// It names endpoints on this machine.
    PointsHere,
    /// It lacks something that this app needs (PKCE S256, for instance).
    NotSupported,
    /// Only made-up issuers can be connected in the practice profile.
    PracticeOnly,
    /// It gives no client id: ask the issuer for one.
    NeedsClientId,
    /// The person or the issuer said no at the sign-in.
    Denied,
    /// The sign-in took too long.
    SignInTimedOut,
    /// The answer to the sign-in was not for this request.
    SignInMixedUp,
    /// Somebody else signed in.
    WrongAccount,
    /// The tokens that came may do more than this app accepts.
    TooMighty,
    /// The clocks of this device and the issuer differ too much.
    ClockSkew,
    /// The person has to sign in again.
    SignIn,
    /// The issuer refused.
    IssuerRefused,
    /// The system browser could not be opened.
    NoBrowser,
    /// No port for the answer of the browser.
    NoPort,
    /// The issuer sends the answer to the installed app only: connect it in the window.
    NeedsWindow,
    /// The keychain is locked or denies.
    KeychainLocked,
    /// There is no keychain, and no passphrase was given.
    NoKeychain,
    /// The passphrase does not open this profile.
    WrongPassphrase,
    /// The file with the passphrase cannot be read: look at its name.
    PassphraseUnreadable,
    /// The file with the passphrase holds none.
    PassphraseEmpty,
    /// The folder cannot be used for a profile.
    BadFolder,
    /// The folder is a practice profile, and was opened as an ordinary one.
    PracticeProfile,
    /// The folder is an ordinary profile, and was opened as a practice one.
    OrdinaryProfile,
    /// Another program listens where a practice issuer has to.
    PracticePort,
    /// The database is from a newer version of the app.
    DatabaseTooNew,
    /// The database cannot be read.
    DatabaseBroken,
    /// No space, or the disk refuses.
    Disk,
    /// It is not there (any more).
    NotFound,
    /// What was typed in holds a card number: leave it out.
    CardNumber,
    /// A name is missing.
    NameMissing,
    /// It is no receipt, or not of the published form.
    ReceiptUnreadable,
    /// The receipt names an issuer that nobody vouches for: ask it for its keys all the same?
    ReceiptStranger,
    /// The receipt is not signed by whom it names.
    ReceiptForged,
    /// The issuer signs with other keys than those that were pinned, and the old ones did not sign the change.
    ReceiptKeysChanged,
    /// Whether the receipt is genuine could not be checked: try later.
    ReceiptUnchecked,
    /// No font of this system can write Japanese: install one, or take the JSON.
    NoFont,
    /// This grant cannot be ended here.
    CannotEnd,
    /// This grant cannot be narrowed here: ending it whole may be what is left.
    CannotNarrow,
    /// Nothing was chosen to be taken away.
    NarrowKeepsAll,
    /// Everything was chosen to be taken away: that is an ending.
    NarrowKeepsNothing,
    /// A permission was named that the grant does not hold.
    NarrowNotHeld,
    /// A permission was named that the issuer does not take away by itself.
    NarrowFixed,
    /// It is being ended already.
    NarrowEnding,
    /// It is being narrowed already, to something else.
    NarrowOpen,
    /// The issuer names no second client to measure with.
    MeasureNotOffered,
    /// A measurement of this sign-in is under way already.
    MeasureUnderWay,
    /// The test grant did not come into this sign-in's list: somebody else signed in, or the issuer does not list it.
    MeasureUnseen,
    /// An earlier test grant still stands, and could not be ended.
    MeasureLeftBehind,
    /// The issuer did not accept the ending of the test grant.
    MeasureNotEnded,
    /// A letter that says that a grant is over, about one that is not.
    StillConnected,
    /// An answer to what was never asked.
    NotAsked,
    /// A day that is still to come.
    DayToCome,
    /// Nobody is published whom such a letter could go to.
    NoContact,
    /// This shell cannot ask for a passphrase or a file: do it in the terminal.
    BackupElsewhere,
    /// The passphrase is too short for a backup.
    BackupPassphraseWeak,
    /// The passphrase does not open the backup.
    BackupPassphraseWrong,
    /// The file is no backup of this app.
    BackupForeign,
    /// The backup is damaged or was cut: take another copy of it.
    BackupBroken,
    /// The backup was made by a newer version of the app: update first.
    BackupNewer,
    /// The backup is of a practice profile and this is none, or the other way round.
    BackupOtherKind,
    /// There is a file of that name already; it is not written over.
    BackupExists,
    /// The file of the backup cannot be read.
    BackupUnreadable,
    /// The file of the backup cannot be written.
    BackupUnwritable,
    /// A backup is taken over only where nothing of a person stands yet.
    ProfileNotEmpty,
    /// Nothing of what was chosen is left to be ended.
    NothingToEnd,
    /// The day on which it should be over is over already: choose a later one, or end it now.
    DayOver,
    /// What was typed holds a card number or a password: have it masked, or take it out.
    SecretInWords,
    /// The case is closed: open it again first.
    CaseClosed,
    /// The letter of a case was sent meanwhile: what was sent is not written anew.
    CaseGoneOn,
    /// Nothing on this device makes calls.
    NoDialler,
    /// Nothing on this device writes mail.
    NoMailProgram,
    /// A day on which this can hardly have been, or be.
    DayUnlikely,
    /// Nothing was written where words are the whole of it.
    WordsMissing,
    /// More words than are kept; the detail is how many characters they may have.
    WordsTooLong,
    /// A shell asked in a way that this version does not know.
    BadRequest,
    /// A mistake of ours.
    Bug,
}

impl ErrorCode {
    /// All codes, for the check that every language has words for each.
    pub const ALL: &[Self] = &[
        Self::Offline,
        Self::UnknownHost,
        Self::TimedOut,
        Self::IssuerDown,
        Self::TooMany,
        Self::Unreadable,
        Self::Certificate,
        Self::BadAddress,
        Self::NotAnIssuer,
        Self::WrongIssuer,
        Self::PointsHere,
        Self::NotSupported,
        Self::PracticeOnly,
        Self::NeedsClientId,
        Self::Denied,
        Self::SignInTimedOut,
        Self::SignInMixedUp,
        Self::WrongAccount,
        Self::TooMighty,
        Self::ClockSkew,
        Self::SignIn,
        Self::IssuerRefused,
        Self::NoBrowser,
        Self::NoPort,
        Self::NeedsWindow,
        Self::KeychainLocked,
        Self::NoKeychain,
        Self::WrongPassphrase,
        Self::PassphraseUnreadable,
        Self::PassphraseEmpty,
        Self::BadFolder,
        Self::PracticeProfile,
        Self::OrdinaryProfile,
        Self::PracticePort,
        Self::DatabaseTooNew,
        Self::DatabaseBroken,
        Self::Disk,
        Self::NotFound,
        Self::CardNumber,
        Self::NameMissing,
        Self::ReceiptUnreadable,
        Self::ReceiptStranger,
        Self::ReceiptForged,
        Self::ReceiptKeysChanged,
        Self::ReceiptUnchecked,
        Self::NoFont,
        Self::CannotEnd,
        Self::CannotNarrow,
        Self::NarrowKeepsAll,
        Self::NarrowKeepsNothing,
        Self::NarrowNotHeld,
        Self::NarrowFixed,
        Self::NarrowEnding,
        Self::NarrowOpen,
        Self::StillConnected,
        Self::NotAsked,
        Self::DayToCome,
        Self::NoContact,
        Self::BackupElsewhere,
        Self::BackupPassphraseWeak,
        Self::BackupPassphraseWrong,
        Self::BackupForeign,
        Self::BackupBroken,
        Self::BackupNewer,
        Self::BackupOtherKind,
        Self::BackupExists,
        Self::BackupUnreadable,
        Self::BackupUnwritable,
        Self::ProfileNotEmpty,
        Self::NothingToEnd,
        Self::DayOver,
        Self::SecretInWords,
        Self::CaseClosed,
        Self::CaseGoneOn,
        Self::NoDialler,
        Self::NoMailProgram,
        Self::DayUnlikely,
        Self::WordsMissing,
        Self::WordsTooLong,
        Self::BadRequest,
        Self::Bug,
    ];

    /// The code as it stands in JSON and in message ids (with `-` for `_`).
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

impl Failure {
    /// A failure that concerns something of this device: a folder, a file, a port.
    pub fn here(code: ErrorCode, what: &str, detail: Option<String>) -> Self {
        Self { code, party: Some(what.to_owned()), detail }
    }

    pub(crate) fn bad_request(detail: &str) -> Self {
        Self { code: ErrorCode::BadRequest, party: None, detail: Some(detail.to_owned()) }
    }

    pub(crate) fn bug(detail: &str) -> Self {
        Self { code: ErrorCode::Bug, party: None, detail: Some(detail.to_owned()) }
    }
}
