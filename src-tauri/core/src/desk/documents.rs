//! Keeping the signed documents of issuers true: fetched beside the list, taken in with it. What is refused changes
//! nothing but the note that it was refused.

use std::sync::Arc;
use std::time::Duration;

use jsonwebtoken::jwk::JwkSet;

use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::directory::ScopeWords;
use crate::domain::document::{DocumentKind, Refusal};
use crate::domain::grant::RemoteGrant;
use crate::domain::id::IssuerId;
use crate::domain::permission::{Access, Effect, most_weighty_first};
use crate::issuers::documents::{self, Content, Document};
use crate::store::{Write, documents as kept, notices};

/// Longest time for both documents: the list does not wait longer for them.
const PATIENCE: Duration = Duration::from_secs(10);
const KINDS: [DocumentKind; 2] = [DocumentKind::Directory, DocumentKind::Notices];

/// What a look at an issuer's documents gave.
pub(super) struct Look {
    issuer: IssuerId,
    /// To be pinned, for the issuer's identifier.
    pin: Option<(String, JwkSet)>,
    documents: Vec<(DocumentKind, Result<Option<Document>, Refusal>)>,
}

/// Looks at the documents of an issuer.
pub(super) async fn look(inner: &Arc<Inner>, issuer: &IssuerId) -> Result<Look, Error> {
    let nothing = |why| Look { issuer: issuer.clone(), pin: None, documents: KINDS.map(|kind| (kind, Err(why))).into() };
    let site = inner.store.issuer(issuer).await?.ok_or(Error::NotFound)?.site;
    let pinned = inner.store.pinned_keys(&site.issuer).await?;
    let standing = inner.store.documents().await?;
    let used = |kind| standing.iter().find(|one| one.issuer == *issuer && one.kind == kind).and_then(|one| one.edition.as_ref());
    let (http, now) = (inner.outside.http.as_ref(), inner.now());
    let all = async {
        let places = match documents::places(http, &site, pinned.as_ref(), now).await {
            Ok(Some(places)) => places,
            Ok(None) => return Look { issuer: issuer.clone(), pin: None, documents: KINDS.map(|kind| (kind, Ok(None))).into() },
            Err(why) => return nothing(why),
        };
        let read = |kind| documents::read(http, &site, &places, kind, used(kind), now);
        let (directory, notices) = tokio::join!(read(DocumentKind::Directory), read(DocumentKind::Notices));
        // Keys are pinned by the first document that they sign, not by being served.
        let good = matches!(directory, Ok(Some(_))) || matches!(notices, Ok(Some(_)));
        let pin = (places.pin && good).then(|| (site.issuer.clone(), places.keys.clone()));
        Look { issuer: issuer.clone(), pin, documents: vec![(DocumentKind::Directory, directory), (DocumentKind::Notices, notices)] }
    };
    Ok(tokio::time::timeout(PATIENCE, all).await.unwrap_or_else(|_| nothing(Refusal::NotServed)))
}

/// Takes a look in.
pub(super) async fn take(write: &mut Write, look: &Look, now: Timestamp) -> Result<(), Error> {
    if let Some((issuer, keys)) = &look.pin {
        kept::pin(write, issuer, keys, now).await?;
    }
    for (kind, outcome) in &look.documents {
        match outcome {
            Ok(None) => kept::withdrawn(write, &look.issuer, *kind, now).await?,
            Err(why) => kept::refused(write, &look.issuer, *kind, *why, now).await?,
            Ok(Some(document)) => {
                kept::good(write, &look.issuer, *kind, &document.edition, now).await?;
                match &document.content {
                    Some(Content::Directory(entries, scopes)) => kept::put_directory(write, &look.issuer, entries, scopes).await?,
                    Some(Content::Notices(all)) => {
                        notices::hear(write, &look.issuer, all, now).await?;
                    }
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
