//! The sheet of contact points: cards in two columns, on one page of A4 where that can still be read.

use super::font::{Fonts, Measure};
use super::lines::wrap;
use super::page::{HEIGHT, INK, INK_2, LINE, Layout, Mark, Role, WIDTH, band_marks};
use super::{Sheet, Weight};

const LEFT: f32 = 40.0;
const RIGHT: f32 = WIDTH - 40.0;
const TOP: f32 = 42.0;
const BOTTOM: f32 = HEIGHT - 40.0;
const GAP: f32 = 18.0;
/// How wide a column is.
const COLUMN: f32 = (RIGHT - LEFT - GAP) / 2.0;
/// Sizes that are tried, the largest first; nobody reads a smaller one from a fridge.
const SCALES: [f32; 4] = [1.0, 0.88, 0.76, 0.66];
const LEADING: f32 = 1.5;

/// Sets it as large as one page allows; where none does, it goes on over pages in the smallest.
pub(super) fn layout(sheet: &Sheet, fonts: &Fonts) -> Layout {
    let (Some(regular), Some(bold)) = (fonts.regular.measure(), fonts.bold.measure()) else { return Layout { pages: vec![Vec::new()] } };
    let set = |scale| Hand { scale, regular: &regular, bold: &bold, pages: vec![Vec::new()], column: 0, y: TOP, top: TOP, block: 0 }.set(sheet);
    let mut last = Layout { pages: vec![Vec::new()] };
    for scale in SCALES {
        last = set(scale);
        if last.pages.len() == 1 {
            break;
        }
    }
    last
}

struct Hand<'a> {
    scale: f32,
    regular: &'a Measure<'a>,
    bold: &'a Measure<'a>,
    pages: Vec<Vec<Mark>>,
    /// 0 is the left one.
    column: u8,
    y: f32,
    /// Where columns begin on this page.
    top: f32,
    block: usize,
}

impl Hand<'_> {
    fn set(mut self, sheet: &Sheet) -> Layout {
        self.y = TOP;
        for line in self.wrapped(&sheet.title, RIGHT - LEFT, 17.0, true) {
            self.text(&line, LEFT, 17.0, true, INK, Role::Title);
        }
        for lede in &sheet.lede {
            self.block += 1;
            for line in self.wrapped(lede, RIGHT - LEFT, 8.5, false) {
                self.text(&line, LEFT, 8.5, false, INK_2, Role::Paragraph);
            }
        }
        self.y += 8.0;
        self.top = self.y;
        for card in &sheet.cards {
            let lines = self.lines(card);
            let height: f32 = lines.iter().map(|(_, size, ..)| size * LEADING).sum::<f32>() + 9.0 * self.scale;
            if self.y + height > BOTTOM {
                self.turn();
            }
            let (x, from) = (self.x(), self.y);
            for (line, size, bold, colour) in lines {
                self.text(&line, x + 11.0, size / self.scale, bold, colour, Role::Paragraph);
            }
            if let Some(page) = self.pages.last_mut() {
                page.extend(band_marks(card.side, x, from + 1.0, self.y));
                page.push(Mark::Box { x, y: self.y + 4.0 * self.scale, width: COLUMN, height: 0.5, colour: LINE });
            }
            self.y += 9.0 * self.scale;
            self.block += 1;
        }
        for page in &mut self.pages {
            page.push(Mark::Text { x: LEFT, y: HEIGHT - 24.0, size: 7.0, bold: false, colour: INK_2, text: sheet.foot.clone(), role: Role::Page, block: 0 });
        }
        Layout { pages: self.pages }
    }

    /// The lines of a card: text, size, weight and colour.
    fn lines(&self, card: &super::Card) -> Vec<(String, f32, bool, [u8; 3])> {
        let most = COLUMN - 11.0;
        let of = |weight: Weight| match weight {
            Weight::Name => (11.0, true, INK),
            Weight::Number => (14.0, true, INK),
            Weight::Plain => (9.0, false, INK),
            Weight::Small => (7.5, false, INK_2),
        };
        let mut lines = Vec::new();
        for (weight, text) in &card.lines {
            let (size, bold, colour) = of(*weight);
            lines.extend(self.wrapped(text, most, size, bold).into_iter().map(|line| (line, size * self.scale, bold, colour)));
        }
        lines
    }

    fn x(&self) -> f32 {
        if self.column == 0 { LEFT } else { LEFT + COLUMN + GAP }
    }

    fn turn(&mut self) {
        if self.column == 0 {
            self.column = 1;
        } else {
            self.column = 0;
            self.pages.push(Vec::new());
            self.top = TOP;
        }
        self.y = self.top;
    }

    fn wrapped(&self, text: &str, most: f32, size: f32, bold: bool) -> Vec<String> {
        let measure = if bold { self.bold } else { self.regular };
        wrap(text, most, |line| measure.width(line, size * self.scale))
    }

    fn text(&mut self, text: &str, x: f32, size: f32, bold: bool, colour: [u8; 3], role: Role) {
        let size = size * self.scale;
        let (y, block) = (self.y + size * (0.5 * LEADING + 0.38), self.block);
        if let Some(page) = self.pages.last_mut() {
            page.push(Mark::Text { x, y, size, bold, colour, text: text.to_owned(), role, block });
        }
        self.y += size * LEADING;
    }
}
