//! The real program against real servers.
#![expect(clippy::indexing_slicing, clippy::expect_used, reason = "a test that cannot go on fails where it stands")]

mod backup;
mod catalogue;
mod certificates;
mod clocks;
mod contract;
mod deletion;
mod doctor;
mod documents;
mod ending_receipts;
mod endings;
mod endurance;
mod guide;
mod hostile;
mod hostile_lists;
mod hostile_sign_in;
mod keycloak;
mod many;
mod measures;
mod oidc_provider;
mod ports;
mod processes;
mod proof;
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
