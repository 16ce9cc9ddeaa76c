//! The business that was let in, and its product.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// API接続先
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connector {
    /// The issuer's id of it.
    pub id: String,
    /// Its name, as registered with the issuer.
    pub name: Text,
}

/// The product that people know; rows lead with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The issuer's id of it.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// API連鎖接続先: gets the data onward from the connector (R28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chained {
    /// Its name.
    pub name: Text,
    /// What goes onward.
    pub receives: Option<Text>,
    /// Who answers for it, on what terms.
    pub responsible: Option<Text>,
}
