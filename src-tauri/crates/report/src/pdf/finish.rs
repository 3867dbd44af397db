//! What the library leaves out or does otherwise: bookmarks, page labels, language,
//! metadata, colour profile, a fixed identity, and compression.

use super::{PdfError, attached, behind, outline, srgb, structure, xmp};
use crate::display::{Folio, Layout};
use crate::document::Properties;
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{
    Dictionary, Document, Object, ObjectId, ObjectStreamConfig, SaveOptions, Stream, StringFormat,
};
use sha2::{Digest, Sha256};
use std::io::Write;

/// Name of the library that wrote the file's skeleton, as it is told in the file.
const PRODUCER: &str = "printpdf 0.12.8";

/// Bytes of the identity of a file.
const IDENTITY: usize = 16;

/// Completes a document and writes it.
pub(super) fn finish(
    mut document: Document,
    layout: &Layout,
    properties: &Properties,
) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for page in &pages {
        annotations(&mut document, *page)?;
    }
    behind::behind(&mut document, layout, &pages)?;
    let catalog = catalog(&mut document, layout, (&pages, properties))?;
    document.trailer.set("Root", catalog);
    let info = document.add_object(info(properties));
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    let half = Object::String(vec![0; IDENTITY], StringFormat::Hexadecimal);
    document.trailer.set("ID", Object::Array(vec![half.clone(), half]));
    compress(&mut document)?;
    let mut bytes = Vec::new();
    // The structure is thousands of small objects: packed together they weigh little, however
    // hard they are deflated.
    let packed = ObjectStreamConfig { max_objects_per_stream: 200, compression_level: 1 };
    let options = SaveOptions {
        use_object_streams: true,
        use_xref_streams: true,
        object_stream_config: packed,
        ..SaveOptions::default()
    };
    document.save_with_options(&mut bytes, options).map_err(failed)?;
    identify(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn failed(error: impl std::fmt::Display) -> PdfError {
    PdfError::Write(error.to_string())
}

/// Text as the format stores it: UTF-16 with a mark of the byte order.
pub(super) fn text(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// Links are printed with the page; an empty list of them is dropped.
fn annotations(document: &mut Document, page: ObjectId) -> Result<(), PdfError> {
    let page = document.get_dictionary_mut(page).map_err(failed)?;
    let Ok(list) = page.get_mut(b"Annots").and_then(Object::as_array_mut) else { return Ok(()) };
    if list.is_empty() {
        page.remove(b"Annots");
        return Ok(());
    }
    for link in list.iter_mut().filter_map(|link| link.as_dict_mut().ok()) {
        link.set("F", 4);
    }
    Ok(())
}

fn catalog(
    document: &mut Document,
    layout: &Layout,
    (pages, properties): (&[ObjectId], &Properties),
) -> Result<ObjectId, PdfError> {
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(failed)?;
    let outline = outline::outline(document, layout, pages);
    let structure = structure::structure(document, layout, pages)?;
    let part = if layout.attachment.is_some() { 3 } else { 2 };
    let metadata = document.add_object(metadata(properties, part));
    let intent = intent(document);
    let date = date(properties);
    let attached = layout.attachment.as_ref().map(|file| attached::attach(document, file, &date));
    let catalog = document.get_dictionary_mut(root).map_err(failed)?;
    match outline {
        Some(outline) => {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
        None => catalog.set("PageMode", "UseNone"),
    }
    if let Some(structure) = structure {
        catalog.set("StructTreeRoot", structure);
        let mut marked = Dictionary::new();
        marked.set("Marked", true);
        catalog.set("MarkInfo", Object::Dictionary(marked));
    }
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
    Ok(root)
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

/// Puts in the place of the zeros an identity that follows from the content: equal reports are
/// equal files.
fn identify(bytes: &mut [u8]) -> Result<(), PdfError> {
    let digest = Sha256::digest(&*bytes);
    let hex: String = digest.iter().take(IDENTITY).map(|byte| format!("{byte:02X}")).collect();
    let zeros = format!("/ID[<{0}><{0}>]", "0".repeat(2 * IDENTITY));
    // It stands in what is written last, before the table of the objects' places.
    let place = bytes.windows(zeros.len()).rposition(|piece| piece == zeros.as_bytes());
    let place = place.ok_or_else(|| failed("the file has no place for its identity"))?;
    let put = format!("/ID[<{hex}><{hex}>]");
    bytes[place..place + put.len()].copy_from_slice(put.as_bytes());
    Ok(())
}

/// Deflates every stream that is not yet, at the level where more costs time and gains
/// nothing.
fn compress(document: &mut Document) -> Result<(), PdfError> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(super::LEVEL));
        let packed = encoder.write_all(&stream.content).and_then(|()| encoder.finish());
        let packed = packed.map_err(failed)?;
        if packed.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
    Ok(())
}
