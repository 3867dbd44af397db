"""Layouts that were new to the program when they were first tried."""

from formats import QUIET
from grid import Book
from plant import UNKNOWN, Answer, Unit
from theme import workbook

HEAD = ["用水单元", "取水量", "循环水量", "耗水量", "排水量", "漏失水量"]
KEYS = ["未分水源", "循环", "耗水", "排水", "漏失"]


def plain(name, figures, parent="", factor=1):
    flows = {
        key: value if value == UNKNOWN else round(value * factor, 6)
        for key, value in zip(KEYS, figures)
        if value != 0
    }
    return Unit(name, parent, **flows)


@workbook("100-signatures-below-the-table.xlsx", "openpyxl")
def signatures():
    book = Book()
    sheet = book.sheet("平衡表")
    sheet.rows("A1", [
        ["水平衡统计（m³/d）"],
        ["序号"] + HEAD + ["备注"],
        [1, "一部", 50, 300, 5, 45, 0],
        [2, "二部", "—", "—", "—", "—", "—", "停产"],
        [3, "三部", 30, 0, 2, 27, 1],
        ["合计", None, 80, 300, 7, 72, 1],
        ["填表人：", "示例甲", None, None, "审核人：", None, "填表日期：2024.6.1"],
        ["单位负责人：示例乙", None, None, "统计负责人：示例丙"],
        ["经办人", "示例丁", "审批", "示例戊", "2024-06-03"],
        ["联系电话", "示例己", 13800000000],
    ])
    return book, Answer(
        "表下有填表人、审核人、日期、电话",
        "由 openpyxl 写出。签字行的字段名在序号列，人名在单元名称列，日期和电话落在水量列：都不是用水单元，全厂合计不因此不详。二部停产，没有水量。",
        [
            plain("一部", [50, 300, 5, 45, 0]),
            Unit("二部"),
            plain("三部", [30, 0, 2, 27, 1]),
        ],
        doubts=["`row_ignored`"] + QUIET,
    )


@workbook("101-recirculated-on-both-sides.xlsx", "openpyxl")
def both_sides():
    book = Book()
    sheet = book.sheet("Sheet1")
    sheet.rows("A1", [
        ["用水平衡测试结果"],
        ["一、输入水量（m3/d）"],
        ["单元", "河水", "自来水", "蒸汽(折水)", "循环水", "串用水", "小计"],
        ["煮漂", 820, 0, 60, 0, 0, 880],
        ["染色", 1500, 20, 90, 0, 100, 1710],
        ["空压站", 30, 0, 0, 900, 0, 930],
        ["合计", 2350, 20, 150, 900, 100, 3520],
        [],
        ["二、输出水量（m3/d）"],
        ["单元", "循环水", "串联水", "消耗", "排放", "漏损", "小计"],
        ["煮漂", 0, 100, 80, 690, 10, 880],
        ["染色", 0, 0, 130, 1560, 20, 1710],
        ["空压站", 900, 0, 22, 8, 0, 930],
        ["合计", 900, 100, 232, 2258, 30, 3520],
    ])
    return book, Answer(
        "输入、输出上下两表，循环水和串联水两表都列",
        "由 openpyxl 写出。循环水进出相等，只计一次；输出表的串联水是串联供出。",
        [
            Unit("煮漂", 地表水=820, 蒸汽=60, 串联供出=100, 耗水=80, 排水=690, 漏失=10),
            Unit("染色", 地表水=1500, 自来水=20, 蒸汽=90, 串联入=100, 耗水=130, 排水=1560, 漏失=20),
            Unit("空压站", 地表水=30, 循环=900, 耗水=22, 排水=8),
        ],
        doubts=["不应有 `duplicate_unit`", "不应有 `value_missing`"] + QUIET,
    )


@workbook("102-hours-stated-on-the-summary.xlsx", "openpyxl")
def stated_hours():
    lines = {
        "镀锌线": [["酸洗", 1.2, 0, 0.1, 1.1, 0], ["镀锌", 0.8, 0, 0.1, 0.7, 0]],
        "镀镍线": [["除油", 0.5, 0, 0.05, 0.4, 0.05], ["镀镍", 1, 10, 0.1, 0.9, 0]],
    }
    total = lambda rows: [round(sum(row[at] for row in rows), 3) for at in range(1, 6)]
    book = Book()
    sheet = book.sheet("汇总")
    everything = [row for rows in lines.values() for row in rows]
    sheet.rows("A1", [["电镀厂区水平衡汇总（m³/h，每天运行16小时）"], ["生产线"] + HEAD[1:]]
        + [[name] + total(rows) for name, rows in lines.items()] + [["合计"] + total(everything)])
    for name, rows in lines.items():
        book.sheet(name).rows("A1", [["单位：m³/h"], ["工序"] + HEAD[1:]] + rows)
    return book, Answer(
        "每天运行小时数只写在汇总表上",
        "由 openpyxl 写出。各线工作表只写 m³/h；汇总表写明每天运行 16 小时，日水量为小时水量的 16 倍。",
        [plain(row[0], row[1:], name, 16) for name, rows in lines.items() for row in rows],
        doubts=["`converted` 镀锌线!A1 “16 小时”", "`converted` 镀镍线!A1 “16 小时”"] + QUIET,
    )


