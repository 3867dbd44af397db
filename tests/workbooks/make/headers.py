"""Headers as they are met: parts of a sum, symbols, column numbers, trade words, English."""

from formats import QUIET, sums, units
from grid import Book, Formula
from plant import Answer, Unit
from theme import workbook


@workbook("13-merges-lost.xls", "LibreOffice")
def merges_lost():
    book = Book()
    sheet = book.sheet("Sheet1")
    sheet.rows("A1", [
        ["海宁示例皮革有限公司"],
        ["各工序水平衡测试数据　　　　　　（水量单位：m³/d）"],
        ["工序名称", "输入", "", "", "", "输出", "", "", ""],
        ["", "新水量", "", "重复用水", "", "串出", "耗水", "排水", "漏失"],
        ["", "自来水", "河水", "循环", "串入", "", "", "", ""],
    ])
    rows = [
        ["浸水转鼓", 0, 128, 0, 0, 0, 6.4, 121, 0.6],
        ["脱脂转鼓", 0, 74.5, 0, 0, 22, 2.2, 50, 0.3],
        ["鞣制转鼓", 18.6, 0, 35, 22, 0, 3.6, 36.8, 0.2],
        ["空压机", 7.2, 0, 260, 0, 0, 5.8, 1.4, 0],
    ]
    sheet.rows("A6", rows).rows("A10", [sums(rows, "合计", 1)])
    keys = ["自来水", "地表水", "循环", "串联入", "串联供出", "耗水", "排水", "漏失"]
    return book, Answer(
        "合并单元格丢失，只在左上格有字",
        "由 LibreOffice 写成 xls。表头三层，上层只写在第一格，右边和下面的格子是空的；企业名单独一行。",
        units(rows, keys, 1),
        facts=[("企业", "海宁示例皮革有限公司")],
        doubts=QUIET,
    )


@workbook("14-of-which.xlsx", "SheetJS")
def of_which():
    book = Book()
    sheet = book.sheet("水平衡表")
    sheet.rows("A1", [
        ["水平衡表", None, None, None, None, None, None, None, None, None, None, "m³/d"],
        ["序号", "用水单元", "取水量", None, None, "循环水量", "耗水量", None, "排水量", None, "漏失水量", "重复利用率"],
        [None, None, "合计", "其中", None, None, None, "其中：蒸发", None, "其中：生产废水", None, None],
        [None, None, None, "自来水", "地下水"],
    ])
    rows = [
        [1, "蒸煮锅", 66.5, 20, 46.5, 0, 9.5, 8.1, 56.8, 56.8, 0.2, "0.0%"],
        [2, "发酵冷却", 38, 0, 38, 1520, 29.6, 29.6, 8.4, 8.4, 0, "97.6%"],
        [3, "瓶子清洗机", 112, 112, 0, 75, 3.3, 0.5, 108, 108, 0.7, "40.1%"],
        [4, "食堂", 8.4, 8.4, 0, 0, 1.6, 0, 6.8, 0, 0, "0.0%"],
        ["", "合计", 224.9, 140.4, 84.5, 1595, 44, 38.2, 180, 173.2, 0.9, "87.6%"],
    ]
    sheet.rows("A5", rows)
    sheet.merge("A2:A4", "B2:B4", "C2:E2", "C3:C4", "D3:E3", "F2:F4", "G2:H2", "H3:H4", "I2:J2", "J3:J4", "K2:K4", "L2:L4")
    answer = [
        Unit(row[1], 自来水=row[3], 地下水=row[4], 循环=row[5], 耗水=row[6], 排水=row[8], 漏失=row[10])
        for row in rows[:4]
    ]
    return book, Answer(
        "表头中的“其中”",
        "由 SheetJS 写出。取水量、耗水量、排水量各有“其中”，是其一部分而不是另加；重复利用率是带 % 的文字。",
        answer,
        doubts=QUIET,
    )


