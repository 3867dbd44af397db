/** A diagnosis with many units or meters, for looking at how the page bears it. */
import type { Diagnosis } from "../src/bindings/Diagnosis";
import { freshMeter } from "../src/meters";

/** As many units as asked for, workshops of ten; each unit has all figures of a unit that has most. */
export function withMany(held: Diagnosis, units: number, meters: number): Diagnosis {
  const models = held.units.filter((unit) => !unit.has_children);
  const most = models.reduce((one, other) =>
    Object.keys(one.figures).length >= Object.keys(other.figures).length ? one : other,
  );
  const many = Array.from({ length: units }, (_, at) => {
    const isWorkshop = at % 10 === 0;
    return {
      ...structuredClone(most),
      id: `u${at}`,
      name: isWorkshop ? `${at / 10 + 1}号车间` : `用水设备 ${at}`,
      parent: isWorkshop ? null : `u${at - (at % 10)}`,
      depth: isWorkshop ? 0 : 1,
      has_children: isWorkshop,
      closure: ["closed", "closed", "open", "attention"][at % 4] ?? "closed",
      imbalance: ((at * 37) % 101) - 50,
    };
  });
  const register = Array.from({ length: meters }, (_, at) => ({
    ...freshMeter(),
    id: `m${at}`,
    number: `SB-${String(at).padStart(4, "0")}`,
    level: 1 + (at % 3),
    location: `${1 + (at % 40)}号车间`,
    measures: `用水设备 ${at}`,
    valid_until: "2027-06-30",
  }));
  return {
    ...held,
    units: units > 0 ? many : held.units,
    meters: meters > 0 ? register : held.meters,
  };
}
