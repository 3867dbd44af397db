//! The reconciled network in words: what the tests say, each stream, and what to do.

use super::Reconciled;
use super::answer::name;
use shuiheng_audit::{Lang, fixed, trimmed};
use shuiheng_reconcile::{Advice, Class, Flow, GlobalTest, Reconciliation, Stream, StreamResult};

/// Meters that are named for each target.
const METERS: usize = 5;
/// A gain that would be shown as nothing is left out.
const GAIN: f64 = 0.0005;
/// What stands where there is no figure.
const NOTHING: &str = "—";

/// The whole answer.
pub(super) fn text(reconciled: &Reconciled, lang: Lang) -> String {
    let found = reconciled.solution.reconciliation();
    let network = &reconciled.file.network;
    let mut lines = vec![global(&found.global, network.confidence, lang)];
    lines.push(String::new());
    let mut rows = vec![heading(lang)];
    let streams = network.streams.iter().zip(&found.streams);
    rows.extend(streams.map(|(stream, result)| row(stream, result, lang)));
    lines.extend(aligned(&rows));
    lines.extend(ratios(found, lang));
    lines.extend(suspects(found, lang));
    for (target, advice) in reconciled.file.targets.iter().zip(&reconciled.advice) {
        lines.push(String::new());
        lines.extend(target_lines(&target.name, advice, lang));
    }
    lines.push(String::new());
    let mark = if lang == Lang::Zh { "说明" } else { "note" };
    lines.extend(reconciled.notes().map(|note| format!("[{mark}] {}", note.text.get(lang))));
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

fn global(test: &GlobalTest, confidence: f64, lang: Lang) -> String {
    let (chi2, dof, sure) = (fixed(test.chi2, 3), test.dof, trimmed(confidence * 100.0, 2));
    match (test.critical, test.passed, lang) {
        (Some(critical), Some(passed), Lang::Zh) => format!(
            "整体检验：χ² = {chi2}，自由度 {dof}，临界值 {}（置信水平 {sure} %），{}。",
            fixed(critical, 3),
            if passed { "通过" } else { "未通过" }
        ),
        (Some(critical), Some(passed), Lang::En) => format!(
            "global test: chi2 = {chi2}, {dof} degrees of freedom, critical {} ({sure} %), {}",
            fixed(critical, 3),
            if passed { "passed" } else { "failed" }
        ),
        (None, _, Lang::Zh) | (_, None, Lang::Zh) => "整体检验：没有冗余的测量，无法检验。".into(),
        (None, _, Lang::En) | (_, None, Lang::En) => {
            "global test: nothing is redundant, so nothing can be tested".into()
        }
    }
}

fn heading(lang: Lang) -> Vec<String> {
    let heading: [&str; 8] = match lang {
        Lang::Zh => {
            ["水流", "起点 → 终点", "测量值", "校正值", "标准不确定度", "调整量", "z", "类别"]
        }
        Lang::En => {
            ["stream", "from → to", "measured", "reconciled", "sd", "adjustment", "z", "class"]
        }
    };
    heading.map(str::to_owned).to_vec()
}

fn row(stream: &Stream, result: &StreamResult, lang: Lang) -> Vec<String> {
    let given = match stream.flow {
        Flow::Measured { sd, .. } => Some(sd),
        Flow::Held(_) | Flow::Unmeasured => None,
    };
    let digits = digits(result.sd.filter(|sd| *sd > 0.0).or(given));
    let shown = |value: Option<f64>| match (value, digits) {
        (Some(value), Some(digits)) => fixed(value, digits),
        (Some(value), None) => trimmed(value, 6),
        (None, _) => NOTHING.to_owned(),
    };
    vec![
        result.id.clone(),
        format!("{} → {}", name(&stream.from), name(&stream.to)),
        shown(result.measured),
        shown(result.reconciled),
        shown(result.sd),
        shown(result.adjustment),
        result.z.map_or(NOTHING.to_owned(), |z| fixed(z, 2)),
        class(result, lang),
    ]
}

/// Decimals that show an uncertainty with two digits.
fn digits(sd: Option<f64>) -> Option<u32> {
    sd.map(|sd| (1.0 - sd.log10().floor()).clamp(0.0, 9.0) as u32)
}

fn class(result: &StreamResult, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let mut class = if zh { result.class.zh() } else { result.class.code() }.to_owned();
    let mut add = |zh_words: &str, en_words: &str| {
        class.push_str(if zh { "，" } else { ", " });
        class.push_str(if zh { zh_words } else { en_words });
    };
    if result.held {
        add("固定", "held");
    }
    if result.at_bound {
        add("取下限", "at its bound");
    }
    if result.class == Class::Unobservable {
        let by = result.observable_by.join(if zh { "、" } else { ", " });
        let several = result.observable_by.len() > 1;
        let one = if several { "其一" } else { "" };
        add(
            &format!("需计量 {by}{one}"),
            &format!("meter {}{by}", if several { "one of " } else { "" }),
        );
    }
    class
}

fn ratios(found: &Reconciliation, lang: Lang) -> Vec<String> {
    let mut rows = vec![
        match lang {
            Lang::Zh => ["分流比", "给定值", "校正值", "标准不确定度", "z"],
            Lang::En => ["ratio", "given", "reconciled", "sd", "z"],
        }
        .map(str::to_owned)
        .to_vec(),
    ];
    for ratio in found.ratios.iter().filter(|ratio| ratio.sd > 0.0) {
        let digits = digits(Some(ratio.sd)).unwrap_or(4);
        rows.push(vec![
            format!("{}/{}", ratio.stream, ratio.of),
            fixed(ratio.given, digits),
            fixed(ratio.reconciled, digits),
            fixed(ratio.sd, digits),
            ratio.z.map_or(NOTHING.to_owned(), |z| fixed(z, 2)),
        ]);
    }
    if rows.len() == 1 {
        return Vec::new();
    }
    let mut lines = vec![String::new()];
    lines.extend(aligned(&rows));
    lines
}

fn suspects(found: &Reconciliation, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, suspect) in found.suspects.iter().enumerate() {
        if at == 0 {
            lines.push(String::new());
        }
        let members = suspect.members.iter().map(|(name, size)| {
            let size = trimmed(*size, 4);
            match lang {
                Lang::Zh => format!("{name}（误差约 {size}）"),
                Lang::En => format!("{name} (error about {size})"),
            }
        });
        let z = fixed(suspect.z, 2);
        let several = suspect.members.len() > 1;
        lines.push(match lang {
            Lang::Zh => format!(
                "可疑 {}：{}{}，|z| = {z}{}",
                at + 1,
                members.collect::<Vec<_>>().join("或 "),
                if several { "，无法区分" } else { "" },
                if suspect.significant { "" } else { "，未超过临界值" },
            ),
            Lang::En => format!(
                "suspect {}: {}{}, |z| = {z}{}",
                at + 1,
                members.collect::<Vec<_>>().join(" or "),
                if several { ", which cannot be told apart" } else { "" },
                if suspect.significant { "" } else { ", below the critical value" },
            ),
        });
    }
    lines
}

