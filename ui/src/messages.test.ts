// @vitest-environment happy-dom
/* Both languages of the catalogue, and that no sentence stands outside it. */
import { beforeEach, expect, test, vi } from "vitest";

/** Signs that are no words, such as ＋, may stand anywhere. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f！（），：；？～／]/u;

/** What stands for any argument of a sentence. */
const nothing = () => [];
const anything: unknown = new Proxy(nothing, {
  get: (_, name): unknown => {
    if (name === Symbol.toPrimitive) return () => "1";
    if (name === "length") return 0;
    if (name === Symbol.iterator) return nothing()[Symbol.iterator];
    return ["replace", "join", "toString"].includes(String(name)) ? () => "" : anything;
  },
});

/** Each sentence of a catalogue with its way; functions are asked for theirs. */
function sentences(of: unknown, way: string): [string, string][] {
  if (typeof of === "string") return [[way, of]];
  if (typeof of === "function") return sentences(of(anything, anything, anything, anything), way);
  if (of instanceof RegExp || of === null || typeof of !== "object") return [];
  return Object.entries(of).flatMap(([name, inner]) => sentences(inner, `${way}.${name}`));
}

beforeEach(() => vi.resetModules());

async function catalogue(lang: string) {
  document.documentElement.lang = lang;
  const { messages } = await import("./messages");
  const { punct } = await import("./messages/punctuation");
  return sentences({ ...messages, punct }, "messages");
}

test("the English catalogue has no Chinese in it, and lacks no sentence", async () => {
  const english = await catalogue("en");
  expect(english.length).toBeGreaterThan(900);
  // Reports are Chinese: what is put into one, and the names of its fields.
  const said = (text: string) => text.replaceAll(/\{\{.*?\}\}/g, "");
  const left = english.filter(
    ([way, text]) => CHINESE.test(said(text)) && way !== "messages.content.newTitle",
  );
  expect(left).toEqual([]);
  const chinese = await catalogue("zh-CN");
  expect(english.map(([way]) => way)).toEqual(chinese.map(([way]) => way));
  const empty = new Set(chinese.filter(([, text]) => text === "").map(([way]) => way));
  expect(english.filter(([way, text]) => text === "" && !empty.has(way))).toEqual([]);
});

test("the Chinese catalogue is Chinese", async () => {
  const chinese = await catalogue("zh-CN");
  const words = chinese.filter(([, text]) => /[a-z]{3,} [a-z]/.test(text) && !CHINESE.test(text));
  expect(words).toEqual([]);
});

test("no Chinese stands in the page outside the catalogue", () => {
  const sources = import.meta.glob<string>(["./**/*.ts", "./**/*.vue"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const own = Object.entries(sources).filter(
    ([path]) => !/\.(test|sample)\.ts$|\/(bindings|messages)\//.test(path),
  );
  expect(own.length).toBeGreaterThan(100);
  const left = own.flatMap(([path, source]) =>
    source
      .split("\n")
      .filter((line) => CHINESE.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(left).toEqual([]);
});
