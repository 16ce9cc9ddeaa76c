//! Keeping the signed documents of issuers true: fetched beside the list, taken in with it. What is refused changes
//! nothing but the note that it was refused.

use std::sync::Arc;
use std::time::Duration;

use jsonwebtoken::jwk::JwkSet;

use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::batch::Caps;
use crate::domain::directory::ScopeWords;
use crate::domain::document::{DocumentKind, Refusal};
use crate::domain::grant::RemoteGrant;
use crate::domain::id::IssuerId;
use crate::domain::issuer::CanNarrow;
use crate::domain::permission::{Access, Effect, most_weighty_first};
use crate::issuers::conditional::{Conditional, Learned};
use crate::issuers::discovery::Canary;
use crate::issuers::documents::{self, Content, Document};
use crate::store::{Write, answers, documents as kept, issuers, notices};

/// Longest time for both documents: the list does not wait longer for them.
const PATIENCE: Duration = Duration::from_secs(10);
const KINDS: [DocumentKind; 2] = [DocumentKind::Directory, DocumentKind::Notices];

/// What a look at an issuer's documents gave.
pub(super) struct Look {
    issuer: IssuerId,
    /// To be pinned, for the issuer's identifier.
    pin: Option<(String, JwkSet)>,
    /// What it says of itself now, where it does.
    told: Option<Box<OfItself>>,
    documents: Vec<(DocumentKind, Result<Option<Document>, Refusal>)>,
    /// To be asked for again only where it is newer.
    learned: Learned,
}

/// What an issuer says of itself beside its documents.
struct OfItself {
    /// The shortest time between two looks that it wishes.
    poll_seconds: u32,
    /// The second client that it names for this app.
    canary: Option<Canary>,
    /// Most endings that it takes.
    endings: Caps,
    /// Whether it takes complaints.
    complaints: bool,
    /// How it takes a part of a grant away.
    narrowing: Option<CanNarrow>,
}

impl Look {
    /// The shortest time between two looks that the issuer wishes now, where it says so.
    pub(super) fn poll_seconds(&self) -> Option<u32> {
        self.told.as_ref().map(|told| told.poll_seconds)
    }
}

/// Looks at the documents of an issuer.
pub(super) async fn look(inner: &Arc<Inner>, issuer: &IssuerId) -> Result<Look, Error> {
    let every = |outcome: Result<Option<Document>, Refusal>| KINDS.map(|kind| (kind, outcome.clone())).into();
    let nothing = |outcome| Look { issuer: issuer.clone(), pin: None, told: None, documents: every(outcome), learned: Learned::default() };
    let site = inner.store.issuer(issuer).await?.ok_or(Error::NotFound)?.site;
    let pinned = inner.store.pinned_keys(&site.issuer).await?;
    let standing = inner.store.documents().await?;
    let used = |kind| standing.iter().find(|one| one.issuer == *issuer && one.kind == kind).and_then(|one| one.edition.as_ref());
    let (known, now) = (inner.store.answers(issuer).await?, inner.now());
    let http = Conditional::new(inner.outside.http.as_ref(), &known);
    let all = async {
        let places = match documents::places(&http, &site, pinned.as_ref(), now).await {
            Ok(Some(places)) => places,
            Ok(None) => return nothing(Ok(None)),
            Err(why) => return nothing(Err(why)),
        };
        let read = |kind| documents::read(&http, &site, &places, kind, used(kind), now);
        let (directory, notices) = tokio::join!(read(DocumentKind::Directory), read(DocumentKind::Notices));
        // Keys are pinned by the first document that they sign, not by being served.
        let good = matches!(directory, Ok(Some(_))) || matches!(notices, Ok(Some(_)));
        let pin = (places.pin && good).then(|| (site.issuer.clone(), places.keys.clone()));
        let (poll_seconds, canary, endings) = (places.poll_seconds, places.canary.clone(), places.endings);
        let told = Some(Box::new(OfItself { poll_seconds, canary, endings, narrowing: places.narrowing.clone(), complaints: places.complaints }));
        Look {
            issuer: issuer.clone(),
            pin,
            told,
            documents: vec![(DocumentKind::Directory, directory), (DocumentKind::Notices, notices)],
            learned: Learned::default(),
        }
    };
    let look = tokio::time::timeout(PATIENCE, all).await.unwrap_or_else(|_| nothing(Err(Refusal::NotServed)));
    Ok(Look { learned: http.into_learned(), ..look })
}

/// Takes a look in.
pub(super) async fn take(write: &mut Write, look: &Look, now: Timestamp) -> Result<(), Error> {
    if let Some((issuer, keys)) = &look.pin {
        kept::pin(write, issuer, keys, now).await?;
    }
    answers::keep(write, &look.issuer, &look.learned).await?;
    if let Some(told) = &look.told {
        issuers::set_poll(write, &look.issuer, told.poll_seconds).await?;
        issuers::set_canary(write, &look.issuer, told.canary.as_ref()).await?;
        issuers::set_caps(write, &look.issuer, &told.endings).await?;
        issuers::set_complaints(write, &look.issuer, told.complaints).await?;
        issuers::set_narrowing(write, &look.issuer, told.narrowing.as_ref()).await?;
    }
    for (kind, outcome) in &look.documents {
        match outcome {
            Ok(None) => kept::withdrawn(write, &look.issuer, *kind, now).await?,
            Err(why) => kept::refused(write, &look.issuer, *kind, *why, now).await?,
            Ok(Some(document)) => {
                kept::good(write, &look.issuer, *kind, &document.edition, now).await?;
                match &document.content {
                    Some(Content::Directory(directory)) => kept::put_directory(write, &look.issuer, directory, now).await?,
                    Some(Content::Notices(all)) => notices::hear(write, &look.issuer, all, now).await?,
                    None => {}
                }
            }
        }
    }
    Ok(())
}

/// Gives the directory's words to permissions that the list itself does not explain.
pub(super) fn explain(grants: &mut [RemoteGrant], words: &[ScopeWords]) {
    for grant in grants {
        for permission in &mut grant.facts.permissions {
            let Some(known) = words.iter().find(|one| one.name == permission.scope) else { continue };
            if permission.words.is_none() {
                permission.words = Some(known.words.clone());
            }
            if permission.access == Access::Unknown {
                permission.access = known.access;
            }
            if permission.effect == Effect::Unknown {
                permission.effect = known.effect();
            }
        }
        most_weighty_first(&mut grant.facts.permissions);
    }
}
