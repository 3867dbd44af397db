//! Excel 2003 XML tables, which go under the name of an `.xls`.

use crate::files::{open, shown};
use shuiheng_import::workbook::{Format, Region, Workbook};

fn workbook(sheets: &str) -> Workbook {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{sheets}</Workbook>"
    );
    open(text.as_bytes(), "旧表.xls").unwrap()
}

fn rows(rows: &str) -> Workbook {
    workbook(&format!(r#"<Worksheet ss:Name="水平衡"><Table>{rows}</Table></Worksheet>"#))
}

#[test]
fn cells_of_every_type_stand_where_the_file_says() {
    let workbook = rows(
        r#"<Row><Cell><Data ss:Type="String">用水单元</Data></Cell><Cell ss:Index="4"><Data ss:Type="Number">120.5</Data></Cell></Row><Row ss:Index="5"><Cell><Data ss:Type="DateTime">2024-09-10T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#DIV/0!</Data></Cell></Row><Row><Cell ss:Formula="=R[-5]C[3]*2"/><Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell><Cell><ss:Data ss:Type="String"><B>粗</B>体</ss:Data><Comment><ss:Data>注</ss:Data></Comment></Cell></Row>"#,
    );
    assert_eq!(workbook.format, Format::SpreadsheetMl);
    assert_eq!(workbook.sheets[0].name, "水平衡");
    assert_eq!(
        shown(&workbook.sheets[0]),
        "A1 '用水单元'\nD1 120.5\nA5 2024-09-10\nB5 08:30:00\nC5 true\nD5 #DIV/0!\nA6 =R[-5]C[3]*2\nB6 2\nC6 '粗体'"
    );
}

#[test]
fn merged_and_hidden_cells_are_told() {
    let workbook = rows(
        r#"<Column/><Column ss:Hidden="1" ss:Span="1"/><Row ss:Hidden="1"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">x</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>"#,
    );
    let sheet = &workbook.sheets[0];
    assert_eq!(shown(sheet), "A1 'x'\nC1 1");
    assert_eq!(sheet.merges, [Region { top: 0, left: 0, bottom: 1, right: 1 }]);
    assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&0]);
    assert_eq!(sheet.hidden_cols.iter().collect::<Vec<_>>(), [&1, &2]);
}

#[test]
fn a_hidden_sheet_is_not_read() {
    let workbook = workbook(
        r#"<Worksheet ss:Name="存档"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet><Worksheet ss:Name="现用"><Table><Row><Cell><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet>"#,
    );
    assert!(!workbook.sheets[0].visible && workbook.sheets[0].rows.is_empty());
    assert_eq!(shown(&workbook.sheets[1]), "A1 2");
}
