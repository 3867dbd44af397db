"""The main job by common means: openpyxl, plain Python, ReportLab.

    python baseline.py [WORKBOOK.xlsx] [--profile P.toml] [--json OUT.json] [--pdf OUT.pdf] [--per-drawing N]

Reads a balance table, balances each unit and the site, computes the indicators, compares
with the quota, writes one JSON document (to standard output without --json) and a report
in Chinese with the faces of `assets/fonts` embedded. It is the yardstick for speed and
size, written as an engineer would write it for these tables: it knows the header words of
the samples `dyeing.xlsx` and `chemical.xlsx` and reads nothing else. Seconds of each step
go to standard error.
"""

import argparse
import csv
import hashlib
import json
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "assets" / "samples" / "dyeing.xlsx"
QUOTAS = ROOT / "assets" / "library" / "quotas.csv"
ACCENT, PALE = colors.HexColor("#1F4E79"), colors.HexColor("#EAF1F8")

NAME_HEADS = ["用水单元", "用水单位"]
SOURCES = {"tap": ["自来水"], "surface": ["地表水", "工业水（河水）", "河水"], "steam": ["外购蒸汽"]}
FLOWS = {
    "recirculated": ["循环水量"], "series_in": ["串联水量"], "reuse": ["回用水量"],
    "series_out": ["串联供出水量", "串联供出"], "consumption": ["耗水量"], "discharge": ["排水量"], "leakage": ["漏失水量"],
}
ZH = {
    "tap": "自来水", "surface": "地表水", "steam": "外购蒸汽", "withdrawal_total": "取水量", "recirculated": "循环水量",
    "series_in": "串联水量", "reuse": "回用水量", "total_use": "用水量", "series_out": "串联供出", "consumption": "耗水量",
    "discharge": "排水量", "leakage": "漏失水量",
}


# ------------------------------------------------------------------------- read
def find_header(sheet):
    for row in sheet.iter_rows(min_row=1, max_row=12):
        for cell in row:
            if str(cell.value or "").strip() in NAME_HEADS:
                return cell.row, cell.column
    return None


def columns_of(sheet, top, bottom):
    """Column number of each flow, by the lowest header text of the column."""
    found = {}
    for col in range(1, sheet.max_column + 1):
        texts = [str(sheet.cell(row, col).value or "").strip() for row in range(top, bottom + 1)]
        lowest = next((text for text in reversed(texts) if text), "")
        for key, words in {**SOURCES, **FLOWS}.items():
            if lowest in words:
                found[key] = col
    return found


def read(path):
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        at = find_header(sheet) if sheet.sheet_state == "visible" else None
        if at is None:
            continue
        top, name_col = at
        bottom = max([merge.max_row for merge in sheet.merged_cells.ranges if merge.min_row <= top <= merge.max_row] + [top])
        columns = columns_of(sheet, top, bottom)
        units = [unit for row in range(bottom + 1, sheet.max_row + 1) if (unit := read_unit(sheet, row, name_col, columns))]
        if units and "discharge" in columns:
            return units
    sys.exit(f"{path}: no balance table found")


def read_unit(sheet, row, name_col, columns):
    name, number = sheet.cell(row, name_col).value, sheet.cell(row, 1).value
    is_child = isinstance(number, (int, float)) or "." in str(number or "")
    if not name or number is None or not is_child:
        return None  # subtotal, total, workshop row, note
    unit = {"name": str(name).strip(), "values": {}, "refs": {}}
    for key, col in columns.items():
        value = sheet.cell(row, col).value
        unit["values"][key] = float(value) if isinstance(value, (int, float)) else 0.0
        unit["refs"][key] = f"{sheet.title}!{get_column_letter(col)}{row}"
    return unit


# --------------------------------------------------------------------- compute
def derive(values):
    values["withdrawal_total"] = sum(values.get(source, 0.0) for source in SOURCES)
    values["total_use"] = values["withdrawal_total"] + sum(values[key] for key in ["recirculated", "series_in", "reuse"])
    return values


def imbalance(values):
    inflow = values["withdrawal_total"] + values["series_in"] + values["reuse"]
    outflow = values["series_out"] + values["consumption"] + values["discharge"] + values["leakage"]
    return inflow, round(inflow - outflow, 6)


def reuse_rate(values):
    recycled = values["recirculated"] + values["series_in"] + values["reuse"]
    return recycled / values["total_use"] * 100 if values["total_use"] else None


