//! The records, as they are shown.

use std::collections::BTreeMap;

use super::views;
use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::grant::Grant;
use crate::domain::id::{GrantId, IssuerId};
use crate::domain::record::{self, Act};
use crate::domain::text::Lang;
use crate::ipc::{ListRecords, RecordListView, RecordView};
use crate::store::{Write, records};

impl Inner {
    /// Adds a line to the records, in the transaction of what it tells.
    pub(super) async fn record(&self, write: &mut Write, at: Timestamp, grant: Option<GrantId>, act: &Act) -> Result<(), Error> {
        Ok(records::append(write, at, grant, act, self.random()).await?)
    }

    /// Adds lines in order, many at a time.
    pub(super) async fn record_all(&self, write: &mut Write, at: Timestamp, acts: &[(Option<GrantId>, Act)]) -> Result<(), Error> {
        Ok(records::append_all(write, at, acts, || self.random()).await?)
    }

    pub(super) async fn list_records(&self, lang: Lang, request: ListRecords) -> Result<RecordListView, Error> {
        let limit = request.limit.unwrap_or(100).clamp(1, 500);
        let lines = self.store.records(request.grant, request.before, limit).await?;
        let (issuers, _) = self.issuers_and_accounts().await?;
        let acts = lines.iter().map(records::act).collect::<Result<Vec<_>, _>>()?;
        let concerned: Vec<GrantId> = acts.iter().flatten().filter_map(grant_of).collect();
        let grants: BTreeMap<GrantId, Grant> = self.store.grants_by_id(&concerned).await?.into_iter().map(|grant| (grant.id, grant)).collect();
        let view = |(line, act): (&record::Record, Option<record::Act>)| {
            let grant = act.as_ref().and_then(grant_of).and_then(|id| grants.get(&id));
            let issuer = grant.map(|grant| grant.issuer.clone()).or_else(|| act.as_ref().and_then(issuer_of));
            RecordView {
                number: line.number,
                at: line.at,
                service: grant.map(|grant| views::service_name(grant, lang)),
                issuer: issuer.map(|id| issuers.get(&id).map_or_else(|| id.to_string(), |issuer| issuer.name.get(lang).to_owned())),
                act,
                hash: hex::encode(line.hash),
            }
        };
        let before = lines.last().filter(|last| last.number > 1 && lines.len() == limit as usize).map(|last| last.number);
        Ok(RecordListView { records: lines.iter().zip(acts).map(view).collect(), before })
    }
}

fn grant_of(act: &record::Act) -> Option<GrantId> {
    match act {
        record::Act::GrantSeen { grant }
        | record::Act::GrantChanged { grant, .. }
        | record::Act::Checked { grant }
        | record::Act::OwnEnd { grant, .. }
        | record::Act::OwnEndCame { grant, .. }
        | record::Act::Ending { grant, .. } => Some(*grant),
        record::Act::Connected { .. }
        | record::Act::SignedOut { .. }
        | record::Act::Kept { .. }
        | record::Act::HeadUnfit { .. }
        | record::Act::Batch { .. } => None,
    }
}

fn issuer_of(act: &record::Act) -> Option<IssuerId> {
    match act {
        record::Act::Connected { issuer, .. } | record::Act::SignedOut { issuer, .. } => Some(issuer.clone()),
        record::Act::GrantSeen { .. }
        | record::Act::GrantChanged { .. }
        | record::Act::Checked { .. }
        | record::Act::OwnEnd { .. }
        | record::Act::OwnEndCame { .. }
        | record::Act::Batch { .. }
        | record::Act::Kept { .. }
        | record::Act::Ending { .. }
        | record::Act::HeadUnfit { .. } => None,
    }
}
