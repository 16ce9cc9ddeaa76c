//! State machines: event and time in, effects out. No I/O, no clock, no randomness.

pub mod callback;
pub mod end;
pub mod measure;
pub mod own_end;
pub mod pace;
pub mod refresh;
pub mod trust;
pub mod watch;