def diagnose(units, profile):
    for unit in units:
        derive(unit["values"])
        inflow, gap = imbalance(unit["values"])
        unit |= {"reuse_rate_pct": reuse_rate(unit["values"]), "imbalance": gap,
                 "imbalance_pct": gap / inflow * 100 if inflow else 0.0, "closed": abs(gap) <= 0.05 * inflow}
    keys = list(units[0]["values"])
    totals = {key: sum(unit["values"][key] for unit in units) for key in keys}
    totals["external_discharge"] = totals["discharge"] - totals["reuse"]
    totals["reuse_rate_pct"] = reuse_rate(totals)
    totals["imbalance"] = imbalance(totals)[1]
    return {"enterprise": profile["name"], "units": units, "totals": totals,
            "indicators": indicators(units, totals, profile), "benchmarks": benchmarks(totals, profile)}


def indicators(units, totals, profile):
    intake, days = totals["withdrawal_total"], profile["operating_days"]
    recycled = totals["recirculated"] + totals["series_in"] + totals["reuse"]
    cooling = [unit["values"] for unit in units if "循环冷却" in unit["name"]]
    loop = sum(values["recirculated"] for values in cooling)
    make_up = sum(values["withdrawal_total"] + values["series_in"] + values["reuse"] for values in cooling)
    blow_down = sum(values["discharge"] + values["series_out"] for values in cooling)
    domestic = sum(unit["values"]["withdrawal_total"] for unit in units if any(word in unit["name"] for word in ["办公", "宿舍", "浴室", "食堂"]))
    outside, reuse = totals["external_discharge"], totals["reuse"]
    rows = [
        ("added_value_intake", "万元工业增加值取水量", intake * days / profile["added_value"], "m³/万元", "Vi×d/VA"),
        ("output_value_intake", "万元工业产值取水量", intake * days / profile["output_value"], "m³/万元", "Vi×d/Z"),
        ("reuse_rate", "重复利用率", recycled / (intake + recycled) * 100, "%", "Vr/(Vi+Vr)×100"),
        ("reuse_rate_without_cooling", "重复利用率（不含冷却循环水）", (recycled - loop) / (intake + recycled - loop) * 100, "%", "(Vr−Vcr)/(Vi+Vr−Vcr)×100"),
        ("indirect_cooling_recirculation_rate", "间接冷却水循环率", loop / (loop + make_up) * 100 if loop else None, "%", "Vcr/(Vcr+Vcf)×100"),
        ("wastewater_reuse_rate", "废水回用率", reuse / (outside + reuse) * 100, "%", "Vw/(Vd+Vw)×100"),
        ("leakage_rate", "用水综合漏失率", totals["leakage"] / intake * 100, "%", "Vl/Vi×100"),
        ("concentration_ratio", "循环冷却水浓缩倍数", make_up / blow_down if blow_down else None, "", "M/(B+D)"),
        ("domestic_per_head", "职工人均生活日新水量", domestic / profile["employees"], "m³/(人·d)", "Vylf/n"),
        ("discharge_rate", "排水率", outside / intake * 100, "%", "Vd/Vi×100"),
        ("fresh_water_utilisation", "新水利用系数", (intake - outside) / intake, "", "(Vi−Vd)/Vi"),
    ]
    return [dict(zip(["code", "name_zh", "value", "unit", "formula"], row)) for row in rows]


def benchmarks(totals, profile):
    quotas = {}
    if QUOTAS.exists():
        with QUOTAS.open(encoding="utf-8-sig", newline="") as file:
            quotas = {row["row_id"]: row for row in csv.DictReader(file)}
    out = []
    for product in profile["product"]:
        row = quotas.get(product.get("quota", ""))
        scale = {"万米": 100.0, "百米": 1.0}.get(product["unit"], 1.0)
        value = totals["withdrawal_total"] * profile["operating_days"] * product.get("share", 1.0) / (product["output"] * scale)
        limit = float(row["v_general"] or row["v_limit"]) if row and (row["v_general"] or row["v_limit"]) else None
        verdict = "none" if limit is None else "general" if value <= limit else "over"
        out.append({"product": product["name"], "value": value, "unit": row["unit"] if row else f"m³/{product['unit']}",
                    "quota_id": row["row_id"] if row else None, "limit": limit, "verdict": verdict})
    return out


# ---------------------------------------------------------------------- report
def style(name, font, size, **more):
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.7, wordWrap="CJK", **more)


