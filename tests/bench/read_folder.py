#!/usr/bin/env python3
"""Reads every workbook of a folder and prints what came of it, its time and its peak memory.

    cargo build --release -p shuiheng-cli
    python3 tests/bench/read_folder.py target/release/shuiheng FOLDER

The memory is that of the larger of the two processes: the program, and the child that reads.
The child alone is measured by its own word, without recognition:

    cargo build --release -p shuiheng-import --example reader
    python3 tests/bench/read_folder.py target/release/examples/reader FOLDER read

It ends with 1 where a file is neither read nor refused in words, or takes above 1 GiB.
"""

import os
import subprocess
import sys
import time


# The most memory that reading a workbook may take, MiB.
MOST = 1024


def run(program: str, word: str, path: str) -> tuple[int, str, float, float]:
    """Exit code, the last line that was said, seconds, and MiB of one inspection."""
    started = time.monotonic()
    process = subprocess.Popen(
        [program, word, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    answer = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    told = f"{len(answer)} bytes" if word == "read" else last_words(answer)
    return process.returncode, told, time.monotonic() - started, usage.ru_maxrss / 1024


def last_words(answer: bytes) -> str:
    """What was counted, or the first line of a refusal."""
    lines = [line for line in answer.decode(errors="replace").splitlines() if line.strip()]
    counted = [line for line in lines if line.startswith("共 ")]
    return (counted or lines[:1] or [""])[-1]


def main() -> int:
    program, folder = sys.argv[1], sys.argv[2]
    word = sys.argv[3] if len(sys.argv) > 3 else "inspect"
    names = sorted(name for name in os.listdir(folder) if not name.endswith(".md"))
    worst = 0
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        code, told, seconds, mebibytes = run(program, word, path)
        # 0 was read, 3 was refused in words; anything else is a fault of the program.
        worst = max(worst, 0 if code in (0, 3) and mebibytes <= MOST else 1)
        print(f"{code}  {seconds:6.2f} s  {mebibytes:6.0f} MiB  {name}  {told}")
    return worst


if __name__ == "__main__":
    sys.exit(main())
