//! Cases in lines, by a fixed number of queries however many they are; and the throwing away of what was never sent.

use super::routes::{Held, Known};
use super::{Error, Inner};
use crate::domain::case::{About, Case};
use crate::domain::event::of_case;
use crate::domain::id::{CaseId, GrantId};
use crate::domain::record::{Act, CaseAct};
use crate::domain::text::Lang;
use crate::ipc::{CaseLineView, ErrorCode, Topic};
use crate::store::grants::Listed;
use crate::store::{cases, events};

/// How much of the person's own words tells one case from the next, in characters.
const BEGINNING: usize = 60;

impl Inner {
    pub(super) async fn list_cases(&self, lang: Lang) -> Result<Vec<CaseLineView>, Error> {
        self.case_lines(&self.held().await?, self.store.cases().await?.iter(), lang).await
    }

    /// These cases in lines, in their order.
    pub(super) async fn case_lines<'a>(&self, held: &Held, all: impl Iterator<Item = &'a Case> + Clone, lang: Lang) -> Result<Vec<CaseLineView>, Error> {
        let ids: Vec<GrantId> = all.clone().filter_map(|case| if let About::Grant { grant } = case.about { Some(grant) } else { None }).collect();
        let grants = self.store.grants_by_id(&ids).await?;
        let notes = self.store.all_kept("").await?;
        let known = |case: &Case| -> Option<Known> {
            match case.about {
                About::Grant { grant } if held.accounts.iter().any(|account| account.id.0 == grant.0) => Some(self.known_app(lang)),
                About::Grant { grant } => Some(self.known_listed(held, &Listed::of(grants.iter().find(|one| one.id == grant)?), None)),
                About::Kept { kept } => Some(self.known_note(held, notes.iter().find(|one| one.id == kept)?)),
                About::App => Some(self.known_app(lang)),
            }
        };
        let now = self.now();
        let line = |case: &Case| {
            let known = known(case).unwrap_or_else(|| Self::known_of_case(case));
            CaseLineView {
                id: case.id,
                about: case.about,
                service: known.service.get(lang).to_owned(),
                matter: case.matter,
                state: case.state(),
                due: case.is_due(now),
                to: known.name(&case.party, lang),
                begins: beginning(&case.letter.written.words),
                number: case.number().map(str::to_owned),
                opened_at: case.opened_at,
            }
        };
        Ok(all.map(line).collect())
    }

    /// Throws away what was written and never sent. The records keep that it was.
    pub(super) async fn discard_case(&self, id: CaseId) -> Result<(), Error> {
        let now = self.now();
        let mut write = self.store.write().await?;
        let case = cases::get(&mut write, id).await?.ok_or(Error::NotFound)?;
        if !case.is_only_written() {
            return Err(Error::Plain(ErrorCode::CaseGoneOn));
        }
        cases::erase(&mut write, id).await?;
        events::settle(&mut write, &[of_case(id)], now).await?;
        let grant = if let About::Grant { grant } = case.about { Some(grant) } else { None };
        self.record(&mut write, now, grant, &Act::Case { case: id, grant, matter: case.matter, what: CaseAct::Discarded, letter: None }).await?;
        self.commit(write, &[Topic::Cases, Topic::Records, Topic::Events]).await
    }
}

/// How words begin, in one line.
fn beginning(words: &str) -> Option<String> {
    let line = words.lines().find(|line| !line.trim().is_empty())?;
    let kept: String = line.chars().take(BEGINNING).collect();
    let cut = kept.len() < line.len() || words.trim_end().len() > line.len();
    Some(if cut { format!("{}…", kept.trim_end()) } else { kept })
}
