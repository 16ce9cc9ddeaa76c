//! Where secrets rest: the system's keychain, a file sealed with a passphrase, or, for made-up issuers only, a plain file.

mod file;
mod keychain;

use std::path::Path;
use std::sync::Arc;

use crate::ports::{Random, Vault, VaultError};
use crate::secret::Passphrase;

/// Opens the system's keychain and proves it by a write.
///
/// # Errors
/// [`VaultError::Missing`] where there is none, [`VaultError::Locked`] where it denies.
pub async fn keychain(profile: &str, random: &dyn Random) -> Result<Arc<dyn Vault>, VaultError> {
    keychain::open(profile, random).await
}

/// Opens or makes a file that is sealed with the passphrase (Argon2id, RFC 9106; ChaCha20-Poly1305, RFC 8439).
///
/// # Errors
/// [`VaultError::WrongPassphrase`], [`VaultError::Broken`]
pub async fn sealed(folder: &Path, passphrase: &Passphrase, random: Arc<dyn Random>) -> Result<Arc<dyn Vault>, VaultError> {
    file::sealed(folder, passphrase, random).await
}

/// Whether a sealed file is there already.
pub fn has_sealed(folder: &Path) -> bool {
    folder.join(file::SEALED).exists()
}

/// A plain file. The practice profile alone may use it, and it refuses any issuer that is not the practice's own.
pub fn practice_file(folder: &Path) -> Arc<dyn Vault> {
    file::plain(folder)
}
