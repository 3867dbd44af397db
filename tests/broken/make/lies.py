"""Files that state what is not so, or ask for more than there is."""

import io
import struct
import zipfile

import locked
import table

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = '<row r="1"><c r="A1" t="inlineStr"><is><t>用水单元</t></is></c></row>'
MIB = 1 << 20


def files():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield "far-corner.xlsx", with_part(SHEET, sheet(CELLS + far))
    past = '<row r="2"><c r="XFE2"><v>1</v></c><c r="A4294967298"><v>2</v></c></row>'
    yield "past-the-grid.xlsx", with_part(SHEET, sheet(CELLS + past))
    merges = '<mergeCells><mergeCell ref="C4:A1"/><mergeCell ref="A1:XFE9"/></mergeCells>'
    yield "merges.xlsx", with_part(SHEET, sheet(CELLS, merges))
    yield "dimension.xlsx", with_part(SHEET, dimension(table.by_openpyxl()))
    shared = locked.by_libreoffice("Calc MS Excel 2007 XML")
    yield "count-of-strings.xlsx", with_part(STRINGS, counted(part(shared, STRINGS)), shared)
    yield "size-of-a-part.xlsx", understated(with_part(SHEET, sheet(CELLS + " " * 20 * MIB)))
    yield "blanks-that-unpack.xlsx", with_part(SHEET, sheet(CELLS + " " * 20 * MIB))
    yield "entities.xlsx", with_part(SHEET, entities())
    yield "nested.xlsx", with_part(SHEET, sheet("<a>" * 100_000))
    yield "without-a-list-of-sheets.xlsx", with_part("xl/workbook.xml", b"<workbook/>")
    yield "repeats.ods", repeats()
    yield "dimension.xls", dimension_of_xls(table.by_xlwt())
    yield "chain-in-a-ring.xls", ring(table.by_xlwt())


def part(workbook: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(workbook)).read(name)


def with_part(name: str, inside: bytes, workbook: bytes | None = None) -> bytes:
    """The small table's workbook with one of its parts replaced."""
    source = zipfile.ZipFile(io.BytesIO(workbook or table.by_openpyxl()))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for entry in source.namelist():
            out.writestr(entry, inside if entry == name else source.read(entry))
    return file.getvalue()


def sheet(rows: str, after: str = "") -> bytes:
    return (
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    ).encode()


def dimension(workbook: bytes) -> bytes:
    inside = part(workbook, SHEET)
    assert b'<dimension ref="A1:C4"' in inside
    return inside.replace(b'<dimension ref="A1:C4"', b'<dimension ref="1:180"')


def counted(strings: bytes) -> bytes:
    found = strings.split(b"uniqueCount=")[1].split(b'"')[1]
    return strings.replace(b'uniqueCount="' + found, b'uniqueCount="4000000000')


def understated(workbook: bytes) -> bytes:
    """The directory and the local heads say that the sheet has 1 000 bytes."""
    out = bytearray(workbook)
    at = 0
    while (at := out.find(SHEET.encode(), at)) >= 0:
        if out[at - 46 : at - 42] == b"PK\x01\x02":
            struct.pack_into("<I", out, at - 46 + 24, 1_000)
        elif out[at - 30 : at - 26] == b"PK\x03\x04":
            struct.pack_into("<I", out, at - 30 + 22, 1_000)
        at += 1
    return bytes(out)


def entities() -> bytes:
    declared = '<!ENTITY a0 "水水水水水水水水水水">'
    for level in range(1, 10):
        below = f"&a{level - 1};" * 10
        declared += f'<!ENTITY a{level} "{below}">'
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c><c r="B1"><v>1</v></c></row>'
    )
    return f"<!DOCTYPE worksheet [{declared}]>".encode() + sheet(cells)


def repeats() -> bytes:
    """One cell repeated over 1 048 576 rows and 40 columns."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in [("office", "office"), ("table", "table"), ("text", "text")]
    )
    cell = '<table:table-cell table:number-columns-repeated="40" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    inside = f'<table:table table:name="{table.SHEET}">{row}</table:table>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
        f"<office:spreadsheet>{inside}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        out.writestr("content.xml", content)
    return file.getvalue()


def dimension_of_xls(workbook: bytes) -> bytes:
    """DIMENSIONS says 4 294 967 295 rows and 65 535 columns."""
    head = struct.pack("<HH", 0x0200, 14)
    at = workbook.index(head) + 4
    lie = struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)
    return workbook[:at] + lie + workbook[at + 14 :]


def ring(workbook: bytes) -> bytes:
    """The table of sectors leads from the second sector back to the first."""
    first = struct.unpack_from("<I", workbook, 76)[0]
    at = 512 + 512 * first
    return workbook[:at] + struct.pack("<II", 1, 0) + workbook[at + 8 :]
