//! The layout: blocks down the pages of A4, what belongs together kept together, the band of a side beside all that it says.

use super::font::{Fonts, Measure};
use super::lines::wrap;
use super::{Paper, Row, Section, Side, Tone};

/// A4 in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
const LEFT: f32 = 56.0;
const RIGHT: f32 = WIDTH - 52.0;
const TOP: f32 = 58.0;
const BOTTOM: f32 = HEIGHT - 66.0;
/// Where text begins beside a band.
const INNER: f32 = LEFT + 16.0;
/// Where values begin beside their labels.
const VALUE: f32 = INNER + 128.0;

pub(super) const INK: [u8; 3] = [0x1b, 0x24, 0x30];
pub(super) const INK_2: [u8; 3] = [0x4a, 0x55, 0x65];
pub(super) const LINE: [u8; 3] = [0xdf, 0xdc, 0xd4];
const ISSUER: ([u8; 3], [u8; 3]) = ([0x1d, 0x3c, 0x6e], [0xea, 0xf0, 0xf8]);
const CONNECTOR: ([u8; 3], [u8; 3]) = ([0x8a, 0x3d, 0x0c], [0xfb, 0xf0, 0xe6]);
const OWN: ([u8; 3], [u8; 3]) = (INK_2, [0xf3, 0xf1, 0xeb]);
const GOOD: [u8; 3] = [0x1e, 0x6b, 0x45];
const BAD: [u8; 3] = [0x7a, 0x52, 0x00];

/// What a text is in the document, for those who have it read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading,
    Paragraph,
    /// Belongs to the page, not to the document.
    Page,
}

/// One thing on a page.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// A line of text; lines of the same block are one paragraph.
    Text { x: f32, y: f32, size: f32, bold: bool, colour: [u8; 3], text: String, role: Role, block: usize },
    /// A filled box.
    Box { x: f32, y: f32, width: f32, height: f32, colour: [u8; 3] },
}

/// All pages.
pub(super) struct Layout {
    pub(super) pages: Vec<Vec<Mark>>,
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Set {
    size: f32,
    bold: bool,
    colour: [u8; 3],
    role: Role,
}

const TITLE: Set = Set { size: 11.0, bold: true, colour: INK_2, role: Role::Title };
const SUBJECT: Set = Set { size: 21.0, bold: true, colour: INK, role: Role::Heading };
const HEADING: Set = Set { size: 13.0, bold: true, colour: INK, role: Role::Heading };
const TEXT: Set = Set { size: 9.5, bold: false, colour: INK, role: Role::Paragraph };
const LABEL: Set = Set { size: 9.5, bold: false, colour: INK_2, role: Role::Paragraph };
const SMALL: Set = Set { size: 8.0, bold: false, colour: INK_2, role: Role::Paragraph };
/// Height of a line, in sizes.
const LEADING: f32 = 1.65;

/// A section under way.
struct Running {
    side: Side,
    band: String,
    /// Where its band begins on this page.
    from: f32,
}

struct Hand<'a> {
    pages: Vec<Vec<Mark>>,
    y: f32,
    block: usize,
    /// Whose word is being written: said again at the top of a page that it goes on on.
    running: Option<Running>,
    regular: Measure<'a>,
    bold: Measure<'a>,
}

impl Layout {
    pub(super) fn of(paper: &Paper, fonts: &Fonts) -> Self {
        let (Some(regular), Some(bold)) = (fonts.regular.measure(), fonts.bold.measure()) else { return Self { pages: vec![Vec::new()] } };
        let mut hand = Hand { pages: vec![Vec::new()], y: TOP, block: 0, running: None, regular, bold };
        hand.front(paper);
        for section in &paper.sections {
            hand.section(section);
        }
        hand.feet(paper);
        Self { pages: hand.pages }
    }
}

