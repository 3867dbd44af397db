"""Oddities that broke something once."""

from formats import QUIET, sums
from grid import Book
from plant import UNKNOWN, Answer, Unit
from theme import workbook

HEAD = ["用水单元", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
KEYS = ["未分水源", "循环", "耗水", "排水", "漏失"]


def plain(rows):
    return [Unit(row[0], **dict(zip(KEYS, row[1:]))) for row in rows]


@workbook("27-symbols-and-units-below.xlsx", "SheetJS")
def symbols_below():
    rows = [["制浆", 120, 300, 6, 113.5, 0.5], ["抄纸", 80, 2600, 12, 68, 0]]
    book = Book()
    sheet = book.sheet("测试表")
    sheet.rows("A1", [
        ["水平衡测试表"],
        HEAD,
        [None, "Vi", "Vcy", "Vco", "Vd", "Vl"],
        [None, "t/d", "t/d", "t/d", "t/d", "t/d"],
        [],
    ] + rows + [sums(rows, "合计", 1)])
    return book, Answer(
        "名称、符号、单位各占一行，表头下空一行",
        "由 SheetJS 写出。没有合并单元格。",
        plain(rows),
        doubts=QUIET,
    )


@workbook("28-corner-cut-in-two.xls", "LibreOffice")
def corner():
    rows = [["喷淋塔", 14.4, 720, 9.6, 4.8, 0], ["配药", 6, 0, 5.2, 0.8, 0], ["宿舍", 22, 0, 2, 19.6, 0.4]]
    book = Book()
    sheet = book.sheet("1")
    sheet.rows("A1", [["用水单元＼水量（CMD）", "取水", "循环", "消耗", "排放", "渗漏"]] + rows)
    return book, Answer(
        "斜线表头，单位 CMD",
        "由 LibreOffice 写成 xls。第一格写“用水单元＼水量（CMD）”，CMD 即立方米每日。",
        plain(rows),
        doubts=QUIET,
    )


@workbook("36-footnote-marks.xlsx", "openpyxl")
def footnote_marks():
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.rows("A1", [
        ["水平衡（m³/d）"],
        HEAD,
        ["甲线", "20（估）", "100*", 2, 18, 0],
        ["乙线", 30, 0, 5, "25①", 0],
        ["丙线", "12.5吨/天", 0, "1.5²", "(11)", 0],
        ["丁线", "8 m3", 0, "15%", 6.8, 0],
        ["注：①含雨水；*为设计值。"],
    ])
    return book, Answer(
        "数后带脚注记号、估字、单位",
        "由 openpyxl 写出。“25①”是 25 而不是 251，“1.5²”是 1.5 而不是 1.52；“(11)”可能是负数，“15%”不是水量，都按不详处理。",
        [
            Unit("甲线", **dict(zip(KEYS, [20, 100, 2, 18, 0]))),
            Unit("乙线", **dict(zip(KEYS, [30, 0, 5, 25, 0]))),
            Unit("丙线", **dict(zip(KEYS, [12.5, 0, 1.5, UNKNOWN, 0]))),
            Unit("丁线", **dict(zip(KEYS, [8, 0, UNKNOWN, 6.8, 0]))),
        ],
        doubts=["`text_number` 水平衡!B3", "`not_a_number` 水平衡!E5 “(11)”", "`not_a_number` 水平衡!D6 “15%”"],
    )


@workbook("41-one-column-by-the-hour.ods", "LibreOffice")
def one_column_by_the_hour():
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.rows("A1", [
        ["水平衡表"],
        ["用水单元", "新鲜水", "循环水量/(m³·h⁻¹)", "耗水", "排水", "漏失"],
        ["冷却塔A", 40, 120, 30, 10, 0],
        ["冷却塔B", 24, 75, 18, 6, 0],
        ["洗涤", 55, 0, 4, 51, 0],
    ])
    return book, Answer(
        "只有循环水量写了单位 m³/h",
        "由 LibreOffice 写成 ods。循环水量按小时，其余各栏没有写单位，不能也按小时算：暂按 m³/d 计并指出。",
        [
            Unit("冷却塔A", **dict(zip(KEYS, [40, 2880, 30, 10, 0]))),
            Unit("冷却塔B", **dict(zip(KEYS, [24, 1800, 18, 6, 0]))),
            Unit("洗涤", **dict(zip(KEYS, [55, 0, 4, 51, 0]))),
        ],
        doubts=["`unit_unknown`", "`converted`", "不应有 `column_unrecognised`"],
    )


@workbook("42-by-purpose-without-merges.csv", "csv", encoding="gb18030")
def by_purpose():
    book = Book()
    book.sheet("42-by-purpose-without-merges").rows("A1", [
        ["单位：m3/d"],
        ["用水单元", "取水量", "", "循环水量", "耗水量", "", "排水量", "漏失水量"],
        ["", "生产用水", "生活用水", "", "生产", "生活", "", ""],
        ["涂装线", "64", "0", "240", "5", "0", "58.4", "0.6"],
        ["空压站", "12", "0", "380", "9.5", "0", "2.5", "0"],
        ["办公楼", "0", "18", "0", "0", "1.5", "16.5", "0"],
    ])
    return book, Answer(
        "取水量、耗水量按用途分两栏，合并单元格丢失",
        "GB18030 的 csv。用途两栏相加。",
        [
            Unit("涂装线", **dict(zip(KEYS, [64, 240, 5, 58.4, 0.6]))),
            Unit("空压站", **dict(zip(KEYS, [12, 380, 9.5, 2.5, 0]))),
            Unit("办公楼", **dict(zip(KEYS, [18, 0, 1.5, 16.5, 0]))),
        ],
        doubts=["`columns_added`"] + QUIET,
    )


@workbook("43-year-in-tonnes.xlsx", "rust_xlsxwriter")
def year_in_tonnes():
    rows = [["蒸煮", 3, 30, 0.3, 2.7, 0], ["漂白", 1.5, 0, 0.3, 1.2, 0]]
    book = Book()
    sheet = book.sheet("用水")
    sheet.put("A1", "2024年度用水平衡表").put("A2", "单位：万吨").put("E2", "全年工作日").put("F2", 300)
    sheet.rows("A3", [HEAD] + rows + [sums(rows, "合计", 1)])
    return book, Answer(
        "单位只写“万吨”，时间在标题“2024年度”里",
        "由 rust_xlsxwriter 写出。年度用水的万吨是万吨每年，按 300 天折算，并说明时间由表题判定。",
        [Unit(row[0], **{k: round(v * 10000 / 300, 9) for k, v in zip(KEYS, row[1:])}) for row in rows],
        facts=[("年运行天数", "300")],
        doubts=["`converted` “按表题”"] + QUIET,
    )


@workbook("44-english-for-a-foreign-firm.xls", "SheetJS", kind="biff8")
def english():
    book = Book()
    sheet = book.sheet("Balance")
    rows = [
        ["Dyeing", 210, 0, 12, 197, 1],
        ["Boiler", 60, 45, 52, 7.5, 0.5],
        ["Cooling tower", 85, 4200, 61, 24, 0],
    ]
    sheet.rows("A1", [
        ["Plant water balance, average of 3 days", None, None, None, None, "Unit: KL/day"],
        ["Process", "Raw water", "Recirculated", "Evaporation loss", "Effluent", "Leakage"],
    ] + rows + [sums(rows, "Total", 1)])
    return book, Answer(
        "外企的英文表，单位 KL/day",
        "由 SheetJS 写成 xls。Raw water 是取水，Evaporation loss 是唯一的耗水，千升即立方米。",
        plain(rows),
        doubts=QUIET,
    )


@workbook("45-purposes-and-running-totals.xlsx", "openpyxl")
def purposes_and_running_totals():
    book = Book()
    sheet = book.sheet("平衡")
    sheet.rows("A1", [
        ["水平衡（m³/d）"],
        ["用水单元", "新水量", None, None, "自来水累计", "串联水量", None, "循环水量", "耗水量", "排水量", "漏失量"],
        [None, "自来水", "其中：生活", "河水", None, "入", "出"],
        ["车间", 20, 5, 30, 20, 0, 10, 100, 8, 32, 0],
        ["宿舍", 10, 10, 0, 30, 10, 0, 0, 1, 19, 0],
    ])
    keys = ["自来水", "地表水", "串联入", "串联供出", "循环", "耗水", "排水", "漏失"]
    return book, Answer(
        "水源之间夹着“其中：生活”，另有累计栏，串联分入、出",
        "由 openpyxl 写出，没有合并单元格。“其中：生活”是自来水的一部分，“累计”不是水量，都不另加。",
        [
            Unit("车间", **dict(zip(keys, [20, 30, 0, 10, 100, 8, 32, 0]))),
            Unit("宿舍", **dict(zip(keys, [10, 0, 10, 0, 0, 1, 19, 0]))),
        ],
        doubts=QUIET,
    )
