//! The form of a backup: one age file (<https://age-encryption.org/v1>) with a passphrase. In it stands one line of JSON, the
//! [`Header`], and then, byte for byte, a SQLCipher 4 database whose raw key the header holds. So other programs open it as well:
//! `age -d`, everything after the first line into a file, and `PRAGMA key = "x'KEY'"` in `sqlcipher`.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Write as _};
use std::path::Path;

use age::DecryptError;
use age::scrypt::{Identity, Recipient};
use age::secrecy::SecretString;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::desk::Error;
use crate::domain::Timestamp;
use crate::ipc::{ErrorCode, ProfileKind};
use crate::secret::{DatabaseKey, Passphrase};

/// The form that this version writes.
const FORM: u32 = 1;
/// N = 2^17 with r = 8: 128 MiB, OWASP's first choice for scrypt. More is not asked of a phone.
const WORK: u8 = 17;
/// More work than this a file may not ask for.
const MOST_WORK: u8 = 20;
const MAGIC: &[u8] = b"age-encryption.org/v1\n";
/// Longest first line, in bytes.
const LONGEST: u64 = 8_192;

/// What stands before the database. It holds the key, so it prints nothing.
#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    /// The form of all that follows.
    pub(super) renkei_backup: u32,
    /// The version of the app that made it.
    pub(super) app: String,
    /// The last migration of its database.
    pub(super) schema: i64,
    /// Real issuers, or made-up ones.
    pub(super) profile: ProfileKind,
    /// When it was made.
    pub(super) made_at: Timestamp,
    /// What the device calls itself on which it was made.
    pub(super) device: String,
    /// How many grants stand in it.
    pub(super) grants: u32,
    /// How many issuers.
    pub(super) issuers: u32,
    /// How many endings are open.
    pub(super) open_endings: u32,
    /// How many lines of the records.
    pub(super) records: u32,
    /// The raw key of the database that follows, made for it alone: 64 hexadecimal digits.
    key: Zeroizing<String>,
}

/// Of what every form says: which it is.
#[derive(Deserialize)]
struct Form {
    renkei_backup: u32,
    app: String,
}

/// What a header tells, apart from form and key.
pub(super) struct About {
    pub(super) schema: i64,
    pub(super) profile: ProfileKind,
    pub(super) made_at: Timestamp,
    pub(super) device: String,
    pub(super) counts: (u32, u32, u32, u32),
}

impl Header {
    pub(super) fn new(about: About, key: &DatabaseKey) -> Self {
        let About { schema, profile, made_at, device, counts: (grants, issuers, open_endings, records) } = about;
        // To be sealed with the passphrase.
        let key = Zeroizing::new(hex::encode(key.expose()));
        let app = env!("CARGO_PKG_VERSION").to_owned();
        Self { renkei_backup: FORM, app, schema, profile, made_at, device, grants, issuers, open_endings, records, key }
    }

    pub(super) fn key(&self) -> Result<DatabaseKey, Error> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        hex::decode_to_slice(self.key.as_str(), bytes.as_mut()).map_err(|_| Error::Plain(ErrorCode::BackupBroken))?;
        Ok(DatabaseKey::new(*bytes))
    }
}

/// Writes a backup where there is none yet: whole, or not at all. Gives back its size in bytes.
pub(super) fn write(place: &Path, passphrase: &Passphrase, header: &Header, copy: &Path) -> Result<u64, Error> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unwritable = |_| Error::About(ErrorCode::BackupUnwritable, place.display().to_string());
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
    seal(beside.as_file_mut(), passphrase, header, copy).map_err(unwritable)?;
    let bytes = beside.as_file().metadata().map_err(unwritable)?.len();
    beside.persist_noclobber(place).map_err(|error| {
        let exists = error.error.kind() == io::ErrorKind::AlreadyExists;
        if exists { Error::About(ErrorCode::BackupExists, place.display().to_string()) } else { unwritable(error.error) }
    })?;
    Ok(bytes)
}

fn seal(out: &mut File, passphrase: &Passphrase, header: &Header, copy: &Path) -> io::Result<()> {
    // To derive the key of the file.
    let mut recipient = Recipient::new(SecretString::from(passphrase.expose().to_owned()));
    recipient.set_work_factor(WORK);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut sealed = encryptor.wrap_output(BufWriter::new(&mut *out))?;
    let line = Zeroizing::new(serde_json::to_vec(header)?);
    sealed.write_all(&line)?;
    sealed.write_all(b"\n")?;
    io::copy(&mut BufReader::new(File::open(copy)?), &mut sealed)?;
    sealed.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    out.sync_all()
}

/// A backup that its passphrase opened. Only when all was read is it known to be whole.
pub(super) struct Opened {
    pub(super) header: Header,
    content: Box<dyn Read>,
}

impl Opened {
    /// Writes the database out.
    pub(super) fn copy_to(mut self, place: &Path) -> Result<Header, Error> {
        let mut out = File::options().create_new(true).write(true).open(place).map_err(|_| Error::Disk)?;
        let mut part = vec![0; 1 << 16];
        loop {
            // Cut, or changed.
            let length = self.content.read(&mut part).map_err(|_| Error::Plain(ErrorCode::BackupBroken))?;
            if length == 0 {
                return Ok(self.header);
            }
            out.write_all(part.get(..length).unwrap_or_default()).map_err(|_| Error::Disk)?;
        }
    }
}

/// Opens a backup.
pub(super) fn open(place: &Path, passphrase: &Passphrase) -> Result<Opened, Error> {
    let about = |code| Error::About(code, place.display().to_string());
    let mut file = BufReader::new(File::open(place).map_err(|_| about(ErrorCode::BackupUnreadable))?);
    let begins = file.fill_buf().map_err(|_| about(ErrorCode::BackupUnreadable))?;
    if !begins.starts_with(MAGIC) {
        return Err(about(ErrorCode::BackupForeign));
    }
    let broken = |_| about(ErrorCode::BackupBroken);
    let decryptor = age::Decryptor::new_buffered(file).map_err(broken)?;
    if !decryptor.is_scrypt() {
        return Err(about(ErrorCode::BackupForeign));
    }
    // To derive the key of the file.
    let mut identity = Identity::new(SecretString::from(passphrase.expose().to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    let content = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => Error::Plain(ErrorCode::BackupPassphraseWrong),
        DecryptError::ExcessiveWork { .. } => about(ErrorCode::BackupForeign),
        DecryptError::InvalidHeader | DecryptError::InvalidMac | DecryptError::Io(_) | DecryptError::UnknownFormat | _ => about(ErrorCode::BackupBroken),
    })?;
    let mut content = BufReader::new(content);
    let mut line = Zeroizing::new(Vec::new());
    (&mut content).take(LONGEST).read_until(b'\n', &mut line).map_err(|_| about(ErrorCode::BackupBroken))?;
    match serde_json::from_slice::<Form>(&line) {
        Ok(form) if form.renkei_backup > FORM => return Err(Error::About(ErrorCode::BackupNewer, form.app)),
        Ok(_) => {}
        Err(_) => return Err(about(ErrorCode::BackupForeign)),
    }
    let header = serde_json::from_slice(&line).map_err(|_| about(ErrorCode::BackupBroken))?;
    Ok(Opened { header, content: Box::new(content) })
}
