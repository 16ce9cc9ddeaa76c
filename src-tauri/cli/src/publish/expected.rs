//! What the published form expects at a place. It decides nothing: it tells why the core's reading left something out.

use serde_json::Value;

use super::finding::{Code, Finding};
use renkei_core::domain::Timestamp;
use renkei_core::domain::document::DocumentKind;

const DIRECTORY: &str = include_str!("../../../core/contracts/directory.schema.json");
const NOTICES: &str = include_str!("../../../core/contracts/notices.schema.json");

const CONSENT: &str = include_str!("../../../core/contracts/receipt.schema.json");
const ENDING: &str = include_str!("../../../core/contracts/ending-receipt.schema.json");

/// A published form (JSON Schema 2020-12).
pub(crate) struct Form(Value);

/// One place of it.
#[derive(Clone, Copy)]
pub(crate) struct Expected<'a> {
    root: &'a Value,
    node: &'a Value,
}

impl Form {
    pub(crate) fn of(kind: DocumentKind) -> Self {
        let text = match kind {
            DocumentKind::Directory => DIRECTORY,
            DocumentKind::Notices => NOTICES,
        };
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// The receipt of a consent.
    pub(crate) fn consent() -> Self {
        Self(serde_json::from_str(CONSENT).unwrap_or_default())
    }

    /// The receipt of an ending.
    pub(crate) fn ending() -> Self {
        Self(serde_json::from_str(ENDING).unwrap_or_default())
    }

    pub(crate) fn top(&self) -> Expected<'_> {
        Expected { root: &self.0, node: &self.0 }
    }
}

impl<'a> Expected<'a> {
    fn at(self, node: &'a Value) -> Self {
        let named = node.get("$ref").and_then(Value::as_str).and_then(|name| self.root.pointer(name.trim_start_matches('#')));
        Self { node: named.unwrap_or(node), ..self }
    }

    pub(crate) fn field(self, name: &str) -> Option<Self> {
        let named = self.node.get("properties").and_then(|all| all.get(name));
        named.or_else(|| self.node.get("additionalProperties")).map(|node| self.at(node))
    }

    pub(crate) fn item(self) -> Option<Self> {
        self.node.get("items").map(|node| self.at(node))
    }

    /// Whether words per language belong here.
    pub(crate) fn is_text(self) -> bool {
        self.node.get("additionalProperties").is_some()
    }

    fn words(self) -> Option<Vec<&'a str>> {
        Some(self.node.get("enum")?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// Why a value at this place is not read, as far as the form tells.
    pub(crate) fn faults(self, value: &Value, at: &str) -> Vec<Finding> {
        if let Some(words) = self.words() {
            let known = value.as_str().is_some_and(|word| words.contains(&word));
            return if known { Vec::new() } else { vec![Code::UnknownWord.at(at).with("words", words.join(" · "))] };
        }
        let kind = self.node.get("type").and_then(Value::as_str).unwrap_or_default();
        let of_kind = match kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_u64(),
            "boolean" => value.is_boolean(),
            _ => true,
        };
        if !of_kind {
            let form = if self.is_text() { "{\"ja\": \"…\", \"en\": \"…\"}".to_owned() } else { kind.to_owned() };
            return vec![Code::OtherForm.at(at).with("form", form)];
        }
        match value {
            Value::Object(fields) => {
                let required = self.node.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
                let lacking = required.filter(|name| !fields.contains_key(*name)).map(|name| Code::Lacks.at(at).with("field", name));
                let within = fields.iter().filter_map(|(name, value)| Some(self.field(name)?.faults(value, &join(at, name))));
                lacking.chain(within.flatten()).collect()
            }
            Value::Array(items) => {
                let Some(item) = self.item() else { return Vec::new() };
                items.iter().enumerate().flat_map(|(place, value)| item.faults(value, &join(at, &place.to_string()))).collect()
            }
            Value::String(text) => self.text_faults(text, at),
            Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
        }
    }

    fn text_faults(self, text: &str, at: &str) -> Vec<Finding> {
        let is = |key: &str, value: &str| self.node.get(key).and_then(Value::as_str) == Some(value);
        let longest = self.node.get("maxLength").and_then(Value::as_u64);
        if is("pattern", "^https://") && !text.starts_with("https://") {
            vec![Code::NotHttps.at(at)]
        } else if is("format", "date-time") && text.parse::<Timestamp>().is_err() {
            vec![Code::NotATime.at(at)]
        } else if longest.is_some_and(|longest| text.chars().count() as u64 > longest) {
            vec![Code::TextTooLong.at(at).with("most", longest.unwrap_or_default().to_string())]
        } else {
            Vec::new()
        }
    }
}

/// A pointer to a field or item (RFC 6901, 3).
pub(crate) fn join(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}
