/** How a figure came about, gathered from the diagnosis as Rust gave it. */
import type { Cell } from "./bindings/Cell";
import type { Diagnosis } from "./bindings/Diagnosis";
import type { Indicator } from "./bindings/Indicator";
import type { Input } from "./bindings/Input";
import type { Unit } from "./bindings/Unit";
import type { Subject } from "./explain";
import { annual, fixed, known, percent, trimmed, UNKNOWN } from "./format";
import { messages } from "./messages";
import { punct } from "./messages/punctuation";
import { nameOf, partsOf, symbolOf } from "./quantity";

/** A figure among the inputs; null is not known. */
export type Part = Omit<Input, "value"> & { value: number | null };

export type Explanation = {
  title: string;
  value: string;
  formula: string;
  substituted: string;
  parts: Part[];
  missing: string[];
  /** Labelled sentences. */
  notes: [string, string][];
  cells: Cell[];
  /** Whether the source was confirmed; null where there is none to confirm. */
  confirmed: boolean | null;
};

const m = messages.explain;
const nothing: Explanation = {
  title: "",
  value: "",
  formula: "",
  substituted: "",
  parts: [],
  missing: [],
  notes: [],
  cells: [],
  confirmed: null,
};

/** The explanation of a subject; null where the diagnosis no longer holds it. */
export function explanation(diagnosis: Diagnosis, subject: Subject): Explanation | null {
  switch (subject.kind) {
    case "cells":
      return { ...nothing, title: subject.title, cells: subject.cells };
    case "indicator":
      return ofIndicator(diagnosis, subject.code, subject.of);
    case "trend":
      return ofTrend(diagnosis, subject);
    case "comparison":
      return ofComparison(diagnosis, subject.index);
    case "finding":
      return ofFinding(diagnosis, subject.index);
    case "site":
      return ofSite(diagnosis, subject.code);
    case "site_imbalance":
      return ofImbalance(messages.balance.total, siteSource(diagnosis), diagnosis.site.imbalance);
    case "site_reuse":
      return {
        ...ofReuse(
          messages.balance.total,
          siteSource(diagnosis),
          diagnosis.site.reuse_rate_pct,
          partsOf.total_use?.filter((code) => code !== "distributed_in") ?? [],
        ),
        // A reuse rate is never told alone: a cooling loop hides a poor process.
        notes: [
          [
            messages.balance.reuse,
            messages.compared.withoutCooling(
              percent(diagnosis.site.reuse_rate_without_cooling_pct),
            ),
          ],
        ],
      };
    case "figure":
    case "imbalance":
    case "reuse": {
      const unit = diagnosis.units.find((each) => each.id === subject.unit);
      return unit ? ofUnit(diagnosis, unit, subject) : null;
    }
  }
}

type Source = (code: string) => Part | null;

function ofUnit(
  diagnosis: Diagnosis,
  unit: Unit,
  subject: Extract<Subject, { unit: string }>,
): Explanation {
  const source = unitSource(unit);
  if (subject.kind === "imbalance") {
    return { ...ofImbalance(unit.name, source, unit.imbalance), missing: unit.unknown };
  }
  if (subject.kind === "reuse") {
    return ofReuse(unit.name, source, unit.reuse_rate_pct, partsOf.total_use ?? []);
  }
  return partsOf[subject.code]
    ? ofSum(unit.name, subject.code, source, partsOf[subject.code] ?? [])
    : ofFigure(diagnosis, unit, subject.code);
}

function ofFigure(diagnosis: Diagnosis, unit: Unit, code: string): Explanation {
  const figure = unit.figures[code];
  const title = `${unit.name} · ${nameOf(code)}`;
  if (!figure) return { ...nothing, title, value: UNKNOWN };
  const below = diagnosis.units.filter((each) => each.parent === unit.id && !each.of_which);
  const parts = unit.has_children
    ? below.flatMap((each) => named(unitSource(each)(code), each.name))
    : [];
  return {
    ...nothing,
    title,
    value: withUnit(figure.value),
    formula: unit.has_children ? m.sumOf : "",
    parts,
    notes: notes([
      [m.fullValue, full(figure.value)],
      [m.basis, figure.basis_name],
      [m.origin, figure.origin],
    ]),
    cells: figure.cells,
  };
}

function ofSum(owner: string, code: string, source: Source, codes: string[]): Explanation {
  const parts = codes.flatMap((each) => source(each) ?? []);
  const sum = source(code)?.value ?? null;
  const terms = parts.map((part) => known(part.value, 2)).join(" + ");
  return {
    ...nothing,
    title: `${owner} · ${nameOf(code)}`,
    value: withUnit(sum),
    formula: m.formulas[code] ?? parts.map((part) => part.name).join(" + "),
    substituted: sum === null || parts.length === 0 ? "" : `${terms} = ${fixed(sum, 2)}`,
    parts,
    missing: parts.filter((part) => part.value === null).map((part) => part.name),
    notes: notes([[m.fullValue, full(sum)]]),
  };
}

function ofImbalance(owner: string, source: Source, imbalance: number | null): Explanation {
  const sides = ["inflow", "outflow"].flatMap((side) => source(side) ?? []);
  const [inflow, outflow] = sides;
  const parts = ["inflow", "outflow"].flatMap((side) => [
    ...[source(side) ?? []].flat(),
    ...(partsOf[side] ?? []).flatMap((code) => source(code) ?? []),
  ]);
  const printable = imbalance !== null && inflow && outflow;
  return {
    ...nothing,
    title: `${owner} · ${messages.balance.imbalance}`,
    value: withUnit(imbalance),
    formula: m.formulas.imbalance ?? "",
    substituted: printable
      ? `${known(inflow.value, 2)} − ${known(outflow.value, 2)} = ${fixed(imbalance, 2)}`
      : "",
    parts,
  };
}

