"""Writes a large workbook for the reading benchmark: by default 50 000 rows × 40 columns.

    python make_large.py [OUT.xlsx] [--rows N]

A balance table of the ordinary kind (title, caption, two header rows, one unit a row) with
hourly readings beside it, as a metering system exports them. Every unit closes exactly.
About one reading in ten is missing, so that there are some 1.83 million filled cells.
The same rows give the same bytes. Without OUT it goes to the temporary folder.
"""

import argparse
import random
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

import xlsxwriter

NAMES = ["序号", "车间", "用水单元", "计量方式"]
FLOWS = ["自来水", "地表水", "小计", "循环水量", "串联水量", "回用水量", "用水量", "串联供出", "耗水量", "排水量", "漏失水量"]
READINGS = [f"{hour}时读数" for hour in range(24)]
COLUMNS = NAMES + FLOWS + READINGS + ["备注"]


def flows(rng):
    """One unit in whole tenths of m³/d; what flows in flows out."""
    tap, surface = rng.randrange(0, 4000), rng.randrange(100, 9000)
    recirculated, series, reuse = rng.randrange(0, 90000), rng.randrange(0, 800), rng.randrange(0, 900)
    inflow = tap + surface + series + reuse
    consumption, leakage = inflow * rng.randrange(5, 30) // 100, inflow // 100
    discharge = inflow - series - consumption - leakage
    tenths = [tap, surface, tap + surface, recirculated, series, reuse, inflow + recirculated, series, consumption, discharge, leakage]
    return [tenth / 10 for tenth in tenths]


def write(path, rows):
    rng = random.Random(2024)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": datetime(2024, 12, 2, tzinfo=timezone.utc)})
    sheet = book.add_worksheet("水平衡表")
    sheet.write(0, 0, "嘉兴示例印染有限公司水平衡测试表（逐时）")
    sheet.write(1, 0, "单位：m³/d")
    for col, name in {4: "取水量", 7: "重复利用水量", 11: "输出水量", 15: "逐时读数"}.items():
        sheet.write(2, col, name)
    sheet.write_row(3, 0, COLUMNS)
    for row in range(rows):
        values = flows(rng)
        sheet.write_row(row + 4, 0, [row + 1, f"第{row // 100 + 1}车间", f"用水点{row + 1:05}", "水表", *values])
        reading = float(rng.randrange(1000, 900000))
        for hour in range(24):
            reading = round(reading + values[6] / 24, 1)
            if rng.random() > 0.1:
                sheet.write_number(row + 4, 15 + hour, reading)
        if row % 50 == 0:
            sheet.write_string(row + 4, 39, "夜间停用")
    book.close()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("out", nargs="?", type=Path, default=Path(tempfile.gettempdir()) / "shuiheng-large.xlsx")
    options.add_argument("--rows", type=int, default=50_000)
    given = options.parse_args()
    start = time.perf_counter()
    write(given.out, given.rows)
    took = time.perf_counter() - start
    print(f"{given.out}: {given.rows} rows x {len(COLUMNS)} columns, {given.out.stat().st_size / 1e6:.1f} MB, {took:.1f} s")


if __name__ == "__main__":
    main()
