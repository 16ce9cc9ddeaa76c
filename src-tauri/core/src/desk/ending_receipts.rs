//! The issuer's signed word on an ending: asked for once it is over, checked against the issuer's keys, kept or refused
//! by name. How far an ending is proved does not hang on it.

use std::sync::Arc;

use chrono::Duration;
use jsonwebtoken::jwk::JwkSet;

use super::ask::{Ask, Reply};
use super::owner::{Event, Owner};
use super::{Error, Inner};
use crate::domain::document::Refusal;
use crate::domain::ending::{Ending, State};
use crate::domain::ending_receipt::{Fault, Outcome};
use crate::domain::record::Act;
use crate::domain::text::Lang;
use crate::ipc::{EndingReceiptView, GoodReceiptView, Topic};
use crate::issuers::{documents, receipt};
use crate::store::documents as pinned;
use crate::store::ending_receipts::{self, Asked};

/// How long after an ending its receipt is asked for.
const PATIENCE: Duration = Duration::days(30);
/// Longest rest between two tries.
const LONGEST_REST: Duration = Duration::hours(6);

/// What a try brought.
pub(super) struct Brought {
    outcome: Outcome,
    jws: Option<String>,
    /// To be pinned, for the issuer's identifier.
    pin: Option<(String, JwkSet)>,
}

impl Owner {
    pub(super) async fn start_due_receipts(&mut self) -> Result<(), Error> {
        let now = self.inner.now();
        for ending in self.inner.store.endings_without_receipt(now - PATIENCE, now).await? {
            if self.receipts.insert(ending.id) {
                let (inner, asked, late) = (Arc::clone(&self.inner), ending.clone(), ending.clone());
                let account = ending.account;
                let run = async move { Event::Receipt { brought: ask(&inner, &asked).await.ok(), ending: Box::new(asked) } };
                self.spawn(account, run, Event::Receipt { ending: Box::new(late), brought: None });
            }
        }
        Ok(())
    }

    /// Takes in what a try brought; nothing where it is to be tried again.
    pub(super) async fn receipt_brought(&mut self, ending: &Ending, brought: Option<Brought>) -> Result<(), Error> {
        self.receipts.remove(&ending.id);
        let now = self.inner.now();
        let tries = self.inner.store.ending_receipt(ending.id).await?.map_or(0, |asked| asked.tries) + 1;
        let rest = Duration::seconds(2_i64.pow(tries.min(15))).min(LONGEST_REST);
        let gives_up = now + rest > ending.asked_at + PATIENCE;
        let (outcome, jws, pin) = match brought {
            Some(brought) => (Some(brought.outcome), brought.jws, brought.pin),
            None => (gives_up.then_some(Outcome::NotHad), None, None),
        };
        let refused = match &outcome {
            Some(Outcome::Good(_)) => Some(None),
            Some(Outcome::Refused(fault)) => Some(Some(*fault)),
            Some(Outcome::NotOffered | Outcome::NotHad) | None => None,
        };
        let next_at = outcome.is_none().then(|| now + rest);
        let mut write = self.inner.store.write().await?;
        if let Some((issuer, keys)) = &pin {
            pinned::pin(&mut write, issuer, keys, now).await?;
        }
        ending_receipts::put(&mut write, ending.id, &Asked { outcome, jws, at: now, tries, next_at }).await?;
        if let Some(refused) = refused {
            self.inner.record(&mut write, now, Some(ending.grant), &Act::EndingReceipt { ending: ending.id, grant: ending.grant, refused }).await?;
        }
        self.inner.commit(write, &[Topic::Endings, Topic::Grants, Topic::Records]).await
    }
}

impl Inner {
    /// What came of the receipt of an ending; `None` where none is to be expected.
    pub(super) async fn ending_receipt(&self, ending: &Ending, lang: Lang) -> Result<Option<EndingReceiptView>, Error> {
        // What an issuer signs is the latest ending.
        if ending.narrows.is_some() {
            return Ok(None);
        }
        let asked = self.store.ending_receipt(ending.id).await?;
        let Some((outcome, asked)) = asked.and_then(|asked| Some((asked.outcome.clone()?, asked))) else {
            let signed_in = self.store.account(ending.account).await?.is_some_and(|account| account.signed_in);
            let over = ending.state().is_settled() && !matches!(ending.state(), State::Refused | State::Superseded);
            let recent = ending.asked_at + PATIENCE > self.now();
            return Ok((over && ending.sent > 0 && signed_in && recent).then_some(EndingReceiptView::Asking));
        };
        Ok(Some(match outcome {
            Outcome::NotOffered => EndingReceiptView::NotOffered,
            Outcome::NotHad => EndingReceiptView::NotHad,
            Outcome::Refused(why) => EndingReceiptView::Refused { why, at: asked.at },
            Outcome::Good(receipt) => EndingReceiptView::Good(Box::new(GoodReceiptView {
                issued_at: receipt.issued_at,
                accepted_at: receipt.accepted_at,
                asked_by: receipt.asked_by,
                left_alive_until: receipt.left_alive_until,
                words: receipt.words.as_ref().map(|words| words.get(lang).to_owned()),
                checked_at: asked.at,
                jws: asked.jws.unwrap_or_default(),
                id: receipt.id,
            })),
        }))
    }
}

/// Asks for a receipt and checks it.
///
/// # Errors
/// What may be otherwise at the next try: no connection, no sign-in, no keys to check with.
async fn ask(inner: &Arc<Inner>, ending: &Ending) -> Result<Brought, Error> {
    let site = inner.site_of(ending.account).await?;
    let plain = |outcome, jws| Brought { outcome, jws, pin: None };
    let jws = match inner.ask(ending.account, Lang::Ja, &Ask::Receipt { key: &ending.key }).await? {
        Reply::Receipt(Some(jws)) => jws.trim().to_owned(),
        Reply::Receipt(None) | Reply::Listed(_) | Reply::Seen(_) | Reply::Ended(_) | Reply::Uses(_) | Reply::Looked(_) | Reply::Taken(_) => {
            return Ok(plain(Outcome::NotOffered, None));
        }
    };
    // What may hold a card number is not kept, not even as evidence (R2).
    let kept = |jws: &str| receipt::read(jws).is_ok().then(|| jws.to_owned());
    let now = inner.now();
    let pinned = inner.store.pinned_keys(&site.issuer).await?;
    let served = documents::keys(inner.outside.http.as_ref(), &site.issuer, pinned.as_ref(), now).await;
    let (keys, changed) = match (served, &pinned) {
        (Ok(Some(keys)), _) => (keys, false),
        (Err(Refusal::KeysChanged), Some(pinned)) => (pinned.clone(), true),
        (Ok(None) | Err(_), Some(pinned)) => (pinned.clone(), false),
        // Whoever publishes no keys has signed nothing that could be checked.
        (Ok(None), None) => return Ok(plain(Outcome::Refused(Fault::Forged), kept(&jws))),
        (Err(_), None) => return Err(Error::NotFound),
    };
    match receipt::check_ending(&jws, &site.issuer, &keys, ending, now) {
        Ok(receipt) => {
            let pin = (pinned.as_ref() != Some(&keys)).then(|| (site.issuer.clone(), keys));
            Ok(Brought { outcome: Outcome::Good(Box::new(receipt)), jws: kept(&jws), pin })
        }
        Err(Fault::Forged) if changed => Ok(plain(Outcome::Refused(Fault::KeysChanged), kept(&jws))),
        Err(fault) => Ok(plain(Outcome::Refused(fault), kept(&jws))),
    }
}
