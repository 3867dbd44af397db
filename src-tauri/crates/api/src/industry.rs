//! The classes of GB/T 4754-2017 (国民经济行业分类) that industry has: 采矿业, 制造业, and
//! 电力、热力、燃气及水生产和供应业.

use crate::library::rows;
use crate::search::find;
use crate::{Result, view};
use serde::Deserialize;
use std::collections::BTreeMap;

const INDUSTRIES: &str = include_str!("../../../../assets/library/industries.csv");

/// How many are offered at once.
const SHOWN: usize = 40;

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    parent: String,
}

/// The classes that a person may mean by code, words or pinyin initials, the likeliest first,
/// at most forty; for nothing typed the divisions (大类).
///
/// # Errors
/// The shipped table cannot be read: a fault of the build.
pub fn industries(typed: &str) -> Result<Vec<view::Industry>> {
    let rows = rows::<Row>(INDUSTRIES, "industries.csv")?;
    let names: BTreeMap<&str, &Row> = rows.iter().map(|row| (row.code.as_str(), row)).collect();
    let industry = |row: &Row| {
        let mut above = Vec::new();
        let mut at = names.get(row.parent.as_str());
        while let Some(parent) = at {
            above.push(parent.name.as_str());
            at = names.get(parent.parent.as_str());
        }
        above.reverse();
        view::Industry {
            code: row.code.clone(), name: row.name.clone(), above: above.join(" › ")
        }
    };
    if typed.trim().is_empty() {
        return Ok(rows.iter().filter(|row| row.code.len() == 2).map(industry).collect());
    }
    // A section is no industry of an enterprise.
    let rows: Vec<&Row> = rows.iter().filter(|row| row.code.len() > 1).collect();
    let things: Vec<Vec<String>> = rows
        .iter()
        .map(|row| vec![row.name.clone(), row.code.clone(), format!("C{}", row.code)])
        .collect();
    let mut found: Vec<&Row> =
        find(typed, &things).into_iter().filter_map(|at| rows.get(at as usize).copied()).collect();
    // A code that was typed whole stands first, and classes stand before groups.
    found.sort_by_key(|row| (row.code != typed.trim(), row.code.len() < 4));
    Ok(found.into_iter().take(SHOWN).map(industry).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_has_the_divisions_groups_and_classes_that_the_standard_counts() {
        let rows = rows::<Row>(INDUSTRIES, "industries.csv").unwrap();
        let codes: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes.len(), rows.len(), "no code twice");
        let count = |digits: usize, from: &str, to: &str| {
            let within = |code: &&str| code.len() == digits && (from..=to).contains(&&code[..2]);
            codes.iter().filter(|code| within(code)).count()
        };
        // 采矿业 7 and 39, 制造业 31 and 609, 电力、热力、燃气及水 3 and 18 (GB/T 4754-2017).
        assert_eq!([count(2, "06", "12"), count(4, "06", "12")], [7, 39]);
        assert_eq!([count(2, "13", "43"), count(4, "13", "43")], [31, 609]);
        assert_eq!([count(2, "44", "46"), count(4, "44", "46")], [3, 18]);
        for row in &rows {
            assert!(row.parent.is_empty() || codes.contains(row.parent.as_str()), "{}", row.code);
            assert_eq!(row.parent.is_empty(), row.code.len() == 1, "{}", row.code);
        }
    }

    #[test]
    fn the_codes_of_the_shipped_quotas_are_classes_or_groups() {
        let rows = rows::<Row>(INDUSTRIES, "industries.csv").unwrap();
        for quota in crate::library::shipped().unwrap().quotas {
            for code in quota.provenance.industry_code.split([';', '、', '/']) {
                let digits: String = code.chars().filter(char::is_ascii_digit).collect();
                // A group with one class goes by the class alone: 311 is 3110.
                let known = rows.iter().any(|row| row.code.starts_with(&digits));
                assert!(known, "{}: {code}", quota.id);
            }
        }
    }

    #[track_caller]
    fn check(typed: &str, first: &str) {
        let found = industries(typed).unwrap();
        let first_found = found.first().map(|one| format!("{} {}", one.code, one.name));
        assert_eq!(first_found.unwrap_or_default(), first, "{typed}");
    }

    #[test]
    fn a_class_is_found_by_code_words_and_initials() {
        check("1713", "1713 棉印染精加工");
        check("棉印染", "1713 棉印染精加工");
        check("myrjjg", "1713 棉印染精加工");
        check("机制纸", "2221 机制纸及纸板制造");
        check("rdlc", "4412 热电联产");
        check("27", "27 医药制造业");
        assert_eq!(industries("无此行业").unwrap(), []);
        assert_eq!(industries(" ").unwrap().len(), 41);
        let one = industries("1713").unwrap().remove(0);
        assert_eq!(one.above, "制造业 › 纺织业 › 棉纺织及印染精加工");
    }
}
