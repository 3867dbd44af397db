//! Words: runs, headings, links.

use super::style;
use crate::document::{Anchor, Heading, Run, Script, Tone};
use crate::style as sheet;
use docx_rs::{Hyperlink, HyperlinkType, Paragraph, Run as WordRun, RunProperty, VertAlignType};

/// A name that Word takes for a bookmark: letters, digits and `_`, at most 40.
pub(super) fn bookmark(anchor: &Anchor) -> String {
    let safe = anchor.0.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    let name: String = std::iter::once('_').chain(safe).take(40).collect();
    name
}

/// A paragraph of plain text in a style.
pub(super) fn plain(text: &str, style: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(WordRun::new().add_text(text))
}

/// A heading, with a bookmark that references lead to.
pub(super) fn heading(heading: &Heading, id: usize) -> Paragraph {
    let level = heading.level.clamp(1, 3);
    let name = bookmark(&heading.anchor);
    Paragraph::new()
        .style(&format!("Heading{level}"))
        .keep_next(true)
        .add_bookmark_start(id, name)
        .add_run(WordRun::new().add_text(heading.label()))
        .add_bookmark_end(id)
}

/// A paragraph with runs added to it.
pub(super) fn runs(paragraph: Paragraph, runs: &[Run]) -> Paragraph {
    runs.iter().fold(paragraph, |paragraph, run| {
        let word = self::run(run);
        match &run.link {
            Some(anchor) => paragraph.add_hyperlink(
                Hyperlink::new(bookmark(anchor), HyperlinkType::Anchor).add_run(word),
            ),
            None => paragraph.add_run(word),
        }
    })
}

/// A run. Places where the PDF may break a line are not for Word, which finds its own.
pub(super) fn run(run: &Run) -> WordRun {
    let mut word = WordRun::new().add_text(run.text.replace('\u{200B}', ""));
    if run.bold {
        word = word.bold();
    }
    if let Some(colour) = tone(run.tone) {
        word = word.color(style::colour(colour));
    }
    let script = match run.script {
        Script::Normal => return word,
        Script::Super => VertAlignType::SuperScript,
        Script::Sub => VertAlignType::SubScript,
    };
    word.run_property = RunProperty { ..word.run_property.vert_align(script) };
    word
}

fn tone(tone: Tone) -> Option<crate::display::Colour> {
    match tone {
        Tone::Plain => None,
        Tone::Good => Some(sheet::GOOD),
        Tone::Caution => Some(sheet::CAUTION),
        Tone::Bad => Some(sheet::BAD),
        Tone::Quiet => Some(sheet::GREY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_is_a_name_that_word_takes() {
        assert_eq!(bookmark(&Anchor("table-5-1".into())), "_table_5_1");
        let long = bookmark(&Anchor("x".repeat(60)));
        assert_eq!(long.chars().count(), 40);
    }
}
