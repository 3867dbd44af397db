/** The page of the report. */
import { both } from "../language";

export const reportWords = both(
  {
    report: {
      title: "征求意见稿",
      parts: {
        title: "报告各部分",
        issue: "检查与签发",
        content: "内容与格式",
        preview: "预览",
      },
      export: "导出征求意见稿",
      again: "重新导出",
      open: "打开报告",
      checklist: "导出前检查",
      missing: "缺少",
      doubtful: "待核",
      ready: "资料齐备，可以导出。",
      notReady: "以下内容缺失或存疑；仍可导出，报告中会如实注明。",
      go: "前往",
      written: "报告已导出",
      stale: "导出后数据已更改，请重新导出。",
      pages: (pages: number) => `${pages} 页`,
      missingCharacters: "下列字符没有可用字形，报告中显示为空框",
      path: "保存位置",
    },
  },
  {
    report: {
      title: "Draft for comment",
      parts: {
        title: "Parts of the report",
        issue: "Check and issue",
        content: "Content and form",
        preview: "Preview",
      },
      export: "Export draft",
      again: "Export again",
      open: "Open the report",
      checklist: "Before exporting",
      missing: "missing",
      doubtful: "to check",
      ready: "Everything is there; it can be exported.",
      notReady:
        "The following is missing or in doubt; it can still be exported, and the report says so.",
      go: "Go to",
      written: "The report was exported",
      stale: "The data changed since; export it again.",
      pages: (pages: number) => `${pages} pages`,
      missingCharacters: "No face has these characters; the report shows empty boxes for them",
      path: "Saved as",
    },
  },
);
