"""A plant as a person knows it, and its answer in Markdown.

The figures of an answer are those given here, in m³/d, and sums of them in exact
fractions. Nothing here knows the program that is tested.
"""

from fractions import Fraction

SOURCES = ["自来水", "地表水", "地下水", "蒸汽", "再生水", "雨水", "其他水源", "未分水源"]
INSIDE = [
    "制水供入", "原料带入", "循环", "串联入", "回用", "冷凝水", "处理水量",
    "串联供出", "回用供出", "制水供出", "耗水", "排水", "漏失", "外供", "蓄水增加",
]
REUSED = ["循环", "串联入", "回用", "冷凝水"]
COLUMNS = SOURCES + ["取水量合计"] + INSIDE

UNKNOWN = "不详"


def exact(value):
    return value if value == UNKNOWN else Fraction(str(value))


class Unit:
    """A unit: `Unit("染缸", "染色车间", 自来水=12.5, 耗水=2, 排水=10.5)`; a quantity that
    is not named does not exist, one that is UNKNOWN exists and is not known."""

    def __init__(self, name, parent="", category=None, of_which=False, **flows):
        self.name, self.parent, self.category, self.of_which = name, parent, category, of_which
        self.flows = {key: exact(value) for key, value in flows.items()}
        assert all(key in COLUMNS for key in self.flows), flows

    def total_intake(self):
        if "取水量合计" in self.flows:
            return self.flows["取水量合计"]
        return known_sum([self.flows.get(key) for key in SOURCES + ["制水供入"]])


def known_sum(values):
    """The sum; not known where a part is not known, none where there is no part."""
    values = [value for value in values if value is not None]
    if UNKNOWN in values:
        return UNKNOWN
    return sum(values, Fraction(0)) if values else None


def number(value):
    if value is None:
        return ""
    if value == UNKNOWN:
        return UNKNOWN
    text = f"{float(value):.10f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


class Answer:
    """What must come out of a workbook."""

    def __init__(self, title, about, units, doubts=(), facts=(), site=None, rate=None):
        self.title, self.about, self.units = title, about, units
        self.doubts, self.facts, self.site, self.rate = doubts, facts, site or {}, rate

    def totals(self):
        counted = [unit for unit in self.units if not unit.of_which]
        totals = {}
        for key in COLUMNS:
            if key == "取水量合计":
                # Water that the site prepares itself was taken in where it was prepared.
                values = [
                    known_sum([unit.flows.get(source) for source in SOURCES])
                    if "取水量合计" not in unit.flows
                    else unit.flows[key]
                    for unit in counted
                ]
            else:
                values = [unit.flows.get(key) for unit in counted]
            totals[key] = known_sum(values)
        totals.update({key: exact(value) for key, value in self.site.items()})
        return totals

    def reuse_rate(self, totals):
        if self.rate is not None:
            return self.rate
        reused = known_sum([totals[key] for key in REUSED]) or Fraction(0)
        taken = totals["取水量合计"]
        if UNKNOWN in (reused, taken) or taken is None or reused + taken == 0:
            return UNKNOWN
        return f"{float(reused / (reused + taken) * 100):.4f} %"

    def text(self):
        totals = self.totals()
        shown = [key for key in COLUMNS if totals[key] is not None]
        categories = any(unit.category is not None for unit in self.units)
        head = ["用水单元", "上级"] + (["类别"] if categories else []) + shown
        lines = [f"# {self.title}", "", f"> {self.about}", ""]
        lines += [f"{name}：{value}" for name, value in self.facts]
        lines += [f"全厂重复利用率：{self.reuse_rate(totals)}", ""]
        row = lambda cells: "| " + " | ".join(cells) + " |"
        lines += [row(head), row(["---"] * 2 + ["---"] * categories + ["---:"] * len(shown))]
        for unit in self.units:
            figures = [
                number(unit.total_intake() if key == "取水量合计" else unit.flows.get(key))
                for key in shown
            ]
            kind = [unit.category or ""] if categories else []
            lines.append(row([unit.name, unit.parent] + kind + figures))
        blank = [""] * (1 + categories)
        lines.append(row(["全厂"] + blank + [number(totals[key]) for key in shown]))
        if self.doubts:
            lines += [""] + [f"- {doubt}" for doubt in self.doubts]
        return "\n".join(lines) + "\n"


class Refused:
    """A file that must be refused, and words that must be said."""

    def __init__(self, title, about, *words):
        self.title, self.about, self.words = title, about, words

    def text(self):
        return f"# {self.title}\n\n> {self.about}\n\n拒绝：{'、'.join(self.words)}\n"
