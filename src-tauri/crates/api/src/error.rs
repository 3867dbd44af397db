//! What can go wrong, as a person is told it: what happened and what to do.

use crate::view::Failure;
use shuiheng_audit::{Lang, Text};

/// What kind of failure it is; the window and the command line act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// An input was refused; nothing was changed.
    Refused,
    /// What was asked for is not there.
    NotFound,
    /// A person stopped the work; nothing was changed.
    Cancelled,
    /// Something else holds what is needed: another window, a viewer.
    Conflict,
    /// The program itself failed.
    Internal,
}

impl Code {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::NotFound => "not_found",
            Self::Cancelled => "cancelled",
            Self::Conflict => "conflict",
            Self::Internal => "internal",
        }
    }
}

/// A failure, in both languages.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", .message.zh)]
pub struct Error {
    /// What kind it is.
    pub code: Code,
    /// What happened.
    pub message: Text,
    /// What to do.
    pub fix: Text,
}

impl Error {
    /// A failure.
    pub fn new(code: Code, message: Text, fix: Text) -> Self {
        Self { code, message, fix }
    }

    /// A person stopped the work.
    pub fn cancelled() -> Self {
        Self::new(
            Code::Cancelled,
            Text::new("已取消，没有改动任何数据。", "cancelled; nothing was changed"),
            Text::default(),
        )
    }

    pub(crate) fn not_found(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(
            Code::NotFound,
            Text::new(zh, en),
            Text::new("返回列表刷新后重试。", "go back to the list and try again"),
        )
    }

    /// An input is refused; nothing was changed.
    pub fn refused(message: Text, fix: Text) -> Self {
        Self::new(Code::Refused, message, fix)
    }

    /// The program itself failed: at what, and why.
    pub fn internal(what: &str, cause: impl std::fmt::Display) -> Self {
        Self::new(
            Code::Internal,
            Text::new(
                format!("内部错误：{what}（{cause}）。"),
                format!("internal error: {what} ({cause})"),
            ),
            Text::new(
                "复制此消息报告给开发者；数据没有改动。",
                "copy this message for the developers; nothing was changed",
            ),
        )
    }

    /// The failure as the window shows it, in Chinese.
    pub fn failure(&self) -> Failure {
        self.in_lang(Lang::Zh)
    }

    /// The failure in a language.
    pub fn in_lang(&self, lang: Lang) -> Failure {
        Failure {
            code: self.code.code().into(),
            message: self.message.get(lang).into(),
            fix: self.fix.get(lang).into(),
        }
    }
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
