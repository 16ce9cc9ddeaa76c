//! The system's Japanese font, a regular and a bold face of it.

use fontdb::{Database, FaceInfo, Family, Query, Source, Stretch, Style, Weight};
use krilla::text::{Font, Tag};
use ttf_parser::{Face, GlyphId, Permissions};

/// There is no font on this system that can write Japanese and may be embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("No font of this system can write Japanese")]
pub struct NoFont;

/// Families that are good to read, the best first; beside them any that has the characters will do.
const FAMILIES: [&str; 14] = [
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic",
    "BIZ UDPGothic",
    "BIZ UDGothic",
    "Meiryo",
    "Source Han Sans JP",
    "IPAexGothic",
    "IPAGothic",
    "TakaoPGothic",
    "VL PGothic",
    "MS PGothic",
];

/// Characters that every Japanese font has and no other: kana, and kanji in their Japanese use.
const NEEDED: [char; 8] = ['連', '携', '解', '済', '働', 'ひ', 'カ', '。'];

/// One face: for measuring, and for writing.
pub(super) struct Type {
    data: Vec<u8>,
    index: u32,
    weight: f32,
    pub(super) font: Font,
}

/// A regular and a bold face.
pub struct Fonts {
    pub(super) regular: Type,
    pub(super) bold: Type,
}

impl Fonts {
    /// Looks for them on this system. Reads many files: not for a task that others wait for.
    ///
    /// # Errors
    /// [`NoFont`]
    pub fn find() -> Result<Self, NoFont> {
        let mut all = Database::new();
        all.load_system_fonts();
        Self::among(&all)
    }

    fn among(all: &Database) -> Result<Self, NoFont> {
        let known = FAMILIES.into_iter().find_map(|family| named(all, family, Weight::NORMAL));
        let regular = known.or_else(|| all.faces().filter(|face| face.style == Style::Normal).find_map(|face| usable(all, face, 400.0)));
        let regular = regular.ok_or(NoFont)?;
        let bold = regular.1.iter().find_map(|family| named(all, family, Weight::BOLD)).map(|(bold, _)| bold);
        // Where there is no bold face, headings are told by their size alone.
        let bold = bold.or_else(|| Type::new(regular.0.data.clone(), regular.0.index, 700.0)).ok_or(NoFont)?;
        Ok(Self { regular: regular.0, bold })
    }

    pub(super) fn of(&self, bold: bool) -> &Type {
        if bold { &self.bold } else { &self.regular }
    }
}

type Found = (Type, Vec<String>);

fn named(all: &Database, family: &str, weight: Weight) -> Option<Found> {
    let query = Query { families: &[Family::Name(family)], weight, stretch: Stretch::Normal, style: Style::Normal };
    all.query(&query).and_then(|id| all.face(id)).and_then(|face| usable(all, face, f32::from(weight.0)))
}

fn usable(all: &Database, info: &FaceInfo, weight: f32) -> Option<Found> {
    let families = info.families.iter().map(|(name, _)| name.clone()).collect();
    let read = |data: &[u8], index| {
        let face = Face::parse(data, index).ok()?;
        let tables = face.tables();
        let outlines = tables.glyf.is_some() || tables.cff.is_some();
        let allowed = !matches!(face.permissions(), Some(Permissions::Restricted));
        let japanese = NEEDED.iter().all(|one| face.glyph_index(*one).is_some());
        (outlines && allowed && japanese).then(|| data.to_vec()).and_then(|data| Type::new(data, index, weight))
    };
    match &info.source {
        Source::File(_) | Source::SharedFile(..) | Source::Binary(_) => all.with_face_data(info.id, read).flatten().map(|found| (found, families)),
    }
}

impl Type {
    fn new(data: Vec<u8>, index: u32, weight: f32) -> Option<Self> {
        let variable = Face::parse(&data, index).ok()?.is_variable();
        let font =
            if variable { Font::new_variable(data.clone().into(), index, &[(Tag::new(b"wght"), weight)]) } else { Font::new(data.clone().into(), index) };
        Some(Self { data, index, weight, font: font? })
    }

    /// For measuring.
    pub(super) fn measure(&self) -> Option<Measure<'_>> {
        let mut face = Face::parse(&self.data, self.index).ok()?;
        if face.is_variable() {
            face.set_variation(ttf_parser::Tag::from_bytes(b"wght"), self.weight);
        }
        Some(Measure(face))
    }
}

/// How wide characters are.
pub(super) struct Measure<'a>(Face<'a>);

impl Measure<'_> {
    /// The glyph of a character, and its width in ems. A character that the font lacks is drawn as its sign for that.
    pub(super) fn glyph(&self, character: char) -> (u16, f32) {
        let glyph = self.0.glyph_index(character).unwrap_or(GlyphId(0));
        let width = self.0.glyph_hor_advance(glyph).unwrap_or(self.0.units_per_em());
        (glyph.0, f32::from(width) / f32::from(self.0.units_per_em()))
    }

    /// The width of a text at a size, in points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|character| self.glyph(character).1).sum::<f32>() * size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_without_a_japanese_font_is_told_apart() {
        assert!(Fonts::among(&Database::new()).is_err());
    }
}
