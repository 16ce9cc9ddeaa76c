//! A backup is everything of the database and no token. Restored elsewhere, the person signs in again, and what was asked for goes on.

mod file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Error, Inner, views};
use crate::domain::Timestamp;
use crate::domain::ending::Ending;
use crate::domain::id::{AccountId, GrantId};
use crate::domain::passphrase;
use crate::domain::record::Act;
use crate::domain::text::Lang;
use crate::ipc::{BackupMadeView, BackupView, ErrorCode, RestoredFrom, Topic, WaitingEndingView, WaitingSignInView};
use crate::ports::Question;
use crate::secret::{DatabaseKey, Passphrase};
use crate::store::{Store, StoreError, accounts, answers, backup, batches, endings, events, records};

/// The note of when the last backup was made.
const MADE: &str = "backup_made_at";
/// The note of which backup this profile came from.
const RESTORED: &str = "restored_from";
/// A backup that is older is worth a word.
const OLD: chrono::Duration = chrono::Duration::days(90);

impl Inner {
    /// Where backups stand, and which sign-ins this device lacks: those first at which an ending waits.
    pub(super) async fn read_backup(&self, lang: Lang) -> Result<BackupView, Error> {
        let last: Option<Timestamp> = self.store.backup_note(MADE).await?;
        let fresh = self.store.is_fresh().await?;
        Ok(BackupView {
            last,
            old: !fresh && last.is_none_or(|last| self.now() - last > OLD),
            can_restore: fresh,
            restored: self.store.backup_note(RESTORED).await?,
            waiting: self.waiting_sign_ins(lang).await?,
        })
    }

    async fn waiting_sign_ins(&self, lang: Lang) -> Result<Vec<WaitingSignInView>, Error> {
        let mut endings: BTreeMap<AccountId, Vec<Ending>> = BTreeMap::new();
        for ending in self.store.open_endings().await?.into_iter().filter(|ending| ending.narrows.is_none()) {
            endings.entry(ending.account).or_default().push(ending);
        }
        let (issuers, accounts) = self.issuers_and_accounts().await?;
        let mut waiting = Vec::new();
        for account in accounts.iter().filter(|account| !account.signed_in) {
            let Some(issuer) = issuers.get(&account.issuer) else { continue };
            let open = endings.remove(&account.id).unwrap_or_default();
            let concerned: Vec<GrantId> = open.iter().map(|ending| ending.grant).collect();
            let grants: BTreeMap<_, _> = self.store.grants_by_id(&concerned).await?.into_iter().map(|grant| (grant.id, grant)).collect();
            let view = |ending: &Ending| {
                let grant = grants.get(&ending.grant)?;
                Some(WaitingEndingView {
                    grant: grant.id,
                    service: views::service_name(grant, lang),
                    connector: grant.remote.facts.connector.name.get(lang).to_owned(),
                    asked_at: ending.asked_at,
                    state: ending.state(),
                })
            };
            waiting.push(WaitingSignInView {
                account: account.id,
                issuer: views::issuer_ref(issuer, lang),
                label: account.label.clone(),
                endings: open.iter().filter_map(view).collect(),
            });
        }
        waiting.sort_by(|one, other| other.endings.len().cmp(&one.endings.len()).then_with(|| one.issuer.name.cmp(&other.issuer.name)));
        Ok(waiting)
    }

    /// Makes a backup. The passphrase is asked for outside of the screens; `None` where the person goes without.
    pub(super) async fn make_backup(&self, lang: Lang) -> Result<Option<BackupMadeView>, Error> {
        let host = &self.outside.host;
        let code = Passphrase::new(passphrase::code(self.random()));
        let Some(passphrase) = host.ask_passphrase(Question::NewBackup { code }, lang).await.map_err(elsewhere)?.map(|typed| canonical(&typed)) else {
            return Ok(None);
        };
        // To weigh it.
        if !passphrase::is_strong(passphrase.expose()) {
            return Err(Error::Plain(ErrorCode::BackupPassphraseWeak));
        }
        let now = self.now();
        let place = host.place_file(&format!("renkei-{}.age", now.format("%Y-%m-%d-%H%M%S"))).map_err(elsewhere)?;
        let _one_at_a_time = self.lock("backup").await?;
        let scratch = Scratch::new(&self.profile.folder);
        let key = DatabaseKey::new(self.random());
        self.store.copy_to(&scratch.0, &key).await?;
        let about = file::About {
            schema: self.store.schema().await?,
            profile: self.profile.kind,
            made_at: now,
            device: self.outside.machine.name(),
            counts: self.store.contents().await?,
        };
        let (grants, issuers, open_endings, records) = about.counts;
        let header = file::Header::new(about, &key);
        let (to, copy) = (place.clone(), scratch.0.clone());
        let bytes = blocking(move || file::write(&to, &passphrase, &header, &copy)).await?;
        let mut write = self.store.write().await?;
        backup::note(&mut write, MADE, &now).await?;
        self.record(&mut write, now, None, &Act::BackedUp {}).await?;
        self.commit(write, &[Topic::Records]).await?;
        Ok(Some(BackupMadeView { file: place.display().to_string(), bytes, made_at: now, grants, issuers, open_endings, records }))
    }