fn target_lines(name: &str, advice: &Advice, lang: Lang) -> Vec<String> {
    let zh = lang == Lang::Zh;
    let Some(estimate) = advice.estimate else {
        let needs = advice.needs.join(if zh { "、" } else { ", " });
        return vec![if zh {
            format!("{name}：无法由现有数据确定，需计量 {needs}。")
        } else {
            format!("{name}: not told by the data; meter {needs}")
        }];
    };
    let digits = digits(Some(estimate.sd).filter(|sd| *sd > 0.0)).unwrap_or(6);
    let (value, sd) = (fixed(estimate.value, digits), fixed(estimate.sd, digits));
    let mut lines = vec![if zh {
        format!("{name}：{value}，标准不确定度 {sd}")
    } else {
        format!("{name}: {value}, standard uncertainty {sd}")
    }];
    for meter in advice.meters.iter().take(METERS).filter(|meter| meter.gain >= GAIN) {
        let (gain, after) = (fixed(meter.gain * 100.0, 1), fixed(meter.target_sd, digits));
        let stream = &meter.stream;
        lines.push(if zh {
            format!("  加装水表于 {stream}：标准不确定度降至 {after}（降低 {gain} %）")
        } else {
            format!("  a meter on {stream}: standard uncertainty {after} ({gain} % less)")
        });
    }
    lines
}

/// Rows with their columns below each other; all but the first two and the last are figures.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let space = " ".repeat(widths[column] - width(cell));
            let words = column < 2 || column + 1 == columns && columns > 5;
            if column > 0 {
                line.push_str("  ");
            }
            if words {
                line.push_str(cell);
                line.push_str(&space);
            } else {
                line.push_str(&space);
                line.push_str(cell);
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Columns of a terminal that a text takes: Chinese takes two each.
fn width(text: &str) -> usize {
    let wide = |letter: char| matches!(u32::from(letter), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD);
    text.chars().map(|letter| if wide(letter) { 2 } else { 1 }).sum()
}
