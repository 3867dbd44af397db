//! The sheet that says how to fill in the others (填写说明).
//!
//! Each paragraph stands in one cell: words of water flows in cells of their own would look
//! like the header of a table when the workbook is imported.

use super::Choices;
use super::look::{self, CHOICE, COMPUTED, ENTRY, Look, MISSING, OPEN};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Characters of a paragraph's column, a Chinese one counting two.
const WIDTH: usize = 136;

/// A line of the guide.
enum Line {
    Heading(&'static str),
    Colour(u32, String),
    Paragraph(String),
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    choices: &Choices,
) -> Result<(), XlsxError> {
    sheet.set_name("填写说明")?;
    sheet.set_column_width(0, 12)?;
    sheet.set_column_width(1, 134)?;
    sheet.set_screen_gridlines(false);
    sheet.merge_range(0, 0, 0, 1, "企业节水诊断现场填报表", &look.title)?;
    sheet.set_row_height(0, 28)?;
    for (at, line) in (1_u32..).zip(lines(choices)) {
        match line {
            Line::Heading(text) => {
                sheet.write_with_format(at, 0, text, &look.heading)?;
                sheet.set_row_height(at, 22)?;
            }
            Line::Colour(colour, text) => {
                sheet.write_blank(at, 0, &look.swatch(colour))?;
                paragraph(sheet, look, at, &text)?;
            }
            Line::Paragraph(text) => paragraph(sheet, look, at, &text)?,
        }
    }
    look::pages(sheet)?;
    sheet.set_print_fit_to_pages(1, 1);
    Ok(())
}

fn paragraph(sheet: &mut Worksheet, look: &Look, at: u32, text: &str) -> Result<(), XlsxError> {
    sheet.write_with_format(at, 1, text, &look.paragraph)?;
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    // 14 pt for a line of text, and a little air below.
    let lines = u32::try_from(width.div_ceil(WIDTH)).unwrap_or(1);
    sheet.set_row_height(at, lines * 14 + 3)?;
    Ok(())
}

fn lines(choices: &Choices) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(purpose());
    lines.extend(colours(choices));
    lines.extend(blanks());
    lines.extend(rows());
    lines.extend(quantities());
    lines.extend(checks(choices));
    lines.extend(import());
    lines
}

fn part(heading: &'static str, paragraphs: &[&str]) -> Vec<Line> {
    let mut lines = vec![Line::Heading(heading)];
    lines.extend(paragraphs.iter().map(|text| Line::Paragraph((*text).to_owned())));
    lines
}

fn purpose() -> Vec<Line> {
    part(
        "一、用途",
        &[
            "本工作簿供节水诊断现场填报使用，包括“企业信息”“水平衡统计表”“产品产量”“计量器具台账”四张表，可在计算机上填写，也可打印后手填。",
            "填写后的工作簿可直接导入本程序。导入后请逐条核对程序提出的疑问，核对无误再出具报告。",
        ],
    )
}

fn colours(choices: &Choices) -> Vec<Line> {
    let open = choices.open.value() * 100.0;
    let colour = |colour, text: &str| Line::Colour(colour, text.to_owned());
    vec![
        Line::Heading("二、单元格颜色"),
        colour(ENTRY, "浅黄色：由填表人填写。"),
        colour(CHOICE, "浅蓝色：从下拉列表中选择。"),
        colour(COMPUTED, "灰色：自动计算，请勿改动。"),
        colour(
            OPEN,
            &format!(
                "红色：不平衡量超过输入水量（不含循环水量）的 {open}%，应复核计量数据、漏项和漏失。"
            ),
        ),
        colour(MISSING, "橙色：该单元尚不平衡，而该项输出水量还没有填写。"),
    ]
}

fn blanks() -> Vec<Line> {
    part(
        "三、空白、0、“—”和“未测”",
        &[
            "“—”表示没有这股水；0 表示有这股水的去向或管路，经核实水量为零；“未测”表示有这股水，但没有测得。三者含义不同，不得互相代替。",
            "耗水、排水、漏失各列：空白表示尚不知道，不等于零。没有的须填 0 或“—”；在填写之前，单元不平衡时该列合计留空。",
            "取水、重复利用和串联供出各列：空白视同“—”，即没有这股水。有这股水但没有测得的，必须填“未测”，不得留空；填有“未测”的行，其余各列也应填数字或“—”。",
            "只填数字，不带单位、文字和“约”字；估算得到的数值照填，并在“计量方式”中选“估算”。",
        ],
    )
}

