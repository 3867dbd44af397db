/** Words that all pages share. */
import { both } from "../language";

export const common = both(
  {
    app: "水衡",
    subtitle: "企业节水诊断",
    opening: "正在打开工作区……",
    unknown: "不详",
    unconfirmed: "未核实",
    close: "关闭",
    cancel: "取消",
    cancelled: "已取消，未作任何更改。",
    copy: "复制",
    copied: "已复制。",
    retry: "重试",
    yes: "是",
    no: "否",
    joined: "、",
    perDay: "m³/d",
    failure: {
      title: "未能完成",
      fix: "处理办法",
      internal: "程序内部错误。",
      internalFix: "请重试；若再次出现，请复制本信息并联系软件提供方。",
    },
  },
  {
    app: "Shuiheng",
    subtitle: "Water-saving audit of enterprises",
    opening: "Opening the workspace…",
    unknown: "not known",
    unconfirmed: "not verified",
    close: "Close",
    cancel: "Cancel",
    cancelled: "Cancelled; nothing was changed.",
    copy: "Copy",
    copied: "Copied.",
    retry: "Try again",
    yes: "Yes",
    no: "No",
    joined: ", ",
    perDay: "m³/d",
    failure: {
      title: "Not done",
      fix: "What to do",
      internal: "Internal error of the program.",
      internalFix:
        "Try again; if it happens again, copy this message and send it to the supplier of the software.",
    },
  },
);
