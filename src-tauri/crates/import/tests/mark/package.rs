//! A look inside a package.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) struct Package(BTreeMap<String, String>);

impl Package {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..zip.len() {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            parts.insert(
                part.name().unwrap().into_owned(),
                String::from_utf8_lossy(&bytes).into_owned(),
            );
        }
        Self(parts)
    }

    pub(crate) fn parts(&self) -> impl Iterator<Item = (&str, &String)> {
        self.0.iter().map(|(name, part)| (name.as_str(), part))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        self.0[name].clone()
    }

    /// The package with one part changed.
    pub(crate) fn with(&self, name: &str, part: &str) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (own, text) in &self.0 {
            out.start_file(own.as_str(), SimpleFileOptions::default()).unwrap();
            out.write_all(if own == name { part } else { text }.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    pub(crate) fn between<'t>(&self, text: &'t str, start: &str, end: &str) -> &'t str {
        let from = text.find(start).unwrap_or_else(|| panic!("no {start}"));
        let rest = &text[from..];
        &rest[..rest.find(end).unwrap()]
    }

    pub(crate) fn attribute(&self, tag: &str, name: &str) -> Option<String> {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(tag[from..].split('"').next().unwrap().to_owned())
    }

    /// The tag of a cell's format.
    pub(crate) fn format_of(&self, sheet: &str, cell: &str) -> String {
        let sheet = self.text(sheet);
        let tag = self.between(&sheet, &format!("<c r=\"{cell}\""), ">");
        let style: usize = self.attribute(tag, "s").map_or(0, |style| style.parse().unwrap());
        self.item("cellXfs", "<xf ", style)
    }

    pub(crate) fn fill(&self, format: &str) -> String {
        self.item("fills", "<fill>", self.attribute(format, "fillId").unwrap().parse().unwrap())
    }

    pub(crate) fn font(&self, format: &str) -> String {
        self.item("fonts", "<font>", self.attribute(format, "fontId").unwrap().parse().unwrap())
    }

    fn item(&self, list: &str, start: &str, index: usize) -> String {
        let styles = self.text("xl/styles.xml");
        let all = self.between(&styles, &format!("<{list} "), &format!("</{list}>")).to_owned();
        format!("{start}{}", all.split(start).nth(index + 1).unwrap())
    }
}
