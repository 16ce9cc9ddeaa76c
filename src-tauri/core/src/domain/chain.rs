//! Checking the log: every line against the one before it, its payload, its signature and the head that was kept elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::record::{Act, GENESIS, Head, KeyId, Record, fingerprint, hash_line, hash_payload};

/// Where a log stops being whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Break {
    /// A line's content is not what was written.
    Changed {
        /// Its number.
        number: i64,
    },
    /// A line is missing, doubled or out of order.
    Order {
        /// The number that was expected.
        number: i64,
    },
    /// Lines at the end are missing, now or by what the log tells of itself.
    Cut {
        /// The last number that the head knows of.
        head: i64,
    },
    /// A line's signature does not fit it.
    Signature {
        /// Its number.
        number: i64,
    },
    /// A line is signed by a key that no line before it introduced, or introduces one without naming the one before.
    Key {
        /// Its number.
        number: i64,
    },
    /// A line without a signature stands where lines are signed, or at the end of a file.
    Unsigned {
        /// Its number.
        number: i64,
    },
    /// A file does not end with the line that tells of its making: lines at its end are missing, or it is no export.
    End {
        /// The last line that is there.
        number: i64,
    },
    /// What stands in a file beside the lines is not what the line of its making was written for.
    Facts {
        /// The number of that line.
        number: i64,
    },
}

/// A key, and from which line on it signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct KeyUse {
    /// Its name.
    pub key: KeyId,
    /// Its public part (RFC 8032), in hexadecimal.
    pub public: String,
    /// The line that introduces it.
    pub from: i64,
    /// The key that signed before. It does not vouch for this one: its secret part was not at hand.
    pub instead_of: Option<KeyId>,
}

/// A log as far as it was checked.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The number of the last line.
    pub last: i64,
    /// How many lines have no content: erased by rule, or not part of a file.
    pub hidden: i64,
    /// How many lines at the beginning are from before this device had a key.
    pub unsigned: i64,
    /// The keys, as they were introduced.
    pub keys: Vec<KeyUse>,
    known: BTreeMap<KeyId, VerifyingKey>,
    /// Lines without content that no later line told to be erased.
    missing: BTreeSet<i64>,
    hash: [u8; 32],
    head: Option<Head>,
    /// The first head that the log itself told not to fit it.
    unfit: Option<i64>,
}

impl KeyUse {
    /// SHA-256 of the public key, in hexadecimal: its name is the beginning of it.
    pub fn fingerprint(&self) -> String {
        read_public(&self.public).map(|public| fingerprint(&public)).unwrap_or_default()
    }
}

impl Chain {
    /// Nothing checked yet, against a head that was kept elsewhere.
    pub fn new(head: Option<Head>) -> Self {
        Self { last: 0, hidden: 0, unsigned: 0, keys: Vec::new(), known: BTreeMap::new(), missing: BTreeSet::new(), hash: GENESIS, head, unfit: None }
    }

    /// Checks the next line, and gives back its act where it can be read.
    ///
    /// # Errors
    /// [`Break`], all but [`Break::Cut`], [`Break::End`] and [`Break::Facts`]
    pub fn take(&mut self, line: &Record) -> Result<Option<Act>, Break> {
        let number = self.last + 1;
        if line.number != number {
            return Err(Break::Order { number });
        }
        let payload_fits = match (&line.payload, &line.salt) {
            (Some(payload), Some(salt)) => hash_payload(salt, payload) == line.payload_hash,
            // What is left proves that something stood here, not what.
            (None, None) => true,
            (None, Some(_)) | (Some(_), None) => false,
        };
        if !payload_fits || hash_line(self.hash, number, line.at, line.payload_hash) != line.hash {
            return Err(Break::Changed { number });
        }
        if self.head.is_some_and(|head| head.number == number && head.hash != line.hash) {
            return Err(Break::Changed { number });
        }
        // A later version of the app may write acts that this one does not know.
        let act: Option<Act> = line.payload.as_deref().and_then(|payload| serde_json::from_str(payload).ok());
        match &act {
            Some(Act::KeyIntroduced { key, public, instead_of }) => {
                // A change of keys names the key before: none comes in unseen.
                if instead_of.as_ref() != self.keys.last().map(|last| &last.key) {
                    return Err(Break::Key { number });
                }
                let verifying = read_key(key, public).ok_or(Break::Key { number })?;
                self.known.insert(key.clone(), verifying);
                self.keys.push(KeyUse { key: key.clone(), public: public.clone(), from: number, instead_of: instead_of.clone() });
            }
            Some(Act::ErasedByRule { lines }) => self.missing.retain(|one| !lines.iter().any(|(first, last)| (first..=last).contains(&one))),
            Some(Act::HeadUnfit { number, .. }) => {
                self.unfit.get_or_insert(*number);
            }
            Some(_) | None => {}
        }
        match &line.signed {
            Some(signed) => {
                let key = self.known.get(&signed.key).ok_or(Break::Key { number })?;
                key.verify_strict(&line.to_sign(), &Signature::from_bytes(&signed.signature)).map_err(|_| Break::Signature { number })?;
            }
            None if !self.keys.is_empty() => return Err(Break::Unsigned { number }),
            None => self.unsigned += 1,
        }
        if line.payload.is_none() {
            self.hidden += 1;
            self.missing.insert(number);
        }
        (self.last, self.hash) = (number, line.hash);
        Ok(act)
    }

