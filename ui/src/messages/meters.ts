/** The register of meters. */
import { both } from "../language";

export const metersWords = both(
  {
    meters: {
      title: "水计量器具台账",
      none: "尚无计量器具台账。工作簿中有计量器具表时会随导入读取，也可在此添加，或从 Excel、WPS 粘贴。",
      add: "添加水表",
      remove: "移除该水表",
      hint: "级别：一级为用水单位，二级为次级用水单位，三级为主要用水设备。离开输入框即自动保存；Shift+↑、↓ 或拖动可选择一片单元格，用于复制、粘贴，按 Delete 清空。",
      levelWrong: "应为一级、二级或三级",
      dayWrong: "应为日期，如 2025-06-30",
      yesWrong: "应为“是”或“否”",
      columns: {
        number: "编号",
        level: "级别",
        parent: "上级水表编号",
        location: "安装位置",
        measures: "计量对象",
        accuracy: "准确度",
        valid_until: "检定有效期至",
        online: "在线",
        state: "状态",
      },
      levels: ["", "一级", "二级", "三级"],
      rates: "配备与计量指标",
    },
  },
  {
    meters: {
      title: "Register of meters",
      none: "No register of meters yet. A table of meters in a workbook is read on import; you can also add them here or paste from Excel or WPS.",
      add: "Add meter",
      remove: "Remove this meter",
      hint: "Level: 1 the enterprise, 2 its sub-units, 3 main water-using equipment. Saved when you leave a field; Shift+↑, ↓ or dragging selects a range to copy or paste, Delete clears it.",
      levelWrong: "Level 1, 2 or 3 is expected",
      dayWrong: "A date is expected, e.g. 2025-06-30",
      yesWrong: "Yes or No is expected",
      columns: {
        number: "Number",
        level: "Level",
        parent: "Number of the meter above",
        location: "Location",
        measures: "Measures",
        accuracy: "Accuracy",
        valid_until: "Verified until",
        online: "Online",
        state: "State",
      },
      levels: ["", "Level 1", "Level 2", "Level 3"],
      rates: "Indicators of equipping and metering",
    },
  },
);
