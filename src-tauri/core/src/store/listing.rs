//! The list: searched, filtered, sorted and cut into pages by the database, never by copying it.

use sqlx::FromRow;

use super::grants::{COLUMNS, Row};
use super::{Store, StoreError, micros};
use crate::domain::Timestamp;
use crate::domain::conclusion::{SOON_DAYS, UNUSED_DAYS};
use crate::domain::fold::fold;
use crate::domain::grant::Grant;
use crate::domain::listing::{Counts, Filter, Sort};

/// A page of the list.
#[derive(Debug)]
pub struct Page {
    /// The grants.
    pub grants: Vec<Grant>,
    /// Where the next page starts.
    pub next_cursor: Option<String>,
    /// How many match in all.
    pub total: u32,
}

/// What is asked of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Words to find.
    pub search: &'a str,
    /// Only these.
    pub filter: Filter,
    /// In this order.
    pub sort: Sort,
    /// Where the last page stopped.
    pub cursor: Option<&'a str>,
    /// How many.
    pub limit: u32,
    /// The time.
    pub now: Timestamp,
}

#[derive(FromRow)]
struct Sorted {
    sort_key: String,
    #[sqlx(flatten)]
    row: Row,
}

impl Store {
    /// A page of the list.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Value`] for a cursor that is not ours.
    pub async fn list(&self, wanted: &Wanted<'_>) -> Result<Page, StoreError> {
        let words: Vec<String> = wanted.search.split_whitespace().map(fold).filter(|word| !word.is_empty()).take(8).collect();
        // $1 unused since, $2 now, $3 soon, $4… the words.
        let mut clauses = vec![condition(wanted.filter).to_owned()];
        clauses.extend((0..words.len()).map(|index| {
            format!("(instr(search, ${n}) > 0 OR instr((SELECT name_fold FROM issuer_names WHERE issuer_names.id = issuer), ${n}) > 0)", n = index + 4)
        }));
        let matching = clauses.join(" AND ");
        let names = self.issuer_names().await?;
        let total_sql = format!("WITH issuer_names(id, name_fold) AS ({names}) SELECT COUNT(*) FROM grants WHERE {matching}");
        let mut total = sqlx::query_scalar(sqlx::AssertSqlSafe(total_sql));
        let times = [wanted.now - chrono::Duration::days(UNUSED_DAYS), wanted.now, wanted.now + chrono::Duration::days(SOON_DAYS)];
        for at in times {
            total = total.bind(micros(at));
        }
        for word in &words {
            total = total.bind(word);
        }
        let total: i64 = total.fetch_one(self.pool()).await?;
        let (from, after) = (words.len() + 4, words.len() + 5);
        let page_sql = format!(
            "WITH issuer_names(id, name_fold) AS ({names}),
                  sorted AS (SELECT {COLUMNS}, ({key}) || char(31) || id AS sort_key FROM grants WHERE {matching})
             SELECT {COLUMNS}, sort_key FROM sorted WHERE sort_key > ${from} ORDER BY sort_key LIMIT ${after}",
            key = key(wanted.sort),
        );
        let mut page = sqlx::query_as::<_, Sorted>(sqlx::AssertSqlSafe(page_sql));
        for at in times {
            page = page.bind(micros(at));
        }
        for word in &words {
            page = page.bind(word);
        }
        let mut rows = page.bind(wanted.cursor.unwrap_or_default()).bind(i64::from(wanted.limit) + 1).fetch_all(self.pool()).await?;
        let more = rows.len() > wanted.limit as usize;
        rows.truncate(wanted.limit as usize);
        let next_cursor = rows.last().filter(|_| more).map(|last| last.sort_key.clone());
        let grants = rows.into_iter().map(|sorted| sorted.row.read()).collect::<Result<_, _>>()?;
        Ok(Page { grants, next_cursor, total: u32::try_from(total).unwrap_or(u32::MAX) })
    }

    /// Counts for all filters in one pass.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn counts(&self, now: Timestamp) -> Result<Counts, StoreError> {
        let all = [Filter::Live, Filter::MovesMoney, Filter::Writes, Filter::Unused, Filter::ExpiresSoon, Filter::Suspended, Filter::EndingOpen, Filter::Ended];
        let sums: Vec<String> = all.into_iter().map(|filter| format!("COALESCE(SUM({}), 0)", condition(filter))).collect();
        let sql = format!("SELECT {} FROM grants WHERE $1 = $1 AND $2 = $2 AND $3 = $3", sums.join(", "));
        let row: (i64, i64, i64, i64, i64, i64, i64, i64) = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(micros(now - chrono::Duration::days(UNUSED_DAYS)))
            .bind(micros(now))
            .bind(micros(now + chrono::Duration::days(SOON_DAYS)))
            .fetch_one(self.pool())
            .await?;
        let count = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
        Ok(Counts {
            live: count(row.0),
            moves_money: count(row.1),
            writes: count(row.2),
            unused: count(row.3),
            expires_soon: count(row.4),
            suspended: count(row.5),
            ending_open: count(row.6),
            ended: count(row.7),
        })
    }

    /// A subquery with the folded names of the issuers; they are few.
    async fn issuer_names(&self) -> Result<String, StoreError> {
        let rows = self.issuers().await?;
        if rows.is_empty() {
            return Ok("SELECT '', ''".to_owned());
        }
        let quote = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let values: Vec<String> = rows
            .iter()
            .map(|issuer| format!("({}, {})", quote(issuer.id.as_str()), quote(&issuer.name.all().map(fold).collect::<Vec<_>>().join("\n"))))
            .collect();
        Ok(format!("VALUES {}", values.join(", ")))
    }
}

fn condition(filter: Filter) -> &'static str {
    match filter {
        Filter::Live => "(live = 1)",
        Filter::MovesMoney => "(live = 1 AND weight = 0)",
        Filter::Writes => "(live = 1 AND weight IN (0, 2))",
        Filter::Unused => "(live = 1 AND idle_since IS NOT NULL AND idle_since <= $1)",
        Filter::ExpiresSoon => "(live = 1 AND reach_at IS NOT NULL AND reach_at > $2 AND reach_at <= $3)",
        Filter::Suspended => "(live = 1 AND suspended = 1)",
        Filter::EndingOpen => "EXISTS (SELECT 1 FROM endings WHERE endings.grant_id = grants.id AND settled = 0 AND narrows = 0)",
        Filter::Ended => "(live = 0)",
        Filter::All => "(1 = 1)",
    }
}

/// One text that sorts as wanted; what is not told stands at the end.
fn key(sort: Sort) -> &'static str {
    match sort {
        Sort::Weight => "weight || service_sort",
        Sort::Service => "service_sort",
        Sort::Connector => "connector_sort || char(31) || service_sort",
        Sort::Issuer => "issuer || char(31) || weight || service_sort",
        Sort::Expiry => "printf('%020d', COALESCE(reach_at, 9000000000000000000)) || service_sort",
        Sort::LastUsed => "printf('%020d', 9000000000000000000 - COALESCE(last_used, 0)) || service_sort",
        Sort::Granted => "printf('%020d', 9000000000000000000 - COALESCE(granted_at, 0)) || service_sort",
    }
}