    /// Takes everything of a backup over, in one transaction, where nothing of a person stands yet; `None` where they go without.
    pub(super) async fn restore_backup(&self, lang: Lang) -> Result<Option<BackupView>, Error> {
        if !self.store.is_fresh().await? {
            return Err(not_empty(&self.profile.folder));
        }
        let host = &self.outside.host;
        let Some(place) = host.choose_backup(lang).await.map_err(elsewhere)? else { return Ok(None) };
        let Some(passphrase) = host.ask_passphrase(Question::Backup, lang).await.map_err(elsewhere)?.map(|typed| canonical(&typed)) else {
            return Ok(None);
        };
        let _one_at_a_time = self.lock("backup").await?;
        let scratch = Scratch::new(&self.profile.folder);
        let (kind, copy, from) = (self.profile.kind, scratch.0.clone(), place.clone());
        let header = blocking(move || {
            let opened = file::open(&from, &passphrase)?;
            if opened.header.profile != kind {
                return Err(Error::About(ErrorCode::BackupOtherKind, from.display().to_string()));
            }
            opened.copy_to(&copy)
        })
        .await?;
        let key = header.key()?;
        // Brings an older one up to date: both are of one schema then.
        match Store::open(&scratch.0, &key).await {
            Ok(copy) => copy.close().await,
            Err(StoreError::TooNew) => return Err(Error::About(ErrorCode::BackupNewer, header.app)),
            Err(StoreError::Broken) => return Err(Error::About(ErrorCode::BackupBroken, place.display().to_string())),
            Err(error) => return Err(error.into()),
        }
        let both = self.store.with_backup(&scratch.0, &key).await?;
        let taken = self.take_over(&both, &header).await;
        both.close().await;
        taken?;
        self.wake.notify_one();
        self.read_backup(lang).await.map(Some)
    }

    async fn take_over(&self, both: &Store, header: &file::Header) -> Result<(), Error> {
        let now = self.now();
        // Of a vault that does not answer nothing can be said.
        let kept = self.kept_head().await.unwrap_or(None);
        let mut write = both.write().await?;
        if !backup::take_over(&mut write).await? {
            return Err(not_empty(&self.profile.folder));
        }
        accounts::hold_none(&mut write).await?;
        endings::came_in_a_backup(&mut write).await?;
        batches::sign_out_nowhere(&mut write).await?;
        events::tell_none(&mut write, now).await?;
        answers::forget(&mut write).await?;
        backup::note(&mut write, MADE, &header.made_at).await?;
        backup::note(&mut write, RESTORED, &RestoredFrom { made_at: header.made_at, device: header.device.clone(), at: now }).await?;
        let head = match kept {
            Some(head) if !records::has(&mut write, &head).await? => Some(head.to_string()),
            Some(_) | None => None,
        };
        self.record(&mut write, now, None, &Act::Restored { made_at: header.made_at, device: header.device.clone(), head }).await?;
        let what = [Topic::Issuers, Topic::Grants, Topic::Endings, Topic::Records, Topic::Notices, Topic::Kept, Topic::Events];
        self.commit(write, &what).await
    }
}

/// The copy while it is written or read; encrypted with a key that is kept nowhere. One that a killed process left is of no use to anybody.
struct Scratch(PathBuf);

impl Scratch {
    fn new(folder: &Path) -> Self {
        let scratch = Self(folder.join("backup.db"));
        scratch.remove();
        scratch
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.0.clone().into_os_string();
            name.push(end);
            // Mostly it is not there.
            let _ = std::fs::remove_file(name);
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}

fn canonical(typed: &Passphrase) -> Passphrase {
    // To make one form of what is the same.
    Passphrase::new(passphrase::canonical(typed.expose()))
}

fn elsewhere(_: crate::ports::NoBrowser) -> Error {
    Error::Plain(ErrorCode::BackupElsewhere)
}

fn not_empty(folder: &Path) -> Error {
    Error::About(ErrorCode::ProfileNotEmpty, folder.display().to_string())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Disk)?
}
