/* The contrast of what is read, in every theme. */
import { expect, test } from "vitest";
import { themeOf } from "./look";
import index from "./parts/themes.css?raw";

type Theme = Record<string, string>;

function theme(selector: string): Theme {
  const from = index.indexOf(selector);
  expect(from, selector).toBeGreaterThanOrEqual(0);
  const block = index.slice(index.indexOf("{", from) + 1, index.indexOf("}", from));
  const found = block.matchAll(/--([a-z-_]+):\s*(#[0-9a-f]{6});/g);
  return Object.fromEntries([...found].map(([, name, colour]) => [name, colour]));
}

const themes: [string, Theme][] = ["light", "dark", "contrast"].map((name) => [
  name,
  theme(`:root[data-theme="${name}"]`),
]);

/** The relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const grounds = ["ground", "surface", "surface-soft", "surface-head", "chosen"];
const took = ["header", "name", "figure", "total", "check", "section", "note", "unit", "fact"];
/** Text on ground, as they are used together. */
const pairs: [string, string][] = [
  ...grounds.map((ground): [string, string] => ["text", ground]),
  ...grounds.map((ground): [string, string] => ["text-soft", ground]),
  ...["ground", "surface", "surface-soft", "surface-head"].map((g): [string, string] => [
    "strong",
    g,
  ]),
  ["strong-hover", "surface"],
  ["text-on-strong", "strong"],
  ["text-on-strong", "strong-hover"],
  ...["bad", "warn", "good", "note"].flatMap((mark): [string, string][] => [
    [mark, `${mark}-soft`],
    [mark, "surface"],
    [mark, "ground"],
    ["text", `${mark}-soft`],
  ]),
  ...took.map((name): [string, string] => ["text", `took-${name}`]),
  ["text-soft", "took-hidden"],
];

test("the formula is that of WCAG", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("every theme has every colour", () => {
  const [, first] = themes[0] ?? ["", {}];
  expect(Object.keys(first).length).toBeGreaterThan(30);
  for (const [name, of] of themes) {
    expect(Object.keys(of).sort(), name).toEqual(Object.keys(first).sort());
  }
});

test.each(themes)("what is read can be read: %s", (_, of) => {
  const weak = pairs
    .map(([text, ground]) => ({
      pair: `${text} on ${ground}`,
      is: contrast(of[text] ?? "#000000", of[ground] ?? "#000000"),
    }))
    .filter(({ is }) => is < 4.5);
  expect(weak).toEqual([]);
});

test.each(themes)("edges and the focus can be seen: %s", (_, of) => {
  for (const ground of ["ground", "surface"]) {
    for (const edge of ["line-strong", "focus"]) {
      expect(contrast(of[edge] ?? "", of[ground] ?? ""), `${edge} on ${ground}`).toBeGreaterThan(3);
    }
  }
});

test.each([
  ["system", [], "light"],
  ["system", ["(prefers-color-scheme: dark)"], "dark"],
  ["system", ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"], "contrast"],
  ["system", ["(forced-colors: active)"], "contrast"],
  ["light", ["(prefers-color-scheme: dark)"], "light"],
  ["contrast", [], "contrast"],
  ["unheard of", [], "light"],
])("the theme of %s where the system wants %s is %s", (chosen, wanted, theme) => {
  expect(themeOf(chosen, (query) => wanted.includes(query))).toBe(theme);
});
