//! The fingerprint of a table's layout: what stays the same when the file comes back next
//! year with more rows and another title.

use super::block::Block;
use super::text::tidy;
use sha2::{Digest, Sha256};

/// The fingerprint of a table, from its headers alone: not from its rows, its title, its
/// sheet, or where on the sheet it begins.
pub(crate) fn layout(block: &Block<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(if block.grid.turned { "across" } else { "down" });
    let headed = block.columns.iter().filter(|raw| !raw.heading.path.is_empty());
    for raw in headed {
        hash.update("\n");
        hash.update(header_key(&raw.heading.path.join("/")));
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The headers over a column, joined by `/`, made comparable.
pub(crate) fn header_key(header: &str) -> String {
    tidy(header)
}
