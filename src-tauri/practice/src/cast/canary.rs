//! The app's second client: a harmless grant of its own that is given to be ended, so that the app can measure how
//! long its tokens live after that. What becomes of them is each issuer's habit.

/// Its public client id at every issuer that has it.
pub(crate) const ID: &str = "renkei-canary";
/// The scopes that it may ask for.
pub(crate) const SCOPES: [&str; 1] = ["openid"];
/// Life of its access tokens: short, so that nobody waits long for the end of a signed one.
pub(crate) const ACCESS_SECONDS: i64 = 4;
/// How far refreshing reaches.
pub(crate) const REACH_DAYS: i64 = 1;

/// What an ending does to its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// All of them die at once.
    Quick,
    /// Access tokens are signed, and work until they run out. The issuer says so: 202 instead of 204.
    Signed,
    /// It says 204, lists it no more, and goes on giving new tokens.
    Lies,
}
