//! From the errors inside to the one failure that a shell is given. No other place makes that step.

use crate::domain::Timestamp;
use crate::domain::issuer::Trouble;
use crate::ipc::{ErrorCode, Failure};
use crate::issuers::IssuerError;
use crate::issuers::discovery::DiscoveryError;
use crate::issuers::wire::TokenError;
use crate::ports::VaultError;
use crate::store::StoreError;

/// What can go wrong at a desk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// An issuer.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    /// No issuer was found.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// An exchange of tokens.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The person has to sign in.
    #[error("The person has to sign in")]
    SignIn,
    /// The disk refuses.
    #[error("The disk refuses")]
    Disk,
    /// It is not there.
    #[error("It is not there")]
    NotFound,
    /// It has its own code already.
    #[error("{0:?}")]
    Plain(ErrorCode),
    /// It has its own code, and concerns somebody by name.
    #[error("{0:?} {1}")]
    About(ErrorCode, String),
}

impl Error {
    /// The failure, naming whom it concerns.
    pub fn failure(&self, party: Option<&str>) -> Failure {
        let own = if let Self::About(_, whom) = self { Some(whom.as_str()) } else { None };
        Failure { code: self.code(), party: party.or(own).map(str::to_owned), detail: Some(self.to_string()) }
    }

    fn code(&self) -> ErrorCode {
        match self {
            Self::Store(StoreError::TooNew) => ErrorCode::DatabaseTooNew,
            Self::Store(StoreError::Broken) => ErrorCode::DatabaseBroken,
            Self::Store(StoreError::Disk) | Self::Disk => ErrorCode::Disk,
            Self::Store(StoreError::Value(_) | StoreError::Other(_)) => ErrorCode::Bug,
            Self::Vault(VaultError::Locked) => ErrorCode::KeychainLocked,
            Self::Vault(VaultError::Missing | VaultError::Broken) => ErrorCode::NoKeychain,
            Self::Vault(VaultError::WrongPassphrase) => ErrorCode::WrongPassphrase,
            Self::Issuer(error) | Self::Discovery(DiscoveryError::Issuer(error)) | Self::Token(TokenError::Issuer(error)) => of_issuer(error),
            Self::Discovery(DiscoveryError::BadAddress) => ErrorCode::BadAddress,
            Self::Discovery(DiscoveryError::NotAnIssuer) => ErrorCode::NotAnIssuer,
            Self::Discovery(DiscoveryError::WrongIssuer) => ErrorCode::WrongIssuer,
            Self::Discovery(DiscoveryError::PointsHere) => ErrorCode::PointsHere,
            Self::Discovery(DiscoveryError::NotSupported(_)) => ErrorCode::NotSupported,
            Self::Discovery(DiscoveryError::NeedsClientId) => ErrorCode::NeedsClientId,
            Self::Token(TokenError::InvalidGrant) | Self::SignIn => ErrorCode::SignIn,
            Self::Token(TokenError::Error(_)) => ErrorCode::IssuerRefused,
            Self::Token(TokenError::Identity(_)) => ErrorCode::SignInMixedUp,
            Self::Token(TokenError::ClockSkew) => ErrorCode::ClockSkew,
            Self::NotFound => ErrorCode::NotFound,
            Self::Plain(code) | Self::About(code, _) => *code,
        }
    }

    /// When the issuer wants to be asked again, where it said so.
    pub(super) fn retry_at(&self) -> Option<Timestamp> {
        if let Self::Issuer(IssuerError::TooMany { retry_at } | IssuerError::ServerError { retry_at, .. }) = self { *retry_at } else { None }
    }

    /// Why an account could not be asked, for its row.
    pub(super) fn trouble(&self) -> Trouble {
        match self {
            Self::Issuer(IssuerError::Offline | IssuerError::UnknownHost) => Trouble::Offline,
            Self::Issuer(IssuerError::Certificate) => Trouble::Certificate,
            Self::Issuer(IssuerError::NoAnswer) => Trouble::TimedOut,
            Self::Issuer(IssuerError::ServerError { .. }) => Trouble::ServerError,
            Self::Issuer(IssuerError::TooMany { .. }) => Trouble::TooMany,
            Self::Issuer(IssuerError::Unreadable(_)) => Trouble::Unreadable,
            Self::Issuer(IssuerError::Unauthorized | IssuerError::StepUp { .. }) | Self::SignIn | Self::Token(TokenError::InvalidGrant) => Trouble::SignIn,
            Self::Token(TokenError::Issuer(error)) => Self::Issuer(error.clone()).trouble(),
            Self::Issuer(IssuerError::Refused { .. }) | Self::Token(_) | Self::Discovery(_) | Self::NotFound | Self::Plain(_) | Self::About(..) => {
                Trouble::Refused
            }
            Self::Vault(_) | Self::Store(_) | Self::Disk => Trouble::Vault,
        }
    }
}

fn of_issuer(error: &IssuerError) -> ErrorCode {
    match error {
        IssuerError::Offline => ErrorCode::Offline,
        IssuerError::UnknownHost => ErrorCode::UnknownHost,
        IssuerError::NoAnswer => ErrorCode::TimedOut,
        IssuerError::Certificate => ErrorCode::Certificate,
        IssuerError::ServerError { .. } => ErrorCode::IssuerDown,
        IssuerError::TooMany { .. } => ErrorCode::TooMany,
        IssuerError::Unreadable(_) => ErrorCode::Unreadable,
        IssuerError::Unauthorized | IssuerError::StepUp { .. } => ErrorCode::SignIn,
        IssuerError::Refused { .. } => ErrorCode::IssuerRefused,
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        error.failure(None)
    }
}
