//! What the terminal and the window share: opening a profile with everything that it stands on.
#![forbid(unsafe_code)]

pub mod operator;
pub mod practice;
pub mod profile;

use renkei_core::domain::text::Lang;

/// The language of the system, where nobody said another (POSIX, 8.2).
pub fn system_language() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    // A machine that says nothing, or C, is more often a server than a person; English is what it speaks.
    set.map_or(Lang::En, |tag| if tag.starts_with("ja") { Lang::Ja } else { Lang::En })
}
