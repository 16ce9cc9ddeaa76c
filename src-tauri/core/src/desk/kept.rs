//! Connections that no list tells: what the person notes themselves, and receipts that issuers signed.

use std::collections::BTreeMap;

use url::Url;

use super::{Error, Inner, views};
use crate::domain::Timestamp;
use crate::domain::document::Refusal;
use crate::domain::grant::Grant;
use crate::domain::id::{GrantId, KeptId};
use crate::domain::kept::{Kept, Note, Receipt, Source};
use crate::domain::pan;
use crate::domain::record::{Act, KeptAct};
use crate::domain::stated::Told;
use crate::domain::terms::Terms;
use crate::domain::text::{Lang, clean};
use crate::ipc::{
    AgreedView, EndKept, ErrorCode, GivenReceipt, IssuerRef, KeptSource, KeptView, NamedView, NoteView, ProfileKind, ReceiptCheckView, ReceiptView, RemindKept,
    SaveNote, Topic,
};
use crate::issuers::receipt::{self, Unchecked};
use crate::issuers::signed::SignedError;
use crate::issuers::{discovery, documents};
use crate::store::{Write, documents as keys, kept};

/// Longest name, in characters.
const NAME: usize = 200;

/// What was agreed, and when, where that is told.
type Agreed = (Terms, Option<Timestamp>);

/// A receipt whose signature was checked.
struct Checked {
    unchecked: Unchecked,
    receipt: Receipt,
    /// To be pinned when it is kept.
    keys: Option<jsonwebtoken::jwk::JwkSet>,
}

impl Inner {
    pub(super) async fn read_kept(&self, lang: Lang, id: KeptId) -> Result<KeptView, Error> {
        let one = self.store.kept(id).await?.ok_or(Error::NotFound)?;
        let listed = self.store.listed_receipts().await?.into_iter().collect();
        Ok(self.kept_view(&one, &listed, lang))
    }

    /// Those that match the search. A receipt that an issuer's list covers says so.
    pub(super) async fn list_kept(&self, lang: Lang, search: &str) -> Result<Vec<KeptView>, Error> {
        let all = self.store.all_kept(search).await?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let listed: BTreeMap<KeptId, GrantId> = self.store.listed_receipts().await?.into_iter().collect();
        Ok(all.iter().map(|one| self.kept_view(one, &listed, lang)).collect())
    }

    pub(super) async fn save_note(&self, lang: Lang, request: SaveNote) -> Result<KeptView, Error> {
        let now = self.now();
        let words = [Some(&request.service), request.place.as_ref(), request.how_to_end.as_ref(), request.memo.as_ref()];
        if words.into_iter().flatten().any(|words| pan::contains(words)) {
            return Err(Error::Plain(ErrorCode::CardNumber));
        }
        let name = |words: &str| clean(words).chars().take(NAME).collect::<String>();
        let service = name(&request.service);
        if service.is_empty() {
            return Err(Error::Plain(ErrorCode::NameMissing));
        }
        let note = Note {
            way: request.way,
            service,
            place: request.place.map(|place| name(&place)).filter(|place| !place.is_empty()),
            issuer: request.issuer.filter(|issuer| self.catalogue.issuers.contains_key(issuer)),
            how_to_end: request.how_to_end.and_then(|words| lines(&words)),
            memo: request.memo.and_then(|words| lines(&words)),
        };
        let source = Source::Note(note);
        let id = if let Some(id) = request.kept {
            let is_note = |one: &Kept| matches!(one.source, Source::Note(_));
            // A receipt is its issuer's word.
            self.change(id, |one| is_note(one).then(|| (Kept { source, remind_at: request.remind_at, ..one.clone() }, KeptAct::Changed))).await?;
            id
        } else {
            let id = KeptId::new(now, self.random());
            let mut write = self.store.write().await?;
            kept::put(&mut write, &Kept { id, source, made_at: now, remind_at: request.remind_at, ended_at: None }).await?;
            self.noted(write, id, KeptAct::Noted).await?;
            id
        };
        self.read_kept(lang, id).await
    }

    pub(super) async fn check_receipt(&self, lang: Lang, request: &GivenReceipt) -> Result<ReceiptCheckView, Error> {
        let Checked { unchecked, receipt, .. } = self.checked(request).await?;
        let kept = kept::receipt(&mut self.store.write().await?, &unchecked.issuer, &receipt.id).await?;
        Ok(ReceiptCheckView { receipt: self.receipt_view(&unchecked.issuer, &receipt, lang), kept: kept.map(|kept| kept.id) })
    }

