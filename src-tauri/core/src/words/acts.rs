//! A line of the records as a plain sentence, and where a log is broken.

use serde::Serialize;

use super::{Argument, Words};
use crate::domain::chain::Break;
use crate::domain::record::{Act, MeasuringAct, Of};

impl Words {
    /// What a line tells; `None` where its content was erased. `service` and `issuer` are whom it is about, where known.
    pub fn act(&self, act: Option<&Act>, service: Option<&str>, issuer: Option<&str>) -> String {
        let about = [("service", service.unwrap_or(&self.get("some-service")).to_owned()), ("issuer", issuer.unwrap_or(&self.get("some-issuer")).to_owned())];
        let with = |id: &str, more: &[(&str, &str)]| {
            let about = about.iter().map(|(name, value)| (*name, value.as_str()));
            let given: Vec<_> = about.chain(more.iter().copied()).map(|(name, value)| (name, Argument::Text(value.into()))).collect();
            self.with(id, &given)
        };
        let plain = |id: &str| with(id, &[]);
        match act {
            None => plain("act-erased"),
            Some(Act::Connected { .. }) => plain("act-connected"),
            Some(Act::SignedOut { revoked_at_issuer: true, .. }) => plain("act-signed-out"),
            Some(Act::SignedOut { revoked_at_issuer: false, .. }) => plain("act-signed-out-here-only"),
            Some(Act::GrantSeen { .. }) => plain("act-grant-seen"),
            Some(Act::GrantChanged { what, .. }) => with("act-grant-changed", &[("change", &self.get(&id_of("change", what)))]),
            Some(Act::Checked { .. }) => plain("act-checked"),
            Some(Act::OwnEnd { at: Some(_), .. }) => plain("act-own-end-set"),
            Some(Act::OwnEnd { at: None, .. }) => plain("act-own-end-taken-back"),
            Some(Act::Kept { what, .. }) => plain(&id_of("act-kept", what)),
            Some(Act::HeadUnfit { number, .. }) => with("act-head-unfit", &[("number", &number.to_string())]),
            Some(Act::Measuring { what: MeasuringAct::EndAccepted { status }, .. }) => with("act-measuring-end-accepted", &[("status", &status.to_string())]),
            Some(Act::Measuring { what, .. }) => plain(&id_of("act-measuring", what)),
            Some(Act::EndingReceipt { refused: None, .. }) => plain("act-ending-receipt-kept"),
            Some(Act::EndingReceipt { refused: Some(why), .. }) => with("act-ending-receipt-refused", &[("why", &plain(&id_of("receipt-fault", why)))]),
            Some(Act::Deletion { what, .. }) => plain(&id_of("act-deletion", what)),
            Some(Act::Case { what, matter, .. }) => with(&id_of("act-case", what), &[("matter", &self.get(&id_of("matter", matter)))]),
            Some(Act::BackedUp {}) => plain("act-backed-up"),
            Some(Act::Restored { made_at, device, head }) => {
                let id = if head.is_some() { "act-restored-instead" } else { "act-restored" };
                with(id, &[("at", &made_at.format("%Y-%m-%d %H:%M UTC").to_string()), ("device", device)])
            }
            Some(Act::Batch { what, count, .. }) => self.with(&id_of("act-batch", what), &[("count", Argument::Count(*count))]),
            Some(Act::OwnEndCame { asked: Some(_), .. }) => plain("act-own-end-asked"),
            Some(Act::OwnEndCame { asked: None, .. }) => plain("act-own-end-ending"),
            Some(Act::Ending { state, .. }) => with("act-ending", &[("state", &self.get(&id_of("state", state)))]),
            Some(Act::Narrowing { state, drop, .. }) => {
                let state = self.get(&id_of("narrowed-state", state));
                with("act-narrowing", &[("state", &state), ("drop", &drop.join(&self.get("list-comma")))])
            }
            Some(Act::KeyIntroduced { key, instead_of: None, .. }) => with("act-key-introduced", &[("key", &key.0)]),
            Some(Act::KeyIntroduced { key, instead_of: Some(old), .. }) => with("act-key-replaced", &[("key", &key.0), ("old", &old.0)]),
            Some(Act::ErasedByRule { .. }) => plain("act-erased-by-rule"),
            Some(Act::NoticeHeard { .. }) => plain("act-notice-heard"),
            Some(Act::NoticeRead { .. }) => plain("act-notice-read"),
            Some(Act::KeysTrusted { .. }) => plain("act-keys-trusted"),
            Some(Act::Exported { of: Of::All, format, .. }) => with("act-exported-all", &[("format", &self.get(&id_of("format", format)))]),
            Some(Act::Exported { of: Of::One { .. }, format, .. }) => with("act-exported-one", &[("format", &self.get(&id_of("format", format)))]),
        }
    }

    /// The id of words of an ending, or of a narrowing where that has its own: no narrowing is called an ending.
    pub fn of_kind(&self, narrows: bool, id: &str) -> String {
        Some(format!("narrowed-{id}")).filter(|own| narrows && self.has(own)).unwrap_or_else(|| id.to_owned())
    }

    /// Where a log or a file of it stops being whole.
    pub fn broken(&self, broken: &Break) -> String {
        let (Break::Changed { number }
        | Break::Order { number }
        | Break::Cut { head: number }
        | Break::Signature { number }
        | Break::Key { number }
        | Break::Unsigned { number }
        | Break::End { number }
        | Break::Facts { number }) = broken;
        self.with(&id_of("broken", broken), &[("number", Argument::Text(number.to_string().into()))])
    }
}

/// A message id from a prefix and the name of a value in JSON.
pub fn id_of(prefix: &str, value: &impl Serialize) -> String {
    let name = match serde_json::to_value(value).unwrap_or_default() {
        serde_json::Value::String(name) => name,
        serde_json::Value::Object(members) => members.keys().next().cloned().unwrap_or_default(),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) | serde_json::Value::Array(_) => String::new(),
    };
    format!("{prefix}-{}", name.replace('_', "-"))
}
