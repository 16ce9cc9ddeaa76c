//! Connections that no issuer's list tells: what a person wrote down themselves, and what an issuer signed
//! when they consented (R16).

use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::connector::{Chained, Connector, Service};
use super::expiry::Reach;
use super::id::{IssuerId, KeptId, RemoteKey};
use super::lenient;
use super::permission::{Access, Effect, Permission, most_weighty_first};
use super::stated::Told;
use super::terms::Terms;
use super::text::Text;

/// Longest time that a receipt may reach from its agreement, in days: 100 years.
const MOST_DAYS: u32 = 36_525;
/// How far the consent and the giving that a list tells may lie apart.
const CLOSE: chrono::Duration = chrono::Duration::days(1);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Our name of it.
    pub id: KeptId,
    /// Who says it.
    pub source: Source,
    /// When this app took it in.
    pub made_at: Timestamp,
    /// When the person wants to be asked about it.
    pub remind_at: Option<Timestamp>,
    /// When the person said that it is ended. Nobody proves it.
    pub ended_at: Option<Timestamp>,
}

/// Who says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The person alone.
    Note(Note),
    /// An issuer, by its signature.
    Receipt {
        /// The identifier of the issuer.
        issuer: String,
        /// As it was signed: the evidence.
        jws: String,
        /// What it says.
        receipt: Box<Receipt>,
    },
}

/// What a person wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// How the service was let in.
    pub way: Way,
    /// The service.
    pub service: String,
    /// Where: the payment company, card or wallet, in the person's words.
    pub place: Option<String>,
    /// The issuer of the catalogue that is meant.
    pub issuer: Option<IssuerId>,
    /// How to end it there.
    pub how_to_end: Option<String>,
    /// Anything else.
    pub memo: Option<String>,
}

/// How a service was let in where no list tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It was given the password of the issuer's site.
    Password,
    /// The issuer was asked, on paper or by phone, to send data to it.
    Ordered,
    /// At an issuer that has no interface for lists.
    NoApi,
    /// In another way, or the person does not know.
    Other,
}

/// The six facts of a consent as the issuer signed them (`contracts/receipt.schema.json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The issuer's id of the receipt; a template has one for all who consent to it.
    #[serde(rename = "jti", deserialize_with = "lenient::id")]
    pub id: String,
    /// When it was signed.
    pub issued_at: Timestamp,
    /// When the person consented, where the issuer signs each consent.
    #[serde(default, deserialize_with = "lenient::option")]
    pub agreed_at: Option<Timestamp>,
    /// The issuer's name of the grant.
    #[serde(default, deserialize_with = "lenient::option")]
    pub grant: Option<RemoteKey>,
    /// Who was let in.
    pub connector: Named,
    /// For what.
    pub service: Named,
    /// What it may do.
    #[serde(default, deserialize_with = "lenient::list")]
    pub permissions: Vec<Allowed>,
    /// Until when.
    #[serde(default, deserialize_with = "lenient::option")]
    pub until: Option<Until>,
    /// How to end it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub how_to_end: Option<Text>,
    /// What to beware of.
    #[serde(default, deserialize_with = "lenient::texts")]
    pub beware: Vec<Text>,
    /// Who gets data onward; not told where left out.
    #[serde(default, deserialize_with = "lenient::option")]
    pub chain: Option<Vec<Onward>>,
}

/// An id with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The issuer's id.
    #[serde(deserialize_with = "lenient::id")]
    pub id: String,
    /// The name.
    #[serde(deserialize_with = "lenient::words")]
    pub name: Text,
}

/// A permission of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// The technical name.
    #[serde(deserialize_with = "lenient::id")]
    pub scope: String,
    /// Its kind (R3).
    #[serde(default, deserialize_with = "lenient::option")]
    pub access: Option<Access>,
    /// Its effect.
    #[serde(default, deserialize_with = "lenient::option")]
    pub effect: Option<Effect>,
    /// Plain words.
    #[serde(default, deserialize_with = "lenient::text")]
    pub words: Option<Text>,
}

/// Who gets data onward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onward {
    /// Its name.
    #[serde(deserialize_with = "lenient::words")]
    pub name: Text,
}

/// Until when, as a receipt says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// Until a time.
    At(Timestamp),
    /// For so many days from the consent.
    Days(u32),
    /// Until somebody ends it.
    UntilEnded,
}

impl Kept {
    /// The service's name, in the words of whoever says it.
    pub fn service(&self) -> Text {
        match &self.source {
            Source::Note(note) => Text::plain(&note.service),
            Source::Receipt { receipt, .. } => receipt.service.name.clone(),
        }
    }

