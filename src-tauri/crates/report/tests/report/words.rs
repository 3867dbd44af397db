//! What the report says: every figure of the diagnosis, unknown ones as unknown, and
//! nothing that nobody confirmed as if it were.

use crate::sample;
use shuiheng_audit::*;
use shuiheng_report::*;

/// The text of the blocks, a line each.
pub(crate) fn text(blocks: &[Block]) -> String {
    let join = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let mut out = String::new();
    let mut say = |line: String| {
        out.push_str(&line.replace('\u{200B}', ""));
        out.push('\n');
    };
    for block in blocks {
        match block {
            Block::Heading(heading) => say(heading.label()),
            Block::Paragraph(paragraph) => say(join(&paragraph.runs)),
            Block::Table(table) => {
                say(format!("{} {}", table.number, table.title));
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| join(cell)).collect();
                    say(cells.join("|"));
                }
                for note in &table.notes {
                    say(join(note));
                }
            }
            Block::Figure(figure) => say(format!("{} {}", figure.number, figure.title)),
            Block::Photos(row) => row.iter().for_each(|photo| say(photo.title.clone())),
            Block::Cards(cards) => {
                for card in cards {
                    say(format!("{}|{}|{}|{}", card.label, card.value, card.unit, card.note));
                }
            }
            Block::Signatures(_) | Block::PageBreak => {}
        }
    }
    out
}

fn said(case: Case) -> String {
    let diagnosis = diagnose(case, &sample::library());
    let document = compose(&diagnosis, &sample::meta());
    text(&document.front) + &text(&document.body)
}

#[track_caller]
fn check(case: Case, expected: &[&str]) {
    let said = said(case);
    for line in expected {
        assert!(said.contains(line), "“{line}” is not said in:\n{said}");
    }
}

#[test]
fn the_figures_of_the_sample_are_those_worked_out_by_hand() {
    // Vi = 620.4+36.2+318.6+1446+88.5+962.3+54+388+96+42 = 4052.0; ×330/10⁴ = 133.716
    // Vr = 12480+80+360 = 12920; R = 12920/16972 = 76.13 %; without cooling 440/4492 = 9.80 %
    // Vui = 4052×330×0.8/96000 = 11.143; above 10: 1.143×96000/10⁴ = 10.9728
    check(
        sample::case(),
        &[
            "取水量|4052.0|m³/d|133.716 万m³/a（年运行 330 天）",
            "重复利用率|76.13|%|不含冷却循环水 9.80 %",
            "单位产品取水量·棉印染布|11.143|m³/100m|超定额（未核实）",
            "超过GB/T 18916.4（示例值）的通用值 10，超出部分折合 10.9728 万m³/a（未核实）。",
            "地表水|常规水源|3735.3|92.18|123.2649",
            "全厂合计||138.0|3735.3|178.7|4052.0|12,480.0|80.0|360.0|405.0|16,972.0|80.0|360.0|360.3|3894.1|—|76.13",
            "12,920/(4052+12,920)×100",
        ],
    );
}

#[test]
fn what_is_not_known_is_said_and_never_zero() {
    check(
        sample::case(),
        &[
            "用水综合漏失率|—|%|漏失水量不详",
            "漏失|—|—|—",
            "办公及食堂|42.0|42.0|0.0|0.00|-13.6～13.6|D|√ 平衡|漏失水量",
            "漏失水量|—|—|—|资料未提供",
            "地址|—",
            "年工业增加值|—",
        ],
    );
}

#[test]
fn the_water_is_shown_in_pictures_too() {
    check(
        sample::case(),
        &[
            "图3-1 各类用水的新水量和来源",
            "图3-2 用水单元取水量",
            "图3-3 全厂水流向图",
            "图5-1 漏失和不平衡水量",
            "图5-2 全厂水平衡方框图",
            "图6-1 用水定额对标图",
            "全厂水平衡方框图见图5-2。",
        ],
    );
}

#[test]
fn a_product_without_a_quota_is_not_judged() {
    check(
        sample::case(),
        &[
            "产品“针织印染布”的单位产品取水量为 63.674 m³/t（扩展不确定度 ±1.113），暂无适用的用水定额，未作判定。",
            "“针织印染布”暂无定额：应查阅现行国家和浙江省用水定额标准",
            "针织印染布|63.674|m³/t|—|—|—|暂无定额|未作判定|—",
        ],
    );
}

