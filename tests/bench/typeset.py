"""The same report by other typesetters: the words, tables and pictures of our DOCX, set again.

    python typeset.py prepare REPORT.docx FOLDER
    python typeset.py typst|reportlab FOLDER OUT.pdf [TURNS]

`prepare` takes the DOCX apart once, so that no typesetter pays for reading it: `content.json` for ReportLab, `report.typ`
for typst, and the pictures for both. The faces are those of `assets/fonts`; sizes, margins, breaks, landscape pages,
columns, repeated headers of tables, contents and page numbers are those of the DOCX. With TURNS the report is made so
often again in the same process, and what that took goes to standard output as a row of Markdown; how many pages it came
to goes to standard error.
"""

import json
import statistics
import sys
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "assets" / "fonts"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 12700  # of a point


def text_of(node):
    return "".join(each.text or "" for each in node.iter(f"{W}t"))


def pictures_of(node, targets):
    for inline in node.iter(f"{WP}inline"):
        extent, blip = inline.find(f"{WP}extent"), inline.find(f".//{A}blip")
        if blip is not None:
            size = [int(extent.get(side)) / EMU for side in ("cx", "cy")]
            yield {"kind": "picture", "file": Path(targets[blip.get(f"{R}embed")]).name, "size": size}


def table_of(node, targets):
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in node.iter(f"{W}tr")]
    wide = max((len(row) for row in rows), default=0)
    grid = [float(column.get(f"{W}w")) / 20 for column in node.iter(f"{W}gridCol")]
    widths = grid if len(grid) == wide else [460 / max(wide, 1)] * wide
    yield {"kind": "table", "rows": [row + [""] * (wide - len(row)) for row in rows], "widths": widths}
    yield from pictures_of(node, targets)


def blocks_of(body, targets):
    """Headings, paragraphs, pictures and tables in reading order, each with the way its page lies."""
    flat, waiting = [], []
    holders = [body] + [each for each in body.iter(f"{W}sdtContent")]
    parents = {child: parent for parent in body.iter() for child in parent}
    for node in body.iter():
        if node.tag not in (f"{W}p", f"{W}tbl") or parents.get(node) not in holders:
            continue
        if node.tag == f"{W}tbl":
            waiting += table_of(node, targets)
        else:
            style = node.find(f"{W}pPr/{W}pStyle")
            name = style.get(f"{W}val") if style is not None else ""
            if text_of(node).strip() and not name.startswith("ToC"):
                new_page = node.find(f"{W}pPr/{W}pageBreakBefore") is not None
                waiting.append({"kind": "text", "style": name, "text": text_of(node), "new_page": new_page})
            waiting += pictures_of(node, targets)
        if (section := node.find(f"{W}pPr/{W}sectPr")) is not None:
            flat += lying(waiting, section)
            waiting = []
    return flat + lying(waiting, body.find(f"{W}sectPr"))


def lying(blocks, section):
    size = section.find(f"{W}pgSz") if section is not None else None
    wide = size is not None and size.get(f"{W}orient") == "landscape"
    return [block | {"wide": wide} for block in blocks]


