/** The columns of the metering points. */
import type { MeterPoint } from "../../bindings/MeterPoint";
import { editable, fixed, UNKNOWN } from "../../format";
import { messages } from "../../messages";
import type { GridColumn } from "../../parts/grid/columns";
import { figures, links, words } from "../../parts/grid/readOnly";

const m = messages.metering.points;
const levels = messages.meters.levels;

const yes = (value: boolean | null) =>
  value === null ? UNKNOWN : value ? messages.yes : messages.no;

/** The column that is typed into: how long what has no meter runs a day. */
export const HOURS = "hours";

/** True where a meter is missing, or it is not known whether one is asked for. */
export const lacks = (point: MeterPoint) =>
  point.need === "undecided" || (point.need === "needed" && !point.equipped);

/** What is wrong with the meters of a point; empty where nothing is. */
export function wrong(point: MeterPoint): string {
  if (point.equipped || point.need !== "needed") return "";
  return point.meters.length > 0 ? m.unfit : m.noMeter;
}

const metersOf = (point: MeterPoint) =>
  [point.meters.join(messages.joined), wrong(point) && `× ${wrong(point)}`]
    .filter(Boolean)
    .join(" ");

export const columns: GridColumn<MeterPoint>[] = [
  { ...words<MeterPoint>("name", m.name, (point) => point.name), width: 13 },
  words("level", m.level, (point) => levels[point.level] ?? null),
  {
    ...figures<MeterPoint>(
      "supply",
      m.supply,
      (point) => point.supply,
      (value) => fixed(value, 1),
    ),
    unit: messages.perDay,
  },
  words("need", m.need, (point) => point.need_name),
  { ...words<MeterPoint>("reason", m.reason, (point) => point.reason), width: 24 },
  {
    ...figures<MeterPoint>(HOURS, m.hours, (point) => point.hours?.value ?? null, editable),
    unit: m.hoursUnit,
  },
  {
    ...words<MeterPoint>("meters", m.meters, (point) => metersOf(point)),
    drawn: true,
    width: 18,
  },
  words("metered", m.metered, (point) => yes(point.metered)),
  links("cell", messages.block.source),
];
