/** What a product is compared by, as the window edits it. Computes no water. */
import type { BoundaryChoice } from "./bindings/BoundaryChoice";
import type { OfferedAdjustment } from "./bindings/OfferedAdjustment";
import type { Product } from "./bindings/Product";
import type { ProductAdjustment } from "./bindings/ProductAdjustment";
import type { ProductTerms } from "./bindings/ProductTerms";
import type { Specification } from "./bindings/Specification";
import { typed } from "./format";
import { messages } from "./messages";

export type SpecificationField = keyof Specification;
export type BoundaryPart = Exclude<keyof BoundaryChoice, "reason">;
export const boundaryParts: BoundaryPart[] = ["reclaimed", "rain", "passed_on", "living"];

export const freshTerms = (): ProductTerms => ({
  rule: "share",
  units: [],
  output_value: null,
  new_build: false,
  specification: {
    width_cm: null,
    grams_per_m2: null,
    grams_per_m: null,
    tonnes_per_m3: null,
    kilograms_per_piece: null,
    m2_per_piece: null,
    layers: null,
  },
  adjustments: [],
  boundary: { reclaimed: null, rain: null, passed_on: null, living: null, reason: "" },
});

export const freshAdjustment = (): ProductAdjustment => ({
  rule: "",
  name: "",
  kind: "factor",
  value: null,
  quantity: null,
  quantity_unit: "",
  source: "",
});

/** A row of the library as the auditor takes it over. */
export const taken = (row: OfferedAdjustment): ProductAdjustment => ({
  ...freshAdjustment(),
  rule: row.rule,
  name: row.name,
  kind: row.kind,
  quantity_unit: row.quantity_unit,
  source: row.source,
});

/** What is wrong with a text that should be an amount; empty where nothing is. */
export function amountFault(text: string): string {
  const read = typed(text);
  if (read.kind === "refused") return messages.profile.numberWrong;
  return read.kind === "number" && read.value < 0 ? messages.compared.editor.negative : "";
}

/** The amount that a text says; null where it is empty or wrong. */
export function amount(text: string): number | null {
  const read = typed(text);
  return read.kind === "number" ? read.value : null;
}

/** The products with what one of them is compared by changed. */
export const withTerms = (products: Product[], at: number, patch: Partial<ProductTerms>) =>
  products.map((product, place) =>
    place === at ? { ...product, terms: { ...product.terms, ...patch } } : product,
  );

/** Which fields of the specification are shown: those asked for and those that were filled. */
export function fieldsShown(asks: string[], of: Specification): SpecificationField[] {
  const all = Object.keys(freshTerms().specification) as SpecificationField[];
  return all.filter((field) => asks.includes(field) || of[field] !== null);
}

/** A list with a member added where it was not there, else without it. */
export const toggled = (list: string[], member: string): string[] =>
  list.includes(member) ? list.filter((each) => each !== member) : [...list, member];
