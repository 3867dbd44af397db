/** How much of each step is done: counted by the same things that a gap names. */
import type { Diagnosis } from "./bindings/Diagnosis";
import { profileHeld } from "./gaps";
import type { Tab } from "./step";

/** What is done of what there is to do. Nothing to do is no progress. */
export type Progress = { done: number; all: number };

const of = <T>(things: T[], isDone: (thing: T) => boolean): Progress => ({
  done: things.filter(isDone).length,
  all: things.length,
});

const sum = (parts: Progress[]): Progress => ({
  done: parts.reduce((all, part) => all + part.done, 0),
  all: parts.reduce((all, part) => all + part.all, 0),
});

/** What must be there at all, before anything of it can be counted. */
const one = (is: boolean): Progress => ({ done: is ? 1 : 0, all: 1 });

/** The progress of every step. */
export const progressOf = (diagnosis: Diagnosis): Record<Tab, Progress> => ({
  profile: of(profileHeld(diagnosis), ([is]) => is),
  files: sum([
    one(diagnosis.files.length > 0),
    { done: 0, all: diagnosis.doubts.filter(({ severity }) => severity !== "note").length },
  ]),
  balance:
    diagnosis.units.length === 0
      ? one(false)
      : sum([
          of(diagnosis.units, (unit) => unit.closure === "closed"),
          one(diagnosis.site.closure !== "open"),
        ]),
  checks: sum([
    of(diagnosis.checks.checks, (check) => !check.raises),
    of(diagnosis.checks.levels, (level) => level.interval?.sign !== "gain"),
  ]),
  meters: one(diagnosis.meters.length > 0),
  indicators: sum([
    of(diagnosis.indicators, (each) => each.value !== null),
    of(diagnosis.comparisons, (each) => each.quota !== null && each.quota.confirmed !== ""),
  ]),
  survey: sum(
    diagnosis.survey.map(({ questions, answered }) => ({ done: answered, all: questions.length })),
  ),
  findings: of(diagnosis.findings, ({ state }) => state !== "undecided" && state !== "changed"),
  report: of(diagnosis.reliances, ({ state }) => state !== "open"),
});
