//! What the library leaves out or does otherwise: bookmarks, links, structure, page labels,
//! language, metadata, colour profile, and compression.

use super::deflate::Deflater;
use super::small::{Small, named, reference};
use super::{PdfError, attached, behind, file, links, outline, srgb, structure, xmp};
use crate::display::{Folio, Layout};
use crate::document::Properties;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use pdf_writer::Ref;

/// Name of the library that wrote the file's skeleton, as it is told in the file.
const PRODUCER: &str = "printpdf 0.12.8";

/// Completes a document and writes it.
pub(super) fn finish(
    mut document: Document,
    layout: &Layout,
    properties: &Properties,
) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    behind::behind(&mut document, layout, &pages)?;
    let info = document.add_object(info(properties));
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    catalog(&mut document, layout, properties)?;
    // From here on the document gets no object of its own: the small ones are named after them.
    let small = led(&mut document, layout, &pages)?;
    compress(&mut document)?;
    file::write(&mut document, small)
}

/// Adds what leads through the file: bookmarks, links, structure.
fn led(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Result<Small, PdfError> {
    let mut small = Small::after(document);
    let names: Vec<Ref> = pages.iter().map(|page| named(*page)).collect();
    let elements = structure::names(&mut small, layout);
    let linked = links::links(&mut small, layout, (&names, &elements));
    let tree = structure::structure(&mut small, layout, (&names, &elements), &linked);
    let outline = outline::outline(&mut small, layout, &names);
    for ((number, page), links) in (0_i64..).zip(pages).zip(linked.of_pages) {
        let page = document.get_dictionary_mut(*page).map_err(failed)?;
        page.remove(b"Annots");
        if !links.is_empty() {
            page.set("Annots", links.into_iter().map(reference).collect::<Vec<_>>());
        }
        if tree.is_some() {
            page.set("StructParents", number);
            page.set("Tabs", "S");
        }
    }
    let root = root(document)?;
    let catalog = document.get_dictionary_mut(root).map_err(failed)?;
    match outline {
        Some(outline) => {
            catalog.set("Outlines", reference(outline));
            catalog.set("PageMode", "UseOutlines");
        }
        None => catalog.set("PageMode", "UseNone"),
    }
    if let Some(tree) = tree {
        catalog.set("StructTreeRoot", reference(tree));
        let mut marked = Dictionary::new();
        marked.set("Marked", true);
        catalog.set("MarkInfo", Object::Dictionary(marked));
    }
    Ok(small)
}

fn root(document: &Document) -> Result<ObjectId, PdfError> {
    document.trailer.get(b"Root").and_then(Object::as_reference).map_err(failed)
}

pub(super) fn failed(error: impl std::fmt::Display) -> PdfError {
    PdfError::Write(error.to_string())
}

/// Text as the format stores it: UTF-16 with a mark of the byte order.
pub(super) fn text(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// What the file says of itself as a whole.
fn catalog(
    document: &mut Document,
    layout: &Layout,
    properties: &Properties,
) -> Result<(), PdfError> {
    let root = root(document)?;
    let part = if layout.attachment.is_some() { 3 } else { 2 };
    let metadata = document.add_object(metadata(properties, part));
    let intent = intent(document);
    let date = date(properties);
    let attached = layout.attachment.as_ref().map(|file| attached::attach(document, file, &date));
    let catalog = document.get_dictionary_mut(root).map_err(failed)?;
    if let Some((files, names)) = attached {
        catalog.set("AF", files);
        catalog.set("Names", names);
    }
    catalog.set("PageLabels", labels(layout));
    catalog.set("Lang", Object::string_literal("zh-CN"));
    let mut viewer = Dictionary::new();
    viewer.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", viewer);
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", Object::Array(vec![Object::Dictionary(intent)]));
    Ok(())
}

/// What a reader shows as the number of each page: that which is printed on it.
fn labels(layout: &Layout) -> Dictionary {
    let mut ranges = Vec::new();
    let mut last = None;
    for (at, page) in layout.pages.iter().enumerate() {
        let mut label = Dictionary::new();
        let kind = match page.folio {
            Folio::None => {
                label.set("P", text("封面"));
                0
            }
            Folio::Roman(_) => {
                label.set("S", "r");
                1
            }
            Folio::Arabic(_) => {
                label.set("S", "D");
                2
            }
        };
        if last != Some(kind) {
            ranges.extend([Object::Integer(at as i64), Object::Dictionary(label)]);
            last = Some(kind);
        }
    }
    let mut labels = Dictionary::new();
    labels.set("Nums", Object::Array(ranges));
    labels
}

/// The date of the report as the format writes it.
fn date(properties: &Properties) -> String {
    properties.date.format("D:%Y%m%d000000+08'00'").to_string()
}

fn info(properties: &Properties) -> Dictionary {
    let mut info = Dictionary::new();
    info.set("Title", text(&properties.title));
    info.set("Author", text(&properties.author));
    info.set("Subject", text(&properties.subject));
    info.set("Keywords", text(&properties.keywords.join(", ")));
    info.set("Creator", text(&properties.creator));
    info.set("Producer", text(PRODUCER));
    let date = date(properties);
    info.set("CreationDate", Object::string_literal(date.clone()));
    info.set("ModDate", Object::string_literal(date));
    info
}

/// The same as the info dictionary, as XMP; never compressed, so that archives find it.
fn metadata(properties: &Properties, part: u8) -> Stream {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "Metadata");
    dictionary.set("Subtype", "XML");
    Stream::new(dictionary, xmp::xmp(properties, (PRODUCER, part)).into_bytes())
        .with_compression(false)
}

fn intent(document: &mut Document) -> Dictionary {
    let mut dictionary = Dictionary::new();
    dictionary.set("N", 3);
    let profile = document.add_object(Stream::new(dictionary, srgb::profile()));
    let mut intent = Dictionary::new();
    intent.set("Type", "OutputIntent");
    intent.set("S", "GTS_PDFA1");
    intent.set("OutputConditionIdentifier", Object::string_literal("sRGB IEC61966-2.1"));
    intent.set("Info", Object::string_literal("sRGB IEC61966-2.1"));
    intent.set("DestOutputProfile", profile);
    intent
}

/// Deflates every stream that is not yet, at the level where more costs time and gains
/// nothing: one half of the bytes beside the other.
fn compress(document: &mut Document) -> Result<(), PdfError> {
    let streams = document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    let mut streams: Vec<&mut Stream> =
        streams.filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter")).collect();
    let half = streams.iter().map(|stream| stream.content.len()).sum::<usize>() / 2;
    let mut before = 0;
    let middle = streams.iter().position(|stream| {
        before += stream.content.len();
        before > half
    });
    let (one, other) = streams.split_at_mut(middle.unwrap_or(0));
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| deflate(one));
        deflate(other)?;
        beside.join().unwrap_or_else(|_| Err(failed("deflating broke off")))
    })
}

fn deflate(streams: &mut [&mut Stream]) -> Result<(), PdfError> {
    let mut deflater = Deflater::new(super::LEVEL);
    for stream in streams {
        let packed = deflater.deflated(&stream.content)?;
        if packed.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
    Ok(())
}
