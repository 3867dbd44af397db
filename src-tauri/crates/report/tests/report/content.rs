//! What the auditor chooses of the outline and writes beside it, and the sentences that follow
//! from the data.

use crate::sample;
use crate::words::text;
use shuiheng_audit::diagnose;
use shuiheng_report::*;

fn composed(content: ReportContent) -> Document {
    let meta = ReportMeta { content, ..sample::meta() };
    compose(&diagnose(sample::case(), &sample::library()), &meta)
}

fn choice(id: &str) -> PartChoice {
    PartChoice { id: id.into(), shown: true, ..PartChoice::default() }
}

fn own(id: &str, title: &str, text: &str) -> PartChoice {
    PartChoice { title: title.into(), before: Some(text.into()), ..choice(id) }
}

fn content(parts: Vec<PartChoice>) -> ReportContent {
    ReportContent { parts, ..ReportContent::default() }
}

fn headings(document: &Document) -> Vec<String> {
    let label = |block: &Block| match block {
        Block::Heading(heading) if heading.level <= 2 => Some(heading.label()),
        _ => None,
    };
    document.body.iter().filter_map(label).collect()
}

#[test]
fn every_sentence_is_written_as_the_cases_say() {
    let mut seen = Vec::new();
    let cases = include_str!("sentences.txt");
    for case in cases.split("\n\n") {
        let mut lines = case.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let Some(name) = lines.next() else { continue };
        let mut slots = Slots::new();
        let mut expected = None;
        for line in lines {
            if let Some(sentence) = line.strip_prefix("=> ") {
                expected = Some(sentence);
            } else {
                let (slot, value) = line.split_once(" = ").expect("a slot and its value");
                slots = slots.set(slot, value);
            }
        }
        assert_eq!(sentence(name, &slots), expected.expect("what is to come of it"), "{name}");
        seen.push(name.to_owned());
    }
    for (name, _) in sentence_patterns() {
        assert!(seen.contains(&name), "{name} has no case");
    }
}

#[test]
fn own_text_becomes_what_the_cases_say() {
    let join = |runs: &[Run]| {
        let one =
            |run: &Run| if run.bold { format!("【{}】", run.text) } else { run.text.clone() };
        runs.iter().map(one).collect::<String>().replace("】【", "")
    };
    let cases = include_str!("own_text.txt");
    let mut count = 0;
    for case in cases.split("\n---\n") {
        let (typed, expected) = case.split_once("\n=>\n").expect("what comes of it");
        let typed = match typed.strip_prefix("# 自定文字") {
            Some(rest) => rest.split_once("\n\n").expect("a case").1,
            None => typed,
        };
        let document = composed(content(vec![own("own-1", "说明", typed)]));
        let own = document.body.iter().skip_while(
            |block| !matches!(block, Block::Heading(heading) if heading.text == "说明"),
        );
        let mut out = Vec::new();
        for block in own.skip(1) {
            match block {
                Block::Paragraph(Paragraph { runs, manner: Manner::Item }) => {
                    out.push(format!("〔{}〕{}", runs[0].text, join(&runs[1..])));
                }
                Block::Paragraph(paragraph) => out.push(join(&paragraph.runs)),
                Block::Table(table) => {
                    let number = table.number.replace(|c: char| c.is_ascii_digit(), "");
                    let number =
                        if number.is_empty() { "表".into() } else { number.replace("-", "X-1") };
                    out.push(format!("{number} {}", table.title).trim().to_owned());
                    let heads: Vec<&str> =
                        table.columns.iter().map(|column| column.title.as_str()).collect();
                    out.push(heads.join("|"));
                    for row in &table.rows {
                        out.push(
                            row.cells.iter().map(|cell| join(cell)).collect::<Vec<_>>().join("|"),
                        );
                    }
                }
                _ => break,
            }
        }
        assert_eq!(out.join("\n"), expected.trim_end(), "of:\n{typed}");
        count += 1;
    }
    assert!(count > 9);
}

