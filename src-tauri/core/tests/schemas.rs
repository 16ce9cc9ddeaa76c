//! Databases of every schema that was given out open, migrate and are read; newer ones are left alone. Each stands in `schemas/`,
//! made by that version's own program and copied by the example `schema_fixture`.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

use std::path::{Path, PathBuf};

use renkei_core::domain::chain::Chain;
use renkei_core::domain::ending::State;
use renkei_core::domain::listing::{Filter, Sort};
use renkei_core::secret::DatabaseKey;
use renkei_core::store::listing::Wanted;
use renkei_core::store::{Store, StoreError, records};

/// Schemas that were given out before the headings of the changelog named theirs.
const BEFORE: [i64; 2] = [2, 5];

fn key() -> DatabaseKey {
    DatabaseKey::new([5; 32])
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn numbers(folder: &str, end: &str) -> Vec<i64> {
    let names = std::fs::read_dir(here(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut all: Vec<i64> = names.filter(|name| name.ends_with(end)).filter_map(|name| name.get(..4)?.parse().ok()).collect();
    all.sort_unstable();
    all
}

#[test]
fn every_released_schema_has_a_database() {
    let log = std::fs::read_to_string(here("../../CHANGELOG.md")).unwrap();
    let released = log.lines().filter_map(|line| line.strip_prefix("## ")).filter(|heading| !heading.starts_with("Unreleased"));
    let named = released.map(|heading| {
        let schema = heading.split("schema ").nth(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
        schema.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("## {heading}: name its database, as in “## 0.2.0 (schema 5)”"))
    });
    let databases = numbers("tests/schemas", ".db");
    for schema in named.chain(BEFORE) {
        assert!(databases.contains(&schema), "tests/schemas/{schema:04}.db is missing: make it with the example schema_fixture");
    }
    let newest = numbers("src/store/migrations", ".sql").pop().unwrap();
    assert!(databases.iter().all(|schema| *schema <= newest));
}

#[tokio::test]
async fn a_database_of_every_released_schema_opens_and_is_read() {
    for schema in numbers("tests/schemas", ".db") {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("renkei.db");
        std::fs::copy(here(&format!("tests/schemas/{schema:04}.db")), &file).unwrap();
        let store = Store::open(&file, &key()).await.unwrap_or_else(|error| panic!("{schema}: {error}"));
        assert_eq!(store.schema().await.unwrap(), numbers("src/store/migrations", ".sql").pop().unwrap());

        let now = chrono::DateTime::from_timestamp(1_795_261_000, 0).unwrap();
        let wanted = Wanted { search: "", filter: Filter::All, sort: Sort::Weight, cursor: None, limit: 500, now };
        let grants = store.list(&wanted).await.unwrap().grants;
        assert!(grants.len() >= 16, "{schema}: {}", grants.len());
        let accounts = store.accounts().await.unwrap();
        assert!(accounts.len() >= 4 && store.issuers().await.unwrap().len() >= 4, "{schema}");

        let mut states = Vec::new();
        for grant in &grants {
            states.extend(store.latest_ending(grant.id).await.unwrap().map(|ending| ending.state()));
        }
        assert_eq!(states.iter().filter(|state| **state == State::Verified).count(), 1, "{schema}: {states:?}");
        let open = store.open_endings().await.unwrap();
        assert_eq!(open.len(), 1, "{schema}: {states:?}");
        assert!(open.iter().all(|ending| grants.iter().any(|grant| grant.id == ending.grant && grant.remote.birth == ending.birth)));

        let mut chain = Chain::new(None);
        loop {
            let lines = store.records_after(chain.last, 1_000).await.unwrap();
            for line in &lines {
                assert!(chain.take(line).is_ok(), "{schema}: line {}", line.number);
                assert!(records::act(line).unwrap().is_some(), "{schema}: line {}", line.number);
            }
            if lines.is_empty() {
                break;
            }
        }
        assert!(chain.last > 30 && store.misfiled_record().await.unwrap().is_none(), "{schema}");

        let notices = store.notices_since(chrono::DateTime::UNIX_EPOCH).await.unwrap();
        assert!(notices.iter().any(|notice| notice.read_at.is_some()), "{schema}: {}", notices.len());
        assert_eq!(store.all_kept("").await.unwrap().len(), if schema < 3 { 0 } else { 2 }, "{schema}");
        store.close().await;
    }
}

#[tokio::test]
async fn a_newer_database_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("renkei.db");
    let schema = numbers("tests/schemas", ".db").pop().unwrap();
    std::fs::copy(here(&format!("tests/schemas/{schema:04}.db")), &file).unwrap();
    let store = Store::open(&file, &key()).await.unwrap();
    store.pretend_newer().await.unwrap();
    // A process that was killed leaves its log of writes behind: this is what one finds that opens it next.
    let left = tempfile::tempdir().unwrap();
    for name in ["renkei.db", "renkei.db-wal"] {
        std::fs::copy(folder.path().join(name), left.path().join(name)).unwrap();
    }
    store.close().await;
    let bytes = || ["renkei.db", "renkei.db-wal"].map(|name| std::fs::read(left.path().join(name)).unwrap());
    let before = bytes();
    assert!(!before.last().unwrap().is_empty(), "with a log of writes");
    assert!(matches!(Store::open(&left.path().join("renkei.db"), &key()).await, Err(StoreError::TooNew)));
    assert!(bytes() == before, "it was touched");
}
