//! What a person chooses wins, is said, and holds only where the layout fits.

use crate::grid;
use shuiheng_audit::{FlowUnit, Item, Quantity, Source};
use shuiheng_import::recognise::{
    BlockReport, Choices, ColumnChoice, HeaderChoice, Hints, Meaning, Recognition, Remembered,
    RowChoice, RowRole, SheetRole, Synonym, TableChoice, recognise,
};

const PLAIN: &str = "# 表\n单位：m³/d\n机台 | 取水量 | 园区乙水 | 耗水量 | 排水量 | 漏失水量\n\
    染缸 | 10 | 5 | 1 | 14 | 0\n皂洗 | 20 | 5 | 2 | 23 | 0";

fn read(text: &str, hints: &Hints) -> Recognition {
    recognise(&grid::parse(text).0, hints)
}

fn first(found: &Recognition) -> &BlockReport {
    &found.sheets[0].blocks[0]
}

/// Hints that choose something of the first table of a text.
fn chosen(text: &str, choices: Choices, rows: Vec<RowChoice>) -> Hints {
    let found = read(text, &Hints::default());
    let block = first(&found);
    let table = TableChoice {
        sheet: block.range.sheet.to_string(),
        row: block.range.row,
        col: block.range.col,
        layout: block.layout.clone(),
        choices,
        rows,
    };
    Hints { tables: vec![table], ..Hints::default() }
}

fn column(header: &str, meaning: Option<Meaning>, unit: Option<FlowUnit>) -> Choices {
    let column = ColumnChoice { header: header.into(), nth: 0, meaning, unit };
    Choices { columns: vec![column], ..Choices::default() }
}

fn quantity(item: Item) -> Meaning {
    Meaning::Quantity(Quantity::Item(item))
}

/// The sum of a quantity over all units, m³/d.
fn sum(found: &Recognition, item: Item) -> Option<f64> {
    let role = |_: &_| shuiheng_audit::Role::Use;
    let mut sum = None;
    for stream in &found.site.streams {
        for unit in &found.site.units {
            if stream.item_for(&unit.id, role) == Some(item)
                && let Some(figure) = &stream.figure
            {
                *sum.get_or_insert(0.0) += figure.value.value();
            }
        }
    }
    sum
}

fn says(found: &Recognition, words: &str) -> bool {
    found.doubts.iter().any(|doubt| doubt.message.zh.contains(words))
}

const RECLAIMED: Item = Item::Withdrawal(Source::Reclaimed);

#[test]
fn a_meaning_chosen_by_a_person_wins_and_is_said() {
    let unknown = read(PLAIN, &Hints::default());
    assert!(unknown.doubts.iter().any(|doubt| doubt.code.code() == "column_unrecognised"));
    let found =
        read(PLAIN, &chosen(PLAIN, column("园区乙水", Some(quantity(RECLAIMED)), None), vec![]));
    assert!(!found.doubts.iter().any(|doubt| doubt.code.code() == "column_unrecognised"));
    assert_eq!(sum(&found, RECLAIMED), Some(10.0));
    let column = &first(&found).columns[2];
    assert_eq!((column.reason.zh.as_str(), column.chosen), ("由人工指定", true));
}

#[test]
fn a_known_column_can_be_taken_for_another() {
    let found = read(
        PLAIN,
        &chosen(PLAIN, column("漏失水量", Some(quantity(Item::Supplied)), None), vec![]),
    );
    assert_eq!((sum(&found, Item::Supplied), sum(&found, Item::Leakage)), (Some(0.0), None));
}

#[test]
fn a_column_that_is_not_to_be_used_is_left_out_and_that_is_said() {
    let found =
        read(PLAIN, &chosen(PLAIN, column("园区乙水", Some(Meaning::Unused), None), vec![]));
    assert_eq!(sum(&found, RECLAIMED), None);
    assert!(says(&found, "由人工指定不采用“园区乙水”列"));
}

