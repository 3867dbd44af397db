/** The drawings. */
import { both } from "../language";

export const diagramWords = both(
  {
    diagram: {
      zoomIn: "放大",
      zoomOut: "缩小",
      fit: "适合窗口",
      none: "尚无可绘制的水平衡数据。",
      noMeters: "尚无水计量器具台账，导入或录入后可绘制计量网络图。",
      hint: "拖动空白处或用方向键平移，Ctrl+滚轮或 + − 键缩放；点击或按 Enter 定位到表格；拖动方框或按 Alt+方向键移动方框，点击 − ＋ 标记折叠、展开。",
      plainHint: "拖动或用方向键平移，Ctrl+滚轮或 + − 键缩放。",
      kind: "图的种类",
      kinds: { block: "方框图", sankey: "桑基图", meters: "计量网络图" },
      foldAll: "全部折叠",
      unfoldAll: "全部展开",
      automatic: "自动布局",
      automaticHint: "撤去全部折叠和移动，恢复自动布局",
      alreadyAutomatic: "当前即为自动布局",
      fold: (name: string) => `折叠“${name}”`,
      unfold: (name: string) => `展开“${name}”`,
      export: "导出",
      exportAs: (format: string) => `导出为 ${format}`,
      exported: (path: string) => `已导出“${path}”。`,
      exportMissing: (characters: string) => `字体中没有这些字符，图中以“□”代替：${characters}`,
    },
  },
  {
    diagram: {
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      fit: "Fit",
      none: "No balance to draw yet.",
      noMeters:
        "No register of meters yet; once it is imported or entered, the network of meters can be drawn.",
      hint: "Drag the background or use the arrow keys to pan, Ctrl+wheel or + − to zoom; click or press Enter to go to the table; drag a box or press Alt+arrow to move it, click − ＋ to fold or unfold.",
      plainHint: "Drag or use the arrow keys to pan, Ctrl+wheel or + − to zoom.",
      kind: "Kind of drawing",
      kinds: { block: "Block diagram", sankey: "Sankey diagram", meters: "Network of meters" },
      foldAll: "Fold all",
      unfoldAll: "Unfold all",
      automatic: "Automatic layout",
      automaticHint: "Take back all folding and moving",
      alreadyAutomatic: "The layout is automatic",
      fold: (name: string) => `Fold “${name}”`,
      unfold: (name: string) => `Unfold “${name}”`,
      export: "Export",
      exportAs: (format: string) => `Export as ${format}`,
      exported: (path: string) => `Exported “${path}”.`,
      exportMissing: (characters: string) =>
        `The face lacks these characters, drawn as “□”: ${characters}`,
    },
  },
);
