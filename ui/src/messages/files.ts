/** The page of files, and taking a corrected file over. */
import type { ImportComparison } from "../bindings/ImportComparison";
import type { MarkedFile } from "../bindings/MarkedFile";
import { both } from "../language";

/** What a person can decide on a corrected file. */
export type Decision = "replace" | "merge" | "keep";

export const filesWords = both(
  {
    files: {
      choose: "选择工作簿",
      drop: "将企业的水平衡工作簿拖到这里，或",
      paste: "粘贴表格",
      pasteHint: "也可在 Excel 或 WPS 中复制表格，然后在本页按 Ctrl+V。",
      pasteKeys: "请按 Ctrl+V 粘贴在 Excel 或 WPS 中复制的表格。",
      formats: "支持 xlsx、xls、xlsb、ods、csv 等格式；原文件不会被改动。",
      held: "已导入的文件",
      none: "尚未导入工作簿。",
      imported: "导入时间",
      preview: "导入预览",
      accept: "采用",
      busy: (name: string) => `正在进行其他工作，未读取“${name}”。请在其完成后重新导入。`,
      accepted: (name: string) => `已采用“${name}”的数据。`,
      discard: "放弃",
      enterprise: "文件中的企业名称",
      otherEnterprise: (found: string, held: string) =>
        `文件中的企业名称“${found}”与本诊断“${held}”不同，请确认没有选错文件。`,
      operatingDays: "年运行天数",
      units: "用水单元",
      products: "产品",
      meters: "计量器具",
      usePeriods: "用水记录",
      readings: "抄表记录",
      equipment: "用水设备",
      quality: "水质数据",
      intake: "取水量",
      known: "该文件此前已导入，采用后不会有任何变化。",
      replaces: "本诊断已有数据，请在下方决定怎样处理该文件；可用“撤销”恢复。",
      nothingYet: "采用前，本诊断的数据保持不变。",
      differences: "与现有数据的差异",
      difference: {
        what: "对象",
        quantity: "项目",
        before: "现有",
        after: "导入后",
        cell: "单元格",
      },
      kinds: { changed: "更改", added: "新增", removed: "删除" } as Record<string, string>,
      whole: "（整项）",
      keptOnly: (name: string) => `已留存“${name}”，数据未改动。`,
      exportMarked: "导出问题标注副本",
      exportMarkedHint: "原工作簿的副本：各处问题标在单元格上，另附问题清单，可退回企业更正。",
      marked: (copy: MarkedFile) =>
        `已导出“${copy.path}”：必须处理 ${copy.errors} 条、请核实 ${copy.warnings} 条、说明 ${copy.notes} 条。` +
        (copy.values_only ? "该副本只含数值和文字，格式与公式见原件。" : ""),
      correction: {
        title: "更正文件的处理",
        against: (name: string) => `与现行文件“${name}”比对`,
        withoutFile: "现有数据不是由文件导入的，不作逐格比对。",
        notCompared: (why: string) => `现行文件无法读取，未作逐格比对：${why}`,
        decisions: {
          replace: [
            "替换",
            "采用文件中的数据",
            (c: ImportComparison) =>
              `改变 ${c.replaced} 个水量` +
              (c.conflicts.length > 0 ? `，其中人工录入 ${c.conflicts.length} 个` : ""),
          ],
          merge: [
            "合并",
            "采用文件中的数据，保留人工录入的数据",
            (c: ImportComparison, picked: number) => {
              const fixed = c.conflicts.filter((each) => each.fixed).length;
              const kept = c.conflicts.length - fixed - picked;
              return c.conflicts.length === 0
                ? `改变 ${c.merged} 个水量；没有人工录入的数据与文件冲突，与替换相同`
                : `改变 ${c.merged + picked} 个水量；人工录入保留 ${kept} 个，采用文件 ${fixed + picked} 个`;
            },
          ],
          keep: ["只留存", "文件存入工作区备查，数据不变", () => "不改变任何水量"],
        } as Record<Decision, [string, string, (c: ImportComparison, fromFile: number) => string]>,
        decideSure: (count: number, decision: string) => `有 ${count} 项须处理，仍要${decision}`,
        conflicts: "人工录入的数据与文件不同，合并时请逐项选择",
        conflict: {
          unit: "用水单元",
          quantity: "项目",
          own: "人工录入",
          file: "文件",
          cell: "单元格",
        },
        choice: (unit: string, quantity: string) => `“${unit}”的${quantity}采用`,
        fixed: "文件按去向分列，采用文件",
        effects: "对结果的影响",
        effect: {
          what: "结果",
          before: "现有",
          replaced: "替换后",
          merged: "合并后（保留人工录入）",
        },
        groups: {
          total: "全厂",
          unit: "单元平衡",
          indicator: "指标",
          comparison: "对标",
        } as Record<string, string>,
        allEffects: (count: number) => `同时显示未变的 ${count} 项`,
        noEffects: "结果没有变化。",
        cells: "逐格差异",
        noCells: "各单元格均相同。",
        sheet: (name: string, count: number) =>
          count === 0 ? name : `${name}：${count} 个单元格不同`,
        added: "新增工作表",
        removed: "工作表已删除",
        shown: (shown: number, count: number) => `只列出前 ${shown} 个，共 ${count} 个`,
        cell: { place: "单元格", row: "行", before: "原为", after: "现为", feeds: "用于" },
        newRow: "新增行",
        goneRow: "删除行",
      },
      sheets: "工作表识别结果",
      sheet: { name: "工作表", role: "识别为", reason: "依据", range: "范围", unit: "计量单位" },
      columns: (count: number, unrecognised: number) =>
        unrecognised === 0 ? `${count} 列，均已识别` : `${count} 列，${unrecognised} 列未识别`,
      columnsNone: "无表列",
      column: { letter: "列", header: "表头", meaning: "识别为", confidence: "把握" },
      unrecognised: "未识别，未计入",
    },
  },
  {
    files: {
      choose: "Choose a workbook",
      drop: "Drop the enterprise’s water balance workbook here, or",
      paste: "Paste a table",
      pasteHint: "You can also copy a table in Excel or WPS and press Ctrl+V on this page.",
      pasteKeys: "Press Ctrl+V to paste the table copied in Excel or WPS.",
      formats: "xlsx, xls, xlsb, ods, csv and others; the original file is never changed.",
      held: "Imported files",
      none: "No workbook has been imported.",
      imported: "Imported",
      preview: "Preview of the import",
      accept: "Take over",
      busy: (name: string) =>
        `Other work is going on, so “${name}” was not read. Import it again when that is done.`,
      accepted: (name: string) => `The data of “${name}” were taken over.`,
      discard: "Discard",
      enterprise: "Enterprise named in the file",
      otherEnterprise: (found: string, held: string) =>
        `The file names the enterprise “${found}”, this audit is of “${held}”; make sure that it is the right file.`,
      operatingDays: "Operating days",
      units: "Water-using units",
      products: "Products",
      meters: "Meters",
      usePeriods: "Records of use",
      readings: "Meter readings",
      equipment: "Equipment",
      quality: "Water quality",
      intake: "Withdrawal",
      known: "This file was imported before; taking it over changes nothing.",
      replaces:
        "This audit has data already; decide below what to do with the file. “Undo” takes it back.",
      nothingYet: "Until it is taken over, the data of this audit stay as they are.",
      differences: "Differences from the data at hand",
      difference: {
        what: "Of",
        quantity: "Quantity",
        before: "Now",
        after: "After import",
        cell: "Cell",
      },
      kinds: { changed: "changed", added: "added", removed: "removed" } as Record<string, string>,
      whole: "(all of it)",
      keptOnly: (name: string) => `“${name}” was kept; the data are unchanged.`,
      exportMarked: "Export marked copy",
      exportMarkedHint:
        "A copy of the workbook with every problem marked on its cell and a list of problems, to be sent back for correction.",
      marked: (copy: MarkedFile) =>
        `Exported “${copy.path}”: ${copy.errors} to be settled, ${copy.warnings} to be checked, ${copy.notes} remarks.` +
        (copy.values_only
          ? " This copy holds values and text only; formats and formulas are in the original."
          : ""),
      correction: {
        title: "What to do with the corrected file",
        against: (name: string) => `Compared with the file in force, “${name}”`,
        withoutFile: "The data at hand come from no file, so cells are not compared.",
        notCompared: (why: string) =>
          `The file in force cannot be read, so cells are not compared: ${why}`,
        decisions: {
          replace: [
            "Replace",
            "Take the data of the file",
            (c: ImportComparison) =>
              `changes ${c.replaced} flows` +
              (c.conflicts.length > 0 ? `, ${c.conflicts.length} of them entered by hand` : ""),
          ],
          merge: [
            "Merge",
            "Take the data of the file, keep what was entered by hand",
            (c: ImportComparison, picked: number) => {
              const fixed = c.conflicts.filter((each) => each.fixed).length;
              const kept = c.conflicts.length - fixed - picked;
              return c.conflicts.length === 0
                ? `changes ${c.merged} flows; nothing entered by hand conflicts with the file, so it is the same as replacing`
                : `changes ${c.merged + picked} flows; ${kept} entered by hand are kept, ${fixed + picked} are taken from the file`;
            },
          ],
          keep: [
            "Keep only",
            "Keep the file in the workspace for reference, leave the data",
            () => "changes no flow",
          ],
        } as Record<Decision, [string, string, (c: ImportComparison, fromFile: number) => string]>,
        decideSure: (count: number, decision: string) =>
          `${count} to be settled; ${decision} anyway`,
        conflicts: "Entered by hand and different in the file: choose one by one when merging",
        conflict: {
          unit: "Water-using unit",
          quantity: "Quantity",
          own: "Entered by hand",
          file: "File",
          cell: "Cell",
        },
        choice: (unit: string, quantity: string) => `${quantity} of “${unit}” from: `,
        fixed: "the file splits it by destination; taken from the file",
        effects: "What it does to the results",
        effect: {
          what: "Result",
          before: "Now",
          replaced: "Replaced",
          merged: "Merged (entries by hand kept)",
        },
        groups: {
          total: "Whole site",
          unit: "Balances of units",
          indicator: "Indicators",
          comparison: "Quotas",
        } as Record<string, string>,
        allEffects: (count: number) => `Show the ${count} unchanged ones too`,
        noEffects: "The results do not change.",
        cells: "Differences by cell",
        noCells: "All cells are the same.",
        sheet: (name: string, count: number) =>
          count === 0 ? name : `${name}: ${count} cells differ`,
        added: "new sheet",
        removed: "sheet removed",
        shown: (shown: number, count: number) => `The first ${shown} of ${count} are listed`,
        cell: { place: "Cell", row: "Row", before: "Was", after: "Is", feeds: "Feeds" },
        newRow: "new row",
        goneRow: "row removed",
      },
      sheets: "How the sheets were recognised",
      sheet: {
        name: "Sheet",
        role: "Recognised as",
        reason: "Because",
        range: "Range",
        unit: "Unit of measure",
      },
      columns: (count: number, unrecognised: number) =>
        unrecognised === 0
          ? `${count} columns, all recognised`
          : `${count} columns, ${unrecognised} not recognised`,
      columnsNone: "no columns",
      column: {
        letter: "Col.",
        header: "Header",
        meaning: "Recognised as",
        confidence: "Confidence",
      },
      unrecognised: "not recognised, not counted",
    },
  },
);
