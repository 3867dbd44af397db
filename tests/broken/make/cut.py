"""Whole workbooks that lost their end, or one byte, on their way."""

import struct

import locked
import table


def files():
    workbook = table.by_openpyxl()
    yield "half.xlsx", workbook[: len(workbook) // 2]
    yield "without-its-directory.xlsx", workbook[: workbook.rindex(b"PK\x01\x02")]
    yield "ten-bytes.xlsx", workbook[:10]
    yield "changed-byte.xlsx", changed(workbook, b"xl/worksheets/sheet1.xml")
    ods = locked.by_libreoffice("calc8")
    yield "half.ods", ods[: len(ods) // 2]
    xls = table.by_xlwt()
    yield "half.xls", xls[: len(xls) // 2]
    yield "quarter.xls", xls[: len(xls) // 4]
    yield "cut-in-a-character.csv", "用水单元,取水量\n染色车间,120.5\n锅炉房".encode("gbk")[:-1]
    yield "cut-in-a-row.xls", page()[: page().index("96.4".encode())]


def changed(workbook: bytes, part: bytes) -> bytes:
    """One byte in the middle of a packed part is another."""
    head = workbook.index(part) - 30
    size = struct.unpack_from("<I", workbook, head + 18)[0]
    at = head + 30 + len(part) + size // 2
    return workbook[:at] + bytes([workbook[at] ^ 0x55]) + workbook[at + 1 :]


def page() -> bytes:
    rows = [
        "<tr>" + "".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) + "</tr>"
        for row in table.ROWS
    ]
    style = '<meta charset="utf-8"><title>导出</title>'
    return f"<html><head>{style}</head><body><table>{''.join(rows)}</table></body></html>".encode()
