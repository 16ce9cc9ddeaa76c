//! Views of the connector's side.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::directory::{Answerer, ContactTopic};
use crate::domain::hours::OpenNow;
use crate::domain::id::GrantId;
use crate::domain::stated::{Stated, Told};
use crate::ipc::{ChainedView, GrantView, IssuerRef, NamedView, NoticeView};

/// The connector's side: what the connector says, or the issuer relays of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConnectorPageView {
    /// The grant that led here.
    pub grant: GrantId,
    /// The issuer that relays.
    pub issuer: IssuerRef,
    /// The company, as it is listed with the grant.
    pub company: Stated<NamedView>,
    /// The service.
    pub service: Stated<NamedView>,
    /// Who it is (R22).
    pub about_company: Stated<Told<CompanyView>>,
    /// What the service is, when it runs, what could go wrong (R18).
    pub about_service: Stated<Told<ServiceView>>,
    /// Who answers which topic (R21).
    pub contacts: Stated<Told<Vec<ContactView>>>,
    /// Who plays which part (R19).
    pub roles: Stated<Told<RolesView>>,
    /// What was agreed for damage (R26, R27).
    pub compensation: Stated<Told<CompensationView>>,
    /// Who gets data onward.
    pub chain: Stated<Told<Vec<ChainedView>>>,
    /// Current and planned stops, and other notices about it, the newest first.
    pub notices: Vec<NoticeView>,
    /// Facts that neither the connector nor the issuer provides.
    pub not_provided: Vec<ConnectorFact>,
    /// Other grants that the person gave this connector, at any issuer.
    pub other_grants: Vec<GrantView>,
    /// Whether the grant is over, so that the connector can be asked to delete what it got.
    pub over: bool,
}

/// Facts that belong on a connector's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectorFact {
    /// Representative and address (R22).
    Company,
    /// Service hours and closed days (R18).
    Hours,
    /// Main risks (R18).
    Risks,
    /// Contact points (R21).
    Contacts,
    /// Roles (R19).
    Roles,
    /// Compensation (R26).
    Compensation,
    /// Stops and other notices (R15).
    Stops,
}

/// A company (R22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompanyView {
    /// Trade name.
    pub name: String,
    /// Who represents it.
    pub representative: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// Its site.
    pub site: Option<LinkView>,
    /// Electronic public notice of accounts.
    pub public_notice: Option<LinkView>,
}

/// A page outside, with the host to name before leaving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkView {
    /// The address.
    pub url: String,
    /// Its host.
    pub host: String,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ServiceView {
    /// What it is.
    pub about: Option<String>,
    /// When it runs.
    pub hours: Option<HoursView>,
    /// Main risks.
    pub risks: Vec<String>,
    /// What it may keep after an ending (R29).
    pub keeps: Vec<String>,
    /// Where a person takes out what it holds.
    pub export: Option<LinkView>,
    /// Where it is the main window to the issuer's statements: where they are read without it (R32).
    pub statements: Option<StatementsView>,
}

/// Where statements are read without the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementsView {
    /// In words.
    pub afterwards: String,
    /// The page.
    pub site: Option<LinkView>,
}

/// When something is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoursView {
    /// As it was published.
    pub open: String,
    /// The same in words of this app; `null` where no week can say it.
    pub week: Option<String>,
    /// In words, where published.
    pub note: Option<String>,
    /// Now, where it can be read.
    pub now: Option<OpenNow>,
}

/// Who answers a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactView {
    /// What about.
    pub topic: ContactTopic,
    /// Which of the two.
    pub by: Answerer,
    /// Its name.
    pub name: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// Page.
    pub site: Option<LinkView>,
    /// Page where somebody writes back at once.
    pub chat: Option<LinkView>,
    /// Postal address.
    pub post: Option<String>,
    /// When it is reached.
    pub hours: Option<HoursView>,
    /// In which languages it is written to (BCP 47), the best first; empty where it is not told.
    pub languages: Vec<String>,
    /// Within how many days it answers, where the two agreed on that.
    pub answer_days: Option<u16>,
}

/// Who plays which part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RolesView {
    /// The issuer's.
    pub issuer: Option<String>,
    /// The connector's.
    pub connector: Option<String>,
}

/// What was agreed for damage. It changes no legal liability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompensationView {
    /// Who pays first.
    pub first_payer: Answerer,
    /// How.
    pub method: Option<String>,
    /// How far.
    pub range: String,
    /// For corporate customers.
    pub corporate: Option<String>,
    /// Where it deviates from the rule book: the reason.
    pub deviation: Option<String>,
    /// Within how many days after a charge damage has to be reported; `null` where it shows no such time.
    pub claim_days: Option<u16>,
}
