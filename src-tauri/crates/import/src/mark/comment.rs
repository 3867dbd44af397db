//! The comments of a sheet: a new part, or what is said of cells added to the part there is.

use super::Mark;
use super::copy::{Edit, Out, put};
use super::tag::{prefix, text};
use crate::read::fault::Fault;
use crate::read::reference::{address, cell};
use crate::read::xml::attribute;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Who makes the comments.
const AUTHOR: &str = "水衡";

/// The notes of a sheet by their cells.
pub(super) type Notes<'m> = BTreeMap<(u32, u32), &'m str>;

/// What marks say at cells.
pub(super) fn notes(marks: &BTreeMap<(u32, u32), Mark>) -> Notes<'_> {
    let said = marks.iter().filter(|(_, mark)| !mark.note.is_empty());
    said.map(|(place, mark)| (*place, mark.note.as_str())).collect()
}

/// A part for a sheet that has no comments.
pub(super) fn part(notes: &Notes<'_>, main: &str) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{main}\"><authors><author>{AUTHOR}</author></authors><commentList>"
    );
    xml.push_str(&comments(notes, "", 0));
    xml.push_str("</commentList></comments>");
    xml
}

fn comments(notes: &Notes<'_>, p: &str, author: u32) -> String {
    let mut xml = String::new();
    for ((row, col), note) in notes {
        let _ = write!(
            xml,
            "<{p}comment ref=\"{}\" authorId=\"{author}\"><{p}text>{}</{p}text></{p}comment>",
            address(*row, *col),
            run(note, p)
        );
    }
    xml
}

fn run(note: &str, p: &str) -> String {
    format!(
        "<{p}r><{p}rPr><{p}sz val=\"9\"/><{p}color rgb=\"FF000000\"/><{p}rFont val=\"宋体\"/></{p}rPr><{p}t xml:space=\"preserve\">{}</{p}t></{p}r>",
        text(note)
    )
}

/// The edit that adds notes to a part of comments.
pub(super) struct CommentEdit<'m> {
    notes: Notes<'m>,
    prefix: String,
    authors: u32,
    /// What is said at the cell whose comment is gone through.
    here: Option<&'m str>,
    /// True inside of a plain text, which becomes a run.
    wrapped: bool,
    authored: bool,
    listed: bool,
}

impl<'m> CommentEdit<'m> {
    /// An edit that adds notes.
    pub(super) fn new(notes: Notes<'m>) -> Self {
        Self {
            notes,
            prefix: String::new(),
            authors: 0,
            here: None,
            wrapped: false,
            authored: false,
            listed: false,
        }
    }

    /// True once the lists of authors and comments were there to be added to.
    pub(super) const fn is_done(&self) -> bool {
        self.authored && self.listed
    }

    fn start(&mut self, event: &Event<'_>, depth: u32, out: &mut Out<'_>) -> Result<(), Fault> {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { return Ok(()) };
        let name = tag.local_name();
        match (depth, name.as_ref()) {
            (0, _) => self.prefix = prefix(tag.name().as_ref()).to_owned(),
            (2, "author") => self.authors += 1,
            (2, "comment") => {
                let place = attribute(tag, "ref").and_then(|place| cell(&place));
                self.here = place.and_then(|place| self.notes.remove(&place));
            }
            (4, "t") if self.here.is_some() && matches!(event, Event::Start(_)) => {
                self.wrapped = true;
                put(out, &format!("<{}r>", self.prefix))?;
            }
            // Readings stand behind the text.
            (4, "rPh" | "phoneticPr") => self.say(out)?,
            _ => {}
        }
        Ok(())
    }

    /// Adds what is said at this cell behind what its comment says already.
    fn say(&mut self, out: &mut Out<'_>) -> Result<(), Fault> {
        let Some(note) = self.here.take() else { return Ok(()) };
        put(out, &run(&format!("\n{note}"), &self.prefix))
    }
}

impl Edit for CommentEdit<'_> {
    fn event(&mut self, event: Event<'_>, depth: u32, out: &mut Out<'_>) -> Result<(), Fault> {
        self.start(&event, depth, out)?;
        let Event::End(tag) = event else { return Ok(out.write_event(event)?) };
        let name = tag.local_name();
        let name = name.as_ref();
        match (depth, name) {
            (1, "authors") => {
                self.authored = true;
                let p = &self.prefix;
                put(out, &format!("<{p}author>{AUTHOR}</{p}author>"))?;
            }
            (1, "commentList") => {
                self.listed = true;
                put(out, &comments(&self.notes, &self.prefix, self.authors))?;
            }
            (3, "text") => self.say(out)?,
            _ => {}
        }
        let ends_wrapped = depth == 4 && name == "t" && std::mem::take(&mut self.wrapped);
        out.write_event(Event::End(tag))?;
        if ends_wrapped {
            put(out, &format!("</{}r>", self.prefix))?;
        }
        Ok(())
    }
}
