"""Ways of keeping books: gross discharge, split consumption, what is hidden."""

from formats import QUIET, sums, units
from grid import Book, Formula
from plant import UNKNOWN, Answer, Unit
from theme import workbook


@workbook("37-discharge-holds-series.xlsx", "SheetJS")
def discharge_holds_series():
    head = ["用水单元", "取水量", "循环水量", "串联用水量", "耗水量", "排水量（含串联供出）", "其中：串联供出", "漏失水量"]
    rows = [
        ["一道漂洗", 0, 0, 60, 2, 58, 0, 0],
        ["二道漂洗", 0, 0, 62, 2, 60, 60, 0],
        ["三道漂洗", 64.5, 0, 0, 2, 62, 62, 0.5],
        ["冷却机组", 22, 830, 0, 17.5, 4.5, 0, 0],
    ]
    book = Book()
    sheet = book.sheet("逆流漂洗")
    sheet.put("A1", "逆流漂洗水平衡表").put("A2", "单位：m³/d").rows("A3", [head] + rows + [sums(rows, "合计", 1)])
    answer = [
        Unit(row[0], 未分水源=row[1], 循环=row[2], 串联入=row[3], 耗水=row[4], 排水=row[5] - row[6],
             串联供出=row[6], 漏失=row[7])
        for row in rows
    ]
    return book, Answer(
        "排水量里含串联供出",
        "由 SheetJS 写出。表头写明排水量含串联供出，其中一栏是串联供出：换算成净排水量并说明。",
        answer,
        doubts=["`converted` 逆流漂洗!F4"] + QUIET,
    )


@workbook("38-hidden.xls", "LibreOffice")
def hidden():
    head = ["用水单元", "自来水", "2021年自来水", "循环水量", "耗水量", "排水量", "漏失水量"]
    rows = [
        ["粉碎", 4, 9, 0, 3.5, 0.5, 0],
        ["老生产线", 80, 85, 0, 8, 72, 0],
        ["提取罐", 58, 70, 0, 6, 51.6, 0.4],
        ["循环水站", 30, 33, 1500, 22, 8, 0],
    ]
    kept = [row for row in rows if row[0] != "老生产线"]
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "水平衡表（m³/d）").rows("A2", [head] + rows + [sums(kept, "合计", 1)])
    sheet.hidden_rows, sheet.hidden_cols = [4], ["C"]
    old = book.sheet("2021存档", "hidden")
    old.put("A1", "水平衡表（m³/d）").rows("A2", [["用水单元", "自来水", "循环水量", "耗水量", "排水量", "漏失水量"],
                                           ["粉碎", 9, 0, 9, 0, 0]])
    answer = [
        Unit(row[0], **dict(zip(["自来水", "循环", "耗水", "排水", "漏失"], row[1:2] + row[3:]))) for row in kept
    ]
    return book, Answer(
        "隐藏的行、列和工作表",
        "由 LibreOffice 写成 xls。第 4 行、C 列和“2021存档”隐藏：不读，并说明。合计与未隐藏各行之和一致。",
        answer,
        facts=[("工作表", "2021存档=hidden")],
        doubts=["`hidden_ignored` 水平衡!A4", "`hidden_ignored` 水平衡!C1", "`hidden_ignored` “2021存档”"] + QUIET,
    )


@workbook("39-consumption-in-four-columns.xlsx", "rust_xlsxwriter")
def consumption_in_four_columns():
    book = Book()
    sheet = book.sheet("表4")
    sheet.rows("A1", [
        ["表4　用水单元水量平衡表　　　　单位：m³/d"],
        ["单元名称", "取水量", None, None, "重复利用水量", None, None, "耗水量", None, None, None, None, "排水量", None, None, "漏失水量"],
        [None, "自来水", "地表水", "小计", "循环水量", "回用水量", "小计", "蒸发", "风吹飘散", "产品带走", "其他", "小计", "送污水站", "清下水", "小计", None],
    ])
    rows = [
        ["配料间", 24, 0, 24, 0, 0, 0, 0.5, 0, 20.3, 0.2, 21, 3, 0, 3, 0],
        ["玻璃钢冷却塔", 0, 86, 86, 4600, 0, 4600, 55.4, 6.6, 0, 0, 62, 0, 24, 24, 0],
        ["车间地面冲洗", 0, 0, 0, 0, 15, 15, 1.5, 0, 0, 0, 1.5, 13.3, 0, 13.3, 0.2],
    ]
    sheet.rows("A4", rows + [sums(rows, "合计", 1)])
    sheet.merge("A1:P1", "A2:A3", "B2:D2", "E2:G2", "H2:L2", "M2:O2", "P2:P3")
    answer = [
        Unit(row[0], 自来水=row[1], 地表水=row[2], 循环=row[4], 回用=row[5], 耗水=row[11], 排水=row[14], 漏失=row[15])
        for row in rows
    ]
    return book, Answer(
        "耗水量分四项并有小计，排水量分去向并有小计",
        "由 rust_xlsxwriter 写出。“其他”在耗水量之下，是耗水而不是水源；小计只作校核。",
        answer,
        doubts=QUIET,
    )


@workbook("40-consumption-without-a-sum.ods", "LibreOffice")
def consumption_without_a_sum():
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.rows("A1", [
        ["水平衡表（m³/d）"],
        ["用水单元", "新水", "循环水", "耗水", None, None, "外排", "漏损"],
        [None, None, None, "蒸发损失", "产品含水", "人员饮用"],
        ["和面机", 18.5, 0, 0.4, 14.6, 0, 3.5, 0],
        ["冷冻机组", 26, 960, 19.5, 0, 0, 6.5, 0],
        ["办公生活", 9, 0, 0.6, 0, 0.4, 7.8, 0.2],
    ])
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3", "H2:H3")
    answer = [
        Unit("和面机", 未分水源=18.5, 循环=0, 耗水=15, 排水=3.5, 漏失=0),
        Unit("冷冻机组", 未分水源=26, 循环=960, 耗水=19.5, 排水=6.5, 漏失=0),
        Unit("办公生活", 未分水源=9, 循环=0, 耗水=1, 排水=7.8, 漏失=0.2),
    ]
    return book, Answer(
        "耗水分三项而没有小计",
        "由 LibreOffice 写成 ods。三项相加为耗水量，并说明。",
        answer,
        doubts=["`columns_added` 水平衡!D3 水平衡!E3 水平衡!F3"] + QUIET,
    )
