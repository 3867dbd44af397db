/** The measures as fields: what a person may write in each column. */
import type { Measure } from "./bindings/Measure";
import type { FieldColumn } from "./fields";
import { editable, typed } from "./format";
import { messages } from "./messages";
import { punct } from "./messages/punctuation";

const m = messages.measures;

export const freshMeasure = (): Measure => ({
  id: "",
  finding: "",
  finding_title: "",
  measure: "",
  unit: "",
  place: "",
  todo: "",
  saving_from: "unknown",
  saving: null,
  basis: "",
  at_most: false,
  stream: "",
  investment: null,
  running: null,
  benefit: null,
  benefit_basis: "",
  payback: null,
  difficulty: "medium",
  kind: "management",
  timing: "near",
  overlaps: [],
  counts: false,
  orphaned: false,
});

/** What a person writes of a saving: nothing, that it follows by formula, or a number with what it rests on. */
export function savingOf(row: Measure, text: string): Measure | undefined {
  const plain = text.normalize("NFKC").trim();
  if (plain === "" || plain === m.toBeShown) {
    return { ...row, saving_from: "unknown", saving: null, basis: "" };
  }
  if (plain.startsWith(m.automatic)) {
    return row.finding === "" ? undefined : { ...row, saving_from: "computed", basis: "" };
  }
  const [, number = "", basis = ""] = /^([^;:=]+)[;:=](.+)$/.exec(plain) ?? [];
  const read = typed(number);
  if (read.kind !== "number" || read.value < 0 || basis.trim() === "") return undefined;
  return { ...row, saving_from: "typed", saving: read.value, basis: basis.trim() };
}

const savingText = (row: Measure): string => {
  if (row.saving_from === "computed") return m.automatic;
  return row.saving_from === "typed" ? editable(row.saving) + punct.semi + row.basis : "";
};

const amount = (name: "investment" | "running"): FieldColumn<Measure> => ({
  name,
  label: m.columns[name],
  number: true,
  text: (row) => row[name] ?? "",
  put: (row, text) => {
    const read = typed(text);
    if (read.kind === "empty") return { row: { ...row, [name]: null } };
    if (read.kind === "refused" || read.value < 0) return { wrong: m.amountWrong };
    return { row: { ...row, [name]: text.normalize("NFKC").trim() } };
  },
});

const choice = (
  name: "difficulty" | "kind" | "timing",
  names: Record<string, string>,
): FieldColumn<Measure> => ({
  name,
  label: m.columns[name],
  number: false,
  text: (row) => names[row[name]] ?? "",
  put: (row, text) => {
    const found = Object.entries(names).find(([code, word]) => [code, word].includes(text.trim()));
    return found
      ? { row: { ...row, [name]: found[0] } }
      : { wrong: m.choiceWrong(Object.values(names).join(messages.joined)) };
  },
});

export const measureColumns: FieldColumn<Measure>[] = [
  {
    name: "place",
    label: m.columns.place,
    number: false,
    text: (row) => row.place,
    put: (row, text) => ({ row: { ...row, place: text.trim() } }),
  },
  {
    name: "todo",
    label: m.columns.todo,
    number: false,
    text: (row) => row.todo,
    put: (row, text) =>
      text.trim() === "" ? { wrong: m.todoMissing } : { row: { ...row, todo: text.trim() } },
  },
  {
    name: "saving",
    label: m.columns.saving,
    number: false,
    text: savingText,
    put: (row, text) => {
      const put = savingOf(row, text);
      return put ? { row: put } : { wrong: m.savingWrong };
    },
  },
  amount("investment"),
  amount("running"),
  choice("difficulty", m.difficulties),
  choice("kind", m.kinds),
  choice("timing", m.timings),
];
