"""Writes the workbook and profile of a large site for the report benchmark: by default 150 units.

    python make_site.py OUT.xlsx [--units N]

The pattern is that of the sample `chemical.xlsx`: a row for each workshop that sums its
units, numbered 1, 1.1, 1.2 …, and a total row. Each unit hands water on in series to the
next one of its workshop; every thirtieth does not close, so that the report has something
to find. The profile goes beside it under the same name. The same N gives the same bytes.
"""

import argparse
import random
from datetime import datetime, timezone
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

COLUMNS = ["自来水", "工业水（河水）", "外购蒸汽", "循环水量", "串联水量", "回用水量", "用水量", "串联供出", "耗水量", "排水量", "漏失水量"]
WORKSHOPS = ["前处理", "染色", "印花", "整理", "水洗", "织造", "调浆", "定形"]
MACHINES = ["水洗机", "蒸箱", "轧车", "染缸", "冷却塔", "烘筒", "配料罐", "皂洗机", "真空泵", "地面冲洗"]
PER_WORKSHOP = 10

PROFILE = """# 虚构企业，仅供性能测试。 An invented enterprise.
name = "嘉兴示例大型印染有限公司"
credit_code = "91330411EXAMPLE11U"
industry = "棉印染精加工"
industry_code = "1713"
district = "秀洲区"
address = "嘉兴市秀洲区示例工业园九号路9号"
employees = 4200
output_value = 218000 # 万元
added_value = 52300 # 万元
operating_days = 310
period_from = 2024-09-10
period_to = 2024-09-12
auditor = "嘉兴示例节水诊断有限公司"

[[product]]
name = "染色布"
output = 37800
unit = "万米"
quota = "MIIT-DYE-2017D-1"

[prices] # 元/m³
water = 3.10
discharge = 2.60
treatment = 4.20
"""


def workshop(rng, size):
    """The rows of one workshop in whole tenths of m³/d; what flows in flows out."""
    handed_on = 0
    for at in range(size):
        tap, surface, steam, reuse = (rng.randrange(0, most) for most in [400, 3000, 300, 200])
        received, recirculated = handed_on, rng.choice([0, 0, rng.randrange(0, 9000)])
        inflow = tap + surface + steam + reuse + received
        handed_on = inflow * rng.randrange(5, 20) // 100 if at + 1 < size else 0
        consumption, leakage = inflow * rng.randrange(5, 25) // 100, inflow // 100
        discharge = inflow - handed_on - consumption - leakage
        yield [tap, surface, steam, recirculated, received, reuse, inflow + recirculated, handed_on, consumption, discharge, leakage]


def write(path, units):
    rng = random.Random(2024)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime(2024, 12, 2, tzinfo=timezone.utc)})
    sheet = book.add_worksheet("水平衡表")
    sheet.write(0, 0, "嘉兴示例大型印染有限公司用水单位水平衡表")
    sheet.write(1, 0, "测试时间：2024年9月10日—12日（72小时）　年生产天数310天　单位：m³/d")
    sheet.write_row(2, 0, ["编号", "用水单位", *COLUMNS, "备注"])
    totals, row = [0] * len(COLUMNS), 3
    for number in range(1, -(-units // PER_WORKSHOP) + 1):
        size = min(PER_WORKSHOP, units - (number - 1) * PER_WORKSHOP)
        rows = list(workshop(rng, size))
        if number % 3 == 0:
            rows[0][9] -= rows[0][9] // 4  # the unit that does not close
        sums = [sum(column) for column in zip(*rows)]
        totals = [total + part for total, part in zip(totals, sums)]
        name = f"{WORKSHOPS[(number - 1) % len(WORKSHOPS)]}{(number - 1) // len(WORKSHOPS) + 1}车间（主要生产）"
        write_row(sheet, row, str(number), name, sums, f"=SUM({{0}}{row + 2}:{{0}}{row + 1 + size})")
        for at, tenths in enumerate(rows, 1):
            write_row(sheet, row + at, f"{number}.{at}", f"　　{number}号{MACHINES[at - 1]}", tenths)
        row += size + 1
    write_row(sheet, row, "", "合计", totals)
    book.close()
    path.with_suffix(".toml").write_text(PROFILE, encoding="utf-8")


def write_row(sheet, row, number, name, tenths, formula=None):
    sheet.write_row(row, 0, [number, name])
    for col, value in enumerate(tenths, 2):
        if formula:
            sheet.write_formula(row, col, formula.format(xl_col_to_name(col)), None, value / 10)
        else:
            sheet.write_number(row, col, value / 10)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("out", type=Path)
    options.add_argument("--units", type=int, default=150)
    given = options.parse_args()
    write(given.out, given.units)


if __name__ == "__main__":
    main()
