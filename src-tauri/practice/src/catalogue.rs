//! The signed list of issuers by brand name, as the app reads it.

use std::{fs, io, path::Path};

use chrono::Duration;
use serde_json::{Value, json};

use crate::{
    cast::{
        ISSUERS,
        closed::AKEBONO,
        desks::{AKEBONO_STOP, AKEBONO_USUAL},
    },
    chance,
    clock::{Time, stamp},
    issuer,
    keys::KeyError,
    store,
    world::World,
};

/// The signed list inside the practice folder.
pub(crate) const CATALOGUE_FILE: &str = "catalogue.jws";
/// The public keys that it is checked with.
pub(crate) const KEYS_FILE: &str = "catalogue.jwks.json";
/// The JWS type (RFC 7515, 4.1.9).
const TYPE: &str = "renkei-catalogue+jws";
const LIFE_DAYS: i64 = 3652;

/// Why the catalogue was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CatalogueError {
    #[error(transparent)]
    Sign(#[from] KeyError),
    #[error("Write the catalogue")]
    Write(#[from] io::Error),
}

/// Signs the list anew if its content changed, and writes both files if they differ.
pub(crate) fn publish(world: &mut World, dir: &Path, now: Time) -> Result<(), CatalogueError> {
    let issuers = entries(world);
    let digest = chance::fingerprint(&issuers.to_string());
    if world.catalogue.digest != digest {
        let version = world.catalogue.version + 1;
        let payload = json!({
            "version": version,
            "issued_at": stamp(now),
            "expires_at": stamp(now + Duration::days(LIFE_DAYS)),
            "issuers": issuers,
        });
        world.catalogue.jws = world.catalogue.key.sign(TYPE, &payload)?;
        world.catalogue.version = version;
        world.catalogue.digest = digest;
    }
    let keys = world.catalogue.key.public_set()?.to_string();
    write_if_other(&dir.join(CATALOGUE_FILE), &world.catalogue.jws)?;
    write_if_other(&dir.join(KEYS_FILE), &keys)?;
    Ok(())
}

fn write_if_other(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    store::replace(path, text.as_bytes())
}

fn entries(world: &World) -> Value {
    let mut entries: Vec<Value> = ISSUERS
        .iter()
        .map(|cast| {
            json!({
                "id": cast.id,
                "brand": cast.brand.map(),
                "kana": cast.kana,
                "kind": cast.kind,
                "issuer": issuer::url(world, cast.id),
            })
        })
        .collect();
    entries.push(without_api(world));
    Value::Array(entries)
}

/// An issuer that has no API: its own page, its phone and receipts are all there is.
fn without_api(world: &World) -> Value {
    json!({
        "id": AKEBONO.id,
        "brand": AKEBONO.brand.map(),
        "kana": AKEBONO.kana,
        "kind": AKEBONO.kind,
        // No `issuer`, for there is nothing to sign in to: receipts of this identifier are this brand's.
        "receipts": issuer::url(world, AKEBONO.id),
        "own_page": {
            "url": "https://akebono-card.example/members/services",
            "look_for": {
                "ja": "会員ページ →「外部サービス連携」",
                "en": "Member page, then \"External services\"",
            },
            "phone": "0120-000-000",
            "checked_on": "2026-11-01",
        },
        "desks": { "contacts": [AKEBONO_STOP.issuers("stop"), AKEBONO_USUAL.issuers("question")] },
    })
}
