"""Writes the sample program: seven invented enterprises, their profiles and known answers.

    python -m venv env && env/bin/pip install openpyxl==3.1.5 xlsxwriter==3.3.1 xlwt==1.3.0 odfpy==1.4.1
    env/bin/python tests/samples/make_samples.py

The output is committed; this script is needed only to change a sample. Running it again
gives the same bytes. The plants are data (part 1). Every answer in `*.expected.json` is
computed here, from the plants, in exact fractions (part 2); the workbooks are another
rendering of the same data (part 3), so that reading a workbook must lead back to the
answer. Nothing here uses the program that is tested.

A unit's discharge is what remains of its inflow; each plant is checked to close, to hand
on in series exactly what is received in series, and to leave nothing below zero.
All enterprises, people, codes and figures are invented.
"""

import csv
import io
import json
import zipfile
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "assets" / "samples"
ANSWERS = ROOT / "tests" / "samples"
SOURCES = ["tap", "surface", "ground", "steam", "reclaimed", "rain", "other"]
ZERO = Fraction(0)


# ---------------------------------------------------------------- 1. the plants
def exact(value):
    return Fraction(str(value))


@dataclass
class Unit:
    """A unit of water use; flows in the plant's own unit of measure."""

    name: str
    flows: dict
    system: str | None = None  # indirect_cooling, boiler, domestic …
    told: bool = True  # whether the name tells the system
    remark: str = ""
    workshop: str = ""
    category: str = ""

    def __getattr__(self, key):
        if key.startswith("_"):
            raise AttributeError(key)
        return self.flows.get(key, ZERO)

    @property
    def withdrawal(self):
        return sum((self.flows.get(source, ZERO) for source in SOURCES), ZERO)

    @property
    def inflow(self):
        return self.withdrawal + self.series_in + self.reuse

    @property
    def recycled(self):
        return self.recirculated + self.series_in + self.reuse

    @property
    def total_use(self):
        return self.withdrawal + self.recycled

    @property
    def consumption(self):
        return self.evaporation + self.carried_off + self.flows.get("consumed", ZERO)

    @property
    def discharge(self):
        return self.inflow - self.series_out - self.consumption - self.leakage - self.lost

    @property
    def gross_discharge(self):
        return self.discharge + self.series_out


def unit(name, system=None, told=True, remark="", **flows):
    return Unit(name, {key: exact(value) for key, value in flows.items()}, system, told, remark)


@dataclass
class Product:
    name: str
    output: float
    unit: str
    denominators: float = 1  # denominators of the intensity in one unit of output
    quota: dict | None = None
    intensity_unit: str = ""
    rinses: int | None = None
    share: float | None = None
    share_rule: str = ""


@dataclass
class Plant:
    stem: str
    name: str
    district: str
    district_code: str
    industry: str
    industry_code: str
    address: str
    employees: int
    output_value: float  # 万元
    added_value: float  # 万元
    days: int
    period: tuple
    prices: tuple  # water, discharge, treatment, yuan/m³
    products: list
    workshops: list  # (name, category, units)
    factor: Fraction = Fraction(1)  # to m³/d
    category_from: str = ""  # how the workbook tells the category of a unit
    sheets: dict = field(default_factory=dict)
    doubts: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    quotas: list = field(default_factory=list)
    meters: list = field(default_factory=list)
    metered: tuple = ()  # sources, workshops and units that have a meter in working order

    def __post_init__(self):
        for workshop, category, units in self.workshops:
            for each in units:
                each.workshop, each.category = workshop, category

    @property
    def units(self):
        return [each for _, _, units in self.workshops for each in units]

    def total(self, key):
        return sum((getattr(each, key) for each in self.units), ZERO)


MAIN, AUXILIARY, ATTACHED = "main", "auxiliary", "attached"
CATEGORY_ZH = {MAIN: "主要生产", AUXILIARY: "辅助生产", ATTACHED: "附属生产"}
COOLING, BOILER, DOMESTIC = "indirect_cooling", "boiler", "domestic"
PROCESS = "process"

DYE_QUOTA = {"id": "MIIT-DYE-2017D-1", "unit": "m³/100m", "ladder": [("general", 1.6)],
             "reason": "未取得印染布用水定额的正式文本，以行业规范条件的限值作参考比较"}
FIRE_QUOTA = {"id": "MWR2019-FIRE-01", "unit": "m³/(MW·h)", "ladder": [("general", 3.2)],
              "reason": "热电联产机组的发电部分与燃煤循环冷却机组同类，供热部分已按计量分出"}
PLATING_QUOTA = {"id": "CP-PLATING-1", "unit": "L/m²", "ladder": [("grade_1", 8), ("grade_2", 24), ("grade_3", 40)],
                 "reason": "企业从事综合电镀，适用电镀行业清洁生产评价指标体系"}
FOOD_QUOTA = {"id": "EXAMPLE-FOOD-1", "unit": "m³/t", "ladder": [("advanced", 20), ("general", 25)]}

DYEING = Plant(
    stem="dyeing", name="嘉兴示例印染有限公司", district="秀洲区", district_code="330411",
    industry="棉印染精加工", industry_code="1713", address="嘉兴市秀洲区示例工业园一号路1号",
    employees=420, output_value=21800, added_value=5230, days=310,
    period=("2024-09-10", "2024-09-12"), prices=("3.10", "2.60", "4.20"),
    products=[
        Product("染色布", 3780, "万米", 100, DYE_QUOTA, share=0.66, share_rule="按车间分表计量的取水量分摊"),
        Product("印花布", 176000, "百米", 1, DYE_QUOTA, share=0.34, share_rule="按车间分表计量的取水量分摊"),
    ],
    workshops=[
        ("前处理车间", MAIN, [
            unit("烧毛退浆机", surface=118.0, steam=14.2, consumed=9.6, leakage=0.8),
            unit("煮练漂白联合机（2台）", surface=356.0, steam=62.5, series_in=128.0, consumed=31.4, leakage=2.1,
                 remark="串联水来自丝光机"),
            unit("丝光机（2台）", surface=214.0, steam=35.8, series_out=128.0, consumed=15.2, leakage=1.4,
                 remark="去碱水洗水供煮漂"),
        ]),
        ("染色车间", MAIN, [
            unit("溢流染色机（12台）", surface=462.0, steam=96.4, series_out=180.0, consumed=34.2, leakage=3.0,
                 remark="夹套冷却水作热水供皂洗"),
            unit("气流染色机（6台）", surface=168.0, steam=41.0, series_out=64.0, consumed=12.6, leakage=1.1,
                 remark="夹套冷却水供印花水洗"),
            unit("卷染机（8台）", surface=146.0, steam=28.6, consumed=11.3, leakage=0.9),
            unit("冷轧堆水洗机", surface=92.0, steam=12.0, reuse=96.0, consumed=8.0, leakage=0.6),
            unit("皂洗水洗联合机", surface=224.0, steam=22.3, series_in=180.0, reuse=210.0, consumed=16.9, leakage=1.6),
        ]),
        ("印花整理车间", MAIN, [
            unit("圆网印花机（3台）", surface=104.0, reuse=62.0, consumed=4.8, leakage=0.5),
            unit("蒸化机", steam=24.6, consumed=21.9),
            unit("印花后水洗机", surface=238.0, steam=19.7, series_in=64.0, reuse=84.0, consumed=14.5, leakage=1.2),
            unit("定形机（6台）", tap=12.0, consumed=9.4),
            unit("调浆配色间", tap=18.5, consumed=6.0, leakage=0.1),
        ]),
        ("公用工程", AUXILIARY, [
            unit("循环冷却水系统（2套）", COOLING, surface=78.0, reuse=42.0, recirculated=7200.0, consumed=76.8),
            unit("污水处理站（药剂配制、设备冲洗）", tap=14.0, reuse=36.0, consumed=3.2, leakage=0.5),
            unit("化验室及机修", tap=8.2, consumed=0.9, leakage=0.1),
        ]),
        ("生活及厂区", ATTACHED, [
            unit("办公楼及食堂", DOMESTIC, tap=22.0, consumed=3.5, leakage=0.4),
            unit("职工宿舍及浴室", DOMESTIC, tap=26.0, consumed=2.6, leakage=0.6),
            unit("厂区绿化及道路冲洗", reuse=12.0, consumed=12.0),
        ]),
    ],
    category_from="column",
    sheets={"水平衡统计表": "balance", "主要产品产量": "production", "水表台账": "meters"},
    doubts=["quota_unconfirmed"],
    notes=[
        "The quota row is an access condition of a 2017 draft (one limit, reference only): the verdict is general where it is met.",
        "Drift of the cooling towers is not given apart and stands in the consumption: N is make-up over blow-down.",
        "Meter SZ-2-03 is past its verification on the last day of the test.",
    ],
    meters=[
        ("SZ-1-01", 1, "厂区河水取水泵房", "地表水总表", "DN200", "2级", "2025-06-30", "是", "完好"),
        ("SZ-1-02", 1, "厂区东门自来水总阀", "自来水总表", "DN80", "2级", "2025-03-31", "是", "完好"),
        ("SZ-2-01", 2, "前处理车间进水总管", "前处理车间", "DN150", "2级", "2025-06-30", "是", "完好"),
        ("SZ-2-02", 2, "染色车间进水总管", "染色车间", "DN150", "2级", "2025-06-30", "是", "完好"),
        ("SZ-2-03", 2, "印花整理车间进水总管", "印花整理车间", "DN100", "2级", "2024-05-31", "否", "完好"),
        ("SZ-2-04", 2, "公用工程进水总管", "公用工程", "DN100", "2级", "2025-06-30", "否", "完好"),
        ("SZ-2-05", 2, "生活区进水管", "生活及厂区", "DN50", "2级", "2026-03-31", "否", "完好"),
        ("SZ-3-01", 3, "冷却塔补水管", "循环冷却水系统补水", "DN50", "2级", "2026-03-31", "否", "完好"),
        ("SZ-3-02", 3, "回用水泵出口", "中水回用总管", "DN100", "2级", "2025-09-30", "是", "完好"),
        ("SZ-3-03", 3, "皂洗水洗联合机进水管", "皂洗水洗联合机", "DN80", "2级", "2025-09-30", "否", "停用"),
    ],
    metered=(2, 5, 1),
)

