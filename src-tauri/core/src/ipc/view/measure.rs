//! Views of measurements: how quickly endings were seen to take effect.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::profile::IssuerRef;
use crate::domain::Timestamp;
use crate::domain::id::AccountId;
use crate::domain::measurement::{Contradiction, Figure, Life};
use crate::ipc::Failure;

/// Measuring through one sign-in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MeasureView {
    /// Which sign-in.
    pub account: AccountId,
    /// At which issuer.
    pub issuer: IssuerRef,
    /// Its host.
    pub host: String,
    /// The second client that the issuer names for it; `null` where it names none.
    pub client_id: Option<String>,
    /// What the test grant would allow.
    pub scopes: Vec<String>,
    /// Whether that is no more than who signed in (OpenID Connect Core, 5.4).
    pub only_identity: bool,
    /// The host of the resource that would be asked.
    pub resource_host: Option<String>,
    /// Since when a test grant of an earlier time may still stand there.
    pub left_behind: Option<Timestamp>,
    /// Where a measurement of this process stands.
    pub state: MeasureState,
    /// The latest that was measured at this issuer.
    pub latest: Option<MeasurementView>,
}

/// Where a measurement stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MeasureState {
    /// None is under way.
    Idle,
    /// Asking the issuer how.
    Starting,
    /// The system browser is open; waiting for the person.
    InBrowser {
        /// The address, for a person whose browser did not open.
        url: String,
        /// Until when the app waits.
        until: Timestamp,
    },
    /// The test grant was given; it is about to be ended.
    Given,
    /// Ended, and looked at.
    Looking {
        /// When the issuer accepted the ending.
        since: Timestamp,
        /// The list.
        listed: Life,
        /// Renewing.
        renewed: Life,
        /// The resource.
        accepted: Life,
    },
    /// Measured.
    Done,
    /// The person stopped it before anything could be measured.
    Cancelled,
    /// It did not work.
    Failed {
        /// Why.
        why: Failure,
    },
}

/// A measurement. It is this app's own word, of one place and time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeasurementView {
    /// When the issuer accepted the ending.
    pub at: Timestamp,
    /// How many days ago that is.
    pub days: u32,
    /// Whether that is so long ago that it says little about today.
    pub old: bool,
    /// The second client, whose grant it was.
    pub client_id: String,
    /// What the grant allowed.
    pub scopes: Vec<String>,
    /// The host of the resource that was asked.
    pub resource_host: Option<String>,
    /// With which HTTP status the issuer accepted the ending.
    pub status: u16,
    /// What it comes to.
    pub figure: Figure,
    /// How long the grant was listed.
    pub listed: Life,
    /// How long it could be renewed.
    pub renewed: Life,
    /// How long the resource took the access token.
    pub accepted: Life,
    /// How long a signed access token lives by its own `exp`, in milliseconds after the ending; `null` where it is not signed.
    pub signed_for: Option<u32>,
    /// Whether the person did not want to wait any longer.
    pub stopped: bool,
    /// What does not fit what the issuer says.
    pub contradicts: Vec<Contradiction>,
}

/// A test grant of this app's own that was left behind. It is ended by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnTestView {
    /// Through which sign-in.
    pub account: AccountId,
    /// At which issuer.
    pub issuer: IssuerRef,
    /// Its host.
    pub host: String,
    /// Since when it stands there, as far as is known.
    pub since: Timestamp,
}
