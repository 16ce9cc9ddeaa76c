//! Who the connectors of an issuer are (R9, R18–R22, R26–R28), as its signed directory says it
//! (`contracts/directory.schema.json`). What the connector signed itself stands apart from what the issuer relays.

use serde::{Deserialize, Serialize};
use url::Url;

use super::hours::Hours;
use super::lenient;
use super::permission::{Access, Effect};
use super::text::Text;

/// One connector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// As the issuer lists it with a grant.
    #[serde(deserialize_with = "lenient::id")]
    pub id: String,
    /// The name that people know.
    #[serde(default, deserialize_with = "lenient::text")]
    pub brand: Option<Text>,
    /// What the issuer relays of it.
    #[serde(flatten)]
    pub relayed: Profile,
    /// What it signed itself. Never read from the document: set where a signature was checked.
    #[serde(default)]
    pub own: Option<Profile>,
    /// Who plays which part (R19).
    #[serde(default, deserialize_with = "lenient::option")]
    pub roles: Option<Roles>,
    /// What the two agreed for damage (R26, R27).
    #[serde(default, deserialize_with = "lenient::option")]
    pub compensation: Option<Compensation>,
}

/// What a connector says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The company (R22).
    #[serde(default, deserialize_with = "lenient::option")]
    pub company: Option<Company>,
    /// Who answers which topic (R21).
    #[serde(default, deserialize_with = "lenient::list")]
    pub contacts: Vec<Contact>,
    /// Its services.
    #[serde(default, deserialize_with = "lenient::list")]
    pub services: Vec<Service>,
    /// Who gets data onward (R28).
    #[serde(default, deserialize_with = "lenient::list")]
    pub chain: Vec<Onward>,
}

/// A company (R22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Trade name.
    #[serde(deserialize_with = "lenient::words")]
    pub name: Text,
    /// Who represents it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub representative: Option<Text>,
    /// Where it is.
    #[serde(default, deserialize_with = "lenient::text")]
    pub address: Option<Text>,
    /// Its site.
    #[serde(default, deserialize_with = "lenient::link")]
    pub site: Option<Url>,
    /// Electronic public notice of accounts, where it uses one.
    #[serde(default, deserialize_with = "lenient::link")]
    pub public_notice: Option<Url>,
}

/// Who answers a topic, as the two parties agreed (R21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What about.
    pub topic: ContactTopic,
    /// Which of the two answers.
    pub by: Answerer,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<Text>,
    /// Phone.
    #[serde(default, deserialize_with = "lenient::line")]
    pub phone: Option<String>,
    /// Mail address.
    #[serde(default, deserialize_with = "lenient::line")]
    pub mail: Option<String>,
    /// Page.
    #[serde(default, deserialize_with = "lenient::link")]
    pub site: Option<Url>,
    /// Page where somebody writes back at once.
    #[serde(default, deserialize_with = "lenient::link")]
    pub chat: Option<Url>,
    /// Postal address.
    #[serde(default, deserialize_with = "lenient::text")]
    pub post: Option<Text>,
    /// When it is reached.
    #[serde(default, deserialize_with = "lenient::option")]
    pub hours: Option<Hours>,
    /// In which languages it is written to (BCP 47), the best first; empty where it is not told.
    #[serde(default, deserialize_with = "lenient::lines")]
    pub languages: Vec<String>,
    /// Within how many days it answers, as the two agreed.
    #[serde(default, deserialize_with = "lenient::option")]
    pub answer_days: Option<u16>,
}

/// What a contact point is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactTopic {
    /// Unauthorised access (R14).
    Emergency,
    /// Questions.
    Question,
    /// Complaints.
    Complaint,
    /// Damage (R26).
    Compensation,
    /// Deleting what the connector holds (R29).
    Deletion,
    /// A false or misleading display (R20).
    Display,
    /// Wrong or missing data.
    Data,
    /// The service does not work.
    Outage,
    /// What the service costs.
    Billing,
    /// Stopping a card or wallet that is lost or misused: an issuer's alone.
    Stop,
    /// Anything else.
    #[serde(other)]
    Other,
}

/// Issuer or connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Answerer {
    /// The issuer.
    Issuer,
    /// The connector.
    Connector,
}

/// One product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// As the issuer lists it with a grant.
    #[serde(deserialize_with = "lenient::id")]
    pub id: String,
    /// Its name.
    #[serde(deserialize_with = "lenient::words")]
    pub name: Text,
    /// What it is.
    #[serde(default, deserialize_with = "lenient::text")]
    pub about: Option<Text>,
    /// When it runs (R18).
    #[serde(default, deserialize_with = "lenient::option")]
    pub hours: Option<Hours>,
    /// Main risks (R18).
    #[serde(default, deserialize_with = "lenient::texts")]
    pub risks: Vec<Text>,
    /// Scopes without which it does not work (R11); `None` where nobody lists them.
    #[serde(default, deserialize_with = "lenient::option")]
    pub needs: Option<Vec<String>>,
    /// What it may keep after an ending, and why (R29).
    #[serde(default, deserialize_with = "lenient::texts")]
    pub keeps: Vec<Text>,
    /// Where a person takes out what it holds.
    #[serde(default, deserialize_with = "lenient::link")]
    pub export: Option<Url>,
    /// Where it is the holder's main window to the issuer's statements: where they are read without it (R32).
    #[serde(default, deserialize_with = "lenient::option")]
    pub statements: Option<Statements>,
}