def load_styles():
    fonts = ROOT / "assets" / "fonts"
    for name, file in {"Sans": "ReportSans-Regular", "Bold": "ReportSans-Bold", "Serif": "ReportSerif-Regular"}.items():
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"{file}.ttf")))
    return {
        "cover": style("cover", "Bold", 26, alignment=1, spaceAfter=24), "who": style("who", "Bold", 16, alignment=1),
        "h1": style("h1", "Bold", 16, spaceAfter=10), "h2": style("h2", "Bold", 13, spaceBefore=10, spaceAfter=6),
        "body": style("body", "Serif", 10.5, firstLineIndent=21, alignment=4, spaceAfter=4),
        "caption": style("caption", "Bold", 9, alignment=1, spaceBefore=6, spaceAfter=3), "cell": style("cell", "Sans", 8),
    }


class Report(BaseDocTemplate):
    """A4 with header, footer and 第 x 页 共 y 页; headings go to contents and bookmarks."""

    def __init__(self, path, title):
        super().__init__(str(path), pagesize=A4, leftMargin=25 * mm, rightMargin=20 * mm, topMargin=25 * mm,
                         bottomMargin=22 * mm, title=title, author="", lang="zh-CN", invariant=True)
        self.name, self.total, self.reached = title, 0, 0
        wide = landscape(A4)
        frame = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, id="tall")
        across = Frame(20 * mm, 20 * mm, wide[0] - 40 * mm, wide[1] - 45 * mm, id="wide")
        self.addPageTemplates([
            PageTemplate("cover", [frame]), PageTemplate("tall", [frame], onPage=self.furniture),
            PageTemplate("wide", [across], onPage=self.furniture, pagesize=wide),
        ])

    def furniture(self, canvas, _):
        width, height = canvas._pagesize
        canvas.setFont("Sans", 8)
        canvas.drawString(25 * mm, height - 15 * mm, self.name)
        canvas.line(25 * mm, height - 17 * mm, width - 20 * mm, height - 17 * mm)
        canvas.drawCentredString(width / 2, 12 * mm, f"第 {canvas.getPageNumber()} 页  共 {self.total} 页")

    def beforeDocument(self):
        # The contents need a second pass anyway; it knows the pages of the first.
        self.total = self.reached

    def afterPage(self):
        self.reached = self.page

    def afterFlowable(self, flowable):
        if isinstance(flowable, Paragraph) and flowable.style.name in ("h1", "h2"):
            text, level = flowable.getPlainText(), int(flowable.style.name[1]) - 1
            key = hashlib.sha1(text.encode()).hexdigest()
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, level)
            self.notify("TOCEntry", (level, text, self.page, key))


def number(value, digits=1):
    return "—" if value is None else f"{value:,.{digits}f}"


