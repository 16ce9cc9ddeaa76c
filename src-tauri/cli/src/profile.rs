//! Opening a profile: its folder, its vault, its network, its desk.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use renkei_core::desk::{Desk, Outside, Profile};
use renkei_core::ipc::{ErrorCode, Failure, ProfileKind, VaultKind};
use renkei_core::issuers::catalogue::{Brought, Catalogue};
use renkei_core::issuers::http::Network;
use renkei_core::ports::{Clock as _, Host, Random, SystemClock, SystemRandom, ThisMachine, Vault, VaultError};
use renkei_core::secret::Passphrase;
use renkei_core::vault;
use renkei_practice::{Addresses, StartError};
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
    /// The issuers by brand name.
    pub catalogue: Brought,
    /// The practice issuers, in the practice profile: this process runs them as soon as no other does.
    pub practice: Option<practice::Kept>,
    /// Where the practice issuers are, in the practice profile.
    pub addresses: Option<Addresses>,
}

impl Open {
    /// Closes everything in order.
    pub async fn close(self) {
        self.desk.shutdown().await;
        if let Some(practice) = self.practice {
            practice.close().await;
        }
    }
}

/// Opens the profile of real issuers. `ask` is called for a passphrase where there is no keychain.
///
/// # Errors
/// Whatever [`failure_of`] puts into a failure.
pub async fn open(folder: &Path, host: Arc<dyn Host>, ask: impl FnOnce(bool) -> anyhow::Result<Option<Passphrase>>) -> anyhow::Result<Open> {
    prepare(folder, ProfileKind::Ordinary)?;
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let (vault, kind, _opening) = open_vault(folder, &random, ask).await?;
    let (operator, catalogue) = operator::load(SystemClock.now())?;
    let profile = Profile { folder: folder.to_owned(), kind: ProfileKind::Ordinary, vault: kind, operator, catalogue: catalogue.clone() };
    let desk = Desk::open(profile, outside(vault, random, host)?).await?;
    Ok(Open { desk: Arc::new(desk), catalogue, practice: None, addresses: None })
}

/// Opens the practice profile, with practice issuers that run already or are started here.
///
/// # Errors
/// As [`open`], and where the practice issuers do not start.
pub async fn open_practice(folder: &Path, host: Arc<dyn Host>) -> anyhow::Result<Open> {
    prepare(folder, ProfileKind::Practice)?;
    let (practice, addresses) = practice::find_or_start(folder).await?;
    let home = practice::home(folder);
    let read = |name: &str| std::fs::read_to_string(home.join(name)).with_context(|| format!("Read {name} of the practice issuers"));
    let catalogue = Some(Catalogue::open(&read("catalogue.jws")?, &read("catalogue.jwks.json")?, SystemClock.now()));
    let profile =
        Profile { folder: folder.to_owned(), kind: ProfileKind::Practice, vault: VaultKind::PracticeFile, operator: None, catalogue: catalogue.clone() };
    let desk = Arc::new(Desk::open(profile, outside(vault::practice_file(folder), Arc::new(SystemRandom), host)?).await?);
    let kept = practice::Kept::keep(folder, practice, Some(Arc::clone(&desk)));
    Ok(Open { desk, catalogue, practice: Some(kept), addresses: Some(addresses) })
}

/// Makes the profile's folder, and closes it to others. One that holds a profile of the other kind is left as it is.
///
/// # Errors
/// A [`Failure`] that names the folder.
pub fn prepare(folder: &Path, kind: ProfileKind) -> Result<(), Failure> {
    let wrong = |code| Err(Failure::here(code, &folder.display().to_string(), None));
    match (kind, held(folder)) {
        (ProfileKind::Ordinary, Some(ProfileKind::Practice)) => return wrong(ErrorCode::PracticeProfile),
        (ProfileKind::Practice, Some(ProfileKind::Ordinary)) => return wrong(ErrorCode::OrdinaryProfile),
        (ProfileKind::Ordinary | ProfileKind::Practice, _) => {}
    }
    private_folder(folder).map_err(|error| bad_folder(folder, &error))
}

/// The kind of profile that a folder holds already, seen by what only that kind writes. The practice issuers' own folder
/// proves nothing: they may have been started beside a profile of real issuers.
fn held(folder: &Path) -> Option<ProfileKind> {
    let has = |name: &str| folder.join(name).exists();
    let practice = has("vault.practice.json");
    if vault::has_sealed(folder) || (has("renkei.db") && !practice) { Some(ProfileKind::Ordinary) } else { practice.then_some(ProfileKind::Practice) }
}

fn bad_folder(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::here(ErrorCode::BadFolder, &folder.display().to_string(), Some(error.to_string()))
}

