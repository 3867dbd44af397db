"""Excel 5 files, as programs of the nineties wrote them: strings in code page 936, no
merged cells, a compound file around one stream."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def text(value):
    return value.encode("gbk", errors="replace")


def begin(kind):
    return record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0x096C, 1993))


def substream(sheet):
    height = max(row for row, _ in sheet.cells)
    width = max(col for _, col in sheet.cells)
    out = begin(0x0010) + record(0x0200, struct.pack("<HHHHH", 0, height, 0, width, 0))
    for (row, col), value in sorted(sheet.cells.items()):
        place = struct.pack("<HHH", row - 1, col - 1, 0)
        if isinstance(value, str):
            data = text(value)
            out += record(0x0204, place + struct.pack("<H", len(data)) + data)
        else:
            out += record(0x0203, place + struct.pack("<d", value))
    return out + record(0x000A)


def stream(book):
    sheets = [substream(sheet) for sheet in book.sheets]
    names = [text(sheet.name) for sheet in book.sheets]
    head = begin(0x0005) + record(0x0042, struct.pack("<H", 936))
    at = len(head) + sum(4 + 7 + len(name) for name in names) + 4
    for name, sheet in zip(names, sheets):
        head += record(0x0085, struct.pack("<IHB", at, 0, len(name)) + name)
        at += len(sheet)
    return head + record(0x000A) + b"".join(sheets)


def entry(name, kind, child, start, size):
    raw = (name + "\0").encode("utf-16le")
    out = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, FREE, child)
    return out + bytes(36) + struct.pack("<III", start, size, 0)


def write(book, path):
    """A compound file: one sector of allocation table, one of directory, then the stream."""
    data = stream(book)
    size = max(len(data), 4096)  # shorter streams would go elsewhere
    data = data.ljust(-(-size // SECTOR) * SECTOR, b"\0")
    count = len(data) // SECTOR
    chain = [FAT, END] + [at + 3 for at in range(count - 1)] + [END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    assert len(fat) == SECTOR
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    directory = entry("Root Entry", 5, 1, END, 0) + entry("Book", 2, FREE, 2, size)
    path.write_bytes(head + fat + directory.ljust(SECTOR, b"\0") + data)
