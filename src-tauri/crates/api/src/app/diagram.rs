//! The drawings of a diagnosis, and their files.

use super::App;
use crate::diagram::{DiagramKind, shown, written};
use crate::loaded::Loaded;
use crate::report::file_name;
use crate::{Result, view};
use shuiheng_audit::Diagnosis;
use shuiheng_drawing::BlockLayout;
use std::path::Path;

impl App {
    /// A drawing of a diagnosis.
    ///
    /// # Errors
    /// As for [`App::audited`].
    pub fn diagram(&self, id: &str, kind: DiagramKind) -> Result<view::Diagram> {
        let (diagnosis, layout) = self.arranged(id)?;
        Ok(shown(&diagnosis, &layout, kind, self.lang()))
    }

    /// Writes a drawing of a diagnosis to a file, SVG, PDF or PNG by the ending of its name;
    /// `scale` is the pixels for each pt of a PNG.
    ///
    /// # Errors
    /// There is no such diagnosis or nothing to draw, the ending or the scale is none of
    /// those, or the file cannot be written; an older one stays whole then.
    pub fn export_diagram(
        &self,
        id: &str,
        kind: DiagramKind,
        (path, scale): (&Path, Option<f64>),
    ) -> Result<view::PictureFile> {
        let (diagnosis, layout) = self.arranged(id)?;
        written(&diagnosis, &layout, kind, (path, scale))
    }

    /// A name for the file of a drawing, without an ending.
    ///
    /// # Errors
    /// As for [`App::audited`].
    pub fn diagram_name(&self, id: &str, kind: DiagramKind) -> Result<String> {
        Ok(file_name(&self.arranged(id)?.0.case.profile.name, kind.zh()))
    }

    pub(super) fn arranged(&self, id: &str) -> Result<(Diagnosis, BlockLayout)> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        let diagnosis = self.diagnosed(&inner.store, &loaded)?.0;
        Ok((diagnosis, loaded.body.diagram))
    }
}