    /// Checks, after the last line, that the log goes as far as the head and once did by its own word, and that nothing was
    /// erased but by rule.
    ///
    /// # Errors
    /// [`Break::Cut`] or [`Break::Changed`]
    pub fn finish(&self) -> Result<(), Break> {
        if let Some(number) = self.missing.first() {
            return Err(Break::Changed { number: *number });
        }
        self.reaches_head()
    }

    /// Checks, after the last line, that the log goes as far as the head, and once did by its own word.
    ///
    /// # Errors
    /// [`Break::Cut`]
    pub fn reaches_head(&self) -> Result<(), Break> {
        let head = self.head.map(|head| head.number).filter(|head| *head > self.last).or(self.unfit);
        head.map_or(Ok(()), |head| Err(Break::Cut { head }))
    }
}

fn read_public(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
}

fn read_key(id: &KeyId, public: &str) -> Option<VerifyingKey> {
    let bytes = read_public(public)?;
    (KeyId::of(&bytes) == *id).then(|| VerifyingKey::from_bytes(&bytes).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::Timestamp;
    use super::super::record::Signed;
    use super::*;
    use crate::secret::DeviceKey;

    fn at() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn key(seed: u8) -> DeviceKey {
        DeviceKey::new([seed; 32])
    }

    fn introduction(key: &DeviceKey, instead_of: Option<&DeviceKey>) -> String {
        let act = Act::KeyIntroduced { key: key.id(), public: hex::encode(key.public()), instead_of: instead_of.map(DeviceKey::id) };
        serde_json::to_string(&act).unwrap()
    }

    fn append(lines: &mut Vec<Record>, payload: String, key: Option<&DeviceKey>) {
        let last = lines.last().map(|line| (line.hash, line.number));
        let mut line = Record::next(last.as_ref(), at(), payload, [u8::try_from(lines.len()).unwrap(); 16]);
        line.signed = key.map(|key| Signed { key: key.id(), signature: key.sign(&line.to_sign()) });
        lines.push(line);
    }

    /// Two lines from before the key, its introduction, and two that it signed.
    fn log() -> Vec<Record> {
        let mut lines = Vec::new();
        for index in 0..2 {
            append(&mut lines, format!("{{\"line\":{index}}}"), None);
        }
        append(&mut lines, introduction(&key(1), None), Some(&key(1)));
        for index in 3..5 {
            append(&mut lines, format!("{{\"line\":{index}}}"), Some(&key(1)));
        }
        lines
    }

    fn against(lines: &[Record], head: Option<Head>) -> Result<i64, Break> {
        let mut chain = Chain::new(head);
        lines.iter().try_for_each(|line| chain.take(line).map(|_| ()))?;
        chain.finish().map(|()| chain.last)
    }

    fn verify(lines: &[Record]) -> Result<i64, Break> {
        against(lines, None)
    }

    #[test]
    fn a_whole_log_is_whole_also_after_erasing_by_rule_and_only_then() {
        let mut lines = log();
        assert_eq!(verify(&lines), Ok(5));
        (lines[1].payload, lines[1].salt) = (None, None);
        assert_eq!(verify(&lines), Err(Break::Changed { number: 2 }), "nobody said that it was erased");
        append(&mut lines, serde_json::to_string(&Act::ErasedByRule { lines: vec![(1, 2)] }).unwrap(), Some(&key(1)));
        assert_eq!(verify(&lines), Ok(6), "an erased payload leaves a valid chain");
        (lines[3].payload, lines[3].salt) = (None, None);
        assert_eq!(verify(&lines), Err(Break::Changed { number: 4 }), "one that was not told of does not");
    }

    #[test]
    fn every_tampering_is_found_at_its_line() {
        let mut changed = log();
        changed[2].payload = Some("{}".into());
        assert_eq!(verify(&changed), Err(Break::Changed { number: 3 }));
        let mut dated = log();
        dated[3].at += chrono::Duration::seconds(1);
        assert_eq!(verify(&dated), Err(Break::Changed { number: 4 }));
        let mut removed = log();
        removed.remove(1);
        assert_eq!(verify(&removed), Err(Break::Order { number: 2 }));
        let mut forged = log();
        (forged[2].payload, forged[2].salt) = (Some("{}".into()), None);
        assert_eq!(verify(&forged), Err(Break::Changed { number: 3 }), "a payload without salt is no erased one");
        let mut reordered = log();
        reordered.swap(1, 2);
        assert_eq!(verify(&reordered), Err(Break::Order { number: 2 }));
    }

    #[test]
    fn signatures_are_checked_and_keys_must_be_introduced() {
        let mut stripped = log();
        stripped[4].signed = None;
        assert_eq!(verify(&stripped), Err(Break::Unsigned { number: 5 }));
        let mut from_the_start = log();
        for line in &mut from_the_start {
            line.signed = None;
        }
        assert_eq!(verify(&from_the_start), Err(Break::Unsigned { number: 3 }), "the line that introduces a key is signed by it");
        let mut other = log();
        append(&mut other, "{}".into(), Some(&key(2)));
        assert_eq!(verify(&other), Err(Break::Key { number: 6 }));
        let mut false_name = log();
        append(&mut false_name, "{}".into(), Some(&key(2)));
        false_name[5].signed.as_mut().unwrap().key = key(1).id();
        assert_eq!(verify(&false_name), Err(Break::Signature { number: 6 }));
        // A line that was written anew with right hashes, under the old signature.
        let mut anew = log();
        let signed = anew.pop().unwrap().signed;
        append(&mut anew, "{}".into(), None);
        anew[4].signed = signed;
        assert_eq!(verify(&anew), Err(Break::Signature { number: 5 }));
        let mut misnamed = log();
        let act = Act::KeyIntroduced { key: key(1).id(), public: hex::encode(key(2).public()), instead_of: Some(key(1).id()) };
        append(&mut misnamed, serde_json::to_string(&act).unwrap(), Some(&key(1)));
        assert_eq!(verify(&misnamed), Err(Break::Key { number: 6 }));
        let mut unseen = log();
        append(&mut unseen, introduction(&key(2), None), Some(&key(2)));
        assert_eq!(verify(&unseen), Err(Break::Key { number: 6 }), "a key that names none before it");
    }

    #[test]
    fn a_log_that_tells_of_its_own_cut_is_not_whole() {
        let mut lines = log();
        append(&mut lines, serde_json::to_string(&Act::HeadUnfit { number: 9, hash: String::new() }).unwrap(), Some(&key(1)));
        append(&mut lines, "{}".into(), Some(&key(1)));
        assert_eq!(verify(&lines), Err(Break::Cut { head: 9 }));
    }

    #[test]
    fn several_keys_follow_each_other_each_introduced_by_a_line() {
        let mut lines = log();
        append(&mut lines, introduction(&key(2), Some(&key(1))), Some(&key(2)));
        append(&mut lines, "{}".into(), Some(&key(2)));
        let mut chain = Chain::new(None);
        for line in &lines {
            assert!(chain.take(line).is_ok());
        }
        assert_eq!((chain.unsigned, chain.keys.len(), chain.keys[1].from), (2, 2, 6));
        assert_eq!(chain.keys[1].instead_of, Some(key(1).id()));
    }

    #[test]
    fn a_log_that_was_cut_or_written_anew_does_not_fit_its_head() {
        let whole = log();
        let head = whole.last().map(|line| Head { number: line.number, hash: line.hash });
        assert_eq!(against(&whole, head), Ok(5));
        assert_eq!(against(&whole[..3], head), Err(Break::Cut { head: 5 }));
        let mut anew = whole[..3].to_vec();
        for _ in 3..7 {
            append(&mut anew, "{}".into(), Some(&key(1)));
        }
        assert_eq!(verify(&anew), Ok(7), "by itself it is whole");
        assert_eq!(against(&anew, head), Err(Break::Changed { number: 5 }));
        assert_eq!(head.map(|head| head.to_string().parse()), head.map(Ok), "a head survives being written down");
    }
}