    /// Keeps a receipt; one that is kept already stays as it is.
    pub(super) async fn keep_receipt(&self, lang: Lang, request: &GivenReceipt) -> Result<KeptView, Error> {
        let Checked { unchecked: Unchecked { issuer, jws }, receipt, keys: pin } = self.checked(request).await?;
        let now = self.now();
        let mut write = self.store.write().await?;
        let id = if let Some(kept) = kept::receipt(&mut write, &issuer, &receipt.id).await? {
            kept.id
        } else {
            if let Some(pin) = &pin {
                keys::pin(&mut write, &issuer, pin, now).await?;
            }
            let id = KeptId::new(now, self.random());
            let source = Source::Receipt { issuer, jws, receipt: Box::new(receipt) };
            kept::put(&mut write, &Kept { id, source, made_at: now, remind_at: None, ended_at: None }).await?;
            self.noted(write, id, KeptAct::Received).await?;
            id
        };
        self.leave_receipt(&request.text);
        self.read_kept(lang, id).await
    }

    /// Holds a receipt that a link brought until the person says what to do with it.
    pub(super) fn receipt_arrived(&self, url: &Url) {
        if url.as_str().len() <= receipt::LARGEST {
            *self.arrived_receipt() = Some(url.to_string());
            self.outside.host.changed(crate::ipc::Changed { revision: 0, what: vec![Topic::Kept] });
        }
    }

    pub(super) fn leave_receipt(&self, text: &str) {
        if self.arrived_receipt().take_if(|arrived| arrived == text).is_some() {
            self.outside.host.changed(crate::ipc::Changed { revision: 0, what: vec![Topic::Kept] });
        }
    }

    pub(super) async fn remind_kept(&self, lang: Lang, request: &RemindKept) -> Result<KeptView, Error> {
        self.change(request.kept, |one| Some((Kept { remind_at: request.at, ..one.clone() }, KeptAct::Changed))).await?;
        self.read_kept(lang, request.kept).await
    }

    pub(super) async fn end_kept(&self, lang: Lang, request: &EndKept) -> Result<KeptView, Error> {
        let what = if request.ended { KeptAct::Ended } else { KeptAct::Reopened };
        let ended_at = |one: &Kept| one.ended_at.or_else(|| Some(self.now())).filter(|_| request.ended);
        self.change(request.kept, |one| Some((Kept { ended_at: ended_at(one), ..one.clone() }, what))).await?;
        self.read_kept(lang, request.kept).await
    }

    /// Changes one as it stands now, whatever another window or call did to it in between; what was erased stays so.
    async fn change(&self, id: KeptId, change: impl FnOnce(&Kept) -> Option<(Kept, KeptAct)>) -> Result<(), Error> {
        let mut write = self.store.write().await?;
        let before = kept::get(&mut write, id).await?.ok_or(Error::NotFound)?;
        let (after, what) = change(&before).ok_or(Error::NotFound)?;
        if after == before {
            return Ok(());
        }
        kept::put(&mut write, &after).await?;
        self.noted(write, id, what).await
    }

    pub(super) async fn erase_kept(&self, id: KeptId) -> Result<(), Error> {
        let mut write = self.store.write().await?;
        kept::get(&mut write, id).await?.ok_or(Error::NotFound)?;
        kept::erase(&mut write, id).await?;
        self.noted(write, id, KeptAct::Erased).await
    }

    /// What the person agreed to for a grant, by the receipt that fits it best. `issuer` is the identifier of its issuer.
    pub(super) async fn agreed(&self, issuer: &str, grant: &Grant) -> Result<Option<(AgreedView, Agreed)>, Error> {
        let granted_at = grant.remote.facts.granted_at;
        let all = self.store.receipts_of(issuer, grant).await?;
        let fitting = all.iter().filter_map(|kept| match &kept.source {
            Source::Receipt { receipt, .. } if receipt.fits(granted_at) => Some((kept, receipt)),
            Source::Receipt { .. } | Source::Note(_) => None,
        });
        let best = fitting.max_by_key(|(_, receipt)| receipt.newness());
        Ok(best.map(|(kept, receipt)| {
            let at = receipt.agreed_at.or(granted_at.told().copied());
            (AgreedView { kept: kept.id, at: receipt.agreed_at, kept_at: kept.made_at }, (receipt.terms(granted_at.told().copied()), at))
        }))
    }

    /// Writes down what was done, and ends the transaction with it.
    async fn noted(&self, mut write: Write, id: KeptId, what: KeptAct) -> Result<(), Error> {
        self.record(&mut write, self.now(), None, &Act::Kept { kept: id, what }).await?;
        self.commit(write, &[Topic::Kept, Topic::Grants, Topic::Records]).await
    }