FIBRE = Plant(
    stem="fibre", name="桐乡示例化纤有限公司", district="桐乡市", district_code="330483",
    industry="涤纶纤维制造", industry_code="2822", address="桐乡市示例经济开发区化纤路8号",
    employees=860, output_value=198000, added_value=23600, days=345,
    period=("2024-10-15", "2024-10-17"), prices=("2.85", "2.40", "3.60"),
    products=[Product("涤纶长丝", 278000, "t", 1, None, "m³/t")],
    workshops=[
        ("", MAIN, [
            unit("聚酯装置（酯化、缩聚）", surface=36.0, consumed=8.4, leakage=0.6),
            unit("纺丝侧吹风空调", surface=142.0, consumed=118.6, leakage=1.2),
            unit("油剂调配及上油", surface=12.5, consumed=9.8),
            unit("纺丝组件清洗间", surface=24.0, reuse=10.0, consumed=1.6, leakage=0.3),
            unit("加弹车间（24台）", tap=3.6, consumed=2.2),
        ]),
        ("", AUXILIARY, [
            unit("循环冷却水站", COOLING, surface=412.0, series_in=24.0, reuse=138.0, recirculated=38400.0,
                 consumed=432.0, remark="补水含脱盐水站浓水"),
            unit("脱盐水站（浓水、反洗水）", surface=38.0, series_out=24.0, leakage=0.4),
            unit("热媒炉及锅炉房", BOILER, surface=44.0, consumed=33.5, leakage=0.6),
            unit("空压站", surface=16.0, consumed=1.1, leakage=0.2),
            unit("污水处理站", tap=4.0, reuse=12.0, consumed=1.0),
            unit("化验室及机修间", tap=5.2, consumed=0.6),
        ]),
        ("", ATTACHED, [
            unit("办公楼及食堂", DOMESTIC, tap=31.0, consumed=4.8, leakage=0.5),
            unit("倒班宿舍", DOMESTIC, tap=48.0, consumed=3.9, leakage=0.9),
            unit("绿化及道路浇洒", reuse=18.0, consumed=18.0),
        ]),
    ],
    category_from="section",
    sheets={"水平衡": "balance", "产品产量": "production"},
    doubts=["quota_choice"],
    notes=["No quota row exists for chemical fibre: 暂无定额.", "Figures are in t/d; 1 t of water is 1 m³."],
)

PAPER = Plant(
    stem="paper", name="海盐示例纸业有限公司", district="海盐县", district_code="330424",
    industry="机制纸及纸板制造", industry_code="2221", address="海盐县示例镇造纸园区3号",
    employees=560, output_value=52600, added_value=9480, days=340,
    period=("2024-11-05", "2024-11-07"), prices=("1.95", "2.80", "3.90"),
    products=[Product("瓦楞原纸及箱纸板", 148000, "t", 1, None, "m³/t")],
    workshops=[
        ("制浆车间", MAIN, [
            unit("水力碎浆机", surface=45.0, series_in=3180.0, reuse=240.0, series_out=3405.0, consumed=12.0, leakage=1.5,
                 remark="用纸机多余白水"),
            unit("筛选净化系统", surface=60.0, series_in=3405.0, reuse=160.0, series_out=3395.0, consumed=6.0, leakage=2.0),
            unit("多盘浓缩机", PROCESS, False, surface=30.0, recirculated=5200.0, series_in=3395.0, series_out=3320.0,
                 consumed=3.0, leakage=1.0, remark="浆料带出2720，滤液回碎浆600"),
        ]),
        ("造纸一车间", MAIN, [
            unit("网部成形", PROCESS, False, surface=310.0, recirculated=14600.0, series_in=1180.0, reuse=120.0,
                 series_out=1500.0, consumed=8.0, leakage=2.2, remark="多余白水1080，湿纸页420"),
            unit("压榨部", PROCESS, False, surface=148.0, recirculated=620.0, series_in=420.0, series_out=205.0,
                 consumed=10.0, leakage=1.0),
            unit("真空泵密封水", PROCESS, False, surface=86.0, recirculated=1450.0, reuse=60.0, consumed=4.6, leakage=0.8),
            unit("烘干部", series_in=205.0, consumed=205.0, remark="湿纸页带入水全部蒸发"),
        ]),
        ("造纸二车间", MAIN, [
            unit("网部成形", PROCESS, False, surface=405.0, recirculated=18900.0, series_in=1540.0, reuse=160.0,
                 series_out=2040.0, consumed=10.0, leakage=2.6, remark="多余白水1500，湿纸页540"),
            unit("压榨部", PROCESS, False, surface=186.0, recirculated=780.0, series_in=540.0, series_out=262.0,
                 consumed=12.0, leakage=1.2),
            unit("真空泵密封水", PROCESS, False, surface=104.0, recirculated=1820.0, reuse=70.0, consumed=5.4, leakage=0.9),
            unit("烘干部", series_in=262.0, consumed=262.0, remark="湿纸页带入水全部蒸发"),
        ]),
        ("动力车间", AUXILIARY, [
            unit("锅炉房（含软水制备）", BOILER, surface=420.0, recirculated=1150.0, consumed=336.0, leakage=4.5,
                 remark="循环水量为冷凝水回收"),
            unit("循环冷却水系统", COOLING, surface=118.0, recirculated=7800.0, consumed=88.0),
            unit("污水处理站（药剂、压滤机冲洗）", surface=28.0, reuse=110.0, consumed=6.0, leakage=0.6),
            unit("河水净化站（反洗排泥）", surface=96.0, consumed=1.0, leakage=0.8),
        ]),
        ("公用及生活", ATTACHED, [
            unit("办公楼", DOMESTIC, tap=14.0, consumed=1.2, leakage=0.2),
            unit("职工食堂", DOMESTIC, tap=18.5, consumed=4.1, leakage=0.2),
            unit("宿舍及浴室", DOMESTIC, tap=46.0, consumed=3.7, leakage=1.0),
            unit("厂区绿化", reuse=24.0, consumed=24.0),
        ]),
    ],
    category_from="summary",
    sheets={"汇总表": "summary", "制浆车间": "balance", "造纸一车间": "balance", "造纸二车间": "balance",
            "动力车间": "balance", "公用及生活": "balance"},
    doubts=["quota_choice"],
    notes=[
        "No quota row exists for paper: 暂无定额.",
        "Units of the same name stand in two workshops; they are different units.",
        "White water circulates in process units whose system the name does not tell: see needs_marking.",
        "The sheet 造纸二车间 begins in column B; the totals of the sheet 汇总表 are formulas that link the other sheets.",
    ],
)

COGENERATION = Plant(
    stem="cogeneration", name="平湖示例热电有限公司", district="平湖市", district_code="330482",
    industry="热电联产", industry_code="4412", address="平湖市示例港区热电路6号",
    employees=260, output_value=31500, added_value=8900, days=330,
    period=("2024-01-01", "2024-12-31"), prices=("1.80", "2.30", "3.00"),
    products=[
        Product("发电", 232000, "MW·h", 1, FIRE_QUOTA, share=0.65, share_rule="扣除对外供汽取水量，按供汽量和化学水表计量分摊"),
        Product("供热蒸汽", 324000, "t", 1, None, "m³/t", share=0.35, share_rule="按供汽量和化学水表计量分摊"),
    ],
    workshops=[
        ("循环冷却水系统", MAIN, [
            unit("循环冷却水系统", COOLING, surface="61.20", recirculated="4620.00", reuse="3.00", series_out="9.60",
                 consumed="48.90"),
        ]),
        ("锅炉及化学水处理系统", MAIN, [
            unit("锅炉及化学水处理系统", BOILER, surface="43.80", recirculated="128.00", series_out="5.20",
                 consumed="33.60", leakage="0.36"),
        ]),
        ("脱硫系统", MAIN, [unit("脱硫系统", series_in="7.40", consumed="6.30")]),
        ("除渣及灰库加湿", MAIN, [unit("除渣及灰库加湿", series_in="5.60", consumed="2.90", leakage="0.04")]),
        ("输煤及煤场喷淋", AUXILIARY, [unit("输煤及煤场喷淋", series_in="1.80", reuse="1.20", consumed="2.40", leakage="0.03")]),
        ("空压站", AUXILIARY, [unit("空压站", surface="0.42", consumed="0.02")]),
        ("化验室及机修", AUXILIARY, [unit("化验室及机修", tap="0.18", consumed="0.02")]),
        ("办公生活", ATTACHED, [unit("办公生活", DOMESTIC, tap="1.06", consumed="0.22", leakage="0.02")]),
        ("绿化及道路浇洒", ATTACHED, [unit("绿化及道路浇洒", reuse="0.90", consumed="0.90")]),
    ],
    factor=Fraction(10000, 330),
    category_from="row",
    sheets={"全厂水平衡表": "balance", "近三年用水情况": "annual"},
    doubts=["quota_unconfirmed", "quota_choice"],
    notes=[
        "The table is transposed (units across, quantities down) and in 万m³/a; 330 operating days stand in the caption.",
        "Steam sold does not come back and is counted as consumption, as the footnote says.",
        "The blow-down of the cooling system is its series_out (to desulphurisation and ash) and its discharge; N is make-up over both.",
        "The quota is for power: the share of 0.65 takes out the intake for heat. The heating correction of the standard is not applied.",
    ],
)

