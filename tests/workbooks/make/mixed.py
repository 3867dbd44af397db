"""Books that mix: many sheets, many columns, many rows, tables far from the corner."""

from decimal import Decimal

from layout import answered, Sheet, Unit, a1, add, number, without
from theme import workbook
from table import SHORT, STANDARD, As, Raw, Text, Total, table


@workbook("70-everything-in-one-file.xlsx", "openpyxl")
def everything():
    cover = Sheet("封面")
    cover.title(5, 1, 8, "宁波示例食品有限公司")
    cover.title(7, 1, 8, "水平衡测试报告附表")
    cover.title(20, 1, 8, "二〇二四年九月")
    about = Sheet("企业概况")
    about.title(0, 0, 3, "企业基本情况表")
    for at, (key, value) in enumerate([("企业名称", "宁波示例食品有限公司"), ("职工人数", "286人"), ("年工作日", "310天"), ("工业总产值（万元）", 18600), ("年取水量（m³）", 141980)]):
        about.line(1 + at, 0, [key, value])
    balance = Sheet("水平衡")
    balance.title(0, 0, 11, "水平衡测试统计表")
    balance.put(1, 10, "单位：m³/d")
    units = [Unit("原料清洗", tap=60, surface=92, series_in=38, consumption=5, leakage=1), Unit("漂烫冷却", tap=110, series_out=38, consumption=8, leakage=1), Unit("杀菌釜", tap=40, surface=0, circ=520, consumption=9, leakage=0),
             Unit("灌装线", tap=52, consumption=16, leakage=0), Unit("设备清洗（CIP）", tap=48, reuse=22, consumption=1, leakage=1), Unit("制冷站", surface=36, circ=2400, consumption=27, leakage=0), Unit("生活用水", tap=20, consumption=3, leakage=0)]
    table(balance, 2, 0, STANDARD, [*units, Total("合计", units)])
    meters = Sheet("水表台账")
    meters.title(0, 0, 5, "水计量器具一览表")
    meters.line(1, 0, ["序号", "水表编号", "级别", "安装位置", "口径", "检定有效期至"])
    meters.line(2, 0, [1, "LXS-001", "一级", "厂区总管", "DN150", "2025-03-01"])
    meters.line(3, 0, [2, "LXS-002", "二级", "清洗车间", "DN80", "2025-03-01"])
    products = Sheet("产品产量")
    products.line(0, 0, ["产品名称", "单位", "2023年产量", "2024年产量"])
    products.line(1, 0, ["水果罐头", "t", 8800, 9210])
    yearly = Sheet("历年用水")
    yearly.title(0, 0, 5, "近三年用水情况 单位：m³")
    yearly.line(1, 0, ["年份", "自来水", "地表水", "取水量合计", "重复利用水量", "排水量"])
    for at, (tap, surface) in enumerate([(101000, 41000), (99500, 40200), (102300, 39680)]):
        yearly.line(2 + at, 0, [f"{2022 + at}年", tap, surface, tap + surface, 880000 + 1000 * at, 118000 - 500 * at])
    notes = Sheet("说明")
    for at, text in enumerate(["填报说明：", "1. 本表数据为2024年9月实测。", "2. 串联水为漂烫冷却水用于原料清洗。", "3. 取水量单位为m³/d，保留一位小数。"]):
        notes.put(at, 0, text)
    return answered("封面、概况、水平衡、水表、产品、历年用水和说明在一个文件里", "只有一张表是水平衡；概况给出年工作日。", [cover, about, balance, meters, products, yearly, notes], units, days=310)


