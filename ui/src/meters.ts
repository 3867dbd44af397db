/** The register of meters as fields: what a person may write in each column. */
import type { Meter } from "./bindings/Meter";
import type { FieldColumn } from "./fields";
import { messages } from "./messages";
import { saysUnknown, written } from "./messages/written";

const m = messages.meters;

export const freshMeter = (): Meter => ({
  id: "",
  number: "",
  level: null,
  parent: null,
  location: "",
  measures: "",
  accuracy: "",
  valid_until: null,
  online: null,
  state: "",
  cell: null,
});

type Words = "number" | "location" | "measures" | "accuracy" | "state";

const words = (name: Words): FieldColumn<Meter> => ({
  name,
  label: m.columns[name],
  number: false,
  text: (meter) => meter[name],
  put: (meter, text) => ({ row: { ...meter, [name]: text } }),
});

/** The level that a text names. */
export function levelOf(text: string): number | null | undefined {
  const plain = text.normalize("NFKC").replaceAll(/\s/g, "");
  if (saysUnknown(plain)) return null;
  const [, sign = ""] = written.level.exec(plain) ?? [];
  const at =
    written.ordinals.indexOf(sign) + 1 || (/^I+$/i.test(sign) ? sign.length : Number(sign));
  return at >= 1 && at <= 3 ? at : undefined;
}

/** The day that a text names, as year-month-day. */
export function dayOf(text: string): string | null | undefined {
  const plain = text.normalize("NFKC").replaceAll(/\s/g, "");
  if (saysUnknown(plain)) return null;
  const [, year, month, day] =
    written.day.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? [];
  if (!year || !month || !day) return undefined;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** What a text says of yes and no. */
export function yesOf(text: string): boolean | null | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (saysUnknown(plain)) return null;
  if (written.yes.includes(plain)) return true;
  return written.no.includes(plain) ? false : undefined;
}

/** How often each number stands in a register; told once for each register. */
const counts = new WeakMap<Meter[], Map<string, number>>();
function countOf(meters: Meter[], number: string): number {
  const known = counts.get(meters) ?? new Map<string, number>();
  if (!counts.has(meters)) {
    for (const each of meters) known.set(each.number, (known.get(each.number) ?? 0) + 1);
    counts.set(meters, known);
  }
  return known.get(number) ?? 0;
}

export const meterColumns: FieldColumn<Meter>[] = [
  {
    ...words("number"),
    fault: ({ number }, meters) =>
      number !== "" && countOf(meters, number) > 1 ? messages.grid.meterTwice : "",
  },
  {
    name: "level",
    label: m.columns.level,
    number: false,
    text: (meter) => m.levels[meter.level ?? 0] ?? "",
    put: (meter, text) => {
      const level = levelOf(text);
      return level === undefined ? { wrong: m.levelWrong } : { row: { ...meter, level } };
    },
  },
  {
    name: "parent",
    label: m.columns.parent,
    number: false,
    text: (meter) => meter.parent ?? "",
    put: (meter, text) => ({ row: { ...meter, parent: text.trim() || null } }),
    fault: ({ parent }, meters) =>
      parent !== null && countOf(meters, parent) === 0 ? messages.grid.meterParent : "",
  },
  words("location"),
  words("measures"),
  words("accuracy"),
  {
    name: "valid_until",
    label: m.columns.valid_until,
    number: false,
    text: (meter) => meter.valid_until ?? "",
    put: (meter, text) => {
      const valid_until = dayOf(text);
      return valid_until === undefined ? { wrong: m.dayWrong } : { row: { ...meter, valid_until } };
    },
  },
  {
    name: "online",
    label: m.columns.online,
    number: false,
    text: (meter) => (meter.online === null ? "" : meter.online ? messages.yes : messages.no),
    put: (meter, text) => {
      const online = yesOf(text);
      return online === undefined ? { wrong: m.yesWrong } : { row: { ...meter, online } };
    },
  },
  words("state"),
];
