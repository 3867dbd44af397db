/** What the last change moved: a value beside the one it had before. */
import { type Ref, shallowRef, watch } from "vue";

/** The value before the last change of the same thing; undefined where nothing moved. */
export function useBefore<T>(value: () => T, of: () => string): Ref<T | undefined> {
  const before = shallowRef<T>();
  watch([of, value], ([nowOf, now], [lastOf, last]) => {
    before.value = nowOf === lastOf && now !== last ? last : undefined;
  });
  return before;
}
