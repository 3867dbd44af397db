/** The list of doubts. */
import { both } from "../language";

export const doubtsWords = both(
  {
    doubts: {
      title: "数据疑点",
      none: "没有疑点。",
      all: "全部",
      severities: { error: "错误", warning: "警告", note: "提示" } as Record<string, string>,
      fix: "处理",
      filter: "筛选疑点",
      cellAfter: "采用后可查看原表",
      noneShown: "没有符合条件的疑点。",
      copyAll: "复制全部疑点",
    },
  },
  {
    doubts: {
      title: "Doubts on the data",
      none: "No doubts.",
      all: "All",
      severities: { error: "error", warning: "warning", note: "remark" } as Record<string, string>,
      fix: "What to do",
      filter: "Filter doubts",
      cellAfter: "The source table can be seen once it is taken over",
      noneShown: "No doubt matches.",
      copyAll: "Copy all doubts",
    },
  },
);
