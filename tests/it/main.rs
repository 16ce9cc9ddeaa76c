//! The real program against real servers.
#![expect(clippy::indexing_slicing, clippy::expect_used, reason = "a test that cannot go on fails where it stands")]

mod catalogue;
mod certificates;
mod contract;
mod doctor;
mod documents;
mod endings;
mod guide;
mod hostile;
mod hostile_lists;
mod hostile_sign_in;
mod keycloak;
mod many;
mod oidc_provider;
mod ports;
mod processes;
mod publish;
mod receipts;
mod records;
mod servers;
mod terminal;
mod terminal_connector;
mod terminal_endings;
mod terminal_events;
mod terminal_json;
mod terminal_notices;
mod terminal_practice;
mod vaults;