/// Where an issuer's statements are read without the service that was the main window to them (R32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statements {
    /// In words.
    #[serde(deserialize_with = "lenient::words")]
    pub afterwards: Text,
    /// The page.
    #[serde(default, deserialize_with = "lenient::link")]
    pub site: Option<Url>,
}

/// Who plays which part (R19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles {
    /// The issuer's.
    #[serde(default, deserialize_with = "lenient::text")]
    pub issuer: Option<Text>,
    /// The connector's.
    #[serde(default, deserialize_with = "lenient::text")]
    pub connector: Option<Text>,
}

/// What the two agreed for damage (R26, R27). It changes no legal liability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compensation {
    /// Who pays first.
    pub first_payer: Answerer,
    /// How.
    #[serde(default, deserialize_with = "lenient::text")]
    pub method: Option<Text>,
    /// How far.
    #[serde(deserialize_with = "lenient::words")]
    pub range: Text,
    /// For corporate customers.
    #[serde(default, deserialize_with = "lenient::text")]
    pub corporate: Option<Text>,
    /// Where it deviates from the rule book: the reason.
    #[serde(default, deserialize_with = "lenient::text")]
    pub deviation: Option<Text>,
    /// Within how many days after a charge damage has to be reported; `None` where it shows no such time.
    #[serde(default, deserialize_with = "lenient::option")]
    pub claim_days: Option<u16>,
}

/// How people reach the issuer itself, whatever connector it is about (R14, R21).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDesks {
    /// Who answers which topic there. All are the issuer's.
    #[serde(default, deserialize_with = "lenient::list")]
    pub contacts: Vec<Contact>,
    /// Within how many days after a charge its misuse has to be reported to it; `None` where it shows no such time.
    #[serde(default, deserialize_with = "lenient::option")]
    pub claim_days: Option<u16>,
}

/// Who gets data onward (R28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onward {
    /// Its name.
    #[serde(deserialize_with = "lenient::words")]
    pub name: Text,
    /// What goes onward.
    #[serde(default, deserialize_with = "lenient::text")]
    pub receives: Option<Text>,
    /// Who answers for it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub responsible: Option<Text>,
    /// On what terms.
    #[serde(default, deserialize_with = "lenient::text")]
    pub terms: Option<Text>,
}

/// A scope or the type of an authorization detail, in plain words (R3, R4, R9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeWords {
    /// Its technical name.
    #[serde(deserialize_with = "lenient::id")]
    pub name: String,
    /// Its kind.
    pub access: Access,
    /// Its effect; what only reads or identifies has none unless it says so.
    #[serde(default, deserialize_with = "lenient::option")]
    pub effect: Option<Effect>,
    /// In plain words.
    #[serde(deserialize_with = "lenient::words")]
    pub words: Text,
    /// Data items, by the names that are the same for every issuer (`contracts/directory.schema.json`).
    #[serde(default, deserialize_with = "lenient::lines")]
    pub data: Vec<String>,
    /// Whether they are sensitive.
    #[serde(default, deserialize_with = "lenient::option")]
    pub sensitive: Option<bool>,
}

impl Contact {
    /// An issuer's desk of which nothing but a phone is told.
    pub fn by_phone(phone: String) -> Self {
        Self {
            topic: ContactTopic::Question,
            by: Answerer::Issuer,
            name: None,
            phone: Some(phone),
            mail: None,
            site: None,
            chat: None,
            post: None,
            hours: None,
            languages: Vec::new(),
            answer_days: None,
        }
    }
}

impl Entry {
    /// The service of this id, as the connector signed it, else as the issuer relays it; and whether it is its own word.
    pub fn service(&self, id: &str) -> Option<(&Service, bool)> {
        let of = |profile: &'_ Profile| profile.services.iter().position(|service| service.id == id);
        let own = self.own.as_ref().and_then(|own| Some((own.services.get(of(own)?)?, true)));
        own.or_else(|| Some((self.relayed.services.get(of(&self.relayed)?)?, false)))
    }
}

impl ScopeWords {
    /// Its effect; an update of untold effect is unknown.
    pub fn effect(&self) -> Effect {
        self.effect.unwrap_or(match self.access {
            Access::Reference | Access::Authentication => Effect::None,
            Access::Update | Access::Unknown => Effect::Unknown,
        })
    }
}
