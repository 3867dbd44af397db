//! Cell references, inside the grid that spreadsheets have.

use crate::workbook::Region;

/// Rows of a sheet: the last is 1048576.
pub(crate) const ROWS: u32 = 1_048_576;
/// Columns of a sheet: the last is XFD.
pub(crate) const COLUMNS: u32 = 16_384;

/// Row and column from 0 of `C5`; none where it is no reference or lies beyond XFD1048576.
pub(crate) fn cell(reference: &str) -> Option<(u32, u32)> {
    let bytes = reference.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column = bytes[..letters]
        .iter()
        .fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    let row = row(&reference[letters..])?;
    (column <= COLUMNS).then_some((row, column - 1))
}

/// Row from 0 of `5`; none where it is no number or beyond the grid.
pub(crate) fn row(reference: &str) -> Option<u32> {
    let digits = reference.as_bytes();
    if digits.is_empty() || digits.len() > 7 || digits[0] == b'0' {
        return None;
    }
    let number = digits.iter().try_fold(0, |sum, byte| {
        byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
    })?;
    (number <= ROWS).then(|| number - 1)
}

/// The region of `A1:C3`, in whichever order its corners are given.
pub(crate) fn region(reference: &str) -> Option<Region> {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let (from, to) = (cell(from)?, cell(to)?);
    Some(Region {
        top: from.0.min(to.0),
        left: from.1.min(to.1),
        bottom: from.0.max(to.0),
        right: from.1.max(to.1),
    })
}

/// The address of a cell, from its row and column from 0.
pub(crate) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(reference: &str, expected: Option<(u32, u32)>) {
        assert_eq!(super::cell(reference), expected, "{reference}");
        if let Some((row, column)) = expected {
            assert_eq!(super::address(row, column), reference.to_uppercase());
        }
    }

    #[test]
    fn a_reference_inside_the_grid_is_read_and_any_other_refused() {
        check("A1", Some((0, 0)));
        check("z10", Some((9, 25)));
        check("AA100", Some((99, 26)));
        check("XFD1048576", Some((1_048_575, 16_383)));
        check("XFE1", None);
        check("A1048577", None);
        check("A0", None);
        check("A", None);
        check("1", None);
        check("", None);
        check("AAAAAAA1", None);
        check("A4294967297", None);
        check("A1B", None);
        check("数1", None);
    }

    #[test]
    fn a_region_is_the_same_from_either_corner() {
        assert_eq!(super::region("C3:A1"), super::region("A1:C3"));
        assert!(super::region("1:180").is_none());
    }
}