#[test]
fn a_unit_of_measure_can_be_chosen_for_a_table_and_for_a_column() {
    let hourly = Choices { unit: Some(FlowUnit::M3PerHour), ..Choices::default() };
    let found = read(PLAIN, &chosen(PLAIN, hourly.clone(), vec![]));
    assert_eq!(sum(&found, Item::Consumption), Some(72.0));
    assert_eq!(first(&found).unit, Some(FlowUnit::M3PerHour));

    let hints = Hints { working_hours: Some(8.0), ..chosen(PLAIN, hourly, vec![]) };
    let found = read(PLAIN, &hints);
    assert_eq!(sum(&found, Item::Consumption), Some(24.0));
    assert!(says(&found, "×8"));

    let one = chosen(PLAIN, column("耗水量", None, Some(FlowUnit::M3PerHour)), vec![]);
    let found = read(PLAIN, &one);
    assert_eq!(sum(&found, Item::Consumption), Some(72.0));
    assert_eq!(sum(&found, Item::Discharge), Some(37.0));
}

#[test]
fn a_table_can_be_left_out_or_taken_in() {
    let ignored = Choices { role: Some(SheetRole::Ignored), ..Choices::default() };
    let found = read(PLAIN, &chosen(PLAIN, ignored, vec![]));
    assert!(!found.has_balance());
    assert!(says(&found, "由人工指定不采用该表"));

    let copy = format!("{PLAIN}\n{}", PLAIN.replace("# 表", "# 复本"));
    let found = read(&copy, &Hints::default());
    assert_eq!(found.site.units.len(), 2, "a copy is left out");
    let both: Vec<TableChoice> = found
        .sheets
        .iter()
        .map(|sheet| TableChoice {
            sheet: sheet.name.clone(),
            row: 1,
            layout: sheet.blocks[0].layout.clone(),
            choices: Choices { role: Some(SheetRole::Balance), ..Choices::default() },
            ..TableChoice::default()
        })
        .collect();
    let found = read(&copy, &Hints { tables: both, ..Hints::default() });
    assert_eq!(sum(&found, Item::Consumption), Some(6.0), "unless a person says that it counts");
}

#[test]
fn a_row_can_be_a_unit_a_total_a_part_or_nothing() {
    let text = format!("{PLAIN}\n染整部 | 30 | 10 | 3 | 37 | 0");
    let row = |role| vec![RowChoice { row: 4, name: "染整部".into(), role }];
    let counts = |role| {
        let found = read(&text, &chosen(&text, Choices::default(), row(role)));
        assert_eq!(first(&found).rows[2].reason.zh, "由人工指定");
        sum(&found, Item::Consumption)
    };
    assert_eq!(counts(RowRole::Unit), Some(6.0));
    assert_eq!(counts(RowRole::Total), Some(3.0));
    assert_eq!(counts(RowRole::Subtotal), Some(3.0));
    assert_eq!(counts(RowRole::Ignored), Some(3.0));
    let found = read(&text, &chosen(&text, Choices::default(), row(RowRole::Ignored)));
    assert!(says(&found, "由人工指定不采用“染整部”行"));
}

#[test]
fn a_choice_that_no_longer_fits_is_not_used_and_that_is_said() {
    let hints = chosen(PLAIN, column("园区乙水", Some(quantity(RECLAIMED)), None), vec![]);
    let other = PLAIN.replace("漏失水量", "渗漏水量");
    let found = read(&other, &hints);
    assert_eq!(sum(&found, RECLAIMED), None);
    assert!(says(&found, "与人工指定时的版式不符"));

    let missing = chosen(PLAIN, column("园区丙水", Some(quantity(RECLAIMED)), None), vec![]);
    assert!(says(&read(PLAIN, &missing), "“园区丙水”列在该表中找不到"));

    let row = vec![RowChoice { row: 3, name: "漂白".into(), role: RowRole::Ignored }];
    let found = read(PLAIN, &chosen(PLAIN, Choices::default(), row));
    assert_eq!(sum(&found, Item::Consumption), Some(3.0));
    assert!(says(&found, "“漂白”行在原处已找不到"));
}

