/** What a diagnosis still lacks, step by step: marks on the steps and the checklist of the report. */
import type { Diagnosis } from "./bindings/Diagnosis";
import { fixed } from "./format";
import { messages } from "./messages";
import { columnsOf, statedOf } from "./quantity";
import type { Tab } from "./step";

/** Something missing, or something to be looked at before the report is handed over. */
export type Gap = { tab: Tab; kind: "missing" | "doubtful"; text: string };

const m = messages.gaps;

export const gapsOf = (diagnosis: Diagnosis): Gap[] => [
  ...missing("profile", profileGaps(diagnosis)),
  ...missing("files", diagnosis.files.length === 0 ? [m.files] : []),
  ...doubtful("files", doubtGaps(diagnosis)),
  ...missing("balance", diagnosis.units.length === 0 ? [m.units] : []),
  ...doubtful("balance", balanceGaps(diagnosis)),
  ...doubtful("checks", checkGaps(diagnosis)),
  ...missing("meters", diagnosis.meters.length === 0 ? [m.meters] : []),
  ...missing("indicators", indicatorGaps(diagnosis)),
  ...doubtful("indicators", quotaGaps(diagnosis)),
  ...missing("survey", surveyGaps(diagnosis)),
  ...doubtful("findings", findingGaps(diagnosis)),
  ...doubtful("report", relianceGaps(diagnosis)),
];
/** What a profile needs for the report: whether it is there, and its name. */
export function profileHeld({ profile }: Diagnosis): [boolean, string][] {
  // What the enterprise was asked and cannot tell lacks nothing any more.
  const isAsked = (field: string) => profile.not_known.includes(field);
  return [
    [profile.name !== "", m.name],
    [profile.credit_code !== "" || isAsked("credit_code"), m.credit],
    [profile.industry !== "" || isAsked("industry"), m.industry],
    [profile.district !== "" || isAsked("district"), m.district],
    [profile.operating_days !== null || isAsked("operating_days"), m.days],
    [profile.period_from !== null && profile.period_to !== null, m.period],
    [profile.auditor !== "", m.auditor],
    [profile.products.length > 0, m.products],
    ...profile.products.map((product): [boolean, string] => [
      product.output !== null,
      m.output(product.name),
    ]),
  ];
}

const profileGaps = (diagnosis: Diagnosis): string[] =>
  profileHeld(diagnosis)
    .filter(([is]) => !is)
    .map(([, name]) => name);

function doubtGaps({ doubts }: Diagnosis): string[] {
  const count = (severity: string) => doubts.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  return [
    ...(errors > 0 ? [m.errors(errors)] : []),
    ...(warnings > 0 ? [m.warnings(warnings)] : []),
  ];
}

function balanceGaps(diagnosis: Diagnosis): string[] {
  const { units, site } = diagnosis;
  const named = (closure: string) =>
    units.filter((unit) => unit.closure === closure).map((unit) => unit.name);
  const unknown = units.filter((unit) => unit.unknown.length > 0).length;
  const mismatched = columnsOf(diagnosis, false)
    .filter((column) => differsFromStated(diagnosis, column.code, 1))
    .map((column) => column.label);
  const list = (names: string[]) => names.join(messages.joined);
  return [
    ...(named("open").length > 0 ? [m.open(list(named("open")))] : []),
    ...(named("attention").length > 0 ? [m.attention(list(named("attention")))] : []),
    ...(named("unknown").length > 0 ? [m.undecided(list(named("unknown")))] : []),
    ...(unknown > 0 ? [m.unknown(unknown)] : []),
    ...(site.closure === "open" ? [m.siteOpen] : []),
    ...(mismatched.length > 0 ? [m.mismatch(list(mismatched))] : []),
  ];
}

function checkGaps({ checks }: Diagnosis): string[] {
  const raised = checks.checks.filter((check) => check.raises);
  const gained = checks.levels.filter((level) => level.interval?.sign === "gain");
  const unfit = checks.meters.filter(({ verdict }) => verdict === "above" || verdict === "below");
  return [
    ...gained.map((level) => m.gains(level.name)),
    ...raised.map((check) => m.check(check.of, check.name, check.verdict_name)),
    ...unfit.map((node) => m.meterNode(node.parent.number)),
  ];
}

/** True where the table's own total prints differently from the sum of its rows. */
export function differsFromStated(diagnosis: Diagnosis, code: string, digits: number): boolean {
  const stated = statedOf(diagnosis, code);
  const value = diagnosis.site.values[code] ?? diagnosis.site.sums[code];
  if (stated === undefined) return false;
  return value === null || value === undefined || fixed(stated, digits) !== fixed(value, digits);
}

function indicatorGaps({ comparisons, indicators }: Diagnosis): string[] {
  const lacking = indicators.filter((each) => each.value === null).length;
  return [
    ...comparisons
      .filter((each) => each.missing.length > 0)
      .map((each) => m.comparison(each.product, each.missing.join(messages.joined))),
    ...(lacking > 0 ? [m.indicators(lacking)] : []),
  ];
}

function surveyGaps({ survey }: Diagnosis): string[] {
  const left = survey.reduce((sum, group) => sum + group.questions.length - group.answered, 0);
  return left > 0 ? [messages.findings.notSurveyed(left)] : [];
}

function findingGaps({ findings }: Diagnosis): string[] {
  const open = findings.filter(({ state }) => state === "undecided" || state === "changed").length;
  return open > 0 ? [messages.findings.undecided(open)] : [];
}

function relianceGaps({ reliances }: Diagnosis): string[] {
  const open = reliances.filter(({ state }) => state === "open").length;
  return open > 0 ? [messages.workbench.unconfirmed(open)] : [];
}

const quotaGaps = ({ comparisons }: Diagnosis): string[] =>
  comparisons.flatMap(({ product, quota }) => {
    if (quota === null) return [m.noQuota(product)];
    return quota.confirmed === "" ? [m.unconfirmed(product)] : [];
  });

const missing = (tab: Tab, texts: string[]): Gap[] =>
  texts.map((text) => ({ tab, kind: "missing", text }));
const doubtful = (tab: Tab, texts: string[]): Gap[] =>
  texts.map((text) => ({ tab, kind: "doubtful", text }));
