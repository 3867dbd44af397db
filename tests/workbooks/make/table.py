"""Tables laid out on a sheet from units, totals and texts."""

from dataclasses import dataclass, field
from decimal import Decimal

from layout import Unit, add, number

TEXT = {"name", "group", "no", "note", "category"}


@dataclass
class Text:
    """A row of words: a section, a note."""

    text: str
    col: str = "name"


@dataclass
class Total:
    """A row that sums units; `wrong` says what is written instead."""

    name: str
    units: list
    wrong: dict = field(default_factory=dict)
    group: str = ""
    only: list | None = None


@dataclass
class As:
    """A unit with other words in its columns of text, or other cells for its figures."""

    unit: Unit
    cells: dict = field(default_factory=dict)


@dataclass
class Raw:
    """Cells as they stand, by key of the column."""

    cells: dict


def table(sheet, row, col, cols, rows, places=1, merged=True, factor=Decimal(1), zero=0, head=True, start=1):
    """Writes a table; gives the row below it and the row of each entry."""
    if head:
        row = sheet.headers(row, col, [path for path, _ in cols], merged)
    keys = [key for _, key in cols]
    found, count = [], start - 1
    for entry in rows:
        found.append(row)
        if entry is None:
            row += 1
            continue
        if isinstance(entry, Text):
            at = keys.index(entry.col) if entry.col in keys else 0
            sheet.put(row, col + at, entry.text)
            row += 1
            continue
        if isinstance(entry, Raw):
            for at, key in enumerate(keys):
                sheet.put(row, col + at, entry.cells.get(key))
            row += 1
            continue
        written = {}
        if isinstance(entry, Total):
            for key in keys:
                if key not in TEXT and (entry.only is None or key in entry.only):
                    written[key] = figure(add(entry.units, key) * factor, places, 0)
            written["name" if "name" in keys else "group"] = entry.name
            if entry.group:
                written["group"] = entry.group
            written.update(entry.wrong)
        else:
            unit = entry.unit if isinstance(entry, As) else entry
            count += 1
            for key in keys:
                if key not in TEXT:
                    written[key] = figure(unit[key] * factor, places, zero)
            written.update(name=unit.name, no=count, group=unit.group or "")
            if isinstance(entry, As):
                written.update(entry.cells)
        for at, key in enumerate(keys):
            sheet.put(row, col + at, written.get(key))
        row += 1
    return row, found


def figure(value, places, zero):
    return zero if value == 0 else number(value, places)


STANDARD = [
    ("序号", "no"),
    ("用水单元", "name"),
    ("取水量/自来水", "tap"),
    ("取水量/地表水", "surface"),
    ("取水量/小计", "intake"),
    ("重复利用水量/循环水量", "circ"),
    ("重复利用水量/串联水量", "series_in"),
    ("重复利用水量/回用水量", "reuse"),
    ("串联供出", "series_out"),
    ("耗水量", "consumption"),
    ("排水量", "discharge"),
    ("漏失水量", "leakage"),
]

SHORT = [
    ("序号", "no"),
    ("用水单元", "name"),
    ("取水量", "intake"),
    ("循环水量", "circ"),
    ("耗水量", "consumption"),
    ("排水量", "discharge"),
    ("漏失水量", "leakage"),
]
