/** Which streams of a reconciled plant are shown. */
import type { ProbableStream } from "../../../bindings/ProbableStream";

export const filters = ["all", "changed", "suspicious", "unknown", "accepted"] as const;
export type Filter = (typeof filters)[number];

/** Below this a change is rounding: the figures have one decimal, m³/d. */
const VISIBLE = 0.05;

const tests: Record<Filter, (stream: ProbableStream) => boolean> = {
  all: () => true,
  changed: (stream) => Math.abs(stream.change ?? 0) >= VISIBLE,
  suspicious: (stream) => stream.suspicious,
  unknown: (stream) => stream.reconciled === null,
  accepted: (stream) => stream.accepted !== null,
};

export const filtered = (streams: ProbableStream[], filter: Filter): ProbableStream[] =>
  streams.filter(tests[filter]);

/** A stream that can be accepted: one of the table that the data tell. */
export const isAcceptable = (stream: ProbableStream): boolean =>
  stream.id !== "" && stream.reconciled !== null;
