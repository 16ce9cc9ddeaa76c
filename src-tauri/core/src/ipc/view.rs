//! What a shell is given. Words of parties come in the reader's language; words of the app do not come
//! here at all: a shell takes them from `locales/` by the ids that the values give.

mod connector;
mod event;
mod grant;
mod kept;
mod many;
mod notice;
mod profile;

pub use connector::*;
pub use event::*;
pub use grant::*;
pub use kept::*;
pub use many::*;
pub use notice::*;
pub use profile::*;
