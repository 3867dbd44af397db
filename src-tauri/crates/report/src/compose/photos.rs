//! 附录 现场照片: two side by side, each with its number, what was written below it and what it
//! is about.

use super::writer::Writer;
use crate::bitmap::Bitmap;
use crate::document::Photo;
use std::sync::Arc;

/// A photo from the site.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportPhoto {
    /// What the auditor wrote below it; empty for nothing.
    pub caption: String,
    /// What it is about: a unit, a meter; empty where that is no longer there.
    pub about: String,
    /// Its pixels; a JPEG passes through as it is.
    pub bitmap: Arc<Bitmap>,
}

/// The appendix.
pub(super) fn appendix(writer: &mut Writer<'_>) {
    let photos = &writer.meta.photos;
    if photos.is_empty() {
        return;
    }
    let count = photos.len();
    writer.say(format!("现场调查共收录照片 {count} 张，按收录次序编号，图名后注明照片所对应的用水单元、水表或检查项目。"));
    for row in photos.chunks(2) {
        let row = row.iter().map(|photo| Photo {
            title: title(photo),
            bitmap: Arc::clone(&photo.bitmap),
            ..Photo::default()
        });
        writer.photos(row.collect());
    }
}

/// The words below a photo.
fn title(photo: &ReportPhoto) -> String {
    match (photo.caption.trim(), photo.about.trim()) {
        ("", "") => "现场照片".into(),
        ("", about) => about.into(),
        (caption, "") => caption.into(),
        (caption, about) => format!("{caption}（{about}）"),
    }
}
