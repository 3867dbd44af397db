//! The old drawing (VML) that shows a sheet's comments: a shape for each.
//!
//! It is put together as text: Excel writes tags into it that are no XML (`<br>`).

use crate::read::fault::Fault;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const HEAD: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>";
const SPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";
const TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
/// Identities of shapes begin here in a drawing's first thousand.
const FIRST: u32 = 1024;
/// The last column and the last row at which a shape may end.
const LAST: (u32, u32) = (16_383, 1_048_575);

/// A drawing for a sheet that has none.
pub(super) fn part(cells: &BTreeSet<(u32, u32)>) -> String {
    format!("{HEAD}{TYPE}{}</xml>", shapes(cells, FIRST))
}

/// The drawing with shapes for further comments.
pub(super) fn with(drawing: &str, cells: &BTreeSet<(u32, u32)>) -> Result<String, Fault> {
    let end = drawing.rfind("</xml>").ok_or_else(|| Fault::part("批注的图形无法补充"))?;
    let known = drawing.contains("id=\"_x0000_t202\"") || drawing.contains("id='_x0000_t202'");
    let made = shapes(cells, highest(drawing).max(FIRST));
    let kind = if known { "" } else { TYPE };
    // The drawing may call these namespaces by other prefixes, or not know them at all.
    let added = format!("{kind}{made}")
        .replace("<v:shape ", &format!("<v:shape {SPACES} "))
        .replace("<v:shapetype ", &format!("<v:shapetype {SPACES} "));
    Ok(format!("{}{added}{}", &drawing[..end], &drawing[end..]))
}

/// The highest number of a shape.
fn highest(drawing: &str) -> u32 {
    let numbers = drawing.split("_x0000_s").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse::<u32>().ok()
    });
    numbers.max().unwrap_or(0).min(u32::MAX / 2)
}

fn shapes(cells: &BTreeSet<(u32, u32)>, from: u32) -> String {
    let mut xml = String::new();
    for (number, (row, col)) in (from + 1..).zip(cells) {
        let left = (col + 1).min(LAST.0 - 4);
        let top = row.saturating_sub(1).min(LAST.1 - 7);
        let _ = write!(
            xml,
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:110pt;z-index:{number};visibility:hidden\" fillcolor=\"#ffffe1\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {}, 15, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>",
            left + 4,
            top + 7,
        );
    }
    xml
}
