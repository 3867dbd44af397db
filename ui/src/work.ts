/** Calls that are under way, and what is to be said about them: progress, failures, results. */
import { ref, shallowRef } from "vue";
import * as api from "./api";
import type { Failure } from "./bindings/Failure";
import { messages } from "./messages";

/** A call under way. Only long work can be cancelled; its progress comes from Rust. */
export type Work = { what: string; long: boolean; step: string; share: number | null };

/** Something to tell, until it is closed. */
export type Notice = {
  key: number;
  kind: "failure" | "done";
  message: string;
  fix: string;
  /** The kind of a failure as Rust names it; empty for good news. */
  code: string;
};

export const works = ref<Work[]>([]);
export const notices = shallowRef<Notice[]>([]);

let lastKey = 0;

/** Makes a call; a failure is told and gives nothing. */
export async function attempt<T>(
  what: string,
  call: () => Promise<T>,
  long = false,
): Promise<T | undefined> {
  try {
    return await underWay(what, call, long);
  } catch (thrown) {
    tell(asFailure(thrown));
    return undefined;
  }
}

/** Makes a call and shows that it is under way; a failure is thrown on. */
export async function underWay<T>(what: string, call: () => Promise<T>, long = false): Promise<T> {
  works.value.push({ what, long, step: "", share: null });
  const work = works.value[works.value.length - 1];
  try {
    return await call();
  } finally {
    works.value = works.value.filter((other) => other !== work);
  }
}

/** Progress of the long work, as Rust tells it. */
export function progressed(step: string, share: number | null) {
  const work = works.value.find((each) => each.long);
  if (work) Object.assign(work, { step, share });
}

export const cancelWork = () => void api.cancel().catch((thrown) => tell(asFailure(thrown)));

/** True while work is under way during which nothing else long may start. */
export const isLong = () => works.value.some((work) => work.long);

/** Whatever was thrown, as the wire's failure. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "message" in thrown) {
    const { code, message, fix } = thrown as Partial<Failure>;
    return {
      code: code ?? "internal",
      message: String(message),
      fix: fix ?? messages.failure.internalFix,
    };
  }
  const detail = typeof thrown === "string" ? thrown : "";
  return {
    code: "internal",
    message: messages.failure.internal + detail,
    fix: messages.failure.internalFix,
  };
}

/** Tells a failure; what a person cancelled is no failure. */
export function tell(failure: Failure) {
  if (failure.code === "cancelled") announce(messages.cancelled);
  else
    push({
      kind: "failure",
      message: plain(failure.message),
      fix: failure.fix,
      code: failure.code,
    });
}

/** Tells a result. */
export const announce = (message: string) => push({ kind: "done", message, fix: "", code: "" });

/** A sentence without the trace of calls that some thrown things carry: nobody acts on one. */
const plain = (message: string) =>
  message
    .split("\n")
    .filter((line) => !/^\s*(at\s|\d+:\s+0x|stack backtrace|note: run with)/i.test(line))
    .join("\n")
    .trim();

export function dismiss(key: number) {
  notices.value = notices.value.filter((notice) => notice.key !== key);
}

function push(notice: Omit<Notice, "key">) {
  lastKey += 1;
  // The same sentence twice says no more than once.
  const others = notices.value.filter((other) => other.message !== notice.message);
  const told = { key: lastKey, ...notice };
  notices.value = [...others, told];
  // Good news goes by itself; a failure stays until it is closed.
  if (told.kind === "done") setTimeout(dismiss, 6000, told.key);
}
