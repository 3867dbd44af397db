/** The fields of the enterprise profile: how each is shown, read and checked as it is typed. */
import type { Profile } from "./bindings/Profile";
import { editable, typed } from "./format";
import { messages } from "./messages";

type Name = Exclude<keyof Profile, "products" | "scope" | "not_known">;

/** A field: a text that may be empty, a number, an amount kept as typed, or a date. */
export type Field = {
  name: Name;
  kind: "text" | "number" | "amount" | "date";
  hint?: string;
  /** What is wrong with what is typed; empty where nothing is. */
  check?: (text: string) => string;
  /** What is odd about it; it is saved all the same, for documents may be odd. */
  advise?: (text: string, profile: Profile) => string;
};

const m = messages.profile;

/** What is typed where the enterprise was asked and cannot tell. */
const NOT_KNOWN = messages.people.profile.notKnown;

/** Fields that can be told to be not known; the others are the auditor's own to fill in. */
const NEVER_UNKNOWN: Name[] = ["name", "period_from", "period_to", "auditor"];

export const canBeNotKnown = ({ name }: Field) => !NEVER_UNKNOWN.includes(name);
const isNotKnown = (field: Field, text: string) =>
  canBeNotKnown(field) && text.trim().toLowerCase() === NOT_KNOWN;

/** What is wrong with a text in a field; empty where nothing is. */
export const fault = (field: Field, text: string) =>
  isNotKnown(field, text) ? "" : (field.check?.(text) ?? "");

/** What is odd about it. */
export const oddity = (field: Field, text: string, profile: Profile) =>
  isNotKnown(field, text) ? "" : (field.advise?.(text, profile) ?? "");

const number = (text: string) => (typed(text).kind === "refused" ? m.numberWrong : "");

function within(text: string, wrong: string, allowed: (value: number) => boolean): string {
  const read = typed(text);
  if (read.kind === "refused") return m.numberWrong;
  return read.kind === "number" && !allowed(read.value) ? wrong : "";
}

const isShifts = (value: number) => Number.isInteger(value) && value > 0 && value <= 24;
const isHours = (value: number) => value > 0 && value <= 24;
const whole = (value: number) => Number.isInteger(value) && value >= 0;
const date = (text: string) => (text === "" || isDate(text.trim()) ? "" : m.dateShape);

/** The groups of the form, in the order in which an enterprise is asked. */
export const fieldGroups: { name: keyof typeof m.groups; fields: Field[] }[] = [
  {
    name: "enterprise",
    fields: [
      { name: "name", kind: "text" },
      { name: "credit_code", kind: "text", hint: m.creditHint, advise: creditWrong },
      { name: "district", kind: "text" },
      { name: "address", kind: "text" },
      { name: "industry", kind: "text" },
      { name: "industry_code", kind: "text" },
    ],
  },
  {
    name: "operation",
    fields: [
      {
        name: "operating_days",
        kind: "number",
        check: (text) => within(text, m.daysWrong, (days) => days > 0 && days <= 366),
      },
      { name: "employees", kind: "number", check: (text) => within(text, m.employeesWrong, whole) },
      {
        name: "shifts",
        kind: "number",
        check: (text) => within(text, messages.people.profile.shiftsWrong, isShifts),
      },
      {
        name: "shift_hours",
        kind: "amount",
        check: (text) => within(text, messages.people.profile.hoursWrong, isHours),
      },
      { name: "output_value", kind: "amount", check: number },
      { name: "added_value", kind: "amount", check: number },
    ],
  },
  {
    name: "test",
    fields: [
      { name: "period_from", kind: "date", hint: m.dateHint, check: date },
      {
        name: "period_to",
        kind: "date",
        hint: m.dateHint,
        check: date,
        advise: (text, { period_from }) =>
          text !== "" && period_from && text < period_from ? m.dateWrong : "",
      },
      { name: "auditor", kind: "text" },
    ],
  },
  {
    name: "prices",
    fields: [
      { name: "price_water", kind: "amount", check: number },
      { name: "price_discharge", kind: "amount", check: number },
      { name: "price_treatment", kind: "amount", check: number },
    ],
  },
];

/** What stands in the field. */
export function text(profile: Profile, { name }: Field): string {
  if (profile.not_known.includes(name)) return NOT_KNOWN;
  const value = profile[name];
  return typeof value === "number" ? editable(value) : (value ?? "");
}

/** The change of the profile that a typed text means; only for a text that passed its check. */
export function read(field: Field, text: string, profile: Profile): Partial<Profile> {
  const others = profile.not_known.filter((name) => name !== field.name);
  const isUnknown = isNotKnown(field, text);
  const value = heldAs(field, isUnknown ? "" : text.trim());
  return { [field.name]: value, not_known: isUnknown ? [...others, field.name] : others };
}

function heldAs({ name, kind }: Field, plain: string): string | number | null {
  if (kind === "text") return name === "credit_code" ? creditCode(plain) : plain;
  if (kind === "date") return plain === "" ? null : plain;
  const number = typed(plain);
  if (number.kind !== "number") return null;
  // Money keeps its decimals as they were typed.
  return kind === "amount" ? plain.normalize("NFKC").replace(/\s/g, "") : number.value;
}

const creditCode = (text: string) => text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();

const CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** What is wrong with a unified social credit code by GB 32100-2015; empty where nothing is. */
export function creditWrong(text: string): string {
  const code = creditCode(text);
  if (code === "") return "";
  const values = [...code].map((each) => CREDIT.indexOf(each));
  if (values.length !== 18 || values.includes(-1)) return m.creditWrong;
  const sum = values.slice(0, 17).reduce((all, value, at) => all + value * (3 ** at % 31), 0);
  return (31 - (sum % 31)) % 31 === values[17] ? "" : m.creditCheck;
}

/** True for `YYYY-MM-DD` that names a day that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
