"""Sheets as data: units with their flows, tables laid out from them, and what must be read.

Every figure is computed here in exact decimals; nothing comes from the program under test.
"""

from dataclasses import dataclass, field
from decimal import Decimal

import grid
import plant

SOURCES = ["tap", "surface", "ground", "steam", "reclaimed", "rain", "other", "unspecified"]
INFLOW = SOURCES + ["series_in", "reuse", "condensate", "distributed_in", "treatment_in", "carried_in"]
OUTFLOW = ["series_out", "reuse_out", "distributed_out", "consumption", "leakage"]


def exact(value):
    return Decimal(str(value))


class Unit:
    """A unit of water use. The discharge is what remains of its inflow unless it is given."""

    def __init__(self, name, group=None, closes=True, **flows):
        self.name, self.group = name, group
        self.unknown, self.of_which = set(), False
        self.flows = {key: exact(value) for key, value in flows.items()}
        if closes and "discharge" not in flows:
            rest = self.sum(INFLOW) - self.sum(OUTFLOW)
            assert rest >= 0, (name, rest)
            self.flows["discharge"] = rest

    def sum(self, keys):
        return sum((self.flows.get(key, Decimal(0)) for key in keys), Decimal(0))

    def __getitem__(self, key):
        """A flow, or one of the sums that tables give."""
        if key == "intake":
            return self.sum(SOURCES)
        if key == "recycled":
            return self.sum(["circ", "series_in", "reuse", "condensate"])
        if key == "use":
            return self["intake"] + self["recycled"]
        if key == "gross":
            return self.sum(["discharge", "series_out"])
        if key == "out":
            return self.sum(OUTFLOW + ["discharge"])
        return self.flows.get(key, Decimal(0))


def add(units, key):
    return sum((unit[key] for unit in units), Decimal(0))


@dataclass
class Sheet:
    """A sheet: cells by row and column from 0, merged regions, what is hidden."""

    name: str
    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list = field(default_factory=list)
    hidden_cols: list = field(default_factory=list)
    indents: dict = field(default_factory=dict)

    def put(self, row, col, value):
        if value is not None and value != "":
            self.cells[(row, col)] = value

    def line(self, row, col, values):
        for at, value in enumerate(values):
            self.put(row, col + at, value)

    def merge(self, top, left, bottom, right):
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    def title(self, row, left, right, text):
        self.put(row, left, text)
        self.merge(row, left, row, right)

    def headers(self, row, col, paths, merged=True):
        """Headers of one or several rows: 取水量/自来水. Returns the first row below."""
        parts = [path.split("/") for path in paths]
        depth = max(len(part) for part in parts)
        for level in range(depth):
            at = 0
            while at < len(parts):
                part = parts[at]
                if level >= len(part):
                    at += 1
                    continue
                last = at
                while (
                    last + 1 < len(parts)
                    and level < len(part) - 1
                    and parts[last + 1][: level + 1] == part[: level + 1]
                ):
                    last += 1
                self.put(row + level, col + at, part[level])
                bottom = row + depth - 1 if level == len(part) - 1 else row + level
                if merged:
                    self.merge(row + level, col + at, bottom, col + last)
                at = last + 1
        return row + depth


def number(value, places=1):
    """A figure as it is written; zero stays zero."""
    value = round(value, places) if places is not None else value
    return int(value) if value == int(value) else float(value)


def a1(row, col):
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


ITEMS = {
    "tap": "自来水", "surface": "地表水", "ground": "地下水", "steam": "蒸汽", "reclaimed": "再生水",
    "rain": "雨水", "other": "其他水源", "unspecified": "未分水源", "circ": "循环", "series_in": "串联入",
    "reuse": "回用", "condensate": "冷凝水", "distributed_in": "制水供入", "treatment_in": "处理水量",
    "carried_in": "原料带入", "series_out": "串联供出", "reuse_out": "回用供出",
    "distributed_out": "制水供出", "consumption": "耗水", "discharge": "排水", "leakage": "漏失",
}
WATCHED = ["total_mismatch", "subtotal_double_counted", "column_unrecognised", "unit_unknown", "duplicate_unit"]


def answered(title, about, sheets, units, doubts=(), days=None):
    """The workbook and its answer: a doubt is a code and a place, `(code, "表!B5")`; common
    ones that are not named must not be said."""
    book = grid.Book()
    for sheet in sheets:
        page = book.sheet(sheet.name, "hidden" if sheet.hidden else "visible")
        page.cells = {
            (row + 1, col + 1): grid.Formula(value) if str(value).startswith("=") else value
            for (row, col), value in sheet.cells.items()
        }
        page.merges = [f"{a1(top, left)}:{a1(bottom, right)}" for top, left, bottom, right in sheet.merges]
    said = [f"`{code}` {place}" for code, place in doubts]
    said += [f"不应有 `{code}`" for code in WATCHED if code not in [code for code, _ in doubts]]
    facts = [("年运行天数", days)] if days else []
    return book, plant.Answer(title, about, [told(unit) for unit in units], said, facts)


def told(unit):
    """The unit as the answer tells it."""
    flows = {ITEMS[key]: value for key, value in unit.flows.items() if key in ITEMS}
    flows.update({ITEMS[key]: plant.UNKNOWN for key in unit.unknown})
    return plant.Unit(unit.name, unit.group or "", of_which=unit.of_which, **flows)


def without(units, *keys):
    """The units, of which these flows are not known: their table has no column for them."""
    for unit in units:
        unit.unknown.update(keys)
    return units
