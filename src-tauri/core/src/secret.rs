//! Secrets as types that cannot be printed, compared or serialised by accident. A value leaves only by
//! `expose`, which is called in `issuers/` (to send it), `vault/` (to keep it), `store/` (to open the file),
//! `desk` (its own entries: the database's key and the records' head; and what closes a backup), here (the key that signs the records) and the issuer's tool (to sign, and to write a new key).

use ed25519_dalek::Signer as _;
use zeroize::Zeroizing;

use crate::domain::record::KeyId;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(Zeroizing<String>);

        impl $name {
            /// Takes the value over.
            pub fn new(value: String) -> Self {
                Self(Zeroizing::new(value))
            }

            /// The value itself. Each caller says why.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret! {
    /// Opens the holder's list at an issuer (RFC 6749, 1.4).
    AccessToken
}
secret! {
    /// Renews access (RFC 6749, 1.5).
    RefreshToken
}
secret! {
    /// Proves that the code was asked for by this app (RFC 7636).
    Verifier
}
secret! {
    /// What the person types where there is no keychain.
    Passphrase
}
secret! {
    /// The private part of a key that signs an issuer's documents, as a JWK has it (RFC 7517, 4).
    SigningKey
}
secret! {
    /// An entry of the vault, as it is kept.
    Entry
}

/// The raw key of the database: 32 random bytes, no derivation.
#[derive(Clone)]
pub struct DatabaseKey(Zeroizing<[u8; 32]>);

impl DatabaseKey {
    /// Takes the bytes over.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseKey(…)")
    }
}

/// Signs the lines of the records (Ed25519, RFC 8032). Its secret part leaves as an entry of the vault only.
#[derive(Clone)]
pub struct DeviceKey(ed25519_dalek::SigningKey);

impl DeviceKey {
    /// From 32 random bytes.
    pub fn new(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// From an entry of the vault; `None` where it holds no key.
    pub fn read(entry: &Entry) -> Option<Self> {
        let mut seed = Zeroizing::new([0_u8; 32]);
        // To sign with it.
        hex::decode_to_slice(entry.expose(), seed.as_mut_slice()).ok()?;
        Some(Self::new(*seed))
    }

    /// As it is kept.
    pub fn entry(&self) -> Entry {
        Entry::new(hex::encode(self.0.as_bytes()))
    }

    /// The public part.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The name of the public part.
    pub fn id(&self) -> KeyId {
        KeyId::of(&self.public())
    }

    /// The signature over a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl std::fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_prints_itself() {
        let shown = format!(
            "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
            AccessToken::new("hush".into()),
            RefreshToken::new("hush".into()),
            Verifier::new("hush".into()),
            Passphrase::new("hush".into()),
            SigningKey::new("hush".into()),
            Entry::new("hush".into()),
            DatabaseKey::new([104; 32]),
            DeviceKey::new([104; 32])
        );
        assert_eq!(shown, "AccessToken(…)RefreshToken(…)Verifier(…)Passphrase(…)SigningKey(…)Entry(…)DatabaseKey(…)DeviceKey(…)");
    }
}
