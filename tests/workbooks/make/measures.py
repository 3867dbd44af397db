"""Units of measure: in captions, headers, columns, blocks; and those that cannot be right."""

from formats import QUIET, sums, units
from grid import Book
from plant import UNKNOWN, Answer, Unit
from theme import workbook


def turned(rows, keys, factor, left=1):
    """Units with figures turned into m³/d."""
    return [
        Unit(row[left - 1], **{key: round(value * factor, 12) for key, value in zip(keys, row[left:])})
        for row in rows
    ]


@workbook("19-days-in-a-footnote.xls", "LibreOffice")
def days_in_a_footnote():
    head = ["用水单元", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
    rows = [
        ["蒸发浓缩", 9.9, 264, 7.26, 2.64, 0],
        ["结晶离心", 3.63, 0, 0.33, 3.3, 0],
        ["尾气洗涤", 1.65, 33, 0.66, 0.957, 0.033],
    ]
    book = Book()
    sheet = book.sheet("年用水平衡")
    sheet.put("A1", "2023年度企业水平衡表").put("F2", "单位：万吨/年")
    sheet.rows("A3", [head] + rows + [sums(rows, "合计", 1)])
    sheet.put("A9", "注：1、本厂全年连续运转330天，7月检修。").put("A10", "    2、表中数据取自财务缴费单。")
    sheet.merge("A1:F1", "A9:F9", "A10:F10")
    return book, Answer(
        "单位万吨/年，运转天数在表下的注里",
        "由 LibreOffice 写成 xls。“全年连续运转330天”只在注 1 里说到。",
        turned(rows, ["未分水源", "循环", "耗水", "排水", "漏失"], 10000 / 330),
        facts=[("年运行天数", "330"), ("计量单位", "年用水平衡=10^4 m3/a")],
        doubts=QUIET,
    )


@workbook("20-hourly-with-hours.xlsx", "SheetJS")
def hourly_with_hours():
    book = Book()
    sheet = book.sheet("小时水量")
    sheet.rows("A1", [
        ["水平衡测试表　单位：m3/h"],
        ["用水设备", "运行时间（h/d）", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"],
    ])
    rows = [
        ["水洗塔", 24, 4.5, 60, 1.3, 3.2, 0],
        ["滚筒干燥机", 16, 2, 0, 1.9, 0.1, 0],
        ["清洗间", 8, 3.6, 0, 0.2, 3.3, 0.1],
    ]
    sheet.rows("A3", rows)
    keys = ["未分水源", "循环", "耗水", "排水", "漏失"]
    answer = [
        Unit(row[0], **{key: round(value * row[1], 9) for key, value in zip(keys, row[2:])}) for row in rows
    ]
    return book, Answer(
        "小时水量，各设备每天运行时间不同",
        "由 SheetJS 写出。单位 m3/h，日水量等于小时水量乘本设备的运行时间，不能一律乘 24。",
        answer,
        doubts=["不应有 `column_unrecognised`"],
    )


@workbook("21-litres-per-second.ods", "LibreOffice")
def litres_per_second():
    head = ["用水点", "地下水", "循环水", "耗水", "排水", "漏失"]
    rows = [
        ["养殖车间", 12.5, 40, 0.5, 11.9, 0.1],
        ["制冰车间", 1.5, 0, 1.2, 0.3, 0],
        ["冷库冷凝器", 0.8, 55, 0.6, 0.2, 0],
    ]
    book = Book()
    sheet = book.sheet("流量")
    sheet.put("A1", "超声波流量计实测平衡表（流量单位：L/s，24小时连续运行）")
    sheet.rows("A2", [head] + rows + [sums(rows, "总计", 1)])
    return book, Answer(
        "单位 L/s",
        "由 LibreOffice 写成 ods。标题写明流量单位 L/s 并且 24 小时连续运行，1 L/s = 86.4 m³/d。",
        turned(rows, ["地下水", "循环", "耗水", "排水", "漏失"], 86.4),
        facts=[("计量单位", "流量=L/s")],
        doubts=QUIET,
    )


@workbook("22-thousands-a-year.xlsx", "rust_xlsxwriter")
def thousands_a_year():
    head = ["用水部门", "自来水取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
    rows = [
        ["织布车间加湿", 9.6, 0, 9.6, 0, 0],
        ["浆纱车间", 22.4, 0, 12.8, 9.52, 0.08],
        ["空调机房", 28.8, 1600, 22.4, 6.4, 0],
    ]
    book = Book()
    sheet = book.sheet("年度")
    sheet.rows("A1", [
        ["2024年水平衡（千m³/a）", None, None, None, None, "年工作日：320 d"],
        head,
    ] + rows + [sums(rows, "合计", 1)])
    return book, Answer(
        "单位千m³/a，年工作日在标题右侧",
        "由 rust_xlsxwriter 写出。千立方米每年，年工作日 320 天，1 千m³/a = 3.125 m³/d。",
        turned(rows, ["自来水", "循环", "耗水", "排水", "漏失"], 1000 / 320),
        facts=[("年运行天数", "320")],
        doubts=QUIET,
    )


@workbook("23-a-unit-for-each-block.xlsx", "openpyxl")
def a_unit_for_each_block():
    head = ["用水单元", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
    day = [
        ["拉丝机", 25, 300, 15, 10, 0],
        ["酸洗槽", 44, 0, 2, 41.5, 0.5],
    ]
    month = [
        ["综合楼", 360, 0, 36, 318, 6],
        ["车队洗车", 90, 60, 9, 81, 0],
    ]
    book = Book()
    sheet = book.sheet("用水")
    sheet.put("A1", "示例钢丝厂用水平衡")
    sheet.put("A2", "一、生产部分（单位：方/天）").rows("A3", [head] + day + [sums(day, "小计", 1)])
    sheet.put("A8", "二、生活部分（单位：吨/月，每月按30天计）")
    sheet.rows("A9", [head] + month + [sums(month, "小计", 1)])
    keys = ["未分水源", "循环", "耗水", "排水", "漏失"]
    return book, Answer(
        "一张表上两块，单位各不相同",
        "由 openpyxl 写出。生产部分为方/天，生活部分为吨/月，并说明每月按 30 天计。",
        turned(day, keys, 1) + turned(month, keys, 1 / 30),
        doubts=["不应有 `unit_unknown`", "不应有 `column_unrecognised`"],
    )


@workbook("24-a-unit-for-each-column.xlsb", "SheetJS")
def a_unit_for_each_column():
    book = Book()
    sheet = book.sheet("综合")
    sheet.rows("A1", [
        ["用水平衡综合表（年运行300天）"],
        ["单元", "取水量\n(m³/d)", "循环水量\n(m³/h)", "耗水量\n(m³/d)", "排水量\n(万m³/a)", "漏失水量\n(L/d)"],
        ["结晶器冷却", 120, 250, 90, 0.9, 0],
        ["水处理间", 45, 0, 3, 1.2, 2000],
        ["机修", 6, 0, 1, 0.15, 0],
    ])
    answer = [
        Unit("结晶器冷却", 未分水源=120, 循环=6000, 耗水=90, 排水=30, 漏失=0),
        Unit("水处理间", 未分水源=45, 循环=0, 耗水=3, 排水=40, 漏失=2),
        Unit("机修", 未分水源=6, 循环=0, 耗水=1, 排水=5, 漏失=0),
    ]
    return book, Answer(
        "每栏单位都不同",
        "由 SheetJS 写成 xlsb。m³/d、m³/h、万m³/a、L/d 并列，按 300 天和 24 小时折算。",
        answer,
        facts=[("年运行天数", "300")],
        doubts=QUIET,
    )


METERS = ["序号", "水表编号", "安装位置", "级别", "准确度等级", "计量范围"]


@workbook("25-caption-cannot-be-right.xlsx", "openpyxl")
def caption_cannot_be_right():
    """The caption says m³/d; the bills say that the figures are 万m³ a year."""
    head = ["用水单元", "自来水", "循环水量", "耗水量", "排水量", "漏失水量"]
    rows = [
        ["前纺", 4.62, 0, 0.66, 3.96, 0],
        ["纺丝冷却", 7.26, 396, 5.94, 1.32, 0],
        ["公用工程", 1.32, 0, 0.33, 0.99, 0],
    ]
    book = Book()
    sheet = book.sheet("全厂汇总")
    sheet.put("A1", "全厂水平衡汇总表").put("F2", "单位：m³/d")
    sheet.rows("A3", [head] + rows + [sums(rows, "合计", 1)])
    bills = book.sheet("年取水量")
    bills.rows("A1", [
        ["历年取水量统计（自来水，m³）"],
        ["年份", "自来水取水量（m³）", "产量（t）"],
        ["2022年", 131200, 42100],
        ["2023年", 132000, 43000],
    ])
    bills.put("A6", "年生产330天")
    # Nothing is converted: as the caption says, in m³/d.
    return book, Answer(
        "标题写 m³/d，数却只能是万m³/a",
        "由 openpyxl 写出。合计 13.2 与年取水量 132000 m³、330 天相比，只有按万m³/a 才合（400 m³/d）。应指出两种读法，不得自行换算。",
        turned(rows, ["自来水", "循环", "耗水", "排水", "漏失"], 1),
        doubts=["`unit_mismatch` 全厂汇总!F2 “万m³/a”", "不应有 `unit_unknown`"],
    )


@workbook("26-summary-in-another-unit.xls", "SheetJS", kind="biff8")
def summary_in_another_unit():
    head = ["工序", "取水量", "循环水量", "串联水量", "串联供出", "耗水量", "排水量", "漏失水量"]
    one = [
        ["煮练", 120, 0, 0, 40, 8, 71.6, 0.4],
        ["水洗", 85, 0, 40, 0, 5, 119.5, 0.5],
    ]
    two = [
        ["冷却塔", 52, 2400, 0, 0, 38, 14, 0],
        ["锅炉", 70, 0, 0, 0, 64, 5.7, 0.3],
    ]
    year = lambda rows: [round(sum(row[at] for row in rows) * 330 / 10000, 4) for at in range(1, 8)]
    book = Book()
    summary = book.sheet("汇总")
    summary.put("A1", "公司水平衡汇总表（单位：m³/d）")
    total = [round(first + second, 4) for first, second in zip(year(one), year(two))]
    summary.rows("A2", [["车间"] + head[1:], ["练漂车间"] + year(one), ["动力车间"] + year(two), ["合计"] + total])
    for name, rows in (("练漂车间", one), ("动力车间", two)):
        sheet = book.sheet(name)
        sheet.put("A1", f"{name}水平衡表（单位：m³/d）全年330天")
        sheet.rows("A2", [head] + rows + [sums(rows, "合计", 1)])
    keys = ["未分水源", "循环", "串联入", "串联供出", "耗水", "排水", "漏失"]
    answer = [Unit(row[0], "练漂车间", **dict(zip(keys, row[1:]))) for row in one]
    answer += [Unit(row[0], "动力车间", **dict(zip(keys, row[1:]))) for row in two]
    return book, Answer(
        "汇总表的标题与分表同为 m³/d，数却是万m³/a",
        "由 SheetJS 写成 xls。汇总表是两张分表之和，不得再计一次；其数与分表相差的倍数恰是 330/10000。",
        answer,
        facts=[("工作表", "汇总=summary"), ("年运行天数", "330")],
        doubts=["`unit_mismatch` 汇总!B3 “万m³/a”"],
    )
