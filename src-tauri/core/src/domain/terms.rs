//! On what terms a service was let in, and how they differ later from what they were (R16).

use serde::{Deserialize, Serialize};

use super::connector::Chained;
use super::expiry::Reach;
use super::grant::Facts;
use super::permission::Permission;
use super::stated::Told;
use super::text::{Lang, Text};

/// What a person lets a service in on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The connector's name.
    pub connector: Text,
    /// The service's name.
    pub service: Text,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// Until when. Of a list this says nothing: a life that is renewed with every use moves on by itself.
    pub agreed_reach: Reach,
    /// Who gets data onward.
    pub chain: Told<Vec<Text>>,
}

/// How later terms differ from earlier ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Scopes that were not among the earlier ones.
    pub wider: Vec<String>,
    /// Whether it goes on for longer than was agreed.
    pub longer: bool,
    /// Earlier names, where they are others now.
    pub renamed: Vec<Text>,
    /// Names of those who get data onward and did not before.
    pub chained: Vec<Text>,
}

impl Terms {
    /// The terms as a list shows them.
    pub fn listed(facts: &Facts) -> Self {
        Self {
            connector: facts.connector.name.clone(),
            service: facts.service.name.clone(),
            permissions: facts.permissions.clone(),
            agreed_reach: Reach::NotTold,
            chain: facts.chain.told().map(|chain| names(chain)).into(),
        }
    }

    /// How what is listed now differs from these terms.
    pub fn compare(&self, now: &Facts) -> Differences {
        let agreed = |permission: &&Permission| !self.permissions.iter().any(|one| one.scope == permission.scope);
        let renamed = |then: &Text, now: &Text| (!same(then, now)).then(|| then.clone());
        let onward = now.chain.told().map(|chain| names(chain)).unwrap_or_default();
        Differences {
            wider: now.permissions.iter().filter(agreed).map(|permission| permission.scope.clone()).collect(),
            longer: reaches_further(self.agreed_reach, now.expiry.reach()),
            renamed: renamed(&self.connector, &now.connector.name).into_iter().chain(renamed(&self.service, &now.service.name)).collect(),
            chained: match &self.chain {
                Told::Told(then) => onward.into_iter().filter(|name| !then.iter().any(|known| same(known, name))).collect(),
                // Who was not told of may have been there from the start.
                Told::NotTold => Vec::new(),
            },
        }
    }
}

fn names(chain: &[Chained]) -> Vec<Text> {
    chain.iter().map(|one| one.name.clone()).collect()
}

/// The same name in any language that both have; another language is no other name.
fn same(then: &Text, now: &Text) -> bool {
    let common: Vec<_> = then.0.iter().filter_map(|(tag, words)| Some((words, now.0.get(tag)?))).collect();
    if common.is_empty() { Lang::ALL.iter().any(|lang| then.get(*lang) == now.get(*lang)) } else { common.iter().all(|(then, now)| then == now) }
}

/// By more than a day: the two clocks and the moment of signing differ.
fn reaches_further(agreed: Reach, listed: Reach) -> bool {
    match (agreed, listed) {
        (Reach::Until(_), Reach::UntilEnded) => true,
        (Reach::Until(agreed), Reach::Until(listed)) => listed - agreed > chrono::Duration::days(1),
        (Reach::NotTold | Reach::UntilEnded, _) | (Reach::Until(_), Reach::NotTold) => false,
    }
}
