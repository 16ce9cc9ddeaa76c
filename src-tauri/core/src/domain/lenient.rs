//! Reading what a party published: one odd field costs that fact, not the document. Text is cleaned as it is read.

use serde::de::DeserializeOwned;
use serde::{Deserialize as _, Deserializer};
use serde_json::Value;
use url::Url;

use super::text::{Text, clean};

/// Most entries of any list.
const MOST: usize = 5_000;

/// A value, or nothing where it is of another form.
pub(super) fn option<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(from)?).ok())
}

/// The entries that can be read.
pub(super) fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let Value::Array(items) = Value::deserialize(from)? else { return Ok(Vec::new()) };
    Ok(items.into_iter().take(MOST).filter_map(|item| serde_json::from_value(item).ok()).collect())
}

/// Words, cleaned.
pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Text>, D::Error> {
    Ok(option::<D, Text>(from)?.and_then(Text::clean))
}

/// Words without which the entry is none.
pub(super) fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
    text(from)?.ok_or_else(|| serde::de::Error::custom("no words"))
}

/// Several words, cleaned.
pub(super) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Text>, D::Error> {
    Ok(list::<D, Text>(from)?.into_iter().filter_map(Text::clean).collect())
}

/// One line, cleaned; nothing where nothing is left.
pub(super) fn line<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(option::<D, String>(from)?.map(|line| clean(&line)).filter(|line| !line.is_empty() && line.chars().count() <= 300))
}

/// Several lines, cleaned; what is left of none is none.
pub(super) fn lines<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let lines = list::<D, String>(from)?.into_iter().map(|line| clean(&line));
    Ok(lines.filter(|line| !line.is_empty() && line.chars().count() <= 300).collect())
}

/// An id: as given, or the entry is none.
pub(super) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let id = String::deserialize(from)?;
    if !id.is_empty() && id.len() <= 256 && clean(&id) == id { Ok(id) } else { Err(serde::de::Error::custom("not an id")) }
}

/// An https address.
pub(super) fn link<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Url>, D::Error> {
    Ok(option::<D, Url>(from)?.filter(|url| url.scheme() == "https" && url.username().is_empty() && url.password().is_none()))
}
