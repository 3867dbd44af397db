//! Objects of the file that are no streams: bookmarks, links, the structure. They are thousands,
//! spelled one after the other in one buffer, which the file packs into streams of objects.

use lopdf::{Document, Object, ObjectId};
use pdf_writer::{Chunk, Obj, Ref, Settings};

/// How the file is spelled: without blanks that only people would want.
pub(super) const DENSE: Settings = Settings { pretty: false };

/// The name of an object of the library's document.
pub(super) fn named((number, _): ObjectId) -> Ref {
    // The library counts objects up from 1; a file with 2³¹ of them is written by nobody.
    Ref::new(i32::try_from(number).unwrap_or(i32::MAX))
}

/// What the library's document says to lead to a small object.
pub(super) fn reference(name: Ref) -> Object {
    Object::Reference((name.get().unsigned_abs(), 0))
}

/// Small objects, as they are spelled.
pub(super) struct Small {
    spelled: Chunk,
    /// Each object and where it begins.
    begins: Vec<(Ref, usize)>,
    next: Ref,
}

impl Small {
    /// None yet, beside a document that gets no more objects of its own.
    pub(super) fn after(document: &Document) -> Self {
        let next = named((document.max_id, 0)).next();
        Self { spelled: Chunk::with_settings(DENSE), begins: Vec::new(), next }
    }

    /// A name for an object.
    pub(super) fn name(&mut self) -> Ref {
        self.next.bump()
    }

    /// How many objects there are.
    pub(super) fn count(&self) -> usize {
        self.begins.len()
    }

    /// Spells an object.
    pub(super) fn add(&mut self, name: Ref) -> Obj<'_> {
        self.begins.push((name, self.spelled.len()));
        self.spelled.indirect(name)
    }

    /// Each object with its words, without those that begin and end it in a file.
    pub(super) fn objects(&self) -> impl Iterator<Item = (Ref, &[u8])> {
        let bytes = self.spelled.as_bytes();
        let ends = self.begins.iter().skip(1).map(|(_, begin)| *begin);
        let ends = ends.chain(std::iter::once(bytes.len()));
        self.begins.iter().zip(ends).map(move |((name, begin), end)| {
            let whole = bytes.get(*begin..end).unwrap_or_default();
            let head = whole.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let body = whole.get(head..).unwrap_or_default();
            (*name, body.strip_suffix(b"\nendobj\n").unwrap_or(body))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdf_writer::{Name, TextStr};

    #[test]
    fn an_object_is_what_stands_between_its_first_and_its_last_words() {
        let mut small = Small::after(&Document { max_id: 8, ..Document::new() });
        let (first, second) = (small.name(), small.name());
        small.add(first).dict().pair(Name(b"K"), 7).pair(Name(b"P"), second);
        small.add(second).array().item(TextStr("\nendobj\n"));
        let objects: Vec<_> = small
            .objects()
            .map(|(name, words)| (name.get(), String::from_utf8_lossy(words).into_owned()))
            .collect();
        let expected = [(9, "<</K 7/P 10 0 R>>"), (10, "[<FEFF000A0065006E0064006F0062006A000A>]")];
        assert_eq!(objects, expected.map(|(name, words)| (name, words.to_owned())));
    }
}
