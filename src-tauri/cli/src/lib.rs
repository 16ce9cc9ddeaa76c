//! What the terminal and the window share: opening a profile with everything that it stands on.
#![forbid(unsafe_code)]

pub mod operator;
pub mod practice;
pub mod profile;
