//! Receipts of consents (`contracts/receipt.schema.json`) and of endings (`contracts/ending-receipt.schema.json`): each a
//! compact JWS of a type of its own, signed by the issuer's own keys. That of a consent comes as a file or in a link that
//! anybody may have made, that of an ending from the issuer, on the ending of a grant there.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;

use super::signed::{self, SignedError};
use crate::domain::Timestamp;
use crate::domain::ending::Ending;
use crate::domain::ending_receipt::{EndingReceipt, Fault};
use crate::domain::kept::Receipt;
use crate::domain::pan;

/// `typ` of the receipt of a consent.
pub const TYPE: &str = "renkei-receipt+jws";
/// `typ` of the receipt of an ending.
pub const ENDING_TYPE: &str = "renkei-ending-receipt+jws";
/// Largest receipt, in bytes: larger than any that fits a QR code, small enough to be looked at.
pub const LARGEST: usize = 16 * 1024;
/// How far the clocks of issuer and device may differ.
const CLOCKS_DIFFER: chrono::Duration = chrono::Duration::minutes(10);

/// The scheme and host of a receipt's link; the receipt is its fragment, so that no server on the way sees it.
const LINK: &str = "renkei://receipt";

/// A receipt that nobody has checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// Whose it says it is: the identifier of an issuer.
    pub issuer: String,
    /// The signed text.
    pub jws: String,
}

/// Reads a receipt from the text of a file or a link.
///
/// # Errors
/// [`SignedError::TooLarge`], [`SignedError::Unreadable`]
pub fn read(text: &str) -> Result<Unchecked, SignedError> {
    #[derive(Deserialize)]
    struct Claims {
        iss: String,
    }
    if text.len() > LARGEST {
        return Err(SignedError::TooLarge);
    }
    let text = text.trim();
    let jws = text.strip_prefix(LINK).map_or(text, |rest| rest.trim_start_matches('/').trim_start_matches('#'));
    let claims = jws.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let claims = claims.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(SignedError::Unreadable)?;
    // It is kept as it was signed: so a card number in it has to stop here (R2).
    if pan::contains(&claims) {
        return Err(SignedError::Unreadable);
    }
    let claims: Claims = serde_json::from_str(&claims).map_err(|_| SignedError::Unreadable)?;
    Ok(Unchecked { issuer: claims.iss, jws: jws.to_owned() })
}

/// Whether an address is a receipt's link.
pub fn is_link(url: &url::Url) -> bool {
    url.scheme() == "renkei" && url.host_str() == Some("receipt")
}

/// Checks the receipt of an ending: signed by one of the issuer's keys, in its name, for this ending.
///
/// # Errors
/// [`Fault`]
pub fn check_ending(jws: &str, issuer: &str, keys: &JwkSet, ending: &Ending, now: Timestamp) -> Result<EndingReceipt, Fault> {
    let receipt = open_ending(jws, issuer, keys)?;
    receipt.check(ending, now)?;
    Ok(receipt)
}

/// Opens the receipt of any ending at an issuer.
///
/// # Errors
/// [`Fault`]
pub fn open_ending(jws: &str, issuer: &str, keys: &JwkSet) -> Result<EndingReceipt, Fault> {
    let unchecked = read(jws).map_err(|_| Fault::Unreadable)?;
    let receipt = signed::open(&unchecked.jws, ENDING_TYPE, keys).map_err(|error| match error {
        SignedError::Signature => Fault::Forged,
        SignedError::TooLarge | SignedError::Unreadable => Fault::Unreadable,
    })?;
    if unchecked.issuer == issuer { Ok(receipt) } else { Err(Fault::OtherIssuer) }
}

/// Checks the signature by one of the issuer's keys, and reads what it says.
///
/// # Errors
/// [`SignedError`]
pub fn open(unchecked: &Unchecked, keys: &JwkSet, now: Timestamp) -> Result<Receipt, SignedError> {
    let receipt: Receipt = signed::open(&unchecked.jws, TYPE, keys)?;
    // A date that is still to come is no date of a consent.
    let later = |at: &Timestamp| *at > now + CLOCKS_DIFFER;
    if later(&receipt.issued_at) || receipt.agreed_at.as_ref().is_some_and(later) {
        return Err(SignedError::Unreadable);
    }
    Ok(receipt)
}
