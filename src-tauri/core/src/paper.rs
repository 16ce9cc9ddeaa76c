//! Pages to hand over: headings and facts of the two sides and of this app, laid out and written as PDF with text that can be selected.
//! What stands on them is decided elsewhere.

mod font;
mod lines;
mod page;
mod sheet;
mod write;

pub use font::{Fonts, NoFont};
use page::Layout;
use write::About;

use crate::domain::Timestamp;

/// Whose word a section is; never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What the issuer says: a solid band in indigo.
    Issuer,
    /// What the connector says, or the issuer relays of it: a stitched band in terracotta.
    Connector,
    /// This app and its person: a thin band in ink.
    Own,
}

/// How the headline reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Seen to be so.
    Good,
    /// Not, or not yet.
    Bad,
    /// Neither.
    Plain,
}

/// What is written on the pages.
#[derive(Debug, Clone)]
pub struct Paper {
    /// BCP 47 tag of the words.
    pub lang: &'static str,
    /// What it is.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// When, by what, of what.
    pub about: Vec<String>,
    /// How it stands, in one line.
    pub headline: (Tone, String),
    /// What that means.
    pub lede: Vec<String>,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// Stands at the foot of each page.
    pub foot: String,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A part that one side says.
#[derive(Debug, Clone)]
pub struct Section {
    /// Whose word it is.
    pub side: Side,
    /// The band's words: the side, and the party's name.
    pub band: String,
    /// Its heading.
    pub title: String,
    /// Under the heading.
    pub note: Option<String>,
    /// What is said.
    pub rows: Vec<Row>,
}

/// One fact.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is; a time, where rows follow each other in time.
    pub label: String,
    /// What is said, a paragraph each.
    pub value: Vec<String>,
    /// Who said it and when.
    pub said: Option<String>,
}

/// Writes the pages.
///
/// # Errors
/// What the writer of PDF says; a mistake of ours.
pub fn pdf(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let layout = Layout::of(paper, fonts);
    let title = format!("{} · {}", paper.title, paper.subject);
    write::write(&About { lang: paper.lang, title, made_at: paper.made_at }, &layout, fonts)
}

/// What is to be seen at a glance: short cards, as many on a page as can be read.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// BCP 47 tag of the words.
    pub lang: &'static str,
    /// What it is.
    pub title: String,
    /// Under the title.
    pub lede: Vec<String>,
    /// The cards in order.
    pub cards: Vec<Card>,
    /// Stands at the foot of each page.
    pub foot: String,
    /// When it was made.
    pub made_at: Timestamp,
}

/// One party.
#[derive(Debug, Clone)]
pub struct Card {
    /// Whose it is.
    pub side: Side,
    /// What stands on it.
    pub lines: Vec<(Weight, String)>,
}

/// How a line of a card is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Whose card it is.
    Name,
    /// A number to call, to be read from afar.
    Number,
    /// Anything else.
    Plain,
    /// Beside it.
    Small,
}

/// Writes a sheet.
///
/// # Errors
/// What the writer of PDF says; a mistake of ours.
pub fn sheet_pdf(sheet: &Sheet, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let layout = sheet::layout(sheet, fonts);
    write::write(&About { lang: sheet.lang, title: sheet.title.clone(), made_at: sheet.made_at }, &layout, fonts)
}
