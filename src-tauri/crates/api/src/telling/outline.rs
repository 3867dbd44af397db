//! A value as JSON text with an outline: where each part of it stands. Two such texts are
//! compared part by part; trees of values would take longer than everything else.

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};
use std::cell::Cell;
use std::io::{self, Write};
use std::iter::successors;

/// A value as text, and its parts.
#[derive(Debug, Default)]
pub(super) struct Outlined {
    text: Vec<u8>,
    /// The whole first; each part before those within it.
    parts: Vec<Part>,
}

/// A part of the text: an element, a field, or the whole.
// In 32 bits, since there are some hundred thousand: no text here comes near four gigabytes.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    shape: Shape,
    /// Where the name of a field stands, in quotes.
    key: Span,
    /// Where its value stands.
    value: Span,
    /// The part after this one and all within it.
    next: u32,
}

/// From a place in the text to before another.
type Span = (u32, u32);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Shape {
    #[default]
    Plain,
    List,
    Fields,
}

/// What a differing part needs.
enum Need<'a> {
    Add(&'a [u8]),
    Replace(&'a [u8]),
    Remove,
}

impl Outlined {
    /// A value as text. It is written over an older one, whose room it takes.
    pub(super) fn of(value: &impl Serialize, over: Self) -> serde_json::Result<Self> {
        let Self { mut text, mut parts } = over;
        text.clear();
        parts.clear();
        parts.push(Part::default());
        let at = Cell::new(0);
        let outliner = Outliner { at: &at, parts: &mut parts, open: vec![0], key: (0, 0) };
        let writer = Counted { text: &mut text, at: &at };
        value.serialize(&mut serde_json::Serializer::with_formatter(writer, outliner))?;
        let next = short(parts.len()).map_err(serde_json::Error::io)?;
        if let Some(whole) = parts.first_mut() {
            (whole.value, whole.next) = ((0, at.get()), next);
        }
        Ok(Self { text, parts })
    }

    /// The text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }

    /// How this becomes `later`, as the text of a JSON Patch (RFC 6902).
    pub(super) fn changes(&self, later: &Self) -> String {
        self.written(later, true)
    }

    /// The same; whether what changes nearly everywhere may be replaced whole.
    fn written(&self, later: &Self, may_replace: bool) -> String {
        let text = b"[".to_vec();
        let mut changes = Changes { before: self, after: later, may_replace, text };
        changes.compare((0, 0), &mut String::new());
        changes.text.push(b']');
        String::from_utf8_lossy(&changes.text).into_owned()
    }

    fn piece(&self, (from, to): Span) -> &[u8] {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    fn part(&self, at: usize) -> Part {
        self.parts.get(at).copied().unwrap_or_default()
    }

    /// The parts directly within one.
    fn within(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.part(at).next as usize;
        let first = Some(at + 1).filter(|first| *first < end);
        let after = move |last: &usize| Some(self.part(*last).next as usize);
        successors(first, move |last| after(last).filter(|next| *next < end))
    }

    /// The names of its fields.
    fn keys(&self, at: usize) -> impl Iterator<Item = &[u8]> + '_ {
        self.within(at).map(|part| self.piece(self.part(part).key))
    }
}

/// What replacing takes to say beside its path and its value.
const REPLACE: usize = r#",{"op":"replace","path":"","value":}"#.len();

/// Writes down what is different.
struct Changes<'a> {
    before: &'a Outlined,
    after: &'a Outlined,
    may_replace: bool,
    text: Vec<u8>,
}

impl<'a> Changes<'a> {
    fn compare(&mut self, (was, is): (usize, usize), path: &mut String) {
        let (before, after) = (self.before, self.after);
        let (one, two) = (before.part(was), after.part(is));
        let value = after.piece(two.value);
        if before.piece(one.value) == value {
            return;
        }
        let (length, written) = (path.len(), self.text.len());
        match (one.shape, two.shape) {
            (Shape::List, Shape::List) => {
                let (was, is): (Vec<_>, Vec<_>) =
                    (before.within(was).collect(), after.within(is).collect());
                self.compare_lists(&was, &is, path);
            }
            (Shape::Fields, Shape::Fields) if before.keys(was).eq(after.keys(is)) => {
                for pair in before.within(was).zip(after.within(is)) {
                    path.push('/');
                    path.push_str(&pointer(after.piece(after.part(pair.1).key)));
                    self.compare(pair, path);
                    path.truncate(length);
                }
            }
            _ => return self.put(path, Need::Replace(value)),
        }
        // Many small changes within may take longer to say and to do than the whole.
        let is_longer = self.text.len() - written > value.len() + path.len() + REPLACE;
        if self.may_replace && is_longer {
            self.text.truncate(written);
            self.put(path, Need::Replace(value));
        }
    }

