//! Randomness and fingerprints of secrets.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Random bytes of the system.
#[expect(clippy::disallowed_methods, reason = "this is the one place of the practice issuers that takes randomness")]
#[expect(clippy::expect_used, reason = "without the system's randomness no secret may be made at all")]
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    getrandom::fill(&mut out).expect("the system gives randomness");
    out
}

/// An opaque secret of 256 bits (RFC 6749, 10.10), with a prefix that tells what it is for.
pub(crate) fn secret(prefix: &str) -> String {
    format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(bytes::<32>()))
}

/// A short random name that is not a secret.
pub(crate) fn name(prefix: &str) -> String {
    format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(bytes::<12>()))
}

/// What is kept of a secret: its SHA-256.
pub(crate) fn fingerprint(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// The S256 transformation of a code verifier (RFC 7636, 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    fingerprint(verifier)
}

/// A name that follows from its parts, the same on every machine.
pub(crate) fn derived(prefix: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let short: Vec<u8> = hash.finalize().into_iter().take(12).collect();
    format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(short))
}

/// Compares without telling by its duration where the difference is.
pub(crate) fn same(left: &str, right: &str) -> bool {
    let (left, right) = (Sha256::digest(left), Sha256::digest(right));
    left.iter().zip(right.iter()).fold(0_u8, |seen, (a, b)| seen | (a ^ b)) == 0
}
