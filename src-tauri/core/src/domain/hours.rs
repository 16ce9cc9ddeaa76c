//! When a service or a contact point is open (R18): OpenStreetMap `opening_hours` with Japanese public holidays.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Tz;
use opening_hours::localization::Country;
use opening_hours::schedule::Schedule;
use opening_hours::{Context, OpeningHours, RuleKind};
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::lenient;
use super::text::Text;

/// The zone of hours that name none.
pub const HOME: &str = "Asia/Tokyo";

/// When something is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// In the syntax of OpenStreetMap.
    pub open: String,
    /// IANA time zone; Japan's where none is given.
    #[serde(default, deserialize_with = "lenient::line")]
    pub zone: Option<String>,
    /// In words.
    #[serde(default, deserialize_with = "lenient::text")]
    pub note: Option<Text>,
}

/// Whether it is open at one time, and when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenNow {
    /// Whether it is open.
    pub open: bool,
    /// Until when that stays; `None` where it never changes, or not within a year.
    pub until: Option<Timestamp>,
}

/// What every week is like: a span is in minutes from the midnight that its day begins with, and may end on the day after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// From Monday on.
    pub days: [Vec<Span>; 7],
    /// Public holidays.
    pub holidays: Holidays,
    /// Days of each year on which it is closed, from the first to the last of each.
    pub closed: Vec<(Day, Day)>,
}

/// A day of the year: its month and its day, both from 1.
pub type Day = (u8, u8);

/// From when until when.
pub type Span = (u16, u16);

/// What public holidays are like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holidays {
    /// As other days of their kind.
    AsUsual,
    /// Closed.
    Closed,
    /// All alike.
    Open(Vec<Span>),
}

/// A whole day, in minutes.
pub const DAY: u16 = 24 * 60;

/// What makes weeks differ, or cannot be said in times: the n-th weekday, days around a holiday, school holidays, the sun, an open end.
const NO_WEEK: [&str; 7] = ["[", " day", "SH", "sun", "dawn", "dusk", "+"];

/// Longest expression that is read.
const LONGEST: usize = 500;

impl Hours {
    /// Whether it is open at a time; `None` where the words cannot be read.
    pub fn at(&self, now: Timestamp) -> Option<OpenNow> {
        let zone: Tz = self.zone.as_deref().unwrap_or(HOME).parse().ok()?;
        let hours = self.read()?;
        // Unbounded, words that never change anything are followed day by day to the year 10000.
        let bound = chrono::Duration::days(366);
        let hours = hours.with_context(Context::default().with_holidays(Country::JP.holidays()).approx_bound_interval_size(bound));
        let local = now.with_timezone(&zone).naive_local();
        let open = hours.state(local).0 == RuleKind::Open;
        let change = hours.next_change(local).filter(|change| *change < local + bound);
        Some(OpenNow { open, until: change.and_then(|change| instant(zone, change)) })
    }

