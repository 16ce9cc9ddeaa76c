//! Who distributes this build of the app (R31): a connector like any other, with all that is asked of one.

use serde::{Deserialize, Serialize};

use super::directory::{Company, Compensation, Contact};
use super::lenient;
use super::text::Text;

/// The operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// The company (R22).
    pub company: Company,
    /// Who answers which topic (R21).
    #[serde(default, deserialize_with = "lenient::list")]
    pub contacts: Vec<Contact>,
    /// Main risks (R18).
    #[serde(default, deserialize_with = "lenient::texts")]
    pub risks: Vec<Text>,
    /// What it pays for damage (R26, R27).
    #[serde(default, deserialize_with = "lenient::option")]
    pub compensation: Option<Compensation>,
}