    /// Whether the person wants to be asked about it now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && self.remind_at.is_some_and(|at| at <= now)
    }
}

impl Receipt {
    /// The connector as grants have it.
    pub fn connector(&self) -> Connector {
        Connector { id: self.connector.id.clone(), name: self.connector.name.clone() }
    }

    /// The service as grants have it.
    pub fn service(&self) -> Service {
        Service { id: self.service.id.clone(), name: self.service.name.clone() }
    }

    /// What it may do, the weightiest first. What the issuer did not tell is unknown.
    pub fn permissions(&self) -> Vec<Permission> {
        let permission = |one: &Allowed| Permission {
            scope: one.scope.clone(),
            access: one.access.unwrap_or(Access::Unknown),
            effect: one.effect.unwrap_or(Effect::Unknown),
            words: one.words.clone(),
        };
        let mut all: Vec<Permission> = self.permissions.iter().map(permission).collect();
        most_weighty_first(&mut all);
        all
    }

    /// Who gets data onward.
    pub fn chain(&self) -> Told<Vec<Chained>> {
        let onward = |one: &Onward| Chained { name: one.name.clone(), receives: None, responsible: None };
        self.chain.as_ref().map(|all| all.iter().map(onward).collect()).into()
    }

    /// Until when it was agreed. Days count from the consent: of a template only a list can tell when that was.
    pub fn reach(&self, consent: Option<Timestamp>) -> Reach {
        match (self.until, self.agreed_at.or(consent)) {
            (Some(Until::At(at)), _) => Reach::Until(at),
            (Some(Until::Days(days)), Some(from)) => Reach::Until(from + chrono::Duration::days(days.min(MOST_DAYS).into())),
            (Some(Until::UntilEnded), _) => Reach::UntilEnded,
            (Some(Until::Days(_)), None) | (None, _) => Reach::NotTold,
        }
    }

    /// For how many days from the consent, where that is how it says it.
    pub fn days(&self) -> Option<u32> {
        if let Some(Until::Days(days)) = self.until { Some(days.min(MOST_DAYS)) } else { None }
    }

    /// Whether it can be what was signed at a consent at this time: not before an earlier giving's, nor after it was listed.
    pub fn fits(&self, granted_at: Told<Timestamp>) -> bool {
        let Told::Told(granted_at) = granted_at else { return true };
        match self.agreed_at {
            Some(agreed_at) => (agreed_at - granted_at).abs() <= CLOSE,
            // A template holds from when it was signed.
            None => self.issued_at - granted_at <= CLOSE,
        }
    }

    /// What makes one the better answer to what was agreed: the latest consent, else the latest template.
    pub fn newness(&self) -> (Option<Timestamp>, Timestamp) {
        (self.agreed_at, self.issued_at)
    }

    /// The terms that were agreed.
    pub fn terms(&self, consent: Option<Timestamp>) -> Terms {
        Terms {
            connector: self.connector.name.clone(),
            service: self.service.name.clone(),
            permissions: self.permissions(),
            agreed_reach: self.reach(consent),
            chain: self.chain.as_ref().map(|all| all.iter().map(|one| one.name.clone()).collect()).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_fits_the_giving_that_it_was_signed_at_and_no_other() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let named = serde_json::json!({ "id": "x", "name": { "ja": "x" } });
        let receipt = |agreed: Option<&str>| -> Receipt {
            let json = serde_json::json!({ "jti": "1", "issued_at": "2026-03-01T00:00:00Z", "agreed_at": agreed, "connector": named, "service": named, "until": { "days": 10 } });
            serde_json::from_value(json).unwrap()
        };
        let (template, signed) = (receipt(None), receipt(Some("2026-05-01T00:00:00Z")));
        for (granted, by_template, by_signed) in [
            (Told::Told(at("2026-02-01T00:00:00Z")), false, false),
            (Told::Told(at("2026-05-01T03:00:00Z")), true, true),
            (Told::Told(at("2026-09-01T00:00:00Z")), true, false),
            (Told::NotTold, true, true),
        ] {
            assert_eq!((template.fits(granted), signed.fits(granted)), (by_template, by_signed), "{granted:?}");
        }
        assert!(signed.newness() > template.newness());
        assert_eq!((template.reach(None), template.days()), (Reach::NotTold, Some(10)), "days from a day that nobody told");
        assert_eq!(template.reach(Some(at("2026-05-01T00:00:00Z"))), Reach::Until(at("2026-05-11T00:00:00Z")));
        assert_eq!(signed.reach(Some(at("2030-01-01T00:00:00Z"))), Reach::Until(at("2026-05-11T00:00:00Z")));
    }
}
