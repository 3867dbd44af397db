//! The words at a table or a figure: their number is a field, so that one more table counts
//! those after it anew.

use super::{style, text};
use crate::document::Anchor;
use docx_rs::{FieldCharType, InstrText, Paragraph, Run};

/// A caption; references lead to its number.
pub(super) fn caption(
    (number, title): (&str, &str),
    (id, anchor): (usize, Option<&Anchor>),
) -> Paragraph {
    let mut paragraph = Paragraph::new().style(style::CAPTION);
    if let Some(anchor) = anchor {
        paragraph = paragraph.add_bookmark_start(id, text::bookmark(anchor));
    }
    paragraph = numbered(paragraph, number);
    if anchor.is_some() {
        paragraph = paragraph.add_bookmark_end(id);
    }
    paragraph.add_run(Run::new().add_text(format!("  {title}")))
}

/// `表2-1`: the chapter as it is, and the count within it as a field.
fn numbered(paragraph: Paragraph, number: &str) -> Paragraph {
    let count = number.rsplit_once('-').filter(|(_, count)| count.parse::<u32>().is_ok());
    let Some((sequence, count)) = count else {
        return paragraph.add_run(Run::new().add_text(number));
    };
    let mark = |kind| Run::new().add_field_char(kind, false);
    let code = InstrText::Unsupported(format!(r" SEQ {sequence} \* ARABIC "));
    paragraph
        .add_run(Run::new().add_text(format!("{sequence}-")))
        .add_run(mark(FieldCharType::Begin))
        .add_run(Run::new().add_instr_text(code))
        .add_run(mark(FieldCharType::Separate))
        .add_run(Run::new().add_text(count))
        .add_run(mark(FieldCharType::End))
}