def table(head, rows, widths, size=8, text_columns=1):
    out = Table([head, *rows], colWidths=widths, repeatRows=1)
    out.setStyle(TableStyle([
        ("FONT", (0, 0), (-1, 0), "Bold", size), ("FONT", (0, 1), (-1, -1), "Sans", size), ("BACKGROUND", (0, 0), (-1, 0), PALE),
        ("LINEABOVE", (0, 0), (-1, 0), 1.2, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1.2, colors.black), ("LINEBELOW", (0, 1), (-1, -2), 0.2, colors.lightgrey),
        ("ALIGN", (text_columns, 0), (-1, -1), "RIGHT"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]))
    return out


def bars(title_values, width=440):
    height = 16 * len(title_values) + 40
    drawing, chart = Drawing(width, height), HorizontalBarChart()
    chart.x, chart.y, chart.width, chart.height = 130, 25, width - 180, height - 35
    chart.data = [[value for _, value in title_values]]
    chart.categoryAxis.categoryNames = [name for name, _ in title_values]
    chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = chart.barLabels.fontName = "Sans"
    chart.categoryAxis.labels.fontSize = chart.valueAxis.labels.fontSize = chart.barLabels.fontSize = 7
    chart.categoryAxis.reverseDirection, chart.barLabelFormat, chart.barLabels.dx = 1, "%.1f", 14
    chart.valueAxis.valueMin, chart.bars[0].fillColor = 0, ACCENT
    drawing.add(chart)
    return drawing


def block_diagram(units, per_page):
    """Boxes with inflow on the left and outflow on the right, some units a drawing."""
    for first in range(0, len(units), per_page):
        part = units[first:first + per_page]
        drawing = Drawing(720, 48 * len(part))
        for row, unit in enumerate(part):
            values, y = unit["values"], 48 * (len(part) - 1 - row) + 6
            drawing.add(Rect(270, y, 180, 32, strokeColor=ACCENT, fillColor=PALE))
            drawing.add(String(360, y + 18, unit["name"], fontName="Bold", fontSize=8, textAnchor="middle"))
            drawing.add(String(360, y + 6, f"用水量 {number(values['total_use'])}", fontName="Sans", fontSize=7, textAnchor="middle"))
            into = f"取水 {number(values['withdrawal_total'])}  循环 {number(values['recirculated'])}  串联 {number(values['series_in'])}  回用 {number(values['reuse'])}"
            out = f"串联供出 {number(values['series_out'])}  耗水 {number(values['consumption'])}  排水 {number(values['discharge'])}  漏失 {number(values['leakage'])}"
            for x, text in [(10, into), (460, out)]:
                drawing.add(String(x, y + 19, text, fontName="Sans", fontSize=7))
                drawing.add(Line(x, y + 15, x + 255, y + 15, strokeColor=ACCENT))
        yield drawing


def story(result, profile, css, source, per_drawing):
    p = lambda text, name="body": Paragraph(text, css[name])
    totals, units = result["totals"], result["units"]
    wrap = lambda text: Paragraph(text, css["cell"])
    contents = TableOfContents()
    contents.levelStyles = [style("toc1", "Bold", 10.5), style("toc2", "Sans", 10.5, leftIndent=18)]
    yield from [Spacer(1, 60 * mm), p("企业节水诊断报告", "cover"), p(profile["name"], "who"), Spacer(1, 90 * mm), p(profile["auditor"], "who")]
    yield from [NextPageTemplate("tall"), PageBreak(), p("目录", "who"), contents, PageBreak()]
    yield from [p("1  概述", "h1"), p("1.1  任务与范围", "h2"), p(f"受委托，{profile['auditor']}对{profile['name']}开展企业节水诊断。水平衡测试期为{profile['period_from']}至{profile['period_to']}，范围为全厂全部用水单元，共{len(units)}个。")]
    yield from [p("1.2  主要结果", "h2"), p(f"全厂取水量{number(totals['withdrawal_total'])} m³/d，用水量{number(totals['total_use'])} m³/d，重复利用率{number(totals['reuse_rate_pct'], 2)} %，外排水量{number(totals['external_discharge'])} m³/d，不平衡量{number(totals['imbalance'])} m³/d。"), PageBreak()]
    facts = [("企业名称", "name"), ("统一社会信用代码", "credit_code"), ("行业", "industry"), ("行业代码", "industry_code"), ("所在区县", "district"),
             ("地址", "address"), ("职工人数", "employees"), ("工业总产值（万元）", "output_value"), ("工业增加值（万元）", "added_value"), ("年运行天数", "operating_days")]
    yield from [p("2  企业基本情况", "h1"), p("表2-1  企业基本情况", "caption"), table(["项目", "内容"], [[zh, str(profile[key])] for zh, key in facts], [160, 280], 9, 2)]
    yield from [p("表2-2  主要产品", "caption"), table(["产品", "年产量", "单位"], [[x["name"], number(x["output"], 0), x["unit"]] for x in profile["product"]], [160, 140, 140], 9), PageBreak()]
    sources = [(ZH[key], totals[key]) for key in SOURCES if key in totals]
    yield from [p("3  用水现状", "h1"), p("3.1  取水水源", "h2"), p("表3-1  取水水源构成", "caption"),
                table(["水源", "取水量/(m³/d)", "占比/%"], [[zh, number(value), number(value / totals["withdrawal_total"] * 100, 2)] for zh, value in sources], [160, 140, 140], 9),
                bars(sources), p("图3-1  取水水源构成（m³/d）", "caption")]
    largest = sorted(((unit["name"], unit["values"]["withdrawal_total"]) for unit in units), key=lambda pair: -pair[1])
    yield from [PageBreak(), p("3.2  各单元取水量", "h2"), bars(largest[:20]), p("图3-2  各用水单元取水量（m³/d）", "caption")]
    yield from [NextPageTemplate("wide"), PageBreak(), p("4  水平衡测试", "h1"), p("4.1  水平衡统计表", "h2"), p("表4-1  企业水平衡统计表（m³/d）", "caption")]
    keys = [key for key in ZH if key in totals]
    rows = [[str(at), unit["name"], *(number(unit["values"][key]) for key in keys)] for at, unit in enumerate(units, 1)]
    rows.append(["", "合计", *(number(totals[key]) for key in keys)])
    yield table(["序号", "用水单元", *(ZH[key] for key in keys)], rows, [26, 150, *([47] * len(keys))], 7.5, 2)
    yield from [PageBreak(), p("4.2  单元平衡检查", "h2"), p("表4-2  各单元输入、输出与不平衡量（m³/d）", "caption")]
    rows = [[unit["name"], number(imbalance(unit["values"])[0]), number(imbalance(unit["values"])[0] - unit["imbalance"]), number(unit["imbalance"]),
             number(unit["imbalance_pct"], 2), number(unit["reuse_rate_pct"], 2), "平衡" if unit["closed"] else "不平衡"] for unit in units]
    yield table(["用水单元", "输入", "输出", "不平衡量", "不平衡率/%", "重复利用率/%", "结论"], rows, [200, 80, 80, 80, 80, 90, 70])
    for at, drawing in enumerate(block_diagram(units, per_drawing), 1):
        yield from [PageBreak(), *([p("4.3  水平衡方框图", "h2")] if at == 1 else []), drawing, p(f"图4-{at}  水平衡方框图（m³/d）", "caption")]
    yield from [NextPageTemplate("tall"), PageBreak(), p("5  用水水平评价", "h1"), p("5.1  用水指标", "h2"), p("表5-1  用水指标", "caption")]
    yield table(["指标", "公式", "结果", "单位"], [[x["name_zh"], x["formula"], number(x["value"], 3), x["unit"] or "—"] for x in result["indicators"]], [170, 150, 70, 60], 8, 2)
    yield from [p("5.2  定额对标", "h2"), p("表5-2  单位产品取水量与定额", "caption")]
    verdicts = {"general": "达到", "over": "超定额", "none": "暂无定额"}
    yield table(["产品", "单位产品取水量", "单位", "限值", "结论"], [[x["product"], number(x["value"], 3), x["unit"], number(x["limit"], 2), verdicts[x["verdict"]]] for x in result["benchmarks"]], [120, 100, 90, 60, 80], 8)
    yield from [bars([(x["product"], x["value"]) for x in result["benchmarks"]]), p("图5-1  单位产品取水量", "caption"), PageBreak(), p("6  问题诊断与建议", "h1")]
    open_units = [unit for unit in units if not unit["closed"]]
    for unit in open_units:
        yield p(f"{unit['name']}输入水量大于输出水量{number(unit['imbalance'])} m³/d（{number(unit['imbalance_pct'], 2)} %），存在未查明的漏失或未计量用水，应分段检漏后复测。")
    yield p("各用水单元均平衡。" if not open_units else "查明后计入漏失水量或相应用水项，复测平衡。")
    yield p(f"用水综合漏失率{number(totals['leakage'] / totals['withdrawal_total'] * 100, 2)} %。建议保持计量器具检定，完善次级计量，提高废水回用水平。")
    yield from [PageBreak(), p("附录A  数据溯源", "h1"), p("表A-1  各数据所在单元格", "caption")]
    rows = [[wrap(unit["name"]), ZH[key], number(unit["values"][key]), wrap(ref)] for unit in units for key, ref in unit["refs"].items()]
    yield table(["用水单元", "项目", "数值/(m³/d)", "来源"], rows, [150, 80, 80, 140], 8, 2)
    yield p(f"数据文件：{source.name}，SHA-256 {hashlib.sha256(source.read_bytes()).hexdigest()}。")


def write_pdf(result, profile, path, source, per_drawing):
    report = Report(path, f"{profile['name']}节水诊断报告")
    report.multiBuild(list(story(result, profile, load_styles(), source, per_drawing)))
    return report.page


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("workbook", nargs="?", type=Path, default=SAMPLE)
    options.add_argument("--profile", type=Path)
    options.add_argument("--json", type=Path)
    options.add_argument("--pdf", type=Path, default=Path(tempfile.gettempdir()) / "shuiheng-baseline.pdf")
    options.add_argument("--per-drawing", type=int, default=8, help="units in one block diagram")
    given = options.parse_args()
    profile = tomllib.loads((given.profile or given.workbook.with_suffix(".toml")).read_text(encoding="utf-8"))
    marks = [time.perf_counter()]
    units = read(given.workbook)
    marks.append(time.perf_counter())
    result = diagnose(units, profile)
    document = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    if given.json:
        given.json.write_text(document, encoding="utf-8")
    else:
        sys.stdout.write(document)
    marks.append(time.perf_counter())
    pages = write_pdf(result, profile, given.pdf, given.workbook, given.per_drawing)
    marks.append(time.perf_counter())
    read_s, compute_s, pdf_s = (after - before for before, after in zip(marks, marks[1:]))
    print(f"read {read_s:.3f} s, compute {compute_s:.3f} s, pdf {pdf_s:.3f} s, {pages} pages, {given.pdf.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
