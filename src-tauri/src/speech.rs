//! The language in which the window's own process speaks: its dialogs and failures. One
//! process has one window and so one language; what the program itself shows is passed its
//! language explicitly.

use shuiheng_api::view::Failure;
use shuiheng_api::{Error, Lang};
use std::sync::atomic::{AtomicBool, Ordering};

static ENGLISH: AtomicBool = AtomicBool::new(false);

/// From here on, dialogs and failures are in this language.
pub(crate) fn speak(lang: Lang) {
    ENGLISH.store(lang == Lang::En, Ordering::Relaxed);
}

/// The language of dialogs and failures.
pub(crate) fn lang() -> Lang {
    if ENGLISH.load(Ordering::Relaxed) { Lang::En } else { Lang::Zh }
}

/// Of the same in both languages, the one that is spoken.
pub(crate) fn say<T>(zh: T, en: T) -> T {
    lang().pick(zh, en)
}

/// A failure of the window itself: what happened and what to do, in both languages.
pub(crate) fn failure(
    code: &str,
    (zh, en): (impl Into<String>, impl Into<String>),
    (fix_zh, fix_en): (&str, &str),
) -> Failure {
    let message = match lang() {
        Lang::Zh => zh.into(),
        Lang::En => en.into(),
    };
    Failure { code: code.into(), message, fix: say(fix_zh, fix_en).into() }
}

/// A failure of the program, in the language that is spoken.
pub(crate) fn told(error: &Error) -> Failure {
    error.in_lang(lang())
}
