//! The documents that the report rests on, each with whether somebody has confirmed it.

use super::writer::Writer;
use crate::document::{Run, Tone};
use shuiheng_audit::Diagnosis;

/// Titles of documents by their number.
const TITLES: [(&str, &str); 8] = [
    ("GB/T 12452-2022", "水平衡测试通则"),
    ("GB/T 24789-2022", "用水单位水计量器具配备和管理通则"),
    ("GB/T 7119-2018", "节水型企业评价导则"),
    ("GB/T 21534-2021", "节约用水 术语"),
    ("GB/T 26719-2022", "用水单位用水统计通则"),
    ("GB/T 50050-2017", "工业循环冷却水处理设计规范"),
    ("CJ 42-1999", "工业用水考核指标及计算方法"),
    ("GB/T 8170", "数值修约规则与极限数值的表示和判定"),
];

/// A document that is named in the report.
struct Cited {
    text: String,
    confirmed: bool,
}

/// Writes the list.
pub(super) fn list(writer: &mut Writer<'_>) {
    let mut cited = Vec::new();
    if let Some(program) = &writer.meta.program {
        // The program was read as a draft for comment.
        cited.push(Cited { text: program.clone(), confirmed: false });
    }
    cited.extend(general());
    cited.extend(of_indicators(writer.diagnosis));
    cited.extend(of_quotas(writer.diagnosis));
    cited.extend(of_limits(writer.diagnosis));
    for (at, document) in once(cited).into_iter().enumerate() {
        let mut runs = vec![Run::plain(document.text)];
        if !document.confirmed {
            runs.push(Run::toned("（未核实）", Tone::Caution));
        }
        writer.item(format!("（{}）", at + 1), runs);
    }
    writer.say(
        "标注“未核实”的文件，其版本、条款和数值尚未对照正式文本确认，据其作出的计算和判定以核对正式文本后的结果为准。",
    );
}

/// Each document once, where it is named first and as it is named at length: sources differ in
/// brackets, and in whether they say that a text was a draft.
fn once(all: Vec<Cited>) -> Vec<Cited> {
    let mut cited: Vec<Cited> = Vec::new();
    for document in all {
        let key = key(&document.text);
        let begins = |short: &str, long: &str| {
            short == long || short.chars().count() >= SURE && long.starts_with(short)
        };
        let same = cited.iter_mut().find(|one| {
            let known = self::key(&one.text);
            begins(&known, &key) || begins(&key, &known)
        });
        match same {
            None => cited.push(document),
            Some(one) => {
                if self::key(&one.text).len() < key.len() {
                    one.text = document.text;
                }
                one.confirmed &= document.confirmed;
            }
        }
    }
    cited
}

/// A name of so many characters that begins another is the name of the same document.
const SURE: usize = 10;

/// The characters that tell documents apart.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn named(number: &str) -> String {
    match TITLES.iter().find(|(known, _)| *known == number) {
        Some((number, title)) => format!("{number}《{title}》"),
        None => number.to_owned(),
    }
}

fn general() -> Vec<Cited> {
    let laws = ["《节约用水条例》（国务院令第776号）", "《浙江省节约用水办法》"];
    let standards = ["GB/T 12452-2022", "GB/T 21534-2021", "GB/T 26719-2022", "GB/T 8170"];
    let texts = laws.into_iter().map(String::from).chain(standards.into_iter().map(named));
    texts.map(|text| Cited { text, confirmed: false }).collect()
}

/// Sources of formulas that are documents, not remarks of this program.
fn of_indicators(diagnosis: &Diagnosis) -> Vec<Cited> {
    let sources = diagnosis.indicators.iter().map(|indicator| indicator.code.definition().source);
    let documents = sources.filter(|source| TITLES.iter().any(|(number, _)| number == source));
    documents.map(|source| Cited { text: named(source), confirmed: false }).collect()
}

fn of_quotas(diagnosis: &Diagnosis) -> Vec<Cited> {
    let quotas = diagnosis.comparisons.iter().filter_map(|comparison| comparison.quota.as_ref());
    quotas
        .map(|quota| {
            let title = quota.title.trim_matches(['《', '》']);
            let text = match (quota.standard.as_str(), title) {
                (standard, "") => standard.to_owned(),
                // A document without a number is called by its title.
                (standard, title) if key(title).starts_with(&key(standard)) => {
                    format!("《{title}》")
                }
                (standard, title) => format!("{standard}《{title}》"),
            };
            Cited { text, confirmed: quota.confirmed.is_some() }
        })
        .collect()
}

fn of_limits(diagnosis: &Diagnosis) -> Vec<Cited> {
    let limits = diagnosis.limits.iter().map(|check| &check.limit);
    limits
        .map(|limit| Cited { text: limit.source.clone(), confirmed: limit.confirmed.is_some() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        let cited = names.iter().map(|name| Cited { text: (*name).into(), confirmed: false });
        let found: Vec<String> = once(cited.collect()).into_iter().map(|one| one.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_document_is_named_once_and_at_length() {
        let draft = "《2024年嘉兴市工业节水提效行动方案》（征求意见稿）";
        check(&["《2024年嘉兴市工业节水提效行动方案》", "GB/T 8170", draft], &[draft, "GB/T 8170"]);
        let named = "《印染行业规范条件(2017版)(征求意见稿)》";
        check(&[named, "印染行业规范条件(2017版)征求意见稿"], &[named]);
        // A short number that begins another is another document.
        check(&["GB/T 817", "GB/T 8170"], &["GB/T 817", "GB/T 8170"]);
    }
}
