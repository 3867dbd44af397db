/** The columns of the most probable flows. */
import type { ProbableStream } from "../../../bindings/ProbableStream";
import { editable, fixed, percent, signed, UNKNOWN } from "../../../format";
import { messages } from "../../../messages";
import type { GridColumn } from "../../../parts/grid/columns";
import { figures, links, words } from "../../../parts/grid/readOnly";
import { isAcceptable } from "./rows";

const m = messages.probable;

type Column = GridColumn<ProbableStream>;

/** The column that is typed into. */
export const UNCERTAINTY = "uncertainty";

/** True where a figure was given, and its uncertainty can be told. */
export const isGiven = (stream: ProbableStream) => stream.id !== "" && stream.raw !== null;

/** True where the uncertainty of a figure can be told by a person. */
export const isUncertain = (stream: ProbableStream) =>
  isGiven(stream) && stream.uncertainty_pct !== null;

/** True where a flow can be accepted, or is. */
export const isAccepting = (stream: ProbableStream) =>
  isAcceptable(stream) || stream.accepted !== null;

const one = (value: number) => fixed(value, 1);
const drawn = (column: Column, width?: number): Column => ({
  ...column,
  drawn: true,
  ...(width === undefined ? {} : { width }),
});

/** Most of the columns; `wide` is how many standard deviations an interval spans to each side. */
export const columnsOf = (wide: number): Column[] => [
  { ...words<ProbableStream>("name", m.columns.name, (stream) => stream.name), width: 18 },
  words("grade", m.columns.grade, (stream) => stream.grade),
  drawn(
    figures(UNCERTAINTY, m.columns.uncertainty, (stream) => stream.uncertainty_pct, editable),
    12,
  ),
  figures("raw", m.columns.raw, (stream) => stream.raw, one),
  drawn(
    figures("reconciled", m.columns.reconciled, (stream) => stream.reconciled, one),
    11,
  ),
  figures(
    "interval",
    m.columns.interval,
    (stream) => (stream.sd === null ? null : wide * stream.sd),
    (value) => `± ${one(value)}`,
  ),
  figures(
    "change",
    m.columns.change,
    (stream) => stream.change,
    (value) => signed(value, 1),
  ),
  figures(
    "change-pct",
    m.columns.changePct,
    (stream) => stream.change_pct,
    (value) => percent(value, 1),
  ),
  drawn(
    figures(
      "z",
      "z",
      (stream) => stream.z,
      (value) => fixed(value, 2),
    ),
    7,
  ),
  words("class", m.columns.class, (stream) => stream.class_name),
  links("source", m.columns.source, 18),
  {
    ...words<ProbableStream>("held", m.columns.held, (stream) =>
      stream.held ? m.columns.held : null,
    ),
    drawn: true,
    width: 5,
  },
  {
    code: "accepted",
    label: m.columns.accepted,
    drawn: true,
    width: 11,
    // What it is all for stays in sight.
    end: true,
    text: ({ accepted }) => (accepted === null ? UNKNOWN : one(accepted)),
    value: ({ accepted }) => accepted,
  },
];
