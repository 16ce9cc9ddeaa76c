//! The records, as they are shown.

use std::collections::BTreeMap;

use super::views;
use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::grant::Grant;
use crate::domain::id::{GrantId, IssuerId};
use crate::domain::record::{Act, Of, Record};
use crate::domain::text::Lang;
use crate::ipc::{ListRecords, RecordListView, RecordView};
use crate::store::{Write, records};

impl Inner {
    /// Adds a line to the records, in the transaction of what it tells.
    pub(super) async fn record(&self, write: &mut Write, at: Timestamp, grant: Option<GrantId>, act: &Act) -> Result<(), Error> {
        self.record_all(write, at, &[(grant, act.clone())]).await
    }

    /// Adds lines in order, many at a time.
    pub(super) async fn record_all(&self, write: &mut Write, at: Timestamp, acts: &[(Option<GrantId>, Act)]) -> Result<(), Error> {
        Ok(records::append(write, at, acts, &self.key, || self.random()).await?)
    }

    pub(super) async fn list_records(&self, lang: Lang, request: ListRecords) -> Result<RecordListView, Error> {
        let limit = request.limit.unwrap_or(100).clamp(1, 500);
        let lines = self.store.records(request.grant, request.before, limit).await?;
        let (issuers, _) = self.issuers_and_accounts().await?;
        let acts = lines.iter().map(records::act).collect::<Result<Vec<_>, _>>()?;
        let concerned: Vec<GrantId> = acts.iter().flatten().filter_map(grant_of).collect();
        let grants: BTreeMap<GrantId, Grant> = self.store.grants_by_id(&concerned).await?.into_iter().map(|grant| (grant.id, grant)).collect();
        let view = |(line, act): (&Record, Option<Act>)| {
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

fn grant_of(act: &Act) -> Option<GrantId> {
    match act {
        Act::GrantSeen { grant }
        | Act::GrantChanged { grant, .. }
        | Act::Checked { grant }
        | Act::OwnEnd { grant, .. }
        | Act::Exported { of: Of::One { grant }, .. }
        | Act::Ending { grant, .. }
        | Act::Narrowing { grant, .. }
        | Act::OwnEndCame { grant, .. }
        | Act::EndingReceipt { grant, .. }
        | Act::Deletion { grant, .. } => Some(*grant),
        Act::Case { grant, .. } => *grant,
        Act::Connected { .. }
        | Act::SignedOut { .. }
        | Act::Kept { .. }
        | Act::HeadUnfit { .. }
        | Act::BackedUp {}
        | Act::Batch { .. }
        | Act::Restored { .. }
        | Act::Measuring { .. }
        | Act::KeyIntroduced { .. }
        | Act::ErasedByRule { .. }
        | Act::NoticeHeard { .. }
        | Act::NoticeRead { .. }
        | Act::KeysTrusted { .. }
        | Act::Exported { of: Of::All, .. } => None,
    }
}

fn issuer_of(act: &Act) -> Option<IssuerId> {
    match act {
        Act::Connected { issuer, .. }
        | Act::SignedOut { issuer, .. }
        | Act::NoticeHeard { issuer, .. }
        | Act::NoticeRead { issuer, .. }
        | Act::KeysTrusted { issuer }
        | Act::Measuring { issuer, .. } => Some(issuer.clone()),
        Act::GrantSeen { .. }
        | Act::GrantChanged { .. }
        | Act::Checked { .. }
        | Act::OwnEnd { .. }
        | Act::Kept { .. }
        | Act::Ending { .. }
        | Act::Narrowing { .. }
        | Act::EndingReceipt { .. }
        | Act::Deletion { .. }
        | Act::Case { .. }
        | Act::HeadUnfit { .. }
        | Act::BackedUp {}
        | Act::OwnEndCame { .. }
        | Act::Batch { .. }
        | Act::Restored { .. }
        | Act::KeyIntroduced { .. }
        | Act::ErasedByRule { .. }
        | Act::Exported { .. } => None,
    }
}
