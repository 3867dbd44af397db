"""Writes the workbooks and their answers: see ../README.md.

    python make.py            all
    python make.py 07 12      those whose name holds one of these

Each function of the modules named in THEMES that is decorated with `workbook` returns a
`Book` (or writes its file itself) and an `Answer`.
"""

import importlib
import sys
import tempfile
from pathlib import Path

import biff5
import writers
from grid import Book

FOLDER = Path(__file__).resolve().parents[1]
THEMES = [
    "formats", "headers", "measures", "figures", "ways", "odd", "blocks", "rows", "mixed", "traps", "fresh"
]
WRITERS = {
    "openpyxl": writers.with_openpyxl,
    "LibreOffice": writers.with_libreoffice,
    "SheetJS": writers.with_sheetjs,
    "rust_xlsxwriter": writers.with_rust,
    "BIFF5": biff5.write,
    "csv": writers.with_csv,
}


def main():
    wanted = sys.argv[1:]
    for theme in THEMES:
        for name, make in vars(importlib.import_module(theme)).items():
            file = getattr(make, "file", None)
            if file and (not wanted or any(word in file for word in wanted)):
                write(file, make)


def write(file, make):
    path = FOLDER / file
    book, answer = make()
    writer = WRITERS.get(make.writer)
    # Several writers look at the ending, and not all know all.
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / file
        if isinstance(book, Book):
            writer(book, draft, **make.options)
        elif isinstance(book, bytes):
            draft.write_bytes(book)
        else:
            book(draft)
        path.write_bytes(draft.read_bytes())
    path.with_suffix(".md").write_text(answer.text(), encoding="utf-8")
    print(file, path.stat().st_size, make.writer)


if __name__ == "__main__":
    main()
