//! The kinds of interfaces that issuers have for a holder's grants. A new kind is one file here and one line in the list.

mod keycloak;
mod profile;

use async_trait::async_trait;
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::discovery::Site;
use super::{IssuerError, json};
use crate::domain::Timestamp;
use crate::domain::grant::{RemoteGrant, Use};
use crate::domain::id::{Birth, RemoteKey};
use crate::domain::issuer::{CanNarrow, FactKind, GoesOn, LeftAliveKind};
use crate::domain::pan;
use crate::domain::stated::Told;
use crate::domain::text::Lang;
use crate::flow::end::Seen;
use crate::ports::{Clock, Http, Request, Response};
use crate::secret::AccessToken;

/// Most grants of one account that are taken in.
pub const MOST_GRANTS: usize = 20_000;

/// One conversation with an issuer on behalf of one sign-in.
pub struct Visit<'a> {
    /// The network.
    pub http: &'a dyn Http,
    /// The issuer, as pinned.
    pub site: &'a Site,
    /// The sign-in.
    pub token: &'a AccessToken,
    /// In which language names are wanted.
    pub lang: Lang,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl Visit<'_> {
    /// Sends, and turns every answer but 2xx into the error that it is.
    async fn send(&self, request: Request) -> Result<Response, IssuerError> {
        json::send(self.http, request, || self.clock.now()).await
    }
}

/// What a kind of issuer does when a grant ends, and what it never tells.
#[derive(Debug, Clone)]
pub struct Declares {
    /// What stays alive for a while.
    pub left_alive: LeftAliveKind,
    /// What goes on besides what always does.
    pub goes_on: &'static [GoesOn],
    /// Kinds of facts that it never tells.
    pub never_told: &'static [FactKind],
}

/// A whole list.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Every grant of the holder but this app's own.
    pub grants: Vec<RemoteGrant>,
    /// How many items could not be read and were left out.
    pub unreadable: u32,
}

/// What stands under several names.
#[derive(Debug, Clone)]
pub struct Looked {
    /// What was seen, in the order that was asked.
    pub seen: Vec<(RemoteKey, Seen)>,
    /// Why the rest could not be seen.
    pub broken: Option<IssuerError>,
}

/// How an ending or a narrowing was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Success; proves nothing.
    Accepted(u16),
    /// Nothing under this name.
    NothingThere(u16),
    /// Given anew since; nothing was done.
    GivenAnew,
}

/// What a person complains of to an issuer (R20, R21).
#[derive(Debug, Clone, Copy)]
pub struct Complaint<'a> {
    /// The case, as this app names it: a UUID. Sent again under the same name, it is no second one.
    pub case: &'a str,
    /// What about, by the names of the profile.
    pub topic: &'a str,
    /// The person's own words.
    pub message: &'a str,
}

impl Complaint<'_> {
    /// All that is sent: topic and message, card numbers masked (R2). What is shown before and what goes out are one.
    pub fn body(&self) -> Value {
        json!({ "topic": self.topic, "message": pan::mask(self.message) })
    }
}

/// An issuer's word that it has a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Under which number it has it; cleaned, 100 characters at most.
    pub number: String,
    /// When it came, by its own clock.
    pub received_at: Timestamp,
    /// Until when it answers, where it says so.
    pub answer_by: Option<Timestamp>,
}

