"""The same report by other typesetters: reads the paragraphs and tables of our DOCX and sets them again.

    python typeset.py REPORT.docx typst|reportlab OUT.pdf

The faces are those of `assets/fonts`; drawings are left out, which favours the others. How many pages it came to goes
to standard error.
"""

import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "assets" / "fonts"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(node):
    return "".join(each.text or "" for each in node.iter(f"{W}t"))


def in_order(path):
    """Headings, paragraphs and tables in reading order."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    inside = {id(p) for table in body.iter(f"{W}tbl") for p in table.iter(f"{W}p")}
    for node in body.iter():
        if node.tag == f"{W}tbl":
            rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in node.iter(f"{W}tr")]
            wide = max((len(row) for row in rows), default=0)
            yield "table", [row + [""] * (wide - len(row)) for row in rows]
        elif node.tag == f"{W}p" and id(node) not in inside and text_of(node).strip():
            style = node.find(f"{W}pPr/{W}pStyle")
            name = style.get(f"{W}val") if style is not None else ""
            yield ("heading" if name.lower().startswith("heading") else "paragraph"), text_of(node)


def by_typst(path, out):
    import typst

    def quoted(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = [
        '#set page(paper: "a4", numbering: "1")',
        '#set text(font: ("Report Serif", "Report Sans", "Noto Serif CJK SC", "Noto Sans CJK SC"), size: 10.5pt, lang: "zh")',
        "#set par(justify: true, first-line-indent: 2em)",
        "#outline()",
    ]
    for kind, content in in_order(path):
        if kind == "heading":
            lines.append(f"#heading({quoted(content)})")
        elif kind == "paragraph":
            lines.append(f"#par({quoted(content)})")
        else:
            head = ", ".join(quoted(cell) for cell in content[0])
            rest = ", ".join(quoted(cell) for row in content[1:] for cell in row)
            lines.append(f"#table(columns: {len(content[0])}, table.header({head}), {rest})")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.typ"
        source.write_text("\n".join(lines), encoding="utf-8")
        typst.compile(str(source), output=str(out), font_paths=[str(FONTS)], ignore_system_fonts=True)


def by_reportlab(path, out):
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    for name in ("ReportSans-Regular", "ReportSans-Bold", "ReportSerif-Regular"):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))

    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")

    body = ParagraphStyle("body", fontName="ReportSerif-Regular", fontSize=10.5, leading=17, wordWrap="CJK")
    head = ParagraphStyle("head", fontName="ReportSans-Bold", fontSize=14, leading=22, wordWrap="CJK")
    cell = ParagraphStyle("cell", fontName="ReportSans-Regular", fontSize=8, leading=11, wordWrap="CJK")
    grid = TableStyle([("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)])
    story = []
    for kind, content in in_order(path):
        if kind == "table":
            rows = [[Paragraph(escaped(each), cell) for each in row] for row in content]
            story += [Table(rows, colWidths=[460 / len(rows[0])] * len(rows[0]), repeatRows=1, style=grid), Spacer(1, 8)]
        else:
            story.append(Paragraph(escaped(content), head if kind == "heading" else body))
    SimpleDocTemplate(str(out), pagesize=A4).build(story)


def main():
    path, by, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    {"typst": by_typst, "reportlab": by_reportlab}[by](path, out)
    data = out.read_bytes()
    count = data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") + data.count(b"/Type/Page/") + data.count(b"/Type/Page\n")
    print(f"{count} pages" if count else f"{len(data)} bytes", file=sys.stderr)


main()