    /// Elements that were put in or taken out move the others along: what is equal at both ends
    /// is left alone, and what stands between is compared in order.
    fn compare_lists(&mut self, was: &[usize], is: &[usize], path: &mut String) {
        let (before, after) = (self.before, self.after);
        let is_equal = |(one, two): &(&usize, &usize)| {
            before.piece(before.part(**one).value) == after.piece(after.part(**two).value)
        };
        let head = was.iter().zip(is).take_while(is_equal).count();
        let (was, is) = (was.get(head..).unwrap_or_default(), is.get(head..).unwrap_or_default());
        let tail = was.iter().rev().zip(is.iter().rev()).take_while(is_equal).count();
        let (was, is) = (was.get(..was.len() - tail), is.get(..is.len() - tail));
        let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
        let length = path.len();
        for (at, pair) in was.iter().copied().zip(is.iter().copied()).enumerate() {
            path.push_str(&format!("/{}", head + at));
            self.compare(pair, path);
            path.truncate(length);
        }
        for (at, added) in is.iter().enumerate().skip(was.len()) {
            let value = after.piece(after.part(*added).value);
            self.put(&format!("{path}/{}", head + at), Need::Add(value));
        }
        // From the end, so that what is left keeps its place.
        for at in (is.len()..was.len()).rev() {
            self.put(&format!("{path}/{}", head + at), Need::Remove);
        }
    }