#[test]
fn citations_that_nobody_confirmed_are_marked() {
    let said = said(sample::case());
    for line in said.lines() {
        let cites = ["GB/T 7119-2018", "GB/T 24789-2022", "CJ 42-1999", "GB/T 18916.4（示例值）"];
        for name in cites {
            let after = line.split(name).skip(1);
            let fine = |rest: &str| rest.contains("未核实") || rest.contains("未对照标准");
            assert!(after.into_iter().all(fine), "not marked: {line}");
        }
    }
    assert!(said.contains("（4）GB/T 12452-2022《水平衡测试通则》（未核实）"));
}

#[test]
fn a_confirmed_quota_is_not_marked_and_says_by_whom() {
    let mut library = sample::library();
    library.quotas[0].confirmed = Some(Confirmation {
        by: "审核员甲".into(),
        on: sample::day(2024, 10, 8),
        document: "标准文本".into(),
        clause: "第3页".into(),
        ..Confirmation::default()
    });
    let diagnosis = diagnose(sample::case(), &library);
    let said = text(&compose(&diagnosis, &sample::meta()).body);
    assert!(said.contains("已由审核员甲于2024年10月8日对照标准文本 第3页核实。"), "{said}");
    assert!(said.contains("|GB/T 18916.4（示例值）|超定额|10.9728"), "{said}");
}

#[test]
fn a_quota_that_is_not_in_force_is_printed_with_the_reason_for_it() {
    let said = |reason: &str, is_old: bool| {
        let mut library = sample::library();
        library.quotas[0].superseded = is_old.then(|| sample::day(2020, 1, 1));
        let mut case = sample::case();
        for product in case.profile.products.iter_mut().filter(|product| product.quota.is_some()) {
            product.quota_reason = reason.into();
        }
        text(&compose(&diagnose(case, &library), &sample::meta()).body)
    };
    let printed = said("委托方指定按该版本评价", true);
    assert!(printed.contains("该版本测试期前已废止"), "{printed}");
    assert!(printed.contains("选用理由：委托方指定按该版本评价。"), "{printed}");
    assert!(said("", true).contains("选用理由：未说明。"));
    // A row in force is of the enterprise's own product: there is nothing to say.
    assert!(!said("", false).contains("选用理由"));
}

#[test]
fn every_figure_is_traced_to_its_cell() {
    let case = sample::case();
    let cells: Vec<String> = case
        .site
        .streams
        .iter()
        .filter_map(|stream| stream.figure.as_ref())
        .flat_map(|figure| figure.origin.cells())
        .map(|cell| format!("水平衡统计表!{}", cell.a1()))
        .collect();
    assert!(cells.len() > 30);
    let said = said(case);
    let appendix = said.split("附录C  数据溯源").nth(1).expect("there is the appendix");
    for cell in cells {
        assert!(appendix.contains(&cell), "{cell} is not traced");
    }
}

#[test]
fn every_doubt_and_every_finding_is_in_the_report() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let said = text(&compose(&diagnosis, &sample::meta()).body);
    assert!(!diagnosis.doubts.is_empty() && !diagnosis.findings.is_empty());
    let plain = said.replace(',', "");
    for doubt in &diagnosis.doubts {
        assert!(plain.contains(&doubt.message.zh.replace(',', "")), "{}", doubt.message.zh);
        assert!(said.contains(&doubt.fix.zh), "{}", doubt.fix.zh);
    }
    for finding in &diagnosis.findings {
        assert!(plain.contains(&finding.explanation.zh.replace(',', "")), "{}", finding.title.zh);
        assert!(said.contains(&finding.suggestion.zh), "{}", finding.title.zh);
    }
}

#[test]
fn an_empty_case_is_reported_without_inventing_anything() {
    let diagnosis = diagnose(Case::default(), &sample::library());
    let document = compose(&diagnosis, &ReportMeta::default());
    let said = text(&document.front) + &text(&document.body);
    for line in [
        "水平衡资料中未见取水量，取水水源不详。",
        "企业未提供水计量器具台账",
        "企业未提供产品和产量资料",
        "测试期不详",
        "企业水平衡表未列合计行",
    ] {
        assert!(said.contains(line), "“{line}” is not said in:\n{said}");
    }
    let faces = Typefaces::new(RareFace::None);
    assert!(layout(&document, &faces).pages.len() > 8);
}

