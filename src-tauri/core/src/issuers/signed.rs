//! Signed documents that any web server can serve (R30): compact JWS (RFC 7515) of a type of their own, so that
//! no signature made for something else passes as one of them.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::de::DeserializeOwned;

/// Largest signed document, in bytes.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// Why a signed document is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// Larger than allowed.
    #[error("The document is too large")]
    TooLarge,
    /// Not signed by one of the keys, of another type, or altered.
    #[error("The document is not signed by whom it should be")]
    Signature,
    /// Signed, and not of the published form.
    #[error("The document cannot be read")]
    Unreadable,
}

/// Checks type and signature, by ES256 or `EdDSA` with one of the keys, and reads the payload.
///
/// # Errors
/// [`SignedError`]
pub fn open<T: DeserializeOwned>(jws: &str, typ: &str, keys: &JwkSet) -> Result<T, SignedError> {
    if jws.len() > LARGEST {
        return Err(SignedError::TooLarge);
    }
    let jws = jws.trim();
    let header = jsonwebtoken::decode_header(jws).map_err(|_| SignedError::Signature)?;
    let known = header.typ.as_deref() == Some(typ) && matches!(header.alg, Algorithm::EdDSA | Algorithm::ES256);
    let key = header.kid.as_deref().and_then(|kid| keys.find(kid)).filter(|_| known).ok_or(SignedError::Signature)?;
    let key = DecodingKey::from_jwk(key).map_err(|_| SignedError::Signature)?;
    let mut rules = Validation::new(header.alg);
    // Times and issuer are the reader's business: what is expired is told apart from what is forged.
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let opened = jsonwebtoken::decode(jws, &key, &rules);
    opened.map(|data| data.claims).map_err(|error| {
        let unreadable = matches!(error.kind(), jsonwebtoken::errors::ErrorKind::Json(_));
        if unreadable { SignedError::Unreadable } else { SignedError::Signature }
    })
}
