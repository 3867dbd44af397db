//! Tables of quotas as people have them, read: `cases.txt`.

use super::*;
use crate::library::Value;
use shuiheng_import::workbook::{Cell, Format, Region, Row};

/// A table drawn with `|` between its cells: `^` belongs to the cell above, `<` to the one to
/// the left; a cell that is a plain number is one, `'1.6` is its text.
fn drawn(text: &str) -> Workbook {
    let mut rows: Vec<Row> = Vec::new();
    let mut merges: Vec<Region> = Vec::new();
    for (index, line) in (0_u32..).zip(text.lines()) {
        let mut cells: Vec<(u32, Cell)> = Vec::new();
        for (col, cell) in (0_u32..).zip(line.split('|').map(str::trim)) {
            match cell {
                "" => {}
                "^" => {
                    let above = merges.iter_mut().find(|region| region.holds(index - 1, col));
                    match above {
                        Some(region) => region.bottom = index,
                        None => merges.push(Region {
                            top: index - 1,
                            left: col,
                            bottom: index,
                            right: col,
                        }),
                    }
                }
                "<" => match merges.iter_mut().find(|region| region.holds(index, col - 1)) {
                    Some(region) => region.right = col,
                    None => {
                        merges.push(Region { top: index, left: col - 1, bottom: index, right: col })
                    }
                },
                cell => {
                    let number =
                        cell.parse().ok().filter(|number: &f64| number.to_string() == cell);
                    let text = || Cell::Text(cell.trim_start_matches('\'').to_owned());
                    cells.push((col, number.map_or_else(text, Cell::Number)));
                }
            }
        }
        rows.push(Row { index, cells });
    }
    let sheet = Sheet { name: "表".into(), visible: true, rows, merges, ..Sheet::default() };
    Workbook {
        name: "例".into(),
        sha256: String::new(),
        format: Format::Csv,
        sheets: vec![sheet],
        notes: Vec::new(),
    }
}

/// What was read, as the cases write it.
fn told(table: &ReadTable) -> String {
    let mut lines = Vec::new();
    let columns = table
        .columns
        .iter()
        .map(|column| format!("{}={}", column.header, column.field.map_or("—", Field::zh)));
    lines.push(format!("列 {}", columns.collect::<Vec<_>>().join(" | ")));
    if !table.common.is_empty() {
        let common = table.common.iter().map(|(field, text)| format!("{}={text}", field.zh()));
        lines.push(format!("共有 {}", common.collect::<Vec<_>>().join(" | ")));
    }
    for row in &table.rows {
        let quota = &row.quota;
        let values = quota.levels.named().into_iter();
        let values = values.filter_map(|(name, value)| Some(format!("{name}{}", value?)));
        let doubts = row.doubts.iter().map(|doubt| {
            let mark = match doubt.severity {
                shuiheng_audit::Severity::Error => "×",
                shuiheng_audit::Severity::Warning => "△",
                shuiheng_audit::Severity::Note => "·",
            };
            format!("{mark}{}", doubt.code)
        });
        let parts = [
            format!("{} {}", row.line + 1, row.state.code()),
            quota.industry.clone(),
            quota.product.clone(),
            quota.condition.clone(),
            quota.unit.clone(),
            values.collect::<Vec<_>>().join(" "),
            doubts.collect::<Vec<_>>().join(" "),
        ];
        lines.push(parts.join(" | "));
    }
    for (line, _, why) in &table.skipped {
        lines.push(format!("{} 略过：{}", line + 1, why.zh));
    }
    lines.join("\n")
}

fn shipped() -> Library {
    crate::library::shipped().unwrap()
}

/// Where the cases stand; `UPDATE_CASES=1` writes down what is read, to be looked at by a person.
const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/quota_table/cases.txt");

#[test]
fn tables_are_read_as_the_cases_say() {
    let shipped = shipped();
    let written = std::fs::read_to_string(CASES).unwrap();
    let mut parts = written.split("\n## ");
    let mut again = parts.next().unwrap().to_owned();
    for case in parts {
        let (table, _) = case.split_once("\n----\n").unwrap();
        let (title, table) = table.split_once('\n').unwrap();
        let read = read(&drawn(table), &TableChoices::default(), &[], &shipped).unwrap();
        again.push_str(&format!("\n## {title}\n{table}\n----\n{}\n", told(&read)));
    }
    assert!(again.matches("\n## ").count() >= 9);
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(CASES, &again).unwrap();
    }
    let differs = written.lines().zip(again.lines()).find(|(written, read)| written != read);
    assert_eq!(differs, None, "read otherwise:\n{again}");
    assert_eq!(written.lines().count(), again.lines().count());
}

