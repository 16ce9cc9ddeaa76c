//! The product without its own clockwork: a test takes every step of the owner, and in which order what came back is
//! taken in. The rules, the store and the conversations are those of every other run.

use std::sync::{Arc, Mutex};

use super::owner::{Event, Owner};
use super::{Desk, Error, Inner, Outside, Profile};
use crate::domain::ending::Ending;
use crate::domain::grant::Grant;
use crate::domain::id::GrantId;
use crate::issuers::wire::Tokens;
use crate::store::Disturbance;
use crate::store::accounts::Account;
use crate::store::issuers::Issuer;

/// One process on a profile.
pub struct Driven {
    desk: Desk,
    owner: Owner,
    arrived: Vec<Event>,
}

impl Driven {
    /// Opens the profile. Nothing is done by itself.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn open(profile: Profile, outside: Outside, disturbance: Option<Arc<dyn Disturbance>>) -> Result<Self, Error> {
        let (mut inner, inbox) = Inner::open(profile, outside).await?;
        if let Some(disturbance) = disturbance {
            inner.store.disturb(disturbance);
        }
        let inner = Arc::new(inner);
        let owner = Owner::new(Arc::clone(&inner), inbox);
        Ok(Self { desk: Desk { inner, owner: Mutex::new(None) }, owner, arrived: Vec::new() })
    }

    /// The contract, as every shell has it.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// A sign-in that went well.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn sign_in(&self, issuer: &Issuer, account: &Account, tokens: &Tokens) -> Result<(), Error> {
        self.desk.inner.keep_sign_in(issuer, account, tokens).await
    }

    /// Looks for work once.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn work(&mut self) -> Result<(), Error> {
        self.owner.work().await
    }

    /// Takes in what came back: how many conversations are over, and how many are not.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn arrived(&mut self) -> Result<(usize, usize), Error> {
        while let Ok(event) = self.owner.inbox.try_recv() {
            self.keep(event).await?;
        }
        let Owner { syncing, ending, receipts, many, head, .. } = &self.owner;
        let started = syncing.len() + ending.len() + receipts.len() + many.looks() + usize::from(head.is_busy());
        Ok((self.arrived.len(), started.saturating_sub(self.arrived.len())))
    }

    /// Waits until one more came back.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn arrival(&mut self) -> Result<(), Error> {
        match self.owner.inbox.recv().await {
            Some(event) => self.keep(event).await,
            None => Ok(()),
        }
    }

    async fn keep(&mut self, event: Event) -> Result<(), Error> {
        if let Event::Head(_) | Event::Supplied(_) = event {
            // These two are no conversation with an issuer.
            return self.owner.on(event).await;
        }
        self.arrived.push(event);
        Ok(())
    }

    /// Lets the owner take one of those that came back.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn take(&mut self, index: usize) -> Result<(), Error> {
        let event = self.arrived.remove(index);
        self.owner.on(event).await
    }

    /// Whether a grant was looked at that may be ended for what was seen, or is being ended.
    pub fn is_ending(&self) -> bool {
        !self.owner.ending.is_empty() || self.owner.many.is_busy()
    }

    /// The latest ending of a grant.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn ending(&self, grant: GrantId) -> Result<Option<Ending>, Error> {
        Ok(self.desk.inner.store.latest_ending(grant).await?)
    }

    /// The live grants.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn grants(&self) -> Result<Vec<Grant>, Error> {
        let store = &self.desk.inner.store;
        let ids: Vec<GrantId> = store.let_in().await?.iter().map(|one| one.grant).collect();
        let mut grants = store.grants_by_id(&ids).await?;
        grants.sort_by_key(|grant| grant.id);
        Ok(grants)
    }

    /// The sign-ins.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn accounts(&self) -> Result<Vec<Account>, Error> {
        Ok(self.desk.inner.store.accounts().await?)
    }

    /// Whether this process is the one that acts.
    pub fn leads(&self) -> bool {
        self.owner.leads()
    }
}