    /// What every week is like; `None` where weeks differ, or where words cannot say it as shortly.
    pub fn week(&self) -> Option<Week> {
        self.read()?;
        let (open, closed) = without_closed_days(&self.open);
        let regular = Self { open, ..self.clone() };
        let hours = regular.read()?;
        let every_week = hours.get_expression().rules.iter().all(|rule| {
            let days = &rule.day_selector;
            rule.comment.is_empty() && rule.kind != RuleKind::Unknown && days.year.is_empty() && days.monthday.is_empty() && days.week.is_empty()
        });
        if !every_week || NO_WEEK.iter().any(|word| regular.open.contains(word)) {
            return None;
        }
        let plain = |date: NaiveDate| spans(&hours.schedule_at(date));
        let monday = NaiveDate::from_isoywd_opt(2026, 1, chrono::Weekday::Mon)?;
        let ordinary: Vec<Vec<Span>> = monday.iter_days().take(7).map(plain).collect();
        let known = Country::JP.holidays();
        let by_holiday = hours.clone().with_context(Context::default().with_holidays(known.clone()));
        // Enough of them that each weekday is among them.
        let days = known.get_public().iter().filter(|date| (2026..2030).contains(&date.year()));
        let usual = |date: &NaiveDate| ordinary.get(usize::try_from(date.weekday().num_days_from_monday()).ok()?).cloned();
        let holidays: Vec<(Vec<Span>, Vec<Span>)> = days.filter_map(|date| Some((usual(&date)?, spans(&by_holiday.schedule_at(date))))).collect();
        let first = holidays.first().map(|(_, then)| then.clone()).unwrap_or_default();
        let holidays = if holidays.iter().all(|(usual, then)| usual == then) {
            Holidays::AsUsual
        } else if holidays.iter().any(|(_, then)| *then != first) {
            return None;
        } else if first.is_empty() {
            Holidays::Closed
        } else {
            Holidays::Open(first)
        };
        let days: [Vec<Span>; 7] = over_midnight(ordinary.clone()).try_into().ok()?;
        // A night before or after a holiday would take more words than this.
        (holidays == Holidays::AsUsual || days.as_slice() == ordinary).then_some(Week { days, holidays, closed })
    }

    fn read(&self) -> Option<OpeningHours> {
        Some(&self.open).filter(|open| !open.is_empty() && open.len() <= LONGEST)?.parse().ok()
    }
}

/// The rules but for those at the end that close it on days of each year, as "Dec 29-Jan 03 off" does, and these days.
fn without_closed_days(open: &str) -> (String, Vec<(Day, Day)>) {
    let (mut rules, mut closed): (Vec<&str>, Vec<(Day, Day)>) = (Vec::new(), Vec::new());
    for rule in open.split(';').map(str::trim) {
        let off = rule.strip_suffix(" off").or_else(|| rule.strip_suffix(" closed"));
        match off.and_then(|days| days.split(',').map(days_of_year).collect::<Option<Vec<_>>>()) {
            Some(days) => closed.extend(days),
            // What opens it again after that is more than can be said so.
            None if !closed.is_empty() && off.is_none() => return (open.to_owned(), Vec::new()),
            None => rules.push(rule),
        }
    }
    (rules.join("; "), closed)
}

/// "Dec 29-Jan 03", "Aug 13-16" or "Jan 01".
fn days_of_year(text: &str) -> Option<(Day, Day)> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |name: &str| MONTHS.iter().position(|month| *month == name).and_then(|at| u8::try_from(at + 1).ok());
    let number = |text: &str| text.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    let day = |text: &str| text.split_once(' ').and_then(|(name, day)| Some((month(name)?, number(day)?)));
    match text.trim().split_once('-') {
        None => day(text.trim()).map(|one| (one, one)),
        Some((from, to)) => {
            let from = day(from)?;
            Some((from, day(to).or_else(|| Some((from.0, number(to)?)))?))
        }
    }
}

/// When it is open on one day.
fn spans(day: &Schedule) -> Vec<Span> {
    let open = day.clone().into_iter().filter(|range| range.kind == RuleKind::Open);
    open.map(|range| (range.range.start.mins_from_midnight(), range.range.end.mins_from_midnight())).collect()
}

/// What goes on after midnight belongs to the day on which it begins.
fn over_midnight(mut week: Vec<Vec<Span>>) -> Vec<Vec<Span>> {
    for day in 0..week.len() {
        let before = (day + week.len() - 1) % week.len();
        let (Some(&(_, late)), Some(&(0, early))) = (week.get(before).and_then(|day| day.last()), week.get(day).and_then(|day| day.first())) else { continue };
        if late == DAY && early < DAY / 2 {
            if let Some(day) = week.get_mut(day) {
                day.remove(0);
            }
            if let Some(last) = week.get_mut(before).and_then(|day| day.last_mut()) {
                last.1 += early;
            }
        }
    }
    week
}

