//! What the report of a diagnosis consists of, and what the firm puts on every report.

use super::App;
use crate::loaded::{label, put};
use crate::{Error, Result, content, file, logo_file, view};
use shuiheng_audit::Text;
use shuiheng_report::{Bitmap, Template};
use shuiheng_store::{Kind, Store};
use std::path::Path;

/// The key of the setting.
const TEMPLATE: &str = "report.template";
/// The largest file that is read as a template or a logo, bytes.
const MOST_BYTES: u64 = 8 << 20;

/// What the firm puts on its reports.
pub(super) fn template_of(store: &Store) -> Result<Template> {
    Ok(store.setting(TEMPLATE)?.unwrap_or_default())
}

impl App {
    /// What the report of a diagnosis consists of.
    ///
    /// # Errors
    /// As for [`App::audited`].
    pub fn report_content(&self, id: &str) -> Result<view::ReportContent> {
        let ready = self.ready(id)?;
        Ok(content::shown(&ready.content, &ready.diagnosis))
    }

    /// Chooses what the report of a diagnosis consists of. What changes nothing is no change
    /// that could be taken back.
    ///
    /// # Errors
    /// No such diagnosis, a text that is too long, or too many parts. Nothing is changed then.
    pub fn edit_report_content(
        &self,
        id: &str,
        edit: &view::ReportContentEdit,
    ) -> Result<view::Diagnosis> {
        let chosen = content::read(edit)?;
        if chosen == self.ready(id)?.content {
            return self.diagnosis(id);
        }
        let what = label("修改报告的内容", "Change what the report consists of");
        self.change(id, what, 0, |loaded, draft, _| {
            let mut body = loaded.body.clone();
            body.content = chosen;
            put(draft, loaded.id, Kind::Diagnosis, loaded.scope(), body)
        })
    }

    /// What own text of a report names and the data do not have, before it is kept.
    ///
    /// # Errors
    /// As for [`App::edit_report_content`].
    pub fn check_report_content(
        &self,
        id: &str,
        edit: &view::ReportContentEdit,
    ) -> Result<Vec<view::ContentFault>> {
        Ok(content::faults(&content::read(edit)?, &self.ready(id)?.diagnosis))
    }

    /// What the firm puts on its reports.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn report_template(&self) -> Result<view::ReportTemplate> {
        Ok(content::shown_template(&template_of(&self.lock()?.store)?))
    }

    /// Changes what the firm puts on its reports; the logo stays.
    ///
    /// # Errors
    /// A field is too long or no such colour. Nothing is changed then.
    pub fn edit_report_template(
        &self,
        fields: view::TemplateFields,
    ) -> Result<view::ReportTemplate> {
        let template = content::read_template(template_of(&self.lock()?.store)?, fields)?;
        self.keep_template(&template, label("修改报告模板", "Change the template of reports"))
    }

    /// Takes a logo in: PNG or JPEG, scaled once.
    ///
    /// # Errors
    /// The file is no such picture or too large. Nothing is changed then.
    pub fn set_logo(&self, path: &Path) -> Result<view::ReportTemplate> {
        let bytes = file::read_bounded(path, MOST_BYTES)?;
        let small = logo_file::scaled(&bytes);
        let read = small.and_then(|small| Bitmap::read(small.as_deref().unwrap_or(&bytes)));
        let logo = read.map_err(|cause| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Error::refused(
                Text::new(format!("“{name}”：{cause}。"), format!("{name}: {cause}")),
                Text::new(
                    "请选择完好的 PNG 或 RGB JPEG 图片，PNG 不超过 4 MB。",
                    "choose a sound PNG of at most 4 MB, or an RGB JPEG",
                ),
            )
        })?;
        let template = Template { logo: Some(logo), ..template_of(&self.lock()?.store)? };
        self.keep_template(&template, label("更换报告标志", "Change the logo"))
    }

    /// Takes the logo away.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn remove_logo(&self) -> Result<view::ReportTemplate> {
        let template = Template { logo: None, ..template_of(&self.lock()?.store)? };
        self.keep_template(&template, label("去掉报告标志", "Remove the logo"))
    }

    /// Writes the template to a file for colleagues (`*.shtemplate`).
    ///
    /// # Errors
    /// The file cannot be written; an older one stays whole then.
    pub fn export_template(&self, path: &Path) -> Result<()> {
        let template = template_of(&self.lock()?.store)?;
        let text = template.to_file().map_err(|cause| Error::internal("写出报告模板", cause))?;
        file::write_whole(path, text.as_bytes())
    }

    /// Takes over the template of a file.
    ///
    /// # Errors
    /// It is none, or of a newer program. Nothing is changed then.
    pub fn import_template(&self, path: &Path) -> Result<view::ReportTemplate> {
        let bytes = file::read_bounded(path, MOST_BYTES)?;
        let text = String::from_utf8_lossy(&bytes);
        let template = Template::from_file(&text).map_err(|cause| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Error::refused(
                Text::new(format!("“{name}”：{cause}。"), format!("{name}: {cause}")),
                Text::new(
                    "请选择由“导出模板”写出的 .shtemplate 文件。",
                    "choose a file that was written by exporting a template",
                ),
            )
        })?;
        self.keep_template(&template, label("导入报告模板", "Import a template of reports"))
    }

    fn keep_template(&self, template: &Template, what: Text) -> Result<view::ReportTemplate> {
        let mut inner = self.lock()?;
        if *template != template_of(&inner.store)? {
            let intent = inner.intent(what)?;
            inner
                .store
                .transact(&intent, |draft| draft.set(TEMPLATE, template).map_err(Error::from))?;
        }
        Ok(content::shown_template(template))
    }
}
