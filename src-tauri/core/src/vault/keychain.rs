//! The system's keychain. Each entry stands under the service name `renkei` and `PROFILE/NAME`.

use std::sync::Arc;

use async_trait::async_trait;
use keyring_core::{CredentialStore, Error};
use zeroize::Zeroizing;

use crate::ports::{Random, Vault, VaultError, random_bytes};
use crate::secret::Entry;

const SERVICE: &str = "renkei";

pub(super) async fn open(profile: &str, random: &dyn Random) -> Result<Arc<dyn Vault>, VaultError> {
    let store = tokio::task::spawn_blocking(platform_store).await.map_err(|_| VaultError::Broken)??;
    let keychain = Keychain { store, profile: profile.to_owned() };
    // A keychain that opens may still refuse to keep: only a write tells.
    let probe = Entry::new("probe".to_owned());
    // A name of its own: another process may be proving the same keychain.
    let name = format!("probe-{}", hex::encode(random_bytes::<8>(random)));
    keychain.save(&name, &probe).await?;
    let kept = keychain.load(&name).await?;
    keychain.remove(&name).await?;
    if kept.is_none() {
        return Err(VaultError::Broken);
    }
    Ok(Arc::new(keychain))
}

struct Keychain {
    store: Arc<CredentialStore>,
    profile: String,
}

impl Keychain {
    async fn with<T: Send + 'static>(
        &self,
        name: &str,
        act: impl FnOnce(&keyring_core::Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<Option<T>, VaultError> {
        let (store, user) = (Arc::clone(&self.store), format!("{}/{name}", self.profile));
        let done = tokio::task::spawn_blocking(move || store.build(SERVICE, &user, None).and_then(|entry| act(&entry)));
        match done.await.map_err(|_| VaultError::Broken)? {
            Ok(value) => Ok(Some(value)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(kind_of(&error)),
        }
    }
}

#[async_trait]
impl Vault for Keychain {
    async fn load(&self, name: &str) -> Result<Option<Entry>, VaultError> {
        Ok(self.with(name, keyring_core::Entry::get_password).await?.map(Entry::new))
    }

    async fn save(&self, name: &str, entry: &Entry) -> Result<(), VaultError> {
        // To keep it.
        let value = Zeroizing::new(entry.expose().to_owned());
        self.with(name, move |entry| entry.set_password(&value)).await?.ok_or(VaultError::Broken)
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.with(name, keyring_core::Entry::delete_credential).await.map(drop)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's error is non-exhaustive")]
fn kind_of(error: &Error) -> VaultError {
    match error {
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::NoDefaultStore | Error::PlatformFailure(_) => VaultError::Missing,
        _ => VaultError::Broken,
    }
}

#[cfg(target_os = "linux")]
fn platform_store() -> Result<Arc<CredentialStore>, VaultError> {
    zbus_secret_service_keyring_store::Store::new().map(|store| store as Arc<CredentialStore>).map_err(|error| kind_of(&error))
}

#[cfg(any(target_os = "macos", target_os = "ios"))]
fn platform_store() -> Result<Arc<CredentialStore>, VaultError> {
    apple_native_keyring_store::keychain::Store::new().map(|store| store as Arc<CredentialStore>).map_err(|error| kind_of(&error))
}

#[cfg(target_os = "windows")]
fn platform_store() -> Result<Arc<CredentialStore>, VaultError> {
    windows_native_keyring_store::Store::new().map(|store| store as Arc<CredentialStore>).map_err(|error| kind_of(&error))
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "ios", target_os = "windows")))]
fn platform_store() -> Result<Arc<CredentialStore>, VaultError> {
    Err(VaultError::Missing)
}