#[test]
fn what_a_person_says_of_columns_and_of_all_rows_holds() {
    let table = "物料|取水|说的\n棉布|1.6|甲\n涤纶布|1.2|乙";
    let mut choices = TableChoices::default();
    let blank = read(&drawn(table), &choices, &[], &shipped()).unwrap();
    assert_eq!(blank.head, None, "no head is recognised, and nothing is lost: {blank:?}");
    choices.fields.insert(0, Some(Field::Product));
    choices.fields.insert(1, Some(Field::General));
    choices.common.insert(Field::Standard, "DB33/T 0000-2019".into());
    choices.common.insert(Field::Unit, "m3/t".into());
    choices.common.insert(Field::Effective, "2020-01-01".into());
    let said = read(&drawn(table), &choices, &[], &shipped()).unwrap();
    let sound: Vec<_> = said.rows.iter().filter(|row| row.is_sound()).collect();
    assert_eq!(sound.len(), 2, "{said:?}");
    assert_eq!(sound[1].quota.levels.general, Some(1.2));
    assert_eq!(sound[1].quota.effective.unwrap().to_string(), "2020-01-01");
    assert_eq!(sound[1].quota.unit, "m³/t");
}

#[test]
fn what_was_remembered_of_a_head_holds_for_the_same_head() {
    let table = "产品名称|单位|标准号|数一|数二\n棉布|m³/t|示例 1|1.2|1.6";
    let body = QuotaLayoutBody {
        headers: ["产品名称", "单位", "标准号", "数一", "数二"].map(String::from).to_vec(),
        fields: [("数一", "v_advanced"), ("数二", "v_general")]
            .map(|(header, code)| (header.to_owned(), code.to_owned()))
            .into(),
        ..QuotaLayoutBody::default()
    };
    let known = read(&drawn(table), &TableChoices::default(), &[body], &shipped()).unwrap();
    assert!(known.remembered);
    assert_eq!(known.rows[0].quota.levels.advanced, Some(1.2));
    let other = table.replace("数二", "数三");
    let other = read(&drawn(&other), &TableChoices::default(), &[], &shipped()).unwrap();
    assert!(!other.remembered && other.rows[0].state == RowState::Blocked, "{other:?}");
}

/// The cells of an exported CSV or workbook, as the reader gives them.
fn of_csv(bytes: &[u8]) -> Workbook {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = (0_u32..).zip(reader.records()).map(|(index, record)| {
        let record = record.unwrap();
        let cells = (0_u32..).zip(record.iter()).filter(|(_, text)| !text.is_empty());
        let cells = cells.map(|(col, text)| match text.parse::<f64>() {
            Ok(number) if number.to_string() == text => (col, Cell::Number(number)),
            _ => (col, Cell::Text(text.to_owned())),
        });
        Row { index, cells: cells.collect() }
    });
    let rows = rows.collect();
    Workbook { sheets: vec![Sheet { visible: true, rows, ..Sheet::default() }], ..drawn("") }
}

#[test]
fn an_export_is_read_again_as_the_same_rows() {
    let shipped = shipped();
    let mut quotas = shipped.quotas.clone();
    quotas[0].notes = "=1+1".into();
    quotas[1].superseded = chrono::NaiveDate::from_ymd_opt(2030, 1, 1);
    quotas[2].example = true;
    let bytes = export(&quotas, std::path::Path::new("库.csv")).unwrap();
    let held = Library { quotas: quotas.clone(), ..shipped };
    let again = read(&of_csv(&bytes), &TableChoices::default(), &[], &held).unwrap();
    assert_eq!(again.rows.len(), quotas.len());
    for (row, quota) in again.rows.iter().zip(&quotas) {
        let differs: Vec<_> = crate::library::differences(quota, &row.quota);
        assert!(differs.is_empty(), "{}: {differs:?}", quota.id);
        assert_eq!(row.state, RowState::Same, "{} {:?}", quota.id, row.doubts);
    }
    // And where the library has none of them, they come in whole.
    let empty = Library { quotas: Vec::new(), ..held };
    let fresh = read(&of_csv(&bytes), &TableChoices::default(), &[], &empty).unwrap();
    for (row, quota) in fresh.rows.iter().zip(&quotas) {
        assert_eq!(row.quota, quota.unconfirmed());
    }
    assert_eq!(Field::Notes.of(&again.rows[0].quota), Value::Text("=1+1".into()));
}
