"""Runs one program and writes what it cost: wall seconds, CPU seconds, peak bytes.

    python measure.py OUT.txt PROGRAM [ARGUMENT...]

CPU counts the program and every child it waited for. Memory is the resident memory of all
its processes together, looked at every few milliseconds where the system shows it (Linux),
and never less than what the largest of them held at its peak. Pages that two processes
share count twice. Exits as the program does.
"""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

PERIOD = 0.004
PAGE = os.sysconf("SC_PAGE_SIZE")
# macOS counts in bytes, all others in KiB.
MAXRSS = 1 if sys.platform == "darwin" else 1024


def tree(pid):
    """The process and all below it; none where the system has no /proc."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from tree(int(child))


def resident(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def watch(pid, over, peak):
    """Keeps the highest sum of resident memory in `peak[0]`."""
    while not over.wait(PERIOD):
        try:
            peak[0] = max(peak[0], sum(map(resident, tree(pid))))
        except (OSError, ValueError, IndexError):
            pass  # a process ended between two looks


def main():
    out, command = Path(sys.argv[1]), sys.argv[2:]
    over, peak = threading.Event(), [0]
    begun = time.perf_counter()
    child = subprocess.Popen(command)
    watcher = threading.Thread(target=watch, args=(child.pid, over, peak))
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    watcher.join()
    peak = max(peak[0], usage.ru_maxrss * MAXRSS)
    out.write_text(f"{wall:.6f} {usage.ru_utime + usage.ru_stime:.6f} {peak}\n")
    sys.exit(child.returncode if child.returncode >= 0 else 128 - child.returncode)


if __name__ == "__main__":
    main()
