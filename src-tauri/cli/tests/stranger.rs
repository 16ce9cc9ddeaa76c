//! A backup holds no token: opened with its passphrase as a stranger would, by nothing of this app.
#![expect(clippy::expect_used, reason = "a test that cannot go on fails where it stands")]

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use renkei_cli::practice::{self, Visitor};
use renkei_cli::profile;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::dispatch;
use renkei_core::ports::{Host, NoBrowser, Question};
use renkei_core::secret::Passphrase;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _};

const PASSPHRASE: &str = "seven quiet herons";

/// Somebody who backs up into this file.
struct Person(PathBuf);

#[async_trait]
impl Host for Person {
    async fn ask_passphrase(&self, _question: Question, _lang: Lang) -> Result<Option<Passphrase>, NoBrowser> {
        Ok(Some(Passphrase::new(PASSPHRASE.to_owned())))
    }

    fn place_file(&self, _name: &str) -> Result<PathBuf, NoBrowser> {
        Ok(self.0.clone())
    }
}

/// All strings of a value.
fn strings(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner) if inner.is_object() => strings(&inner, all),
            Ok(_) | Err(_) => all.push(text.clone()),
        },
        Value::Object(map) => map.values().for_each(|value| strings(value, all)),
        Value::Array(list) => list.iter().for_each(|value| strings(value, all)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_with_the_passphrase_finds_no_token_in_it() {
    let folder = tempfile::tempdir().expect("A folder");
    let (profile, file) = (folder.path().join("profile"), folder.path().join("backup.age"));
    let visitor = Visitor::before(Arc::new(Person(file.clone())));
    let open = profile::open_practice(&profile, Arc::new(visitor)).await.expect("It opens");
    assert!(practice::sign_in_everywhere(open.desk.as_ref()).await.is_empty(), "signed in");
    let note = json!({ "service": "ふるい家計簿", "way": "other" });
    let asked = [("save_note", note), ("make_backup", json!({}))];
    for (name, request) in asked {
        dispatch(open.desk.as_ref(), Lang::Ja, name, request).await.expect("It does");
    }
    open.close().await;
    let mut secrets = Vec::new();
    let vault = std::fs::read(profile.join("vault.practice.json")).expect("The vault");
    let vault: Value = serde_json::from_slice(&vault).expect("JSON");
    // The head of the records is no secret: it is the log's own last line.
    for (_, entry) in vault.as_object().expect("Entries").iter().filter(|(name, _)| *name != "records-head") {
        strings(entry, &mut secrets);
    }
    secrets.retain(|text| text.len() >= 16);
    assert!(secrets.len() > 8, "the database's key, and two tokens of each sign-in: {}", secrets.len());

    let decryptor = age::Decryptor::new(std::fs::File::open(&file).expect("The backup")).expect("An age file");
    let identity = age::scrypt::Identity::new(PASSPHRASE.to_owned().into());
    let mut content = Vec::new();
    decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).expect("Its passphrase").read_to_end(&mut content).expect("Whole");
    let line = content.iter().position(|byte| *byte == b'\n').expect("A first line");
    let header: Value = serde_json::from_slice(&content[..line]).expect("JSON");
    assert_eq!((&header["renkei_backup"], &header["profile"]), (&json!(1), &json!("practice")));
    std::fs::write(folder.path().join("db"), &content[line + 1..]).expect("The database");
    let key = header["key"].as_str().expect("A key").to_owned();
    let mut held = dump(&folder.path().join("db"), &key).await;
    held.push_str(&header.to_string());
    assert!(held.contains("ふるい家計簿") && held.contains("kotori-pay"), "it was read");
    for secret in &secrets {
        assert!(!held.contains(secret.as_str()), "a secret of the vault stands in it");
    }
    let left = std::fs::read_dir(&profile).expect("The folder");
    let left: Vec<_> = left.map(|entry| entry.expect("An entry").file_name()).filter(|name| name.to_string_lossy().starts_with("backup")).collect();
    assert_eq!(left, Vec::<std::ffi::OsString>::new(), "no copy is left behind");
}

/// Every value of every table.
async fn dump(file: &Path, key: &str) -> String {
    let options = SqliteConnectOptions::new().filename(file).pragma("key", format!("\"x'{key}'\""));
    let mut database: SqliteConnection = options.connect().await.expect("SQLCipher opens it");
    let columns: Vec<(String, String)> =
        sqlx::query_as("SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'")
            .fetch_all(&mut database)
            .await
            .expect("Columns");
    let mut all = String::new();
    for (table, column) in columns {
        let sql = format!(r#"SELECT CAST("{column}" AS BLOB) FROM "{table}" WHERE "{column}" IS NOT NULL"#);
        let values: Vec<Vec<u8>> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut database).await.expect("Values");
        all.push_str(&String::from_utf8_lossy(&values.join(&b'\n')));
    }
    all
}
