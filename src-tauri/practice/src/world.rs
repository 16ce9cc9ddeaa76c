//! Everything that the practice remembers, as it stands in `state.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{clock::Time, closed::Closed, documents::Documents, issuer::sessions::Sessions, keys::SigningKey};

/// The whole practice.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct World {
    pub(crate) version: u32,
    pub(crate) started_at: Time,
    /// How far a control event moved the clock.
    pub(crate) clock_offset_seconds: i64,
    pub(crate) ports: Ports,
    pub(crate) catalogue: CatalogueState,
    pub(crate) issuers: BTreeMap<String, Issuer>,
    /// The connectors' secrets at each issuer: connector, then issuer.
    pub(crate) secrets: BTreeMap<String, BTreeMap<String, String>>,
    /// With which connectors sign their own part of the directory, where they do.
    #[serde(default)]
    pub(crate) connector_keys: BTreeMap<String, SigningKey>,
    /// The issuer that has no API.
    #[serde(default)]
    pub(crate) closed: Closed,
    /// What the connectors hold, by issuer and first grant.
    pub(crate) held: BTreeMap<String, Held>,
}

/// Ports chosen once, so that addresses stay.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ports {
    pub(crate) issuers: BTreeMap<String, u16>,
    pub(crate) connectors: u16,
    pub(crate) control: u16,
}

/// The signed list of issuers, as last written.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct CatalogueState {
    pub(crate) key: SigningKey,
    pub(crate) version: u64,
    pub(crate) digest: String,
    pub(crate) jws: String,
}

/// One issuer: its authorization server, grants and data.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Issuer {
    pub(crate) key: SigningKey,
    /// RFC 9470: an ending needs a sign-in at most this old.
    pub(crate) step_up_seconds: Option<u64>,
    /// How much it takes from one holder's app.
    #[serde(default)]
    pub(crate) limits: Limits,
    /// Fingerprints of the connectors' client secrets.
    pub(crate) client_secrets: BTreeMap<String, String>,
    pub(crate) grants: BTreeMap<String, Grant>,
    /// By fingerprint.
    pub(crate) tokens: BTreeMap<String, Token>,
    pub(crate) counters: Counters,
    /// What it publishes, signed.
    #[serde(default)]
    pub(crate) documents: Documents,
    /// Complaints that it received, by grant and case.
    #[serde(default)]
    pub(crate) complaints: BTreeMap<String, Complaint>,
    /// What a restart may forget.
    #[serde(skip)]
    pub(crate) sessions: Sessions,
}

/// A complaint that an issuer has (R20, R21).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Complaint {
    pub(crate) grant: String,
    pub(crate) case: String,
    /// What was said first.
    pub(crate) says: Says,
    pub(crate) number: String,
    pub(crate) received_at: Time,
    pub(crate) answer_by: Option<Time>,
    /// Every body that came under this case, the refused ones too, to the byte; base64.
    pub(crate) bodies: Vec<String>,
}

/// The content of a complaint: these two fields and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Says {
    pub(crate) topic: Topic,
    pub(crate) message: String,
}

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Topic {
    Question,
    Data,
    Outage,
    Billing,
    Display,
    Charges,
    Access,
    Privacy,
    Lost,
    Other,
}

/// How much an issuer takes; nothing is said of what is null.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Limits {
    /// Requests of the grants API within a window.
    pub(crate) requests: Option<u32>,
    /// The window, in seconds.
    #[serde(default = "minute")]
    pub(crate) window: u32,
    /// Endings at one time, as it publishes it.
    pub(crate) max_at_once: Option<u32>,
    /// Endings within an hour, as it publishes it.
    pub(crate) per_hour: Option<u32>,
}

fn minute() -> u32 {
    60
}

/// What an issuer has been asked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Counters {
    pub(crate) token_refreshes: u64,
    pub(crate) tokens_issued: u64,
    pub(crate) reuse_detections: u64,
    pub(crate) lists: u64,
    pub(crate) reads: u64,
    pub(crate) deletes: u64,
    pub(crate) ended: u64,
    /// How often somebody asked beyond its limit.
    #[serde(default)]
    pub(crate) limited: u64,
    /// How often an asker had a published file already.
    #[serde(default)]
    pub(crate) unchanged: u64,
    /// How often somebody wanted to take a part away.
    #[serde(default)]
    pub(crate) narrowings: u64,
}

