//! Whole files around mutated parts: a change of one byte in a zip only breaks its checksum,
//! so the fuzzer changes what lies inside.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The kinds of input, by the first byte modulo their number: what is fuzzed, and the name of
/// the file that is made of it.
pub const KINDS: [&str; 10] = [
    "raw.xlsx",
    "sheet.xlsx",
    "strings.xlsx",
    "styles.xlsx",
    "book.xlsx",
    "content.ods",
    "stream.xls",
    "sheet.xlsb",
    "text.csv",
    "page.xls",
];

const ROOT: &str = r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.EXT"/></Relationships>"#;
const LINKS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.EXT"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.EXT"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.EXT"/></Relationships>"#;
const BOOK: &[u8] = br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const STRINGS: &[u8] = "<sst><si><t>用水单元</t></si><si><t>取水量</t></si></sst>".as_bytes();
const STYLES: &[u8] = br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const SHEET: &[u8] = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" s="1"><v>45000</v></c><c r="B2"><f>A2*2</f></c></row></sheetData></worksheet>"#;
/// The list of one sheet in the binary form.
const BINARY_BOOK: &[u8] = b"\x9C\x01\x18\0\0\0\0\x01\0\0\0\x04\0\0\0r\0I\0d\x001\0\x01\0\0\0S\0";

/// The file for an input, and its name.
pub fn whole(data: &[u8]) -> (Vec<u8>, &'static str) {
    let (kind, inside) = data.split_first().unwrap_or((&0, &[]));
    let name = KINDS[usize::from(*kind) % KINDS.len()];
    let bytes = match name {
        "sheet.xlsx" => xlsx(BOOK, STRINGS, STYLES, inside),
        "strings.xlsx" => xlsx(BOOK, inside, STYLES, SHEET),
        "styles.xlsx" => xlsx(BOOK, STRINGS, inside, SHEET),
        "book.xlsx" => xlsx(inside, STRINGS, STYLES, SHEET),
        "content.ods" => zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", inside),
        ]),
        "stream.xls" => compound(inside),
        "sheet.xlsb" => zip(&[
            ("_rels/.rels", ROOT.replace("EXT", "bin").as_bytes()),
            ("xl/workbook.bin", BINARY_BOOK),
            ("xl/_rels/workbook.bin.rels", LINKS.replace("EXT", "bin").as_bytes()),
            ("xl/worksheets/sheet1.bin", inside),
        ]),
        _ => inside.to_vec(),
    };
    (bytes, name)
}

fn xlsx(book: &[u8], strings: &[u8], styles: &[u8], sheet: &[u8]) -> Vec<u8> {
    zip(&[
        ("_rels/.rels", ROOT.replace("EXT", "xml").as_bytes()),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", LINKS.replace("EXT", "xml").as_bytes()),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // Writing into memory does not fail.
        let _ = zip.start_file(*name, stored).map(|()| zip.write_all(bytes));
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn compound(stream: &[u8]) -> Vec<u8> {
    let made = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        file.create_stream("Workbook")?.write_all(stream)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    made().unwrap_or_default()
}
