//! What an issuer signed about an ending: which giving, when, by whom it was asked (`contracts/ending-receipt.schema.json`).
//! It is the issuer's word on what it accepted. Whether the grant ended is told by what was seen, never by this.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::ending::Ending;
use super::id::{Birth, RemoteKey};
use super::kept::Named;
use super::lenient;
use super::text::Text;

/// How far the clocks of issuer and device may differ: key, grant and giving are what binds a receipt, its time only adds to them.
const CLOCKS_DIFFER: Duration = Duration::hours(2);

/// A receipt of an ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingReceipt {
    /// The issuer's id of the receipt.
    #[serde(rename = "jti", deserialize_with = "lenient::id")]
    pub id: String,
    /// When it was signed.
    pub issued_at: Timestamp,
    /// The issuer's name of the grant.
    pub grant: RemoteKey,
    /// Which giving of it.
    pub birth: Birth,
    /// When the issuer accepted the ending.
    pub accepted_at: Timestamp,
    /// Who asked for it.
    pub asked_by: Asker,
    /// Until when tokens that were already out may still work.
    #[serde(default, deserialize_with = "lenient::option")]
    pub left_alive_until: Option<Timestamp>,
    /// Who was let in.
    #[serde(default, deserialize_with = "lenient::option")]
    pub connector: Option<Named>,
    /// For what.
    #[serde(default, deserialize_with = "lenient::option")]
    pub service: Option<Named>,
    /// What was accepted, in the issuer's words.
    #[serde(default, deserialize_with = "lenient::text")]
    pub words: Option<Text>,
}

/// Who asked for an ending, as the issuer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// The person.
    Holder,
    /// The issuer itself.
    Issuer,
    /// The connector.
    Connector,
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

/// What came of asking for the receipt of an ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The issuer has none.
    NotOffered,
    /// Checked, and kept.
    Good(Box<EndingReceipt>),
    /// One came, and is not believed.
    Refused(Fault),
    /// None could be had or checked, and nobody asks any more.
    NotHad,
}

/// Why a receipt is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ReceiptFault")]
pub enum Fault {
    /// Not of the published form, or it holds a card number.
    Unreadable,
    /// Not signed with a key that this issuer is known by.
    Forged,
    /// The issuer signs with other keys than those that were pinned, and the old ones did not sign the change.
    KeysChanged,
    /// In the name of another issuer.
    OtherIssuer,
    /// For another grant.
    OtherGrant,
    /// For an earlier or later giving of the grant.
    OtherGiving,
    /// Accepted before it was asked for, or at a time that is still to come.
    OtherTime,
}

impl EndingReceipt {
    /// Checks that it is for this ending: the same grant, the same giving, accepted after it was asked.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn check(&self, ending: &Ending, now: Timestamp) -> Result<(), Fault> {
        if self.grant != ending.key {
            return Err(Fault::OtherGrant);
        }
        if self.birth != ending.birth {
            return Err(Fault::OtherGiving);
        }
        let possible = ending.asked_at - CLOCKS_DIFFER..=now + CLOCKS_DIFFER;
        if possible.contains(&self.accepted_at) && self.issued_at <= now + CLOCKS_DIFFER { Ok(()) } else { Err(Fault::OtherTime) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{AccountId, EndingId, GrantId};

    #[test]
    fn a_receipt_is_for_one_giving_of_one_grant_at_its_time() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (asked, now) = (at("2026-11-21T09:00:00Z"), at("2026-11-21T09:05:00Z"));
        let (grant, account) = (GrantId::new(asked, [1; 10]), AccountId::new(asked, [2; 10]));
        let ending = Ending::asked(EndingId::new(asked, [3; 10]), grant, account, RemoteKey("g".into()), Birth("b".into()), asked);
        let receipt = |grant: &str, birth: &str, accepted: &str, signed: &str| -> EndingReceipt {
            let json = serde_json::json!({ "jti": "1", "issued_at": signed, "grant": grant, "birth": birth, "accepted_at": accepted, "asked_by": "holder" });
            serde_json::from_value(json).unwrap()
        };
        let signed = "2026-11-21T09:01:00Z";
        for (grant, birth, accepted, signed, wanted) in [
            ("g", "b", "2026-11-21T09:01:00Z", signed, Ok(())),
            ("g", "b", "2026-11-21T08:55:00Z", signed, Ok(())),
            ("other", "b", "2026-11-21T09:01:00Z", signed, Err(Fault::OtherGrant)),
            ("g", "older", "2026-11-21T09:01:00Z", signed, Err(Fault::OtherGiving)),
            ("g", "b", "2026-11-20T09:00:00Z", signed, Err(Fault::OtherTime)),
            ("g", "b", "2026-11-22T09:00:00Z", signed, Err(Fault::OtherTime)),
            ("g", "b", "2026-11-21T09:01:00Z", "2027-01-01T00:00:00Z", Err(Fault::OtherTime)),
        ] {
            assert_eq!(receipt(grant, birth, accepted, signed).check(&ending, now), wanted, "{grant} {birth} {accepted} {signed}");
        }
        let odd: Asker = serde_json::from_str("\"robot\"").unwrap();
        assert_eq!(odd, Asker::Unknown);
    }
}
