/** How it looks what a cell was taken for: a letter and a class, so that no colour speaks alone. */

/** The kinds in the order of the legend. */
export const tookKinds = [
  "header",
  "name",
  "figure",
  "total",
  "of_which",
  "check",
  "section",
  "note",
  "unit",
  "fact",
  "unread",
  "hidden",
] as const;

export type Took = (typeof tookKinds)[number];

const isTook = (code: string): code is Took => tookKinds.some((kind) => kind === code);

export const tookLook = (code: string): string => (isTook(code) ? `took-${code}` : "");
