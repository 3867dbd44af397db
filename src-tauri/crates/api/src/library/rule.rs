//! The rules of findings, their measures, trades and the checklist, as shipped.

use crate::{Error, Result};
use shuiheng_audit::{RuleBook, RuleFile};

macro_rules! files {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../../../../assets/rules/", $name))),)*]
    };
}

/// The files in the order in which their rules are asked.
const FILES: &[(&str, &str)] = files![
    "trades.toml",
    "measures.toml",
    "checklist.toml",
    "balance.toml",
    "leakage.toml",
    "quota.toml",
    "metering.toml",
    "management.toml",
    "history.toml",
    "reuse.toml",
    "cooling.toml",
    "steam.toml",
    "treatment.toml",
    "process.toml",
    "domestic.toml",
    "discharge.toml",
    "relations.toml",
];

/// The rules as shipped.
///
/// # Errors
/// The shipped files cannot be read, or a name in them leads nowhere: a fault of the build.
pub(super) fn book() -> Result<RuleBook> {
    let book = read(FILES)?;
    match book.faults().first() {
        Some(fault) => Err(Error::internal("assets/rules", fault)),
        None => Ok(book),
    }
}

fn read(files: &[(&str, &str)]) -> Result<RuleBook> {
    let mut book = RuleBook::default();
    for (name, text) in files {
        let file: RuleFile = toml::from_str(text).map_err(|cause| Error::internal(name, cause))?;
        book.add(file);
    }
    Ok(book)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_book_is_sound() {
        let book = read(FILES).unwrap();
        assert_eq!(book.faults(), Vec::<String>::new());
        assert!(book.rules.len() >= 40, "{} rules", book.rules.len());
        assert_eq!(book.checklist.len(), 13);
        assert!(book.rules.iter().all(|rule| rule.confirmed.is_none()), "each is 未核实");
    }

    /// What is wrong in a rule is told with the rule.
    #[test]
    fn a_fault_names_its_rule() {
        let rule = |lines: &str| {
            format!(
                "[[rule]]\nid = \"r\"\nname = {{ zh = \"名\", en = \"name\" }}\nper = \"site\"\nseverity = \"low\"\nadvice = {{ zh = \"做\", en = \"do\" }}\nsource = \"来源\"\ncertainty = \"own\"\n{lines}"
            )
        };
        let texts = |text: &str| {
            format!(
                "title = {{ zh = \"题{text}\", en = \"t{text}\" }}\nexplanation = {{ zh = \"明\", en = \"e\" }}\n"
            )
        };
        let when =
            |figure: &str| format!("when = {{ figure = \"{figure}\", op = \">\", value = 1 }}\n");
        let cases = [
            (
                format!("{}{}evidence = [\"site.intaek\"]", when("site.intake"), texts("")),
                "there is no figure `site.intaek`",
            ),
            (
                format!("{}{}evidence = [\"unit.fresh\"]", when("unit.fresh"), texts("")),
                "no figure of what the rule is asked of",
            ),
            (
                format!("{}{}evidence = [\"site.reuse\"]", when("site.intake"), texts("")),
                "`site.intake` raises it and is not cited",
            ),
            (
                format!(
                    "{}{}evidence = [\"site.intake\"]",
                    when("site.intake"),
                    texts("{site.reuse:1}")
                ),
                "prints `site.reuse`, which is not cited",
            ),
            (
                format!(
                    "{}{}evidence = [\"site.intake\"]\nmeasures = [\"none\"]",
                    when("site.intake"),
                    texts("")
                ),
                "there is no measure `none`",
            ),
            (
                format!(
                    "{}{}evidence = [\"site.intake\"]\ntrades = [\"none\"]",
                    when("site.intake"),
                    texts("")
                ),
                "there is no trade `none`",
            ),
            (
                format!(
                    "{}{}evidence = [\"site.intake\"]\nsaving = {{ by = \"excess_over_quota\" }}",
                    when("site.intake"),
                    texts("")
                ),
                "its saving cannot be computed",
            ),
            (
                format!(
                    "{}title = {{ zh = \"{{site.intake}}\", en = \"t\" }}\nexplanation = {{ zh = \"明\", en = \"e\" }}\nevidence = [\"site.intake\"]",
                    when("site.intake")
                ),
                "in one language only",
            ),
        ];
        for (lines, fault) in cases {
            let faults = read(&[("test", &rule(&lines))]).unwrap().faults();
            let named = faults.iter().any(|found| found.contains(fault) && found.contains("`r`"));
            assert!(named, "{fault}: {faults:?}");
        }
    }

    #[test]
    fn a_condition_that_is_none_is_refused() {
        for broken in [
            "{ figure = \"a.b\" }",
            "{ figure = \"a.b\", op = \">\" }",
            "{ figure = \"a.b\", op = \"known\", value = 1 }",
            "{ figure = \"a.b\", op = \"~\", value = 1 }",
            "{ all = [] }",
            "{ all = [], any = [] }",
            "{ figure = \"a.b\", op = \">\", valeu = 1 }",
        ] {
            let text = format!("when = {broken}");
            #[derive(serde::Deserialize)]
            struct Holder {
                #[serde(rename = "when")]
                _when: shuiheng_audit::Condition,
            }
            assert!(toml::from_str::<Holder>(&text).is_err(), "{broken}");
        }
    }
}
