//! The auditor's own text: paragraphs, lists, bold and tables of CommonMark. Everything else
//! that CommonMark knows is printed as it was typed, so that nothing is lost without a word.

mod parse;

use super::bound::{BoundFigure, bound_figures, find, named};
use super::parts;
use crate::outline::{Part, plan};
use crate::{ReportContent, ReportMeta};
use shuiheng_audit::Diagnosis;

pub(crate) use parse::{Piece, pieces};

/// A figure in own text that cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFault {
    /// Ids of the chapter and, where it is in one, of the section.
    pub part: (String, Option<String>),
    /// The title of the part, as it is printed.
    pub title: String,
    /// True for the text after what the program writes.
    pub after: bool,
    /// The line of the text, from 1.
    pub line: usize,
    /// What stands between the braces.
    pub name: String,
}

/// What own text of a report names and the data do not have, in reading order. Text of parts
/// that are left out is not looked at.
pub fn content_faults(content: &ReportContent, diagnosis: &Diagnosis) -> Vec<ContentFault> {
    let figures = bound_figures(diagnosis);
    let mut faults = Vec::new();
    for part in plan(content).iter().filter(|part| part.shown) {
        faults.extend(of_part(part, (&part.id, None), &figures));
        for section in part.parts.iter().filter(|section| section.shown) {
            faults.extend(of_part(section, (&part.id, Some(&section.id)), &figures));
        }
    }
    faults
}

fn of_part(
    part: &Part,
    (chapter, section): (&str, Option<&str>),
    figures: &[BoundFigure],
) -> Vec<ContentFault> {
    let of = |text: &str, after: bool| -> Vec<ContentFault> {
        let unknown = named(text).into_iter().filter(|(_, name)| find(figures, name).is_none());
        unknown
            .map(|(at, name)| ContentFault {
                part: (chapter.to_owned(), section.map(str::to_owned)),
                title: part.title.clone(),
                after,
                line: 1 + text[..at].matches('\n').count(),
                name: name.trim().to_owned(),
            })
            .collect()
    };
    let mut faults = of(&part.before, false);
    faults.extend(of(&part.after, true));
    faults
}

/// True where the report has the part: it is not left out, and there is something to say in it.
pub(crate) fn present(part: &Part, meta: &ReportMeta) -> bool {
    let says = || {
        parts::intro(&part.id).is_some()
            || part.parts.iter().any(|section| section.shown)
            || !part.before.trim().is_empty()
            || !part.after.trim().is_empty()
    };
    let given = match part.id.as_str() {
        "relied" => !meta.relied.is_empty(),
        "issued" => meta.issue.is_some(),
        "photos" => !meta.photos.is_empty(),
        // What the program lists there is what was received.
        "attachments" => {
            let typed = part.parts.iter().any(|one| one.shown && one.id != "received");
            typed || !meta.sources.is_empty() || !part.before.is_empty() || !part.after.is_empty()
        }
        _ => true,
    };
    part.shown && given && says()
}
