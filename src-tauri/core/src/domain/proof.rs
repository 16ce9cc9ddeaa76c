//! The records as a file that stands by itself: whoever has it can check it, with no profile, no vault and no network.
//!
//! The last line of an export is the one that tells of its making. It holds the SHA-256 of what stands beside the lines, and it is
//! chained and signed like every line: so whoever has not the key can cut nothing off, put nothing together anew and give no other
//! facts without that the file no longer agrees with itself, or is signed with another key.
//!
//! A file by itself says no more than that: its keys stand in it, so anybody can make a whole one with a key of their own. From whom
//! it is shows only to a reader who knows the fingerprint of the device's key from elsewhere: by [`Named`], a key vouches for all
//! lines up to the last that it signed, and for what stands beside them if that is the last of all. A key that says of itself that
//! it takes the place of another is vouched for by nobody. Against whoever can use the device itself a file proves nothing.
//!
//! Of one grant, only the lines that tell of it go out with their content; of the others the hashes, so that the chain is whole.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::Timestamp;
use super::chain::{Break, Chain, KeyUse};
use super::id::{GrantId, IssuerId};
use super::record::{Act, KeyId, Of, Record, Signed};

/// The form of the file, with its version.
pub const FORM: &str = "renkei-records-1";
/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// A file of records.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// [`FORM`]
    pub form: String,
    /// What the last line holds the hash of.
    pub facts: Facts,
    /// All lines of the log up to the one that tells of the making of this file.
    pub lines: Vec<Line>,
}

/// What stands beside the lines.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What the file is of.
    pub of: Of,
    /// When it was made, by the clock of the device.
    pub made_at: Timestamp,
    /// By which program.
    pub made_by: String,
    /// What it proves, in plain words.
    pub proves: Vec<String>,
    /// What it does not prove.
    pub proves_not: Vec<String>,
    /// The last line before those that were written for this file.
    pub after: i64,
    /// The lines up to that one whose content is in the file.
    pub shown: Vec<i64>,
    /// Of one grant: all that is known of it, each part by who said it. Of the whole log nothing.
    #[serde(deserialize_with = "strict")]
    pub content: Value,
}

/// One line. Bytes are in hexadecimal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Place in the log, from 1.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// The act as JSON, byte for byte as it was hashed; absent where it was erased by rule or is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
    /// Salt of the payload's hash; absent with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// SHA-256 of `renkei-payload-1`, salt and payload.
    pub payload_hash: String,
    /// SHA-256 of `renkei-record-1`, the hash before (32 zero bytes at first), the number and the microseconds since 1970 (8 bytes
    /// each, big-endian), and the payload's hash.
    pub hash: String,
    /// The key that signed it; absent in lines from before the device had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyId>,
    /// Ed25519 over `renkei-line-1` and the hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// What a check of a file found.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// What the file is of.
    pub of: Of,
    /// When it was made, by the clock of the device that made it.
    pub made_at: Timestamp,
    /// How many lines were found good, from the first on.
    pub lines: i64,
    /// How many of them are without content.
    pub hidden: i64,
    /// How many of them are from before the device had a key.
    pub unsigned: i64,
    /// The keys that signed the others.
    pub keys: Vec<SignedBy>,
    /// The hash of the last line, in hexadecimal.
    pub head: Option<String>,
    /// Where it is broken; `None` where it agrees with itself.
    pub broken: Option<Break>,
    /// What that comes to.
    pub verdict: Verdict,
}

/// A key as a file shows it.
#[derive(Debug, Clone, Serialize)]
pub struct SignedBy {
    /// Which, and from which line on.
    #[serde(flatten)]
    pub key: KeyUse,
    /// What it is compared by.
    pub fingerprint: String,
}

/// What a file is worth to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A key that the reader named vouches for all of it.
    Vouched,
    /// It agrees with itself. From whom it is does not show: the reader named no key.
    KeyNotCompared,
    /// It agrees with itself. From a line on, and beside the lines, no key vouches for it that the reader named.
    OtherKey {
        /// The number of that line.
        from: i64,
    },
    /// It does not agree with itself, or tells of itself that lines are missing.
    Broken,
}

/// The key of a device, as its person told it: a fingerprint, or no less than the beginning of it that names a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(String);

impl std::str::FromStr for Named {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|sign| !sign.is_whitespace() && *sign != ':').collect::<String>().to_ascii_lowercase();
        if !(16..=64).contains(&digits.len()) {
            return Err(hex::FromHexError::InvalidStringLength);
        }
        match digits.char_indices().find(|(_, sign)| !sign.is_ascii_hexdigit()) {
            Some((index, c)) => Err(hex::FromHexError::InvalidHexCharacter { c, index }),
            None => Ok(Self(digits)),
        }
    }
}

