//! Vaults that are one file: read anew under a lock at every act, since several processes may share a profile.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit as _, Nonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::ports::{Random, Vault, VaultError, random_bytes};
use crate::secret::{Entry, Passphrase};

/// Name of the sealed file.
pub(super) const SEALED: &str = "vault.sealed";
const PLAIN: &str = "vault.practice.json";
/// 64 MiB, three passes, one lane: RFC 9106, 4, second choice, for machines with little memory.
const PARAMETERS: (u32, u32, u32) = (65_536, 3, 1);

type Entries = BTreeMap<String, Zeroizing<String>>;

pub(super) fn plain(folder: &Path) -> Arc<dyn Vault> {
    Arc::new(FileVault { file: folder.join(PLAIN), seal: None })
}

pub(super) async fn sealed(folder: &Path, passphrase: &Passphrase, random: Arc<dyn Random>) -> Result<Arc<dyn Vault>, VaultError> {
    let file = folder.join(SEALED);
    let salt = match std::fs::read(&file) {
        Ok(bytes) => STANDARD.decode(serde_json::from_slice::<SealedFile>(&bytes).map_err(|_| VaultError::Broken)?.salt).map_err(|_| VaultError::Broken)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => random_bytes::<16>(random.as_ref()).to_vec(),
        Err(_) => return Err(VaultError::Broken),
    };
    // To derive the key; the passphrase itself is kept nowhere.
    let words = Zeroizing::new(passphrase.expose().to_owned());
    let derive = move || {
        let parameters = Params::new(PARAMETERS.0, PARAMETERS.1, PARAMETERS.2, Some(32)).map_err(|_| VaultError::Broken)?;
        let mut key = Zeroizing::new([0_u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(words.as_bytes(), &salt, key.as_mut())
            .map_err(|_| VaultError::Broken)?;
        Ok(Seal { key, salt, random })
    };
    let seal = tokio::task::spawn_blocking(derive).await.map_err(|_| VaultError::Broken)??;
    let vault = FileVault { file, seal: Some(Arc::new(seal)) };
    // Proved by reading what is there, and by a write.
    vault.act(|_| ((), Wrote::Yes)).await?;
    Ok(Arc::new(vault))
}

struct FileVault {
    file: PathBuf,
    seal: Option<Arc<Seal>>,
}

struct Seal {
    key: Zeroizing<[u8; 32]>,
    salt: Vec<u8>,
    random: Arc<dyn Random>,
}

#[derive(Serialize, Deserialize)]
struct SealedFile {
    format: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

impl FileVault {
    /// Reads the entries under the lock, lets `act` at them, and writes them back where it changed something.
    async fn act<T: Send + 'static>(&self, act: impl FnOnce(&mut Entries) -> (T, Wrote) + Send + 'static) -> Result<T, VaultError> {
        let (file, seal) = (self.file.clone(), self.seal.clone());
        let work = move || {
            let lock = open_private(&file.with_extension("lock"))?;
            lock.lock().map_err(|_| VaultError::Broken)?;
            let mut entries = read(&file, seal.as_deref())?;
            let (value, wrote) = act(&mut entries);
            if wrote == Wrote::Yes {
                write(&file, seal.as_deref(), &entries)?;
            }
            Ok(value)
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| VaultError::Broken)?
    }
}

#[derive(PartialEq, Eq)]
enum Wrote {
    Yes,
    No,
}

#[async_trait]
impl Vault for FileVault {
    async fn load(&self, name: &str) -> Result<Option<Entry>, VaultError> {
        let name = name.to_owned();
        self.act(move |entries| (entries.get(&name).map(|value| Entry::new(value.to_string())), Wrote::No)).await
    }

    async fn save(&self, name: &str, entry: &Entry) -> Result<(), VaultError> {
        // To keep it.
        let (name, value) = (name.to_owned(), Zeroizing::new(entry.expose().to_owned()));
        self.act(move |entries| (drop(entries.insert(name, value)), Wrote::Yes)).await
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        let name = name.to_owned();
        self.act(move |entries| ((), if entries.remove(&name).is_some() { Wrote::Yes } else { Wrote::No })).await
    }
}

fn read(file: &Path, seal: Option<&Seal>) -> Result<Entries, VaultError> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Entries::new()),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return Err(VaultError::Locked),
        Err(_) => return Err(VaultError::Broken),
    };
    let Some(seal) = seal else {
        return serde_json::from_slice(&bytes).map_err(|_| VaultError::Broken);
    };
    let sealed: SealedFile = serde_json::from_slice(&bytes).map_err(|_| VaultError::Broken)?;
    let nonce: [u8; 12] = STANDARD.decode(sealed.nonce).ok().and_then(|nonce| nonce.try_into().ok()).ok_or(VaultError::Broken)?;
    let content = STANDARD.decode(sealed.sealed).map_err(|_| VaultError::Broken)?;
    let open = ChaCha20Poly1305::new(Key::from_slice(seal.key.as_ref()))
        .decrypt(Nonce::from_slice(&nonce), content.as_slice())
        .map_err(|_| VaultError::WrongPassphrase)?;
    serde_json::from_slice(&Zeroizing::new(open)).map_err(|_| VaultError::Broken)
}

