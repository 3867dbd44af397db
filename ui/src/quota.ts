/** Quotas as they are entered: which values a kind has, and what an entry needs. */
import type { Quota } from "./bindings/Quota";
import { typed } from "./format";

/** The values that a row may have. */
export const levelNames = [
  "leading",
  "advanced",
  "new_build",
  "general",
  "grade_1",
  "grade_2",
  "grade_3",
  "limit",
  "observed",
] as const;

export type LevelName = (typeof levelNames)[number];

/** The values of each kind of row; the kinds are not interchangeable. */
export const levelsOf: Record<string, LevelName[]> = {
  quota: ["leading", "advanced", "new_build", "general"],
  cleaner_production: ["grade_1", "grade_2", "grade_3"],
  limit: ["limit"],
  observed: ["observed"],
};

/** The texts of an entry. */
export type QuotaText =
  | "standard"
  | "title"
  | "region"
  | "industry"
  | "product"
  | "condition"
  | "unit"
  | "basis"
  | "source"
  | "notes"
  | "edition"
  | "effective"
  | "superseded"
  | "clause"
  | "industry_code";

/** What is known of a row beyond what an entry asks for; a row is completed in the library. */
export const unsaid = {
  issued: "",
  status: "",
  doc_class: "",
  unit_as_given: "",
  formula: "",
  labels: "",
  certainty: "",
  quote: "",
  quote_type: "",
  upstream: "",
  confidence: "",
};

/** An entry as it is typed. */
export type QuotaDraft = {
  kind: string;
  texts: Record<QuotaText, string>;
  levels: Record<LevelName, string>;
  example: boolean;
};

export function draft(product: string): QuotaDraft {
  const texts: QuotaDraft["texts"] = {
    standard: "",
    title: "",
    region: "",
    industry: "",
    product,
    condition: "",
    unit: "",
    basis: "",
    source: "",
    notes: "",
    edition: "",
    effective: "",
    superseded: "",
    clause: "",
    industry_code: "",
  };
  const levels = Object.fromEntries(levelNames.map((name) => [name, ""]));
  return { kind: "quota", texts, levels: levels as QuotaDraft["levels"], example: false };
}

/** The row that a draft means; null where something needed is missing or a value is no number. */
export function quotaOf({ kind, texts, levels, example }: QuotaDraft): Quota | null {
  const values = (levelsOf[kind] ?? []).map((name) => ({ name, read: typed(levels[name]) }));
  const needed = [texts.standard, texts.product, texts.unit, texts.source];
  const isWhole = needed.every((text) => text.trim() !== "");
  const isGiven = values.some(({ read }) => read.kind === "number");
  const isRead = values.every(
    ({ read }) => read.kind === "empty" || (read.kind === "number" && read.value > 0),
  );
  if (!isWhole || !isGiven || !isRead) return null;
  const given = Object.fromEntries(
    values.map(({ name, read }) => [name, read.kind === "number" ? read.value : null]),
  );
  const none = Object.fromEntries(levelNames.map((name) => [name, null]));
  const trimmed = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text.trim()]),
  ) as QuotaDraft["texts"];
  return {
    ...(none as Record<LevelName, null>),
    ...given,
    ...trimmed,
    ...unsaid,
    id: "",
    kind,
    kind_name: "",
    usage: "direct",
    example,
    own: true,
    confirmed: "",
    changed: false,
  };
}
