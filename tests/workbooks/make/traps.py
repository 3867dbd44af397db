"""Tables that give the same water once more, or the same names for other water."""

from decimal import Decimal

from layout import Sheet, Unit, add, answered, number
from table import As, Raw, Text, Total, table
from theme import workbook

COLUMNS = [("用水单元", "name"), ("自来水", "tap"), ("循环水量", "circ"), ("耗水量", "consumption"),
           ("排水量", "discharge"), ("漏失水量", "leakage")]
KEYS = [key for _, key in COLUMNS[1:]]


def units(group=None):
    return [Unit("漂洗", group, tap=120, consumption=6, leakage=1), Unit("染色", group, tap=310, consumption=14, leakage=2),
            Unit("冷却", group, tap=55, circ=1600, consumption=40, leakage=1)]


def utilities(group=None):
    return [Unit("锅炉", group, tap=80, consumption=70, leakage=1), Unit("空压机", group, tap=20, circ=300, consumption=12, leakage=0)]


def head(name, parts, factor=1, places=1, **more):
    """A row that carries the sum of units, times a factor."""
    sums = {key: number(add(parts, key) * Decimal(str(factor)), places) for key in KEYS}
    return Raw({"name": name, **sums, **more})


def scaled(unit, factor):
    return As(unit, {key: number(unit[key] * Decimal(str(factor)), 2) for key in KEYS})


def one(rows):
    sheet = Sheet("水平衡")
    sheet.put(0, 0, "单位：m³/d")
    _, found = table(sheet, 1, 0, COLUMNS, rows)
    return sheet, found


@workbook("76-seasons-as-sections.xlsx", "SheetJS")
def seasons():
    every = units()
    rows = [Text("夏季"), *every, head("夏季合计", every), Text("冬季"), *[scaled(unit, "0.5") for unit in every], head("冬季合计", every, "0.5")]
    sheet, found = one(rows)
    return answered("夏、冬两季上下分段", "同一批单元在夏季、冬季两段中各列一次，彼此不能相加：采用夏季，并说明冬季各行未采用。", [sheet], every,
                    [("row_ignored", f"水平衡!A{found[6] + 1}")])


@workbook("77-daily-and-yearly-tables.xlsx", "LibreOffice")
def day_and_year():
    sheet, every, days = Sheet("水平衡"), units(), 300
    sheet.put(0, 0, "表1 日水平衡表（m³/d）")
    row, _ = table(sheet, 1, 0, COLUMNS, [*every, head("合计", every)])
    sheet.put(row + 1, 0, f"表2 年水平衡表（m³/a，全年{days}天）")
    table(sheet, row + 2, 0, COLUMNS, [*every, Total("合计", every)], factor=Decimal(days), places=0)
    return answered("同一张表上有日表和年表", "年表是日表乘以三百天，同一水量不读两次。", [sheet], every, days=days)


@workbook("78-yearly-rows-below-the-total.xlsx", "openpyxl")
def yearly_rows():
    every = units()
    sheet, _ = one([*every, head("合计", every), head("年用水量（m³/a）", every, 330, 0), head("折合万m³/a", every, "0.033", 2), Raw({"name": "占比（%）", "tap": 100})])
    return answered("合计下面有年水量和折合万m³的行", "这两行是合计的另一计量单位，不是用水单元。", [sheet], every)


@workbook("79-two-plants-with-equal-units.xls", "LibreOffice")
def two_plants():
    sheets, every = [], []
    for name, share in [("南厂", "1"), ("北厂", "1.3")]:
        mine = units(name)
        for unit in mine:
            unit.flows = {key: value * Decimal(share) for key, value in unit.flows.items()}
        sheet = Sheet(name)
        sheet.put(0, 0, "水平衡表 单位：m³/d")
        table(sheet, 1, 0, COLUMNS, [*mine, Total("合计", mine)], places=2)
        sheets.append(sheet)
        every += mine
    return answered("两个厂区各一张表，单元同名", "不是同一批单元的两个时段：两表都计入。", sheets, every)


