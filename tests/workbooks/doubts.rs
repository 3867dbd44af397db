//! What is said of a workbook against what must be said of it.

use crate::answer::{Answer, Doubt};
use serde_json::Value;

/// Doubts that are missing, and errors that nobody expects.
pub(crate) fn faults(answer: &Answer, document: &Value) -> Vec<String> {
    let said = document["issues"].as_array().unwrap();
    let mut faults = Vec::new();
    for wanted in &answer.doubts {
        let met: Vec<&Value> = said.iter().filter(|issue| meets(issue, wanted)).collect();
        if wanted.wanted && met.is_empty() {
            let others = said.iter().filter(|issue| issue["code"] == *wanted.code);
            let others: Vec<String> = others.map(shown).collect();
            faults.push(format!("缺少疑点 {wanted:?}；同类的有 {others:?}"));
        } else if !wanted.wanted && !met.is_empty() {
            faults.push(format!("不应有的疑点 {}", shown(met[0])));
        }
    }
    let expected =
        |issue: &Value| answer.doubts.iter().any(|wanted| wanted.wanted && meets(issue, wanted));
    let errors = said.iter().filter(|issue| issue["severity"] == "error");
    let unexpected = errors.filter(|issue| !expected(issue));
    faults.extend(unexpected.map(|issue| format!("意外的错误 {}", shown(issue))));
    faults
}

/// Words of a refusal that are missing.
pub(crate) fn of_refusal(words: &[String], said: &str) -> Vec<String> {
    let missing = words.iter().filter(|word| !said.contains(word.as_str()));
    missing.map(|word| format!("拒绝时没有说“{word}”，说的是：{said}")).collect()
}

fn meets(issue: &Value, wanted: &Doubt) -> bool {
    let places = issue["where"].as_array().unwrap();
    let message = issue["message"].as_str().unwrap();
    let holds =
        |place: &String| places.iter().filter_map(Value::as_str).any(|found| covers(found, place));
    issue["code"] == *wanted.code
        && wanted.places.iter().all(holds)
        && wanted.words.iter().all(|word| message.contains(word.as_str()))
}

/// True where a place is the cell, or a range of the same sheet that holds it.
fn covers(found: &str, cell: &str) -> bool {
    let (Some((sheet, range)), Some((wanted_sheet, wanted))) =
        (found.rsplit_once('!'), cell.rsplit_once('!'))
    else {
        return false;
    };
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    sheet == wanted_sheet
        && match (position(first), position(last), position(wanted)) {
            (Some(first), Some(last), Some(wanted)) => {
                (first.0..=last.0).contains(&wanted.0) && (first.1..=last.1).contains(&wanted.1)
            }
            _ => range == wanted,
        }
}

/// Column and row of `B5`.
fn position(cell: &str) -> Option<(u32, u32)> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = cell.split_at(letters);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    Some((column, digits.parse().ok()?))
}

fn shown(issue: &Value) -> String {
    let places: Vec<&str> =
        issue["where"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    format!(
        "{} {} {}",
        issue["code"].as_str().unwrap(),
        places.join(","),
        issue["message"].as_str().unwrap()
    )
}