FOOD = Plant(
    stem="food", name="嘉善示例食品有限公司", district="嘉善县", district_code="330421",
    industry="果蔬罐头制造", industry_code="1453", address="嘉善县示例街道食品路21号",
    employees=245, output_value=9600, added_value=2150, days=290,
    period=("2024-11-19", "2024-11-21"), prices=("3.40", "2.60", "3.20"),
    products=[Product("糖水水果罐头", 8000, "t", 1, FOOD_QUOTA)],
    quotas=[{"id": "EXAMPLE-FOOD-1", "product": "糖水水果罐头", "unit": "m³/t", "advanced": 20.0, "general": 25.0,
             "example": True, "note": "示例定额，数值为虚构，仅用于演示录入；使用前应换成现行标准文本中的定额。"}],
    workshops=[
        ("原料处理车间", MAIN, [
            unit("浮洗机", tap=58.0, series_in=74.0, consumed=3.2, leakage=0.6, remark="用漂洗末道水"),
            unit("漂洗机（2台）", tap=128.0, series_out=74.0, consumed=2.6, leakage=0.8),
            unit("去囊衣及流槽漂洗", tap=146.0, consumed=4.0, leakage=0.7),
            unit("预煮机", tap=26.0, consumed=8.4, leakage=0.2),
        ]),
        ("灌装车间", MAIN, [
            unit("糖液配制", tap=34.0, consumed=33.2, remark="进入产品"),
            unit("空罐清洗", tap=22.0, consumed=0.8),
            unit("CIP清洗及地面冲洗", tap=36.0, reuse=14.0, consumed=1.5, leakage=0.3),
        ]),
        ("杀菌及动力", AUXILIARY, [
            unit("杀菌循环冷却水系统", COOLING, surface=40.0, recirculated=2150.0, consumed=29.5),
            unit("冷库循环冷却水系统", COOLING, surface=24.0, recirculated=1380.0, consumed=18.2),
            unit("蒸汽锅炉房", BOILER, surface=38.0, recirculated=52.0, consumed=31.0, leakage=0.4, remark="循环为冷凝水回收"),
            unit("污水处理站", tap=2.0, reuse=6.0, consumed=0.6),
        ]),
        ("生活后勤", ATTACHED, [
            unit("办公及食堂", DOMESTIC, tap=13.6, consumed=2.4, leakage=0.2),
            unit("更衣洗手及浴室", DOMESTIC, tap=15.2, consumed=0.9, leakage=0.3),
            unit("厂区绿化", rain=3.5, reuse=4.0, consumed=7.5),
        ]),
    ],
    category_from="none",
    sheets={"food": "balance"},
    doubts=["text_number", "assumed_zero", "quota_unconfirmed"],
    notes=[
        "GBK text; figures above 999 have thousands separators; a zero is written as — or left blank.",
        "The quota is the auditor's own entry in the profile and marked as an example.",
    ],
)

PLATING = Plant(
    stem="plating", name="嘉兴示例电镀有限公司", district="南湖区", district_code="330402",
    industry="金属表面处理及热处理加工", industry_code="3360", address="嘉兴市南湖区示例表面处理园区5幢",
    employees=165, output_value=7400, added_value=2060, days=300,
    period=("2024-08-20", "2024-08-22"), prices=("3.60", "4.50", "18.00"),
    products=[Product("综合电镀件", 860000, "m²", 1, PLATING_QUOTA, rinses=3, share=0.8,
                      share_rule="清洗线及配套纯水的取水量占全厂取水量，按表计")],
    workshops=[
        ("镀锌自动线", MAIN, [
            unit("除油及水洗", tap=21.5, series_in=4.5, reuse=8.0, evaporation=1.6, carried_off=0.4),
            unit("酸洗及水洗", tap=12.0, series_in=10.5, reuse=6.0, evaporation=0.5, carried_off=0.3, leakage=0.2),
            unit("镀锌及水洗", tap=24.0, series_out=10.5, evaporation=1.1, carried_off=0.4, leakage=0.1),
            unit("钝化及水洗", tap=17.5, evaporation=0.6, carried_off=0.5),
        ]),
        ("镍铬自动线", MAIN, [
            unit("除油及水洗", tap=26.0, series_in=5.0, reuse=10.0, evaporation=1.9, carried_off=0.5),
            unit("酸活化及水洗", tap=12.4, series_in=12.6, evaporation=0.4, carried_off=0.3),
            unit("镀镍及水洗", tap=28.0, series_out=12.6, evaporation=2.7, carried_off=0.4, leakage=0.3),
            unit("镀铬及水洗", tap=22.8, evaporation=1.2, carried_off=0.6),
        ]),
        ("公辅设施", AUXILIARY, [
            unit("整流机及镀槽循环冷却水系统", COOLING, tap=7.2, recirculated=480.0, evaporation=5.2, carried_off=0.4),
            unit("纯水机（浓水）", tap=14.0, series_out=9.5, leakage=0.2),
            unit("废气喷淋塔", "other", False, reuse=6.5, recirculated=96.0, evaporation=3.8),
            unit("废水处理站（加药、压滤）", tap=1.5, reuse=5.0, evaporation=0.3, carried_off=1.1),
            unit("化验室", tap=1.2, evaporation=0.1),
        ]),
        ("生活", ATTACHED, [
            unit("办公及食堂", DOMESTIC, tap=9.5, evaporation=1.4, leakage=0.1),
            unit("车间浴室及卫生间", DOMESTIC, tap=8.3, evaporation=0.4, leakage=0.3),
        ]),
    ],
    category_from="none",
    sheets={"水平衡": "balance", "镀件面积": "production"},
    doubts=["converted", "columns_added", "assumed_zero", "quota_unconfirmed"],
    notes=[
        "The workbook's discharge column contains what is handed on in series, as its header says; the answers hold the net discharge.",
        "Consumption is given in two columns (evaporation, carried off), to be added.",
        "The quota counts each rinse: intake of the rinse lines (share 0.80) over area and 3 rinses.",
        "The exhaust scrubber circulates; its name does not tell its system: see needs_marking.",
    ],
)

CHEMICAL = Plant(
    stem="chemical", name="海宁示例精细化工有限公司", district="海宁市", district_code="330481",
    industry="专项化学用品制造", industry_code="2662", address="海宁市示例化工园区纬三路12号",
    employees=310, output_value=34200, added_value=7150, days=320,
    period=("2024-09-24", "2024-09-26"), prices=("2.95", "3.20", "8.50"),
    products=[Product("印染助剂", 21500, "t", 1, None, "m³/t")],
    workshops=[
        ("合成一车间（主要生产）", MAIN, [
            unit("反应釜配料", tap=24.0, steam=16.5, consumed=27.3),
            unit("洗釜及地面冲洗", surface=38.0, reuse=12.0, consumed=2.4, leakage=0.6),
            unit("水环真空泵", surface=18.0, consumed=0.6, leakage=0.2),
        ]),
        ("合成二车间（主要生产）", MAIN, [
            unit("反应釜配料", surface=62.0, steam=21.0, consumed=51.8, leakage=0.3),
            unit("水洗工序", surface=126.6, series_in=40.0, reuse=15.4, consumed=9.2, leakage=1.8, lost=30.6,
                 remark="取水量按车间总表扣减其他分表得出"),
            unit("离心过滤及洗滤布", surface=42.0, consumed=2.4, leakage=0.4),
        ]),
        ("复配包装车间（主要生产）", MAIN, [
            unit("复配釜", tap=31.0, consumed=28.6, remark="进入产品"),
            unit("包装桶清洗", tap=8.4, consumed=0.3, leakage=0.1),
        ]),
        ("公用工程（辅助生产）", AUXILIARY, [
            unit("循环冷却水系统", COOLING, surface=118.0, reuse=24.0, recirculated=8400.0, consumed=106.0),
            unit("纯水站（浓水及反洗）", surface=52.0, series_out=40.0, leakage=0.4, remark="浓水供水洗工序"),
            unit("空压制氮站", surface=6.0, consumed=0.4),
            unit("污水处理站", tap=3.0, reuse=9.0, consumed=0.8),
            unit("化验室", tap=2.6, consumed=0.2),
        ]),
        ("生活及绿化（附属生产）", ATTACHED, [
            unit("办公楼及食堂", DOMESTIC, tap=15.0, consumed=2.6, leakage=0.2),
            unit("浴室及更衣室", DOMESTIC, tap=13.5, consumed=0.7, leakage=0.3),
            unit("厂区绿化", reuse=6.0, consumed=6.0),
        ]),
    ],
    category_from="section",
    sheets={"水平衡表": "balance", "水表台账及读数": "meters", "产品产量": "production", "2022年存档": "hidden"},
    doubts=["unit_not_closed", "hidden_ignored", "quota_choice"],
    notes=[
        "The leak to find: 合成二车间/水洗工序 takes 182.0 m³/d and accounts for 151.4; 30.6 m³/d (16.81 %) are missing.",
        "The meter register says the same: meter H-2-02 reads 230.6 m³/d, its children H-3-01…03 together 200.0.",
        "The site's difference is below 5 % of the inflow: the site as a whole hides the leak.",
        "Workshop rows carry the sums of the rows below them (1, 1.1, 1.2 …) and must not be counted again.",
        "A hidden sheet holds figures of 2022.",
    ],
    metered=(2, 3, 3),
)

