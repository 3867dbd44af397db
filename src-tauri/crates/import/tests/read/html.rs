//! Web tables, from exports and from the clipboard.

use crate::files::{open, shown};
use encoding_rs::GBK;
use shuiheng_import::workbook::{Format, ReadNote, Region};

#[track_caller]
fn check(page: &str, expected: &str) {
    let workbook = open(page.as_bytes(), "导出.xls").unwrap();
    assert_eq!(workbook.format, Format::Html);
    assert_eq!(workbook.sheets.len(), 1);
    assert_eq!(shown(&workbook.sheets[0]), expected, "{page}");
}

#[test]
fn an_export_under_the_name_of_a_workbook_is_read() {
    check(
        "<html><head><style>td{}</style><title>x</title></head><body><h2>水平衡表</h2><p>单位：m<sup>3</sup>/d<table border=1><tr><th>用水单元<th>取水量</tr><tr><td>染色&nbsp;车间</td><td>120.5</td></tr><tr><td>锅炉<br>房<td>0012</table></body></html>",
        "A1 '水平衡表'\nA2 '单位：m3/d'\nA3 '用水单元'\nB3 '取水量'\nA4 '染色 车间'\nB4 120.5\nA5 '锅炉\n房'\nB5 '0012'",
    );
    check("\u{FEFF}<table><tr><td>1</td></tr></table>", "A1 1");
    check("<TABLE><TBODY><TD>1<TD>2<TR><TD>3</TBODY></TABLE>", "A1 1\nB1 2\nA2 3");
}

#[test]
fn spans_become_merged_regions_and_push_cells_aside() {
    let page = "<table><tr><td rowspan=2>单元</td><td colspan=2>取水量</td><td rowspan=2>排水量</td></tr><tr><td>小计</td><td>自来水</td></tr><tr><td>甲</td><td>3</td><td>2</td><td>1</td></tr></table>";
    check(
        page,
        "A1 '单元'\nB1 '取水量'\nD1 '排水量'\nB2 '小计'\nC2 '自来水'\nA3 '甲'\nB3 3\nC3 2\nD3 1",
    );
    let sheet = &open(page.as_bytes(), "a.xls").unwrap().sheets[0];
    let region = |top, left, bottom, right| Region { top, left, bottom, right };
    assert_eq!(sheet.merges, [region(0, 0, 1, 0), region(0, 1, 0, 2), region(0, 3, 1, 3)]);
}

#[test]
fn what_excel_puts_on_the_clipboard_is_read_with_its_full_numbers() {
    check(
        r##"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!--[if gte mso 9]><xml><x:Name>1</x:Name></xml><![endif]--></head><body><!--StartFragment--><table><col width=72><tr height=19><td class=xl65 align=right x:num="1234.5678">1,235</td><td x:num>1,236</td><td align=right x:num="0.123">12%</td><td x:num="45545">2024/9/10</td><td x:str>007</td><td x:err="#DIV/0!">#DIV/0!</td><td x:fmla="=A1*2"></td></tr><!--EndFragment--></table></body></html>"##,
        "A1 1234.5678\nB1 1236\nC1 '12%'\nD1 '2024/9/10'\nE1 '007'\nF1 #DIV/0!\nG1 =A1*2",
    );
    check(r#"<table><tr><td sdval="12.345" sdnum="1033;">12.3</td></tr></table>"#, "A1 12.345");
    check(
        "Version:0.9\r\nStartHTML:0000000097\r\n<table><tr><td>1</td></tr></table>",
        "A1 'Version:0.9 StartHTML:0000000097'\nA2 1",
    );
}

#[test]
fn hidden_rows_and_columns_are_told() {
    let page = "<table><col><col style='display:none' span=2><tr><td>a</td><td>1</td></tr><tr style=\"height:0;display: none\"><td>b</td></tr><tr height=0 style='display:none'><td></td></tr></table>";
    let sheet = &open(page.as_bytes(), "a.xls").unwrap().sheets[0];
    assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&1]);
    assert_eq!(sheet.hidden_cols.iter().collect::<Vec<_>>(), [&1, &2]);
}

#[test]
fn a_table_inside_a_layout_stands_for_itself_and_one_beside_content_is_text() {
    check(
        "<table><tr><td><table><tr><td>甲</td><td>1</td></tr></table></td></tr></table>",
        "A2 '甲'\nB2 1",
    );
    let page = "<table><tr><td>甲</td><td>x<table><tr><td>1</td><td>2</td></tr></table></td><td>3</td></tr></table>";
    check(page, "A1 '甲'\nB1 'x\n1\n2'\nC1 3");
    let notes = open(page.as_bytes(), "a.xls").unwrap().notes;
    assert!(matches!(&notes[..], [_, ReadNote::CellUnreadable { cell, .. }] if cell == "B1"));
}

#[test]
fn the_encoding_is_the_one_that_the_page_has() {
    let page = "<html><meta charset=gb2312><table><tr><td>染色车间</td></tr></table>";
    let workbook = open(&GBK.encode(page).0, "导出.xls").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 '染色车间'");
    let page = "<html><meta charset=\"big5\"><table><tr><td>染色車間</td></tr></table>";
    let workbook = open(&encoding_rs::BIG5.encode(page).0, "导出.xls").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 '染色車間'");
}
