//! What a token of this app's second client still opens. The token is this app's own, and goes to the issuer's userinfo
//! or to the one resource that the issuer names for it.

use chrono::DateTime;
use url::Url;

use super::wire::claims;
use super::{IssuerError, json};
use crate::domain::Timestamp;
use crate::ports::{Http, Request};
use crate::secret::AccessToken;

/// Most bytes of a resource's answer: only its status is of interest.
const LARGEST: usize = 256 * 1024;

/// Whether a resource takes an access token. 401 and 403 are a no (RFC 6750, 3.1); all else that is no success is no answer.
///
/// # Errors
/// [`IssuerError`]
pub async fn accepts(http: &dyn Http, resource: &Url, token: &AccessToken, now: Timestamp) -> Result<bool, IssuerError> {
    let request = Request { accept: "*/*", at_most: LARGEST, ..json::get(resource.clone(), Some(token), None) };
    match json::send(http, request, || now).await {
        Ok(_) => Ok(true),
        Err(IssuerError::Unauthorized | IssuerError::StepUp { .. } | IssuerError::Refused { status: 403, .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The end of a signed access token by its own `exp` (RFC 7519, 4.1.4); `None` where it is no JWT, or has none.
pub fn own_end(token: &AccessToken) -> Option<Timestamp> {
    // To read its end; it goes nowhere.
    let exp = claims(token.expose())?.get("exp")?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates, and what is no time is none")]
    DateTime::from_timestamp(exp as i64, 0)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;

    use super::*;

    #[test]
    fn the_end_of_a_signed_token_is_read_and_an_opaque_one_has_none() {
        let token = |claims: &str| AccessToken::new(format!("e30.{}.x", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims)));
        assert_eq!(own_end(&token("{\"exp\":1795227763}")), DateTime::from_timestamp(1_795_227_763, 0));
        for odd in ["{}", "{\"exp\":\"soon\"}", "{\"exp\":1e300}", "[]"] {
            assert_eq!(own_end(&token(odd)), None, "{odd}");
        }
        assert_eq!(own_end(&AccessToken::new("opaque.not-json.x".into())), None);
    }
}
