"""Writes the broken files: see ../README.md.

    pip install openpyxl xlwt olefile msoffcrypto-tool
    python make.py            all
    python make.py lies       those of the modules named
"""

import importlib
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
MODULES = ["locked", "cut", "lies", "foreign"]
# The files are read in every test and kept for good.
LARGEST = 30 * 1024


def main() -> None:
    for module in sys.argv[1:] or MODULES:
        for name, content in importlib.import_module(module).files():
            assert len(content) < LARGEST, f"{name}: {len(content)} bytes"
            (FOLDER / name).write_bytes(content)
            print(f"{len(content):6}  {name}")


if __name__ == "__main__":
    main()
