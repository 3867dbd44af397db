//! The report page by page: laid out once for a state of the data, painted page by page as
//! they are looked at.

use super::App;
use super::report::Ready;
use crate::report::Edition;
use crate::{Error, Result, report, view};
use shuiheng_audit::Lang;
use shuiheng_report::{Layout, page_key, page_label, page_png};
use shuiheng_store::{Scope, Store};
use std::sync::{Arc, PoisonError};

/// A report that is laid out.
pub(in crate::app) struct Shown {
    id: String,
    /// What it was laid out from.
    state: String,
    layout: Layout,
    /// Keys of the pages.
    keys: Vec<String>,
}

impl App {
    /// The report of a diagnosis as it would be written now, without its pictures. It is laid
    /// out anew only where something has changed.
    ///
    /// # Errors
    /// There is no such diagnosis, or the workspace cannot be read.
    pub fn report_preview(&self, id: &str) -> Result<view::ReportPreview> {
        Ok(shown(&*self.laid_out(id)?, self.lang()))
    }

    /// The picture of a page, a PNG so many pixels wide.
    ///
    /// # Errors
    /// The report has changed and has no such page any more, or the picture would be too
    /// large.
    pub fn report_page(&self, id: &str, key: &str, width: u32) -> Result<Vec<u8>> {
        // What is on the screen may be painted although the data have changed since.
        let kept = self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let shown = match kept.filter(|shown| shown.id == id) {
            Some(shown) => shown,
            None => self.laid_out(id)?,
        };
        let at = shown.keys.iter().position(|known| known == key);
        let page = at.and_then(|at| shown.layout.pages.get(at)).ok_or_else(|| {
            Error::not_found("报告已更新，该页已不存在。", "the report has changed")
        })?;
        page_png(page, width, &report::faces()).map_err(|cause| Error::internal("绘制页面", cause))
    }

    /// The draft with photos as small as a screen shows them: decoding whole ones for each
    /// page would take longer than the page.
    fn on_screen(ready: &Ready) -> Result<Edition> {
        let draft = ready.draft();
        let photos =
            draft.photos.into_iter().map(super::photo::on_screen).collect::<Result<_>>()?;
        Ok(Edition { photos, ..draft })
    }

    fn laid_out(&self, id: &str) -> Result<Arc<Shown>> {
        let record = Self::id(id)?;
        let state = {
            let inner = self.lock()?;
            state(&inner.store, Scope::Diagnosis(record))?
        };
        let kept = self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(shown) = kept.filter(|shown| shown.id == id && shown.state == state) {
            return Ok(shown);
        }
        let ready = self.ready(id)?;
        let layout = report::laid_out(&ready.diagnosis, &ready.sources, Self::on_screen(&ready)?);
        let keys = layout.pages.iter().map(page_key).collect();
        let shown = Arc::new(Shown { id: id.to_owned(), state, layout, keys });
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown.clone());
        Ok(shown)
    }
}

/// The newest change of the diagnosis, the newest of the workspace, and the day, which stands
/// on the report.
fn state(store: &Store, scope: Scope) -> Result<String> {
    let newest = |scope| -> Result<String> {
        let change = store.changes(scope, 1)?.into_iter().next();
        Ok(change.map(|change| change.id.to_string()).unwrap_or_default())
    };
    Ok(format!("{} {} {}", newest(scope)?, newest(Scope::Workspace)?, report::today()))
}

fn shown(of: &Shown, lang: Lang) -> view::ReportPreview {
    let pages = of.layout.pages.iter().zip(&of.keys).map(|(page, key)| view::PreviewPage {
        key: key.clone(),
        width: page.width,
        height: page.height,
        label: page_label(page, lang),
    });
    let chapters = of.layout.bookmarks.iter().map(|mark| view::PreviewChapter {
        level: mark.level,
        label: mark.label.clone(),
        page: u32::try_from(mark.spot.page).unwrap_or(u32::MAX),
    });
    view::ReportPreview {
        pages: pages.collect(),
        chapters: chapters.collect(),
        missing_characters: of.layout.missing.iter().collect(),
    }
}
