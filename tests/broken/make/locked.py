"""Workbooks that open with a password only. The password is 1234 everywhere."""

import io
import os
import struct
import subprocess
import tempfile
from pathlib import Path

import olefile
import table
import xlwt.CompoundDoc
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.xor_obfuscation import DocumentXOR

PASSWORD = "1234"
# The Python that knows `uno`; the other packages may live in another one.
OFFICE_PYTHON = os.environ.get("OFFICE_PYTHON", "/usr/bin/python3")


def files():
    yield "password-agile.xlsx", agile(table.by_openpyxl())
    for name, kind in [
        ("password-libreoffice.ods", "calc8"),
        ("password-libreoffice.xlsx", "Calc MS Excel 2007 XML"),
        ("password-libreoffice.xls", "MS Excel 97"),
    ]:
        yield name, by_libreoffice(kind, PASSWORD)
    yield "password-xor.xls", obfuscated(table.by_xlwt())


def agile(workbook: bytes) -> bytes:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook)).encrypt(PASSWORD, locked)
    return locked.getvalue()


def by_libreoffice(kind: str, password: str = "") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "table.xlsx"), Path(folder, "out")
        source.write_bytes(table.by_openpyxl())
        office = Path(__file__).with_name("office.py")
        subprocess.run([OFFICE_PYTHON, office, source, out, kind, password], check=True)
        return out.read_bytes()


BOF, FILEPASS, BOUNDSHEET, INTERFACEHDR = 0x0809, 0x002F, 0x0085, 0x00E1


def obfuscated(workbook: bytes) -> bytes:
    """MS-OFFCRYPTO 2.3.7: the records' contents under a 16-byte key, their heads in clear."""
    stream = olefile.OleFileIO(io.BytesIO(workbook)).openstream("Workbook").read()
    key = DocumentXOR.create_xor_array_method1(PASSWORD)
    out, at = bytearray(), 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        record = bytearray(stream[at + 4 : at + 4 + length])
        at += 4 + length
        if number == BOUNDSHEET:
            # The sheet lies behind the record that is added.
            struct.pack_into("<I", record, 0, struct.unpack_from("<I", record)[0] + 10)
        out += struct.pack("<HH", number, length)
        clear = {BOF: length, INTERFACEHDR: length, BOUNDSHEET: 4}.get(number, 0)
        for index in range(clear, length):
            masked = DocumentXOR.rol(record[index], 5, 8)
            record[index] = masked ^ key[(len(out) + length + index) % 16]
        out += record
        if number == BOF and len(out) < 40:
            out += struct.pack("<HHHHH", FILEPASS, 6, 0, word_key(), verifier())
    file = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(file, bytes(out))
    return file.getvalue()


def word_key() -> int:
    return DocumentXOR.create_xor_key_method1(PASSWORD)


def verifier() -> int:
    """The checksum of the password that the file holds."""
    return next(n for n in range(1 << 16) if DocumentXOR.verifypw(PASSWORD, n))
