"""One plain table in every format, each from another line of business."""

from grid import Book, Formula
from plant import Answer, Unit
from theme import workbook

HEAD = ["序号", "用水单元", "自来水", "地表水", "循环水量", "串联水量", "串联供出", "回用水量",
        "耗水量", "排水量", "漏失水量"]
KEYS = ["自来水", "地表水", "循环", "串联入", "串联供出", "回用", "耗水", "排水", "漏失"]


def total(rows, first):
    """A row of totals below the rows, as formulas with their results."""
    row = ["", "合计"]
    for right in range(2, len(rows[0])):
        letter = "ABCDEFGHIJKLMN"[right]
        result = round(sum(line[right] or 0 for line in rows), 6)
        row.append(Formula(f"=SUM({letter}{first}:{letter}{first + len(rows) - 1})", result))
    return row


def units(rows):
    return [Unit(row[1], **dict(zip(KEYS, row[2:]))) for row in rows]


@workbook("01-plain-table.xlsx", "rust_xlsxwriter")
def plain_table():
    rows = [
        [1, "打浆机", 12.5, 240, 0, 30, 0, 160, 18.5, 422, 2],
        [2, "纸机白水回收", 0, 85.6, 4200, 0, 30, 0, 6.1, 49, 0.5],
        [3, "空压机冷却塔", 36, 0, 1850, 0, 0, 0, 27.9, 8.1, 0],
        [4, "职工食堂", 9.8, 0, 0, 0, 0, 0, 1.8, 8, 0],
    ]
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "嘉兴示例纸业有限公司水平衡测试统计表").put("K2", "单位：m³/d")
    sheet.rows("A3", [HEAD] + rows + [total(rows, 4)]).merge("A1:K1")
    return book, Answer(
        "最普通的一张表",
        "由 rust_xlsxwriter 写出。标题合并，单位在右上角，合计行为公式并存有结果。",
        units(rows),
        facts=[("企业", "嘉兴示例纸业有限公司")],
        doubts=["不应有 `unit_unknown`", "不应有 `total_mismatch`", "不应有 `column_unrecognised`"],
    )
