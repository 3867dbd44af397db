/** Stands in for Rust at the wire in tests: answers commands, and remembers what was asked. */

/** A call as it went over the wire. */
export type Asked = { command: string; given: Record<string, unknown> };

type Answer = (given: Record<string, unknown>) => unknown;

/** Answers the named commands from now on; the list of calls grows as they are made. */
export function answering(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  const invoke = async (command: string, given: Record<string, unknown> = {}) => {
    asked.push({ command, given });
    const answer = answers[command];
    if (!answer) throw { code: "internal", message: `no answer to ${command}`, fix: "" };
    return answer(given);
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