/// Why a file cannot be checked at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Larger than [`LARGEST`].
    #[error("The file is too large")]
    TooLarge,
    /// Not a file of records, or not of this version.
    #[error("{0}")]
    Form(String),
}

impl Line {
    /// A line, with its content or as hashes only.
    pub fn new(record: &Record, shown: bool) -> Self {
        Self {
            number: record.number,
            at: record.at,
            payload: record.payload.clone().filter(|_| shown),
            salt: record.salt.filter(|_| shown).map(hex::encode),
            payload_hash: hex::encode(record.payload_hash),
            hash: hex::encode(record.hash),
            key: record.signed.as_ref().map(|signed| signed.key.clone()),
            signature: record.signed.as_ref().map(|signed| hex::encode(signed.signature)),
        }
    }

    fn record(&self) -> Option<Record> {
        let signed = match (&self.key, &self.signature) {
            (Some(key), Some(signature)) => Some(Signed { key: key.clone(), signature: bytes(signature)? }),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return None,
        };
        // Hashes know microseconds: what is finer could be changed unseen.
        let whole = self.at.timestamp_subsec_nanos().is_multiple_of(1_000);
        whole.then_some(())?;
        Some(Record {
            number: self.number,
            at: self.at,
            payload: self.payload.clone(),
            salt: self.salt.as_deref().map(bytes).map_or(Ok(None), |salt| salt.map(Some).ok_or(())).ok()?,
            payload_hash: bytes(&self.payload_hash)?,
            hash: bytes(&self.hash)?,
            signed,
        })
    }
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

/// Whether a line goes out with its content in the proof of one grant: what tells of it, of the notices about it, and of the log itself.
pub fn tells_of(act: &Act, grant: GrantId, notices: &BTreeSet<(IssuerId, String)>) -> bool {
    match act {
        Act::GrantSeen { grant: one }
        | Act::GrantChanged { grant: one, .. }
        | Act::Checked { grant: one }
        | Act::OwnEnd { grant: one, .. }
        | Act::Ending { grant: one, .. }
        | Act::Narrowing { grant: one, .. }
        | Act::OwnEndCame { grant: one, .. }
        | Act::EndingReceipt { grant: one, .. }
        | Act::Deletion { grant: one, .. }
        | Act::Exported { of: Of::One { grant: one }, .. } => *one == grant,
        Act::Case { grant: one, .. } => *one == Some(grant),
        Act::NoticeHeard { issuer, notice } | Act::NoticeRead { issuer, notice } => notices.contains(&(issuer.clone(), notice.clone())),
        Act::KeyIntroduced { .. } | Act::HeadUnfit { .. } | Act::ErasedByRule { .. } | Act::Restored { .. } => true,
        Act::Connected { .. }
        | Act::SignedOut { .. }
        | Act::Kept { .. }
        | Act::KeysTrusted { .. }
        | Act::Measuring { .. }
        | Act::BackedUp {}
        | Act::Batch { .. }
        | Act::Exported { of: Of::All, .. } => false,
    }
}

/// SHA-256 of the facts, in hexadecimal: over their JSON without white space, members sorted by name (as RFC 8785 has it).
pub fn digest(facts: &Facts) -> String {
    let mut text = String::new();
    canonical(&serde_json::to_value(facts).unwrap_or_default(), &mut text);
    hex::encode(Sha256::digest(text))
}

fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                canonical(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (place, (name, item)) in sorted.into_iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                out.push_str(&Value::String(name.clone()).to_string());
                out.push(':');
                canonical(item, out);
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

/// Reads a file of records. It may be anybody's.
///
/// # Errors
/// [`Unreadable`]
pub fn read(file: &[u8]) -> Result<Export, Unreadable> {
    if file.len() as u64 > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    // serde_json stops at a depth of 128 by itself.
    let export: Export = serde_json::from_slice(file).map_err(|error| Unreadable::Form(error.to_string()))?;
    if export.form == FORM { Ok(export) } else { Err(Unreadable::Form(format!("form {:?}", export.form.chars().take(40).collect::<String>()))) }
}

/// Checks a file, each line of it, for a reader who knows these keys.
pub fn check(export: &Export, named: &[Named]) -> Checked {
    let mut chain = Chain::new(None);
    let mut vouched = 0;
    let broken = walk(export, &mut chain, named, &mut vouched).err();
    let verdict = match broken {
        Some(_) => Verdict::Broken,
        None if named.is_empty() => Verdict::KeyNotCompared,
        None if vouched == chain.last => Verdict::Vouched,
        None => Verdict::OtherKey { from: vouched + 1 },
    };
    let facts = &export.facts;
    Checked {
        of: facts.of,
        made_at: facts.made_at,
        lines: chain.last,
        hidden: chain.hidden,
        unsigned: chain.unsigned,
        keys: chain.keys.into_iter().map(|key| SignedBy { fingerprint: key.fingerprint(), key }).collect(),
        head: export.lines.last().map(|line| line.hash.clone()),
        broken,
        verdict,
    }
}

/// `vouched` becomes the number of the last line that a named key signed.
fn walk(export: &Export, chain: &mut Chain, named: &[Named], vouched: &mut i64) -> Result<(), Break> {
    let shown: BTreeSet<i64> = export.facts.shown.iter().copied().collect();
    let mut last = None;
    for line in &export.lines {
        let number = chain.last + 1;
        if line.number != number {
            return Err(Break::Order { number });
        }
        let record = line.record().ok_or(Break::Changed { number })?;
        last = chain.take(&record)?;
        // Of two keys of one name the later one signs.
        let key = record.signed.and_then(|signed| chain.keys.iter().rev().find(|key| key.key == signed.key));
        if key.is_some_and(|key| named.iter().any(|named| key.fingerprint().starts_with(&named.0))) {
            *vouched = number;
        }
        // Which contents are in the file is held by its last line too.
        if record.payload.is_some() != (number > export.facts.after || shown.contains(&number)) {
            return Err(Break::Changed { number });
        }
    }
    let number = chain.last;
    match last {
        Some(Act::Exported { of, digest: Some(made_for), .. }) => {
            if of != export.facts.of || made_for != digest(&export.facts) {
                return Err(Break::Facts { number });
            }
        }
        _ => return Err(Break::End { number }),
    }
    if export.lines.last().is_some_and(|line| line.signature.is_none()) {
        return Err(Break::Unsigned { number });
    }
    // Of the whole log, what has no content was erased by rule, and a later line says so.
    if export.facts.of == Of::All { chain.finish() } else { chain.reaches_head() }
}

/// A value in which no member stands twice: what one reader takes from such, another does not.
fn strict<'de, D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
    Strict::deserialize(from).map(|strict| strict.0)
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(OnceEach).map(Self)
    }
}