#[test]
fn a_layout_survives_rows_titles_sheets_and_where_it_begins() {
    let layout = |text: &str| first(&read(text, &Hints::default())).layout.clone();
    let plain = layout(PLAIN);
    let same = [
        ("more rows", format!("{PLAIN}\n漂白 | 7 | 1 | 1 | 7 | 0\n合计 | 37 | 11 | 4 | 44 | 0")),
        ("another title", PLAIN.replace("单位：m³/d", "2025年水平衡测试表\n单位：m³/d")),
        ("another sheet", PLAIN.replace("# 表", "# 二车间")),
        ("farther down and to the right", {
            let lines = PLAIN.lines().enumerate().map(|(at, line)| match at {
                0 => line.to_owned(),
                1 => format!("{line}\n\n"),
                _ => format!("| | {line}"),
            });
            lines.collect::<Vec<_>>().join("\n")
        }),
        ("blanks in a header", PLAIN.replace("取水量", "取 水\\n量")),
    ];
    for (what, text) in same {
        assert_eq!(layout(&text), plain, "{what}");
    }
    for (what, text) in [
        ("another header", PLAIN.replace("园区乙水", "园区丙水")),
        ("a unit of measure in a header", PLAIN.replace("耗水量", "耗水量(m³/h)")),
        ("a further column", PLAIN.replace("漏失水量", "漏失水量 | 外供水量")),
    ] {
        assert_ne!(layout(&text), plain, "{what}");
    }
}

#[test]
fn what_is_remembered_of_a_layout_is_used_again() {
    let layout = first(&read(PLAIN, &Hints::default())).layout.clone();
    let choices = column("园区乙水", Some(quantity(RECLAIMED)), None);
    let held = Remembered { id: "上次".into(), layout, choices };
    let hints = Hints { remembered: vec![held], ..Hints::default() };
    let moved = PLAIN.replace("# 表", "# 二车间").replace("单位", "水平衡表\n单位");
    let found = read(&moved, &hints);
    assert_eq!(sum(&found, RECLAIMED), Some(10.0));
    assert_eq!(first(&found).remembered.as_deref(), Some("上次"));
    assert_eq!(first(&found).columns[2].reason.zh, "由人工指定（沿用记住的版式）");

    let own = chosen(&moved, column("园区乙水", Some(Meaning::Unused), None), vec![]);
    let found = read(&moved, &Hints { tables: own.tables, ..hints });
    assert_eq!(sum(&found, RECLAIMED), None, "what is chosen now wins");
}

#[test]
fn a_synonym_of_a_person_is_read_like_a_shipped_word() {
    let synonym =
        Synonym {
            header: "园区乙水".into(), under: String::new(), meaning: "reclaimed".into()
        };
    let found = read(PLAIN, &Hints { synonyms: vec![synonym], ..Hints::default() });
    assert_eq!(sum(&found, RECLAIMED), Some(10.0));
}

#[test]
fn rows_that_a_person_takes_for_a_header_make_a_table() {
    let text = "# 表\n企业用水情况\n甲 | 乙 | 丙 | 丁\n染缸 | 10 | 1 | 9\n皂洗 | 20 | 2 | 18";
    assert!(read(text, &Hints::default()).sheets[0].blocks.is_empty());
    let headers = vec![HeaderChoice { sheet: "表".into(), top: 1, bottom: 1 }];
    let headed = Hints { headers: headers.clone(), ..Hints::default() };
    let block = first(&read(text, &headed)).clone();
    assert_eq!((block.range.a1().as_str(), block.columns.len()), ("A2:D4", 4));
    let mut choices = Choices { role: Some(SheetRole::Balance), ..Choices::default() };
    let tap = Item::Withdrawal(Source::Tap);
    for (header, meaning) in [
        ("甲", Meaning::Name),
        ("乙", quantity(tap)),
        ("丙", quantity(Item::Consumption)),
        ("丁", quantity(Item::Discharge)),
    ] {
        choices.columns.extend(column(header, Some(meaning), None).columns);
    }
    let table = TableChoice {
        sheet: "表".into(),
        row: 1,
        layout: block.layout,
        choices,
        ..TableChoice::default()
    };
    let found = read(text, &Hints { headers, tables: vec![table], ..Hints::default() });
    assert_eq!((sum(&found, tap), sum(&found, Item::Discharge)), (Some(30.0), Some(27.0)));
    assert_eq!(found.site.units[0].name, "染缸");
}