/// Writes beside the file and moves it into place, so that a crash leaves the old one or the new one.
fn write(file: &Path, seal: Option<&Seal>, entries: &Entries) -> Result<(), VaultError> {
    let plain = Zeroizing::new(serde_json::to_vec(entries).map_err(|_| VaultError::Broken)?);
    let bytes = match seal {
        None => plain,
        Some(seal) => {
            let nonce = random_bytes::<12>(seal.random.as_ref());
            let content = ChaCha20Poly1305::new(Key::from_slice(seal.key.as_ref()))
                .encrypt(Nonce::from_slice(&nonce), plain.as_slice())
                .map_err(|_| VaultError::Broken)?;
            let sealed = SealedFile { format: 1, salt: STANDARD.encode(&seal.salt), nonce: STANDARD.encode(nonce), sealed: STANDARD.encode(content) };
            Zeroizing::new(serde_json::to_vec(&sealed).map_err(|_| VaultError::Broken)?)
        }
    };
    let fresh = file.with_extension("new");
    let refused = |error: std::io::Error| if error.kind() == std::io::ErrorKind::PermissionDenied { VaultError::Locked } else { VaultError::Broken };
    let mut out = open_private(&fresh)?;
    out.set_len(0).and_then(|()| out.write_all(&bytes)).and_then(|()| out.sync_all()).map_err(refused)?;
    std::fs::rename(&fresh, file).map_err(refused)?;
    // The new name is on disk only when the folder is.
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(refused)?;
    }
    Ok(())
}

/// A file that only its owner may read.
fn open_private(path: &PathBuf) -> Result<File, VaultError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| if error.kind() == std::io::ErrorKind::PermissionDenied { VaultError::Locked } else { VaultError::Broken })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);

    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }

    fn random() -> Arc<dyn Random> {
        Arc::new(Counting(1.into()))
    }

    #[tokio::test]
    async fn a_sealed_file_opens_with_its_passphrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let vault = sealed(folder.path(), &Passphrase::new("right".into()), random()).await.unwrap();
        vault.save("a", &Entry::new("hush".into())).await.unwrap();
        let on_disk = std::fs::read_to_string(folder.path().join(SEALED)).unwrap();
        assert!(!on_disk.contains("hush"), "the value stands in the file: {on_disk}");
        let again = sealed(folder.path(), &Passphrase::new("right".into()), random()).await.unwrap();
        assert_eq!(again.load("a").await.unwrap().unwrap().expose(), "hush");
        let wrong = sealed(folder.path(), &Passphrase::new("wrong".into()), random()).await;
        assert_eq!(wrong.err(), Some(VaultError::WrongPassphrase));
        again.remove("a").await.unwrap();
        assert!(vault.load("a").await.unwrap().is_none(), "another process sees it at once");
    }

    #[tokio::test]
    async fn a_damaged_file_is_said_to_be_broken_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(SEALED), b"not json").unwrap();
        assert_eq!(sealed(folder.path(), &Passphrase::new("x".into()), random()).await.err(), Some(VaultError::Broken));
        assert_eq!(std::fs::read(folder.path().join(SEALED)).unwrap(), b"not json");
    }
}
