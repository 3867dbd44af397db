//! Writes a specimen of every kind of block, to look at the style sheet.
//!
//! `cargo run -p shuiheng-report --example specimen -- specimen.pdf`

use shuiheng_drawing::{Anchor as At, Fill, Ink, Scene, Shape, Stroke, Weight};
use shuiheng_report::*;
use std::ops::ControlFlow;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "specimen.pdf".to_owned());
    let faces = Typefaces::new(RareFace::File("assets/fonts/ReportSans-Rare.ttf".into()));
    let document = specimen();
    let pages = layout(&document, &faces);
    let bytes = pdf(&pages, &document.properties, &faces, &|_| ControlFlow::Continue(()))?;
    std::fs::write(path, bytes)?;
    Ok(())
}

fn specimen() -> Document {
    let text = "本次诊断按照水平衡测试的通用方法，对企业取水、用水、排水和漏失逐单元核算，取水量为 12 846.5 m³/d，重复利用率为91.85%，其中“合成反应工段”（含5台反应釜）的串联水量100.6 m³/d，由浙江𬭎瀚材料（示例）有限公司填报。BOD₅、CO₂与10⁻⁴等符号☑应能正常显示。";
    let mut body = Vec::new();
    for chapter in 1..=3 {
        body.push(heading(1, &chapter.to_string(), "用水现状"));
        body.push(heading(2, &format!("{chapter}.1"), "取水水源"));
        for _ in 0..4 {
            body.push(Block::Paragraph(Paragraph::plain(text)));
        }
        body.push(Block::Paragraph(Paragraph {
            manner: Manner::Formula,
            runs: vec![Run::plain("Vi + Vs + Vw = Vs′ + Vco + Vd + Vl")],
        }));
        body.push(Block::Paragraph(Paragraph {
            manner: Manner::Item,
            runs: vec![
                Run::plain("（1）"),
                Run::plain(text),
                Run::link(format!("见表{chapter}-1"), &Anchor(format!("table-{chapter}-1"))),
                Run { script: Script::Super, ..Run::plain("①") },
            ],
        }));
        body.push(Block::Table(table(chapter, if chapter == 2 { 60 } else { 6 }, chapter == 2)));
        body.push(Block::Figure(figure(chapter)));
    }
    Document {
        properties: Properties {
            title: "嘉兴示例化工有限公司节水诊断报告".into(),
            author: "嘉兴示例节水技术有限公司".into(),
            subject: "企业节水诊断".into(),
            keywords: vec!["节水诊断".into(), "水平衡".into()],
            creator: "水衡 0.1.0".into(),
            date: chrono::NaiveDate::from_ymd_opt(2024, 11, 15).unwrap_or_default(),
        },
        running: Running {
            left: "企业节水诊断报告".into(), right: "嘉兴示例化工有限公司".into()
        },
        cover: Cover {
            report_no: Some("SH-2024-017".into()),
            program: Some("《2024年嘉兴市工业节水提效行动方案》".into()),
            enterprise: "嘉兴示例化工有限公司".into(),
            title: "节水诊断报告".into(),
            mark: Some("征求意见稿".into()),
            facts: vec![
                ("所属区域".into(), "海盐县".into()),
                ("测试期".into(), "2024年9月10日—9月12日".into()),
            ],
            auditor: "嘉兴示例节水技术有限公司".into(),
            date: "2024年11月".into(),
        },
        front: vec![
            heading(1, "", "责任页"),
            Block::Signatures(Signatures {
                facts: vec![("项目名称".into(), "嘉兴示例化工有限公司节水诊断".into())],
                roles: ["编制", "校核", "审核", "批准"].map(String::from).to_vec(),
                seal: "诊断单位（盖章）".into(),
                notes: vec!["本报告无编制、审核、批准人签字及诊断单位盖章无效。".into()],
            }),
            heading(1, "", "摘要"),
            Block::Paragraph(Paragraph::plain(text)),
            Block::Cards(
                (0..5)
                    .map(|at| Card {
                        label: "重复利用率".into(),
                        value: "91.85".into(),
                        unit: "%".into(),
                        note: "不含冷却循环水 23.59 %".into(),
                        tone: if at == 1 { Tone::Bad } else { Tone::Plain },
                    })
                    .collect(),
            ),
        ],
        body,
    }
}

