/** How a judgement looks: a sign and a colour, beside its words. */
import { punct } from "./messages/punctuation";

/** A sign, and the class that colours it. */
export type Mark = { sign: string; look: string };

const good: Mark = { sign: "✓", look: "is-good" };
const warn: Mark = { sign: "△", look: "is-warn" };
const bad: Mark = { sign: "×", look: "is-bad" };
const open: Mark = { sign: punct.doubt, look: "" };

const closures: Record<string, Mark> = { closed: good, attention: warn, open: bad };
const verdicts: Record<string, Mark> = {
  leading: good,
  advanced: good,
  new_build: good,
  general: good,
  grade_1: good,
  grade_2: good,
  grade_3: good,
  over: bad,
};
const severities: Record<string, Mark> = {
  error: bad,
  warning: warn,
  note: { sign: "ⓘ", look: "is-note" },
};
const gravities: Record<string, Mark> = {
  high: bad,
  medium: warn,
  low: { sign: "ⓘ", look: "is-note" },
};

const states: Record<string, Mark> = {
  accepted: good,
  own: good,
  changed: warn,
  rejected: { sign: "—", look: "" },
};

/** How a check came out; what raises no finding is no warning. */
export function checkMark(verdict: string, raises: boolean): Mark {
  if (verdict === "within") return good;
  if (verdict === "impossible") return bad;
  if (verdict === "below" || verdict === "above")
    return raises ? warn : { sign: "ⓘ", look: "is-note" };
  return open;
}
export const closureMark = (code: string): Mark => closures[code] ?? open;
export const verdictMark = (code: string): Mark => verdicts[code] ?? open;
export const severityMark = (code: string): Mark => severities[code] ?? open;
export const gravityMark = (code: string): Mark => gravities[code] ?? open;
const levels: Record<string, Mark> = { met: good, not_met: bad, open: warn };
export const levelMark = (code: string): Mark => levels[code] ?? { sign: "○", look: "" };
export const metMark = (met: boolean): Mark => (met ? good : bad);
export const stateMark = (code: string): Mark => states[code] ?? open;
