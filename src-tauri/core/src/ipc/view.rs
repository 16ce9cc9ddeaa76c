//! What a shell is given. Words of parties come in the reader's language; words of the app do not come
//! here at all: a shell takes them from `locales/` by the ids that the values give.

mod after;
mod backup;
mod connector;
mod contact;
mod event;
mod grant;
mod kept;
mod many;
mod measure;
mod narrow;
mod notice;
mod profile;
mod proof;

pub use after::*;
pub use backup::*;
pub use connector::*;
pub use contact::*;
pub use event::*;
pub use grant::*;
pub use kept::*;
pub use many::*;
pub use measure::*;
pub use narrow::*;
pub use notice::*;
pub use profile::*;
pub use proof::*;
