"""Figures as people write them."""

import datetime

from formats import QUIET, sums, units
from grid import Book, Error, Formula, Shown
from plant import UNKNOWN, Answer, Unit
from theme import workbook

HEAD = ["用水单元", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
KEYS = ["未分水源", "循环", "耗水", "排水", "漏失"]


@workbook("29-written-numbers.xlsx", "openpyxl")
def written_numbers():
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "单位：m³/d").rows("A2", [HEAD] + [
        ["打浆", "１，２５０．５", "0", "约80", "≈1,160.5", "10"],
        ["循环冷却", "260 ", "1.2万", "'190", "70.0", "０"],
        ["锅炉", " 1.2E+02", "0", "105m³/d", "14.5", "0.5"],
        ["食堂", "18.0吨", "0", "3.0", "15", "0"],
    ])
    answer = [
        Unit("打浆", **dict(zip(KEYS, [1250.5, 0, 80, 1160.5, 10]))),
        Unit("循环冷却", **dict(zip(KEYS, [260, 12000, 190, 70, 0]))),
        Unit("锅炉", **dict(zip(KEYS, [120, 0, 105, 14.5, 0.5]))),
        Unit("食堂", **dict(zip(KEYS, [18, 0, 3, 15, 0]))),
    ]
    return book, Answer(
        "文字写的数：全角、千分位、约、≈、万、科学记数、带单位",
        "由 openpyxl 写出。各数都存为文字，读出其数并说明。",
        answer,
        doubts=["`text_number` 水平衡!B3", "`text_number` 水平衡!C4", "`text_number` 水平衡!B5", "不应有 `not_a_number`"],
    )


@workbook("30-ranges-and-guesses.xls", "LibreOffice")
def ranges_and_guesses():
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "用水平衡表　单位：m³/d").rows("A2", [HEAD] + [
        ["浸胶", "10~12", 0, 1, "9-11", 0],
        ["洗涤", 40, 0, 2, ">30", 0],
        ["冷却", 15, 600, 12, 3, "<0.1"],
    ])
    answer = [
        Unit("浸胶", 未分水源=UNKNOWN, 循环=0, 耗水=1, 排水=UNKNOWN, 漏失=0),
        Unit("洗涤", 未分水源=40, 循环=0, 耗水=2, 排水=UNKNOWN, 漏失=0),
        Unit("冷却", 未分水源=15, 循环=600, 耗水=12, 排水=3, 漏失=UNKNOWN),
    ]
    return book, Answer(
        "区间和不等号",
        "由 LibreOffice 写成 xls。“10~12”“9-11”“>30”“<0.1”都不是一个数：不取中值，不取端值，按不详处理并指出。",
        answer,
        doubts=["`not_a_number` 水平衡!B3", "`not_a_number` 水平衡!E3", "`not_a_number` 水平衡!E4", "`not_a_number` 水平衡!F5"],
    )


@workbook("31-not-known-is-not-zero.ods", "LibreOffice")
def not_known_is_not_zero():
    book = Book()
    sheet = book.sheet("平衡")
    head = ["用水单元", "自来水", "河水", "循环水量", "耗水量", "排水量", "漏失水量"]
    sheet.put("A1", "水平衡（m³/d）").rows("A2", [head] + [
        ["清洗机", 36, "—", "无", 4, 31.5, 0.5],
        ["冷却塔", "/", 50, "未计量", 38, 12, "无"],
        ["锅炉", 24, "-", "-", 20, "待测", "-"],
        ["绿化", "无", 8, "不涉及", 8, "——", "0"],
    ])
    answer = [
        Unit("清洗机", 自来水=36, 循环=0, 耗水=4, 排水=31.5, 漏失=0.5),
        Unit("冷却塔", 地表水=50, 循环=UNKNOWN, 耗水=38, 排水=12),
        Unit("锅炉", 自来水=24, 循环=0, 耗水=20, 排水=UNKNOWN),
        Unit("绿化", 地表水=8, 循环=0, 耗水=8, 漏失=0),
    ]
    return book, Answer(
        "没有与不详：—、/、无、不涉及是没有，未计量、待测是不详",
        "由 LibreOffice 写成 ods。",
        answer,
        doubts=["`not_a_number` 平衡!D4 “未计量”", "`not_a_number` 平衡!F5 “待测”", "不应有 `column_unrecognised`"],
    )


