import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ReportPreview } from "../../bindings/ReportPreview";
import { diagnosisOf } from "../../diagnosis.sample";
import { messages } from "../../messages";
import { ids } from "../../testids";
import { type Asked, answering, refusing } from "../../wire.sample";
import PreviewPane from "./PreviewPane.vue";
import { pixels } from "./pictures";

let shown: VueWrapper;
let asked: Asked[] = [];
let keys = ["a", "b", "c"];

const preview = (): ReportPreview => ({
  pages: keys.map((key, index) => ({
    key,
    width: index === 2 ? 842 : 595,
    height: index === 2 ? 595 : 842,
    label: index === 0 ? "封面" : String(index),
  })),
  chapters: [
    { level: 1, label: "1 项目概况", page: 1 },
    { level: 2, label: "1.1 依据", page: 2 },
  ],
  missing_characters: "",
});
const part = (id: string) => shown.get(`[data-testid="${id}"]`);
const painted = () =>
  asked.filter((each) => each.command === "report_page").map((one) => one.given.key);

beforeEach(async () => {
  keys = ["a", "b", "c"];
  let url = 0;
  vi.stubGlobal("URL", {
    createObjectURL: () => `blob:${++url}`,
    revokeObjectURL: () => undefined,
  });
  asked = answering({
    report_preview: preview,
    report_page: () => new ArrayBuffer(8),
  });
  shown = mount(PreviewPane, { props: { diagnosis: diagnosisOf() }, attachTo: document.body });
  await flushPromises();
});
afterEach(() => {
  shown.unmount();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("the first page is shown, and the next is painted while it is looked at", () => {
  expect(part(ids.previewAt).text()).toBe(messages.outputs.at(1, 3, "封面"));
  expect(part(ids.previewPage).attributes("src")).toBe("blob:1");
  expect(painted()).toEqual(["a", "b"]);
});

test("keys turn the pages, and a page is painted once", async () => {
  const frame = part(ids.previewFrame);
  await frame.trigger("keydown", { key: "PageDown" });
  await flushPromises();
  expect(part(ids.previewAt).text()).toBe(messages.outputs.at(2, 3, "1"));
  await frame.trigger("keydown", { key: "End" });
  await flushPromises();
  await frame.trigger("keydown", { key: "PageDown" });
  await frame.trigger("keydown", { key: "Home" });
  await flushPromises();
  expect(part(ids.previewAt).text()).toBe(messages.outputs.at(1, 3, "封面"));
  expect(painted()).toEqual(["a", "b", "c"]);
});

test("a chapter leads to its page", async () => {
  await part(ids.previewChapter).setValue("1");
  await flushPromises();
  expect(part(ids.previewAt).text()).toBe(messages.outputs.at(3, 3, "2"));
  expect((part(ids.previewChapter).element as HTMLSelectElement).value).toBe("1");
});

test("a zoom changes the size of the page and keeps its shape", async () => {
  await part(ids.previewZoom).setValue("100");
  await flushPromises();
  const page = part(ids.previewPage);
  expect(page.attributes("width")).toBe("793");
  expect(Number(page.attributes("height"))).toBe(Math.round((793 * 842) / 595));
});

test("a change of the data lays out anew, and only pages that look different are painted", async () => {
  vi.useFakeTimers();
  keys = ["a", "z"];
  await shown.setProps({ diagnosis: { ...diagnosisOf() } });
  await vi.advanceTimersByTimeAsync(200);
  await flushPromises();
  expect(asked.filter((each) => each.command === "report_preview")).toHaveLength(2);
  expect(painted()).toEqual(["a", "b", "z"]);
  expect(part(ids.previewAt).text()).toBe(messages.outputs.at(1, 2, "封面"));
});

test("a page that is gone lays the report out anew", async () => {
  const first = asked.filter((each) => each.command === "report_preview").length;
  asked = answering({ report_preview: preview, report_page: refusing("not_found", "报告已更新") });
  await part(ids.previewNext).trigger("click");
  await part(ids.previewNext).trigger("click");
  await flushPromises();
  expect(first).toBe(1);
  expect(asked.some((each) => each.command === "report_preview")).toBe(true);
});

test.each([
  [100, 1, 200],
  [793, 1, 800],
  [793, 2, 1600],
  [4000, 2, 3000],
])("a page %i px wide at a ratio of %i is painted %i pixels wide", (css, ratio, expected) => {
  expect(pixels(css, ratio)).toBe(expected);
});
