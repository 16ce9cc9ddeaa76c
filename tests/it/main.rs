//! The real program against real servers.
#![expect(clippy::indexing_slicing, clippy::expect_used, reason = "a test that cannot go on fails where it stands")]

mod catalogue;
mod endings;
mod hostile;
mod keycloak;
mod oidc_provider;
mod processes;
mod records;
mod servers;
mod terminal;
mod vaults;
