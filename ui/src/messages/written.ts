/** What people write in fields and workbooks, taken in whatever language the window speaks. */
import { both } from "../language";

/** A year's volume of ten thousand and more. */
export const tenThousand = both<string>("万m³/a", "×10⁴ m³/a");

export const written = {
  unknown: ["不详", "not known", "unknown"],
  yes: ["是", "有", "√", "✓", "y", "yes", "在线"],
  no: ["否", "无", "×", "n", "no", "不在线", "离线"],
  /** A level: 一级, 1, Ⅰ级, 二级（次级用水单位）, level 2. */
  level: /^(?:第|level)?([一二三123]|I{1,3})(?:级.*)?$/i,
  ordinals: ["一", "二", "三"],
  /** A day: 2025-6-30, 2025/06/30, 2025年6月30日. */
  day: /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/,
};

/** Whether a text says that something is not known. */
export const saysUnknown = (text: string): boolean =>
  text === "" || written.unknown.includes(text.toLowerCase());
