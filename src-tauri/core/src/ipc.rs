//! The contract between the product and every shell: the table of commands, requests, views and failures.
//! Types cross here, logic does not. TypeScript is generated from it.

mod failure;
mod request;
mod typescript;
mod view;

pub use failure::{ErrorCode, Failure};
pub use request::*;
pub use view::*;

pub use crate::domain::issuer::*;
pub use crate::domain::listing::*;
pub use crate::ports::{Changed, Topic};

use crate::domain::text::Lang;

include!("ipc/table.rs");

macro_rules! declare {
    ($($(#[$doc:meta])* $name:ident: $request:ty => $answer:ty,)*) => {
        /// The names of all commands, in the order of the table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// What the product does; `desk` is the one implementation.
        #[async_trait::async_trait]
        pub trait Contract: Send + std::marker::Sync {
            $($(#[$doc])* async fn $name(&self, lang: Lang, request: $request) -> Result<$answer, Failure>;)*
        }

        /// Enters the product by a command's name and its request as JSON. Every shell comes in here.
        ///
        /// # Errors
        /// [`ErrorCode::BadRequest`] for an unknown name or a request of another shape; else the command's own failure.
        pub async fn dispatch(contract: &dyn Contract, lang: Lang, name: &str, request: serde_json::Value) -> Result<serde_json::Value, Failure> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request).map_err(|error| Failure::bad_request(&error.to_string()))?;
                    let answer: $answer = contract.$name(lang, request).await?;
                    serde_json::to_value(answer).map_err(|error| Failure::bug(&error.to_string()))
                })*
                other => Err(Failure::bad_request(&format!("No command is named {other}"))),
            }
        }

        /// The TypeScript of the whole contract: all types and the command map.
        pub fn typescript() -> String {
            let mut page = typescript::Page::new();
            $(page.command(stringify!($name), &page.name_of::<$request>(), &page.name_of::<$answer>()); page.collect::<$request>(); page.collect::<$answer>();)*
            page.collect::<Failure>();
            page.collect::<Changed>();
            page.finish()
        }
    };
}

command_table!(declare);
