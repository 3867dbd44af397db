/** Keeps what did not change: a diagnosis comes whole with every change, and most of it is as it was. */

/** What came after, with every part that equals what was before being that very part. What came is
 * taken over: its equal parts are replaced in place, since it is large and comes with every key. */
export function shared<T>(before: unknown, after: T): T {
  if (before === after || !isObject(before) || !isObject(after)) return after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  return (joined(before, after) ? before : after) as T;
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** Puts what is equal into what came after; true where all of it is. */
function joined(before: Fields, after: Fields): boolean {
  const names = Object.keys(after);
  let isSame = names.length === Object.keys(before).length;
  for (const name of names) {
    const [was, is] = [before[name], after[name]];
    if (was === is) {
      if (is === undefined && !(name in before)) isSame = false;
      continue;
    }
    const part = shared(was, is);
    if (part === was) after[name] = part;
    else isSame = false;
  }
  return isSame;
}
