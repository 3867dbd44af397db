"""A workbook as cells, apart from any file format."""

import re
from dataclasses import dataclass


@dataclass
class Formula:
    """A formula; its result is stored where the writer can store one."""

    text: str
    result: object = None


@dataclass
class Shown:
    """A number, date or time with its number format: `Shown(0.5, "0.0%")`."""

    value: object
    format: str


@dataclass
class Error:
    """An error value such as #DIV/0!."""

    code: str


def column(letters):
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index


def letters(index):
    text = ""
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def split(cell):
    """`B5` is (5, 2)."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    return int(found[2]), column(found[1])


class Sheet:
    def __init__(self, name, state="visible"):
        self.name, self.state = name, state
        self.cells, self.merges = {}, []
        self.hidden_rows, self.hidden_cols, self.widths = [], [], {}

    def put(self, cell, value):
        self.cells[split(cell)] = value
        return self

    def rows(self, cell, rows):
        """Rows from a cell on; None leaves a cell empty."""
        top, left = split(cell)
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                if value is not None:
                    self.cells[(top + down, left + right)] = value
        return self

    def merge(self, *ranges):
        self.merges += ranges
        return self

    def grid(self):
        """Rows of values from A1 on."""
        height = max((row for row, _ in self.cells), default=0)
        width = max((col for _, col in self.cells), default=0)
        return [
            [self.cells.get((row, col)) for col in range(1, width + 1)]
            for row in range(1, height + 1)
        ]


class Book:
    def __init__(self):
        self.sheets = []

    def sheet(self, name, state="visible"):
        self.sheets.append(Sheet(name, state))
        return self.sheets[-1]
