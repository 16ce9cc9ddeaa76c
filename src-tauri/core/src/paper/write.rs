//! From marks on pages to PDF: text as text, tagged by what it is, in the order in which it is read.

use std::num::NonZeroU16;

use chrono::{Datelike as _, Timelike as _};
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, error::KrillaError};

use super::font::{Fonts, Measure};
use super::page::{HEIGHT, Layout, Mark, Role, WIDTH};
use crate::domain::Timestamp;

/// What a document says of itself.
pub(super) struct About<'a> {
    pub(super) lang: &'a str,
    pub(super) title: String,
    pub(super) made_at: Timestamp,
}

pub(super) fn write(about: &About<'_>, layout: &Layout, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let (Some(regular), Some(bold)) = (fonts.regular.measure(), fonts.bold.measure()) else { return Err("The font cannot be read".to_owned()) };
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(metadata(about));
    let mut groups: Vec<(usize, TagGroup)> = Vec::new();
    for marks in &layout.pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or("The size of the page")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Box { x, y, width, height, colour } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    fill_box(&mut surface, [*x, *y, *width, *height], *colour);
                    surface.end_tagged();
                }
                Mark::Text { x, y, size, bold: is_bold, colour, text, role, block } => {
                    let tag =
                        if *role == Role::Page { ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)) } else { ContentTag::Span(SpanTag::empty()) };
                    let line = surface.start_tagged(tag);
                    surface.set_fill(Some(fill(*colour)));
                    let glyphs = glyphs(text, if *is_bold { &bold } else { &regular });
                    surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, fonts.of(*is_bold).font.clone(), text, *size, false);
                    surface.end_tagged();
                    if *role != Role::Page {
                        let place = groups.iter().rposition(|(one, _)| one == block).unwrap_or_else(|| {
                            groups.push((*block, group(*role, text)));
                            groups.len() - 1
                        });
                        if let Some((_, group)) = groups.get_mut(place) {
                            group.push(line);
                        }
                    }
                }
            }
        }
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(about.lang.to_owned()));
    for (_, group) in groups {
        tree.push(group);
    }
    document.set_tag_tree(tree);
    document.finish().map_err(|error: KrillaError| format!("{error:?}"))
}

fn group(role: Role, text: &str) -> TagGroup {
    let heading = |level| TagGroup::new(Tag::Hn(level, Some(text.to_owned())));
    match role {
        Role::Title => heading(NonZeroU16::MIN),
        Role::Heading => heading(NonZeroU16::MIN.saturating_add(1)),
        Role::Paragraph | Role::Page => TagGroup::new(Tag::P),
    }
}

/// One glyph a character: Japanese and Latin text need no more.
fn glyphs(text: &str, measure: &Measure<'_>) -> Vec<KrillaGlyph> {
    text.char_indices()
        .map(|(from, character)| {
            let (glyph, width) = measure.glyph(character);
            KrillaGlyph::new(GlyphId::new(u32::from(glyph)), width, 0.0, 0.0, 0.0, from..from + character.len_utf8(), None)
        })
        .collect()
}

fn fill(colour: [u8; 3]) -> Fill {
    let [red, green, blue] = colour;
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn fill_box(surface: &mut Surface<'_>, [x, y, width, height]: [f32; 4], colour: [u8; 3]) {
    let mut path = PathBuilder::new();
    if let Some(shape) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(shape);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
    }
}

fn metadata(about: &About<'_>) -> Metadata {
    let at = about.made_at;
    let small = |value: u32| u8::try_from(value).unwrap_or_default();
    let date = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new().title(about.title.clone()).language(about.lang.to_owned()).creator("Renkei".to_owned()).creation_date(date)
}
