//! Public bodies and associations in Japan: the last step of a complaint. Kept as data, each with its source.

use std::sync::LazyLock;

use serde::Deserialize;
use url::Url;

use super::Matter;
use crate::domain::grant::Contract;
use crate::domain::hours::Hours;
use crate::domain::issuer::IssuerKind;
use crate::domain::stated::Told;
use crate::domain::text::Text;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Body {
    /// Our name of it.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Phone.
    pub phone: Option<String>,
    /// Page.
    pub site: Option<Url>,
    /// When it is reached; untold where it differs from place to place.
    pub hours: Option<Hours>,
    /// What it does.
    pub does: Text,
    /// What it does not.
    pub does_not: Option<Text>,
    /// Whom it serves, by the contract of the card.
    #[serde(rename = "for")]
    pub serves: Vec<Contract>,
    /// For which kinds of issuers; empty: for all.
    pub kinds: Vec<IssuerKind>,
    /// About which matters; empty: about all.
    pub matters: Vec<Matter>,
    /// The page on which these facts were found.
    pub source: Url,
    /// When that page was written, as far as it tells: a year, a month or a day.
    pub source_of: Option<String>,
    /// When the facts were gathered for this app.
    pub gathered_on: chrono::NaiveDate,
}

/// All of them, in the order in which they are shown.
pub fn all() -> &'static [Body] {
    static ALL: LazyLock<Vec<Body>> = LazyLock::new(|| serde_json::from_str(include_str!("jp.json")).unwrap_or_default());
    &ALL
}

/// Those that take this on, for these people.
pub(super) fn fitting(matter: Matter, kind: IssuerKind, contract: Told<Contract>) -> Vec<&'static Body> {
    let kinds = |body: &Body| body.kinds.is_empty() || kind == IssuerKind::Unknown || body.kinds.contains(&kind);
    let serves = |body: &Body| contract.told().is_none_or(|contract| body.serves.contains(contract));
    let matters = |body: &Body| body.matters.is_empty() || body.matters.contains(&matter);
    all().iter().filter(|body| kinds(body) && serves(body) && matters(body)).collect()
}
