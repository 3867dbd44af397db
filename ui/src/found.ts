/** What a person means by what is typed: words, numbers or pinyin initials. Rust knows them. */
import { type ShallowRef, shallowRef, watch } from "vue";
import * as api from "./api";
import { asFailure, tell } from "./work";

/** Those of the things that what is typed means, the likeliest first; all of them where nothing is typed. */
export function useFound<T>(
  things: () => T[],
  texts: (thing: T) => string[],
  typed: () => string,
): ShallowRef<T[]> {
  const found = shallowRef<T[]>(things());
  let asked = 0;

  async function search(all: T[], text: string) {
    asked += 1;
    const mine = asked;
    const places = text === "" ? null : await api.find(text, all.map(texts));
    // What was typed meanwhile has its own answer under way.
    if (mine === asked) found.value = places?.flatMap((place) => all[place] ?? []) ?? all;
  }

  watch(
    () => [things(), typed().normalize("NFKC").trim()] as const,
    ([all, text]) => {
      search(all, text).catch((thrown) => tell(asFailure(thrown)));
    },
    { immediate: true },
  );
  return found;
}
