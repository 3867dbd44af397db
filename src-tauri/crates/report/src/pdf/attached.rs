//! A file within the report (PDF/A-3): the data that it was made from.

use super::finish::text;
use crate::document::Attachment;
use lopdf::{Dictionary, Document, Object, Stream};

/// Adds the file to the document and its name to the catalog.
pub(super) fn attach(document: &mut Document, file: &Attachment, date: &str) -> (Object, Object) {
    let mut parameters = Dictionary::new();
    parameters.set("Size", i64::try_from(file.bytes.len()).unwrap_or(i64::MAX));
    parameters.set("ModDate", Object::string_literal(date));
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "EmbeddedFile");
    dictionary.set("Subtype", Object::Name(file.mime.as_bytes().to_vec()));
    dictionary.set("Params", Object::Dictionary(parameters));
    let stream = document.add_object(Stream::new(dictionary, file.bytes.clone()));
    let mut streams = Dictionary::new();
    streams.set("F", stream);
    streams.set("UF", stream);
    let mut specification = Dictionary::new();
    specification.set("Type", "Filespec");
    specification.set("F", Object::string_literal(file.name.as_str()));
    specification.set("UF", text(&file.name));
    specification.set("Desc", text(&file.description));
    specification.set("AFRelationship", "Data");
    specification.set("EF", Object::Dictionary(streams));
    let specification = document.add_object(specification);
    let names = vec![text(&file.name), Object::Reference(specification)];
    let mut embedded = Dictionary::new();
    embedded.set("Names", Object::Array(names));
    let mut tree = Dictionary::new();
    tree.set("EmbeddedFiles", Object::Dictionary(embedded));
    (Object::Array(vec![Object::Reference(specification)]), Object::Dictionary(tree))
}
