/** The products as fields: what a person may write in each column. */
import type { Product } from "./bindings/Product";
import { amountFault, freshTerms } from "./compared";
import type { FieldColumn } from "./fields";
import { editable, typed } from "./format";
import { messages } from "./messages";

const m = messages.profile.product;

export const freshProduct = (): Product => ({
  id: "",
  name: "",
  output: null,
  unit: "t",
  quota: null,
  quota_reason: "",
  share: null,
  share_rule: "",
  rinses: null,
  terms: freshTerms(),
});

const words = (name: "name" | "unit" | "share_rule", label: string): FieldColumn<Product> => ({
  name,
  label,
  number: false,
  text: (product) => product[name],
  put: (product, text) => ({ row: { ...product, [name]: text } }),
});

const figure = (name: "output" | "share" | "rinses", label: string): FieldColumn<Product> => ({
  name,
  label,
  number: true,
  text: (product) => editable(product[name]),
  put: (product, text) => {
    const number = typed(text);
    if (number.kind === "refused") return { wrong: messages.profile.numberWrong };
    const value = number.kind === "number" ? number.value : null;
    const isOutside = value !== null && (value < 0 || value > 1);
    if (name === "share" && isOutside) return { wrong: m.shareWrong };
    return { row: { ...product, [name]: value } };
  },
});

/** An amount of money is kept as it was typed. */
const outputValue: FieldColumn<Product> = {
  name: "output_value",
  label: messages.compared.editor.value,
  number: true,
  text: (product) => product.terms.output_value ?? "",
  put: (product, text) => {
    const wrong = amountFault(text);
    if (wrong !== "") return { wrong };
    const output_value = text.trim() === "" ? null : text.trim();
    return { row: { ...product, terms: { ...product.terms, output_value } } };
  },
};

export const productColumns: FieldColumn<Product>[] = [
  words("name", m.name),
  figure("output", m.output),
  words("unit", m.unit),
  figure("share", m.share),
  words("share_rule", m.share_rule),
  figure("rinses", m.rinses),
  outputValue,
];
