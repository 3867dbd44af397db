//! A bare writer of the same pages, to measure ours against: what stands on the paper, its
//! faces cut down and embedded, deflated at the level of ours, and nothing else. No links, no
//! bookmarks, no structure, no metadata, no checks. Written by hand, apart from all that the
//! report is written with, so that nothing slow there is slow here too. Only with the feature
//! `bench`.

mod content;
mod cut;
mod list;

pub use list::{Pages, painted};

use crate::bitmap::{Bitmap, BitmapKind};
use crate::typeface::Typefaces;
use content::Content;
use cut::Cuts;
use flate2::{Compress, Compression, FlushCompress};

/// Writes painted pages as a PDF.
///
/// # Errors
/// A face cannot be cut down, or its glyphs cannot be packed.
pub fn bare(pages: &Pages, faces: &Typefaces) -> std::io::Result<Vec<u8>> {
    let cuts = Cuts::of(pages, faces)?;
    let mut file = File {
        bytes: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(),
        places: Vec::new(),
        deflate: Compress::new(Compression::new(crate::pdf::LEVEL), true),
    };
    let fonts: Vec<(usize, usize)> = cuts
        .all()
        .map(|(at, cut)| cut.write(&mut file).map(|id| (at, id)))
        .collect::<std::io::Result<_>>()?;
    let mut content = Content::new(&cuts);
    let mut marks: Vec<([f64; 2], usize)> = Vec::new();
    let mut contents = Vec::new();
    for page in &pages.pages {
        // Pages of one size share the mark.
        let size = [page.width, page.height];
        let known = marks.iter().find(|(of, _)| *of == size).map(|(_, id)| *id);
        let mark = match pages.mark.as_ref().filter(|_| page.marked) {
            Some(mark) if known.is_none() => {
                let id = file.packed("", content.mark(mark, size))?;
                marks.push((size, id));
                Some(id)
            }
            Some(_) => known,
            None => None,
        };
        let own = file.packed("", content.of(page))?;
        let mark = mark.map(|id| format!("{id} 0 R ")).unwrap_or_default();
        contents.push((page, format!("[{mark}{own} 0 R]")));
    }
    let images: Vec<usize> =
        content.images.iter().map(|bitmap| file.image(bitmap)).collect::<std::io::Result<_>>()?;
    let mut resources = "<</Font<<".to_owned();
    fonts.iter().for_each(|(at, id)| resources += &format!("/F{at} {id} 0 R"));
    resources += ">>/XObject<<";
    images.iter().enumerate().for_each(|(at, id)| resources += &format!("/I{at} {id} 0 R"));
    resources += ">>/ExtGState<<";
    content.alphas.iter().for_each(|alpha| {
        resources += &format!("/A{alpha}<</ca {}>>", f32::from(*alpha) / 100.0);
    });
    resources += ">>>>";
    let resources = file.add(&resources);
    let root = file.places.len() + contents.len() + 1;
    let mut kids = String::new();
    for (page, content) in contents {
        let size = format!("0 0 {:.2} {:.2}", page.width, page.height);
        let id = file.add(&format!(
            "<</Type/Page/Parent {root} 0 R/MediaBox[{size}]/Resources {resources} 0 R/Contents{content}>>"
        ));
        kids += &format!("{id} 0 R ");
    }
    let count = pages.pages.len();
    file.add(&format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"));
    let catalog = file.add(&format!("<</Type/Catalog/Pages {root} 0 R>>"));
    Ok(file.end(catalog))
}

/// The bytes of a file as it grows, and where each object stands.
struct File {
    bytes: Vec<u8>,
    places: Vec<usize>,
    deflate: Compress,
}

impl File {
    fn begin(&mut self) -> usize {
        self.places.push(self.bytes.len());
        let id = self.places.len();
        self.bytes.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
        id
    }

    fn add(&mut self, object: &str) -> usize {
        let id = self.begin();
        self.bytes.extend_from_slice(object.as_bytes());
        self.bytes.extend_from_slice(b"\nendobj\n");
        id
    }

    fn stream(&mut self, entries: &str, content: &[u8]) -> usize {
        let id = self.begin();
        let head = format!("<<{entries}/Length {}>>stream\n", content.len());
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(content);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        id
    }

    /// A stream, deflated at the level of the report.
    fn packed(&mut self, entries: &str, content: &[u8]) -> std::io::Result<usize> {
        let mut packed = Vec::with_capacity(content.len() + content.len() / 1000 + 128);
        self.deflate.reset();
        self.deflate.compress_vec(content, &mut packed, FlushCompress::Finish)?;
        Ok(self.stream(&format!("{entries}/Filter/FlateDecode"), &packed))
    }

    fn image(&mut self, bitmap: &Bitmap) -> std::io::Result<usize> {
        let grey = bitmap.kind == BitmapKind::Jpeg && bitmap.grey;
        let entries = format!(
            "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/{}/BitsPerComponent 8",
            bitmap.width,
            bitmap.height,
            if grey { "DeviceGray" } else { "DeviceRGB" },
        );
        match bitmap.rgb() {
            Some(pixels) => self.packed(&entries, &pixels),
            None => Ok(self.stream(&format!("{entries}/Filter/DCTDecode"), &bitmap.bytes)),
        }
    }

    fn end(mut self, catalog: usize) -> Vec<u8> {
        let table = self.bytes.len();
        let size = self.places.len() + 1;
        let mut tail = format!("xref\n0 {size}\n0000000000 65535 f \n");
        self.places.iter().for_each(|place| tail += &format!("{place:010} 00000 n \n"));
        tail +=
            &format!("trailer\n<</Size {size}/Root {catalog} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        self.bytes.extend_from_slice(tail.as_bytes());
        self.bytes
    }
}
