/** Numbers, units and dates as they are read. Rounds here and nowhere else; computes no water. */
import { saysUnknown, tenThousand } from "./messages/written";

/** What stands where a value is not known. */
export const UNKNOWN = "—";

/** A number rounded by GB/T 8170 (half to even, on its decimals) and written with `digits` decimals. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  const { negative, digits: all, point } = decimal(value);
  const rounded = halfToEven(all, point + digits);
  const padded = rounded.padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  const text = digits === 0 ? whole : `${whole}.${padded.slice(padded.length - digits)}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Like `fixed`, without trailing zeros. */
export function trimmed(value: number, digits: number): string {
  const text = fixed(value, digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A value that may not be known. */
export const known = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined ? UNKNOWN : fixed(value, digits);

/** A value with its sign written out, a true minus included. */
export function signed(value: number | null | undefined, digits: number): string {
  const text = known(value, digits);
  if (text === UNKNOWN || !/[1-9]/.test(text)) return text;
  return text.startsWith("-") ? `−${text.slice(1)}` : `+${text}`;
}

/** A share that is given in %. */
export const percent = (value: number | null | undefined, digits = 2): string =>
  value === null || value === undefined ? UNKNOWN : `${fixed(value, digits)} %`;

/** A volume of a year: m³/a, from ten thousand on in ten thousands. */
export function annual(value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN;
  return Math.abs(value) >= 10_000
    ? `${fixed(value / 10_000, 2)} ${tenThousand}`
    : `${fixed(value, 0)} m³/a`;
}

/** The decimals that a column of figures needs: from one to two. */
export function digitsOf(values: Iterable<number | null | undefined>): number {
  for (const value of values) {
    if (typeof value !== "number") continue;
    // Most figures have one decimal at most, and need no rounding to tell.
    const text = String(value);
    const point = text.indexOf(".");
    const isPlain = !text.includes("e") && (point < 0 || point >= text.length - 2);
    if (!isPlain && fixed(value, 2).at(-1) !== "0") return 2;
  }
  return 1;
}

/** A point in time: `2024-09-10T08:30:00` as `2024-09-10 08:30`. */
export const moment = (iso: string): string => iso.slice(0, 16).replace("T", " ");

/** A size of a file. */
export const size = (bytes: number): string =>
  bytes < 1_048_576 ? `${fixed(bytes / 1024, 0)} kB` : `${fixed(bytes / 1_048_576, 1)} MB`;

/** What a person typed as a number. */
export type Typed = { kind: "number"; value: number } | { kind: "empty" } | { kind: "refused" };

/** Reads a typed number; full-width digits are fine, a comma is refused and never guessed. */
export function typed(text: string): Typed {
  const plain = text.normalize("NFKC").replace(/[\s\u2212]/g, (c) => (c === "\u2212" ? "-" : ""));
  if (plain === UNKNOWN || saysUnknown(plain)) return { kind: "empty" };
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain)) return { kind: "refused" };
  return { kind: "number", value: Number(plain) };
}

/** A number as it is put into a field to be edited: every digit, no exponent. */
export function editable(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : trimmed(value, 12);
}

type Decimal = { negative: boolean; digits: string; point: number };

/** The shortest decimal that reads back as the same number: digits and where the point stands. */
function decimal(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(Math.abs(value)).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { negative: value < 0, digits: whole + fraction, point: whole.length + Number(exponent) };
}

/** The first `keep` digits, rounded half to even; too few digits are filled with zeros. */
function halfToEven(digits: string, keep: number): string {
  if (keep < 0) return "0";
  if (keep >= digits.length) return digits.padEnd(keep, "0");
  const kept = BigInt(`0${digits.slice(0, keep)}`);
  const next = digits.charCodeAt(keep) - 48;
  const beyond = /[1-9]/.test(digits.slice(keep + 1));
  const up = next > 5 || (next === 5 && (beyond || kept % 2n === 1n));
  return (up ? kept + 1n : kept).toString();
}