def prepare(report, folder):
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(report) as package:
        relations = ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))
        targets = {each.get("Id"): each.get("Target") for each in relations}
        for name in package.namelist():
            if name.startswith("word/media/"):
                (folder / Path(name).name).write_bytes(package.read(name))
        blocks = blocks_of(ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body"), targets)
    (folder / "content.json").write_text(json.dumps(blocks, ensure_ascii=False), encoding="utf-8")
    (folder / "report.typ").write_text(typst_source(blocks), encoding="utf-8")


# What the styles of our DOCX look like: face, size, leading.
LOOKS = {
    "Heading1": ("bold", 16, 22), "Heading2": ("bold", 13, 18), "Heading3": ("bold", 11, 16),
    "Caption": ("bold", 9, 14), "ReportCover": ("serif", 16, 24), "ReportNote": ("sans", 8, 12),
}  # fmt: skip
BODY, CELL = ("serif", 10.5, 18), ("sans", 8, 11)


def typst_source(blocks):
    def quoted(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def words(look, content):
        face, size, _ = look
        family = "Report Serif SC" if face == "serif" else "Report Sans SC"
        weight = ', weight: "bold"' if face == "bold" else ""
        return f'#text(font: "{family}", size: {size}pt{weight}, {quoted(content)})'

    lines = [
        '#set page(paper: "a4", margin: (top: 25mm, bottom: 22mm, left: 25mm, right: 20mm), numbering: "1 / 1")',
        '#set text(font: ("Report Serif SC", "Report Sans SC"), size: 10.5pt, lang: "zh", region: "cn")',
        "#set par(justify: true, leading: 7.5pt)",
        '#show heading: set text(font: "Report Sans SC")',
        "#show heading.where(level: 1): set text(size: 16pt)",
        "#show heading.where(level: 1): it => { pagebreak(weak: true); it }",
        "#show heading.where(level: 2): set text(size: 13pt)",
        "#show heading.where(level: 3): set text(size: 11pt)",
        f'#let body = text.with(font: "Report Sans SC", size: {CELL[1]}pt)',
        "#set table(stroke: (x, y) => if y <= 1 { (top: 0.8pt) } else { (top: 0.2pt + gray) }, inset: 3pt)",
        "#set par(first-line-indent: 0pt)",
    ]
    wide = contents = False
    for block in blocks:
        if block["wide"] != wide:
            wide = block["wide"]
            lines.append(f"#set page(flipped: {str(wide).lower()})")
        if block["kind"] == "picture":
            across = block["size"][0]
            lines.append(f'#align(center, image({quoted(block["file"])}, width: {across:.1f}pt))')
        elif block["kind"] == "table":
            columns = ", ".join(f"{width:.1f}pt" for width in block["widths"])
            cells = [[f"body({quoted(cell)})" for cell in row] for row in block["rows"]]
            head, rest = ", ".join(cells[0]), ", ".join(cell for row in cells[1:] for cell in row)
            lines.append(f"#table(columns: ({columns},), table.header({head}), {rest})")
        elif block["style"].startswith("Heading"):
            if not contents:
                contents = True
                lines.append("#pagebreak()\n#outline(title: [目录])")
            lines.append(f"#heading(level: {block['style'][-1]}, {quoted(block['text'])})")
        else:
            if block["new_page"]:
                lines.append("#pagebreak(weak: true)")
            indent = "#h(2em)" if block["style"] == "ReportBody" else ""
            lines.append(f"{indent}{words(LOOKS.get(block['style'], BODY), block['text'])}\n")
    return "\n".join(lines)


def by_typst(folder, out):
    import typst

    typst.compile(str(folder / "report.typ"), output=str(out), font_paths=[str(FONTS)], ignore_system_fonts=True)


def by_reportlab(folder, out):
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, Image, NextPageTemplate, PageBreak, PageTemplate, Paragraph
    from reportlab.platypus import Spacer, Table, TableStyle
    from reportlab.platypus.tableofcontents import TableOfContents

    names = {"sans": "ReportSans-Regular", "bold": "ReportSans-Bold", "serif": "ReportSerif-Regular"}
    for name in names.values():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))

    def style(name, look):
        face, size, leading = look
        indent = 2 * size if name == "ReportBody" else 0
        return ParagraphStyle(
            name, fontName=names[face], fontSize=size, leading=leading, wordWrap="CJK", firstLineIndent=indent
        )

    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")

    class Report(BaseDocTemplate):
        """Notes headings for the contents and the bookmarks."""

        def afterFlowable(self, flowable):
            name = getattr(getattr(flowable, "style", None), "name", "")
            if name.startswith("Heading"):
                level, words = int(name[-1]) - 1, flowable.getPlainText()
                key = f"h{id(flowable)}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(words, key, level, closed=True)
                self.notify("TOCEntry", (level, words, self.page, key))

    def page(name, size):
        frame = Frame(25 * mm, 22 * mm, size[0] - 45 * mm, size[1] - 47 * mm, 0, 0, 0, 0)

        def number(canvas, _):
            canvas.setFont(names["sans"], 8)
            canvas.drawCentredString(size[0] / 2, 13 * mm, f"第 {canvas.getPageNumber()} 页")

        return PageTemplate(name, [frame], onPage=number, pagesize=size)

    styles = {name: style(name, look) for name, look in LOOKS.items()}
    body, cell = style("ReportBody", BODY), style("cell", CELL)
    grid = TableStyle([
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.2, colors.grey), ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2), ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ])  # fmt: skip
    contents = TableOfContents(levelStyles=[style(f"toc{level}", ("sans", 10, 15)) for level in range(3)])
    story, wide, begun = [], False, False
    for block in json.loads((folder / "content.json").read_text(encoding="utf-8")):
        turned = block["wide"] != wide
        if turned:
            wide = block["wide"]
            story += [NextPageTemplate("wide" if wide else "tall"), PageBreak()]
        if block["kind"] == "picture":
            most = (A4[1] if wide else A4[0]) - 46 * mm, (A4[0] if wide else A4[1]) - 60 * mm
            scale = min(1, most[0] / block["size"][0], most[1] / block["size"][1])
            story.append(Image(str(folder / block["file"]), *(scale * side for side in block["size"])))
        elif block["kind"] == "table":
            rows = [[Paragraph(escaped(each), cell) for each in row] for row in block["rows"]]
            story += [Table(rows, colWidths=block["widths"], repeatRows=1, style=grid), Spacer(1, 8)]
        else:
            heading = block["style"].startswith("Heading")
            if heading and not begun:
                begun = True
                story += [PageBreak(), contents]
                turned = False
            if (block["style"] == "Heading1" or block["new_page"]) and not turned:
                story.append(PageBreak())
            story.append(Paragraph(escaped(block["text"]), styles.get(block["style"], body)))
    report = Report(str(out), pagesize=A4)
    report.addPageTemplates([page("tall", A4), page("wide", landscape(A4))])
    # Twice, so that the contents know their pages.
    report.multiBuild(story)


def another(source):
    """Makes the text a hair larger: typst keeps what it set before, and would set nothing of the same report again."""
    text = source.read_text(encoding="utf-8")
    sizes = [f"size: {10.5 + hair / 1000}pt" for hair in range(100)]
    was = next(size for size in sizes if size in text)
    source.write_text(text.replace(was, sizes[(sizes.index(was) + 1) % 100]), encoding="utf-8")


def pages_of(out):
    data = out.read_bytes()
    marks = (b"/Type /Page\n", b"/Type /Page ", b"/Type/Page/", b"/Type/Page\n")
    return sum(data.count(mark) for mark in marks)


def main():
    by, first, second = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if by == "prepare":
        return prepare(first, second)
    make = {"typst": by_typst, "reportlab": by_reportlab}[by]
    make(first, second)
    took = []
    for _ in range(int(sys.argv[4]) if len(sys.argv) > 4 else 0):
        if by == "typst":
            another(first / "report.typ")
        begun = time.perf_counter()
        make(first, second)
        took.append(1000 * (time.perf_counter() - begun))
    if took:
        spread = " / ".join(f"{each:.1f}" for each in (min(took), statistics.median(took), max(took)))
        print(f"| {by} | {spread} |")
    print(f"{pages_of(second)} pages", file=sys.stderr)


main()
