"""Books of several tables: on one sheet, on several sheets, in several periods."""

from decimal import Decimal

from layout import answered, Sheet, Unit, a1, add, number, without
from theme import workbook
from table import SHORT, STANDARD, As, Raw, Text, Total, table


@workbook("50-three-tables-below-each-other.xlsx", "openpyxl")
def three_blocks():
    sheet = Sheet("水平衡")
    one = [
        Unit("高温染色机（12台）", tap=0, surface=640.5, series_in=88, series_out=120, consumption=21.4, leakage=3.1),
        Unit("溢流染色机", surface=318.2, consumption=9.8, leakage=1.2),
        Unit("水洗机", surface=204, series_in=120, consumption=6.3, leakage=0.9),
    ]
    two = [
        Unit("2#锅炉（10 t/h）", "公用工程", tap=96.5, condensate=62, consumption=141.2, leakage=0.8),
        Unit("循环冷却塔", "公用工程", tap=58, circ=2600, consumption=39.5, leakage=0.5),
    ]
    three = [
        Unit("办公楼", tap=12.4, consumption=2.1, leakage=0.2),
        Unit("食堂", tap=9.6, consumption=3.3, leakage=0.1),
    ]
    sheet.title(0, 0, 8, "浙江示例印染有限公司水平衡测试结果")
    sheet.put(1, 0, "测试日期：2024年6月11日—13日")
    sheet.put(2, 0, "一、生产用水（单位：m³/d）")
    row, _ = table(sheet, 3, 0, [
        ("设备名称", "name"), ("河水", "surface"), ("串联受入", "series_in"), ("串联供出", "series_out"),
        ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失量", "leakage")], [*one, Total("小计", one)])
    sheet.put(row + 1, 0, "二、公用工程用水（单位：m³/d）")
    row, _ = table(sheet, row + 2, 0, [
        ("序号", "no"), ("系统", "name"), ("自来水", "tap"), ("循环水量", "circ"), ("冷凝水回用量", "condensate"),
        ("蒸发及损耗", "consumption"), ("排污", "discharge"), ("漏失", "leakage")], [*two, Total("小计", two)])
    sheet.put(row + 1, 0, "三、生活用水（单位：m³/d）")
    row, _ = table(sheet, row + 2, 0, [
        ("用水点", "name"), ("自来水", "tap"), ("损耗", "consumption"), ("生活污水", "discharge"), ("漏失", "leakage")],
        [*three, Total("小计", three)])
    sheet.put(row + 1, 0, "注：表中数据为三天实测平均值。")
    sheet.put(row + 2, 0, "填表人：")
    sheet.put(row + 2, 3, "审核人：")
    without(three, "circ")
    return answered("一张表上三段，表头各不相同", "生产、公用工程、生活三段上下排列，各有题目、表头和小计；串联水只有供出和受入的一部分，两者不符。", [sheet], one + two + three,
                [("value_missing", "水平衡!A17"), ("series_mismatch", "水平衡!C5")])


@workbook("51-two-workshops-side-by-side.xlsx", "SheetJS")
def side_by_side():
    sheet = Sheet("车间用水")
    left = [Unit("打浆机", unspecified=180.5, reuse=220, consumption=8.5, leakage=1),
            Unit("1#纸机", unspecified=412, reuse=960.4, circ=3400, consumption=36.6, leakage=2.2),
            Unit("2#纸机", unspecified=388, reuse=845.1, circ=3100, consumption=33.9, leakage=2.1)]
    right = [Unit("涂布机", unspecified=46.2, consumption=11.8, leakage=0.4),
             Unit("复卷机", unspecified=5.5, consumption=1.5, leakage=0),
             Unit("真空泵", unspecified=92, circ=640, consumption=12.1, leakage=0.7),
             Unit("空压站", unspecified=21.6, circ=510, consumption=8.7, leakage=0.2)]
    cols = [("用水单元", "name"), ("新鲜水", "intake"), ("循环水", "circ"), ("回用水", "reuse"),
            ("耗水", "consumption"), ("排水", "discharge"), ("漏失", "leakage")]
    sheet.title(0, 1, 15, "各车间日用水情况（单位：立方米/日）")
    sheet.title(2, 1, 7, "造纸车间")
    sheet.title(2, 9, 15, "后加工车间")
    table(sheet, 3, 1, cols, [*left, Total("合计", left)])
    table(sheet, 3, 9, cols, [*right, Total("合计", right)])
    sheet.put(9, 1, "说明：回用水为白水处理后回用。")
    for unit in left:
        unit.group = "造纸车间"
    for unit in right:
        unit.group = "后加工车间"
    return answered("两个车间左右并列", "中间空一列；各有自己的题目，行数不同，下面有说明。", [sheet], left + right)


@workbook("52-pages-with-repeated-headers.xls", "LibreOffice")
def printed_pages():
    sheet = Sheet("水平衡表")
    names = ["配料釜", "合成釜A", "合成釜B", "精馏塔", "洗涤塔", "离心机", "压滤机", "干燥机", "真空机组", "尾气吸收塔", "罐区喷淋", "地面冲洗"]
    units = [Unit(name, tap=10 + 7 * at, surface=exactly(13.4, at, 5.3), circ=0 if at % 3 else 120 + 15 * at,
                  series_in=0, consumption=number(Decimal("1.7") * (at + 1)), leakage=number(Decimal("0.1") * at))
             for at, name in enumerate(names)]
    cols = [("序号", "no"), ("用水单元", "name"), ("取水量/自来水", "tap"), ("取水量/地表水", "surface"),
            ("循环水量", "circ"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage"), ("备注", "note")]
    row = 0
    for page in range(3):
        mine = units[page * 4 : page * 4 + 4]
        sheet.title(row, 0, 8, "水平衡测试统计表" + ("（续）" if page else ""))
        sheet.put(row + 1, 0, "企业名称：杭州示例化工有限公司")
        sheet.put(row + 1, 6, "单位：m³/d")
        head = sheet.headers(row + 2, 0, [path for path, _ in cols])
        sheet.line(head, 0, ["甲", "乙", 1, 2, 3, 4, 5, 6, "丙"])
        rows = [*mine, Total("本页小计", mine)]
        if page == 2:
            rows.append(Total("合计", units))
        row, _ = table(sheet, head + 1, 0, cols, rows, head=False, start=page * 4 + 1)
        sheet.put(row, 0, f"第 {page + 1} 页 共 3 页")
        row += 2
    return answered("分三页打印，每页重复表头", "每页有题目、列号行（甲 乙 1 2 3）、表头和本页小计，末页才有合计。", [sheet], units)


def exactly(first, at, step):
    return number(Decimal(str(first)) + Decimal(str(step)) * at)


@workbook("53-units-across-with-subtotals.xlsx", "openpyxl")
def transposed():
    sheet = Sheet("转置")
    one = [Unit("退浆机", "前处理", surface=126.4, consumption=5.1, leakage=0.7, series_in=60),
           Unit("丝光机", "前处理", surface=230.8, consumption=7.6, leakage=1.1, series_out=60)]
    two = [Unit("轧染机", "染色", surface=310, steam=22.5, consumption=14.9, leakage=1.4),
           Unit("卷染机", "染色", surface=148.6, steam=9.3, consumption=6.2, leakage=0.6),
           Unit("皂洗机", "染色", surface=205.5, reuse=110, consumption=4.4, leakage=0.9)]
    rows = [("河水", "surface"), ("外购蒸汽", "steam"), ("串联水量", "series_in"), ("回用水量", "reuse"),
            ("串联供出", "series_out"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]
    sheet.title(0, 0, 9, "各用水单元水量表")
    sheet.put(2, 0, "项目")
    sheet.put(2, 1, "计量单位")
    sheet.merge(2, 0, 3, 0)
    sheet.merge(2, 1, 3, 1)
    across = [("前处理车间", [*one, "小计"], one), ("染色车间", [*two, "小计"], two)]
    col = 2
    columns = []
    for group, members, units in across:
        sheet.put(2, col, group)
        sheet.merge(2, col, 2, col + len(members) - 1)
        for member in members:
            sheet.put(3, col, member if isinstance(member, str) else member.name)
            columns.append((col, units if isinstance(member, str) else [member]))
            col += 1
    sheet.put(2, col, "全厂合计")
    sheet.merge(2, col, 3, col)
    columns.append((col, one + two))
    for at, (word, key) in enumerate(rows):
        sheet.put(4 + at, 0, word)
        sheet.put(4 + at, 1, "m³/d")
        for col, units in columns:
            sheet.put(4 + at, col, number(add(units, key)))
    for unit in one:
        unit.group = "前处理车间"
    for unit in two:
        unit.group = "染色车间"
    return answered("转置表，车间小计夹在单元之间", "用水单元横向排列，水量纵向排列并有计量单位栏，车间名合并居上。", [sheet], one + two)


@workbook("54-workshop-sheets-and-summary-in-wan.xlsx", "LibreOffice")
def linked_summary():
    shops = {
        "打浆车间": [Unit("碎浆机", unspecified=220, reuse=300, consumption=12, leakage=2),
                     Unit("除渣器", unspecified=64, reuse=90, consumption=3, leakage=1)],
        "抄纸车间": [Unit("网部", unspecified=410, reuse=1200, consumption=30, leakage=4),
                     Unit("压榨部", unspecified=150, reuse=260, consumption=9, leakage=1),
                     Unit("烘干部", unspecified=36, consumption=34, leakage=0)],
        "动力车间": [Unit("锅炉", unspecified=310, consumption=268, leakage=3),
                     Unit("空压机循环水", unspecified=45, circ=900, consumption=30, leakage=1)],
        "后勤": [Unit("宿舍楼", unspecified=52, consumption=7, leakage=2),
                 Unit("食堂", unspecified=18, consumption=6, leakage=0)],
    }
    days = 335
    cols = [("工序", "name"), ("取水量", "intake"), ("循环水量", "circ"), ("回用水量", "reuse"),
            ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]
    sheets = []
    total = Sheet("汇总表")
    total.title(0, 0, 6, "全厂水平衡汇总表")
    total.put(1, 0, f"年运行天数：{days}天")
    total.put(1, 5, "单位：万m³/a")
    rows = []
    for name, units in shops.items():
        for unit in units:
            unit.group = name
        rows.append(Unit(name, closes=False, **{key: add(units, key) for key in
                    ["unspecified", "circ", "reuse", "consumption", "discharge", "leakage"]}))
    everything = [unit for units in shops.values() for unit in units]
    table(total, 2, 0, [("车间", "name"), *cols[1:]], [*rows, Total("全厂合计", everything)])
    for col in range(1, 7):
        letter = chr(ord("A") + col)
        for down, (name, units) in enumerate(shops.items()):
            total.put(3 + down, col, f"=ROUND({name}!{letter}{len(units) + 4}*{days}/10000,3)")
        total.put(3 + len(shops), col, f"=SUM({letter}4:{letter}{3 + len(shops)})")
    sheets.append(total)
    for name, units in shops.items():
        sheet = Sheet(name)
        sheet.put(0, 0, f"{name}用水表")
        sheet.put(1, 0, "单位：m³/d")
        table(sheet, 2, 0, cols, [*units, Total("合计", units)])
        sheets.append(sheet)
    return answered("一车间一表，另有万m³/a的汇总表", "汇总表把各车间合计折成万m³/a并保留三位小数，只作校核，不重复计入。", sheets, everything, days=days)


@workbook("55-a-copy-and-a-hidden-archive.xlsb", "SheetJS")
def copies_and_archive():
    units = [Unit("泡料池", ground=86.5, consumption=4.1, leakage=0.6), Unit("蒸煮锅（6口）", ground=42.2, consumption=20.9, leakage=0.3),
             Unit("洗瓶机", ground=155, reuse=40, consumption=5.6, leakage=1.4), Unit("杀菌机", ground=61, circ=480, consumption=9.2, leakage=0.5)]
    cols = [("用水单元", "name"), ("地下水", "ground"), ("循环水", "circ"), ("回用水", "reuse"), ("耗水", "consumption"),
            ("排水", "discharge"), ("漏损", "leakage")]
    sheets = []
    for name, factor, hidden in [("水平衡表", 1, False), ("水平衡表 (2)", 1, False), ("2021年存档", Decimal("1.25"), True)]:
        sheet = Sheet(name, hidden=hidden)
        sheet.put(0, 0, "水平衡表（单位：m³/d）")
        table(sheet, 1, 0, cols, [*units, Total("合计", units)], places=2, factor=Decimal(factor))
        sheets.append(sheet)
    return answered("同一张表的副本和隐藏的存档", "“水平衡表 (2)”与前表相同；2021年的存档在隐藏的工作表中，水量不同。", sheets, units,
                [("sheet_ignored", "“水平衡表 (2)”"), ("hidden_ignored", "“2021年存档”")])


@workbook("56-three-years-side-by-side.ods", "LibreOffice")
def years():
    sheet = Sheet("近三年水平衡")
    units = [Unit("浸渍", tap=33.1, consumption=2.6, leakage=0.4), Unit("脱灰软化", tap=51.9, consumption=2.2, leakage=0.5),
             Unit("鞣制", tap=24.7, series_in=0, consumption=3.9, leakage=0.3), Unit("水场", tap=75.2, consumption=4, leakage=0.8)]
    sheet.title(0, 0, 12, "制革各工序水量（m³/d）")
    sheet.put(1, 0, "工序")
    sheet.merge(1, 0, 2, 0)
    kinds = [("自来水", "tap"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]
    for at, (year, share) in enumerate([("2022年", "1.2"), ("2023年", "1.1"), ("2024年", "1")]):
        left = 1 + 4 * at
        sheet.put(1, left, year)
        sheet.merge(1, left, 1, left + 3)
        for place, (word, key) in enumerate(kinds):
            sheet.put(2, left + place, word)
            for row, unit in enumerate(units):
                sheet.put(3 + row, left + place, number(unit[key] * Decimal(share), 2))
            sheet.put(3 + len(units), left + place, number(add(units, key) * Decimal(share), 2))
    for row, unit in enumerate(units):
        sheet.put(3 + row, 0, unit.name)
    sheet.put(3 + len(units), 0, "合计")
    return answered("三个年度左右并列", "采用最近的2024年。", [sheet], without(units, "circ"),
                [("value_missing", "近三年水平衡!A2"), ("sheet_ignored", "近三年水平衡!B3")])


@workbook("57-summer-and-winter-side-by-side.xlsx", "openpyxl")
def seasons():
    sheet = Sheet("季节水平衡")
    units = [Unit("冷却塔", surface=240, circ=9600, consumption=180, leakage=2), Unit("制冷机房", surface=36, circ=1100, consumption=25, leakage=1),
             Unit("工艺清洗", surface=128, consumption=9, leakage=1)]
    sheet.title(0, 0, 10, "夏、冬两季水平衡（m³/d）")
    kinds = [("地表水", "surface"), ("循环水量", "circ"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]
    sheet.put(1, 0, "用水单元")
    sheet.merge(1, 0, 2, 0)
    for at, (season, share) in enumerate([("夏季", "1"), ("冬季", "0.5")]):
        left = 1 + 5 * at
        sheet.put(1, left, season)
        sheet.merge(1, left, 1, left + 4)
        for place, (word, key) in enumerate(kinds):
            sheet.put(2, left + place, word)
            for row, unit in enumerate(units):
                sheet.put(3 + row, left + place, number(unit[key] * Decimal(share), 2))
    for row, unit in enumerate(units):
        sheet.put(3 + row, 0, unit.name)
    return answered("夏、冬两季左右并列", "两季是同一批单元的两种状态，不能相加：采用先列出的夏季，并说明冬季未采用。", [sheet], units, [("sheet_ignored", "季节水平衡!G3")])


@workbook("58-three-readings-and-their-mean.xlsx", "rust_xlsxwriter")
def readings():
    sheet = Sheet("测试记录")
    units = [Unit("酸洗槽", unspecified=30, consumption=3, leakage=0), Unit("镀镍线", unspecified=84, consumption=6, leakage=1.2),
             Unit("镀铬线", unspecified=66, consumption=4.2, leakage=0.9)]
    kinds = [("新水量", "intake"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]
    sheet.title(0, 0, 16, "电镀车间水平衡测试记录表")
    sheet.put(1, 0, "单位：m3/d")
    sheet.put(2, 0, "用水单元名称")
    sheet.merge(2, 0, 3, 0)
    for place, (word, key) in enumerate(kinds):
        left = 1 + 4 * place
        sheet.put(2, left, word)
        sheet.merge(2, left, 2, left + 3)
        sheet.line(3, left, ["第一次", "第二次", "第三次", "均值"])
        for row, unit in enumerate(units):
            value = unit[key]
            step = Decimal("0.6") if value else Decimal(0)
            sheet.line(4 + row, left, [number(value - step), number(value + step), number(value), number(value)])
    for row, unit in enumerate(units):
        sheet.put(4 + row, 0, unit.name)
    return answered("每项水量下有三次测定和均值", "采用均值。", [sheet], without(units, "circ"),
                [("value_missing", "测试记录!A3")])


@workbook("59-before-and-after-a-retrofit.xls", "SheetJS", kind='biff8')
def retrofit():
    after = [Unit("前处理线", tap=140, series_in=60, consumption=6, leakage=1), Unit("印花机", tap=88, consumption=5, leakage=1),
             Unit("水洗线", tap=260, reuse=120, series_out=60, consumption=9, leakage=2), Unit("定型机", tap=22, consumption=20, leakage=0)]
    before = [Unit("前处理线", tap=210, consumption=7, leakage=2), Unit("印花机", tap=96, consumption=5, leakage=2),
              Unit("水洗线", tap=455, consumption=11, leakage=4), Unit("定型机", tap=25, consumption=22, leakage=0)]
    cols = [("用水单元", "name"), ("自来水", "tap"), ("串联水量", "series_in"), ("回用水量", "reuse"), ("串联供出", "series_out"),
            ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]
    sheets = []
    for name, units in [("改造前", before), ("改造后", after)]:
        sheet = Sheet(name)
        sheet.title(0, 0, 7, f"水平衡表（{name}）")
        sheet.put(1, 0, "单位：m³/d")
        table(sheet, 2, 0, cols, [*units, Total("合计", units)])
        sheets.append(sheet)
    return answered("改造前后各一张表", "采用改造后；改造前不相加。", sheets, after, [("sheet_ignored", "“改造前”")])