/// One holder's authorisation of one client.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) id: String,
    pub(crate) birth: String,
    /// Grants of one consent share tokens and end together.
    pub(crate) consent: String,
    pub(crate) holder: String,
    pub(crate) client: String,
    pub(crate) service: Option<String>,
    pub(crate) covers: Vec<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) authorization_details: Vec<Value>,
    pub(crate) standing: Standing,
    pub(crate) granted_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) last_used_at: Option<Time>,
    pub(crate) access_until: Until,
    pub(crate) access_seconds: Option<i64>,
    pub(crate) reach: Reach,
    pub(crate) accesses: Vec<Access>,
    pub(crate) identified_at: Option<Time>,
    /// Fields that the issuer does not tell of this grant.
    pub(crate) untold: Vec<String>,
    /// What was agreed as it was born, for the receipt; the app's own sign-in has none.
    #[serde(default)]
    pub(crate) receipt: Option<Value>,
    /// The name under which its service is listed now, where that is another one.
    #[serde(default)]
    pub(crate) renamed: Option<Value>,
    /// Scopes that it held once and that were taken away: who uses them still, by a token that keeps them, is noted.
    #[serde(default)]
    pub(crate) taken: Vec<String>,
}

/// What was decided about a grant; running out is computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub(crate) enum Standing {
    Active,
    Suspended { since: Time, by: String, reason: Option<Value> },
    Ended { since: Time, by: String, reason: Option<Value> },
}

/// The end of the latest access token.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Until {
    Never,
    At(Time),
}

impl Until {
    /// Whether it lies behind.
    pub(crate) fn is_over(self, now: Time) -> bool {
        match self {
            Self::Never => false,
            Self::At(at) => at <= now,
        }
    }
}

/// How far refreshing reaches (guideline note 26, R16 ④).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reach {
    NoRefresh,
    Until(Time),
    UntilEnded,
}

/// One use of a grant (R13): no amounts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Access {
    pub(crate) at: Time,
    pub(crate) scope: String,
    pub(crate) count: u32,
}

/// One issued token; the token itself is not kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) client: String,
    pub(crate) holder: String,
    pub(crate) consent: String,
    /// All tokens that descend from one code.
    pub(crate) family: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) issued_at: Time,
    pub(crate) expires: Until,
    /// A refresh token that was exchanged already.
    pub(crate) used: bool,
    pub(crate) revoked: bool,
    pub(crate) auth_time: Time,
}

impl Token {
    /// Whether it still opens anything.
    pub(crate) fn is_alive(&self, now: Time) -> bool {
        !self.used && !self.revoked && !self.expires.is_over(now)
    }
}

/// Which of the two kinds a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenKind {
    Access,
    Refresh,
}

impl TokenKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
        }
    }
}

/// What one connector holds for one consent, in its own store.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Held {
    pub(crate) connector: String,
    pub(crate) issuer: String,
    pub(crate) grants: Vec<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) access_token: String,
    pub(crate) access_expires: Until,
    pub(crate) refresh_token: Option<String>,
    /// Whether the connector calls by itself.
    pub(crate) on_schedule: bool,
    /// Its refresh was refused: it stopped calling by itself.
    pub(crate) stopped: bool,
    pub(crate) last_call_at: Option<Time>,
    pub(crate) calls_made: u64,
    /// The latest calls, oldest first.
    pub(crate) calls: Vec<Call>,
}

/// One call of a connector and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) at: Time,
    /// Method and path at the resource server.
    pub(crate) what: String,
    pub(crate) outcome: Outcome,
    /// The last HTTP status of the call with an access token.
    pub(crate) access: Option<u16>,
    /// The HTTP status of the refresh, where one was made.
    pub(crate) refresh: Option<u16>,
    /// The OAuth error code of the refusal.
    pub(crate) error: Option<String>,
}

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Ok,
    Refused,
    /// No answer, or one that says nothing about the grant.
    Failed,
}

impl World {
    /// The part of one issuer.
    pub(crate) fn issuer(&mut self, id: &str) -> &mut Issuer {
        self.issuers.entry(id.to_owned()).or_default()
    }

    /// The key under which a connector keeps what it holds.
    pub(crate) fn held_key(issuer: &str, grants: &[String]) -> String {
        let first = grants.iter().min().map_or("", String::as_str);
        format!("{issuer}/{first}")
    }

    /// What some connector holds for this grant.
    pub(crate) fn held_for(&self, issuer: &str, grant: &str) -> Option<(&String, &Held)> {
        self.held.iter().find(|(_, held)| held.issuer == issuer && held.grants.iter().any(|id| id == grant))
    }
}
