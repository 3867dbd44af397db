"""The same cells through different writers. Each leaves its own traces in the file."""

import datetime
import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
from grid import Error, Formula, Shown, letters

HERE = Path(__file__).resolve().parent
SHEETJS = os.environ.get("SHEETJS", "/tmp/sheetjs")
MOMENT = datetime.datetime(2024, 9, 20, 8, 0, 0)


def with_openpyxl(book, path, vba=False):
    """openpyxl: shared strings, no results beside formulas."""
    out = openpyxl.Workbook()
    out.remove(out.active)
    out.properties.created = out.properties.modified = MOMENT
    for sheet in book.sheets:
        page = out.create_sheet(sheet.name)
        page.sheet_state = sheet.state
        for (row, col), value in sheet.cells.items():
            cell = page.cell(row, col)
            if isinstance(value, Formula):
                cell.value = value.text
            elif isinstance(value, Error):
                cell.value, cell.data_type = value.code, "e"
            elif isinstance(value, Shown):
                cell.value, cell.number_format = value.value, value.format
            else:
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
        for merge in sheet.merges:
            page.merge_cells(merge)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for col in sheet.hidden_cols:
            page.column_dimensions[col].hidden = True
        for col, width in sheet.widths.items():
            page.column_dimensions[col].width = width
    out.save(path)


def with_libreoffice(book, path, kind=None):
    """LibreOffice: takes the cells from openpyxl's file, computes, and writes them anew."""
    kind = kind or path.suffix[1:]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.xlsx"
        with_openpyxl(book, source)
        converted(source, kind, path)


def converted(source, kind, path):
    """A file as LibreOffice writes it in another format (`xls`, `ods`, `xls:MS Excel 95`)."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", folder, source]
        subprocess.run(command, check=True, capture_output=True)
        made = Path(folder) / (Path(source).stem + "." + kind.split(":")[0])
        shutil.copyfile(made, path)


def plain(value):
    """A value as JSON for the writers in other languages."""
    if isinstance(value, Formula):
        return {"formula": value.text.lstrip("="), "result": value.result}
    if isinstance(value, Error):
        return {"error": value.code}
    if isinstance(value, Shown):
        inner = value.value
        if isinstance(inner, datetime.datetime):
            days = (inner - datetime.datetime(1899, 12, 30)).total_seconds() / 86400
            return {"number": days, "format": value.format}
        return {"number": inner, "format": value.format}
    return value


def as_json(book):
    sheets = [
        {
            "name": sheet.name,
            "state": sheet.state,
            "cells": [
                [row, col, plain(value)] for (row, col), value in sorted(sheet.cells.items())
            ],
            "merges": sheet.merges,
            "hidden_rows": sheet.hidden_rows,
            "hidden_cols": sheet.hidden_cols,
        }
        for sheet in book.sheets
    ]
    return json.dumps({"sheets": sheets}, ensure_ascii=False)


def with_sheetjs(book, path, kind=None):
    """SheetJS: `xlsx`, `xlsb`, `biff8`, `biff5`, `xlml`, `html`, `ods`."""
    kind = kind or path.suffix[1:]
    command = ["node", HERE / "sheetjs.cjs", path, kind]
    environment = {**os.environ, "NODE_PATH": f"{SHEETJS}/node_modules"}
    subprocess.run(command, input=as_json(book), text=True, check=True, env=environment)


def with_rust(book, path):
    """rust_xlsxwriter, through the example `workbooks` of this package."""
    command = ["cargo", "run", "-q", "-p", "tests", "--example", "workbooks", "--", path]
    subprocess.run(command, input=as_json(book), text=True, check=True, cwd=HERE)


def with_csv(book, path, encoding="utf-8-sig", separator=",", newline="\r\n"):
    """Plain text as a spreadsheet program saves the first sheet."""
    import csv

    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=newline)
    for row in book.sheets[0].grid():
        writer.writerow(["" if value is None else value for value in row])
    # A character that GBK lacks is saved as a question mark.
    path.write_bytes(text.getvalue().encode(encoding, errors="replace"))