struct OnceEach;

impl<'de> Visitor<'de> for OnceEach {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(all.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((name, Strict(item))) = members.next_entry::<String, _>()? {
            if all.insert(name.clone(), item).is_some() {
                return Err(A::Error::custom(format!("{name} stands there twice")));
            }
        }
        Ok(all.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ending::{Evidence, State};
    use crate::domain::id::EndingId;
    use crate::domain::stated::Told;
    use crate::secret::DeviceKey;

    fn at() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn what_is_exported_can_be_read() {
        let (grant, key) = (GrantId::new(at(), [1; 10]), DeviceKey::new([1; 32]));
        let act = Act::Ending {
            ending: EndingId::new(at(), [2; 10]),
            grant,
            state: State::Verified,
            evidence: Evidence::ListedEnded { tokens_alive: Told::NotTold },
        };
        let mut line = Record::next(Some(&([7; 32], 300_000)), at(), serde_json::to_string(&act).unwrap(), [3; 16]);
        line.signed = Some(Signed { key: key.id(), signature: key.sign(&line.to_sign()) });
        let bytes = serde_json::to_vec(&Line::new(&line, true)).unwrap().len() as u64;
        assert!(bytes * 300_000 < LARGEST, "{bytes} bytes a line: three hundred thousand do not fit");
    }

    #[test]
    fn what_it_is_of_is_read_strictly() {
        let grant = GrantId::new(at(), [1; 10]);
        let read = |text: &str| serde_json::from_str::<Of>(text).ok();
        assert_eq!(read("\"all\""), Some(Of::All));
        assert_eq!(read(&format!("{{\"grant\":\"{grant}\"}}")), Some(Of::One { grant }));
        assert_eq!(serde_json::to_value(Of::One { grant }).unwrap(), serde_json::json!({ "grant": grant }));
        for odd in [format!("{{\"grant\":\"{grant}\",\"verified\":true}}"), format!("{{\"grant\":\"{grant}\",\"grant\":\"{grant}\"}}")] {
            assert_eq!(read(&odd), None, "{odd}");
        }
    }

    #[test]
    fn a_key_is_named_by_no_less_than_its_name() {
        let named = |text: &str| text.parse::<Named>().ok();
        assert_eq!(named("01:23 45 67 89 AB cd ef"), Some(Named("0123456789abcdef".into())));
        for odd in ["", "0123456789abcde", &"0".repeat(65), "0123456789abcdeg", "０１２３４５６７８９ａｂｃｄｅｆ"] {
            assert_eq!(named(odd), None, "{odd}");
        }
    }
}
