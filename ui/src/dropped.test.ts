import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { diagnosisOf } from "./diagnosis.sample";
import { takesPhotos, took } from "./dropped";
import { step } from "./journey";
import { messages } from "./messages";
import { entered } from "./step";
import { type Asked, answering } from "./wire.sample";
import { notices } from "./work";

let asked: Asked[] = [];
const files = (...names: string[]) => names.map((name, at) => ({ handle: String(at), name }));
const sent = (command: string) => asked.filter((each) => each.command === command);
const under = (element: Element | null) =>
  Object.assign(document, { elementFromPoint: () => element });

beforeEach(() => {
  asked = answering({ add_photo: () => diagnosisOf({ id: "d" }), preview_import: () => null });
  step.value = entered(diagnosisOf({ id: "d" }), "meters");
});
afterEach(() => {
  under(null);
  notices.value = [];
  step.value = { name: "opening" };
});

test("photos belong to what they are dropped on, and else to the site", async () => {
  const strip = document.createElement("div");
  for (const [name, value] of Object.entries(takesPhotos({ kind: "unit", id: "U1" }, "锅炉房")))
    strip.setAttribute(name, value);
  strip.append(document.createElement("span"));
  under(strip.firstElementChild);
  await took({ files: files("水表.JPG", "铭牌.png"), x: 5, y: 5 });
  under(null);
  await took({ files: files("厂区.jpeg"), x: 5, y: 5 });
  await flushPromises();
  expect(sent("add_photo").map(({ given }) => [given.handle, given.about])).toEqual([
    ["0", { kind: "unit", id: "U1" }],
    ["1", { kind: "unit", id: "U1" }],
    ["0", { kind: "site", id: "" }],
  ]);
  expect(notices.value[0]?.message).toBe(messages.photos.dropped(2, "锅炉房"));
});

test("a workbook is read as before", async () => {
  await took({ files: files("水平衡表.xlsx"), x: 0, y: 0 });
  expect(sent("preview_import").map(({ given }) => given.handle)).toEqual(["0"]);
  expect(sent("add_photo")).toEqual([]);
});

test("without a diagnosis a photo is refused with what to do", async () => {
  step.value = {
    name: "start",
    start: { diagnoses: [], districts: [], workspace: "", version: "" },
  };
  await took({ files: files("水表.jpg"), x: 0, y: 0 });
  expect(sent("add_photo")).toEqual([]);
  expect(notices.value[0]?.message).toBe(messages.photos.dropElsewhere.message);
});