@workbook("32-dates-are-no-flows.xlsx", "openpyxl")
def dates_are_no_flows():
    book = Book()
    sheet = book.sheet("记录")
    day = lambda number: Shown(datetime.datetime(2024, 9, number), "yyyy-mm-dd")
    head = ["测试日期", "开始时间", "用水单元", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
    time = Shown(datetime.time(8, 30), "hh:mm")
    sheet.put("A1", "水平衡测试记录表（m³/d）").rows("A2", [head] + [
        [day(10), time, "磨边机", 12, 96, 1.5, 10.5, 0],
        [day(10), time, "镀膜线", 60, 0, 6, Shown(datetime.datetime(2024, 5, 4), "m\"月\"d\"日\""), 0],
        [day(11), time, "空调", 18, 520, 14, 4, Shown(datetime.time(0, 30), "hh:mm")],
    ])
    answer = [
        Unit("磨边机", 未分水源=12, 循环=96, 耗水=1.5, 排水=10.5, 漏失=0),
        Unit("镀膜线", 未分水源=60, 循环=0, 耗水=6, 排水=UNKNOWN, 漏失=0),
        Unit("空调", 未分水源=18, 循环=520, 耗水=14, 排水=4, 漏失=UNKNOWN),
    ]
    return book, Answer(
        "日期和时刻不是水量",
        "由 openpyxl 写出。“5月4日”是把 5-4 输成了日期，0:30 是时刻：都按不详处理并指出；日期列、时间列本来就不是水量。",
        answer,
        doubts=["`not_a_number` 记录!G4", "`not_a_number` 记录!H5", "不应有 `column_unrecognised`"],
    )


@workbook("33-errors.xlsx", "SheetJS")
def errors():
    book = Book()
    sheet = book.sheet("水平衡")
    head = HEAD + ["重复利用率"]
    sheet.put("A1", "水平衡表　单位：m³/d").rows("A2", [head] + [
        ["抛光", 33, 0, 3, 29.6, 0.4, 0],
        ["老化房冷却", 12, 480, Error("#REF!"), 3, 0, 0.9756],
        ["备用线（停产）", 0, 0, 0, 0, 0, Error("#DIV/0!")],
        ["合计", 45, 480, Error("#REF!"), 32.6, 0.4, Error("#REF!")],
    ])
    answer = [
        Unit("抛光", **dict(zip(KEYS, [33, 0, 3, 29.6, 0.4]))),
        Unit("老化房冷却", **dict(zip(KEYS, [12, 480, UNKNOWN, 3, 0]))),
        Unit("备用线（停产）", **dict(zip(KEYS, [0, 0, 0, 0, 0]))),
    ]
    return book, Answer(
        "错误值",
        "由 SheetJS 写出。水量是 #REF! 的按不详处理；停产单元为零，其重复利用率 #DIV/0! 不影响水量。",
        answer,
        doubts=["`error_cell` 水平衡!D4 “#REF!”"],
    )


@workbook("34-negative-values.xlsx", "rust_xlsxwriter")
def negative_values():
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "水平衡表（m³/d）").rows("A2", [HEAD] + [
        ["调漆", 14, 0, 2, 12, 0],
        ["喷漆水帘", 8, 260, -1.5, 9.5, 0],
        ["前处理线", 55, 0, 3, 52, 0],
    ])
    answer = [
        Unit("调漆", **dict(zip(KEYS, [14, 0, 2, 12, 0]))),
        Unit("喷漆水帘", **dict(zip(KEYS, [8, 260, -1.5, 9.5, 0]))),
        Unit("前处理线", **dict(zip(KEYS, [55, 0, 3, 52, 0]))),
    ]
    return book, Answer(
        "耗水量为负：用差额推出来的",
        "由 rust_xlsxwriter 写出。照原样保留，指出其为负。",
        answer,
        doubts=["`negative_value` 水平衡!D4"],
    )


@workbook("35-results-nobody-computed.xlsx", "rust_xlsxwriter")
def results_nobody_computed():
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "水平衡表（m³/d）").rows("A2", [HEAD] + [
        ["制坯", 30, 0, 4, Formula("=B3-D3-F3"), 1],
        ["釉料", 12.5, 0, 0.5, Formula("=B4-D4-F4"), 0],
        ["窑炉冷却", 20, 700, 16, Formula("=B5-D5-F5"), 0],
        ["合计"] + [Formula(f"=SUM({col}3:{col}5)") for col in "BCDEF"],
    ])
    answer = [
        Unit("制坯", 未分水源=30, 循环=0, 耗水=4, 排水=25, 漏失=1),
        Unit("釉料", 未分水源=12.5, 循环=0, 耗水=0.5, 排水=12, 漏失=0),
        Unit("窑炉冷却", 未分水源=20, 循环=700, 耗水=16, 排水=4, 漏失=0),
    ]
    return book, Answer(
        "程序写出、从未计算过的公式，结果都存成 0",
        "由 rust_xlsxwriter 写出：公式的结果一律先存 0，等表格程序打开时再算。这个 0 不是结果，不得当作排水为零；由公式重算并说明。",
        answer,
        doubts=["`missing_cached_value` 水平衡!E3 水平衡!E4 水平衡!E5 水平衡!E6"],
    )