#[test]
fn a_table_whose_units_stand_across_is_chosen_of_in_the_same_way() {
    let text = "# 表\n单位：m³/d\n项目 | 染缸 | 皂洗 | 漂白\n取水量 | 10 | 20 | 30\n园区乙水 | 5 | 5 | 5\n\
        耗水量 | 1 | 2 | 3\n排水量 | 14 | 23 | 32\n漏失水量 | 0 | 0 | 0";
    let found = read(text, &Hints::default());
    assert!(first(&found).transposed);
    let hints = chosen(text, column("园区乙水", Some(quantity(RECLAIMED)), None), vec![]);
    assert_eq!(sum(&read(text, &hints), RECLAIMED), Some(15.0));
}

/// A list that by its headers could be of anything.
const LIST: &str = "# 清单\n名称 | 数量 | 备注\n水龙头 | 12 | 节水型\n小便器 | 4 | ";

/// Hints of a person who took the first row of the list for its header.
fn headed() -> Hints {
    let header = HeaderChoice { sheet: "清单".into(), top: 0, bottom: 0 };
    Hints { headers: vec![header], ..Hints::default() }
}

/// How a text reads where its first table is taken for something.
fn taken_for(text: &str, role: SheetRole, hints: Hints) -> Recognition {
    let block = first(&read(text, &hints)).clone();
    let table = TableChoice {
        sheet: block.range.sheet.to_string(),
        row: block.range.row,
        col: block.range.col,
        layout: block.layout,
        choices: Choices { role: Some(role), ..Choices::default() },
        rows: Vec::new(),
    };
    read(text, &Hints { tables: vec![table], ..hints })
}

#[test]
fn a_list_is_read_as_the_table_beside_the_balance_that_a_person_takes_it_for() {
    let before = read(LIST, &headed());
    assert!(before.ledgers.equipment.is_empty());
    let found = taken_for(LIST, SheetRole::Equipment, headed());
    let items: Vec<_> = found.ledgers.equipment.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(items, ["水龙头", "小便器"]);
    assert_eq!(found.sheets[0].role, SheetRole::Equipment);
    assert_eq!(found.sheets[0].blocks.len(), 1, "it is told once");
    // The choice is found again by where the table now reports itself.
    assert_eq!(first(&found).layout, first(&before).layout);
    assert_eq!(first(&found).range, first(&before).range);
    assert!(found.site.units.is_empty());
}

#[test]
fn what_cannot_be_read_as_a_person_takes_it_is_said() {
    let found = taken_for(LIST, SheetRole::Readings, headed());
    assert!(found.ledgers.is_empty());
    assert!(says(&found, "由人工指定为“抄表记录”，但未能从该表读出数据"), "{:?}", found.doubts);
}

#[test]
fn a_table_that_was_taken_for_readings_can_be_left_out_by_a_person() {
    let text =
        "# 抄表\n水表编号 | 抄表日期 | 读数\nSB-01 | 2024-09-01 | 100\nSB-01 | 2024-10-01 | 160";
    let before = read(text, &Hints::default());
    assert_eq!(before.ledgers.readings.len(), 2);
    let found = taken_for(text, SheetRole::Ignored, Hints::default());
    assert!(found.ledgers.readings.is_empty(), "{:?}", found.doubts);
    assert!(says(&found, "未用于水平衡：由人工指定"), "{:?}", found.doubts);
    // It is told all the same: the choice can be taken back.
    assert_eq!(first(&found).role, SheetRole::Ignored);
    assert_eq!(
        (&first(&found).range, &first(&found).layout),
        (&first(&before).range, &first(&before).layout)
    );
}

#[test]
fn months_that_stand_across_can_be_left_out_by_a_person_and_taken_in_again() {
    let text =
        "# 用水\n单位：m³\n项目 | 2023年1月 | 2023年2月 | 2023年3月\n自来水 | 100 | 120 | 130";
    let before = read(text, &Hints::default());
    assert_eq!(before.ledgers.uses.len(), 3);
    let found = taken_for(text, SheetRole::Ignored, Hints::default());
    assert!(found.ledgers.uses.is_empty());
    assert!(says(&found, "由人工指定"), "{:?}", found.doubts);
    assert_eq!(first(&found).role, SheetRole::Ignored);
    assert_eq!(first(&found).layout, first(&before).layout);
    let again = taken_for(text, SheetRole::Annual, Hints::default());
    assert_eq!(again.ledgers.uses, before.ledgers.uses);
}
