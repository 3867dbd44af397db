//! The wording of doubts.

use shuiheng_audit::{CellRef, Doubt, DoubtCode, Severity, Text};

/// Doubts in the order in which they came up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks(pub(crate) Vec<Doubt>);

/// What is found and what to do, each in both languages.
pub(crate) struct Said {
    /// What was found and what was assumed.
    pub(crate) message: Text,
    /// What to do about it.
    pub(crate) fix: Text,
}

impl Said {
    /// A remark: message in Chinese and English, what to do in Chinese and English.
    pub(crate) fn new(message: (String, String), fix: (&str, &str)) -> Self {
        Self { message: Text::new(message.0, message.1), fix: Text::new(fix.0, fix.1) }
    }
}

impl Remarks {
    /// Adds an error.
    pub(crate) fn error(&mut self, code: DoubtCode, places: Vec<CellRef>, said: Said) {
        self.add(Severity::Error, code, places, said);
    }

    /// Adds a warning.
    pub(crate) fn warning(&mut self, code: DoubtCode, places: Vec<CellRef>, said: Said) {
        self.add(Severity::Warning, code, places, said);
    }

    /// Adds a note.
    pub(crate) fn note(&mut self, code: DoubtCode, places: Vec<CellRef>, said: Said) {
        self.add(Severity::Note, code, places, said);
    }

    fn add(&mut self, severity: Severity, code: DoubtCode, places: Vec<CellRef>, said: Said) {
        self.0.push(Doubt::new(severity, code, places, said.message, said.fix));
    }

    /// The doubts, the most severe first, otherwise as they came up.
    pub(crate) fn in_order(mut self) -> Vec<Doubt> {
        let rank = |doubt: &Doubt| match doubt.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        self.0.sort_by_key(rank);
        self.0
    }
}

/// A number as a person writes it: at most four decimals, no noise.
pub(crate) fn plain(value: f64) -> String {
    let rounded = shuiheng_audit::round_gb8170(value, 4);
    if rounded == 0.0 { "0".into() } else { format!("{rounded}") }
}

/// Names in a row, at most six, and how many there are.
pub(crate) fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(6).map(|name| format!("“{name}”")).collect();
    let more = if names.len() > 6 { format!("等 {} 项", names.len()) } else { String::new() };
    format!("{}{more}", shown.join("、"))
}

/// As [`listed`], in English.
pub(crate) fn listed_en(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(6).map(|name| format!("“{name}”")).collect();
    let more = if names.len() > 6 {
        format!(" and others, {} in all", names.len())
    } else {
        String::new()
    };
    format!("{}{more}", shown.join(", "))
}
