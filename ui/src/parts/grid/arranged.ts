/** In which order rows are shown, and which: a view of them that changes nothing. */
import type { GridColumn } from "./columns";

/** What a column lets through: `given` rows with a value, `unknown` those without, `text` those that
 * hold a text, or the code of a choice of its own. */
export type Filter = { kind: string; text: string };

export type Arrangement = {
  sort: { code: string; down: boolean } | null;
  /** By the code of the column. */
  filters: Record<string, Filter>;
};

export const asStored = (): Arrangement => ({ sort: null, filters: {} });

export const isArranged = ({ sort, filters }: Arrangement): boolean =>
  sort !== null || Object.keys(filters).length > 0;

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** The places of the rows in the order in which they are shown. */
export function arranged<Row>(
  rows: Row[],
  columns: GridColumn<Row>[],
  { sort, filters }: Arrangement,
  depthOf?: (row: Row) => number,
): number[] {
  const all = rows.map((_, index) => index);
  const tests = columns.flatMap((column) => {
    const filter = filters[column.code];
    return filter ? [testOf(column, filter)] : [];
  });
  const depths = depthOf ? rows.map(depthOf) : null;
  const fits = (index: number) => tests.every((test) => test(rows[index] as Row));
  const kept = tests.length > 0 ? all.filter(fits) : all;
  const shown = depths && tests.length > 0 ? withParents(kept, depths) : kept;
  const column = columns.find(({ code }) => code === sort?.code);
  if (!column || !sort) return shown;
  const order = inOrder(rows, column, sort.down);
  return depths ? byBranch(shown, depths, order) : [...shown].sort(order);
}

function testOf<Row>(column: GridColumn<Row>, filter: Filter): (row: Row) => boolean {
  const choice = column.choices?.find(({ code }) => code === filter.kind);
  if (choice) return choice.test;
  if (filter.kind === "given") return (row) => column.value(row) !== null;
  if (filter.kind === "unknown") return (row) => column.value(row) === null;
  const wanted = plain(filter.text);
  return (row) => {
    const text = column.text(row);
    return plain(text).includes(wanted) || plain(column.shown?.(row) ?? "").includes(wanted);
  };
}

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** Larger below smaller, or the other way; what is not known is last either way, and what is equal stays. */
function inOrder<Row>(rows: Row[], column: GridColumn<Row>, down: boolean) {
  const values = new Map<number, number | string | null>();
  const held = (index: number) => {
    const known = values.get(index);
    if (known !== undefined) return known;
    const value = column.value(rows[index] as Row);
    values.set(index, value);
    return value;
  };
  return (one: number, other: number): number => {
    const [left, right] = [held(one), held(other)];
    if (left === null || right === null) {
      return left === right ? one - other : left === null ? 1 : -1;
    }
    const by =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : collator.compare(String(left), String(right));
    return by === 0 ? one - other : down ? -by : by;
  };
}

/** The kept rows with those above them in the tree. */
function withParents(kept: number[], depths: number[]): number[] {
  const shown = new Set(kept);
  for (const index of kept) {
    let depth = depths[index] ?? 0;
    for (let above = index - 1; above >= 0 && depth > 0; above -= 1) {
      const here = depths[above] ?? 0;
      if (here >= depth) continue;
      shown.add(above);
      depth = here;
    }
  }
  return [...shown].sort((one, other) => one - other);
}

/** Orders rows among those that stand beside them; what belongs below a row stays below it. */
function byBranch(
  shown: number[],
  depths: number[],
  order: (one: number, other: number) => number,
): number[] {
  type Branch = { index: number; below: Branch[] };
  const top: Branch[] = [];
  const open: Branch[] = [];
  for (const index of shown) {
    const depth = depths[index] ?? 0;
    while (open.length > 0 && (depths[open.at(-1)?.index ?? 0] ?? 0) >= depth) open.pop();
    const branch = { index, below: [] };
    (open.at(-1)?.below ?? top).push(branch);
    open.push(branch);
  }
  const flat = (branches: Branch[]): number[] =>
    branches
      .sort((one, other) => order(one.index, other.index))
      .flatMap(({ index, below }) => [index, ...flat(below)]);
  return flat(top);
}
