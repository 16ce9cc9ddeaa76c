//! Message ids to words, from `locales/`: one folder a language, read by every shell.

mod acts;
mod hours;

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

pub use self::acts::id_of;
use crate::domain::text::Lang;

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// A language, read when it is first asked for. All languages are part of the program.
    pub fn of(lang: Lang) -> &'static Self {
        static JA: OnceLock<Words> = OnceLock::new();
        static EN: OnceLock<Words> = OnceLock::new();
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
        .get_or_init(|| Self::load(lang))
    }

    fn load(lang: Lang) -> Self {
        let source = match lang {
            Lang::Ja => include_str!(concat!(env!("OUT_DIR"), "/ja.ftl")),
            Lang::En => include_str!(concat!(env!("OUT_DIR"), "/en.ftl")),
        };
        // What can be read of a broken file is used; a test fails on the rest.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let tag = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Our texts stand in lines of their own; isolation marks would be shown as boxes in terminals.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// The words of a message without arguments; its id where it is missing.
    pub fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The words of a message with arguments. Dates and amounts are formatted before.
    pub fn with(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut given = FluentArgs::new();
        for (name, value) in arguments {
            match value {
                Argument::Text(text) => given.set(*name, text.as_ref()),
                Argument::Count(count) => given.set(*name, *count),
            }
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned()
    }

    /// Whether a message is there.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

/// An argument of a message.
#[derive(Debug, Clone)]
pub enum Argument<'a> {
    /// Words, as they stand.
    Text(Cow<'a, str>),
    /// A number that plural rules may look at.
    Count(u32),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::ErrorCode;

    #[test]
    fn every_data_item_of_the_contract_has_words_in_every_language() {
        let schema: serde_json::Value = serde_json::from_str(include_str!("../contracts/directory.schema.json")).unwrap();
        let items = schema["$defs"]["scope"]["properties"]["data"]["items"]["anyOf"][0]["enum"].as_array().unwrap();
        assert!(!items.is_empty());
        for (lang, item) in Lang::ALL.into_iter().flat_map(|lang| items.iter().map(move |item| (lang, item.as_str().unwrap()))) {
            assert!(Words::of(lang).has(&format!("data-{}", item.replace('_', "-"))), "{} lacks {item}", lang.tag());
        }
    }

    #[test]
    fn every_failure_has_words_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for code in ErrorCode::ALL {
                for part in ["title", "body"] {
                    let id = format!("error-{}-{part}", code.name().replace('_', "-"));
                    assert!(words.has(&id), "{} lacks {id}", lang.tag());
                }
            }
        }
    }
}
