import { expect, test } from "vitest";
import { type Arrangement, arranged } from "./arranged";
import type { GridColumn } from "./columns";

type Unit = { name: string; use: number | null; depth: number };

const columns: GridColumn<Unit>[] = [
  { code: "name", label: "名称", text: ({ name }) => name, value: ({ name }) => name },
  {
    code: "use",
    label: "用水量",
    text: ({ use }) => (use === null ? "—" : String(use)),
    value: ({ use }) => use,
  },
];

/** Names are indented by how deep they stand; the figure follows, a dash where it is not known. */
const read = (lines: string): Unit[] =>
  lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [name = "", use = "—"] = line.trim().split(/\s+/);
      const depth = (line.length - line.trimStart().length) / 2;
      return { name, depth, use: use === "—" ? null : Number(use) };
    });

const plant = read(`
染色车间 90
  染缸 60
  皂洗机 30
动力车间 100
  锅炉 —
  软化 5
    再生 2
  冷却塔 95
食堂 8
`);

function names(how: Partial<Arrangement>, isTree = true) {
  const all: Arrangement = { sort: null, filters: {}, ...how };
  const depthOf = isTree ? ({ depth }: Unit) => depth : undefined;
  return arranged(plant, columns, all, depthOf)
    .map((at) => plant[at]?.name)
    .join(" ");
}
const by = (code: string, down = false): Partial<Arrangement> => ({ sort: { code, down } });
const only = (code: string, kind: string, text = ""): Partial<Arrangement> => ({
  filters: { [code]: { kind, text } },
});

test.each([
  ["as stored", {}, "染色车间 染缸 皂洗机 动力车间 锅炉 软化 再生 冷却塔 食堂"],
  [
    "smallest first, what is not known last",
    by("use"),
    "食堂 染色车间 皂洗机 染缸 动力车间 软化 再生 冷却塔 锅炉",
  ],
  [
    "largest first, what is not known still last",
    by("use", true),
    "动力车间 冷却塔 软化 再生 锅炉 染色车间 染缸 皂洗机 食堂",
  ],
  [
    "by name as Chinese is ordered",
    by("name"),
    "动力车间 锅炉 冷却塔 软化 再生 染色车间 染缸 皂洗机 食堂",
  ],
  ["what is not known, with what stands above it", only("use", "unknown"), "动力车间 锅炉"],
  ["a part of a part, with all above it", only("name", "text", "再生"), "动力车间 软化 再生"],
  ["a figure by its text", only("use", "text", "95"), "动力车间 冷却塔"],
  ["full-width digits are the same", only("use", "text", "９５"), "动力车间 冷却塔"],
  ["nothing fits", only("name", "text", "泳池"), ""],
])("%s", (_, how, expected) => {
  expect(names(how as Partial<Arrangement>)).toBe(expected);
});

test("filters of two columns both hold, and order what is left", () => {
  const filters = { use: { kind: "given", text: "" }, name: { kind: "text", text: "车间" } };
  expect(names({ filters, ...by("use", true) }, false)).toBe("动力车间 染色车间");
});

test("without a tree every row stands for itself", () => {
  expect(names(by("use"), false)).toBe("再生 软化 食堂 皂洗机 染缸 染色车间 冷却塔 动力车间 锅炉");
});

test("whatever the order, every row is shown once", () => {
  for (const code of ["name", "use"]) {
    for (const down of [true, false]) {
      const shown = arranged(plant, columns, { sort: { code, down }, filters: {} }, (u) => u.depth);
      expect([...shown].sort((one, other) => one - other)).toEqual(plant.map((__, at) => at));
    }
  }
});