@workbook("103-short-headers-and-units-in-cells.xlsx", "openpyxl")
def short_headers():
    book = Book()
    sheet = book.sheet("用水")
    sheet.rows("A1", [
        ["各用水点日用水情况"],
        ["用水点", "新水", "循环", "耗", "排", "漏", "计量情况"],
        ["清洗（8台）", "约120吨", "—", "6吨", "114吨", "0吨", "水表"],
        ["4 t/h 锅炉", "45.5 t", "300 t", "5.5t", "40t", "无", "估算"],
        ["冷却塔", "３０m³", "1,200m³", "25m³", "5m³", "", "流量计"],
        ["员工生活", "15~17", "0", "3.2", "12.8", "0", "人数估算"],
    ])
    return book, Answer(
        "表头只有一个字，每格数后带单位",
        "由 openpyxl 写出。全部是文本。“15~17”不是一个数，按不详处理。",
        [
            plain("清洗（8台）", [120, 0, 6, 114, 0]),
            plain("4 t/h 锅炉", [45.5, 300, 5.5, 40, 0]),
            plain("冷却塔", [30, 1200, 25, 5, 0]),
            plain("员工生活", [UNKNOWN, 0, 3.2, 12.8, 0]),
        ],
        doubts=["`not_a_number` 用水!B6 “15~17”", "`text_number`"],
    )


@workbook("104-workshops-over-units-across.xlsx", "openpyxl")
def workshops_across():
    book = Book()
    sheet = book.sheet("车间水量")
    sheet.rows("A1", [
        ["项目", "单位", "一车间", None, "二车间", None, "公用工程", "合计"],
        [None, None, "染缸", "水洗机", "染缸", "定型机", "冷却水池", None],
        ["取水量（地表水）", "m³/d", 300, 250, 280, 20, 60, 910],
        ["取水量（自来水）", "m³/d", 0, 0, 0, 5, 0, 5],
        ["循环水量", "m³/d", 0, 0, 0, 0, 1200, 1200],
        ["耗水量", "m³/d", 20, 15, 25, 10, 15, 85],
        ["排水量", "m³/d", 275, 233, 250, 15, 45, 818],
        ["漏失水量", "m³/d", 5, 2, 5, 0, 0, 12],
    ])
    sheet.merge("C1:D1", "E1:F1")
    return book, Answer(
        "单元横排，上一行是车间",
        "由 openpyxl 写出。一车间、二车间各横跨两台设备，设备名在下一行。",
        [
            Unit("染缸", "一车间", 地表水=300, 耗水=20, 排水=275, 漏失=5),
            Unit("水洗机", "一车间", 地表水=250, 耗水=15, 排水=233, 漏失=2),
            Unit("染缸", "二车间", 地表水=280, 耗水=25, 排水=250, 漏失=5),
            Unit("定型机", "二车间", 地表水=20, 自来水=5, 耗水=10, 排水=15),
            Unit("冷却水池", "公用工程", 地表水=60, 循环=1200, 耗水=15, 排水=45),
        ],
        doubts=["不应有 `duplicate_unit`"] + QUIET,
    )


@workbook("105-a-row-for-each-source.xlsx", "openpyxl")
def rows_by_source():
    book = Book()
    sheet = book.sheet("Sheet1")
    sheet.rows("A1", [
        ["车间", "用水设备", "水源", "日取水量(吨)", "日循环水量(吨)", "日耗水量(吨)", "日排水量(吨)", "日漏失(吨)"],
        ["一车间", "浸出罐", "自来水", 50, 0, 5, 44, 1],
        ["一车间", "浸出罐", "河水", 100, 0, 10, 89, 1],
        ["二车间", "洗瓶机", "自来水", 80, 20, 6, 104, 0],
        [None, None, "河水", 30, None, None, None, None],
        ["二车间", "冷却塔", "河水", 30, 600, 25, 5, 0],
    ])
    return book, Answer(
        "同一设备按水源分两行，单位“吨”而表头有“日”",
        "由 openpyxl 写出。浸出罐两行各有全部水量，相加；洗瓶机的去向只填在第一行，合起来平衡。",
        [
            Unit("浸出罐", "一车间", 自来水=50, 地表水=100, 耗水=15, 排水=133, 漏失=2),
            Unit("洗瓶机", "二车间", 自来水=80, 地表水=30, 循环=20, 耗水=6, 排水=104),
            Unit("冷却塔", "二车间", 地表水=30, 循环=600, 耗水=25, 排水=5),
        ],
        doubts=["`columns_added` Sheet1!B2 “水源”", "不应有 `duplicate_unit`", "不应有 `value_missing`"] + QUIET,
    )