    /// Checks a receipt with the keys of the issuer that it names. No stranger is asked for them without the person's act:
    /// anybody can make a link.
    async fn checked(&self, request: &GivenReceipt) -> Result<Checked, Error> {
        let unchecked = receipt::read(&request.text).map_err(|_| Error::Plain(ErrorCode::ReceiptUnreadable))?;
        let unreadable = |_| Error::Plain(ErrorCode::ReceiptUnreadable);
        let host = super::connect::host_of(&discovery::address(&unchecked.issuer).map_err(unreadable)?);
        let about = |code| Error::About(code, host.clone());
        let known = self.catalogue.signer(&unchecked.issuer).is_some();
        if self.profile.kind == ProfileKind::Practice && !known {
            return Err(about(ErrorCode::PracticeOnly));
        }
        let connected = self.store.issuers().await?.iter().any(|issuer| issuer.site.issuer == unchecked.issuer);
        let pinned = self.store.pinned_keys(&unchecked.issuer).await?;
        if !known && !connected && pinned.is_none() && !request.ask_stranger {
            return Err(about(ErrorCode::ReceiptStranger));
        }
        let now = self.now();
        let (keys, pin) = match documents::keys(self.outside.http.as_ref(), &unchecked.issuer, pinned.as_ref(), now).await {
            Ok(Some(keys)) => (keys.clone(), (pinned.as_ref() != Some(&keys)).then_some(keys)),
            Err(Refusal::KeysChanged) => return Err(about(ErrorCode::ReceiptKeysChanged)),
            // What was signed with keys that are known can be checked without asking; that nobody serves any proves no forgery.
            Ok(None) | Err(_) => (pinned.ok_or_else(|| about(ErrorCode::ReceiptUnchecked))?, None),
        };
        let receipt = receipt::open(&unchecked, &keys, now).map_err(|error| {
            about(match error {
                SignedError::Signature => ErrorCode::ReceiptForged,
                SignedError::TooLarge | SignedError::Unreadable => ErrorCode::ReceiptUnreadable,
            })
        })?;
        Ok(Checked { unchecked, receipt, keys: pin })
    }

    fn kept_view(&self, one: &Kept, listed: &BTreeMap<KeptId, GrantId>, lang: Lang) -> KeptView {
        let (issuer, source) = match &one.source {
            Source::Note(Note { way, place, issuer, how_to_end, memo, .. }) => {
                let named = issuer.as_ref().and_then(|id| self.catalogue.issuers.get_key_value(id));
                let note = NoteView { way: *way, place: place.clone(), how_to_end: how_to_end.clone(), memo: memo.clone() };
                (named, KeptSource::Note(note))
            }
            Source::Receipt { issuer, receipt, .. } => (self.catalogue.signer(issuer), KeptSource::Receipt(Box::new(self.receipt_view(issuer, receipt, lang)))),
        };
        KeptView {
            id: one.id,
            service: one.service().get(lang).to_owned(),
            source,
            issuer: issuer.map(|(id, listed)| IssuerRef { id: id.clone(), name: listed.brand.get(lang).to_owned() }),
            means: issuer.map(|(_, listed)| views::means(listed, lang)),
            made_at: one.made_at,
            remind_at: one.remind_at,
            due: one.is_due(self.now()),
            ended_at: one.ended_at,
            grant: listed.get(&one.id).copied(),
        }
    }

    fn receipt_view(&self, issuer: &str, receipt: &Receipt, lang: Lang) -> ReceiptView {
        let brand = self.catalogue.signer(issuer).map(|(_, listed)| listed.brand.get(lang).to_owned());
        let host = discovery::address(issuer).map_or_else(|_| issuer.to_owned(), |url| super::connect::host_of(&url));
        let (connector, service) = (receipt.connector(), receipt.service());
        ReceiptView {
            vouched: brand.is_some(),
            issuer: brand.unwrap_or_else(|| host.clone()),
            host,
            connector: NamedView { id: connector.id, name: connector.name.get(lang).to_owned() },
            service: NamedView { id: service.id, name: service.name.get(lang).to_owned() },
            permissions: receipt.permissions().iter().map(|item| views::permission(item, lang)).collect(),
            reach: receipt.reach(None),
            days: receipt.days().filter(|_| receipt.agreed_at.is_none()),
            chain: match receipt.chain() {
                Told::Told(chain) => Told::Told(chain.iter().map(|one| one.name.get(lang).to_owned()).collect()),
                Told::NotTold => Told::NotTold,
            },
            how_to_end: receipt.how_to_end.as_ref().map(|text| text.get(lang).to_owned()),
            beware: receipt.beware.iter().map(|text| text.get(lang).to_owned()).collect(),
            issued_at: receipt.issued_at,
            agreed_at: receipt.agreed_at,
        }
    }
}

/// Several lines, each cleaned; nothing where nothing is left.
fn lines(words: &str) -> Option<String> {
    let kept: Vec<String> = words.lines().map(clean).collect();
    let text = kept.join("\n").trim().to_owned();
    (!text.is_empty()).then(|| text.chars().take(crate::domain::text::LONGEST).collect())
}