@workbook("15-trade-words.xlsx", "openpyxl")
def trade_words():
    head = ["装置", "一次水", "软水", "蒸汽冷凝水", "循环水", "中水", "产水", "损耗", "浓水", "废水", "跑冒滴漏"]
    rows = [
        ["软水站", 150, 0, 0, 0, 0, 112, 0, 36.5, 0, 1.5],
        ["余热锅炉", 0, 72, 25.5, 0, 0, 0, 91, 0, 6.5, 0],
        ["聚合釜", 0, 40, 0, 0, 0, 0, 28.4, 0, 11.6, 0],
        ["凉水塔", 68, 0, 0, 3400, 20, 0, 71.2, 0, 16.8, 0],
        ["冲地", 4, 0, 0, 0, 12, 0, 1.6, 0, 14.4, 0],
    ]
    book = Book()
    sheet = book.sheet("2024年用水")
    sheet.put("A1", "嘉兴港区示例化工有限公司2024年装置用水平衡（t/d）")
    sheet.rows("A3", [head] + rows + [sums(rows, "合  计", 1)])
    answer = [
        Unit("软水站", 未分水源=150, 制水供出=112, 排水=36.5, 漏失=1.5),
        Unit("余热锅炉", 制水供入=72, 冷凝水=25.5, 耗水=91, 排水=6.5),
        Unit("聚合釜", 制水供入=40, 耗水=28.4, 排水=11.6),
        Unit("凉水塔", 未分水源=68, 循环=3400, 回用=20, 耗水=71.2, 排水=16.8),
        Unit("冲地", 未分水源=4, 回用=12, 耗水=1.6, 排水=14.4),
    ]
    return book, Answer(
        "化工厂的叫法：一次水、软水、产水、浓水",
        "由 openpyxl 写出。“一次水”是新水；“软水”由本厂软水站产出，是制水分配而不是取水；“浓水”和“废水”都是排水，相加。",
        answer,
        facts=[("企业", "嘉兴港区示例化工有限公司")],
        doubts=["`columns_added` 2024年用水!I3 2024年用水!J3"] + QUIET,
    )


