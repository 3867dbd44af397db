//! Photos from the site (现场照片): taken in, captioned, ordered, removed.

use super::App;
use crate::file::read_bounded;
use crate::loaded::{Kept, Loaded, label, put};
use crate::photo_file::{self, taken_in};
use crate::record::PhotoBody;
use crate::{Error, Result, view};
use shuiheng_audit::{Diagnosis, Lang, RuleBook, Text};
use shuiheng_report::{Bitmap, BitmapKind, ReportPhoto};
use shuiheng_store::{FileHash, Kind, Store};
use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

mod about;

use about::{name, read_about, shown_about, there};

/// The longest caption that is taken, in characters: it stands below half a page's width.
const LONGEST_CAPTION: usize = 200;

/// The pixels of photos, by their hashes.
pub(crate) type PhotoFiles = BTreeMap<String, Vec<u8>>;

impl App {
    /// Takes in a photo that a person picked or dropped: turned as it was held, scaled once,
    /// kept without what the camera wrote beside the pixels.
    ///
    /// # Errors
    /// There is no such diagnosis or nothing that it could be about; it is no JPEG or PNG,
    /// damaged or too large; it is there already. Nothing is changed then.
    pub fn add_photo(
        &self,
        id: &str,
        about: &view::PhotoAbout,
        path: &Path,
    ) -> Result<view::Diagnosis> {
        let about = read_about(about)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let given = read_bounded(path, photo_file::MOST_BYTES)?;
        // The slow part holds up nobody.
        let taken = taken_in(&given, &name)?;
        let original = FileHash::of(&given).as_str().to_owned();
        let sha256 = {
            let mut inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            let rules = &self.shipped.rules;
            there(&about, &loaded, rules, || Ok(self.diagnosed(&inner.store, &loaded)?.0))?;
            let known =
                |(_, body): &Kept<PhotoBody>| body.original == original && body.about == about;
            if loaded.photos.iter().any(known) {
                return Err(Error::refused(
                    Text::new(
                        format!("照片“{name}”已经添加过，未重复添加。"),
                        format!("the photo {name} is there already; nothing was added"),
                    ),
                    Text::new("请选择另一张照片。", "choose another photo"),
                ));
            }
            inner.store.keep_file(&taken.bytes, &name)?.as_str().to_owned()
        };
        let what = label(format!("添加现场照片“{name}”"), format!("Add the photo {name}"));
        self.change(id, what, 1, |loaded, draft, ids| {
            let body = PhotoBody {
                order: loaded.photos.iter().map(|(_, body)| body.order + 1).max().unwrap_or(0),
                sha256,
                name,
                original,
                caption: String::new(),
                width: taken.width,
                height: taken.height,
                about,
            };
            put(draft, ids.next()?, Kind::Photo, loaded.scope(), body)
        })
    }

    /// Changes what is written below a photo, what it is about, or its place among the
    /// photos.
    ///
    /// # Errors
    /// No such photo, nothing that it could be about, or a caption that is too long. Nothing
    /// is changed then.
    pub fn edit_photo(
        &self,
        id: &str,
        photo: &str,
        edit: &view::PhotoEdit,
    ) -> Result<view::Diagnosis> {
        let caption = edit.caption.split_whitespace().collect::<Vec<_>>().join(" ");
        if caption.chars().count() > LONGEST_CAPTION {
            return Err(Error::refused(
                Text::new(
                    format!("照片说明超过 {LONGEST_CAPTION} 个字。"),
                    format!("the caption has more than {LONGEST_CAPTION} characters"),
                ),
                Text::new("请写得简短些；它印在报告的照片下方。", "make it shorter"),
            ));
        }
        let about = read_about(&edit.about)?;
        let (before, at, name) = {
            let inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            let at = place_of(&loaded, photo)?;
            let Some((_, body)) = loaded.photos.get(at) else { return Err(no_photo()) };
            if body.about != about {
                let rules = &self.shipped.rules;
                there(&about, &loaded, rules, || Ok(self.diagnosed(&inner.store, &loaded)?.0))?;
            }
            (body.clone(), at, body.name.clone())
        };
        let to = edit.place.map_or(at, |place| place as usize);
        if before.caption == caption && before.about == about && to == at {
            return self.diagnosis(id);
        }
        let what = label(format!("修改现场照片“{name}”"), format!("Edit the photo {name}"));
        self.change(id, what, 0, |loaded, draft, _| {
            let mut photos = loaded.photos.clone();
            let from = place_of(loaded, photo)?;
            let (record, mut body) = photos.remove(from);
            (body.caption, body.about) = (caption, about);
            photos.insert(to.min(photos.len()), (record, body));
            for (order, (record, body)) in (0..).zip(photos) {
                let old = loaded.photos.iter().find(|(known, _)| *known == record);
                // The order of the others changes only where this one was moved.
                let order = if to == from { body.order } else { order };
                let body = PhotoBody { order, ..body };
                if old.is_none_or(|(_, old)| *old != body) {
                    put(draft, record, Kind::Photo, loaded.scope(), body)?;
                }
            }
            Ok(())
        })
    }

