/** The keys. */
import { both } from "../language";

export const shortcutsWords = both(
  {
    shortcuts: {
      title: "快捷键",
      steps: "切换步骤",
      rows: [
        ["方向键 / Home / End", "在水平衡表中移动"],
        ["Enter / F2 / 直接输入", "编辑数据"],
        ["F2 / Alt+↓ / Shift+F2", "导入时改列的含义、单位，改行"],
        ["Delete / Ctrl+Enter", "导入时不采用该列、采用文件"],
        ["Shift+方向键 / Ctrl+A", "选择区域"],
        ["Ctrl+D", "向下填充所选区域"],
        ["Alt+↓", "对所在列排序、筛选、冻结"],
        ["Esc, Tab", "离开表格"],
        ["Ctrl+C / Ctrl+V", "与 Excel、WPS 互相复制、粘贴"],
        ["Delete", "所选数据改为未知"],
        ["=", "查看数据来源与公式"],
        ["Esc", "放弃编辑"],
      ],
    },
  },
  {
    shortcuts: {
      title: "Keys",
      steps: "Go to a step",
      rows: [
        ["Arrow keys / Home / End", "Move in the water balance table"],
        ["Enter / F2 / start typing", "Edit a value"],
        [
          "F2 / Alt+↓ / Shift+F2",
          "Importing: change what a column means, its unit; change the row",
        ],
        ["Delete / Ctrl+Enter", "Importing: leave the column out; take the file over"],
        ["Shift+arrow keys / Ctrl+A", "Select a range"],
        ["Ctrl+D", "Fill the range down"],
        ["Alt+↓", "Sort, filter or freeze by this column"],
        ["Esc, Tab", "Leave the table"],
        ["Ctrl+C / Ctrl+V", "Copy and paste with Excel and WPS"],
        ["Delete", "Set the selected values to not known"],
        ["=", "Show where a value comes from, and its formula"],
        ["Esc", "Give up editing"],
      ],
    },
  },
);
