/** The program's sum, and which diagnoses stand behind a figure of it. Adds up nothing: Rust does. */
import { shallowRef } from "vue";
import * as api from "./api";
import type { Rollup } from "./bindings/Rollup";
import type { RollupRow } from "./bindings/RollupRow";
import type { RollupTarget } from "./bindings/RollupTarget";
import { known, trimmed } from "./format";
import { messages } from "./messages";
import { announce, attempt, isLong } from "./work";

const m = messages.program;

/** The diagnoses behind a figure. */
export type Behind = { key: string; label: string; test: (row: RollupRow) => boolean };

/** A figure of the program: what it adds up, and what it does not because it is not known. */
export type Tile = {
  key: string;
  label: string;
  value: string;
  unit: string;
  about: string;
  behind: Behind;
  lack: { label: string; behind: Behind } | null;
  /** A target that is reached or missed. */
  target: RollupTarget | null;
};

/** The diagnoses that are looked at; none: all of them. */
export const behind = shallowRef<Behind | null>(null);

/** Looks at the diagnoses behind a figure; at all of them where these are looked at already. */
export function lookBehind(figure: Behind) {
  behind.value = behind.value?.key === figure.key ? null : figure;
}

const whose = (key: string, label: string, test: Behind["test"]): Behind => ({ key, label, test });

/** Enterprises of a district; one without a name holds those that the plan does not have. */
export function ofDistrict(name: string, names: string[], reported: boolean): Behind {
  const isIn = (row: RollupRow) =>
    name === "" ? !names.includes(row.district) || row.district === "" : row.district === name;
  const label = name || m.elsewhere;
  return reported
    ? whose(
        `district-${name}-reported`,
        m.behind.districtReported(label),
        (row) => isIn(row) && row.reported,
      )
    : whose(`district-${name}`, m.behind.district(label), isIn);
}

/** Enterprises with a product of that verdict. */
export const ofVerdict = (verdict: string, name: string) =>
  whose(`verdict-${verdict}`, m.behind.verdict(name), ({ products }) =>
    products.some((product) => product.verdict === verdict),
  );

/** The gravities of findings, in the order in which they are counted. */
export const gravities = ["high", "medium", "low"] as const;

/** Enterprises with a finding of that gravity. */
export const ofGravity = (at: number, name: string) =>
  whose(
    `finding-${gravities[at]}`,
    m.behind.finding(name),
    ({ findings }) => (findings[at] ?? 0) > 0,
  );

/** From so much intake on the program asks for online metering, 10⁴ m³/a. */
const ONLINE_FROM = 1;

const isAsked = ({ intake }: RollupRow) => intake === null || intake >= ONLINE_FROM;
const isOnline = (row: RollupRow) => row.intake !== null && row.online_metering_pct !== null;
const isReuse = (row: RollupRow) => row.intake !== null && row.reuse_rate_pct !== null;

const lack = (count: number, said: (count: number) => string, of: Behind): Tile["lack"] =>
  count > 0 ? { label: said(count), behind: of } : null;

const targetAbout = (target: RollupTarget) =>
  m.target(target.operator, trimmed(target.target, 4), target.unit);

function rateTile(
  sum: Rollup,
  id: string,
  key: "reuse" | "online",
  [is, isNot]: [Behind, Behind],
): Tile | null {
  const target = sum.targets.find((each) => each.id === id);
  if (!target) return null;
  return {
    key,
    label: m.tiles[key],
    value: known(target.value, 2),
    unit: m.units.percent,
    about: targetAbout(target),
    behind: is,
    lack: lack(target.unknown, m.lacking, isNot),
    target,
  };
}

/** Diagnoses planned, begun, reported. */
export function countsOf(sum: Rollup) {
  const all = (pick: (of: Rollup["districts"][number]) => number) =>
    sum.districts.reduce((total, each) => total + pick(each), 0);
  return {
    planned: all(({ planned }) => planned),
    begun: all(({ begun }) => begun),
    reported: all(({ reported }) => reported),
  };
}

/** The figures of the dashboard. */
export function tilesOf(sum: Rollup): Tile[] {
  const { totals } = sum;
  const { planned, begun, reported } = countsOf(sum);
  const b = m.behind;
  const notReported = whose("reported", b.reported, (row) => row.reported);
  const tiles: (Tile | null)[] = [
    {
      key: "progress",
      label: m.tiles.progress,
      value: m.ofPlanned(begun, planned),
      unit: m.units.enterprises,
      about: "",
      behind: whose("begun", b.begun, () => true),
      lack: { label: m.reported(reported), behind: notReported },
      target: null,
    },
    {
      key: "intake",
      label: m.tiles.intake,
      value: known(totals.intake.value, 2),
      unit: m.units.volume,
      about: m.summed(totals.intake.known),
      behind: whose("intake", b.intake, (row) => row.intake !== null),
      lack: lack(
        totals.intake.unknown,
        m.lacking,
        whose("no-intake", b.noIntake, (row) => row.intake === null),
      ),
      target: null,
    },
    rateTile(sum, "reuse_rate", "reuse", [
      whose("reuse", b.reuse, isReuse),
      whose("no-reuse", b.noReuse, (row) => !isReuse(row)),
    ]),
    rateTile(sum, "online_metering_rate", "online", [
      whose("online", b.online, (row) => isAsked(row) && isOnline(row)),
      whose("no-online", b.noOnline, (row) => isAsked(row) && !isOnline(row)),
    ]),
    {
      key: "saving",
      label: m.tiles.saving,
      value: known(totals.saving.value, 2),
      unit: m.units.volume,
      about:
        totals.saving_share_pct === null
          ? m.measures(totals.measures)
          : m.share(known(totals.saving_share_pct, 2)),
      behind: whose("saving", b.saving, (row) => row.saving !== null),
      lack: lack(
        totals.unknown_savings,
        m.lackingMeasures,
        whose("no-saving", b.noSaving, (row) => row.unknown_savings > 0),
      ),
      target: null,
    },
    {
      key: "investment",
      label: m.tiles.investment,
      value: known(money(totals.investment), 2),
      unit: m.units.money,
      about: m.measures(totals.measures),
      behind: whose("investment", b.investment, (row) => row.investment !== null),
      lack: lack(
        totals.unknown_investments,
        m.lackingMeasures,
        whose("no-investment", b.noInvestment, (row) => row.unknown_investments > 0),
      ),
      target: null,
    },
  ];
  return tiles.filter((tile) => tile !== null);
}

/** An amount of money as a number, 10⁴ yuan; null where it is not known. */
export const money = (amount: string | null): number | null =>
  amount === null ? null : Number(amount);

/** Writes the sum of the program to a file that a person chooses. */
export async function exportRollup(format: "pdf" | "xlsx") {
  if (isLong()) return;
  const words = messages.outputs;
  const files = await attempt(words.rollupWork, () => api.exportRollup(format), true);
  if (files) announce(words.rollupWritten(words.names(files.paths)));
}
