"""The small table that most of the files hold, as several programs write it."""

import io

import openpyxl
import xlwt

SHEET = "水平衡表"
ROWS = [
    ["单位：m³/d", None, None],
    ["用水单元", "取水量", "排水量"],
    ["染色车间", 120.5, 96.4],
    ["锅炉房", 40, 12],
]


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = SHEET
    for row in ROWS:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def by_xlwt() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(SHEET)
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
