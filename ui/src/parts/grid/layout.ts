/** How wide the columns of one grid are, and which of them stay in sight. */
import { computed, onMounted, type Ref, ref, watch } from "vue";
import type { Held } from "./cells";
import type { Write } from "./columns";
import { kept, needed, settled, stops, stretched, widthsOf } from "./widths";

/** Until they are measured: the height of a row and the width of a Chinese character, px. */
const [HEIGHT, EM] = [31, 14];

export function useLayout<Row>(frame: Ref<HTMLElement | undefined>, held: Held<Row>) {
  const height = ref(HEIGHT);
  const em = ref(EM);
  const room = ref(0);
  const frozen = ref(1);
  const natural = ref<number[]>([]);
  // Told anew where columns or rows come and go, and not with every figure.
  watch(
    [() => held.columns, () => held.rows.length],
    () => {
      natural.value = widthsOf(held.columns, held.rows);
    },
    { immediate: true },
  );
  const base = computed(() => stretched(natural.value, em.value, room.value));
  const isKept = computed(() => {
    const isEnd = (column: number) => held.columns[column]?.end ?? false;
    return kept(base.value, frozen.value, isEnd, room.value);
  });
  const widths = computed(() =>
    settled(base.value, (column) => column < frozen.value || isKept.value(column), room.value),
  );

  const places = computed(() => stops(widths.value, frozen.value, isKept.value));
  const isStuck = (column: number) =>
    places.value.left[column] !== null || places.value.right[column] !== null;

  function measure() {
    const row = frame.value?.querySelector<HTMLElement>("tbody .grid-row");
    const found = row?.getBoundingClientRect().height ?? 0;
    if (!row || found === 0) return;
    height.value = found;
    em.value = Number.parseFloat(getComputedStyle(row).fontSize) || EM;
  }
  onMounted(measure);

  return {
    height,
    /** The frame has become so wide, px. */
    fit(width: number) {
      room.value = width;
      measure();
    },
    frozen,
    widths,
    places,
    /** Whether a column stays in sight. */
    isStuck,
    /** The room that the first and the last columns take which stay in sight, px. */
    stuck: computed(() => {
      const room = { left: 0, right: 0 };
      widths.value.forEach((width, column) => {
        if (places.value.left[column] !== null) room.left += width;
        else if (places.value.right[column] !== null) room.right += width;
      });
      return room;
    }),
    span: computed(() => `${widths.value.reduce((sum, each) => sum + each, 0)}px`),
    /** Columns become as wide as what was written in them needs. */
    widen(writes: Write[]) {
      natural.value = natural.value.map((width, at) => {
        const column = held.columns[at];
        if (!column || column.width !== undefined) return width;
        const texts = writes.filter((each) => each.column === at).map(({ text }) => text);
        return needed(texts, width);
      });
    },
  };
}
