//! What the core's own reading of a document leaves out or changes: the reading is laid beside the source, so that
//! nothing that holders would not see stays unnamed.

use std::collections::BTreeMap;

use renkei_core::domain::Timestamp;
use renkei_core::domain::pan;
use renkei_core::domain::text::{LONGEST, Lang};
use serde_json::{Map, Value};
use url::Url;

use super::expected::{Expected, join};
use super::finding::{Code, Finding};

/// Fields that the core checks as signatures, not as words.
pub(crate) const SIGNED: [&str; 2] = ["keys", "own_part"];

/// One source, read by the core.
pub(crate) struct Read<'a> {
    source: &'a Value,
    /// Reads a source as the core does, and gives back what it kept.
    again: &'a dyn Fn(&Value) -> Option<Value>,
    pub(crate) findings: Vec<Finding>,
    /// Which items of a list the core kept, where not all.
    kept: BTreeMap<String, Vec<usize>>,
}

impl<'a> Read<'a> {
    /// Lays the core's reading of a source beside it.
    pub(crate) fn compare(source: &'a Value, expected: Expected<'_>, again: &'a dyn Fn(&Value) -> Option<Value>) -> Self {
        let mut read = Self { source, again, findings: Vec::new(), kept: BTreeMap::new() };
        read.card_numbers("", source);
        match again(source) {
            Some(kept) => read.value("", source, &kept, Some(expected)),
            None => read.lost("", source, Some(expected)),
        }
        read
    }

    /// Where the item of a list that the core read at some place stands in the source.
    pub(crate) fn place(&self, list: &str, index: usize) -> String {
        let index = self.kept.get(list).and_then(|kept| kept.get(index)).copied().unwrap_or(index);
        join(list, &index.to_string())
    }

    fn value(&mut self, at: &str, source: &Value, kept: &Value, expected: Option<Expected<'_>>) {
        match (source, kept) {
            (Value::Object(fields), Value::Object(kept)) => self.fields(at, fields, kept, expected),
            (Value::Array(items), Value::Array(kept)) => self.items(at, items, kept, expected),
            (Value::String(text), Value::String(kept)) => self.text(at, text, kept, expected),
            _ if source == kept => {}
            _ => self.lost(at, source, expected),
        }
    }

    fn fields(&mut self, at: &str, fields: &Map<String, Value>, kept: &Map<String, Value>, expected: Option<Expected<'_>>) {
        let is_text = expected.is_some_and(Expected::is_text);
        if is_text && !fields.contains_key("und") {
            let missing = Lang::ALL.into_iter().filter(|lang| !fields.contains_key(lang.tag()));
            self.findings.extend(missing.map(|lang| Code::LanguageMissing.at(at).with("lang", lang.tag())));
        }
        for (name, value) in fields.iter().filter(|(name, value)| !(value.is_null() || (at.is_empty() && SIGNED.contains(&name.as_str())))) {
            let place = join(at, name);
            let field = expected.and_then(|expected| expected.field(name));
            match kept.get(name).filter(|kept| !kept.is_null()) {
                Some(kept) => self.value(&place, value, kept, field),
                None => self.lost(&place, value, field),
            }
        }
    }

    fn items(&mut self, at: &str, items: &[Value], kept: &[Value], expected: Option<Expected<'_>>) {
        let expected = expected.and_then(Expected::item);
        if items.len() == kept.len() {
            for (index, (item, kept)) in items.iter().zip(kept).enumerate() {
                self.value(&join(at, &index.to_string()), item, kept, expected);
            }
            return;
        }
        // Each item alone: which of them the core would keep.
        let mut left = kept.iter();
        let mut places = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let place = join(at, &index.to_string());
            if self.keeps(at, item) {
                places.push(index);
                match left.next() {
                    Some(kept) => self.value(&place, item, kept, expected),
                    None => self.findings.push(Code::TooMany.at(place)),
                }
            } else {
                self.lost(&place, item, expected);
            }
        }
        self.kept.insert(at.to_owned(), places);
    }

    fn keeps(&self, list: &str, item: &Value) -> bool {
        let mut alone = self.source.clone();
        if let Some(place) = alone.pointer_mut(list) {
            *place = Value::Array(vec![item.clone()]);
        }
        (self.again)(&alone).and_then(|kept| kept.pointer(list)?.as_array().map(|kept| !kept.is_empty())).unwrap_or(false)
    }

    fn text(&mut self, at: &str, text: &str, kept: &str, expected: Option<Expected<'_>>) {
        let same_time = || Some(text.parse::<Timestamp>().ok()? == kept.parse::<Timestamp>().ok()?);
        let same_address = || Some(Url::parse(text).ok()? == Url::parse(kept).ok()?);
        if text == kept || same_time() == Some(true) || same_address() == Some(true) || pan::contains(text) {
            return;
        }
        let visible = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let faults = expected.map(|expected| expected.faults(&Value::String(text.to_owned()), at)).unwrap_or_default();
        if !faults.is_empty() {
            self.findings.extend(faults);
        } else if text.chars().count() > LONGEST && kept.ends_with('…') {
            self.findings.push(Code::TextTooLong.at(at).with("most", LONGEST.to_string()));
        } else if visible(text) == kept {
            self.findings.push(Code::TextSpaces.at(at));
        } else {
            self.findings.push(Code::TextUnclean.at(at));
        }
    }

    fn lost(&mut self, at: &str, source: &Value, expected: Option<Expected<'_>>) {
        let Some(expected) = expected else {
            self.findings.push(Code::UnknownField.at(at));
            return;
        };
        let faults = expected.faults(source, at);
        let told = !faults.is_empty() || self.findings.iter().any(|one| one.code == Code::CardNumber && one.at.starts_with(at));
        self.findings.extend(faults);
        if !told {
            self.findings.push(Code::NotRead.at(at));
        }
    }

    fn card_numbers(&mut self, at: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields.iter().filter(|(name, _)| !(at.is_empty() && SIGNED.contains(&name.as_str()))) {
                    if pan::contains(name) {
                        // The name itself must not be written anywhere.
                        self.findings.push(Code::CardNumber.at(at));
                    } else {
                        self.card_numbers(&join(at, name), value);
                    }
                }
            }
            Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| self.card_numbers(&join(at, &index.to_string()), item)),
            Value::String(text) if pan::contains(text) => self.findings.push(Code::CardNumber.at(at)),
            Value::Number(number) if pan::contains(&number.to_string()) => self.findings.push(Code::CardNumber.at(at)),
            Value::String(_) | Value::Number(_) | Value::Null | Value::Bool(_) => {}
        }
    }
}
