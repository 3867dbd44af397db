/** The sum of the program on the first page: computed anew whenever the page is come to. */
import { shallowRef } from "vue";
import * as api from "../../api";
import type { Rollup } from "../../bindings/Rollup";
import { messages } from "../../messages";
import { attempt } from "../../work";

/** None until Rust has told it; what was told last stays while it is asked again. */
export const sum = shallowRef<Rollup | null>(null);

let asked = 0;

export async function addUp() {
  asked += 1;
  const mine = asked;
  const told = await attempt(messages.program.work, api.rollup);
  // What was asked later knows more.
  if (told && mine === asked) sum.value = told;
}