#[test]
fn numbers_and_references_follow_the_outline() {
    let shipped = composed(ReportContent::default());
    let all = text(&shipped.front) + &text(&shipped.body);
    assert!(all.contains("详见第7章") && all.contains("表5-1"));
    let appendices: Vec<String> =
        headings(&shipped).into_iter().filter(|label| label.starts_with("附录")).collect();
    assert_eq!(
        appendices,
        ["附录A  附表", "附录B  附件清单", "附录C  数据溯源", "附录D  数据疑点"]
    );

    // The problems first, no metering, no tracing, and a chapter of the auditor's own.
    let off = |id: &str| PartChoice { shown: false, ..choice(id) };
    let own = own("own-1", "工艺流程", "见工艺说明。");
    let mut parts: Vec<PartChoice> =
        ["metering", "tracing", "forms", "attachments"].into_iter().map(off).collect();
    parts.splice(0..0, [choice("findings"), choice("overview")]);
    parts.push(own);
    let changed = composed(content(parts));
    let said = text(&changed.front) + &text(&changed.body);
    assert!(said.contains("详见第1章") && said.contains("详见附录A"), "{said}");
    assert!(said.contains("附录A  数据疑点") && !said.contains("数据溯源"));
    assert!(!said.contains("各输入值的出处见"), "nothing refers to what is left out");
    let headings = headings(&changed);
    assert!(headings.contains(&"1  问题诊断".to_owned()), "{headings:?}");
    assert!(headings.contains(&"8  工艺流程".to_owned()), "{headings:?}");
    assert!(headings.contains(&"9  结论与建议".to_owned()), "{headings:?}");
    assert!(said.contains("表1-1 问题汇总"), "{said}");
}

#[test]
fn sections_are_left_out_renamed_and_written_into() {
    let mut overview = choice("overview");
    let mut basis = choice("basis");
    basis.shown = false;
    let mut scope = choice("scope");
    scope.title = "范围".into();
    scope.after = "另含厂外泵站。".into();
    overview.parts = vec![scope, basis, own("own-1", "诊断组", "- 甲")];
    let changed = composed(content(vec![overview]));
    let first: Vec<String> = headings(&changed).into_iter().take(6).collect();
    assert_eq!(
        first,
        [
            "1  项目概况",
            "1.1  任务来源",
            "1.2  范围",
            "1.3  测试期与数据来源",
            "1.4  诊断组",
            "2  企业基本情况"
        ]
    );
    assert!(text(&changed.body).contains("另含厂外泵站。\n"));
}

#[test]
fn a_figure_that_the_data_do_not_have_is_told_with_its_place() {
    let mut balance = choice("balance");
    balance.after = "第一行 {{R}}\n第二行 {{不存在}}\n第三行 {{没写完".into();
    let mut off = own("own-2", "不写", "{{也不存在}}");
    off.shown = false;
    let diagnosis = diagnose(sample::case(), &sample::library());
    let faults = content_faults(&content(vec![balance, off]), &diagnosis);
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{} {} {} {}", fault.title, fault.after, fault.line, fault.name))
        .collect();
    assert_eq!(told, ["水平衡测试 true 2 不存在", "水平衡测试 true 3 没写完"]);
}

#[test]
fn the_documented_list_of_figures_is_the_whole_list() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let figures = bound_figures(&diagnosis);
    let readme = include_str!("../../../../../assets/report/README.md");
    for figure in &figures {
        let generic = figure.name.split_once('（').map(|(name, _)| format!("{name}（产品）"));
        let names = [Some(figure.name.clone()), generic];
        let told = |name: String| match figure.symbol.as_str() {
            "" => format!("| {name} |"),
            symbol => format!("| {name} | {symbol} |"),
        };
        let either = names.into_iter().flatten().any(|name| readme.contains(&told(name)));
        assert!(either, "README.md does not tell of {} {}", figure.name, figure.symbol);
    }
}