@workbook("80-numbered-sheets.xlsb", "SheetJS")
def numbered_sheets():
    sheets, every = [], []
    for at, name in enumerate(["漂染车间", "印花车间", "整理车间"]):
        mine = [Unit(f"{name[0]}机{place}", name, tap=30 + at * 11 + place * 3, consumption=2, leakage=1) for place in range(1, 4)]
        sheet = Sheet(str(at + 1))
        sheet.title(0, 0, 4, f"{name}用水情况表")
        sheet.put(1, 5, "m³/d")
        table(sheet, 2, 0, COLUMNS, [*mine, head("合计", mine)])
        sheets.append(sheet)
        every += mine
    return answered("工作表只叫1、2、3", "车间名在各表的题目里；计量单位单独写在一格。", sheets, every)


@workbook("81-of-which-on-a-line-of-its-own.xlsx", "rust_xlsxwriter")
def of_which_line():
    wash, cool = units()[0], units()[2]
    vats = [Unit("1号缸", "染色", tap=110, consumption=5, leakage=1), Unit("2号缸", "染色", tap=200, consumption=9, leakage=1)]
    every = [wash, *vats, cool]
    sheet, _ = one([wash, head("染色", vats), Text("其中："), *[As(unit, {"name": "    " + unit.name}) for unit in vats], cool, head("合计", every)])
    return answered("“其中：”单独占一行", "下面两行缩进，合起来就是上面的染色。", [sheet], every)


@workbook("82-two-tables-and-a-total-of-both.ods", "SheetJS")
def total_of_both():
    first, second = units(), utilities()
    sheet = Sheet("水平衡")
    sheet.put(0, 0, "单位：m³/d")
    row, _ = table(sheet, 1, 0, COLUMNS, [*first, head("小计", first)])
    row, _ = table(sheet, row + 1, 0, COLUMNS, [*second, head("小计", second)])
    sheet.line(row + 1, 0, ["总计", *[number(add(first + second, key)) for key in KEYS]])
    return answered("两段各有表头和小计，末行是两段的总计", "总计与两段之和相符。", [sheet], first + second)


@workbook("83-groups-over-units-without-merging.csv", "csv")
def groups_across():
    sheet = Sheet("水平衡")
    every = [Unit("退煮漂", "前处理", tap=300, consumption=12, leakage=2), Unit("丝光", "前处理", tap=200, consumption=8, leakage=1),
             Unit("染缸", "染色", tap=500, reuse=100, consumption=25, leakage=4)]
    sheet.put(0, 0, "单位 m3/d")
    sheet.line(1, 0, ["", "前处理", "", "染色", "合计"])
    sheet.line(2, 0, ["用水项目", *[unit.name for unit in every]])
    for at, (word, key) in enumerate([("取水量", "tap"), ("　其中：自来水", "tap"), ("回用水量", "reuse"), ("循环水量", "circ"),
                                      ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]):
        sheet.line(3 + at, 0, [word, *[number(unit[key]) for unit in every], number(add(every, key))])
    return answered("转置表存为csv，车间名只写在第一格", "单元横向排列，合并已丢失。", [sheet], every)


@workbook("84-days-and-a-mean-on-sheets.xlsx", "openpyxl")
def days_and_mean():
    sheets, every = [], units()
    for name, share in [("第1天", "0.9"), ("第2天", "1.1"), ("第3天", "1"), ("平均值", "1")]:
        sheet = Sheet(name)
        sheet.put(0, 0, f"水平衡测试（{name}） m³/d")
        table(sheet, 1, 0, COLUMNS, [*[scaled(unit, share) for unit in every], head("合计", every, share, 2)])
        sheets.append(sheet)
    return answered("三天各一张表，另有平均值表", "采用平均值；三天的表不相加。", sheets, every,
                    [("sheet_ignored", f"“{name}”") for name in ["第1天", "第2天", "第3天"]])


