import { expect, test } from "vitest";
import type { ReportPart } from "./bindings/ReportPart";
import { add, addSection, edit, find, mayMove, move, remove } from "./outline";

const part = (
  id: string,
  place = "body",
  movable = true,
  parts: ReportPart[] = [],
): ReportPart => ({
  id,
  place,
  title: id,
  shipped_title: id,
  shown: true,
  required: false,
  movable,
  own: false,
  before: "",
  after: "",
  parts,
});
const outline = [
  part("summary", "front", false),
  part("overview", "body", true, [part("task"), part("scope")]),
  part("balance"),
  part("conclusion", "body", false),
  part("tracing", "appendix"),
];
const ids = (parts: ReportPart[]) => parts.map((each) => each.id);

test("a part moves past its neighbour, and not out of its place", () => {
  expect(ids(move(outline, { chapter: "balance", section: null }, -1))).toEqual([
    "summary",
    "balance",
    "overview",
    "conclusion",
    "tracing",
  ]);
  expect(mayMove(outline, "overview", -1)).toBe(false);
  expect(mayMove(outline, "balance", 1)).toBe(false);
  expect(move(outline, { chapter: "tracing", section: null }, -1)).toEqual(outline);
  const moved = move(outline, { chapter: "overview", section: "scope" }, -1);
  expect(ids(moved[1]?.parts ?? [])).toEqual(["scope", "task"]);
});

test("a chapter of one's own stands before the one that is always the last", () => {
  const { parts, at } = add(outline, "body", "工艺");
  expect(ids(parts)).toEqual(["summary", "overview", "balance", "own-1", "conclusion", "tracing"]);
  expect(find(parts, at)?.title).toBe("工艺");
  expect(add(parts, "appendix", "甲").at.chapter).toBe("own-2");
  expect(ids(remove(parts, at))).toEqual(ids(outline));
});

test("a section of one's own is written into its chapter", () => {
  const { parts, at } = addSection(outline, "overview", "诊断组");
  expect(at).toEqual({ chapter: "overview", section: "own-1" });
  const written = edit(parts, at, { before: "甲" });
  expect(find(written, at)?.before).toBe("甲");
  expect(
    ids(find(remove(written, at), { chapter: "overview", section: null })?.parts ?? []),
  ).toEqual(["task", "scope"]);
});
