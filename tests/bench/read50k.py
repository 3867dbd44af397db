"""Reads a large workbook with openpyxl (read-only) and pandas (on openpyxl) and prints the time of each.

    python read50k.py WORKBOOK.xlsx [openpyxl|pandas]

One line a reader: name, seconds of wall clock, seconds of CPU, rows, filled cells and peak
memory. Name one reader to measure it alone in a fresh process; the import of the library
is counted, as the user waits for it.
"""

import resource
import sys
import time


def by_openpyxl(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = cells = 0
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            rows += 1
            cells += sum(value is not None for value in row)
    return rows, cells


def by_pandas(path):
    import pandas

    sheets = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    return sum(len(sheet) for sheet in sheets.values()), sum(int(sheet.count().sum()) for sheet in sheets.values())


READERS = {"openpyxl": by_openpyxl, "pandas": by_pandas}


def main():
    if len(sys.argv) < 2 or sys.argv[2:3] and sys.argv[2] not in READERS:
        sys.exit(__doc__)
    for name in sys.argv[2:3] or READERS:
        wall, cpu = time.perf_counter(), time.process_time()
        rows, cells = READERS[name](sys.argv[1])
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name}: {wall:.2f} s, cpu {cpu:.2f} s, {rows} rows, {cells} cells, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