@workbook("85-stacked-workshops-and-their-sum.xlsx", "LibreOffice")
def stacked():
    sheet, row, every, rows = Sheet("水平衡"), 0, [], []
    shops = {"一车间": units("一车间")[:2], "二车间": [Unit("漂洗", "二车间", tap=70, circ=500, consumption=22, leakage=0), Unit("烘干", "二车间", tap=9, consumption=9, leakage=0)],
             "公用工程": utilities("公用工程")}
    for name, mine in shops.items():
        sheet.put(row, 0, f"{name}水平衡表（m³/d）")
        row, _ = table(sheet, row + 1, 0, COLUMNS, [*mine, head("合计", mine)])
        row += 1
        every += mine
        rows.append(head(name, mine))
    sheet.put(row, 0, "全厂水平衡汇总表（m³/d）")
    table(sheet, row + 1, 0, COLUMNS, [*rows, head("总计", every)])
    return answered("各车间的表上下排列，最后是汇总表", "汇总表只作校核。一、二车间有同名单元。", [sheet], every)


@workbook("86-total-in-the-column-of-numbers.xls", "BIFF5")
def total_in_numbers():
    sheet, every = Sheet("水平衡"), units() + utilities()
    sheet.put(0, 0, "单位：m³/d")
    sums = lambda word, parts: Raw({"no": word, **{key: number(add(parts, key)) for key in KEYS}})
    row, found = table(sheet, 1, 0, [("序号", "no"), *COLUMNS], [*every[:3], sums("小计", every[:3]), *every[3:], sums("合 计", every)])
    for at in (found[3], found[-1]):
        sheet.merge(at, 0, at, 1)
    return answered("合计写在序号栏，合并两栏", "BIFF5，代码页936。", [sheet], every)


@workbook("87-headers-in-two-languages.xlsx", "rust_xlsxwriter")
def two_languages():
    sheet, every = Sheet("Water balance"), units()
    sheet.put(0, 0, "Unit: m3/d")
    heads = ["用水单元 Unit", "自来水 Tap water", "循环水量 Recirculated", "耗水量 Consumption", "排水量 Discharge", "漏失水量 Leakage"]
    table(sheet, 1, 0, list(zip(heads, [key for _, key in COLUMNS])), [*every, head("合计 Total", every)])
    return answered("中英文对照的表头", "“合计 Total”是合计行。", [sheet], every)


@workbook("88-subtotals-gathered-at-the-end.xlsx", "openpyxl")
def gathered():
    kinds = [("主要生产用水小计", units()), ("辅助生产用水小计", utilities()[:1]), ("附属生产用水小计", [Unit("食堂", tap=20, consumption=4, leakage=0)])]
    every = [unit for _, mine in kinds for unit in mine]
    sheet, _ = one([*every, *[head(name, mine) for name, mine in kinds], head("全厂合计", every)])
    return answered("三个分类小计都放在表尾", "各小计对应前面的一段单元，其中一个只对应一个单元。", [sheet], every)


@workbook("89-parts-of-the-total-below-it.ods", "LibreOffice")
def parts_of_total():
    every = units()
    sheet, _ = one([*every, head("合计", every), Raw({"name": "其中：生产用水", "tap": 430, "consumption": 20}), Raw({"name": "      冷却用水", "tap": 55, "consumption": 40})])
    return answered("合计下面再分“其中”", "两行是合计的组成，不是用水单元。", [sheet], every)


@workbook("90-a-copy-in-another-unit.xlsx", "LibreOffice")
def other_unit():
    sheets, every, days = [], units(), 330
    for name, share, places, caption in [("水平衡", 1, 1, "单位：m³/d"), ("水平衡（万吨）", Decimal(days) / 10000, 3, f"单位：万t/a  年运行{days}天")]:
        sheet = Sheet(name)
        sheet.put(0, 0, caption)
        table(sheet, 1, 0, COLUMNS, [*every, Total("合计", every)], factor=Decimal(share), places=places)
        sheets.append(sheet)
    return answered("同一张表另有万t/a的副本", "副本四舍五入到三位小数；只读一次。", sheets, every, [("sheet_ignored", "“水平衡（万吨）”")], days)