# number, level, parent, place, measures, size, class, valid until, online, state, m³/d over three days, first reading
CHEMICAL_METERS = [
    ("H-1-01", 1, "", "厂区北侧工业水进口", "工业水（河水）总表", "DN200", "2级", "2025-08-31", "是", "完好", None, "406218.0"),
    ("H-1-02", 1, "", "厂区南门自来水进口", "自来水总表", "DN80", "2级", "2025-08-31", "是", "完好", None, "88340.5"),
    ("H-2-01", 2, "H-1-01", "合成一车间进口", "合成一车间工业水", "DN80", "2级", "2025-08-31", "是", "完好", None, "51207.0"),
    ("H-2-02", 2, "H-1-01", "合成二车间进口", "合成二车间工业水", "DN150", "2级", "2025-08-31", "是", "完好", None, "172644.2"),
    ("H-2-03", 2, "H-1-01", "公用工程泵房", "公用工程工业水", "DN100", "2级", "2025-08-31", "是", "完好", None, "131090.6"),
    ("H-3-01", 3, "H-2-02", "二车间一层北", "反应釜配料", "DN65", "2级", "2026-02-28", "否", "完好", "62.0", "43310.4"),
    ("H-3-02", 3, "H-2-02", "二车间二层", "水洗工序", "DN80", "2级", "2026-02-28", "否", "完好", "96.0", "70218.8"),
    ("H-3-03", 3, "H-2-02", "二车间一层南", "离心过滤及洗滤布", "DN50", "2级", "2026-02-28", "否", "完好", "42.0", "29877.1"),
]

PLANTS = [DYEING, FIBRE, PAPER, COGENERATION, FOOD, PLATING, CHEMICAL]
AUDITOR = "嘉兴示例节水诊断有限公司"


# ---------------------------------------------------------------- 2. the answers
def check(plant):
    """Stops where a plant is not what it says it is."""
    for each in plant.units:
        assert each.discharge >= 0, f"{plant.stem} {each.name}: discharge {float(each.discharge)}"
        assert all(value >= 0 for value in each.flows.values()), each.name
    assert plant.total("series_in") == plant.total("series_out"), plant.stem
    assert external_discharge(plant) >= 0, plant.stem
    names = [(each.workshop, each.name) for each in plant.units]
    assert len(set(names)) == len(names), plant.stem


def external_discharge(plant):
    return plant.total("discharge") - plant.total("reuse")


def percent(part, whole):
    return float(part / whole * 100) if whole else None


def values(flows_of, factor):
    out = {"withdrawal": {source: float(flows_of(source) * factor) for source in SOURCES}}
    out["withdrawal_total"] = float(flows_of("withdrawal") * factor)
    for key in ["recirculated", "series_in", "series_out", "reuse", "total_use", "consumption", "discharge", "leakage"]:
        out[key] = float(flows_of(key) * factor)
    return out


def unit_answer(plant, each):
    imbalance = each.lost
    return {
        "name": each.name,
        "workshop": each.workshop if each.workshop not in ("", each.name) else None,
        "category": each.category,
        "values": values(lambda key: getattr(each, key), plant.factor),
        "reuse_rate_pct": percent(each.recycled, each.total_use),
        "imbalance": float(imbalance * plant.factor),
        "imbalance_pct": percent(imbalance, each.inflow),
        "closed": abs(imbalance) <= each.inflow * Fraction(5, 100),
    }


def site_answer(plant):
    out = values(plant.total, plant.factor)
    out["external_discharge"] = float(external_discharge(plant) * plant.factor)
    out["reuse_rate_pct"] = percent(plant.total("recycled"), plant.total("total_use"))
    out["imbalance"] = float(plant.total("lost") * plant.factor)
    return out


def indicators(plant):
    intake, recycled, reuse = plant.total("withdrawal"), plant.total("recycled"), plant.total("reuse")
    annual = intake * plant.factor * plant.days
    outside = external_discharge(plant)
    marked = lambda system: [each for each in plant.units if each.system == system]
    cooling = marked(COOLING)
    loop = sum(each.recirculated for each in cooling)
    make_up = sum(each.inflow for each in cooling)
    blow_down = sum(each.gross_discharge for each in cooling)
    domestic = sum(each.withdrawal for each in marked(DOMESTIC)) * plant.factor
    unconventional = plant.total("reclaimed") + plant.total("rain")
    out = {
        "added_value_intake": float(annual / exact(plant.added_value)),
        "output_value_intake": float(annual / exact(plant.output_value)),
        "reuse_rate": percent(recycled, intake + recycled),
        "reuse_rate_without_cooling": percent(recycled - loop, intake + recycled - loop),
        "direct_cooling_recirculation_rate": None,
        "indirect_cooling_recirculation_rate": percent(loop, loop + make_up),
        "condensate_return_rate": None,
        "wastewater_reuse_rate": percent(reuse, outside + reuse),
        "leakage_rate": percent(plant.total("leakage"), intake),
        "compliant_discharge_rate": None,
        "unconventional_substitution_rate": percent(unconventional, intake),
        **equipping(plant),
        "concentration_ratio": float(make_up / blow_down),
        "domestic_per_head": float(domestic / plant.employees),
        "treated_water_coefficient": None,
        "discharge_rate": percent(outside, intake),
        "fresh_water_utilisation": float((intake - outside) / intake),
    }
    # With several products, or one that has a share of the intake, see the benchmarks.
    if len(plant.products) == 1 and not plant.products[0].share:
        out["unit_product_intake"] = float(annual / exact(plant.products[0].output))
    return dict(sorted(out.items()))


def equipping(plant):
    """Points that have a meter over those that need one: each source but steam, each workshop,
    each unit to which at least 24 m³/d (1 m³/h around the clock) are piped."""
    keys = [f"meter_equipping_rate_{level}" for level in (1, 2, 3)]
    if not plant.metered:
        return dict.fromkeys(keys)
    sources = ("tap", "surface", "ground", "reclaimed", "rain", "other")
    needed = (
        sum(1 for source in sources if plant.total(source)),
        sum(1 for _, _, units in plant.workshops if any(each.inflow for each in units)),
        sum(1 for each in plant.units if each.inflow * plant.factor >= 24),
    )
    return {key: percent(exact(has), exact(of)) for key, has, of in zip(keys, plant.metered, needed)}


def benchmark(plant, product):
    annual = plant.total("withdrawal") * plant.factor * plant.days * exact(product.share or 1)
    made = exact(product.output) * exact(product.denominators) * (product.rinses or 1)
    quota = product.quota
    scale = 1000 if quota and quota["unit"].startswith("L/") else 1
    value = annual * scale / made
    met = [level for level, limit in quota["ladder"] if value <= exact(limit)] if quota else []
    verdict = met[0] if met else "over" if quota else "none"
    last = exact(quota["ladder"][-1][1]) if quota else None
    return {
        "product": product.name,
        "value": float(value),
        "unit": quota["unit"] if quota else product.intensity_unit,
        "quota_id": quota["id"] if quota else None,
        "verdict": verdict,
        "excess_m3_per_year": float(max(value - last, ZERO) * made / scale) if quota else None,
    }


def answer(plant):
    return {
        "stem": plant.stem,
        "enterprise": plant.name,
        "operating_days": plant.days,
        "category_from": plant.category_from,
        "sheets": plant.sheets,
        "units": [unit_answer(plant, each) for each in plant.units],
        "totals": site_answer(plant),
        "indicators": indicators(plant),
        "needs_marking": [
            {"workshop": each.workshop or None, "unit": each.name, "system": each.system}
            for each in plant.units if not each.told
        ],
        "benchmarks": [benchmark(plant, product) for product in plant.products],
        "doubts_expected": plant.doubts,
        "notes": plant.notes,
    }


