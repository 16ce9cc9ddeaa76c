//! The keys with which an issuer signs its documents: made here, kept in a file of their own, changed by the old key's word.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use renkei_core::issuers::documents::{self, KEYS_TYPE};
use renkei_core::ports::{Random, random_bytes};
use renkei_core::secret::SigningKey;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::file;
use crate::fault::{Code, Refused};

/// The two kinds of keys that readers accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Es256,
    Eddsa,
}

impl Kind {
    fn algorithm(self) -> Algorithm {
        match self {
            Self::Es256 => Algorithm::ES256,
            Self::Eddsa => Algorithm::EdDSA,
        }
    }

    fn jwk_algorithm(self) -> KeyAlgorithm {
        match self {
            Self::Es256 => KeyAlgorithm::ES256,
            Self::Eddsa => KeyAlgorithm::EdDSA,
        }
    }

    /// What stands before the 32 bytes of a private key in PKCS#8 (RFC 5958): of P-256 (RFC 5915), of Ed25519 (RFC 8410).
    fn pkcs8(self) -> &'static [u8] {
        match self {
            Self::Es256 => &[
                0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03,
                0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20,
            ],
            Self::Eddsa => &[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
        }
    }
}

/// A key that signs.
pub(crate) struct Key {
    kind: Kind,
    public: Jwk,
    secret: SigningKey,
}

/// A private JWK (RFC 7517, RFC 7518 6.2.2, RFC 8037 2), as it is kept.
#[derive(Serialize)]
struct Kept<'a> {
    #[serde(flatten)]
    public: &'a Jwk,
    d: &'a str,
}

impl Key {
    pub(crate) fn new(kind: Kind, random: &dyn Random) -> Self {
        loop {
            let bytes = Zeroizing::new(random_bytes::<32>(random));
            // One in 2^32 random numbers is no P-256 key.
            if let Some(key) = Self::of(kind, SigningKey::new(URL_SAFE_NO_PAD.encode(bytes.as_slice()))) {
                return key;
            }
        }
    }

    /// Reads a file that [`Key::keep`] wrote, or another private JWK of the two kinds.
    pub(crate) fn read(path: &Path) -> Result<Self, Refused> {
        #[derive(Deserialize)]
        struct Private {
            crv: String,
            d: String,
        }
        file::only_mine(path)?;
        let text = Zeroizing::new(file::text(path)?);
        let no_key = || Refused::about(Code::NoKey, path.display().to_string());
        let Private { crv, d } = serde_json::from_str(&text).map_err(|_| no_key())?;
        let secret = SigningKey::new(d);
        let kind = match crv.as_str() {
            "P-256" => Kind::Es256,
            "Ed25519" => Kind::Eddsa,
            _ => return Err(no_key()),
        };
        Self::of(kind, secret).ok_or_else(no_key)
    }

    fn of(kind: Kind, secret: SigningKey) -> Option<Self> {
        let mut public = Jwk::from_encoding_key(&encoding(kind, &secret)?, kind.algorithm()).ok()?;
        // A name that follows from the key itself (RFC 7638).
        public.common.key_id = Some(public.thumbprint(ThumbprintHash::SHA256).ok()?);
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        public.common.key_algorithm = Some(kind.jwk_algorithm());
        Some(Self { kind, public, secret })
    }

    /// Keeps it in a new file that nobody else may read.
    pub(crate) fn keep(&self, path: &Path) -> Result<(), Refused> {
        // To write it where its owner wants it.
        let kept = Kept { public: &self.public, d: self.secret.expose() };
        let text = serde_json::to_string_pretty(&kept).map(Zeroizing::new).map_err(|_| Refused::about(Code::NoKey, path.display().to_string()))?;
        file::secret(path, &text)
    }

    pub(crate) fn id(&self) -> &str {
        self.public.common.key_id.as_deref().unwrap_or_default()
    }

    /// The JWK Set that holds it alone (RFC 7517, 5).
    pub(crate) fn public(&self) -> JwkSet {
        JwkSet { keys: vec![self.public.clone()] }
    }

