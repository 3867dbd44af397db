import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Diagram } from "../bindings/Diagram";
import type { Shape } from "../bindings/Shape";
import { diagnosisOf } from "../diagnosis.sample";
import { step } from "../journey";
import { entered } from "../step";
import { ids } from "../testids";
import { type Asked, answering } from "../wire.sample";
import { notices } from "../work";
import { pointAt } from "../zoom";
import DiagramPane from "./balance/DiagramPane.vue";

let shown: VueWrapper | null = null;
let asked: Asked[] = [];
let chosen: string[] = [];

const box = (id: string, x: number) => ({ id, x, y: 10, width: 40, height: 20 });
const outline: Shape = {
  kind: "path",
  d: "M0 0h40v20h-40Z",
  fill: "#ffffff",
  fill_opacity: 1,
  stroke: "#000000",
  stroke_width: 1,
  dash: [],
};
const group = (id: string, label: string): Shape => ({
  kind: "group",
  id,
  label,
  shapes: [outline],
});
const block: Diagram = {
  scene: {
    width: 200,
    height: 100,
    title: "水平衡方框图",
    shapes: [
      group("frame/unit-染色车间", "染色车间"),
      group("link/source-tap→unit-染色机", "自来水 → 染色机"),
      group("node/source-tap", "自来水"),
      group("node/unit-染色机", "染色机"),
    ],
  },
  boxes: [box("source-tap", 10), box("unit-染色机", 100)],
  folds: [{ id: "unit-染色车间", name: "染色车间", folded: false, x: 90, y: 5 }],
  arranged: true,
};
const plain = { ...block, boxes: [], folds: [], arranged: false };

beforeEach(async () => {
  chosen = [];
  asked = answering({
    diagram: ({ kind }) => (kind === "block" ? block : plain),
    arrange_diagram: () => diagnosisOf(),
    export_diagram: () => ({ path: "图.pdf", bytes: 9, missing_characters: "" }),
  });
  step.value = entered(diagnosisOf(), "balance");
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const onChoose = (unit: string) => chosen.push(unit);
  const page = defineComponent(
    () => () => h(DiagramPane, { diagnosis: diagnosis.value, chosen: "", onChoose }),
  );
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
});
afterEach(() => {
  shown?.unmount();
  notices.value = [];
});

function found(selector: string): SVGElement {
  const each = document.querySelector<SVGElement>(selector);
  if (!each) throw new Error(`${selector} is not shown`);
  return each;
}
const part = (id: string) => found(`[data-testid="${id}"]`);
const grouped = (id: string) => found(`[data-group="${id}"]`);
async function click(element: Element) {
  element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  await flushPromises();
}
async function press(element: Element, key: string, more: KeyboardEventInit = {}) {
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
  await flushPromises();
}
const arranged = () =>
  asked.filter(({ command }) => command === "arrange_diagram").map(({ given }) => given.change);

test("a box, an arrow and a frame lead to their unit", async () => {
  await click(part(ids.diagramUnit("染色机")));
  await click(grouped("link/source-tap→unit-染色机"));
  await press(grouped("frame/unit-染色车间"), "Enter");
  expect(chosen).toEqual(["染色机", "染色机", "染色车间"]);
  await click(grouped("node/source-tap"));
  expect(chosen).toHaveLength(3);
});

test("the keyboard stops at boxes and frames, and not at every arrow", () => {
  const stops = [...document.querySelectorAll("[data-group][tabindex='0']")];
  expect(stops.map((each) => each.getAttribute("data-group"))).toEqual([
    "frame/unit-染色车间",
    "node/source-tap",
    "node/unit-染色机",
  ]);
});

test("a workshop is folded by its mark, with the mouse and the keyboard", async () => {
  const mark = part(ids.diagramFold("unit-染色车间"));
  expect(mark.getAttribute("aria-label")).toBe("折叠“染色车间”");
  await click(mark);
  await press(part(ids.diagramFold("unit-染色车间")), "Enter");
  await click(part(ids.foldAll));
  const fold = { kind: "fold", node: "unit-染色车间", folded: true };
  expect(arranged()).toEqual([fold, fold, { kind: "fold_all", folded: true }]);
  expect(part(ids.unfoldAll).hasAttribute("disabled")).toBe(true);
});

test("Alt and an arrow move a box, which keeps the focus", async () => {
  grouped("node/unit-染色机").focus();
  await press(grouped("node/unit-染色机"), "ArrowDown", { altKey: true });
  expect(arranged()).toEqual([{ kind: "step", node: "unit-染色机", step: "down" }]);
  expect(document.activeElement?.getAttribute("data-group")).toBe("node/unit-染色机");
  await press(grouped("frame/unit-染色车间"), "ArrowUp", { altKey: true });
  expect(arranged()).toHaveLength(1);
});

const point = (type: string, clientX: number, clientY: number) =>
  new PointerEvent(type, { bubbles: true, clientX, clientY, buttons: 1, button: 0 });

async function drag(element: Element, dx: number, dy: number) {
  const picture = found(".scene-picture");
  picture.getBoundingClientRect = () => new DOMRect(0, 0, 400, 200);
  element.dispatchEvent(point("pointerdown", 240, 40));
  picture.dispatchEvent(point("pointermove", 240 + dx, 40 + dy));
  await flushPromises();
  const ghost = document.querySelector(".scene-ghost") !== null;
  picture.dispatchEvent(point("pointerup", 240 + dx, 40 + dy));
  await click(element);
  return ghost;
}

test("a dragged box is dropped where its middle then is, and is not chosen by that", async () => {
  expect(await drag(grouped("node/unit-染色机"), -60, 80)).toBe(true);
  // Two pixels of the page are one pt: from the middle 120, 20 by −30 and 40.
  expect(arranged()).toEqual([{ kind: "drop", node: "unit-染色机", x: 90, y: 60 }]);
  expect(chosen).toEqual([]);
});

test("a click that slips by a pixel is a click", async () => {
  expect(await drag(grouped("node/unit-染色机"), 1, 1)).toBe(false);
  expect([arranged(), chosen]).toEqual([[], ["染色机"]]);
});

test("the layout can be automatic again", async () => {
  await click(part(ids.automatic));
  expect(arranged()).toEqual([{ kind: "automatic" }]);
});

test("each kind of drawing is asked for and exported as what is shown", async () => {
  await click(part(ids.diagramKind("meters")));
  expect(asked.at(-1)?.given).toMatchObject({ kind: "meters" });
  expect(document.querySelector(`[data-testid="${ids.foldAll}"]`)).toBeNull();
  await click(part(ids.exportDiagram("pdf")));
  expect(asked.at(-1)).toMatchObject({
    command: "export_diagram",
    given: { kind: "meters", format: "pdf" },
  });
  expect(notices.value.at(-1)?.message).toBe("已导出“图.pdf”。");
});

test("a point of the page is found in the drawing, wherever that stands in its box", () => {
  const frame = { x: 10, y: 20, width: 100, height: 50 };
  const at = (width: number, height: number, clientX: number, clientY: number) =>
    pointAt(frame, { left: 5, top: 5, width, height }, { clientX, clientY });
  expect(at(200, 100, 5, 5)).toEqual({ x: 10, y: 20 });
  expect(at(200, 100, 105, 55)).toEqual({ x: 60, y: 45 });
  // A box that is too high: the drawing stands in its middle.
  expect(at(200, 300, 105, 155)).toEqual({ x: 60, y: 45 });
  expect(at(200, 300, 5, 105)).toEqual({ x: 10, y: 20 });
});