@workbook("91-a-draft-and-the-final.xls", "SheetJS", kind="biff8")
def versions():
    sheets, every = [], units()
    for name, share in [("水平衡表（初稿）", "1.2"), ("水平衡表（终稿）", "1")]:
        sheet = Sheet(name)
        sheet.put(0, 0, "单位：m³/d")
        table(sheet, 1, 0, COLUMNS, [*every, Total("合计", every)], factor=Decimal(share), places=2)
        sheets.append(sheet)
    return answered("初稿和终稿各一张表", "采用终稿。", sheets, every, [("sheet_ignored", "“水平衡表（初稿）”")])


@workbook("92-an-example-to-fill-in.xlsx", "SheetJS")
def example():
    shown = Sheet("填写示例")
    shown.put(0, 0, "示例（请勿修改） 单位：m³/d")
    table(shown, 1, 0, COLUMNS, [Unit("示例车间", tap=10, consumption=1, leakage=0), Unit("示例锅炉", tap=20, consumption=15, leakage=0)])
    sheet, every = Sheet("填报表"), units()
    sheet.put(0, 0, "单位：m³/d")
    table(sheet, 1, 0, COLUMNS, [*every, Total("合计", every)])
    return answered("填写示例在前，填报表在后", "示例中的单元不是本企业的用水。", [shown, sheet], every, [("sheet_ignored", "“填写示例”")])


@workbook("93-of-which-merged-beside-its-rows.xlsx", "openpyxl")
def of_which_merged():
    sheet = Sheet("水平衡")
    sheet.put(0, 0, "单位：m³/d")
    sheet.put(1, 0, "用水单元")
    sheet.merge(1, 0, 1, 1)
    sheet.line(1, 2, [word for word, _ in COLUMNS[1:]])
    wash, cool = units()[0], units()[2]
    vats = [Unit("1号缸", "染色", tap=110, consumption=5, leakage=1), Unit("2号缸", "染色", tap=200, consumption=9, leakage=1)]
    every = [wash, *vats, cool]
    for row, (col, name, mine) in enumerate([(0, "漂洗", [wash]), (0, "染色", vats), (1, "1号缸", vats[:1]), (1, "2号缸", vats[1:]), (0, "冷却", [cool]), (0, "合计", every)]):
        sheet.put(2 + row, col, name)
        sheet.line(2 + row, 2, [number(add(mine, key)) for key in KEYS])
    sheet.put(4, 0, "其中")
    sheet.merge(4, 0, 5, 0)
    return answered("“其中”合并在两行的左侧", "两只染缸合起来是上面的染色。", [sheet], every)


@workbook("94-quarters-and-the-mean-of-the-year.xlsx", "rust_xlsxwriter")
def quarters():
    sheet, every = Sheet("水平衡"), units()
    sheet.put(0, 0, "单位：m³/d")
    sheet.put(1, 0, "用水单元")
    sheet.merge(1, 0, 2, 0)
    for at, (name, share) in enumerate([("一季度", "0.8"), ("二季度", "1.1"), ("三季度", "1.2"), ("四季度", "0.9"), ("全年平均", "1")]):
        left = 1 + 5 * at
        sheet.put(1, left, name)
        sheet.merge(1, left, 1, left + 4)
        for place, (word, key) in enumerate(COLUMNS[1:]):
            sheet.put(2, left + place, word)
            for row, unit in enumerate(every):
                sheet.put(3 + row, left + place, number(unit[key] * Decimal(share), 2))
    for row, unit in enumerate(every):
        sheet.put(3 + row, 0, unit.name)
    return answered("四个季度和全年平均左右并列", "采用全年平均，各季度不相加。", [sheet], every, [("sheet_ignored", "水平衡!B3")])


@workbook("95-forms-of-inflow-beside-outflow.xlsx", "LibreOffice")
def forms():
    sheets, every = [], units()
    for unit in every:
        sheet = Sheet(unit.name)
        sheet.title(0, 0, 3, "用水单元水平衡测试表")
        sheet.line(1, 0, ["单元名称：", unit.name, "单位：", "m³/d"])
        sheet.line(2, 0, ["输入", "水量", "输出", "水量"])
        sheet.line(3, 0, ["自来水", number(unit["tap"]), "耗水量", number(unit["consumption"])])
        sheet.line(4, 0, ["循环水量", number(unit["circ"]), "排水量", number(unit["discharge"])])
        sheet.line(5, 2, ["漏失水量", number(unit["leakage"])])
        sheets.append(sheet)
    return answered("一单元一表，左为输入、右为输出", "“自来水”“循环水量”是水量的名称，不是用水单元；单元名就是工作表名。", sheets, every)


