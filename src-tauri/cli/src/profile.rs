//! Opening a profile: its folder, its vault, its network, its desk.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use renkei_core::desk::{Desk, Outside, Profile};
use renkei_core::ipc::{ErrorCode, ProfileKind, VaultKind};
use renkei_core::issuers::catalogue::Catalogue;
use renkei_core::issuers::http::Network;
use renkei_core::ports::{Clock as _, Host, Random, SystemClock, SystemRandom, Vault, VaultError};
use renkei_core::secret::Passphrase;
use renkei_core::vault;
use renkei_practice::Addresses;
use zeroize::Zeroizing;

use crate::{operator, practice};

/// Where profiles are kept where nobody says otherwise.
///
/// # Errors
/// Where the platform has no such place.
pub fn default_folder(practice: bool) -> anyhow::Result<PathBuf> {
    let base = dirs::data_dir().context("This system has no folder for application data; name one with --profile")?;
    Ok(base.join("renkei").join(if practice { "practice" } else { "profile" }))
}

/// An open profile.
pub struct Open {
    /// The product.
    pub desk: Arc<Desk>,
    /// The practice issuers that this process runs itself, if it does.
    pub practice: Option<renkei_practice::Practice>,
    /// Where the practice issuers are, in the practice profile.
    pub addresses: Option<Addresses>,
}

impl Open {
    /// Closes everything in order.
    pub async fn close(self) {
        self.desk.shutdown().await;
        if let Some(practice) = self.practice {
            practice.shutdown().await;
        }
    }
}

/// Opens the profile of real issuers. `ask` is called for a passphrase where there is no keychain.
///
/// # Errors
/// A [`renkei_core::desk::Error`] or [`VaultError`] in the chain, for [`code_of`].
pub async fn open(folder: &Path, host: Arc<dyn Host>, ask: impl FnOnce(bool) -> Option<Passphrase>) -> anyhow::Result<Open> {
    private_folder(folder)?;
    // Two first starts at one moment would each make a key of their own.
    let lock = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("opening.lock")).context("Open the profile's lock")?;
    tokio::task::block_in_place(|| lock.lock()).context("Wait for the profile's lock")?;
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let (vault, kind) = open_vault(folder, &random, ask).await?;
    let (operator, catalogue) = operator::load(SystemClock.now())?;
    let profile = Profile { folder: folder.to_owned(), kind: ProfileKind::Ordinary, vault: kind, operator, catalogue };
    let desk = Desk::open(profile, outside(vault, random, host)?).await?;
    Ok(Open { desk: Arc::new(desk), practice: None, addresses: None })
}

/// Opens the practice profile, with practice issuers that run already or are started here.
///
/// # Errors
/// As [`open`], and where the practice issuers do not start.
pub async fn open_practice(folder: &Path, host: Arc<dyn Host>) -> anyhow::Result<Open> {
    private_folder(folder)?;
    let (practice, addresses) = practice::find_or_start(folder).await?;
    let home = practice::home(folder);
    let read = |name: &str| std::fs::read_to_string(home.join(name)).with_context(|| format!("Read {name} of the practice issuers"));
    let catalogue = Some(Catalogue::open(&read("catalogue.jws")?, &read("catalogue.jwks.json")?, SystemClock.now()));
    let profile = Profile { folder: folder.to_owned(), kind: ProfileKind::Practice, vault: VaultKind::PracticeFile, operator: None, catalogue };
    let desk = Desk::open(profile, outside(vault::practice_file(folder), Arc::new(SystemRandom), host)?).await?;
    Ok(Open { desk: Arc::new(desk), practice, addresses: Some(addresses) })
}

/// The code of an opening that failed, for its words.
pub fn code_of(error: &anyhow::Error) -> Option<ErrorCode> {
    error.chain().find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<renkei_core::desk::Error>() {
            return Some(error.failure(None).code);
        }
        cause.downcast_ref::<VaultError>().map(|error| renkei_core::desk::Error::from(*error).failure(None).code)
    })
}

/// The first line of a file or descriptor as a passphrase.
pub fn passphrase_from(path: &Path) -> Option<Passphrase> {
    let mut text = Zeroizing::new(String::new());
    std::fs::File::open(path).ok()?.take(4_096).read_to_string(&mut text).ok()?;
    let line = text.lines().next().unwrap_or_default();
    (!line.is_empty()).then(|| Passphrase::new(line.to_owned()))
}

fn outside(vault: Arc<dyn Vault>, random: Arc<dyn Random>, host: Arc<dyn Host>) -> anyhow::Result<Outside> {
    let http = Arc::new(Network::new().context("Load the system's certificates")?);
    Ok(Outside { clock: Arc::new(SystemClock), random, vault, http, host })
}

/// The keychain where it keeps what is written to it; else a file sealed with a passphrase; never plain text.
async fn open_vault(folder: &Path, random: &Arc<dyn Random>, ask: impl FnOnce(bool) -> Option<Passphrase>) -> anyhow::Result<(Arc<dyn Vault>, VaultKind)> {
    let sealed = vault::has_sealed(folder);
    if !sealed {
        match vault::keychain(&profile_id(folder, random.as_ref())?, random.as_ref()).await {
            Ok(vault) => return Ok((vault, VaultKind::Keychain)),
            // A database that was opened with the keychain is not opened without it.
            Err(error) if folder.join("renkei.db").exists() => return Err(error.into()),
            Err(_) => {}
        }
    }
    let passphrase = ask(!sealed).ok_or(VaultError::Missing)?;
    Ok((vault::sealed(folder, &passphrase, Arc::clone(random)).await?, VaultKind::Passphrase))
}

/// A name of the profile that stays when its folder moves.
fn profile_id(folder: &Path, random: &dyn Random) -> anyhow::Result<String> {
    let file = folder.join("profile-id");
    match std::fs::read_to_string(&file) {
        Ok(id) => return Ok(id.trim().to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).context("Read profile-id"),
    }
    let bytes: [u8; 16] = renkei_core::ports::random_bytes(random);
    let id = hex::encode(bytes);
    std::fs::write(&file, &id).context("Write profile-id")?;
    Ok(id)
}

fn private_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("Make the folder {}", folder.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).with_context(|| format!("Close the folder {} to others", folder.display()))?;
    }
    Ok(())
}