    fn put(&mut self, path: &str, need: Need<'a>) {
        let (op, value) = match need {
            Need::Add(value) => ("add", Some(value)),
            Need::Replace(value) => ("replace", Some(value)),
            Need::Remove => ("remove", None),
        };
        if self.text.len() > 1 {
            self.text.push(b',');
        }
        let path = serde_json::Value::from(path);
        self.text.extend(format!(r#"{{"op":"{op}","path":{path}"#).bytes());
        if let Some(value) = value {
            self.text.extend(br#","value":"#);
            self.text.extend(value);
        }
        self.text.push(b'}');
    }
}

/// A field's name as a step of a JSON Pointer (RFC 6901).
fn pointer(quoted: &[u8]) -> String {
    let name: String = serde_json::from_slice(quoted).unwrap_or_default();
    name.replace('~', "~0").replace('/', "~1")
}

/// Counts what was written.
struct Counted<'a> {
    text: &'a mut Vec<u8>,
    at: &'a Cell<u32>,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.text.extend_from_slice(bytes);
        self.at.set(short(self.text.len())?);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A length in 32 bits.
fn short(length: usize) -> io::Result<u32> {
    u32::try_from(length).map_err(io::Error::other)
}

/// Notes where parts begin and end while they are written.
struct Outliner<'a> {
    at: &'a Cell<u32>,
    parts: &'a mut Vec<Part>,
    /// The parts that are being written, the whole first.
    open: Vec<usize>,
    key: Span,
}

impl Outliner<'_> {
    fn shape(&mut self, shape: Shape) {
        if let Some(part) = self.open.last().and_then(|open| self.parts.get_mut(*open)) {
            part.shape = shape;
        }
    }

    fn begin(&mut self, key: Span) {
        self.open.push(self.parts.len());
        self.parts.push(Part { key, value: (self.at.get(), 0), ..Part::default() });
    }

    fn end(&mut self) -> io::Result<()> {
        let next = short(self.parts.len())?;
        if let Some(part) = self.open.pop().and_then(|open| self.parts.get_mut(open)) {
            (part.value.1, part.next) = (self.at.get(), next);
        }
        Ok(())
    }
}

impl Formatter for Outliner<'_> {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.shape(Shape::List);
        CompactFormatter.begin_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        CompactFormatter.begin_array_value(to, first)?;
        self.begin((0, 0));
        Ok(())
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end()?;
        CompactFormatter.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.shape(Shape::Fields);
        CompactFormatter.begin_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        CompactFormatter.begin_object_key(to, first)?;
        self.key.0 = self.at.get();
        Ok(())
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.key.1 = self.at.get();
        CompactFormatter.end_object_key(writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        CompactFormatter.begin_object_value(writer)?;
        self.begin(self.key);
        Ok(())
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end()?;
        CompactFormatter.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The changes, and that they make the second of the first by another program's patching.
    #[track_caller]
    fn check(before: Value, after: Value, expected: Value) {
        let (one, two) = (
            Outlined::of(&before, Outlined::default()).unwrap(),
            Outlined::of(&after, Outlined::default()).unwrap(),
        );
        assert_eq!(one.text(), before.to_string());
        let changes: Value = serde_json::from_str(&one.written(&two, false)).unwrap();
        assert_eq!(changes, expected);
        for changes in [one.written(&two, false), one.changes(&two)] {
            let mut made = before.clone();
            let patch: json_patch::Patch = serde_json::from_str(&changes).unwrap();
            json_patch::patch(&mut made, &patch).unwrap();
            assert_eq!(made, after);
        }
    }

    #[test]
    fn what_is_equal_needs_nothing() {
        check(json!({"水量": [1, 2, {}]}), json!({"水量": [1, 2, {}]}), json!([]));
    }

    #[test]
    fn a_figure_is_replaced_where_it_stands() {
        check(
            json!({"单元": [{"a/b": 1.5, "c~": [null]}, {}], "x": "甲"}),
            json!({"单元": [{"a/b": 2.5, "c~": ["乙"]}, {}], "x": "甲"}),
            json!([
                {"op": "replace", "path": "/单元/0/a~1b", "value": 2.5},
                {"op": "replace", "path": "/单元/0/c~0/0", "value": "乙"},
            ]),
        );
    }

    #[test]
    fn what_changes_nearly_everywhere_is_replaced_whole() {
        let unit =
            |bar: Value| json!({"bar": bar, "name": "名称很长而没有改变的用水单元".repeat(9)});
        let bar = json!({"from": 0.2, "to": 0.3, "zero": 0.25});
        let before =
            Outlined::of(&unit(json!({"from": 0.1, "to": 0.2, "zero": 0.15})), Outlined::default())
                .unwrap();
        let changes =
            before.changes(&Outlined::of(&unit(bar.clone()), Outlined::default()).unwrap());
        let changes: Value = serde_json::from_str(&changes).unwrap();
        assert_eq!(changes, json!([{"op": "replace", "path": "/bar", "value": bar}]));
    }

    #[test]
    fn what_is_put_in_or_taken_out_moves_the_rest_along() {
        check(
            json!([["B4", "B5", "B6", "B7"], ["甲", "丙"], [1, 1]]),
            json!([["B4", "B6", "B7"], ["甲", "乙", "丙"], [1, 1, 1]]),
            json!([
                {"op": "remove", "path": "/0/1"},
                {"op": "add", "path": "/1/1", "value": "乙"},
                {"op": "add", "path": "/2/2", "value": 1},
            ]),
        );
    }

    #[test]
    fn a_list_grows_and_shrinks_at_its_end() {
        check(
            json!([[1], [1, 2, 3, 4], []]),
            json!([[1, 2, 3], [9, 2], [[]]]),
            json!([
                {"op": "add", "path": "/0/1", "value": 2},
                {"op": "add", "path": "/0/2", "value": 3},
                {"op": "replace", "path": "/1/0", "value": 9},
                {"op": "remove", "path": "/1/3"},
                {"op": "remove", "path": "/1/2"},
                {"op": "add", "path": "/2/0", "value": []},
            ]),
        );
    }

    #[test]
    fn other_fields_or_another_shape_are_replaced_whole() {
        check(
            json!({"a": {"x": 1}, "b": [], "c": "{\"x\":1}"}),
            json!({"a": {"y": 1}, "b": {}, "c": null}),
            json!([
                {"op": "replace", "path": "/a", "value": {"y": 1}},
                {"op": "replace", "path": "/b", "value": {}},
                {"op": "replace", "path": "/c", "value": null},
            ]),
        );
        check(json!(1), json!([1]), json!([{"op": "replace", "path": "", "value": [1]}]));
    }
}
