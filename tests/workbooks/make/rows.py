"""Rows are the question: sections, parts, sums, idle units, plants that hand water on."""

from decimal import Decimal

from layout import answered, Sheet, Unit, a1, add, number, without
from theme import workbook
from table import SHORT, STANDARD, As, Raw, Text, Total, table

DIVIDED = [
    ("序号", "no"), ("用水单元", "name"), ("自来水", "tap"), ("循环水量", "circ"), ("串联水量", "series_in"),
    ("串联供出", "series_out"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage"),
]


@workbook("60-chapters-and-a-total-that-adds-twice.xlsx", "LibreOffice")
def chapters():
    sheet = Sheet("统计表")
    sheet.title(0, 0, 8, "企业水平衡测试统计表")
    sheet.put(1, 7, "单位：m³/d")
    a = [Unit("反应釜夹套", "聚合车间", tap=60, circ=900, consumption=14, leakage=1), Unit("洗涤釜", "聚合车间", tap=112, consumption=4, leakage=1)]
    b = [Unit("离心机", "后处理车间", tap=45.5, consumption=3.5, leakage=0.5), Unit("闪蒸干燥", "后处理车间", tap=20, consumption=18.6, leakage=0.2)]
    c = [Unit("冷冻机组", tap=38, circ=1500, consumption=25, leakage=1), Unit("化验室", tap=4.2, consumption=0.4, leakage=0)]
    d = [Unit("综合楼", tap=16, consumption=2, leakage=0.4)]
    every = a + b + c + d
    sums = [a + b, c, d]
    twice = {"name": "总计", "no": "四"}
    for key in ["tap", "circ", "consumption", "discharge", "leakage"]:
        twice[key] = number(2 * add(every, key))
    rows = [
        Raw({"no": "一", "name": "主要生产用水"}), Raw({"no": "（一）", "name": "聚合车间"}), *a,
        Raw({"no": "（二）", "name": "后处理车间"}), *b, Total("小计", a + b, wrong={"no": None}),
        Raw({"no": "二", "name": "辅助生产用水"}), *c, Total("小计", c, wrong={"no": None}),
        Raw({"no": "三", "name": "附属生产用水"}), *d, Total("小计", d, wrong={"no": None}),
        Raw(twice),
    ]
    row, found = table(sheet, 2, 0, DIVIDED, rows)
    for key in sums:
        assert key
    return answered("一、（一）写在序号栏，总计把小计又加了一遍", "车间名只有编号没有水量；总计恰为应有的两倍，按分项计并说明。", [sheet], every,
                [("subtotal_double_counted", "统计表!C19")])


@workbook("61-of-which-rows-of-both-kinds.xlsx", "openpyxl")
def of_which_both():
    sheet = Sheet("平衡表")
    sheet.put(0, 0, "水平衡表 单位：t/d")
    wash = [Unit("1#水洗机", "水洗工序", surface=150, consumption=6, leakage=1), Unit("2#水洗机", "水洗工序", surface=210, consumption=8, leakage=1)]
    dye = Unit("染色工序", surface=480, consumption=19, leakage=3)
    cylinder = Unit("其中：小浴比染缸", surface=120, consumption=5, leakage=1)
    boil = Unit("煮漂", surface=260, consumption=9, leakage=2)
    cols = [("用水工序", "name"), ("河水", "surface"), ("循环水", "circ"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失", "leakage")]
    head = Unit("水洗工序", closes=False, **{key: add(wash, key) for key in ["surface", "consumption", "discharge", "leakage"]})
    every = [*wash, dye, boil]
    part = Unit("小浴比染缸", "染色工序", surface=120, consumption=5, leakage=1)
    part.of_which = True
    rows = [head, As(wash[0], {"name": "其中：1#水洗机"}), As(wash[1], {"name": "      2#水洗机"}), dye, cylinder, boil, Total("合计", every)]
    table(sheet, 1, 0, cols, rows)
    return answered("“其中”行：一处等于上行，一处只是一部分", "水洗工序等于两台水洗机之和；小浴比染缸只是染色工序的一部分，不累加。", [sheet], [*every, part])


@workbook("62-depth-by-wide-blanks.xlsx", "SheetJS")
def indentation():
    sheet = Sheet("用水")
    sheet.put(0, 1, "用水情况（m³/d）")
    a = [Unit("胚布退浆", "前处理", tap=80.4, consumption=3, leakage=0.4), Unit("氧漂", "前处理", tap=121, consumption=5, leakage=0.6)]
    b = [Unit("平网印花", "印花", tap=66.6, consumption=2.2, leakage=0.3), Unit("蒸化", "印花", tap=18, consumption=11.5, leakage=0), Unit("水洗", "印花", tap=209.1, consumption=7.9, leakage=1.2)]
    c = [Unit("锅炉房", tap=77, consumption=66, leakage=1)]
    def head(name, units):
        return Raw({"name": name, **{key: number(add(units, key)) for key in ["tap", "circ", "consumption", "discharge", "leakage"]}})
    rows = [head("前处理", a), *[As(unit, {"name": "　　" + unit.name}) for unit in a], head("印花", b), *[As(unit, {"name": "　　" + unit.name}) for unit in b], *c,
            Total("全厂合计", a + b + c)]
    table(sheet, 1, 1, [("用水单元", "name"), ("自来水", "tap"), ("循环水", "circ"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失量", "leakage")], rows)
    return answered("用全角空格缩进表示层次", "工段行等于其下各行之和。", [sheet], a + b + c)


@workbook("63-depth-by-columns-and-unnamed-sums.xlsx", "openpyxl")
def stairs():
    sheet = Sheet("Sheet1")
    sheet.title(0, 0, 7, "水平衡测试汇总  单位：m³/d")
    sheet.put(1, 0, "用水单元")
    sheet.merge(1, 0, 1, 1)
    sheet.line(1, 2, ["新水量", "循环水量", "串联水量", "耗水量", "排水量", "漏失水量"])
    keys = ["intake", "circ", "series_in", "consumption", "discharge", "leakage"]
    shops = {
        "一车间": [Unit("配料", "一车间", unspecified=31.7, consumption=8.3, leakage=0.4), Unit("发酵罐（8只）", "一车间", unspecified=163.2, circ=2210, consumption=27.9, leakage=1.3)],
        "二车间": [Unit("板框压滤", "二车间", unspecified=57.4, consumption=2.6, leakage=0.7), Unit("离子交换柱", "二车间", unspecified=248.9, consumption=3.3, leakage=1.1), Unit("浓缩结晶", "二车间", unspecified=12.5, circ=1840, consumption=12.1, leakage=0.1)],
    }
    row = 2
    for shop, units in shops.items():
        sheet.put(row, 0, shop)
        row += 1
        for unit in units:
            sheet.put(row, 1, unit.name)
            sheet.line(row, 2, [number(unit[key]) for key in keys])
            row += 1
        sheet.line(row, 2, [number(add(units, key)) for key in keys])
        row += 1
    every = [unit for units in shops.values() for unit in units]
    sheet.put(row, 0, "总  计")
    sheet.merge(row, 0, row, 1)
    sheet.line(row, 2, [number(add(every, key)) for key in keys])
    return answered("车间在A栏、单元在B栏，小计没有名称", "表头“用水单元”合并两栏；无名称的行等于其上各行之和，不计为单元。", [sheet], every, [("subtotal_double_counted", "Sheet1!B6")])


@workbook("64-totals-on-top-and-a-wrong-one.xlsx", "rust_xlsxwriter")
def totals_everywhere():
    sheet = Sheet("全厂水平衡")
    sheet.put(0, 0, "计量单位：立方米/天")
    a = [Unit("洗米机", "原料车间", ground=44, consumption=2, leakage=0.5), Unit("浸米池", "原料车间", ground=126, consumption=11, leakage=1)]
    b = [Unit("蒸饭机", "酿造车间", ground=30, consumption=24, leakage=0.2), Unit("发酵罐冷却", "酿造车间", ground=90, circ=1300, consumption=28, leakage=0.8), Unit("洗坛", "酿造车间", ground=150, consumption=4, leakage=2)]
    rows = [Total("合计", a + b), Total("原料车间小计", a, wrong={"ground": 180, "discharge": 165.5}), *a, Total("酿造车间小计", b), *b]
    _, found = table(sheet, 1, 0, [("序号", "no"), ("用水单元", "name"), ("井水", "ground"), ("循环水", "circ"), ("耗水", "consumption"), ("排水", "discharge"), ("漏失", "leakage")], rows)
    for unit in a + b:
        unit.group = None
    return answered("合计在最上面，小计在各段上面，有一处小计写错", "原料车间小计的井水和排水写错，采用分项之和。", [sheet], a + b, [("total_mismatch", "全厂水平衡!" + a1(found[1], col)) for col in [2, 5]])


@workbook("65-idle-units-and-counts-in-names.ods", "SheetJS")
def idle():
    sheet = Sheet("设备用水")
    sheet.title(0, 0, 6, "主要用水设备水平衡（m³/d）")
    units = [Unit("1#蒸汽锅炉 4 t/h", unspecified=92, consumption=80, leakage=0.5), Unit("2#蒸汽锅炉 10t/h（备用）", unspecified=0), Unit("反渗透装置（2套，15 m³/h）", "水处理", unspecified=310, consumption=0, leakage=1.5),
             Unit("3#冷却塔 200m³/h", "冷却与真空", unspecified=88, circ=4800, consumption=71, leakage=0.4), Unit("真空泵12台", "冷却与真空", unspecified=64, circ=300, consumption=6, leakage=0.9), Unit("老漂洗线", "冷却与真空", unspecified=0)]
    rows = [units[0], As(units[1], {"intake": 0, "note": "停用"}), Text("—— 水处理 ——"), As(units[2], {"no": 5}), Text("—— 冷却与真空 ——"), As(units[3], {"no": 6}), None,
            As(units[4], {"no": 9}), As(units[5], {"no": 10, "intake": "停产", "circ": "停产", "consumption": "/", "discharge": "/", "leakage": "/"}), Total("合计", units)]
    _, found = table(sheet, 1, 0, [*SHORT, ("备注", "note")], rows)
    return answered("停用、备用设备和写在名称里的台数、出力", "停用的单元水量为零；“12台”“4 t/h”“2#”是名称的一部分；分隔行“—— 水处理 ——”是分组。", [sheet], units, [("assumed_zero", "设备用水!" + a1(found[8], 2))])


@workbook("66-workshop-column-and-equal-names.ods", "LibreOffice")
def workshop_column():
    sheet = Sheet("明细")
    sheet.title(0, 0, 8, "水平衡明细表")
    sheet.put(1, 8, "单位: m3/d")
    shops = [("提取车间", "主要生产", "merged"), ("合成车间", "主要生产", "repeated"), ("制剂车间", "主要生产", "blank"), ("动力车间", "辅助生产", "blank")]
    members = [
        [("清洗", 55, 2), ("提取罐", 120, 9), ("清洗", 31, 1)], [("清洗", 77, 3), ("反应釜", 64, 8)], [("清洗", 42.5, 2), ("洗瓶机", 118, 3), ("纯化水制备", 160, 0)], [("冷却塔", 83, 60), ("空压机", 12, 7)]]
    cols = [("车间", "group"), ("用水性质", "category"), ("用水单元", "name"), ("自来水", "tap"), ("循环水量", "circ"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage"), ("计量方式", "note")]
    row = sheet.headers(2, 0, [path for path, _ in cols])
    every = []
    for (shop, category, how), names in zip(shops, members):
        for at, (name, tap, used) in enumerate(names):
            unit = Unit(name, shop, tap=tap, circ=700 if name == "冷却塔" else 0, consumption=used, leakage=0.5)
            every.append(unit)
            sheet.line(row, 0, [shop if at == 0 or how == "repeated" else None, category if at == 0 else None, name, *[number(unit[key]) for key in ["tap", "circ", "consumption", "discharge", "leakage"]], "水表"])
            row += 1
        if how == "merged":
            sheet.merge(row - len(names), 0, row - 1, 0)
    sheet.put(row, 0, "合计")
    sheet.merge(row, 0, row, 2)
    sheet.line(row, 3, [number(add(every, key)) for key in ["tap", "circ", "consumption", "discharge", "leakage"]])
    return answered("车间栏有合并、有重复、有空白，各车间有同名单元", "提取车间内有两个“清洗”，都保留并提示。", [sheet], every, [("duplicate_unit", "明细!C4")])


@workbook("67-plants-that-hand-water-on.xlsx", "rust_xlsxwriter")
def plants():
    sheet = Sheet("水平衡")
    sheet.title(0, 0, 14, "水平衡测试汇总表")
    sheet.put(1, 0, "单位：m³/d")
    cols = [("用水单元", "name"), ("输入/自来水", "tap"), ("输入/外购蒸汽", "steam"), ("输入/软水供入", "distributed_in"), ("输入/串联用水", "series_in"), ("输入/回用水", "reuse"),
            ("输入/冷凝水回用", "condensate"), ("循环水量", "circ"), ("输出/软水供出", "distributed_out"), ("输出/串联供出", "series_out"), ("输出/耗水", "consumption"), ("输出/排水", "discharge"), ("输出/漏失", "leakage"), ("备注", "note")]
    units = [Unit("软水站", tap=400, distributed_out=360, leakage=1), Unit("锅炉", distributed_in=210, condensate=95, consumption=289, leakage=1), Unit("染色机", distributed_in=150, tap=520, steam=64, reuse=0, series_out=0, consumption=31, leakage=3),
             Unit("漂洗槽A", tap=180, series_out=150, consumption=6, leakage=1), Unit("漂洗槽B", series_in=150, consumption=4, leakage=0), Unit("预洗", reuse=300, consumption=7, leakage=1), Unit("循环冷却塔", tap=70, circ=3200, consumption=55, leakage=0)]
    rows = [As(unit, {"note": {"漂洗槽A": "排水供漂洗槽B使用"}.get(unit.name)}) for unit in units] + [Total("合计", units)]
    table(sheet, 2, 0, cols, rows)
    return answered("软水站供出、外购蒸汽、冷凝水、串联和回用", "软水在软水站取一次，不在用户处重复计为取水。", [sheet], units)


@workbook("68-a-unit-with-discharge-only.xlsx", "SheetJS")
def discharge_only():
    sheet = Sheet("平衡")
    sheet.put(0, 0, "单位：m³/d")
    units = [Unit("生产车间", tap=240, consumption=20, leakage=2), Unit("职工生活", tap=30, consumption=4, leakage=0), Unit("初期雨水池", closes=False, discharge=15)]
    rows = [units[0], units[1], Raw({"no": 3, "name": "初期雨水池", "discharge": 15}), Total("合计", units)]
    table(sheet, 1, 0, [("序号", "no"), ("用水单元", "name"), ("取水量", "tap"), ("循环水量", "circ"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")], rows)
    for unit in units:
        unit.flows["unspecified"] = unit.flows.pop("tap", Decimal(0))
    return answered("只有排水量的单元", "初期雨水池没有取水，只有排水：保留，并指出不平衡。", [sheet], units, [("unit_not_closed", "平衡!B5")])


@workbook("69-a-wrong-subtotal-and-a-wrong-total.xlsx", "openpyxl")
def wrong_totals():
    sheet = Sheet("水量平衡表")
    sheet.title(0, 0, 6, "水量平衡表（m³/d）")
    a = [Unit("制浆", unspecified=300, consumption=20, leakage=3), Unit("抄纸", unspecified=520, circ=4000, consumption=41, leakage=5)]
    b = [Unit("锅炉", unspecified=120, consumption=100, leakage=1), Unit("污水处理站", unspecified=8, consumption=1, leakage=0)]
    every = a + b
    rows = [*a, Total("生产小计", a, wrong={"discharge": 715}), *b, Total("辅助小计", b), Total("全厂合计", every, wrong={"intake": 984})]
    _, found = table(sheet, 1, 0, SHORT, rows)
    return answered("小计与合计各有一格写错", "都指出写明的数和分项之和，采用分项之和。", [sheet], every,
                [("total_mismatch", "水量平衡表!" + cell) for cell in [a1(found[2], 5), a1(found[6], 2)]])