fn instant(zone: Tz, local: NaiveDateTime) -> Option<Timestamp> {
    zone.from_local_datetime(&local).earliest().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(open: &str) -> Hours {
        Hours { open: open.into(), zone: None, note: None }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn japanese_holidays_and_nights_close_what_says_so() {
        let office = hours("Mo-Fr 09:00-18:00; PH off");
        // A Friday morning in Tokyo.
        assert_eq!(office.at(at("2026-11-20T01:00:00Z")), Some(OpenNow { open: true, until: Some(at("2026-11-20T09:00:00Z")) }));
        // Monday is Labour Thanksgiving Day: closed from Friday evening to Tuesday morning.
        assert_eq!(office.at(at("2026-11-21T01:00:00Z")), Some(OpenNow { open: false, until: Some(at("2026-11-24T00:00:00Z")) }));
        assert_eq!(hours("24/7").at(at("2026-11-21T01:00:00Z")), Some(OpenNow { open: true, until: None }));
    }

    #[test]
    fn what_never_changes_is_known_without_walking_through_all_time() {
        for always in ["Mo-Su,PH 00:00-24:00", "Mo-Su 00:00-12:00,12:00-24:00; PH 00:00-24:00"] {
            assert_eq!(hours(always).at(at("2026-11-21T01:00:00Z")), Some(OpenNow { open: true, until: None }), "{always}");
        }
    }

    #[test]
    fn a_week_is_told_where_every_week_is_like_it() {
        let office = hours("Mo-Fr 09:00-18:00; PH off").week().unwrap();
        assert_eq!((office.days[0].clone(), office.days[5].clone(), office.holidays), (vec![(540, 1080)], vec![], Holidays::Closed));
        let bar = hours("Fr-Sa 18:00-02:00").week().unwrap();
        assert_eq!(
            (bar.days[4].clone(), bar.days[5].clone(), bar.days[6].clone(), bar.days[0].clone()),
            (vec![(1080, 1560)], vec![(1080, 1560)], vec![], vec![])
        );
        let always = hours("24/7").week().unwrap();
        assert_eq!((always.days[6].clone(), always.holidays), (vec![(0, DAY)], Holidays::AsUsual));
        assert_eq!(hours("Mo-Fr 09:00-12:00,13:00-17:00; PH 10:00-12:00").week().unwrap().holidays, Holidays::Open(vec![(600, 720)]));
        assert_eq!(hours("Mo-Sa 09:00-17:00").week().unwrap().holidays, Holidays::AsUsual);
        let turn = hours("Mo-Fr 09:30-17:00; PH off; Dec 29-Jan 03,Aug 13-15 off").week().unwrap();
        assert_eq!((turn.closed, turn.holidays), (vec![((12, 29), (1, 3)), ((8, 13), (8, 15))], Holidays::Closed));
        let uneven =
            ["Mo[1] 09:00-12:00", "Jan-Mar Mo-Fr 09:00-17:00", "2027 Mo-Fr 09:00-17:00", "week 1-20 Mo 09:00-12:00", "Mo-Fr sunrise-sunset", "Mo 09:00+"];
        let told = [
            "Mo-Fr 09:00-17:00 \"by appointment\"",
            "Mo-Fr 09:00-17:00; Jan 01 off; Sa 10:00-12:00",
            "PH -1 day off",
            "Mo-Fr 09:00-17:00; SH off",
            "Fr 18:00-02:00; PH off",
        ];
        for odd in uneven.into_iter().chain(told) {
            assert_eq!(hours(odd).week(), None, "{odd}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_guessed() {
        for odd in ["", "whenever we like", "Mo-Fr 99:00-18:00", &"Mo 09:00-10:00;".repeat(100)] {
            assert_eq!(hours(odd).at(at("2026-11-20T01:00:00Z")), None, "{odd}");
        }
        assert_eq!(Hours { zone: Some("Mars/Olympus".into()), ..hours("24/7") }.at(at("2026-11-20T01:00:00Z")), None);
    }
}