fn rows() -> Vec<Line> {
    part(
        "四、计量单位与行的填法",
        &[
            "水平衡统计表全表使用同一计量单位，默认 m³/d，可在表头右上方的下拉列表中改选；改选后已填的数据不会自动换算。使用 m³/a 或万m³/a 时，须在“企业信息”中填年运行天数。",
            "一个用水单元填一行；同一车间的各行连续填写，车间名称每行都填。用水类别分为主要生产、辅助生产、附属生产三类。",
            "“其中”行：某单元水量的组成部分填在该单元下方，名称以“其中：”开头，例如“其中：皂洗”。“其中”行各自核算平衡，但已包含在上一行内，不计入合计。",
            "不必设小计行。确需设置的，名称以“小计”结尾，合计公式不计入这些行。",
            "软化水、纯水、污水处理等设施，只填设施自身用去和损失的水（反洗、浓水、药剂配制、冲洗等）；经设施转供的水填在实际使用的单元，不重复填写。",
            "需要单列水处理过程，或有原料带入水、向厂外供水的，可在输入、输出各列之间插入“制水供入”“原料带入水量”“处理水量”“制水供出”“回用供出”“外供水量”列，导入时按列名识别；插入后本表的公式应相应修改。",
            "行数不够时，在表的中部插入整行并向下复制公式，不要在合计行的下方续填。",
        ],
    )
}

fn quantities() -> Vec<Line> {
    part(
        "五、各项水量的含义和平衡关系",
        &[
            "取水量 Vi：从厂外各种水源取得的水量，包括自来水、地表水、地下水、外购蒸汽（1 t 折 1 m³）、外购再生水、雨水和其他外购水。首次使用的水量又称新水量 Vf。",
            "循环水量 Vcy：在同一用水单元内用后再用于同一过程的水量；串联水量 Vs：由其他单元用后、未经处理即供本单元使用的水量。",
            "回用水量 Vw：本厂废水经处理后再使用的水量；冷凝水回用量：回收使用的蒸汽冷凝水量。重复利用水量 Vr 为以上循环、串联、回用、冷凝水四项之和。",
            "用水量 Vt：取水量与重复利用水量之和，即 Vt＝Vi＋Vr。",
            "耗水量 Vco：蒸发、飘散、被产品或污泥带走、饮用等不再排出的水量；漏失水量 Vl：管道、阀门、水池和设备漏失的水量。",
            "排水量 Vd：本单元用后排出的水量，包括排往本厂污水处理站的水和被回收的冷凝水，不含串联供出；串联供出 Vs′：用后未经处理即供其他单元使用的水量。",
            "平衡方程（循环水量在输入、输出两侧相等，相互抵消）：Vi＋Vs＋Vw＋冷凝水回用量＝Vs′＋Vco＋Vd＋Vl。左侧减右侧即为不平衡量。",
            "不平衡量是计算结果，不得为使其为零而改动实测数据；差额应通过复测、查漏和补充漏项解决。",
        ],
    )
}

fn checks(choices: &Choices) -> Vec<Line> {
    let open = choices.open.value() * 100.0;
    let mut lines = part(
        "六、合计的核对",
        &[
            "合计行自动计算。导入时程序按各单元重新求和，并与合计行逐列核对；不一致的列会指出单元格和差额。",
            "全厂串联供出合计应等于串联水量合计；各水源取水量合计应与取水总表的读数核对，差额应说明原因。",
        ],
    );
    let limit = format!(
        "单元不平衡量超过输入水量（不含循环水量）的 {open}% 时显红色。该限值为水平衡测试的通行做法，未见于可查的标准条文，可在程序中按合同或主管部门要求调整。"
    );
    lines.push(Line::Paragraph(limit));
    lines
}

fn import() -> Vec<Line> {
    part(
        "七、导入",
        &[
            "请保留工作表名称和表头；可以增减空行、增加工作表。隐藏的行、列和工作表不会导入。",
            "导入时读取：企业信息各项，水平衡统计表，产品的名称、产量、单位、定额编号、清洗次数、分摊比例和分摊依据，计量器具台账。程序中已录入的内容不会被文件覆盖，不一致时程序会指出。企业联系人、水表型号等程序不使用的内容不读取。",
            "导入不改动本工作簿。修改后可再次导入，程序会列出与上次导入的差异，由诊断人员确认后采用。",
        ],
    )
}