#[test]
fn the_same_diagnosis_is_composed_the_same() {
    let compose = || compose(&diagnose(sample::case(), &sample::library()), &sample::meta());
    assert!(compose() == compose());
}

#[test]
fn the_network_holds_every_stream_once() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let network = balance_network(&diagnosis, Lang::Zh);
    let streams = &diagnosis.case.site.streams;
    // One link more: from the drains, where used water is treated, to the sewer.
    assert_eq!(network.links.len(), streams.len() + 1);
    let sewer = network.links.iter().find(|link| link.to == "sewer").expect("a sewer");
    let expected = diagnosis.balance.site.external_discharge.expect("known").value();
    let drained = sewer.value.expect("known");
    assert!((drained - expected).abs() < 1e-6, "{drained} {expected}");
    let ids: std::collections::BTreeSet<&str> =
        network.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids.len(), network.nodes.len());
    assert!(
        network
            .links
            .iter()
            .all(|link| ids.contains(link.from.as_str()) && ids.contains(link.to.as_str()))
    );
}

fn whole(document: &Document) -> String {
    text(&document.front) + &text(&document.body)
}

fn diagnosed() -> Diagnosis {
    diagnose(sample::case(), &sample::library())
}

fn relied(id: &str, confirmed: bool, accepted: Option<&str>) -> Relied {
    let on = sample::day(2024, 11, 15);
    let by = "嘉兴示例节水咨询有限公司".to_owned();
    Relied {
        reliance: Reliance {
            kind: RelianceKind::Limit,
            id: id.into(),
            name: Text::new(id, id),
            judges: "≥ 45 %".into(),
            source: "示例文件".into(),
            used_for: Text::new("重复利用率", "reuse rate"),
            confirmed: confirmed.then(|| Confirmation {
                by: by.clone(),
                on,
                document: "正式文本第3页".into(),
                ..Confirmation::default()
            }),
        },
        accepted: accepted.map(|note| Acceptance { by, on, note: note.into() }),
    }
}

#[test]
fn what_the_report_rests_on_is_listed_with_what_was_said_of_it() {
    let meta = ReportMeta {
        relied: vec![
            relied("限值甲", true, None),
            relied("限值乙", false, Some("正式文本未取得")),
            relied("限值丙", false, Some("正式文本未取得")),
            relied("限值丁", false, None),
        ],
        ..sample::meta()
    };
    let text = whole(&compose(&diagnosed(), &meta));
    assert!(
        text.contains(
            "已对照正式文本核实 1 项，未核实但经诊断人员确认采用 2 项，未核实且未经确认 1 项"
        ),
        "{text}"
    );
    assert!(text.contains("本报告仅可作为征求意见稿使用"));
    assert_eq!(text.matches("正式文本未取得").count(), 1, "a reason is printed once");
    assert!(text.contains("已核实：正式文本第3页"));
    assert_eq!(text.matches("确认采用（理由〔1〕）").count(), 2);
}

#[test]
fn only_an_issued_report_has_a_number_and_no_mark_of_a_draft() {
    let draft = compose(&diagnosed(), &sample::meta());
    assert_eq!((draft.cover.mark.as_deref(), draft.cover.report_no), (Some("征求意见稿"), None));
    assert!(!whole(&compose(&diagnosed(), &sample::meta())).contains("报告核验"));
    let change =
        Change { what: "重复利用率".into(), before: "80.00 %".into(), now: "81.00 %".into() };
    let since =
        Since { number: "2024-016".into(), date: sample::meta().date, changes: vec![change] };
    let issue = Issue { number: "2024-017".into(), data: "ab".repeat(32), since: Some(since) };
    let meta = ReportMeta { issue: Some(issue), ..sample::meta() };
    let issued = compose(&diagnosed(), &meta);
    assert_eq!(
        (issued.cover.mark.clone(), issued.cover.report_no.as_deref()),
        (None, Some("2024-017"))
    );
    assert!(issued.properties.keywords.contains(&"报告编号：2024-017".to_owned()));
    let text = whole(&issued);
    assert!(!text.contains("征求意见稿）"), "no page is marked a draft");
    assert!(text.contains("2024-016") && text.contains("80.00 %") && text.contains("81.00 %"));
    assert!(text.contains("abababab abababab abababab abababab"));
}
