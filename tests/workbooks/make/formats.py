"""One balance in each file format, each from another line of business."""

import zipfile

import writers
from grid import Book, Formula, letters
from plant import Answer, Unit
from theme import workbook

QUIET = ["不应有 `unit_unknown`", "不应有 `total_mismatch`", "不应有 `column_unrecognised`"]


def total(rows, first, name="合计", left=2):
    """A row of totals below the rows, as formulas with their results."""
    row = [""] * (left - 1) + [name]
    for right in range(left, len(rows[0])):
        letter = letters(right + 1)
        result = round(sum(line[right] or 0 for line in rows), 6)
        row.append(Formula(f"=SUM({letter}{first}:{letter}{first + len(rows) - 1})", result))
    return row


def sums(rows, name="合计", left=2):
    """A row of totals as plain numbers."""
    width = range(left, len(rows[0]))
    return [""] * (left - 1) + [name] + [round(sum(line[at] for line in rows), 6) for at in width]


def units(rows, keys, left=2):
    return [Unit(row[left - 1], **dict(zip(keys, row[left:]))) for row in rows]


@workbook("01-plain-table.xlsx", "rust_xlsxwriter")
def plain_table():
    head = ["序号", "用水单元", "自来水", "地表水", "循环水量", "串联水量", "串联供出", "回用水量",
            "耗水量", "排水量", "漏失水量"]
    keys = ["自来水", "地表水", "循环", "串联入", "串联供出", "回用", "耗水", "排水", "漏失"]
    rows = [
        [1, "打浆机", 12.5, 240, 0, 30, 0, 160, 18.5, 422, 2],
        [2, "纸机白水回收", 0, 85.6, 4200, 0, 30, 0, 6.1, 49, 0.5],
        [3, "空压机冷却塔", 36, 0, 1850, 0, 0, 0, 27.9, 8.1, 0],
        [4, "职工食堂", 9.8, 0, 0, 0, 0, 0, 1.8, 8, 0],
    ]
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "嘉兴示例纸业有限公司水平衡测试统计表").put("K2", "单位：m³/d")
    sheet.rows("A3", [head] + rows + [total(rows, 4)]).merge("A1:K1")
    return book, Answer(
        "最普通的一张表",
        "由 rust_xlsxwriter 写出。标题合并，单位在右上角，合计行为公式并存有结果。",
        units(rows, keys),
        facts=[("企业", "嘉兴示例纸业有限公司")],
        doubts=QUIET,
    )