@workbook("71-an-archive-with-one-balance.xlsx", "SheetJS")
def archive():
    sheets = []
    topics = ["目录", "环评批复", "能源消耗", "电费", "蒸汽台账", "化学品清单", "设备清单", "固废台账", "人员名单", "会议记录"]
    for topic in topics:
        sheet = Sheet(topic)
        sheet.put(0, 0, topic)
        sheet.line(1, 0, ["序号", "项目", "内容", "数量", "单位", "备注"])
        for at in range(8):
            sheet.line(2 + at, 0, [at + 1, f"{topic}{at + 1}", "—", 10 * at + 3, "项", ""])
        sheets.append(sheet)
    electricity = Sheet("月度电量")
    electricity.line(0, 0, ["月份", "峰（kWh）", "谷（kWh）", "合计（kWh）"])
    for month in range(1, 13):
        electricity.line(month, 0, [f"{month}月", 1000 + month, 800 + month, 1800 + 2 * month])
    sheets.append(electricity)
    sewage = Sheet("污水在线监测")
    sewage.line(0, 0, ["日期", "pH", "COD（mg/L）", "氨氮（mg/L）", "流量（m³/h）"])
    for day in range(1, 11):
        sewage.line(day, 0, [f"2024-05-{day:02d}", 7.2, 61 + day, 2.5, 18.5])
    sheets.append(sewage)
    units = [Unit("镀前处理线", tap=66, series_in=30, consumption=4, leakage=1), Unit("镀锌线（2条）", tap=140, series_out=30, consumption=9, leakage=2), Unit("钝化线", tap=48, reuse=90, consumption=3, leakage=1), Unit("纯水机", tap=36, consumption=0, leakage=0)]
    balance = Sheet("水平衡数据")
    balance.put(2, 1, "电镀园区示例企业水量平衡（m³/d）")
    table(balance, 4, 1, [("产线", "name"), ("自来水", "tap"), ("循环水", "circ"), ("串联进水", "series_in"), ("中水回用", "reuse"), ("串联出水", "series_out"), ("带出液及蒸发", "consumption"), ("废水", "discharge"), ("漏失", "leakage")], [*units, Total("合计", units)])
    sheets.append(balance)
    for at in range(7):
        sheet = Sheet(f"照片{at + 1}")
        sheet.put(3, 3, f"现场照片 {at + 1}")
        sheets.append(sheet)
    return answered("二十张工作表的档案，只有一张是水平衡", "电量、在线监测等表不读作水量。", sheets, units)


@workbook("72-sixty-columns.xlsx", "rust_xlsxwriter")
def sixty_columns():
    sheet = Sheet("综合台账")
    sheet.title(0, 0, 20, "车间综合台账（2024年）")
    other = ["设备编号", "型号", "功率（kW）", "装机容量（kVA）", "投用日期", "责任人", "班次", "电耗（kWh/d）", "蒸汽压力（MPa）", "压缩空气（m³/min）", "设备原值（万元）", "运行小时（h/d）",
             "水温（℃）", "pH", "COD（mg/L）", "电导率（μS/cm）", "硬度（mg/L）", "产量（t/d）", "合格率（%）", "天然气（Nm³/d）"]
    flows = [("取水量（m³/d）", "intake"), ("循环水量（m³/d）", "circ"), ("耗水量（m³/d）", "consumption"), ("排水量（m³/d）", "discharge"), ("漏失水量（m³/d）", "leakage")]
    names = [("序号", None), ("车间", None), ("用水设备", None)]
    columns = names + [(f"{word}", None) for word in other] + [flows[0]] + [(f"参数{at}（mm）", None) for at in range(1, 16)] + [flows[1]] + [(f"检修记录{at}", None) for at in range(1, 11)] + flows[2:] + [(f"预留{at}", None) for at in range(1, 6)] + [("备注", None)]
    sheet.line(1, 0, [word for word, _ in columns])
    units = [Unit(name, group, unspecified=take, circ=circ, consumption=used, leakage=1) for name, group, take, circ, used in
             [("连续蒸煮器", "一车间", 130, 0, 22), ("洗浆机", "一车间", 420, 900, 12), ("漂白塔", "一车间", 300, 0, 9), ("成型机", "二车间", 250, 2100, 31), ("热风干燥", "二车间", 40, 0, 38)]]
    for row, unit in enumerate(units):
        at = 2 + row
        for col, (word, key) in enumerate(columns):
            if key:
                sheet.put(at, col, number(unit[key]))
            elif word == "序号":
                sheet.put(at, col, row + 1)
            elif word == "车间":
                sheet.put(at, col, unit.group)
            elif word == "用水设备":
                sheet.put(at, col, unit.name)
            elif "记录" in word:
                sheet.put(at, col, "正常" if col % 2 else "已检")
            elif "参数" in word:
                sheet.put(at, col, 10 * col + row)
            elif word in other and "（" in word:
                sheet.put(at, col, number(Decimal("3.7") * (col + row)))
            elif word in ("设备编号", "型号", "投用日期", "责任人", "班次", "pH"):
                sheet.put(at, col, {"pH": 7.1, "班次": "三班"}.get(word, f"{word[0]}-{row + 1}"))
    return answered("六十列的综合台账", "水量只有五列，散在电耗、压力、检修记录之间；单位不是水的列不采用。压缩空气的m³/min不能认定为水，指出未采用。", [sheet], units, [("column_unrecognised", "综合台账!M2")])


