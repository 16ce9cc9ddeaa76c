//! Copies the database of a practice profile under the key that tests know: so every released schema stays as a file.
//! `cargo run -p renkei-core --example schema_fixture -- PROFILE FILE`, on a profile that the released program made.

use std::path::PathBuf;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(profile), Some(place)) = (words.next(), words.next()) else { return Err("PROFILE FILE".into()) };
    let vault: serde_json::Value = serde_json::from_slice(&std::fs::read(profile.join("vault.practice.json"))?)?;
    let key = vault.get("database-key").and_then(serde_json::Value::as_str).ok_or("No key")?;
    let options = SqliteConnectOptions::new()
        .filename(profile.join("renkei.db"))
        .create_if_missing(true)
        .pragma("key", format!("\"x'{key}'\""))
        .disable_statement_logging();
    let mut database: SqliteConnection = options.connect().await?;
    sqlx::query("ATTACH DATABASE $1 AS copy KEY $2").bind(place.to_string_lossy()).bind(format!("x'{}'", "05".repeat(32))).execute(&mut database).await?;
    sqlx::query("SELECT sqlcipher_export('copy')").execute(&mut database).await?;
    Ok(database.close().await?)
}
