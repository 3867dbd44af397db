//! A large plant for measuring: a balance of many units, each of which closes.

use std::fmt::Write as _;

/// How many units the plant has.
pub(crate) const UNITS: usize = 500;

/// Its balance as the text of a table, m³/d.
pub(crate) fn balance() -> String {
    let mut table = "水平衡统计表,,,,,,\n单位：m³/d,,,,,,\n\
        用水单元,自来水,循环水量,回用水量,耗水量,排水量,漏失水量\n"
        .to_owned();
    for unit in 1..=UNITS {
        let (intake, round) = (100 + unit % 70, unit % 9 * 50);
        // Writing into a string cannot fail.
        let _ = writeln!(table, "{unit}号机台,{intake},{round},5,12,{},1", intake - 8);
    }
    table
}
