/** What the palette can lead to: deeds, diagnoses, and everything that has a name in the diagnosis. */
import type { Diagnosis } from "./bindings/Diagnosis";
import type { DiagnosisRow } from "./bindings/DiagnosisRow";
import { deeds } from "./deeds";
import { explain } from "./explain";
import { known } from "./format";
import { openDiagnosis, show } from "./journey";
import { messages } from "./messages";
import { pointAt, wantedUnit } from "./pointing";
import { fieldGroups } from "./profile";
import { ids } from "./testids";

const m = messages.palette;

/** A line of the palette. */
export type Offer = {
  group: keyof typeof m.groups;
  name: string;
  /** What stands beside the name: a key, a value, a district. */
  detail: string;
  /** What else it is found by. */
  words: string[];
  run: () => unknown;
};

/** How many lines are shown; more want more letters. */
export const SHOWN = 40;

/** What can be led to now. Before anything is typed, deeds and diagnoses stand alone. */
export function offersOf(diagnosis: Diagnosis | null, rows: DiagnosisRow[]): Offer[] {
  return [...deedOffers(), ...diagnosisOffers(rows, diagnosis?.id), ...within(diagnosis)];
}

const deedOffers = (): Offer[] =>
  deeds
    .filter((deed) => !deed.isQuiet && deed.can())
    // Actions stand together, before the steps.
    .sort((one, two) => Number(one.isStep ?? false) - Number(two.isStep ?? false))
    .map((deed) => ({
      group: deed.isStep ? "step" : "deed",
      name: deed.label,
      detail: deed.keys[0] ?? "",
      words: [],
      run: deed.run,
    }));

const diagnosisOffers = (rows: DiagnosisRow[], open: string | undefined): Offer[] =>
  rows
    .filter((row) => row.id !== open)
    .map((row) => ({
      group: "diagnosis",
      name: row.name || messages.start.unnamed,
      detail: [row.district, row.industry].filter(Boolean).join(" · "),
      words: [row.credit_code],
      run: () => openDiagnosis(row.id),
    }));

function within(diagnosis: Diagnosis | null): Offer[] {
  if (!diagnosis) return [];
  return [
    ...diagnosis.units.map(
      (unit): Offer => ({
        group: "unit",
        name: unit.name,
        detail: `${known(unit.sums.withdrawal_total ?? null, 1)} ${messages.perDay}`,
        words: [messages.balance.closures[unit.closure] ?? ""],
        run: () => {
          show("balance");
          wantedUnit.value = unit.id;
        },
      }),
    ),
    ...diagnosis.indicators.map(
      (each): Offer => ({
        group: "indicator",
        name: `${each.of ? `${each.of} · ` : ""}${each.name}`,
        detail: `${known(each.value, each.digits)} ${each.unit}`,
        words: [each.symbol, each.code],
        run: () => {
          show("indicators");
          explain({ kind: "indicator", code: each.code, of: each.of });
        },
      }),
    ),
    ...diagnosis.comparisons.map(
      (each, at): Offer => ({
        group: "product",
        name: each.product,
        detail: each.verdict_name,
        words: [each.quota?.title ?? "", each.quota?.standard ?? ""],
        run: () => {
          show("indicators");
          return pointAt(ids.comparison(at));
        },
      }),
    ),
    ...diagnosis.meters.map(
      (each, at): Offer => ({
        group: "meter",
        name: each.number || each.measures,
        detail: each.measures,
        words: [each.location],
        run: () => {
          show("meters");
          return pointAt(ids.row("meter", at));
        },
      }),
    ),
    ...diagnosis.findings.map(
      (each, at): Offer => ({
        group: "finding",
        name: each.title,
        detail: "",
        words: [],
        run: () => {
          show("findings");
          return pointAt(ids.finding(at));
        },
      }),
    ),
    ...fieldGroups
      .flatMap((group) => group.fields)
      .map(
        (field): Offer => ({
          group: "field",
          name: messages.profile[field.name] as string,
          detail: "",
          words: [],
          run: () => {
            show("profile");
            return pointAt(ids.field(field.name));
          },
        }),
      ),
  ];
}