@workbook("106-a-balance-of-an-impact-report.xlsx", "openpyxl")
def impact_report():
    rows = [
        [1, "工艺用水", 36000, 30000, 3000, 0, 3000, 600, 6000, 1500, 300, 28800],
        [2, "循环冷却系统", 303000, 3000, 0, 300000, 0, 0, 2700, 0, 0, 300],
        [3, "职工生活", 4500, 4500, 0, 0, 0, 0, 900, 0, 0, 3600],
        [4, "绿化道路", 1500, 0, 1500, 0, 0, 0, 1500, 0, 0, 0],
        [5, "未预见水量", 3000, 3000, 0, 0, 0, 0, 3000, 0, 0, 0],
    ]
    book = Book()
    sheet = book.sheet("给排水平衡")
    sheet.rows("A1", [
        ["表3.5-2  项目给排水平衡表（t/a）"],
        ["年工作300天"],
        ["序号", "用水项目", "总用水量", "新鲜水", "回用水", "循环水", "原料带入水", "反应生成水", "损耗", "产品带走", "污泥带走", "排放"],
    ] + rows + [["合计", None] + [sum(row[at] for row in rows) for at in range(2, 12)]])
    year = lambda value: value / 300
    units = [
        Unit(
            row[1],
            **{
                key: year(value)
                for key, value in {
                    "未分水源": row[3],
                    "回用": row[4],
                    "循环": row[5],
                    "原料带入": row[6] + row[7],
                    "耗水": row[8] + row[9] + row[10],
                    "排水": row[11],
                }.items()
                if value
            },
            漏失=UNKNOWN,
        )
        for row in rows
    ]
    return book, Answer(
        "环评报告的给排水平衡表",
        "由 openpyxl 写出。t/a，年工作 300 天。原料带入水与反应生成水都是带入；损耗、产品带走、污泥带走都是耗水。没有漏失列，漏失不详。",
        units,
        facts=[("年运行天数", "300")],
        doubts=["`columns_added`", "不应有 `column_unrecognised`"],
    )


@workbook("107-a-form-of-readings-for-each-unit.xlsx", "openpyxl")
def forms_of_readings():
    forms = {
        "蒸煮锅": [["取水量", 100, 102, 98, 100], ["循环水量", 0, 0, 0, 0], ["回用水量", 20, 20, 20, 20], ["耗水量", 9, 10, 11, 10], ["排水量", 110, 111, 106, 109], ["漏失水量", 1, 1, 1, 1]],
        "洗料机": [["取水量", 60, 60, 60, 60], ["循环水量", 30, 30, 30, 30], ["回用水量", 0, 0, 0, 0], ["耗水量", 4, 4, 4, 4], ["排水量", 56, 56, 56, 56], ["漏失水量", 0, 0, 0, 0]],
    }
    book = Book()
    for name, rows in forms.items():
        book.sheet(name).rows("A1", [
            ["用水单元水平衡测试表"],
            ["用水单元名称", name, None, "测试日期", "2024-05-06"],
            ["项目", "第1次", "第2次", "第3次", "平均值"],
        ] + rows + [["单位：m³/d"]])
    return book, Answer(
        "每个单元一张测试表，三次测定和平均值横排",
        "由 openpyxl 写出。只采用平均值；三次测定不是三个单元，“测试日期”也不是。",
        [
            Unit("蒸煮锅", 未分水源=100, 回用=20, 耗水=10, 排水=109, 漏失=1),
            Unit("洗料机", 未分水源=60, 循环=30, 耗水=4, 排水=56),
        ],
        facts=[("测试期", "2024-05-06 至 2024-05-06")],
        doubts=["`row_ignored` 蒸煮锅!B3 “平均值”"] + QUIET,
    )


@workbook("108-three-readings-and-no-mean.xlsx", "openpyxl")
def readings_without_mean():
    book = Book()
    sheet = book.sheet("测试")
    sheet.rows("A1", [
        ["水平衡测试记录（m³/d）"],
        ["用水单元", "取水量", None, None, "循环水量", "耗水量", "排水量", None, None, "漏失水量"],
        [None, "第1次", "第2次", "第3次", None, None, "第1次", "第2次", "第3次", None],
        ["漂白", 101, 103, 96, 0, 10, 92, 93, 85, 0],
        ["抄纸", 200, 204, 196, 1000, 30, 170, 174, 166, 0],
    ])
    sheet.merge("B2:D2", "G2:I2", "A2:A3", "E2:E3", "F2:F3", "J2:J3")
    return book, Answer(
        "三次测定并列，没有平均值",
        "由 openpyxl 写出。按 GB/T 12452 取三次的算术平均值：漂白取水 (101+103+96)÷3=100，排水 (92+93+85)÷3=90。",
        [
            Unit("漂白", 未分水源=100, 耗水=10, 排水=90),
            Unit("抄纸", 未分水源=200, 循环=1000, 耗水=30, 排水=170),
        ],
        doubts=["`columns_added` 测试!B3 “平均值”"] + QUIET,
    )


