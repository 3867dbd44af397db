//! Facts of units that a person gives: what can be, and whose they are.

use shuiheng_audit::{Doubt, DoubtCode, Fact, FactCode, Origin, Severity, Site, Text};

/// A fact as a person gives it; none for what cannot be: below zero, or no number.
pub(crate) fn checked(code: FactCode, value: f64, unit: &str) -> Option<Fact> {
    let sound = value.is_finite() && (value >= 0.0 || code.may_be_negative());
    let field = format!("{unit} {}", code.zh());
    sound.then_some(Fact { code, value, origin: Origin::Entry { field } })
}

/// Gives facts to the units of those names. A name that no unit has, or several have, is
/// told and the fact is left out.
pub(crate) fn give(site: &mut Site, facts: Vec<(String, Fact)>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (name, fact) in facts {
        let mut named = site.units.iter_mut().filter(|unit| unit.name == name);
        match (named.next(), named.next()) {
            (Some(unit), None) => unit.facts.put(fact),
            _ => doubts.push(not_one(&name, fact.code)),
        }
    }
    doubts
}

fn not_one(name: &str, code: FactCode) -> Doubt {
    Doubt::new(
        Severity::Warning,
        DoubtCode::ValueMissing,
        Vec::new(),
        Text::new(
            format!(
                "企业信息文件给出了“{name}”的{}，但没有或不止一个同名的用水单元，未采用。",
                code.zh()
            ),
            format!(
                "the profile gives {} of {name}, but not exactly one unit has that name; it is not used",
                code.code()
            ),
        ),
        Text::new("按水平衡表中的名称填写。", "write the name as the balance has it"),
    )
}
