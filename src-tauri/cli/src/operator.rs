//! Who distributes this build (R31), and the catalogue that it brings: `operator.json` at the root of the tree.

use anyhow::Context as _;
use renkei_core::domain::Timestamp;
use renkei_core::domain::operator::Operator;
use renkei_core::issuers::catalogue::{Brought, Catalogue};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    operator: Option<Operator>,
    catalogue: Option<String>,
    catalogue_keys: serde_json::Value,
}

/// The operator of this build and its catalogue, as far as its keys signed it; both may be missing.
///
/// # Errors
/// Where the file is not of its form.
pub fn load(now: Timestamp) -> anyhow::Result<(Option<Operator>, Brought)> {
    let file: File = serde_json::from_str(include_str!("../../../operator.json")).context("Read operator.json")?;
    let keys = file.catalogue_keys.to_string();
    let catalogue = file.catalogue.map(|jws| Catalogue::open(&jws, &keys, now));
    Ok((file.operator, catalogue))
}
