import { both } from "../language";

/** Unfinished texts. */
export const drafts = both(
  {
    title: "上次退出时有未完成的输入：",
    line: (tab: string, label: string) => `${tab} › ${label}`,
    putBack: "放回原处",
    copy: "复制",
    drop: "放弃",
    gone: "原输入框未打开，内容已复制；请打开后粘贴。",
  },
  {
    title: "What was typed and not finished when the program ended:",
    line: (tab: string, label: string) => `${tab} › ${label}`,
    putBack: "Put it back",
    copy: "Copy",
    drop: "Discard",
    gone: "The field is not open; the text was copied. Open the field and paste it.",
  },
);
