/** Checks by what they are of. Orders what Rust gives; computes no water. */
import type { Check } from "./bindings/Check";
import type { Checks } from "./bindings/Checks";
import type { UnitFact } from "./bindings/UnitFact";
import { messages } from "./messages";

/** The checks of one unit, of a meter or of the site, with what can be told of it. */
export type CheckGroup = { key: string; of: string; checks: Check[]; facts: UnitFact[] };

/** True for checks of a meter's readings. */
export const isLeakage = (check: Check): boolean =>
  check.code === "night_flow_share" || check.code === "lowest_day_share";

/** Groups in the order in which they come first. */
export function groupsOf(
  { checks, facts }: Checks,
  wanted: (check: Check) => boolean,
): CheckGroup[] {
  const groups = new Map<string, CheckGroup>();
  for (const check of checks.filter(wanted)) {
    const key = check.unit ?? `meter ${check.of}`;
    const held = groups.get(key);
    if (held) held.checks.push(check);
    else {
      const own = check.unit === null ? [] : facts.filter((fact) => fact.unit === check.unit);
      groups.set(key, { key, of: check.of || messages.checks.site, checks: [check], facts: own });
    }
  }
  return [...groups.values()];
}

/** Shares with two digits, ratios with three. */
export const digitsOfCheck = (check: Check): number => (check.measure === "" ? 3 : 2);