function ofReuse(owner: string, source: Source, rate: number | null, codes: string[]): Explanation {
  const recycled = source("recycled");
  const total = source("total_use");
  const parts = [recycled, total, ...codes.map(source)].flatMap((part) => part ?? []);
  return {
    ...nothing,
    title: `${owner} · ${messages.balance.reuse}`,
    value: percent(rate),
    formula: m.formulas.reuse_rate ?? "",
    substituted:
      rate === null || !recycled || !total
        ? ""
        : `${known(recycled.value, 2)} ÷ ${known(total.value, 2)} × 100 % = ${percent(rate)}`,
    parts,
    missing: parts.filter((part) => part.value === null).map((part) => part.name),
  };
}

function ofSite(diagnosis: Diagnosis, code: string): Explanation {
  const source = siteSource(diagnosis);
  const codes = (partsOf[code] ?? []).filter(
    (each) => code !== "total_use" || each !== "distributed_in",
  );
  const made = ofSum(messages.balance.total, code, source, codes);
  if (codes.length > 0) return made;
  const counted = diagnosis.units.filter((unit) => !unit.has_children && !unit.of_which);
  const parts = counted.flatMap((unit) => named(unitSource(unit)(code), unit.name));
  return { ...made, formula: m.sumOf, parts };
}

function ofIndicator(diagnosis: Diagnosis, code: string, of: string): Explanation | null {
  const found = diagnosis.indicators.find((each) => each.code === code && each.of === of);
  if (!found) return null;
  return {
    ...nothing,
    title: `${found.of ? `${found.of} · ` : ""}${found.name} ${found.symbol}`,
    value: `${known(found.value, found.digits)}${spread(found)} ${found.unit}`,
    formula: found.formula,
    substituted: found.substituted,
    parts: found.inputs,
    missing: found.missing,
    notes: notes([
      [m.fullValue, full(found.value)],
      [m.source, found.source],
    ]),
    confirmed: found.confirmed,
  };
}

/** ± expanded uncertainty, where it is known. */
const spread = (of: Indicator) =>
  of.plus_minus === null ? "" : ` ± ${known(of.plus_minus, of.digits)}`;

function ofTrend(
  diagnosis: Diagnosis,
  { code, of, year }: Extract<Subject, { kind: "trend" }>,
): Explanation | null {
  const trend = diagnosis.trends.find((each) => each.code === code && each.of === of);
  const found = trend?.years.find((each) => each.year === year);
  if (!trend || !found) return null;
  const indicator = diagnosis.indicators.find((each) => each.code === code);
  return {
    ...nothing,
    title: `${trend.of ? `${trend.of} · ` : ""}${trend.name} · ${messages.metering.trend.year(year)}`,
    value: `${known(found.value, trend.digits)} ${trend.unit}`,
    substituted: found.substituted,
    parts: found.inputs,
    missing: found.missing,
    notes: notes([
      [m.fullValue, full(found.value)],
      [m.source, indicator?.source ?? ""],
    ]),
    confirmed: indicator?.confirmed ?? null,
  };
}

function ofComparison(diagnosis: Diagnosis, index: number): Explanation | null {
  const found = diagnosis.comparisons[index];
  if (!found) return null;
  return {
    ...nothing,
    title: `${found.product} · ${messages.indicators.comparisons}`,
    value: `${known(found.value, 3)} ${found.unit}${punct.gap}${found.verdict_name}`,
    substituted: found.substituted,
    parts: found.inputs,
    missing: found.missing,
    notes: notes([
      ...found.allotment.steps.map((line): [string, string] => [
        messages.compared.allotment.title,
        line,
      ]),
      ...found.conversion.map((line): [string, string] => [messages.compared.conversion, line]),
      [m.source, found.quota ? `${found.quota.standard} ${found.quota.title}` : ""],
      [messages.quota.form.condition, found.quota?.condition ?? ""],
      [messages.quota.source, found.quota?.source ?? ""],
    ]),
    confirmed: found.quota ? found.quota.confirmed !== "" : null,
  };
}

function ofFinding(diagnosis: Diagnosis, index: number): Explanation | null {
  const found = diagnosis.findings[index];
  if (!found) return null;
  return {
    ...nothing,
    title: found.title,
    value: found.volume === null ? "" : annual(found.volume),
    parts: found.evidence,
    notes: notes([
      [messages.findings.source, found.source],
      [messages.findings.suggestion, found.suggestion],
      [
        messages.findings.saving,
        found.saving ? `${found.saving.formula} = ${found.saving.substituted}` : "",
      ],
    ]),
  };
}

function unitSource(unit: Unit): Source {
  return (code) => {
    const figure = unit.figures[code];
    if (figure) return part(code, figure.value, figure.cells);
    const sum = unit.sums[code];
    return sum === undefined ? null : part(code, sum, []);
  };
}

function siteSource({ site }: Diagnosis): Source {
  return (code) => {
    const value = site.values[code] ?? site.sums[code];
    const held = code in site.values || code in site.sums;
    return held ? part(code, value ?? null, []) : null;
  };
}

const part = (code: string, value: number | null, cells: Cell[]): Part => ({
  symbol: symbolOf(code),
  name: nameOf(code),
  value,
  unit: messages.perDay,
  cells,
});

const named = (part: Part | null, name: string): Part[] =>
  part ? [{ ...part, symbol: "", name }] : [];

const withUnit = (value: number | null) => `${known(value, 2)} ${messages.perDay}`;
const full = (value: number | null) => (value === null ? "" : trimmed(value, 9));
const notes = (all: [string, string][]) => all.filter(([, text]) => text !== "");