@workbook("96-a-table-of-one-row-for-each-unit.xls", "LibreOffice")
def tables_of_one_row():
    sheet, row, every = Sheet("水平衡"), 1, units()
    sheet.put(0, 0, "单位：m³/d")
    for unit in every:
        sheet.put(row, 0, f"{unit.name}用水平衡")
        sheet.line(row + 1, 0, ["项目", *[word for word, _ in COLUMNS[1:]]])
        sheet.line(row + 2, 0, ["水量", *[number(unit[key]) for key in KEYS]])
        row += 4
    return answered("每个单元一张只有一行的表", "单元名在各表的题目里。", [sheet], every)


@workbook("97-notes-with-numbers-in-cells.ods", "SheetJS")
def notes():
    sheet, every = Sheet("水平衡"), units()
    sheet.put(0, 0, "填报单位（盖章）：湖州示例食品有限公司")
    sheet.put(0, 4, "计量单位：立方米/日")
    row, _ = table(sheet, 1, 0, COLUMNS, [every[0], Text("注：漂洗水量按水表读数，含3次换水。"), *every[1:], head("合  计", every)])
    sheet.line(row, 0, ["单位负责人：张某", None, "填表人：李某", None, "联系电话：0572-1234567"])
    sheet.line(row + 1, 0, ["填报日期：2024年6月30日"])
    sheet.line(row + 3, 0, ["附注", "1", "表中自来水为市政管网水", "2", "循环水量按泵流量计"])
    return answered("夹在行间的说明，和分格写有序号的附注", "附注一行有“1”“2”两格，不是水量。", [sheet], every)


@workbook("98-three-levels-of-numbers.xlsx", "SheetJS")
def three_levels():
    first = [Unit("除油", "前处理线", tap=20, consumption=1, leakage=0), Unit("酸洗", "前处理线", tap=30, consumption=2, leakage=0)]
    second = [Unit("镀铜", "电镀线", tap=44, consumption=3, leakage=1), Unit("镀镍", "电镀线", tap=55, consumption=3, leakage=0)]
    third = utilities("公用")
    # Sums that stand below another sum are told, and not added once more.
    middle = [Unit(name, "生产", closes=False, **{key: add(parts, key) for key in KEYS}) for name, parts in [("前处理线", first), ("电镀线", second)]]
    for unit in middle:
        unit.of_which = True
    numbered = lambda parts: [As(unit, {"name": f"{at}、{unit.name}"}) for at, unit in enumerate(parts, 1)]
    sheet, _ = one([head("Ⅰ、生产", first + second), head("（一）前处理线", first), *numbered(first), head("（二）电镀线", second), *numbered(second),
                    head("Ⅱ、公用", third), *numbered(third), head("总计", first + second + third)])
    return answered("Ⅰ、（一）1、三层编号，上两层都写有合计", "上层的数等于下层之和，不重复计入。", [sheet], first + second + third + middle)


@workbook("99-as-designed-and-as-measured.xlsx", "openpyxl")
def designed():
    sheet, every = Sheet("水平衡"), units()
    sheet.put(0, 0, "单位：m³/d")
    sheet.put(1, 0, "用水单元")
    sheet.merge(1, 0, 2, 0)
    for at, (word, key) in enumerate(COLUMNS[1:]):
        left = 1 + 2 * at
        sheet.put(1, left, word)
        sheet.merge(1, left, 1, left + 1)
        sheet.line(2, left, ["设计值", "实测值"])
        for row, unit in enumerate(every):
            sheet.line(3 + row, left, [number(unit[key] * Decimal("1.5"), 2), number(unit[key])])
    for row, unit in enumerate(every):
        sheet.put(3 + row, 0, unit.name)
    return answered("每项水量下有设计值和实测值", "采用实测值。", [sheet], every, [("sheet_ignored", "水平衡!B3")])
