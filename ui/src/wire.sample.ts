/** Stands in for Rust at the wire in tests: answers commands, and remembers what was asked. */

/** A call as it went over the wire. */
export type Asked = { command: string; given: Record<string, unknown> };

type Answer = (given: Record<string, unknown>) => unknown;

/** A diagnosis goes over the wire as what is told of it: as a whole, as at first. */
function wired(answer: unknown): unknown {
  const isDiagnosis =
    typeof answer === "object" && answer !== null && "units" in answer && "ledgers" in answer;
  if (!isDiagnosis) return answer;
  const { id } = answer as unknown as { id: string };
  return { id, number: 0, since: null, whole: JSON.stringify(answer), changes: "" };
}

/** Answers the named commands from now on; the list of calls grows as they are made. */
export function answering(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  const invoke = async (command: string, given: Record<string, unknown> = {}) => {
    asked.push({ command, given });
    const answer = answers[command];
    if (!answer) throw { code: "internal", message: `no answer to ${command}`, fix: "" };
    return wired(await answer(given));
  };
  Object.assign(window, { __TAURI_INTERNALS__: { invoke } });
  return asked;
}

/** Refuses, as a command does. */
export function refusing(code: string, message: string): Answer {
  return () => {
    throw { code, message, fix: "改" };
  };
}
