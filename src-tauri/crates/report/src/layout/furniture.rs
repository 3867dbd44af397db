//! The running head and foot of each page.

use crate::display::{Folio, Item, Page, Shape};
use crate::document::Running;
use crate::paragraph::{Line, Typesetter};
use crate::style::{FOOT_EDGE, HAIR, HEAD_EDGE, MARGIN_LEFT, MARGIN_RIGHT, RUNNING};

/// Puts head and foot on every page that has a number.
pub(crate) fn furnish(setter: &Typesetter<'_>, pages: &mut [Page], running: &Running) {
    let total = numbered(pages);
    for page in pages {
        let foot = match page.folio {
            Folio::None => continue,
            Folio::Roman(number) => roman(number),
            Folio::Arabic(number) => format!("第 {number} 页  共 {total} 页"),
        };
        head(setter, page, running);
        let line = setter.line(&foot, RUNNING);
        let x = (page.width - line.reach) / 2.0;
        let y = page.height - FOOT_EDGE - line.height;
        let own = fitting(setter, &running.foot, x - MARGIN_LEFT - 12.0);
        put(page, line, (x, y));
        put(page, own, (MARGIN_LEFT, y));
    }
}

/// How many pages there are of those that are counted from 1: what each says they are in all.
pub(crate) fn numbered(pages: &[Page]) -> usize {
    pages.iter().filter(|page| matches!(page.folio, Folio::Arabic(_))).count()
}

fn head(setter: &Typesetter<'_>, page: &mut Page, running: &Running) {
    let (left_edge, right_edge) = (MARGIN_LEFT, page.width - MARGIN_RIGHT);
    let width = right_edge - left_edge;
    let left = fitting(setter, &running.left, width * 0.55);
    let right = fitting(setter, &running.right, width - left.reach - 12.0);
    let y = HEAD_EDGE;
    let rule = y + RUNNING.leading + 2.0;
    page.items.push(Item::Shape(Shape::line((left_edge, rule), (right_edge, rule), 0.5, HAIR)));
    let right_x = right_edge - right.reach;
    put(page, left, (left_edge, y));
    put(page, right, (right_x, y));
}

/// The text on one line, shortened where it is too long for its place.
fn fitting(setter: &Typesetter<'_>, text: &str, width: f64) -> Line {
    let whole = setter.line(text, RUNNING);
    if whole.reach <= width {
        return whole;
    }
    let chars: Vec<char> = text.chars().collect();
    let shortened = (0..chars.len()).rev().map(|count| {
        let kept: String = chars.iter().take(count).collect();
        setter.line(&format!("{kept}…"), RUNNING)
    });
    shortened.into_iter().find(|line| line.reach <= width).unwrap_or_default()
}

fn put(page: &mut Page, line: Line, (x, y): (f64, f64)) {
    for mut item in line.items {
        item.shift(x, y);
        page.items.push(item);
    }
}

/// A number in small Roman numerals.
pub(crate) fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn front_matter_is_counted_in_roman_numerals() {
        for (number, expected) in [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl")] {
            assert_eq!(super::roman(number), expected);
        }
    }
}
