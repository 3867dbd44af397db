"""Writes a measured flow network for the reconciliation benchmark.

    python make_network.py [OUT.json] [--streams N]

A plant as they are: a site's supply branches into workshops, sections and units; every unit
loses some water, discharges to the drain of its section and the drains join on the way to the
treatment works, which hands part of the water back to the supply of every tenth section. Every
third unit hands water on to its neighbour, every fourth has a circuit through a cooler of its
own. Supplies, drains and most units are metered with one to three per cent; losses, coolers'
returns and some drains are not, but all of them follow from the balances, so that a solver
that cannot tell what is unobservable has its answer too. One meter in two hundred reads a
tenth too much. The same N gives the same bytes. Without OUT it goes to the temporary folder.
"""

import argparse
import json
import random
import tempfile
from pathlib import Path

OUTSIDE = "ENV"
UNITS_OF_A_SECTION, SECTIONS_OF_A_WORKSHOP = 8, 6


class Plant:
    def __init__(self, rng):
        self.rng, self.streams = rng, []

    def add(self, source, target, flow, relative=None):
        """A stream with its true flow, metered with a relative standard uncertainty or not."""
        stream = {"id": f"S{len(self.streams) + 1}", "from": source, "to": target, "measured": None}
        if relative is not None:
            gross = 1.1 if self.rng.random() < 0.005 else 1.0
            stream["sd"] = round(max(relative * flow, 1e-4), 6)
            stream["measured"] = round(flow * gross + self.rng.gauss(0, stream["sd"]), 4)
        self.streams.append(stream)

    def section(self, name, supply, drain):
        """Its units; gives what it takes and what it drains."""
        rng, taken, drained = self.rng, 0.0, 0.0
        handed = 0.0
        for number in range(UNITS_OF_A_SECTION):
            unit = f"{name}.{number + 1}"
            intake = rng.uniform(5, 60)
            inflow = intake + handed
            loss = inflow * rng.uniform(0.05, 0.3)
            last = number + 1 == UNITS_OF_A_SECTION
            on = 0.0 if last or number % 3 else (inflow - loss) * rng.uniform(0.1, 0.4)
            out = inflow - loss - on
            self.add(supply, unit, intake, 0.02)
            self.add(unit, OUTSIDE, loss)
            self.add(unit, drain, out, 0.03)
            if on:
                self.add(unit, f"{name}.{number + 2}", on, 0.03)
            if number % 4 == 1:
                circuit = inflow * rng.uniform(5, 30)
                self.add(unit, f"{unit}.cooler", circuit, 0.03)
                self.add(f"{unit}.cooler", unit, circuit)
            handed, taken, drained = on, taken + intake, drained + out
        return taken, drained


def plant(streams):
    made = Plant(random.Random(streams))
    workshop = 0
    site = {"taken": 0.0, "drained": 0.0, "reused": 0.0}
    while len(made.streams) < streams - 3:
        workshop += 1
        name, whole = f"W{workshop}", {"taken": 0.0, "drained": 0.0}
        for number in range(SECTIONS_OF_A_WORKSHOP):
            section = f"{name}.{number + 1}"
            taken, drained = made.section(section, f"{section}.supply", f"{section}.drain")
            reused = taken * 0.2 if number % 10 == 1 else 0.0
            made.add(f"{name}.supply", f"{section}.supply", taken - reused, 0.015)
            made.add(f"{section}.drain", f"{name}.drain", drained, 0.02 if number % 2 else None)
            if reused:
                made.add("treatment", f"{section}.supply", reused, 0.02)
                site["reused"] += reused
            whole["taken"] += taken - reused
            whole["drained"] += drained
            if len(made.streams) >= streams - 5:
                break
        made.add("supply", f"{name}.supply", whole["taken"], 0.01)
        made.add(f"{name}.drain", "treatment", whole["drained"], 0.02)
        site["taken"] += whole["taken"]
        site["drained"] += whole["drained"]
    made.add(OUTSIDE, "supply", site["taken"], 0.01)
    made.add("treatment", OUTSIDE, site["drained"] - site["reused"], 0.02)
    return made.streams


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", nargs="?", type=Path, default=Path(tempfile.gettempdir()) / "network.json")
    parser.add_argument("--streams", type=int, default=300, help="about how many")
    options = parser.parse_args()
    # Bounds are off, since the yardstick knows none.
    network = {"streams": plant(options.streams), "confidence": 0.95, "nonnegative": False}
    options.out.write_text(json.dumps(network, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(network['streams'])} streams")


if __name__ == "__main__":
    main()