    /// Signs as compact JWS (RFC 7515) of a type.
    pub(crate) fn sign(&self, typ: &str, payload: &Value) -> Result<String, Refused> {
        let mut header = Header::new(self.kind.algorithm());
        header.typ = Some(typ.to_owned());
        header.kid = Some(self.id().to_owned());
        let no_key = || Refused::about(Code::NoKey, self.id());
        let key = encoding(self.kind, &self.secret).ok_or_else(no_key)?;
        jsonwebtoken::encode(&header, payload, &key).map_err(|_| no_key())
    }
}

fn encoding(kind: Kind, secret: &SigningKey) -> Option<EncodingKey> {
    // To sign with it.
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(secret.expose()).ok().filter(|bytes| bytes.len() == 32)?);
    let der = Zeroizing::new([kind.pkcs8(), bytes.as_slice()].concat());
    Some(match kind {
        Kind::Es256 => EncodingKey::from_ec_der(&der),
        Kind::Eddsa => EncodingKey::from_ed_der(&der),
    })
}

/// Puts a new key in the place of the old one in an issuer's own document: the old key signs the change, so that apps
/// that pinned it follow.
pub(crate) fn change(document: &mut Value, old: &Key, new: &Key, path: &Path) -> Result<(), Refused> {
    let party = path.display().to_string();
    let issuer = document.get("issuer").and_then(Value::as_str).ok_or_else(|| Refused::about(Code::NotWellKnown, party.as_str()))?.to_owned();
    let published: Option<JwkSet> = document.get("keys").and_then(|keys| serde_json::from_value(keys.clone()).ok());
    if published.as_ref() != Some(&old.public()) {
        return Err(Refused::about(Code::OtherKey, party));
    }
    let signed = old.sign(KEYS_TYPE, &json!({ "iss": issuer, "keys": new.public() }))?;
    let fields = document.as_object_mut().ok_or_else(|| Refused::about(Code::NotWellKnown, party.as_str()))?;
    let changes = fields.entry("key_changes").or_insert_with(|| json!([]));
    changes.as_array_mut().ok_or_else(|| Refused::about(Code::NotWellKnown, party.as_str()))?.push(json!(signed));
    fields.insert("keys".to_owned(), json!(new.public()));
    // The reader's own walk along the changes: what it would not follow is not written.
    let changes: Vec<String> = fields.get("key_changes").and_then(|all| serde_json::from_value(all.clone()).ok()).unwrap_or_default();
    if documents::lead(&old.public(), &changes, &issuer) == new.public() { Ok(()) } else { Err(Refused::about(Code::OtherKey, party)) }
}

#[cfg(test)]
mod tests {
    use renkei_core::ports::SystemRandom;

    use super::*;

    #[test]
    fn both_kinds_of_keys_are_kept_read_and_accepted() {
        for kind in [Kind::Es256, Kind::Eddsa] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("key.jwk");
            let key = Key::new(kind, &SystemRandom);
            key.keep(&path).unwrap();
            let read = Key::read(&path).unwrap();
            assert_eq!(read.public(), key.public());
            assert!(!json!(key.public()).to_string().contains("\"d\""), "what is published holds no secret");
            let signed = read.sign(KEYS_TYPE, &json!({ "iss": "i", "keys": key.public() })).unwrap();
            assert_eq!(documents::lead(&key.public(), &[signed], "i"), key.public(), "the core reads it: {kind:?}");
            assert!(key.keep(&path).is_err(), "a key is never written over");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_may_read_is_not_used() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.jwk");
        Key::new(Kind::Es256, &SystemRandom).keep(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Key::read(&path).is_err());
    }

    #[test]
    fn keys_change_twice_and_the_reader_follows() {
        let keys: Vec<Key> = (0..3).map(|_| Key::new(Kind::Es256, &SystemRandom)).collect();
        let mut document = json!({ "issuer": "https://issuer.example", "keys": keys[0].public() });
        let path = Path::new("renkei-issuer");
        change(&mut document, &keys[0], &keys[1], path).unwrap();
        assert!(change(&mut document, &keys[0], &keys[2], path).is_err(), "a key that is no longer published vouches for nothing");
        change(&mut document, &keys[1], &keys[2], path).unwrap();
        let changes: Vec<String> = serde_json::from_value(document["key_changes"].clone()).unwrap();
        assert_eq!(documents::lead(&keys[0].public(), &changes, "https://issuer.example"), keys[2].public());
        assert_eq!(documents::lead(&keys[1].public(), &changes, "https://issuer.example"), keys[2].public());
    }
}
