//! What a firm puts on its reports: name, logo, qualification, clauses, colour, running head
//! and foot. One file hands it on (`*.shtemplate`): TOML, the logo in it as base64.

mod accent;

pub use accent::Accent;

use crate::bitmap::{Bitmap, BitmapError};
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of the format of a template's file.
const SCHEMA: &str = "shuiheng.template/1";

/// What a firm puts on its reports. What is empty is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Template {
    /// The firm (诊断单位), where the diagnosis names none.
    pub firm: String,
    /// Number of its qualification (资质证书编号).
    pub qualification: String,
    /// Address, telephone; a line each.
    pub contact: String,
    /// Clauses (声明) on the page of signatures, in the format of own text.
    pub clauses: String,
    /// The colour of headings, rules and key figures.
    pub accent: Accent,
    /// At the left of the running head; empty: the title of the report.
    pub head: String,
    /// At the left of the foot.
    pub foot: String,
    /// The logo on the cover.
    #[serde(with = "base64_text", skip_serializing_if = "Option::is_none")]
    pub logo: Option<Bitmap>,
}

/// A template's file.
#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    #[serde(flatten)]
    template: Template,
}

/// Why the file of a template cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It is none.
    #[error("不是报告模板文件 (not a template of reports): {0}")]
    Unreadable(String),
    /// A newer program wrote it.
    #[error("模板由更新版本的程序写出（{0}），请升级程序 (the template is of a newer program)")]
    Newer(String),
}

impl Template {
    /// True where nothing was given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The file of the template.
    ///
    /// # Errors
    /// The writer of the format failed.
    pub fn to_file(&self) -> Result<String, TemplateError> {
        let file = File { schema: SCHEMA.into(), template: self.clone() };
        toml::to_string(&file).map_err(|error| TemplateError::Unreadable(error.to_string()))
    }

    /// Reads the file of a template. Its logo is taken in as a picture that somebody picked.
    ///
    /// # Errors
    /// It is none, or of a newer program.
    pub fn from_file(text: &str) -> Result<Self, TemplateError> {
        let file: File = toml::from_str(text)
            .map_err(|error| TemplateError::Unreadable(error.message().to_owned()))?;
        match file.schema.as_str() {
            SCHEMA => Ok(file.template),
            other if other.starts_with("shuiheng.template/") => {
                Err(TemplateError::Newer(other.to_owned()))
            }
            other => Err(TemplateError::Unreadable(other.to_owned())),
        }
    }
}

/// A picture as base64 in a text.
mod base64_text {
    use super::{Bitmap, BitmapError, Deserialize, Deserializer, STANDARD, Serializer};
    use base64::Engine as _;
    use serde::de::Error as _;

    pub(super) fn serialize<S: Serializer>(
        logo: &Option<Bitmap>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match logo {
            Some(logo) => to.serialize_str(&logo.base64()),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Bitmap>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
        let bytes = STANDARD.decode(text.trim()).map_err(D::Error::custom)?;
        Bitmap::read(&bytes).map(Some).map_err(|error: BitmapError| D::Error::custom(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_comes_back_from_its_file() {
        let mut pixels = tiny_skia::Pixmap::new(30, 10).unwrap();
        pixels.fill(tiny_skia::Color::from_rgba8(10, 90, 160, 255));
        let template = Template {
            firm: "嘉兴示例节水咨询有限公司".into(),
            clauses: "1. 甲\n2. 乙".into(),
            accent: Accent::Teal,
            logo: Bitmap::read(&pixels.encode_png().unwrap()).ok(),
            ..Template::default()
        };
        let file = template.to_file().unwrap();
        assert_eq!(Template::from_file(&file), Ok(template));
        assert_eq!(
            Template::from_file("schema = \"shuiheng.template/1\""),
            Ok(Template::default())
        );
    }

    #[test]
    fn another_file_is_refused() {
        let newer = Template::from_file("schema = \"shuiheng.template/9\"");
        assert_eq!(newer, Err(TemplateError::Newer("shuiheng.template/9".into())));
        for text in
            ["", "a = 1", "schema = \"x\"", "schema = \"shuiheng.template/1\"\nlogo = \"QQ\""]
        {
            assert!(
                matches!(Template::from_file(text), Err(TemplateError::Unreadable(_))),
                "{text}"
            );
        }
    }
}
