/** The outline of a report as a person changes it: every change gives a new list. */
import type { ReportPart } from "./bindings/ReportPart";

/** Where a part stands: the chapter, and the section within it; none for the chapter itself. */
export type At = { chapter: string; section: string | null };

const swapped = (parts: ReportPart[], id: string, by: -1 | 1): ReportPart[] => {
  const from = parts.findIndex((each) => each.id === id);
  const to = from + by;
  const [one, other] = [parts[from], parts[to]];
  if (!one || !other || !mayMove(parts, id, by)) return parts;
  const moved = [...parts];
  moved[from] = other;
  moved[to] = one;
  return moved;
};

/** True where a part can be moved past its neighbour: both are movable and of one place. */
export function mayMove(parts: ReportPart[], id: string, by: -1 | 1): boolean {
  const from = parts.findIndex((each) => each.id === id);
  const [one, other] = [parts[from], parts[from + by]];
  return Boolean(one?.movable && other?.movable && one.place === other.place);
}

const changed = (
  parts: ReportPart[],
  { chapter, section }: At,
  change: (part: ReportPart) => ReportPart,
): ReportPart[] =>
  parts.map((each) => {
    if (each.id !== chapter) return each;
    if (section === null) return change(each);
    return {
      ...each,
      parts: each.parts.map((part) => (part.id === section ? change(part) : part)),
    };
  });

export const move = (parts: ReportPart[], at: At, by: -1 | 1): ReportPart[] =>
  at.section === null
    ? swapped(parts, at.chapter, by)
    : changed(parts, { chapter: at.chapter, section: null }, (chapter) => ({
        ...chapter,
        parts: swapped(chapter.parts, at.section ?? "", by),
      }));

export const edit = (parts: ReportPart[], at: At, values: Partial<ReportPart>): ReportPart[] =>
  changed(parts, at, (part) => ({ ...part, ...values }));

export const remove = (parts: ReportPart[], { chapter, section }: At): ReportPart[] =>
  section === null
    ? parts.filter((each) => each.id !== chapter)
    : changed(parts, { chapter, section: null }, (part) => ({
        ...part,
        parts: part.parts.filter((each) => each.id !== section),
      }));

/** The first number that no part of the auditor's own has. */
const freeId = (parts: ReportPart[]): string => {
  const taken = new Set(parts.map((each) => each.id));
  let number = 1;
  while (taken.has(`own-${number}`)) number += 1;
  return `own-${number}`;
};

const own = (id: string, place: string, title: string): ReportPart => ({
  id,
  place,
  title,
  shipped_title: "",
  shown: true,
  required: false,
  movable: true,
  own: true,
  before: "",
  after: "",
  parts: [],
});

/** The list with a part of the auditor's own: before the last of its place where that keeps its place. */
export function add(parts: ReportPart[], place: "body" | "appendix", title: string) {
  const id = freeId(parts);
  const last = parts.filter((each) => each.place === place && each.movable).at(-1);
  const added = [...parts];
  added.splice(last ? parts.indexOf(last) + 1 : parts.length, 0, own(id, place, title));
  return { parts: added, at: { chapter: id, section: null } as At };
}

export function addSection(parts: ReportPart[], chapter: string, title: string) {
  const of = parts.find((each) => each.id === chapter);
  const id = freeId(of?.parts ?? []);
  const section = own(id, of?.place ?? "body", title);
  return {
    parts: changed(parts, { chapter, section: null }, (part) => ({
      ...part,
      parts: [...part.parts, section],
    })),
    at: { chapter, section: id } as At,
  };
}

export const find = (parts: ReportPart[], { chapter, section }: At): ReportPart | undefined => {
  const of = parts.find((each) => each.id === chapter);
  return section === null ? of : of?.parts.find((each) => each.id === section);
};

export const hasText = (part: ReportPart) => part.before.trim() !== "" || part.after.trim() !== "";
