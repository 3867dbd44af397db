import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { ids } from "../testids";
import { answering } from "../wire.sample";
import { announce, asFailure, notices, tell } from "../work";
import NoticeList from "./NoticeList.vue";

let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  notices.value = [];
  vi.unstubAllGlobals();
});

const list = () => {
  shown = mount(NoticeList, { attachTo: document.body });
  return shown;
};
const at = (id: string) => `[data-testid="${id}"]`;

test("a failure is copied with what happened, what to do and its kind", async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  tell({ code: "refused", message: "“年运行天数”填写的“三百”无法识别。", fix: "请填写数字。" });
  await list().find(at(ids.noticeCopy)).trigger("click");
  expect(writeText).toHaveBeenCalledWith(
    "“年运行天数”填写的“三百”无法识别。\n处理办法：请填写数字。\n[refused]",
  );
});

test("the log is one click away where the program itself failed, and only there", async () => {
  const calls = answering({ open_log_folder: () => null });
  tell({ code: "refused", message: "缺少理由。", fix: "请填写。" });
  announce("已复制。");
  const page = list();
  expect(page.find(at(ids.noticeLog)).exists()).toBe(false);
  tell({ code: "internal", message: "内部错误。", fix: "请重试。" });
  await flushPromises();
  await page.find(at(ids.noticeLog)).trigger("click");
  expect(calls.map(({ command }) => command)).toEqual(["open_log_folder"]);
});

test("no trace of calls is ever shown", async () => {
  const thrown = new TypeError("x is undefined\n    at change (journey.ts:12:3)\n    at async run");
  tell(asFailure(thrown));
  tell(asFailure("broken\nstack backtrace:\n   0: 0x55d0 - std::panicking"));
  await list();
  expect(document.body.textContent).toContain("x is undefined");
  for (const trace of ["journey.ts", "async run", "backtrace", "0x55d0"]) {
    expect(document.body.textContent).not.toContain(trace);
  }
});
