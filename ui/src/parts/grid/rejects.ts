/** What was typed into a grid and could not be saved: it stays in its cell, with the reason. */
import { shallowRef } from "vue";
import type { Reject } from "./columns";

export function useRejects() {
  const rejects = shallowRef<Record<string, Reject>>({});
  return {
    rejects,
    keep(key: string, text: string, why: string) {
      rejects.value = { ...rejects.value, [key]: { text, why } };
    },
    forget(key: string) {
      if (!(key in rejects.value)) return;
      const { [key]: _, ...others } = rejects.value;
      rejects.value = others;
    },
  };
}