fn heading(level: u8, number: &str, text: &str) -> Block {
    Block::Heading(Heading {
        level,
        number: number.into(),
        text: text.into(),
        anchor: Anchor(format!("section-{number}{text}")),
        listed: true,
    })
}

fn table(chapter: usize, rows: usize, wide: bool) -> Table {
    let mut columns = vec![
        Column { title: "序号".into(), align: Align::Centre, group: None },
        Column { title: "用水单元".into(), ..Column::default() },
    ];
    let groups =
        [("取水量", ["自来水", "地表水", "蒸汽"]), ("重复利用水量", ["循环", "串联", "回用"])];
    for (group, titles) in groups {
        for title in titles {
            let title = if wide { format!("{title}水量/m³") } else { title.into() };
            columns.push(Column { title, group: Some(group.into()), align: Align::Decimal });
        }
    }
    if wide {
        for title in ["耗水量", "排水量", "漏失水量", "不平衡量", "不平衡率/%"] {
            columns.push(Column {
                title: title.into(),
                group: Some("输出".into()),
                align: Align::Decimal,
            });
        }
    }
    columns.push(Column { title: "备注".into(), ..Column::default() });
    let row = |at: usize| {
        let mut cells =
            vec![Run::plain(format!("{}", at + 1)), Run::plain(format!("合成反应工段第{at}号釜"))];
        cells.extend((2..columns.len() - 1).map(|column| {
            if (at + column) % 7 == 0 {
                Run::plain("—")
            } else {
                Run::plain(format!("{:.1}", (at * column * column) as f64 * 13.7))
            }
        }));
        cells.push(Run::plain(if at % 5 == 3 { "冷凝水未回收，需复核" } else { "" }));
        let cells = cells.into_iter().map(|run| vec![run]).collect();
        Row {
            kind: if at + 1 == rows { RowKind::Total } else { RowKind::Data },
            depth: at % 3 % 2,
            cells,
        }
    };
    let mut all: Vec<Row> = (0..rows).map(row).collect();
    all.insert(
        0,
        Row {
            kind: RowKind::Section, cells: vec![vec![Run::plain("一、主要生产用水")]], depth: 0
        },
    );
    Table {
        number: format!("表{chapter}-1"),
        title: "用水单元水平衡表".into(),
        unit: "单位：m³/d".into(),
        columns,
        rows: all,
        notes: vec![vec![Run::plain("注：“—”表示数据不详。空白单元格按零计，见附录B。")]],
        anchor: Some(Anchor(format!("table-{chapter}-1"))),
    }
}

fn figure(chapter: usize) -> Figure {
    let shapes = (0..6)
        .flat_map(|at| {
            let y = f64::from(at) * 24.0 + 6.0;
            [
                Shape::Rect {
                    x: 90.0,
                    y,
                    width: 40.0 + f64::from(at) * 50.0,
                    height: 16.0,
                    radius: 3.0,
                    fill: Some(Fill {
                        ink: Ink::Accent,
                        opacity: if at % 2 == 0 { 1.0 } else { 0.42 },
                    }),
                    stroke: Some(Stroke::solid(Ink::Outline, 0.5)),
                },
                Shape::Text {
                    x: 84.0,
                    y: y + 11.0,
                    size: 8.0,
                    weight: Weight::Regular,
                    anchor: At::End,
                    ink: Ink::Text,
                    text: format!("第{at}用水单元"),
                },
            ]
        })
        .collect();
    Figure {
        number: format!("图{chapter}-1"),
        title: "各单元取水量".into(),
        scene: Scene {
            width: 400.0,
            height: 150.0,
            title: String::new(),
            description: String::new(),
            shapes,
        },
        landscape: false,
        notes: Vec::new(),
        anchor: Some(Anchor(format!("figure-{chapter}-1"))),
    }
}
