//! The answer of the browser to a sign-in (RFC 6749, 4.1.2; RFC 9207). Untrusted input, read strictly:
//! each parameter at most once, `state` compared in constant time, `iss` checked.

use subtle::ConstantTimeEq as _;

/// What a sign-in is waiting for.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Path of the redirect address.
    pub path: String,
    /// The `state` that was sent.
    pub state: String,
    /// The issuer.
    pub issuer: String,
    /// Whether the issuer promised `iss` in its metadata; then its absence is an error.
    pub iss_promised: bool,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callback {
    /// A code to exchange.
    Code(String),
    /// The issuer or the person said no.
    Denied,
    /// Another error of RFC 6749, 4.1.2.1 or OpenID Connect Core, 3.1.2.6; the code only.
    Error(String),
}

/// Why a request at the loopback address is not the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOurs {
    /// Another path, no state, or another state: somebody else's; go on waiting.
    #[error("Not the answer to this sign-in")]
    Stray,
    /// The right state, but contradictory: the sign-in is broken off.
    #[error("The answer to this sign-in contradicts itself")]
    MixedUp,
}

/// Reads the target of the request that the browser made, such as `/callback?code=…&state=…&iss=…`.
///
/// # Errors
/// [`NotOurs`]
pub fn parse(target: &str, expected: &Expected) -> Result<Callback, NotOurs> {
    let (path, query) = target.split_once('?').ok_or(NotOurs::Stray)?;
    if path != expected.path || query.len() > 8_192 {
        return Err(NotOurs::Stray);
    }
    let mut found = Parameters::default();
    let mut doubled = false;
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let place = match name.as_ref() {
            "state" => &mut found.state,
            "code" => &mut found.code,
            "error" => &mut found.error,
            "iss" => &mut found.iss,
            _ => continue,
        };
        doubled |= place.replace(value.into_owned()).is_some();
    }
    let state = found.state.ok_or(NotOurs::Stray)?;
    if !bool::from(state.as_bytes().ct_eq(expected.state.as_bytes())) {
        return Err(NotOurs::Stray);
    }
    if doubled {
        return Err(NotOurs::MixedUp);
    }
    match found.iss {
        Some(iss) if iss != expected.issuer => return Err(NotOurs::MixedUp),
        None if expected.iss_promised => return Err(NotOurs::MixedUp),
        Some(_) | None => {}
    }
    match (found.code, found.error) {
        (Some(code), None) if !code.is_empty() => Ok(Callback::Code(code)),
        (None, Some(error)) if error == "access_denied" => Ok(Callback::Denied),
        (None, Some(error)) => Ok(Callback::Error(error.chars().filter(char::is_ascii_graphic).take(64).collect())),
        _ => Err(NotOurs::MixedUp),
    }
}

#[derive(Default)]
struct Parameters {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Expected {
        Expected { path: "/callback".into(), state: "s1".into(), issuer: "https://a.example".into(), iss_promised: true }
    }

    #[test]
    fn the_table() {
        let iss = "iss=https%3A%2F%2Fa.example";
        for (target, wanted) in [
            (format!("/callback?code=c&state=s1&{iss}"), Ok(Callback::Code("c".into()))),
            (format!("/callback?error=access_denied&state=s1&{iss}"), Ok(Callback::Denied)),
            (format!("/callback?error=login_required&state=s1&{iss}"), Ok(Callback::Error("login_required".into()))),
            (format!("/callback?code=c&state=other&{iss}"), Err(NotOurs::Stray)),
            (format!("/callback?code=c&{iss}"), Err(NotOurs::Stray)),
            (format!("/other?code=c&state=s1&{iss}"), Err(NotOurs::Stray)),
            ("/callback?code=c&state=s1".into(), Err(NotOurs::MixedUp)),
            ("/callback?code=c&state=s1&iss=https%3A%2F%2Fb.example".into(), Err(NotOurs::MixedUp)),
            (format!("/callback?code=c&code=d&state=s1&{iss}"), Err(NotOurs::MixedUp)),
            (format!("/callback?code=c&error=x&state=s1&{iss}"), Err(NotOurs::MixedUp)),
            (format!("/callback?code=&state=s1&{iss}"), Err(NotOurs::MixedUp)),
        ] {
            assert_eq!(parse(&target, &expected()), wanted, "{target}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_without_our_state_is_ever_taken(target in "\\PC{0,200}") {
            let parsed = parse(&target, &expected());
            proptest::prop_assert!(matches!(parsed, Err(NotOurs::Stray)) || target.contains("s1"));
        }
    }
}
