//! Tables of a web page: what many systems export under the name of an `.xls`, and what a
//! spreadsheet program puts on the clipboard.
//!
//! All of a page becomes one sheet, as a spreadsheet program opens it: the text between its
//! tables in rows of their own, each table below the one before.

mod cell;
mod piece;
mod table;

use super::contents::Contents;
use super::fault::Fault;
use super::limits::NESTING;
use super::tally::{Tally, check};
use crate::read_error::{Bound, Foreign, Refusal};
use piece::{Piece, Pieces};
use table::Tables;

/// Reads the tables of a page as one sheet.
pub(super) fn read(page: &str, name: &str, tally: &mut Tally<'_>) -> Result<Contents, Refusal> {
    let mut tables = Tables::new(name);
    walk(page, &mut tables, tally).map_err(Fault::refusal)?;
    if !tables.has_table {
        return Err(Refusal::WrongType(Foreign::Html));
    }
    let (sheet, notes) = tables.finish(tally).map_err(Fault::refusal)?;
    let mut contents = Contents::default();
    contents.add(sheet, notes);
    Ok(contents)
}

fn walk(page: &str, tables: &mut Tables, tally: &mut Tally<'_>) -> Result<(), Fault> {
    let mut nested = 0;
    for piece in Pieces::new(page) {
        match piece {
            Piece::Text(text) => {
                tally.within_token(text.len())?;
                tables.text(text);
            }
            Piece::Start(name, attributes) => {
                let name = name.to_ascii_lowercase();
                if name == "table" {
                    nested += 1;
                    check(Bound::Nesting, nested, NESTING)?;
                }
                tables.start(&name, attributes, tally)?;
            }
            Piece::End(name) => {
                let name = name.to_ascii_lowercase();
                if name == "table" {
                    nested = nested.saturating_sub(1);
                }
                tables.end(&name, tally)?;
            }
        }
    }
    Ok(())
}