@workbook("02-macros-and-workshop-column.xlsm", None)
def macros():
    """The part with macros is only carried along; its bytes are no program."""
    head = ["车间", "用水设备", "新鲜水", "循环水", "串级水", "串级供出", "损耗", "废水", "漏损"]
    rows = [
        ["前处理车间", "退浆机（2台）", 84, 0, 46, 0, 9.4, 120, 0.6],
        [None, "煮漂联合机", 132.5, 0, 0, 46, 11, 75, 0.5],
        ["印花车间", "平网印花机", 58.2, 0, 0, 0, 4.2, 53.8, 0.2],
        [None, "蒸化机", 6.4, 0, 0, 0, 6.1, 0.3, 0],
        ["动力车间", "4 t/h蒸汽锅炉", 95, 38, 0, 0, 78, 16.6, 0.4],
    ]
    book = Book()
    sheet = book.sheet("用水统计")
    sheet.put("B1", "浙江示例印花有限公司用水平衡表").put("B2", "填表人：某某　　计量单位：吨/天")
    sheet.rows("B4", [head] + rows).merge("B1:J1", "B2:J2", "B5:B6", "B7:B8")
    keys = ["未分水源", "循环", "串联入", "串联供出", "耗水", "排水", "漏失"]
    workshop, answer = "", []
    for row in rows:
        workshop = row[0] or workshop
        answer.append(Unit(row[1], workshop, **dict(zip(keys, row[2:]))))

    def write(path):
        writers.with_openpyxl(book, path)
        with zipfile.ZipFile(path) as plain:
            parts = {name: plain.read(name) for name in plain.namelist()}
        types = parts["[Content_Types].xml"].decode()
        types = types.replace("spreadsheetml.sheet.main+xml", "SPREADSHEET").replace(
            "application/vnd.openxmlformats-officedocument.SPREADSHEET",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        part = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        parts["[Content_Types].xml"] = types.replace("</Types>", part + "</Types>").encode()
        parts["xl/vbaProject.bin"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data in parts.items():
                out.writestr(name, data)

    return write, Answer(
        "带宏的工作簿，车间列合并，全用行话",
        "由 openpyxl 写出，另加宏部件（不是程序）。表前有空列，车间名只写一次，单位写在填表人之后，用“新鲜水、串级水、损耗、废水、漏损”等行话，没有合计行。",
        answer,
        facts=[("企业", "浙江示例印花有限公司")],
        doubts=QUIET,
    )


@workbook("03-four-header-rows.xlsb", "SheetJS")
def four_header_rows():
    book = Book()
    sheet = book.sheet("附表5")
    sheet.rows("A1", [
        ["附表5　企业水平衡测试汇总表"],
        ["测试日期：2024年6月11日—6月13日", None, None, None, None, None, None, None, None, None, None, "单位：m³/d"],
        ["单元编号", "用水单元名称", "输入水量", None, None, None, None, None, None, "输出水量"],
        [None, None, "取水量 Vi", None, None, "重复利用水量 Vr", None, None, None, "串联供出", "耗水量\nVco", "排水量\nVd", "漏失水量\nVl"],
        [None, None, "常规水源", None, "非常规水源", "循环\nVcy", "串联\nVs", "回用", None],
        [None, None, "自来水", "河水", "雨水", None, None, "中水", "冷凝水"],
    ])
    rows = [
        ["01", "酸洗槽", 0, 64.5, 0, 0, 21, 0, 0, 0, 3.5, 81.6, 0.4],
        ["02", "镀锌漂洗线", 18, 96, 0, 0, 0, 35, 0, 21, 5.2, 122.3, 0.5],
        ["03", "冷却水塔", 0, 0, 42.8, 1960, 0, 0, 0, 0, 30.6, 12.2, 0],
        ["04", "热水锅炉", 26.4, 0, 0, 0, 0, 0, 14.6, 0, 38.2, 2.8, 0],
    ]
    sheet.rows("A7", rows)
    sheet.rows("A11", [sums(rows, "全 厂 合 计")])
    sheet.merge("A1:M1", "A3:A6", "B3:B6", "C3:I3", "J3:M3", "C4:E4", "F4:I4", "C5:D5", "H5:I5",
                "F5:F6", "G5:G6", "J4:J6", "K4:K6", "L4:L6", "M4:M6")
    keys = ["自来水", "地表水", "雨水", "循环", "串联入", "回用", "冷凝水", "串联供出", "耗水", "排水", "漏失"]
    return book, Answer(
        "四层表头，带符号 Vi、Vcy",
        "由 SheetJS 写成 xlsb。表头四行，合并单元格，名称后有符号和换行；编号是文字；“全 厂 合 计”中有空格。",
        units(rows, keys),
        facts=[("测试期", "2024-06-11 至 2024-06-13")],
        doubts=QUIET,
    )


@workbook("04-standard-form.xls", "SheetJS", kind="biff8")
def standard_form():
    book = Book()
    sheet = book.sheet("水平衡统计")
    sheet.rows("A1", [
        ["企业水平衡统计表"],
        ["单位名称：平湖示例热电有限公司", None, None, None, None, None, "单位：万m³/a", None, "年运行天数：350天"],
        ["序号", "用水分类", "用水量", "新水量", "重复利用水量", None, None, "排水量", "耗水量", "漏失水量"],
        [None, None, None, None, "循环水量", "串联水量", "回用水量"],
    ])
    # 万m³ a year; a year has 350 days.
    year = [
        [1, "凝汽器循环冷却", 3815, 175, 3640, 0, 0, 35, 139.3, 0.7],
        [2, "化学水处理站", 43.75, 43.75, 0, 0, 0, 8.75, 34.65, 0.35],
        [3, "脱硫系统", 14, 0, 0, 10.5, 3.5, 0, 14, 0],
        [4, "厂区生活", 3.5, 3.5, 0, 0, 0, 2.8, 0.7, 0],
    ]
    sheet.rows("A5", year).rows("A9", [total(year, 5)])
    sheet.merge("A1:J1", "A2:C2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4", "I3:I4", "J3:J4")
    keys = ["用水量", "未分水源", "循环", "串联入", "回用", "排水", "耗水", "漏失"]
    answer = []
    for row in year:
        flows = {key: round(value * 10000 / 350, 9) for key, value in zip(keys, row[2:]) if key != "用水量"}
        answer.append(Unit(row[1], **flows))
    return book, Answer(
        "通则统计表，单位万m³/a，年运行天数在表头右侧",
        "由 SheetJS 写成 BIFF8 的 xls。总用水量一栏不能重复计入。串联水只有用入、没有供出一栏。",
        answer,
        facts=[("企业", "平湖示例热电有限公司"), ("年运行天数", "350"), ("计量单位", "水平衡统计=10^4 m3/a")],
        doubts=QUIET,
    )


@workbook("05-old-program.xls", "BIFF5")
def old_program():
    head = ["部门", "用水点", "河水", "井水", "循环用水", "蒸发", "产品带走", "排污", "跑冒滴漏"]
    rows = [
        ["制胶车间", "配料釜", 15.2, 0, 0, 0.6, 12.4, 2.2, 0],
        ["制胶车间", "反应釜夹套", 0, 28, 640, 19.5, 0, 8.5, 0],
        ["涂布车间", "涂布头清洗", 22.6, 0, 0, 0.8, 0, 21.6, 0.2],
        ["后勤", "浴室", 0, 17.5, 0, 1.2, 0, 16.1, 0.2],
    ]
    book = Book()
    sheet = book.sheet("用水平衡")
    sheet.put("A1", "用水平衡表 (m3/d)").rows("A2", [head] + rows)
    sheet.rows("A7", [["合计", None] + sums(rows)[2:]])
    answer = [
        Unit(row[1], row[0], 地表水=row[2], 地下水=row[3], 循环=row[4], 耗水=round(row[5] + row[6], 6),
             排水=row[7], 漏失=row[8])
        for row in rows
    ]
    return book, Answer(
        "老程序存的 xls（BIFF5，代码页 936）",
        "由 make/biff5.py 写成 BIFF5。部门每行重复；耗水分“蒸发”和“产品带走”两栏，相加。",
        answer,
        doubts=["`columns_added` 用水平衡!F2 用水平衡!G2"] + QUIET,
    )


@workbook("06-open-document.ods", "LibreOffice")
def open_document():
    book = Book()
    book.sheet("说明").rows("A1", [["本表由企业自行填写"], ["测试期间生产正常"]])
    sheet = book.sheet("平衡表")
    sheet.rows("A1", [
        ["海盐示例食品有限公司 水量平衡表"],
        ["单位", "m³/d"],
        [],
        ["用水类别", "用水单元", "取水量", None, "重复利用水量", None, "耗水量", "排水量", "漏失水量"],
        [None, None, "自来水", "外购蒸汽", "循环水", "回用水"],
        ["主要生产", "清洗线", 156, 0, 0, 44, 8.4, 190.8, 0.8],
        [None, "杀菌釜", 12, 36.5, 210, 0, 22.7, 25.6, 0.2],
        ["辅助生产", "制冷机组", 31.5, 0, 1420, 0, 24.3, 7.2, 0],
        ["附属生产", "办公楼", 14.2, 0, 0, 0, 1.4, 12.4, 0.4],
    ])
    for col, result in zip("CDEFGHI", [213.7, 36.5, 1630, 44, 56.8, 236, 1.4]):
        sheet.put(f"{col}10", Formula(f"=SUM({col}6:{col}9)", result))
    sheet.put("A10", "合计")
    sheet.merge("A1:I1", "A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:G5", "H4:H5", "I4:I5", "A6:A7", "A10:B10")
    keys = ["自来水", "蒸汽", "循环", "回用", "耗水", "排水", "漏失"]
    data = [
        ("主要生产", "清洗线", [156, 0, 0, 44, 8.4, 190.8, 0.8]),
        ("主要生产", "杀菌釜", [12, 36.5, 210, 0, 22.7, 25.6, 0.2]),
        ("辅助生产", "制冷机组", [31.5, 0, 1420, 0, 24.3, 7.2, 0]),
        ("附属生产", "办公楼", [14.2, 0, 0, 0, 1.4, 12.4, 0.4]),
    ]
    return book, Answer(
        "开放文档，单位写在标题下的两格里",
        "由 LibreOffice 写成 ods，公式由其计算。前有说明页，用水类别合并；合计行名占两格。",
        [Unit(name, category=kind, **dict(zip(keys, flows))) for kind, name, flows in data],
        facts=[("企业", "海盐示例食品有限公司"), ("工作表", "平衡表=balance"), ("工作表", "说明=ignored")],
        doubts=QUIET,
    )


@workbook("07-gbk.csv", "csv", encoding="gbk")
def gbk():
    book = Book()
    sheet = book.sheet("07-gbk")
    sheet.rows("A1", [
        ["桐乡示例玻纤有限公司水平衡表（m³/d）"] + [""] * 8,
        ["序号", "单元名称", "取水量(自来水)", "循环水量", "串联水量", "串联供出水量", "耗水量", "排水量", "漏失水量"],
        ["1", "池窑冷却", "126.0", "5,280.0", "0", "38.0", "71.5", "15.9", "0.6"],
        ["2", "浸润剂配制", "24.5", "0", "0", "0", "22.1", "2.4", "0"],
        ["3", "地面冲洗", "0", "0", "38.0", "0", "3.0", "35.0", "0"],
        ["4", "化验室", "3.2", "/", "/", "/", "0.3", "2.9", "—"],
        ["", "总计", "153.7", "5,280.0", "38.0", "38.0", "96.9", "56.2", "0.6"],
    ])
    data = [
        ("池窑冷却", [126, 5280, 0, 38, 71.5, 15.9, 0.6]),
        ("浸润剂配制", [24.5, 0, 0, 0, 22.1, 2.4, 0]),
        ("地面冲洗", [0, 0, 38, 0, 3, 35, 0]),
        ("化验室", [3.2, 0, 0, 0, 0.3, 2.9, 0]),
    ]
    keys = ["自来水", "循环", "串联入", "串联供出", "耗水", "排水", "漏失"]
    return book, Answer(
        "GBK 的 csv，³ 变成问号，千分位逗号，“/”和“—”表示没有",
        "以 GBK 存出，标题中的单位成为 m?/d；唯一水源写在“取水量(自来水)”中。",
        [Unit(name, **dict(zip(keys, flows))) for name, flows in data],
        facts=[("企业", "桐乡示例玻纤有限公司"), ("计量单位", "07-gbk=m3/d")],
        doubts=QUIET,
    )


@workbook("08-semicolons.csv", "csv", encoding="utf-8-sig", separator=";", newline="\n")
def semicolons():
    book = Book()
    sheet = book.sheet("08-semicolons")
    rows = [
        ["薄膜拉伸线", "41.6", "3150", "0", "30.2", "11.2", "0.2"],
        ["真空泵", "18.0", "0", "12.0", "1.0", "29.0", "0"],
        ["纯水站", "60.0", "0", "0", "0", "18.0", "0"],
        ["绿化", "9.5", "0", "0", "9.5", "0", "0"],
    ]
    head = ["用水环节", "新鲜用水(t/d)", "循环冷却水(t/d)", "中水回用(t/d)", "耗水(t/d)", "排水(t/d)", "漏失(t/d)"]
    rows[2] = ["纯水站", "18.0", "0", "0", "0", "18.0", "0"]
    sheet.rows("A1", [head] + rows)
    keys = ["未分水源", "循环", "回用", "耗水", "排水", "漏失"]
    return book, Answer(
        "分号分隔的 csv，每栏各写单位",
        "UTF-8 带 BOM，分号分隔，第一行就是表头，没有标题也没有合计，单位 t/d 写在每一栏。",
        [Unit(row[0], **dict(zip(keys, map(float, row[1:])))) for row in rows],
        doubts=QUIET,
    )


@workbook("09-unicode-text.csv", "csv", encoding="utf-16", separator="\t")
def unicode_text():
    book = Book()
    sheet = book.sheet("09-unicode-text")
    sheet.rows("A1", [
        ["各工段日用水情况", "", "", "", "", "", "单位：立方米/日"],
        ["工段", "深井水", "循环水量", "消耗水量", "排水量", "漏失水量", "备注"],
        ["一、生产用水"],
        ["浸渍工段", "86.00", "0.00", "5.50", "80.20", "0.30", "3班"],
        ["挤压冷却", "22.40", "930.00", "15.60", "6.80", "0.00", "每日补水2次"],
        ["小计", "108.40", "930.00", "21.10", "87.00", "0.30", ""],
        ["二、生活用水"],
        ["宿舍", "31.00", "0.00", "3.10", "27.50", "0.40", "入住120人"],
        ["小计", "31.00", "0.00", "3.10", "27.50", "0.40", ""],
        ["总计", "139.40", "930.00", "24.20", "114.50", "0.70", ""],
    ])
    keys = ["地下水", "循环", "耗水", "排水", "漏失"]
    return book, Answer(
        "Excel 存成“Unicode 文本”的 csv，分节、小计和总计",
        "UTF-16LE，制表符分隔。节标题只有一格，小计不能重复计入。",
        [
            Unit("浸渍工段", "", **dict(zip(keys, [86, 0, 5.5, 80.2, 0.3]))),
            Unit("挤压冷却", "", **dict(zip(keys, [22.4, 930, 15.6, 6.8, 0]))),
            Unit("宿舍", "", **dict(zip(keys, [31, 0, 3.1, 27.5, 0.4]))),
        ],
        doubts=QUIET,
    )


@workbook("10-tabs.tsv", "csv", encoding="utf-8", separator="\t", newline="\n")
def tabs():
    book = Book()
    sheet = book.sheet("10-tabs")
    sheet.rows("A1", [
        ["Water-use unit", "Tap water", "River water", "Recirculated", "Series in", "Series out", "Consumption", "Discharge", "Leakage"],
        ["", "m3/d", "m3/d", "m3/d", "m3/d", "m3/d", "m3/d", "m3/d", "m3/d"],
        ["Bleaching", "0", "310.5", "0", "90", "0", "12.5", "387", "1"],
        ["Final rinse", "0", "260", "0", "0", "90", "4", "165.2", "0.8"],
        ["Chiller plant", "48.5", "0", "2600", "0", "0", "36", "12.5", "0"],
        ["Total", "48.5", "570.5", "2600", "90", "90", "52.5", "564.7", "1.8"],
    ])
    keys = ["自来水", "地表水", "循环", "串联入", "串联供出", "耗水", "排水", "漏失"]
    return book, Answer(
        "英文表头的 tsv，单位另成一行",
        "UTF-8 无 BOM，制表符分隔，第二行是各栏单位。",
        [
            Unit("Bleaching", **dict(zip(keys, [0, 310.5, 0, 90, 0, 12.5, 387, 1]))),
            Unit("Final rinse", **dict(zip(keys, [0, 260, 0, 0, 90, 4, 165.2, 0.8]))),
            Unit("Chiller plant", **dict(zip(keys, [48.5, 0, 2600, 0, 0, 36, 12.5, 0]))),
        ],
        doubts=QUIET,
    )


def small_table():
    head = ["用水单元", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
    rows = [
        ["注塑机", 14.5, 860, 11.2, 3.3, 0],
        ["模具清洗", 6.2, 0, 0.4, 5.7, 0.1],
        ["食堂", 5, 0, 0.8, 4.2, 0],
    ]
    book = Book()
    sheet = book.sheet("水平衡")
    sheet.put("A1", "水平衡表（单位：m³/d）").rows("A2", [head] + rows).merge("A1:F1")
    return book, rows


def small_answer(title, about, rows):
    keys = ["未分水源", "循环", "耗水", "排水", "漏失"]
    return Answer(title, about, units(rows, keys, 1), doubts=QUIET)


@workbook("11-web-page.xls", "SheetJS", kind="html")
def web_page():
    book, rows = small_table()
    return book, small_answer(
        "网页冒充的 xls", "由 SheetJS 写成 HTML 而以 xls 为名，系统导出的报表常是这样。", rows
    )


@workbook("12-spreadsheet-2003.xls", "SheetJS", kind="xlml")
def spreadsheet_2003():
    book, rows = small_table()
    return book, small_answer(
        "“XML 表格 2003”冒充的 xls", "由 SheetJS 写成 SpreadsheetML 2003 而以 xls 为名。", rows
    )