# Unified social credit code, GB 32100: check character modulo 31; the body is plainly an example.
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def credit_code(plant):
    body = f"EXAMPLE{PLANTS.index(plant) + 1}"
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    inner = 11 - sum(BODY_SIGNS.index(sign) * weight for sign, weight in zip(body, weights)) % 11
    code = f"91{plant.district_code}{body}" + {10: "X", 11: "0"}.get(inner, str(inner))
    total = sum(CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + CREDIT_SIGNS[-total % 31]


def profile(plant):
    text = lambda value: json.dumps(value, ensure_ascii=False)
    lines = [
        "# 虚构示例企业，名称、代码和数据均非真实。 An invented enterprise.",
        f"name = {text(plant.name)}", f"credit_code = {text(credit_code(plant))}",
        f"industry = {text(plant.industry)}", f"industry_code = {text(plant.industry_code)}",
        f"district = {text(plant.district)}", f"address = {text(plant.address)}",
        f"employees = {plant.employees}", f"output_value = {plant.output_value} # 万元",
        f"added_value = {plant.added_value} # 万元", f"operating_days = {plant.days}",
        f"period_from = {plant.period[0]}", f"period_to = {plant.period[1]}", f"auditor = {text(AUDITOR)}",
    ]
    for product in plant.products:
        lines += ["", "[[product]]", f"name = {text(product.name)}", f"output = {product.output}", f"unit = {text(product.unit)}"]
        lines += [f"quota = {text(product.quota['id'])}"] if product.quota else []
        if product.quota and product.quota.get("reason"):
            lines += [f"quota_reason = {text(product.quota['reason'])}"]
        lines += [f"rinses = {product.rinses}"] if product.rinses else []
        lines += [f"share = {product.share}", f"share_rule = {text(product.share_rule)}"] if product.share else []
    for quota in plant.quotas:
        lines += ["", "[[quota]]"] + [f"{key} = {text(value)}" for key, value in quota.items()]
    lines += ["", "[prices] # 元/m³"] + [f"{key} = {price}" for key, price in zip(["water", "discharge", "treatment"], plant.prices)]
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- 3. the workbooks
@dataclass
class Cell:
    value: object
    style: str
    formula: str | None = None


class Grid:
    """A sheet before it is written in some format."""

    def __init__(self, name, widths, decimals=1, hidden=False):
        self.name, self.widths, self.decimals, self.hidden = name, widths, decimals, hidden
        self.cells, self.merges = {}, []

    def put(self, row, col, value, style="text", formula=None):
        value = float(value) if isinstance(value, Fraction) else value
        self.cells[row, col] = Cell(value, style, formula)

    def span(self, top, left, bottom, right, value, style="head"):
        for row in range(top, bottom + 1):
            for col in range(left, right + 1):
                self.cells[row, col] = Cell(None, style)
        self.cells[top, left] = Cell(value, style)
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    def header(self, top, left, paths):
        """Merged header rows: equal beginnings of paths side by side are one cell."""
        depth = max(map(len, paths))
        for level in range(depth):
            col = 0
            while col < len(paths):
                path = paths[col]
                if len(path) <= level:
                    col += 1
                    continue
                end = col
                while end + 1 < len(paths) and len(path) > level + 1 and paths[end + 1][: level + 1] == path[: level + 1]:
                    end += 1
                bottom = depth - 1 if len(path) == level + 1 else level
                self.span(top + level, left + col, top + bottom, left + end, path[level])
                col = end + 1
        return top + depth

    def by_row(self):
        for row in sorted({row for row, _ in self.cells}):
            yield row, sorted((col, cell) for (at, col), cell in self.cells.items() if at == row)


def letter(col):
    return chr(ord("A") + col)


def total_of(units, key):
    return sum((getattr(each, key) for each in units), ZERO)


def write_xlsx(path, grids, author):
    """By XlsxWriter: formulas with their results."""
    import xlsxwriter
    from datetime import datetime, timezone

    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": author, "created": datetime(2024, 12, 2, 9, 0, tzinfo=timezone.utc)})
    base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    box = {**base, "border": 1}
    for grid in grids:
        number = "0." + "0" * grid.decimals
        kinds = {
            "title": {**base, "font_name": "黑体", "font_size": 16, "align": "center"},
            "caption": base, "right": {**base, "align": "right"}, "note": {**base, "font_size": 9},
            "head": {**box, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDEBF7"},
            "text": box, "centre": {**box, "align": "center", "text_wrap": True}, "number": {**box, "num_format": number},
            "amount": {**box, "num_format": "#,##0.##"}, "day": {**box, "num_format": "yyyy-mm-dd", "align": "center"},
            "sum": {**box, "bold": True, "num_format": number, "bg_color": "#F2F2F2"},
        }
        styles = {key: book.add_format(value) for key, value in kinds.items()}
        sheet = book.add_worksheet(grid.name)
        for col, width in enumerate(grid.widths):
            sheet.set_column(col, col, width)
        for top, left, bottom, right in grid.merges:
            sheet.merge_range(top, left, bottom, right, "", styles[grid.cells[top, left].style])
        covered = {(r, c) for t, l, b, e in grid.merges for r in range(t, b + 1) for c in range(l, e + 1)} - {(t, l) for t, l, *_ in grid.merges}
        for row, cells in grid.by_row():
            tall = any(cell.style == "title" or cell.style == "head" and len(cell.value or "") > 8 for _, cell in cells)
            sheet.set_row(row, 30 if tall else 18)
            for col, cell in cells:
                if (row, col) in covered:
                    continue
                style = styles[cell.style]
                if cell.formula:
                    sheet.write_formula(row, col, cell.formula, style, cell.value)
                elif cell.style == "day":
                    sheet.write_datetime(row, col, datetime.strptime(cell.value, "%Y-%m-%d"), style)
                elif cell.value is None:
                    sheet.write_blank(row, col, None, style)
                else:
                    sheet.write(row, col, cell.value, style)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        if grid.hidden:
            sheet.hide()
    book.close()


def write_plain_xlsx(path, grids, author):
    """By openpyxl: values only."""
    import openpyxl
    from datetime import datetime
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    book = openpyxl.Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for col, width in enumerate(grid.widths):
            sheet.column_dimensions[letter(col)].width = width
        for row, cells in grid.by_row():
            for col, given in cells:
                cell = sheet.cell(row + 1, col + 1, given.value)
                cell.font = Font(name="微软雅黑", size=14 if given.style == "title" else 9, bold=given.style in ("title", "head", "sum"))
                centred = given.style in ("title", "head", "centre")
                cell.alignment = Alignment(horizontal="center" if centred else None, vertical="center", wrap_text=given.style in ("head", "centre"))
                if given.style in ("head", "text", "centre", "number", "sum", "amount"):
                    cell.border = Border(thin, thin, thin, thin)
                if given.style == "head":
                    cell.fill = PatternFill("solid", fgColor="FFF2CC")
                if given.style in ("number", "sum"):
                    cell.number_format = "0." + "0" * grid.decimals
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    book.properties.creator = author
    book.properties.created = datetime(2024, 12, 2, 9, 0)
    book.save(path)
    steady_zip(path)


def write_xls(path, grids):
    """By xlwt: BIFF8 with values."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    borders = "borders: left thin, right thin, top thin, bottom thin;"
    for grid in grids:
        number = "0." + "0" * grid.decimals
        styles = {
            "title": xlwt.easyxf("font: name 黑体, height 320, bold on; align: horiz center, vert center"),
            "caption": xlwt.easyxf("font: name 宋体, height 200"),
            "right": xlwt.easyxf("font: name 宋体, height 200; align: horiz right"),
            "note": xlwt.easyxf("font: name 宋体, height 180"),
            "head": xlwt.easyxf(f"font: name 宋体, height 200, bold on; align: horiz center, vert center, wrap on; {borders}"),
            "text": xlwt.easyxf(f"font: name 宋体, height 200; {borders}"),
            "centre": xlwt.easyxf(f"font: name 宋体, height 200; align: horiz center, vert center; {borders}"),
            "number": xlwt.easyxf(f"font: name 宋体, height 200; {borders}", num_format_str=number),
            "amount": xlwt.easyxf(f"font: name 宋体, height 200; {borders}", num_format_str="#,##0"),
            "sum": xlwt.easyxf(f"font: name 宋体, height 200, bold on; {borders}", num_format_str=number),
        }
        sheet = book.add_sheet(grid.name)
        sheet.set_portrait(False)
        sheet.set_paper_size_code(9)
        sheet.set_fit_num_pages(1)
        sheet.fit_height_to_pages = 0
        for col, width in enumerate(grid.widths):
            sheet.col(col).width = int(width * 256)
        covered = {(r, c) for t, l, b, e in grid.merges for r in range(t, b + 1) for c in range(l, e + 1)}
        for row, cells in grid.by_row():
            sheet.row(row).height_mismatch, sheet.row(row).height = True, 360
            for col, cell in cells:
                if (row, col) not in covered:
                    sheet.write(row, col, cell.value, styles[cell.style])
        for top, left, bottom, right in grid.merges:
            first = grid.cells[top, left]
            sheet.write_merge(top, bottom, left, right, first.value, styles[first.style])
    book.save(str(path))


def write_ods(path, grids, author):
    """By odfpy: formulas with their results."""
    from odf.dc import Creator
    from odf.meta import InitialCreator
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import ParagraphProperties, Style, TableCellProperties, TableColumnProperties, TextProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    book.meta.addElement(InitialCreator(text=author))
    book.meta.addElement(Creator(text=author))
    styles = {}
    for name in ["title", "caption", "right", "note", "head", "text", "centre", "number", "sum", "amount"]:
        style = Style(name=name, family="table-cell")
        bold = {"fontweight": "bold", "fontweightasian": "bold"} if name in ("title", "head", "sum") else {}
        size = {"title": "16pt", "note": "9pt"}.get(name, "10pt")
        style.addElement(TextProperties(fontfamily="宋体", fontfamilyasian="宋体", fontsize=size, fontsizeasian=size, **bold))
        if name in ("head", "text", "centre", "number", "sum", "amount"):
            fill = {"backgroundcolor": "#e2f0d9"} if name == "head" else {}
            style.addElement(TableCellProperties(border="0.5pt solid #000000", wrapoption="wrap", **fill))
        if name in ("title", "head", "centre"):
            style.addElement(ParagraphProperties(textalign="center"))
        if name == "right":
            style.addElement(ParagraphProperties(textalign="end"))
        book.automaticstyles.addElement(style)
        styles[name] = style
    for grid in grids:
        table = Table(name=grid.name)
        for at, width in enumerate(grid.widths):
            column = Style(name=f"{grid.name}{at}", family="table-column")
            column.addElement(TableColumnProperties(columnwidth=f"{width * 0.2:.1f}cm"))
            book.automaticstyles.addElement(column)
            table.addElement(TableColumn(stylename=column))
        spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges}
        covered = {(r, c) for t, l, b, e in grid.merges for r in range(t, b + 1) for c in range(l, e + 1)} - set(spans)
        rows = dict(grid.by_row())
        for row in range(max(rows) + 1):
            line, cells = TableRow(), dict(rows.get(row, []))
            for col in range(max(cells, default=-1) + 1):
                cell = cells.get(col)
                if (row, col) in covered:
                    line.addElement(CoveredTableCell(stylename=styles[cell.style]))
                    continue
                kind = {"stylename": styles[cell.style]} if cell else {}
                if cell and isinstance(cell.value, (int, float)):
                    kind |= {"valuetype": "float", "value": repr(cell.value)}
                if cell and cell.formula:
                    kind["formula"] = cell.formula
                if (row, col) in spans:
                    kind["numberrowsspanned"], kind["numbercolumnsspanned"] = map(str, spans[row, col])
                if cell and isinstance(cell.value, str):
                    kind["valuetype"] = "string"
                element = TableCell(**kind)
                if cell and cell.value is not None:
                    shown = cell.value if isinstance(cell.value, str) else f"{cell.value:.{grid.decimals}f}"
                    element.addElement(P(text=shown))
                line.addElement(element)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    steady_zip(path)


def steady_zip(path):
    """Writes the archive anew without the time of day, so that the bytes are the same each time."""
    import re

    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, info.compress_type, old.read(info)) for info in old.infolist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, method, data in parts:
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-12-02T09:00:00Z", data)
            if name == "meta.xml":
                data = re.sub(rb"<meta:(creation-date|editing-cycles|editing-duration)>[^<]*</meta:\1>", b"", data)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, method)
    path.write_bytes(out.getvalue())


def dyeing_workbook(plant):
    columns = [
        (("用水量",), "total_use"),
        (("输入水量", "取水量（新水量）", "自来水"), "tap"), (("输入水量", "取水量（新水量）", "地表水"), "surface"),
        (("输入水量", "取水量（新水量）", "外购蒸汽"), "steam"), (("输入水量", "取水量（新水量）", "小计"), "withdrawal"),
        (("输入水量", "重复利用水量", "循环水量"), "recirculated"), (("输入水量", "重复利用水量", "串联水量"), "series_in"),
        (("输入水量", "重复利用水量", "回用水量"), "reuse"), (("输入水量", "重复利用水量", "小计"), "recycled"),
        (("输出水量", "串联供出水量"), "series_out"), (("输出水量", "耗水量"), "consumption"),
        (("输出水量", "排水量"), "discharge"), (("输出水量", "漏失水量"), "leakage"),
    ]
    paths = [("序号",), ("用水类别",), ("车间",), ("用水单元",)] + [path for path, _ in columns] + [("备注",)]
    last = len(paths) - 1
    grid = Grid("水平衡统计表", [5, 10, 13, 30] + [9.5] * 13 + [24])
    grid.span(0, 0, 0, last, f"{plant.name}水平衡测试统计表", "title")
    grid.span(1, 0, 1, 9, "测试时段：2024年9月10日—9月12日（连续72小时，取3天均值）　全年生产310天", "caption")
    grid.span(1, 10, 1, last, "单位：m³/d", "right")
    row = grid.header(2, 0, paths)
    number, subtotals, block = 1, [], None
    starts = {}
    for workshop, category, units in plant.workshops:
        if block != category:
            starts[category] = row
        block, first = category, row
        for each in units:
            grid.put(row, 0, number, "centre")
            grid.put(row, 3, each.name)
            for at, (_, key) in enumerate(columns):
                grid.put(row, 4 + at, getattr(each, key), "number")
            grid.put(row, last, each.remark or None)
            number, row = number + 1, row + 1
        grid.span(first, 2, row - 1, 2, workshop, "centre")
        grid.put(row, 0, None, "sum")
        grid.span(row, 2, row, 3, f"{workshop}小计", "sum")
        for at, (_, key) in enumerate(columns):
            col = letter(4 + at)
            grid.put(row, 4 + at, total_of(units, key), "sum", f"=SUM({col}{first + 1}:{col}{row})")
        grid.put(row, last, None, "sum")
        subtotals.append(row)
        row += 1
        end_of = row - 1
        later = [one for one in plant.workshops if one[1] == category]
        if later[-1][0] == workshop:
            grid.span(starts[category], 1, end_of, 1, CATEGORY_ZH[category], "centre")
    grid.span(row, 0, row, 3, "全厂合计", "sum")
    for at, (_, key) in enumerate(columns):
        col = letter(4 + at)
        grid.put(row, 4 + at, plant.total(key), "sum", "=" + "+".join(f"{col}{sub + 1}" for sub in subtotals))
    grid.put(row, last, None, "sum")
    notes = [
        "注：1. 用水量＝取水量＋重复利用水量；外购蒸汽按折水量计入取水量。",
        "　　2. 排水量不含串联供出水量；各单元排水均进入厂内污水处理站，处理后部分回用，其余纳管外排。",
        "　　3. 测试期间生产正常，平均负荷约92％。",
    ]
    for note in notes:
        row += 1
        grid.span(row, 0, row, last, note, "note")
    grid.span(row + 2, 0, row + 2, last, "填表部门：设备动力科　　　填表人：　　　　　　审核人：　　　　　　填表日期：2024年9月20日", "caption")

    products = Grid("主要产品产量", [6, 16, 26, 12, 16, 30], 0)
    products.span(0, 0, 0, 5, "2023年度主要产品产量（合格品）", "title")
    for col, name in enumerate(["序号", "产品名称", "规格", "计量单位", "年产量", "备注"]):
        products.put(1, col, name, "head")
    rows = [(1, "染色布", "棉及涤棉混纺机织物", "万米", 3780, "含冷轧堆、溢流、气流、卷染"),
            (2, "印花布", "棉及涤棉混纺机织物", "百米", 176000, "圆网印花")]
    for at, line in enumerate(rows):
        for col, value in enumerate(line):
            products.put(2 + at, col, value, "amount" if col == 4 else "text")
    products.span(5, 0, 5, 5, "注：产量按检验入库合格品统计，未折算标准品。", "note")

    meters = Grid("水表台账", [6, 12, 8, 24, 22, 8, 11, 14, 8, 10], 0)
    meters.span(0, 0, 0, 9, "水计量器具配备台账", "title")
    for col, name in enumerate(["序号", "水表编号", "级别", "安装位置", "计量对象", "口径", "准确度等级", "检定有效期至", "远传", "使用状态"]):
        meters.put(1, col, name, "head")
    for at, line in enumerate(plant.meters):
        shown = (at + 1, line[0], "一二三"[line[1] - 1] + "级") + line[2:]
        for col, value in enumerate(shown):
            meters.put(2 + at, col, value, "day" if col == 7 else "centre")
    write_xlsx(SAMPLES / "dyeing.xlsx", [grid, products, meters], "设备动力科")


def fibre_workbook(plant):
    columns = [
        (("新水量", "自来水"), "tap"), (("新水量", "河水"), "surface"), (("循环水量",), "recirculated"),
        (("串联水量",), "series_in"), (("回用水量",), "reuse"), (("用水总量",), "total_use"), (("串联供出量",), "series_out"),
        (("耗水量",), "consumption"), (("排水量",), "discharge"), (("漏失量",), "leakage"),
    ]
    paths = [("序号",), ("用水单元名称",)] + [path for path, _ in columns] + [("备注",)]
    last = len(paths) - 1
    grid = Grid("水平衡", [6, 30] + [10.5] * 10 + [22])
    grid.span(0, 0, 0, last, "企业水平衡统计表", "title")
    grid.span(1, 0, 1, 5, f"填报单位：{plant.name}", "caption")
    grid.span(1, 6, 1, last, "测试日期：2024年10月15日至17日　　计量单位：t/d", "right")
    row = grid.header(2, 0, paths)
    for col, mark in enumerate(["甲", "乙"] + list(range(1, 11)) + ["丙"]):
        grid.put(row, col, mark, "centre")
    row += 1
    number = 1
    for sign, (_, category, units) in zip("一二三", plant.workshops):
        grid.span(row, 0, row, last, f"{sign}、{CATEGORY_ZH[category]}用水", "text")
        row += 1
        for each in units:
            grid.put(row, 0, number, "centre")
            grid.put(row, 1, each.name)
            for at, (_, key) in enumerate(columns):
                grid.put(row, 2 + at, getattr(each, key), "number")
            grid.put(row, last, each.remark or None)
            number, row = number + 1, row + 1
    grid.put(row, 0, None, "sum")
    grid.put(row, 1, "合　计", "sum")
    for at, (_, key) in enumerate(columns):
        grid.put(row, 2 + at, plant.total(key), "sum")
    grid.put(row, last, None, "sum")
    notes = ["注：①用水总量＝新水量＋循环水量＋串联水量＋回用水量；②回用水为污水站处理后中水；③全年运转345天。", "单位负责人：　　　　　　　　统计负责人：　　　　　　　　填表人：　　　　　　　　报出日期：2024年10月25日"]
    for note in notes:
        row += 1
        grid.span(row, 0, row, last, note, "note")
    products = Grid("产品产量", [16, 10, 14, 14, 24], 0)
    for col, name in enumerate(["产品名称", "单位", "设计产能", "2023年产量", "备注"]):
        products.put(0, col, name, "head")
    for col, value in enumerate(["涤纶长丝", "t", 300000, 278000, "POY、FDY及DTY合计"]):
        products.put(1, col, value, "amount" if col in (2, 3) else "text")
    write_xls(SAMPLES / "fibre.xls", [grid, products])


def paper_workbook(plant):
    columns = [("recirculated", ("重复利用水量", "循环")), ("series_in", ("重复利用水量", "串联用水")), ("reuse", ("重复利用水量", "处理后回用")),
               ("series_out", ("串联供出",)), ("consumption", ("耗水（蒸发等损耗）",)), ("discharge", ("排水",)), ("leakage", ("漏失",))]
    loops = {"动力车间": "循环水", "公用及生活": "循环水"}
    sheets, links = [], []
    for workshop, category, units in plant.workshops:
        left = 1 if workshop == "造纸二车间" else 0
        source, title = ("tap", "自来水") if category == ATTACHED else ("surface", "河水")
        keys = [source] + [key for key, _ in columns]
        paths = [("用水工序（设备）",), (f"新鲜水（{title}）",)] + [path for _, path in columns] + [("备注",)]
        paths[2] = ("重复利用水量", loops.get(workshop, "白水循环"))
        last = left + len(paths) - 1
        grid = Grid(workshop, ([3] if left else []) + [28] + [12] * 8 + [26])
        grid.span(0, left, 0, last, f"{workshop}用水平衡测试表", "title")
        grid.span(1, left, 1, left + 4, "测试时间：2024年11月5日～7日", "caption")
        grid.span(1, left + 5, 1, last, "单位：m³/d", "right")
        first = row = grid.header(2, left, paths)
        for each in units:
            grid.put(row, left, each.name)
            for at, key in enumerate(keys):
                grid.put(row, left + 1 + at, getattr(each, key), "number")
            grid.put(row, last, each.remark or None)
            row += 1
        grid.put(row, left, "合计", "sum")
        for at, key in enumerate(keys):
            col = letter(left + 1 + at)
            grid.put(row, left + 1 + at, total_of(units, key), "sum", f"of:=SUM([.{col}{first + 1}:.{col}{row}])")
        grid.put(row, last, None, "sum")
        grid.span(row + 1, left, row + 1, last, "车间主任：　　　　　　　　记录人：　　　　　　　　", "caption")
        sheets.append(grid)
        links.append((workshop, category, units, source, left, row))
    paths = [("序号",), ("车间",), ("用水类别",), ("新鲜水", "河水"), ("新鲜水", "自来水")] + [path for _, path in columns] + [("备注",)]
    paths[5] = ("重复利用水量", "循环水")
    last = len(paths) - 1
    summary = Grid("汇总表", [6, 16, 12] + [12] * 9 + [20])
    summary.span(0, 0, 0, last, f"{plant.name}用水汇总表", "title")
    summary.span(1, 0, 1, 5, "测试时间：2024年11月5日～7日　　年运行天数：340天", "caption")
    summary.span(1, 6, 1, last, "单位：m³/d", "right")
    first = row = summary.header(2, 0, paths)
    for number, (workshop, category, units, source, left, total_row) in enumerate(links, 1):
        summary.put(row, 0, number, "centre")
        summary.put(row, 1, workshop)
        summary.put(row, 2, CATEGORY_ZH[category], "centre")
        for at, key in enumerate(["surface", "tap"] + [key for key, _ in columns]):
            inside = 0 if key == source else None if key in ("tap", "surface") else at - 1
            formula = None if inside is None else f"of:=[$'{workshop}'.{letter(left + 1 + inside)}{total_row + 1}]"
            summary.put(row, 3 + at, total_of(units, key), "number", formula)
        summary.put(row, last, None)
        row += 1
    summary.span(row, 0, row, 2, "全厂合计", "sum")
    for at, key in enumerate(["surface", "tap"] + [key for key, _ in columns]):
        col = letter(3 + at)
        summary.put(row, 3 + at, plant.total(key), "sum", f"of:=SUM([.{col}{first + 1}:.{col}{row}])")
    summary.put(row, last, None, "sum")
    summary.span(row + 1, 0, row + 1, last, "说明：各车间数据由车间表链接；河水经净化站处理后使用，白水多余部分回碎浆机，各排水进污水处理站。", "note")
    summary.span(row + 3, 0, row + 3, last, "编制：　　　　　　　审核：　　　　　　　日期：2024年11月12日", "caption")
    write_ods(SAMPLES / "paper.ods", [summary] + sheets, "能源管理办公室")


def cogeneration_workbook(plant):
    rows = [
        (("取水量", "地表水"), "surface"), (("取水量", "自来水"), "tap"), (("取水量", "小计"), "withdrawal"),
        (("重复利用水量", "循环水量"), "recirculated"), (("重复利用水量", "串联水量"), "series_in"),
        (("重复利用水量", "回用水量"), "reuse"), (("重复利用水量", "小计"), "recycled"), (("用水量",), "total_use"),
        (("串联供出水量",), "series_out"), (("耗水量",), "consumption"), (("排水量",), "discharge"), (("漏失水量",), "leakage"),
    ]
    units = plant.units
    last = 2 + len(units)
    grid = Grid("全厂水平衡表", [15, 12] + [13] * (len(units) + 1), 2)
    grid.span(0, 0, 0, last, f"{plant.name}全厂水平衡表（2024年度）", "title")
    grid.span(1, 0, 1, 5, "统计期：2024年1月1日—12月31日　年运行天数330天", "caption")
    grid.span(1, 6, 1, last, "单位：万m³/a", "right")
    grid.span(2, 0, 2, 1, "项目")
    grid.span(3, 0, 3, 1, "用水类别")
    for at, each in enumerate(units):
        grid.put(2, 2 + at, each.name, "head")
        grid.put(3, 2 + at, CATEGORY_ZH[each.category], "centre")
    grid.put(2, last, "全厂合计", "head")
    grid.put(3, last, None, "centre")
    row, groups = 4, {}
    for path, key in rows:
        groups.setdefault(path[0], []).append(row)
        if len(path) == 2:
            grid.put(row, 1, path[1], "centre")
        style = "sum" if path[-1] in ("小计", "用水量") else "number"
        for at, each in enumerate(units):
            col, formula = letter(2 + at), None
            if path[-1] == "小计":
                formula = f"=SUM({col}{groups[path[0]][0] + 1}:{col}{row})"
            if path[0] == "用水量":
                formula = f"={col}{groups['取水量'][-1] + 1}+{col}{groups['重复利用水量'][-1] + 1}"
            grid.put(row, 2 + at, getattr(each, key), style, formula)
        grid.put(row, last, plant.total(key), "sum", f"=SUM(C{row + 1}:{letter(last - 1)}{row + 1})")
        row += 1
    for name, at in groups.items():
        grid.span(at[0], 0, at[-1], 0 if len(at) > 1 else 1, name)
    notes = [
        "备注：1. 循环冷却水系统串联供出为排污水，供脱硫、除渣；化学水处理反渗透浓水供除渣、输煤。",
        "　　　2. 对外供汽不回收，带走水量计入耗水量；锅炉循环水量为汽轮机凝结水。",
        "　　　3. 排水量不含串联供出；回用水为工业废水处理站出水。",
    ]
    for note in notes:
        grid.span(row, 0, row, last, note, "note")
        row += 1
    grid.span(row + 1, 0, row + 1, last, "批准：　　　　　　　审核：　　　　　　　编制：　　　　　　　2025年1月10日", "caption")

    years = Grid("近三年用水情况", [10] + [18] * 6, 2)
    years.span(0, 0, 0, 6, "近三年取水量及产量", "title")
    heads = ["年份", "地表水（万m³）", "自来水（万m³）", "取水量合计（万m³）", "发电量（MW·h）", "供汽量（t）", "发电设备利用小时（h）"]
    for col, name in enumerate(heads):
        years.put(1, col, name, "head")
    lines = [("2022年", 109.86, 1.31, 221400, 309800, 6150), ("2023年", 107.40, 1.27, 228600, 318200, 6350),
             ("2024年", float(plant.total("surface")), float(plant.total("tap")), 232000, 324000, 6444)]
    for at, (year, surface, tap, power, steam, hours) in enumerate(lines):
        line = [year, surface, tap, round(surface + tap, 2), power, steam, hours]
        for col, value in enumerate(line):
            formula = f"=B{3 + at}+C{3 + at}" if col == 3 else None
            years.put(2 + at, col, value, "centre" if col == 0 else "number" if col < 4 else "amount", formula)
    write_xlsx(SAMPLES / "cogeneration.xlsx", [grid, years], "生产技术部")


def food_text(plant):
    keys = ["tap", "surface", "rain", "recirculated", "series_in", "reuse", "series_out", "consumption", "discharge", "leakage"]
    heads = ["车间", "用水工序", "自来水", "河水", "雨水收集", "循环水", "串联用水", "回用水", "串联供出", "损耗", "排水", "漏失", "备注"]
    blank = {"tap", "surface", "rain", "leakage"}

    def shown(key, value):
        return f"{float(value):,.1f}" if value else "" if key in blank else "—"

    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    pad = lambda *cells: list(cells) + [""] * (len(heads) - len(cells))
    lines.writerow(pad(f"{plant.name}各工序用水平衡表"))
    lines.writerow(pad("测试日期：2024-11-19至2024-11-21", "", "", "", "", "", "", "", "", "", "", "单位：m3/d"))
    lines.writerow(["", "", "取水量", "", "", "重复利用水量", "", "", "输出水量", "", "", "", ""])
    lines.writerow(heads)
    for workshop, _, units in plant.workshops:
        for at, each in enumerate(units):
            row = [workshop if at == 0 else "", each.name]
            lines.writerow(row + [shown(key, getattr(each, key)) for key in keys] + [each.remark])
    lines.writerow(["合计", ""] + [f"{float(plant.total(key)):,.1f}" for key in keys] + [""])
    lines.writerow(pad("注：年生产天数290天；“—”表示无此项水量；损耗含蒸发和进入产品的水量。"))
    lines.writerow(pad("填表：", "", "", "复核："))
    (SAMPLES / "food.csv").write_bytes(out.getvalue().encode("gbk"))


def plating_workbook(plant):
    columns = [
        (("取水量\n（自来水）",), "tap"), (("循环水量",), "recirculated"), (("串联水量\n（接收）",), "series_in"), (("回用水量",), "reuse"),
        (("耗水量", "蒸发损耗"), "evaporation"), (("耗水量", "工件带出"), "carried_off"),
        (("排水量\n（含串联供出）",), "gross_discharge"), (("其中：\n串联供出",), "series_out"), (("漏失水量",), "leakage"),
    ]
    basis = {MAIN: "水表", AUXILIARY: "水表", ATTACHED: "估算"}
    paths = [("生产线",), ("用水工序",), ("计量方式",)] + [path for path, _ in columns] + [("备注",)]
    last = len(paths)
    grid = Grid("水平衡", [2, 14, 28, 10] + [11] * 9 + [22])
    grid.span(0, 1, 0, last, f"{plant.name}水平衡测试汇总", "title")
    grid.put(1, 1, "测试时间：2024年8月20日—8月22日；年生产300天", "caption")
    grid.put(1, last, "单位：m³/d", "right")
    row = grid.header(2, 1, paths)
    for workshop, category, units in plant.workshops:
        first = row
        for each in units:
            grid.put(row, 2, each.name)
            grid.put(row, 3, "估算" if each.name == "废气喷淋塔" else basis[category], "centre")
            for at, (_, key) in enumerate(columns):
                value = getattr(each, key)
                none = value == 0 and key in ("recirculated", "series_in", "reuse", "series_out", "carried_off")
                grid.put(row, 4 + at, "/" if none else value, "centre" if none else "number")
            grid.put(row, last, each.remark or None)
            row += 1
        grid.span(first, 1, row - 1, 1, workshop, "centre")
    grid.span(row, 1, row, 3, "合计", "sum")
    for at, (_, key) in enumerate(columns):
        grid.put(row, 4 + at, plant.total(key), "sum")
    grid.put(row, last, None, "sum")
    for note in ["注：1. 排水量含串联供出水量；串联水为镀后末级清洗水及纯水机浓水，“/”表示无。",
                 "　　2. 纯水用量计入各用水工序取水量，纯水机一行仅列浓水。"]:
        row += 1
        grid.put(row, 1, note, "note")
    grid.put(row + 2, 1, "填表：　　　　　　审核：　　　　　　企业（盖章）", "caption")
    products = Grid("镀件面积", [6, 16, 12, 16, 14, 26], 0)
    for col, name in enumerate(["序号", "产品名称", "计量单位", "年产量", "清洗次数", "备注"]):
        products.put(0, col, name, "head")
    for col, value in enumerate([1, "综合电镀件", "m²", 860000, 3, "镀锌、镍铬两线合计"]):
        products.put(1, col, value, "text")
    write_plain_xlsx(SAMPLES / "plating.xlsx", [grid, products], "环保安全部")


def chemical_workbook(plant):
    columns = [
        (("取水量", "自来水"), "tap"), (("取水量", "工业水（河水）"), "surface"), (("取水量", "外购蒸汽"), "steam"),
        (("循环水量",), "recirculated"), (("串联水量",), "series_in"), (("回用水量",), "reuse"), (("用水量",), "total_use"),
        (("串联供出",), "series_out"), (("耗水量",), "consumption"), (("排水量",), "discharge"), (("漏失水量",), "leakage"),
    ]
    paths = [("编号",), ("用水单位",)] + [path for path, _ in columns] + [("备注",)]
    last = len(paths) - 1

    def sheet(name, title, caption, share, hidden=False):
        shown = lambda each, key: Fraction(round(getattr(each, key) * share * 10), 10)
        summed = lambda units, key: sum((shown(each, key) for each in units), ZERO)
        grid = Grid(name, [7, 28] + [11] * 11 + [30], hidden=hidden)
        grid.span(0, 0, 0, last, title, "title")
        grid.span(1, 0, 1, 7, caption, "caption")
        grid.span(1, 8, 1, last, "单位：m³/d", "right")
        row = grid.header(2, 0, paths)
        parents = []
        for number, (workshop, category, units) in enumerate(plant.workshops, 1):
            top = row
            grid.put(row, 0, str(number), "sum")
            grid.put(row, 1, workshop, "sum")
            for at, (_, key) in enumerate(columns):
                col = letter(2 + at)
                grid.put(row, 2 + at, summed(units, key), "sum", f"=SUM({col}{top + 2}:{col}{top + 1 + len(units)})")
            grid.put(row, last, None, "sum")
            parents.append(row)
            for inner, each in enumerate(units, 1):
                row += 1
                grid.put(row, 0, f"{number}.{inner}", "centre")
                grid.put(row, 1, f"　　{each.name}")
                for at, (_, key) in enumerate(columns):
                    grid.put(row, 2 + at, shown(each, key), "number")
                grid.put(row, last, each.remark or None)
            row += 1
        grid.span(row, 0, row, 1, "总　计", "sum")
        for at, (_, key) in enumerate(columns):
            col = letter(2 + at)
            grid.put(row, 2 + at, summed(plant.units, key), "sum", "=" + "+".join(f"{col}{parent + 1}" for parent in parents))
        grid.put(row, last, None, "sum")
        return grid, row

    grid, row = sheet("水平衡表", f"{plant.name}用水单位水平衡表", "测试时间：2024年9月24日—26日（72小时）　年生产天数320天", Fraction(1))
    for note in ["注：1. 各车间行为其下各工序之和；循环水量不参与输入输出平衡。",
                 "　　2. 排水量不含串联供出水量，按各排口超声波流量计实测。"]:
        row += 1
        grid.span(row, 0, row, last, note, "note")
    grid.span(row + 2, 0, row + 2, last, "填报部门：安环部　　　填报人：　　　　　　部门负责人：　　　　　　2024年9月30日", "caption")

    old, _ = sheet("2022年存档", "2022年用水单位水平衡表（存档）", "测试时间：2022年9月", Fraction(107, 100), hidden=True)

    meters = Grid("水表台账及读数", [10, 7, 11, 22, 22, 8, 11, 13, 7, 9, 13, 13, 14])
    meters.span(0, 0, 0, 12, "水计量器具台账及测试期读数（2024年9月24日8:00—9月27日8:00）", "title")
    heads = ["水表编号", "级别", "上级水表", "安装位置", "计量对象", "口径", "准确度等级", "检定有效期至", "远传", "状态",
             "期初读数（m³）", "期末读数（m³）", "日均水量（m³/d）"]
    for col, name in enumerate(heads):
        meters.put(1, col, name, "head")
    for at, line in enumerate(meter_lines(plant)):
        for col, value in enumerate(line):
            style = "day" if col == 7 else "number" if col > 9 else "centre"
            formula = f"=(L{3 + at}-K{3 + at})/3" if col == 12 else None
            meters.put(2 + at, col, value, style, formula)
    meters.span(11, 0, 11, 12, "注：外购蒸汽由供汽方流量计计量，未列入本表。", "note")

    products = Grid("产品产量", [18, 10, 16, 16, 20], 0)
    products.span(0, 0, 0, 4, "2023年产品产量", "title")
    for col, name in enumerate(["产品名称", "单位", "产量", "产值（万元）", "备注"]):
        products.put(1, col, name, "head")
    for col, value in enumerate(["印染助剂", "t", 21500, 34200, "含前处理、染色、后整理助剂"]):
        products.put(2, col, value, "amount" if col in (2, 3) else "text")
    write_xlsx(SAMPLES / "chemical.xlsx", [grid, meters, products, old], "安环部")


def meter_lines(plant):
    """The register with readings; the meters of levels 1 and 2 read what the balance takes."""
    surface = {name.split("（")[0]: total_of(units, "surface") for name, _, units in plant.workshops}
    measured = {"H-1-01": sum(surface.values()), "H-1-02": plant.total("tap"), "H-2-01": surface["合成一车间"],
                "H-2-02": surface["合成二车间"], "H-2-03": surface["公用工程"]}
    assert measured["H-1-01"] == measured["H-2-01"] + measured["H-2-02"] + measured["H-2-03"]
    children = sum(exact(line[10]) for line in CHEMICAL_METERS if line[2] == "H-2-02")
    assert measured["H-2-02"] - children == exact("30.6")
    for number, level, parent, *rest, daily, first in CHEMICAL_METERS:
        daily, first = measured[number] if daily is None else exact(daily), exact(first)
        yield [number, "一二三"[level - 1] + "级", parent or "—", *rest, first, first + 3 * daily, daily]


def main():
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for plant in PLANTS:
        check(plant)
    for write, plant in [(dyeing_workbook, DYEING), (fibre_workbook, FIBRE), (paper_workbook, PAPER),
                         (cogeneration_workbook, COGENERATION), (food_text, FOOD), (plating_workbook, PLATING),
                         (chemical_workbook, CHEMICAL)]:
        write(plant)
    for plant in PLANTS:
        (SAMPLES / f"{plant.stem}.toml").write_text(profile(plant), encoding="utf-8", newline="\n")
        known = json.dumps(answer(plant), ensure_ascii=False, indent=1)
        (ANSWERS / f"{plant.stem}.expected.json").write_text(known + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
