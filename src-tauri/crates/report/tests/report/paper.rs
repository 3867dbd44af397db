//! Small documents to lay out.

use shuiheng_report::*;

/// The faces with the rare ones at hand.
pub(crate) fn faces() -> Typefaces {
    let rare = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/ReportSans-Rare.ttf");
    Typefaces::new(RareFace::File(rare.into()))
}

/// A document of these blocks.
pub(crate) fn document(body: Vec<Block>) -> Document {
    Document {
        properties: Properties {
            title: "节水诊断报告 <&\"测试\">".into(),
            author: "嘉兴示例节水技术有限公司".into(),
            subject: "水平衡".into(),
            keywords: vec!["节水".into(), "水平衡".into()],
            creator: "水衡 0.1.0".into(),
            date: chrono::NaiveDate::from_ymd_opt(2024, 11, 15).unwrap_or_default(),
        },
        running: Running {
            left: "节水诊断报告".into(),
            right: "嘉兴示例化工有限公司".into(),
            foot: String::new(),
        },
        cover: Cover { title: "节水诊断报告".into(), ..Cover::default() },
        front: Vec::new(),
        body,
        dress: Dress::default(),
    }
}

/// A heading.
pub(crate) fn heading(level: u8, number: &str) -> Block {
    Block::Heading(Heading {
        level,
        number: number.into(),
        text: "水平衡测试".into(),
        anchor: Anchor(number.into()),
        listed: true,
    })
}

/// A table of names and numbers, its first column the names.
pub(crate) fn table(names: &[String], numbers: &[f64], columns: usize) -> Table {
    let titles = std::iter::once("用水单元".to_owned())
        .chain((1..columns).map(|at| format!("第{at}项水量/(m³/d)")));
    let row = |(at, name): (usize, &String)| {
        let value = |column: usize| {
            let number = numbers.get((at * 7 + column) % numbers.len().max(1));
            number.map_or_else(|| "—".to_owned(), |number| format!("{number:.1}"))
        };
        let cells = std::iter::once(name.clone()).chain((1..columns).map(value));
        Row {
            kind: if at % 17 == 9 { RowKind::Section } else { RowKind::Data },
            depth: at % 3,
            cells: cells.map(|text| vec![Run::plain(text)]).collect(),
        }
    };
    Table {
        number: "表5-1".into(),
        title: "用水单元水平衡表".into(),
        unit: "单位：m³/d".into(),
        columns: titles
            .enumerate()
            .map(|(at, title)| Column {
                title,
                group: (at > 1 && at < 4).then(|| "取水量".to_owned()),
                align: if at == 0 { Align::Left } else { Align::Decimal },
            })
            .collect(),
        rows: names.iter().enumerate().map(row).collect(),
        notes: vec![vec![Run::plain("注：“—”表示不详。")]],
        sideways: false,
        anchor: Some(Anchor("table".into())),
    }
}

/// The text runs of a page.
pub(crate) fn texts(page: &Page) -> impl Iterator<Item = &TextRun> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        Item::Shape(_) | Item::Link(_) | Item::Image(_) => None,
    })
}

/// All that is written on a page, without blanks.
pub(crate) fn written(page: &Page) -> String {
    let text: String = texts(page).map(|run| run.text.as_str()).collect();
    text.split_whitespace().collect()
}
