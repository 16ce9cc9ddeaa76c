//! ES256 keys (RFC 7518, 3.4) that sign id tokens, the catalogue and the issuers' documents.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, jwk::Jwk};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::chance;

/// What stands before the 32 bytes of a P-256 private key in PKCS#8 (RFC 5958, RFC 5915).
const PKCS8_P256: [u8; 35] = [
    0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
    0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20,
];

/// A key could not sign or show its public part.
#[derive(Debug, thiserror::Error)]
#[error("Use signing key {kid}")]
pub(crate) struct KeyError {
    kid: String,
    source: jsonwebtoken::errors::Error,
}

/// A private P-256 key as kept in the state file.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct SigningKey {
    kid: String,
    scalar: String,
}

impl SigningKey {
    /// Makes a new key.
    pub(crate) fn generate() -> Self {
        loop {
            let key = Self { kid: chance::name("k"), scalar: URL_SAFE_NO_PAD.encode(chance::bytes::<32>()) };
            // One in 2^32 random numbers is not a P-256 scalar.
            if key.public().is_ok() {
                return key;
            }
        }
    }

    /// Whether it stands for a key that was never made: a state that is older than the key has none.
    pub(crate) fn is_absent(&self) -> bool {
        self.kid.is_empty()
    }

    /// Its name in the header of what it signs and in its set.
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// The public JWK (RFC 7517).
    pub(crate) fn public(&self) -> Result<Value, KeyError> {
        let jwk = Jwk::from_encoding_key(&self.encoding(), Algorithm::ES256).map_err(|source| self.error(source))?;
        let mut value = json!(jwk);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("kid".into(), json!(self.kid));
            fields.insert("use".into(), json!("sig"));
            fields.insert("alg".into(), json!("ES256"));
        }
        Ok(value)
    }

    /// The JWK set that holds this key alone.
    pub(crate) fn public_set(&self) -> Result<Value, KeyError> {
        Ok(json!({ "keys": [self.public()?] }))
    }

    /// Signs as compact JWS (RFC 7515) with the given `typ`.
    pub(crate) fn sign<T: Serialize>(&self, typ: &str, payload: &T) -> Result<String, KeyError> {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(typ.to_owned());
        header.kid = Some(self.kid.clone());
        encode(&header, payload, &self.encoding()).map_err(|source| self.error(source))
    }

    /// A stranger's key under this one's name.
    #[cfg(feature = "testing")]
    pub(crate) fn strangers(&self) -> Self {
        Self { kid: self.kid.clone(), ..Self::generate() }
    }

    fn encoding(&self) -> EncodingKey {
        let scalar = URL_SAFE_NO_PAD.decode(&self.scalar).unwrap_or_default();
        EncodingKey::from_ec_der(&[&PKCS8_P256, scalar.as_slice()].concat())
    }

    fn error(&self, source: jsonwebtoken::errors::Error) -> KeyError {
        KeyError { kid: self.kid.clone(), source }
    }
}

/// The payload of a JWS of the practice's own.
pub(crate) fn payload_of(jws: &str) -> Map<String, Value> {
    let payload = jws.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    payload.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}