@workbook("16-bilingual.xlsx", "rust_xlsxwriter")
def bilingual():
    book = Book()
    sheet = book.sheet("Water balance")
    sheet.rows("A1", [
        ["Water balance of Example Electronics (Jiashan) Co., Ltd. 水平衡表"],
        ["Test period 测试期: 2024-10-14 ~ 2024-10-16"],
        ["No.\n序号", "Process unit\n用水单元", "Water withdrawal 取水量 (m³/d)", None, "Recirculated water\n循环水量\n(m³/d)",
         "Reuse 回用水量 (m³/d)", "Consumption 耗水量 (m³/d)", "Discharge 排水量 (m³/d)", "Leakage 漏失水量 (m³/d)", "Remarks 备注"],
        [None, None, "Tap water 自来水", "River water 河水"],
    ])
    rows = [
        [1, "Plating line 电镀线", 96, 0, 0, 48, 7.8, 135.4, 0.8, "24 h"],
        [2, "Etching 蚀刻", 54.6, 0, 12, 0, 3.1, 51.5, 0, "24 h"],
        [3, "Cooling tower 冷却塔", 0, 88, 4100, 0, 66, 22, 0, "2 sets"],
        [4, "Canteen 食堂", 11.5, 0, 0, 0, 1.5, 10, 0, ""],
        [None, "Total 合计", 162.1, 88, 4112, 48, 78.4, 218.9, 0.8, ""],
    ]
    sheet.rows("A5", rows)
    sheet.merge("A1:J1", "A2:J2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "J3:J4")
    return book, Answer(
        "中英文对照的表头",
        "由 rust_xlsxwriter 写出。每格先英后中，单位在括号里，测试期在表前。",
        units(rows[:4], ["自来水", "地表水", "循环", "回用", "耗水", "排水", "漏失"]) and [
            Unit(row[1], **dict(zip(["自来水", "地表水", "循环", "回用", "耗水", "排水", "漏失"], row[2:9])))
            for row in rows[:4]
        ],
        facts=[("测试期", "2024-10-14 至 2024-10-16")],
        doubts=QUIET,
    )


@workbook("17-column-numbers.ods", "LibreOffice")
def column_numbers():
    book = Book()
    sheet = book.sheet("表3 测试表")
    sheet.rows("A1", [
        ["表 3　　用水单元水平衡测试表"],
        ["填报企业（盖章）：嘉善示例木业有限公司"],
        ["测试时间：2024年5月6日至2024年5月8日", None, None, None, None, "水量：立方米/天"],
        [None, "用水单元", "新水量", "循环水量", "串联水量", "回用水量", "耗水量", "排水量", "漏失水量", "测试方法"],
        ["甲", "乙", 1, 2, 3, 4, 5, 6, 7, "丙"],
        [1, "蒸汽发生器", 22.4, 0, 0, 6, 27.1, 1.1, 0.2, "水表"],
        [2, "热压机冷却", 15.8, 720, 0, 0, 12.4, 3.4, 0, "超声波"],
        [3, "除尘水幕", 0, 180, 0, 9, 6.2, 2.8, 0, "估算"],
        [4, "员工宿舍", 26, 0, 0, 0, 2.6, 22.9, 0.5, "水表"],
        [None, "全厂", 64.2, 900, 0, 15, 48.3, 30.2, 0.7, None],
        ["制表：", None, "审核：", None, None, "日期：2024.5.10"],
    ])
    sheet.merge("A1:J1", "A2:J2")
    keys = ["未分水源", "循环", "串联入", "回用", "耗水", "排水", "漏失"]
    answer = [Unit(row[1], **dict(zip(keys, row[2:9]))) for row in (
        [1, "蒸汽发生器", 22.4, 0, 0, 6, 27.1, 1.1, 0.2],
        [2, "热压机冷却", 15.8, 720, 0, 0, 12.4, 3.4, 0],
        [3, "除尘水幕", 0, 180, 0, 9, 6.2, 2.8, 0],
        [4, "员工宿舍", 26, 0, 0, 0, 2.6, 22.9, 0.5],
    )]
    return book, Answer(
        "栏号行“甲 乙 1 2 3”，表末签名行",
        "由 LibreOffice 写成 ods。序号列没有表头，栏号行不是数据，“全厂”是合计，签名行不是单元，单位写作“水量：立方米/天”。",
        answer,
        facts=[("企业", "嘉善示例木业有限公司"), ("测试期", "2024-05-06 至 2024-05-08")],
        doubts=QUIET,
    )


@workbook("18-formulas-in-headers.xlsx", "openpyxl")
def formulas_in_headers():
    book = Book()
    sheet = book.sheet("水平衡计算表")
    sheet.rows("A2", [
        [None, "水平衡计算表（单位：m3/d）"],
        [None, "用水单元", "取水量\n①", "循环水量\n②", "串联水量\n③", "回用水量\n④", "总用水量\n⑤=①+②+③+④",
         "串联供出\n⑥", "耗水量\n⑦", "排水量\n⑧", "漏失水量\n⑨", "不平衡量\n⑩=①+③+④-⑥-⑦-⑧-⑨"],
    ])
    rows = [
        ["丝光机", 88, 0, 15, 0, 103, 0, 7.5, 95, 0.5, 0],
        ["轧染机", 64.2, 0, 0, 20, 84.2, 15, 4.2, 64.6, 0.4, 0],
        ["定型机冷却", 12, 440, 0, 0, 452, 0, 8.8, 3.2, 0, 0],
    ]
    sheet.rows("B4", rows)
    for col in "CDEFGHIJKL":
        sheet.put(f"{col}7", Formula(f"=SUM({col}4:{col}6)"))
    sheet.put("B7", "合计").merge("B2:L2")
    answer = [
        Unit(row[0], 未分水源=row[1], 循环=row[2], 串联入=row[3], 回用=row[4], 串联供出=row[6], 耗水=row[7],
             排水=row[8], 漏失=row[9])
        for row in rows
    ]
    return book, Answer(
        "表头里有编号和算式“⑤=①+②+③+④”",
        "由 openpyxl 写出。总用水量和不平衡量是算出来的，不另计；合计行的公式没有存结果，不影响各单元。",
        answer,
        doubts=["不应有 `unit_unknown`", "不应有 `column_unrecognised`"],
    )
