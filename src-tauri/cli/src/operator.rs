//! Who distributes this build (R31), and the catalogue that it brings: `operator.json` at the root of the tree.

use anyhow::Context as _;
use renkei_core::domain::Timestamp;
use renkei_core::ipc::OperatorView;
use renkei_core::issuers::catalogue::{Catalogue, CatalogueError};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    operator: Option<OperatorView>,
    catalogue: Option<String>,
    catalogue_keys: serde_json::Value,
}

/// The operator and the checked catalogue of this build; both may be missing.
///
/// # Errors
/// Where the file is not of its form, or the catalogue is not signed by the operator's keys.
pub fn load(now: Timestamp) -> anyhow::Result<(Option<OperatorView>, Catalogue)> {
    let file: File = serde_json::from_str(include_str!("../../../operator.json")).context("Read operator.json")?;
    let catalogue = match &file.catalogue {
        Some(jws) => match Catalogue::open(jws, &file.catalogue_keys.to_string(), now, 0) {
            // Issuers that are connected go on without it.
            Err(CatalogueError::Expired) => {
                tracing::warn!("The operator's catalogue has expired");
                Catalogue::default()
            }
            opened => opened.context("Check the operator's catalogue")?,
        },
        None => Catalogue::default(),
    };
    Ok((file.operator, catalogue))
}