/// An opening that failed, for its words. What nobody foresaw is a mistake of ours.
pub fn failure_of(error: &anyhow::Error) -> Failure {
    let known = error.chain().find_map(|cause| {
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return Some(failure.clone());
        }
        if let Some(error) = cause.downcast_ref::<renkei_core::desk::Error>() {
            return Some(error.failure(None));
        }
        if let Some(StartError::PortTaken { port, .. }) = cause.downcast_ref::<StartError>() {
            return Some(Failure::here(ErrorCode::PracticePort, &port.to_string(), Some(cause.to_string())));
        }
        if let Some(StartError::Folder { dir, source }) = cause.downcast_ref::<StartError>() {
            return Some(bad_folder(dir, source));
        }
        cause.downcast_ref::<VaultError>().map(|error| renkei_core::desk::Error::from(*error).failure(None))
    });
    known.unwrap_or_else(|| Failure { code: ErrorCode::Bug, party: None, detail: Some(format!("{error:#}")) })
}

/// The first line of a file or descriptor as a passphrase.
///
/// # Errors
/// A [`Failure`] that names the file, where it cannot be read or holds nothing.
pub fn passphrase_from(path: &Path) -> Result<Passphrase, Failure> {
    let place = path.display().to_string();
    let mut text = Zeroizing::new(String::new());
    let read = File::open(path).and_then(|file| file.take(4_096).read_to_string(&mut text));
    read.map_err(|error| Failure::here(ErrorCode::PassphraseUnreadable, &place, Some(error.to_string())))?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(Passphrase::new(line.to_owned())),
        Some(_) | None => Err(Failure::here(ErrorCode::PassphraseEmpty, &place, None)),
    }
}

fn outside(vault: Arc<dyn Vault>, random: Arc<dyn Random>, host: Arc<dyn Host>) -> anyhow::Result<Outside> {
    let http = Arc::new(Network::new().context("Load the system's certificates")?);
    Ok(Outside { clock: Arc::new(SystemClock), random, vault, http, machine: Arc::new(ThisMachine), host })
}

/// The keychain where it keeps what is written to it; else a file sealed with a passphrase; never plain text. With the
/// lock of the opening: two first starts at one moment would each make a key of their own.
async fn open_vault(
    folder: &Path,
    random: &Arc<dyn Random>,
    ask: impl FnOnce(bool) -> anyhow::Result<Option<Passphrase>>,
) -> anyhow::Result<(Arc<dyn Vault>, VaultKind, File)> {
    let opening = lock(folder)?;
    let sealed = vault::has_sealed(folder);
    if !sealed {
        match vault::keychain(&profile_id(folder, random.as_ref())?, random.as_ref()).await {
            Ok(vault) => return Ok((vault, VaultKind::Keychain, opening)),
            // A database that was opened with the keychain is not opened without it.
            Err(error) if folder.join("renkei.db").exists() => return Err(error.into()),
            Err(_) => {}
        }
    }
    // A person takes their time: nobody else waits for them.
    drop(opening);
    let passphrase = ask(!sealed)?.ok_or(VaultError::Missing)?;
    let opening = lock(folder)?;
    // Another process may have made the profile meanwhile: with a passphrase, which has to be this one, or with the keychain.
    if folder.join("renkei.db").exists() && !vault::has_sealed(folder) {
        return Err(VaultError::Missing.into());
    }
    Ok((vault::sealed(folder, &passphrase, Arc::clone(random)).await?, VaultKind::Passphrase, opening))
}

fn lock(folder: &Path) -> anyhow::Result<File> {
    let lock = File::options().create(true).truncate(false).write(true).open(folder.join("opening.lock"));
    let lock = lock.map_err(|error| bad_folder(folder, &error))?;
    tokio::task::block_in_place(|| lock.lock()).context("Wait for the profile's lock")?;
    Ok(lock)
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

fn private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_of_the_kind_whose_secrets_it_holds() {
        for (files, kind) in [
            (&[][..], None),
            (&["issuers"], None),
            (&["issuers", "vault.practice.json"], Some(ProfileKind::Practice)),
            (&["issuers", "vault.practice.json", "renkei.db"], Some(ProfileKind::Practice)),
            (&["renkei.db"], Some(ProfileKind::Ordinary)),
            (&["renkei.db", "issuers"], Some(ProfileKind::Ordinary)),
            (&["vault.sealed"], Some(ProfileKind::Ordinary)),
            (&["vault.sealed", "renkei.db", "issuers"], Some(ProfileKind::Ordinary)),
            (&["vault.sealed", "renkei.db", "vault.practice.json"], Some(ProfileKind::Ordinary)),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for file in files {
                std::fs::write(folder.path().join(file), "").unwrap();
            }
            assert_eq!(held(folder.path()), kind, "{files:?}");
        }
    }
}