impl Hand<'_> {
    fn front(&mut self, paper: &Paper) {
        self.paragraph(&paper.title, LEFT, RIGHT, TITLE);
        self.y += 2.0;
        self.paragraph(&paper.subject, LEFT, RIGHT, SUBJECT);
        for about in &paper.about {
            self.paragraph(about, LEFT, RIGHT, Set { size: 9.0, ..LABEL });
        }
        self.y += 12.0;
        let (tone, headline) = &paper.headline;
        let colour = match tone {
            Tone::Good => GOOD,
            Tone::Bad => BAD,
            Tone::Plain => INK,
        };
        let top = self.y;
        self.y += 9.0;
        self.paragraph(headline, INNER, RIGHT - 12.0, Set { colour, ..HEADING });
        for lede in &paper.lede {
            self.paragraph(lede, INNER, RIGHT - 12.0, TEXT);
        }
        self.y += 9.0;
        self.frame(LEFT, top, RIGHT - LEFT, self.y - top, LINE);
        self.y += 6.0;
    }

    fn section(&mut self, section: &Section) {
        self.running = None;
        self.y += 16.0;
        // The heading, its band's words and a first fact stay together.
        let first = section.rows.first().map_or(0.0, |row| self.row_height(row));
        if self.y + 56.0 + first.min(160.0) > BOTTOM {
            self.turn();
        }
        self.running = Some(Running { side: section.side, band: section.band.clone(), from: self.y });
        self.band_words();
        self.y += 7.0;
        self.paragraph(&section.title, INNER, RIGHT, HEADING);
        if let Some(note) = &section.note {
            self.paragraph(note, INNER, RIGHT, SMALL);
        }
        self.y += 3.0;
        for (place, row) in section.rows.iter().enumerate() {
            let height = self.row_height(row);
            // One that is longer than a page begins where it is, and goes on.
            let whole = height < BOTTOM - TOP - 40.0;
            if self.y + if whole { height } else { 60.0 } > BOTTOM {
                self.turn();
            } else if place > 0 {
                self.mark(Mark::Box { x: INNER, y: self.y, width: RIGHT - INNER, height: 0.5, colour: LINE });
            }
            self.row(row);
        }
        self.end_band();
        self.running = None;
    }

    /// The words of the band, on its tint: whose word follows.
    fn band_words(&mut self) {
        let Some(Running { side, band, .. }) = &self.running else { return };
        let ((colour, tint), band) = (colours(*side), band.clone());
        let height = 19.0;
        self.mark(Mark::Box { x: LEFT, y: self.y, width: RIGHT - LEFT, height, colour: tint });
        self.block += 1;
        let set = Set { size: 8.5, bold: true, colour, role: Role::Paragraph };
        self.line(&band, INNER, self.y + 12.8, set);
        self.y += height;
    }

    /// Draws the band of the section under way, down to here.
    fn end_band(&mut self) {
        if let Some(Running { side, from, .. }) = self.running {
            self.band(side, from, self.y);
        }
    }

    fn row(&mut self, row: &Row) {
        self.y += 5.0;
        let (start, page) = (self.y, self.pages.len());
        self.paragraph(&row.label, INNER, VALUE - 12.0, LABEL);
        let after_label = std::mem::replace(&mut self.y, start);
        for value in &row.value {
            self.paragraph(value, VALUE, RIGHT, TEXT);
        }
        if let Some(said) = &row.said {
            self.paragraph(said, VALUE, RIGHT, SMALL);
        }
        if self.pages.len() == page {
            self.y = self.y.max(after_label);
        }
        self.y += 5.0;
    }

    fn row_height(&self, row: &Row) -> f32 {
        let of = |text: &str, left: f32, right: f32, set: Set| {
            let lines = self.wrap(text, right - left, set).len();
            f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * set.size * LEADING
        };
        let label = of(&row.label, INNER, VALUE - 12.0, LABEL);
        let value: f32 = row.value.iter().map(|value| of(value, VALUE, RIGHT, TEXT)).sum();
        10.0 + label.max(value + row.said.as_ref().map_or(0.0, |said| of(said, VALUE, RIGHT, SMALL)))
    }

    fn band(&mut self, side: Side, top: f32, bottom: f32) {
        for mark in band_marks(side, LEFT, top, bottom) {
            self.mark(mark);
        }
    }

    fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, colour: [u8; 3]) {
        for (x, y, width, height) in [(x, y, width, 0.7), (x, y + height, width, 0.7), (x, y, 0.7, height), (x + width, y, 0.7, height + 0.7)] {
            self.mark(Mark::Box { x, y, width, height, colour });
        }
    }

    fn paragraph(&mut self, text: &str, left: f32, right: f32, set: Set) {
        self.block += 1;
        for line in self.wrap(text, right - left, set) {
            if self.y + set.size * LEADING > BOTTOM + 6.0 {
                self.turn();
            }
            self.line(&line, left, self.y + set.size * (0.5 * LEADING + 0.38), set);
            self.y += set.size * LEADING;
        }
    }

    fn line(&mut self, text: &str, x: f32, y: f32, set: Set) {
        let Set { size, bold, colour, role } = set;
        if !text.is_empty() {
            self.mark(Mark::Text { x, y, size, bold, colour, text: text.to_owned(), role, block: self.block });
        }
    }

    fn feet(&mut self, paper: &Paper) {
        let count = self.pages.len();
        for place in 0..count {
            let number = format!("{} / {count}", place + 1);
            let set = Set { size: 7.5, bold: false, colour: INK_2, role: Role::Page };
            let right = RIGHT - self.width(&number, set);
            let y = HEIGHT - 36.0;
            let foot = wrap(&paper.foot, right - LEFT - 24.0, |line| self.width(line, set));
            let rule = Mark::Box { x: LEFT, y: y - 14.0, width: RIGHT - LEFT, height: 0.5, colour: LINE };
            let texts = foot.into_iter().take(2).enumerate().map(|(line, text)| (text, LEFT, if line == 0 { y } else { y + 11.0 }));
            let texts: Vec<Mark> = texts
                .chain([(number, right, y)])
                .map(|(text, x, y)| Mark::Text { x, y, size: set.size, bold: false, colour: set.colour, text, role: Role::Page, block: 0 })
                .collect();
            if let Some(page) = self.pages.get_mut(place) {
                page.push(rule);
                page.extend(texts);
            }
        }
    }

    fn turn(&mut self) {
        self.end_band();
        self.pages.push(Vec::new());
        self.y = TOP;
        if let Some(running) = &mut self.running {
            running.from = TOP;
        }
        self.band_words();
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Lines of a text; none of them a last one of two characters or less, which a line before it can spare others to.
    fn wrap(&self, text: &str, most: f32, set: Set) -> Vec<String> {
        let within = |most: f32| wrap(text, most, |line| self.width(line, set));
        let lines = within(most);
        let short = lines.len() > 1 && lines.last().is_some_and(|last| last.chars().count() <= 2);
        if short { within(most - 3.0 * set.size) } else { lines }
    }

    fn width(&self, text: &str, set: Set) -> f32 {
        if set.bold { self.bold.width(text, set.size) } else { self.regular.width(text, set.size) }
    }
}

/// The band of a side: told by shape and pattern as well as by colour.
pub(super) fn band_marks(side: Side, x: f32, top: f32, bottom: f32) -> Vec<Mark> {
    let (colour, _) = colours(side);
    match side {
        Side::Issuer => vec![Mark::Box { x, y: top, width: 5.0, height: bottom - top, colour }],
        Side::Own => vec![Mark::Box { x: x + 2.0, y: top, width: 1.2, height: bottom - top, colour }],
        Side::Connector => {
            // Stitches stand at fixed places of the page, so that pieces of a band meet.
            let (long, step) = (5.0, 8.0);
            let (mut marks, mut at) = (Vec::new(), (top / step).floor() * step);
            while at < bottom {
                let (from, to) = (at.max(top), (at + long).min(bottom));
                if to > from {
                    marks.push(Mark::Box { x: x + 1.0, y: from, width: 3.0, height: to - from, colour });
                }
                at += step;
            }
            marks
        }
    }
}

fn colours(side: Side) -> ([u8; 3], [u8; 3]) {
    match side {
        Side::Issuer => ISSUER,
        Side::Connector => CONNECTOR,
        Side::Own => OWN,
    }
}