    /// Removes a photo from a diagnosis; its history stays, so that it can be taken back.
    ///
    /// # Errors
    /// There is no such photo.
    pub fn remove_photo(&self, id: &str, photo: &str) -> Result<view::Diagnosis> {
        let name = {
            let inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            let at = place_of(&loaded, photo)?;
            loaded.photos.get(at).map(|(_, body)| body.name.clone()).unwrap_or_default()
        };
        let what = label(format!("删除现场照片“{name}”"), format!("Remove the photo {name}"));
        self.change(id, what, 0, |loaded, draft, _| {
            let at = place_of(loaded, photo)?;
            let found = loaded.photos.get(at).ok_or_else(no_photo)?;
            Ok(draft.delete(found.0)?)
        })
    }

    /// The pixels of a photo of a diagnosis: a JPEG.
    ///
    /// # Errors
    /// The diagnosis has no such photo, or its file is missing or damaged.
    pub fn photo(&self, id: &str, sha256: &str) -> Result<Vec<u8>> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        let known = loaded.photos.iter().any(|(_, body)| body.sha256 == sha256);
        if !known {
            return Err(no_photo());
        }
        Ok(inner.store.file(&FileHash::from_str(sha256)?)?)
    }
}

fn place_of(loaded: &Loaded, photo: &str) -> Result<usize> {
    loaded.photos.iter().position(|(id, _)| id.to_string() == photo).ok_or_else(no_photo)
}

fn no_photo() -> Error {
    Error::not_found("找不到该照片，可能已被删除。", "there is no such photo")
}

/// The photos of a diagnosis as the window shows them.
pub(super) fn shown(
    loaded: &Loaded,
    diagnosis: &Diagnosis,
    rules: &RuleBook,
    lang: Lang,
) -> Vec<view::Photo> {
    let photo = |(id, body): &Kept<PhotoBody>| view::Photo {
        id: id.to_string(),
        sha256: body.sha256.clone(),
        name: body.name.clone(),
        caption: body.caption.clone(),
        width: body.width,
        height: body.height,
        about: shown_about(&body.about),
        about_name: name(&body.about, loaded, diagnosis, rules)
            .map(|name| name.get(lang).to_owned()),
    };
    loaded.photos.iter().map(photo).collect()
}

/// The pixels of the photos of a diagnosis, read from the workspace.
///
/// # Errors
/// A file is missing or damaged.
pub(crate) fn files(store: &Store, photos: &[Kept<PhotoBody>]) -> Result<PhotoFiles> {
    let read = |(_, body): &Kept<PhotoBody>| {
        Ok((body.sha256.clone(), store.file(&FileHash::from_str(&body.sha256)?)?))
    };
    photos.iter().map(read).collect()
}

/// The photos of a diagnosis as the report prints them.
///
/// # Errors
/// A kept photo is not what was kept.
pub(crate) fn printed(
    loaded: &Loaded,
    diagnosis: &Diagnosis,
    rules: &RuleBook,
    files: &PhotoFiles,
) -> Result<Vec<ReportPhoto>> {
    let photo = |(_, body): &Kept<PhotoBody>| {
        let bytes = files.get(&body.sha256).ok_or_else(no_photo)?;
        let bitmap =
            Bitmap::photo(bytes).map_err(|cause| Error::internal("读取留存的照片", cause))?;
        let about = name(&body.about, loaded, diagnosis, rules);
        Ok(ReportPhoto {
            caption: body.caption.clone(),
            about: about.map(|about| about.zh).unwrap_or_default(),
            bitmap: Arc::new(bitmap),
        })
    };
    loaded.photos.iter().map(photo).collect()
}

/// A photo as the preview paints it: it takes the place of the one that is printed.
///
/// # Errors
/// The program itself failed.
pub(super) fn on_screen(photo: ReportPhoto) -> Result<ReportPhoto> {
    let bytes = photo_file::on_screen(&photo.bitmap.bytes)?;
    let bitmap = Bitmap { kind: BitmapKind::Png, bytes, ..Bitmap::clone(&photo.bitmap) };
    Ok(ReportPhoto { bitmap: Arc::new(bitmap), ..photo })
}
