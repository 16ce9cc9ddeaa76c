//! What a shell is given. Words of parties come in the reader's language; words of the app do not come
//! here at all: a shell takes them from `locales/` by the ids that the values give.

mod grant;
mod profile;

pub use grant::*;
pub use profile::*;
