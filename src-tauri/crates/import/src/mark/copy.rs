//! Copying XML tag by tag, byte for byte but where something is changed.

use crate::read::fault::Fault;
use crate::read::xml::Xml;
use quick_xml::events::Event;
use std::io::{BufRead, Write};

/// Where a copy is written.
pub(super) type Out<'w> = quick_xml::Writer<&'w mut dyn Write>;

/// What is done with each event on its way: it writes it, changed or not.
pub(super) trait Edit {
    /// Writes an event and what belongs before or after it. `depth` is that of the tags
    /// around it: 0 for the root.
    fn event(&mut self, event: Event<'_>, depth: u32, out: &mut Out<'_>) -> Result<(), Fault>;
}

/// Copies XML through an edit.
pub(super) fn copy<R: BufRead>(
    mut xml: Xml<R>,
    edit: &mut impl Edit,
    into: &mut dyn Write,
) -> Result<(), Fault> {
    let (mut out, mut buffer, mut depth) = (Out::new(into), Vec::new(), 0_u32);
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer)?;
        match &event {
            Event::Eof if depth > 0 => return Err(Fault::part("XML 不完整")),
            Event::Eof => return Ok(()),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Start(_)
            | Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        let opens = matches!(event, Event::Start(_));
        edit.event(event, depth, &mut out)?;
        depth += u32::from(opens);
    }
}

/// Writes markup that was made here.
pub(super) fn put(out: &mut Out<'_>, markup: &str) -> Result<(), Fault> {
    Ok(out.get_mut().write_all(markup.as_bytes())?)
}
