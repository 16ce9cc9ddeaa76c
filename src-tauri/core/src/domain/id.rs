//! Names of things. Each is a type of its own, so that one cannot be passed for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Timestamp;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A UUIDv7 (RFC 9562, 5.7) from a time and ten random bytes.
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

uuid_id! {
    /// Our own name of a grant; the issuer's is [`RemoteKey`].
    GrantId
}
uuid_id! {
    /// One sign-in of the person at one issuer.
    AccountId
}
uuid_id! {
    /// One asked ending.
    EndingId
}
uuid_id! {
    /// One act that ends many grants.
    BatchId
}
uuid_id! {
    /// A connection that no list tells.
    KeptId
}
uuid_id! {
    /// One question, complaint or report of damage, and what became of it.
    CaseId
}
uuid_id! {
    /// One attempt to connect an issuer.
    ConnectId
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The text as it stands.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// An issuer: the catalogue's id, or its host and port where an address was typed in.
    IssuerId
}
text_id! {
    /// What the issuer calls a grant; kept by the adapter, opaque to all else.
    RemoteKey
}
text_id! {
    /// One giving of a grant. A grant given anew has the same key and another birth.
    Birth
}

impl Birth {
    /// Where the issuer gives nothing that tells one giving from the next.
    pub fn not_told() -> Self {
        Self(String::new())
    }

    /// Whether one giving can be told from the next.
    pub fn is_told(&self) -> bool {
        !self.0.is_empty()
    }
}