@workbook("73-three-hundred-units.xlsx", "LibreOffice")
def three_hundred():
    sheet = Sheet("水平衡")
    sheet.title(0, 0, 8, "水平衡测试表")
    sheet.put(1, 0, "单位：m³/d")
    rows, every = [], []
    for shop in range(1, 13):
        units = []
        for at in range(1, 26):
            seed = shop * 31 + at * 17
            take = Decimal(seed % 97 + 3) / 2
            used = Decimal(seed % 7) / 10
            units.append(Unit(f"{shop}-{at:02d}#机台", f"第{shop}车间", tap=take, circ=seed % 5 * 20, consumption=used, leakage=Decimal(seed % 3) / 10))
        rows += [*units, Total("小计", units, group=f"第{shop}车间")]
        every += units
    rows.append(Total("总计", every))
    cols = [("车间", "group"), ("用水单元", "name"), ("自来水", "tap"), ("循环水量", "circ"), ("耗水量", "consumption"), ("排水量", "discharge"), ("漏失水量", "leakage")]
    table(sheet, 2, 0, cols, rows)
    return answered("三百个用水单元", "十二个车间，各有小计，车间名逐行重复。", [sheet], every)


@workbook("74-three-header-rows-by-merging.xls", "SheetJS", kind='biff8')
def deep_headers():
    sheet = Sheet("表4")
    sheet.title(0, 0, 12, "用水单元水平衡表（单位：m³/d）")
    cols = [("序号", "no"), ("用水单元", "name"), ("输入水量/新水量/自来水", "tap"), ("输入水量/新水量/地下水", "ground"), ("输入水量/重复利用水量/循环水", "circ"), ("输入水量/重复利用水量/串联水", "series_in"), ("输入水量/重复利用水量/回用水", "reuse"),
            ("输出水量/串联水/供出", "series_out"), ("输出水量/损耗/蒸发", "evaporated"), ("输出水量/损耗/产品带走", "product"), ("输出水量/排水/合计", "discharge"), ("输出水量/漏失", "leakage")]
    units = [Unit("和面", tap=14, consumption=13, leakage=0), Unit("蒸煮线", tap=55, ground=30, consumption=32, leakage=1), Unit("冷却隧道", ground=96, circ=1150, series_out=40, consumption=14, leakage=1), Unit("地面清洗", series_in=40, reuse=15, tap=20, consumption=2, leakage=0)]
    for unit, part in zip(units, ["12.5", "0.8", "0", "0"]):
        unit.flows["product"] = Decimal(part)
        unit.flows["evaporated"] = unit["consumption"] - Decimal(part)
    table(sheet, 1, 0, cols, [*units, Total("合计", units)])
    return answered("三层表头全靠合并单元格表示", "耗水分为蒸发和产品带走两列，相加。", [sheet], units)


@workbook("75-a-table-far-from-the-corner.xlsx", "openpyxl")
def far_away():
    sheet = Sheet("底稿")
    sheet.put(0, 0, "内部资料")
    sheet.put(3, 2, "以下为测算底稿，请勿外传")
    sheet.put(37, 19, "水平衡表")
    sheet.put(37, 25, "单位：吨/天")
    units = [Unit("凝汽器冷却", surface=1860, circ=42000, consumption=1330, leakage=10), Unit("化水车间", surface=640, consumption=12, leakage=4), Unit("脱硫塔", reuse=260, surface=40, consumption=236, leakage=1), Unit("输煤冲洗", reuse=48, consumption=20, leakage=0)]
    cols = [("代码", "no"), ("系统名称", "name"), ("河水", "surface"), ("循环水", "circ"), ("回用水", "reuse"), ("消耗", "consumption"), ("外排", "discharge"), ("漏损", "leakage")]
    rows = [As(unit, {"no": f"RD-{at + 1:02d}"}) for at, unit in enumerate(units)] + [Total("总计", units)]
    table(sheet, 39, 19, cols, rows)
    return answered("表从T40开始，代码在前、名称在后", "左上角有无关的文字。", [sheet], units)