/// Why a token is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFault {
    /// It may do more than this app wants to be able to.
    TooMighty(&'static str),
    /// It lacks a right that this app needs.
    Lacks(&'static str),
}

/// One interface for grants.
#[async_trait]
pub trait Adapter: Send + Sync {
    /// What ending does at this kind of issuer.
    fn declares(&self) -> Declares;
    /// Refuses a token that may do more than list and end grants, or that does not reach that far; `granted` are its scopes.
    ///
    /// # Errors
    /// The right that is too much or missing.
    fn check_token(&self, token: &AccessToken, granted: &[String]) -> Result<(), TokenFault>;
    /// All grants of the holder.
    async fn list(&self, visit: &Visit<'_>) -> Result<Listing, IssuerError>;
    /// What stands under a name now, by every means that there is: one of them that shows it alive outweighs the others.
    async fn read(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Seen, IssuerError>;
    /// How many names one look may take in. More than one only where an ending names the giving that it means: else the
    /// time between looking and ending has to be short.
    fn at_once(&self) -> usize {
        1
    }
    /// What stands under several names now, as [`Adapter::read`] tells it of each, by as few requests as that takes.
    async fn read_all(&self, visit: &Visit<'_>, keys: &[RemoteKey]) -> Looked {
        let mut looked = Looked { seen: Vec::new(), broken: None };
        for key in keys {
            match self.read(visit, key).await {
                Ok(seen) => looked.seen.push((key.clone(), seen)),
                Err(error) => {
                    looked.broken = Some(error);
                    break;
                }
            }
        }
        looked
    }
    /// Ends one giving of a grant.
    async fn end(&self, visit: &Visit<'_>, key: &RemoteKey, birth: &Birth) -> Result<Answer, IssuerError>;
    /// How a part of a grant is taken away here; `None` where this issuer does not.
    fn narrowing(&self, _site: &Site) -> Option<CanNarrow> {
        None
    }
    /// As [`Adapter::read`], with all that a grant holds: what any means still lists is held.
    async fn read_held(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Seen, IssuerError> {
        self.read(visit, key).await
    }
    /// Takes a part away from one giving of a grant, and nothing besides; the grant goes on.
    async fn narrow(&self, _visit: &Visit<'_>, _key: &RemoteKey, _birth: &Birth, _drop: &[String]) -> Result<Answer, IssuerError> {
        Err(IssuerError::Refused { status: 501, words: None })
    }
    /// When it was used.
    async fn uses(&self, visit: &Visit<'_>, key: &RemoteKey) -> Result<Told<Vec<Use>>, IssuerError>;
    /// The issuer's signed word on the latest ending, unchecked; `None` where it gives none.
    async fn receipt(&self, _visit: &Visit<'_>, _key: &RemoteKey) -> Result<Option<String>, IssuerError> {
        Ok(None)
    }
    /// Hands in a complaint about a grant, ended ones too; `None` where the issuer takes none, or none about this one.
    async fn complain(&self, _visit: &Visit<'_>, _key: &RemoteKey, _complaint: &Complaint<'_>) -> Result<Option<Taken>, IssuerError> {
        Ok(None)
    }
}

macro_rules! adapters {
    ($($(#[$doc:meta])* $kind:ident $name:literal => $adapter:expr, $scopes:expr;)*) => {
        /// The kinds, by the name that `/.well-known/renkei-issuer` gives them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum AdapterKind {
            $($(#[$doc])* #[serde(rename = $name)] $kind,)*
        }

        impl AdapterKind {
            /// The kind of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$kind),)*
                    _ => None,
                }
            }

            /// Its implementation.
            pub fn adapter(self) -> &'static dyn Adapter {
                match self {
                    $(Self::$kind => &$adapter,)*
                }
            }

            /// The scopes to ask for where the issuer's document names none.
            pub fn scopes(self) -> Vec<String> {
                let own: &[&str] = match self {
                    $(Self::$kind => $scopes,)*
                };
                ["openid"].iter().chain(own).map(|scope| (*scope).to_owned()).collect()
            }
        }
    };
}

adapters! {
    /// The published profile (`contracts/grants-profile.openapi.yaml`).
    Profile "profile" => profile::Profile, profile::SCOPES;
    /// Keycloak's Account REST API as it ships.
    Keycloak "keycloak" => keycloak::Keycloak, &[];
}

/// Whether an issuer's name of a grant can be one segment of an address: dots alone would lead elsewhere, and control
/// characters would fall away and leave another name.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 256 && text != "." && text != ".." && !text.chars().any(char::is_control)
}

/// A time of the years 1 to 9999: no other can be written by RFC 3339.
fn in_calendar(at: Timestamp) -> Option<Timestamp> {
    (1..=9999).contains(&at.year()).then_some(at)
}

/// Recognises an issuer that has no document of its own.
pub fn guess(issuer: &str, authorization_endpoint: &Url) -> Option<(AdapterKind, String)> {
    let keycloak = authorization_endpoint.as_str().strip_prefix(issuer)? == "/protocol/openid-connect/auth";
    keycloak.then(|| (AdapterKind::Keycloak, format!("{issuer}/account/")))
}
