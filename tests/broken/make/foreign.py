"""What lies under the name of a workbook and is another thing."""

import io
import zipfile

import cut
import table


def files():
    yield "web-page.xls", cut.page()
    yield "page-of-frames.xls", b"<html><frameset><frame src=sheet001.htm></frameset></html>"
    yield "spreadsheet-2003.xls", spreadsheet_2003()
    yield "web-archive.xls", web_archive()
    yield "~$lock.xlsx", lock()
    yield "empty.xlsx", b""
    yield "pdf.xlsx", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    yield "picture.xls", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0"
    yield "word.xlsx", package("word/document.xml", b"<w:document/>")
    yield "workbook-in-an-archive.xlsx", package("现场/水平衡表.xlsx", table.by_openpyxl())
    yield "protected-by-the-company.xlsx", b"\x62\x14\x23\x65\x88\x01E-SafeNet\0\0LOCK\0\0" + bytes(500)
    yield "zeros.xlsx", bytes(4096)


def spreadsheet_2003() -> bytes:
    def cell(value):
        if value is None:
            return "<Cell/>"
        kind = "String" if isinstance(value, str) else "Number"
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = "".join(f"<Row>{''.join(cell(value) for value in row)}</Row>" for row in table.ROWS)
    names = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{names}" '
        f'xmlns:ss="{names}"><Worksheet ss:Name="{table.SHEET}"><Table>{rows}</Table></Worksheet>'
        "</Workbook>"
    ).encode()


def web_archive() -> bytes:
    head = [
        "MIME-Version: 1.0",
        "X-Document-Type: Workbook",
        'Content-Type: multipart/related; boundary="----=_NextPart"',
        "",
        "------=_NextPart",
        'Content-Type: text/html; charset="utf-8"',
        "Content-Transfer-Encoding: 8bit",
        "",
    ]
    return "\r\n".join(head).encode() + b"\r\n" + cut.page() + b"\r\n------=_NextPart--\r\n"


def lock() -> bytes:
    """The name of who has the workbook open, in both of the forms that Excel writes."""
    name = "示例用户"
    plain = name.encode("gbk")
    return (
        bytes([len(plain)]) + plain.ljust(54, b" ")
        + bytes([len(name), 0]) + name.encode("utf-16-le").ljust(108, b" \0"[:1])
    )[:165].ljust(165, b"\0")


def package(name: str, inside: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(name, inside)
    return file.getvalue()