@workbook("109-waste-water-and-what-becomes-of-it.xlsx", "openpyxl")
def waste_water():
    book = Book()
    sheet = book.sheet("核算")
    sheet.rows("A1", [
        ["用水情况核算表（吨/天）"],
        ["工段", "用新水", "用循环水", "用回用水", "蒸发量", "废水产生量", "废水回用量", "废水排放量", "跑冒滴漏"],
        ["酸洗", 40, 0, 10, 3, 46, 10, 36, 1],
        ["电镀", 30, 20, 5, 2, 33, 5, 28, 0],
        ["合计", 70, 20, 15, 5, 79, 15, 64, 1],
    ])
    return book, Answer(
        "废水产生量和它的去向并列",
        "由 openpyxl 写出。产生量 = 回用量 + 排放量，只计产生量一次；各工段由此平衡。",
        [
            Unit("酸洗", 未分水源=40, 回用=10, 耗水=3, 排水=46, 漏失=1),
            Unit("电镀", 未分水源=30, 循环=20, 回用=5, 耗水=2, 排水=33),
        ],
        doubts=["不应有 `implausible_value`"] + QUIET,
    )


@workbook("110-symbols-below-named-columns.xlsx", "openpyxl")
def symbols():
    book = Book()
    sheet = book.sheet("表F.5")
    sheet.rows("A1", [
        ["表 F.5 用水单位水平衡测试结果汇总（m³/d）"],
        ["序号", "用水单元", "输入水量", None, None, None, None, "输出水量", None, None, None, None, None],
        [None, None, "新水量", "循环水量", "串联水量", "回用水量", "合计", "循环水量", "串联水量", "排水量", "漏失水量", "耗水量", "合计"],
        [None, None, "Vf", "Vcy", "Vs", "Vr", "Vi", "V'cy", "V's", "Vd", "Vl", "Vco", "Vo"],
        [1, "制曲", 50, 0, 0, 10, 60, 0, 20, 32, 1, 7, 60],
        [2, "酿造", 80, 300, 20, 0, 400, 300, 0, 85, 2, 13, 400],
        [3, "包装", 30, 0, 0, 0, 30, 0, 0, 27, 0, 3, 30],
        ["合计", None, 160, 300, 20, 10, 490, 300, 20, 144, 3, 23, 490],
    ])
    sheet.merge("C2:G2", "H2:M2")
    return book, Answer(
        "中文表头下有一行符号，Vr 在回用水量之下",
        "由 openpyxl 写出。符号只是重复，不改变中文表头的意思：回用水量不因 Vr 而成为重复利用水量。",
        [
            Unit("制曲", 未分水源=50, 回用=10, 串联供出=20, 耗水=7, 排水=32, 漏失=1),
            Unit("酿造", 未分水源=80, 循环=300, 串联入=20, 耗水=13, 排水=85, 漏失=2),
            Unit("包装", 未分水源=30, 耗水=3, 排水=27),
        ],
        doubts=QUIET,
    )


@workbook("111-day-and-year-below-each-quantity.xlsx", "openpyxl")
def day_and_year():
    book = Book()
    sheet = book.sheet("用水")
    sheet.rows("A1", [
        ["用水环节", "取水量", None, "耗水量", None, "排水量", None, "循环水量", "漏失水量"],
        [None, "日(m³/d)", "年(万m³/a)", "日(m³/d)", "年(万m³/a)", "日(m³/d)", "年(万m³/a)", "日(m³/d)", "日(m³/d)"],
        ["清洗", 100, 3, 10, 0.3, 90, 2.7, 0, 0],
        ["冷却", 20, 0.6, 16, 0.48, 4, 0.12, 800, 0],
        ["合计", 120, 3.6, 26, 0.78, 94, 2.82, 800, 0],
    ])
    sheet.merge("B1:C1", "D1:E1", "F1:G1", "A1:A2")
    return book, Answer(
        "每个水量下分日、年两列",
        "由 openpyxl 写出。采用日水量；“日”“年”不是水源。",
        [plain("清洗", [100, 0, 10, 90, 0]), plain("冷却", [20, 800, 16, 4, 0])],
        doubts=QUIET,
    )
