/** The frame through which a part of a sheet is seen: where it stands, and what lies where in it. */
import { computed, onBeforeUnmount, onMounted, type Ref, ref } from "vue";
import type { Place } from "../../grid";
import type { Region } from "../../sheet";
import { offsets, placeAt, ROW, seen } from "../../sheetView";

/** A frame over columns of these widths and so many rows. */
export function useFrame(
  element: Ref<HTMLElement | undefined>,
  widths: Ref<number[]>,
  rows: () => number,
) {
  // Until it is measured, a frame of a usual size stands in.
  const size = ref({ width: 800, height: 420 });
  const scroll = ref({ top: 0, left: 0 });
  const begins = computed(() => offsets(widths.value));
  const region = computed(() => seen({ ...scroll.value, ...size.value }, begins.value, rows()));
  const begin = (column: number) => begins.value[Math.min(column, begins.value.length - 1)] ?? 0;

  function measured() {
    const { clientWidth: width = 0, clientHeight: height = 0 } = element.value ?? {};
    if (width > 0 && height > 0) size.value = { width, height };
  }
  function scrolled() {
    const { scrollTop: top = 0, scrollLeft: left = 0 } = element.value ?? {};
    scroll.value = { top, left };
  }
  onMounted(() => {
    measured();
    window.addEventListener("resize", measured);
  });
  onBeforeUnmount(() => window.removeEventListener("resize", measured));

  return {
    scroll,
    region,
    begin,
    scrolled,
    /** How many rows are seen at once. */
    page: () => Math.max(1, Math.floor(size.value.height / ROW) - 1),
    span: computed(() => ({
      width: `${begins.value.at(-1) ?? 0}px`,
      height: `${rows() * ROW}px`,
    })),
    box: (place: Region) => ({
      top: `${place.top * ROW}px`,
      left: `${begin(place.left)}px`,
      width: `${begin(place.right + 1) - begin(place.left)}px`,
      height: `${(place.bottom - place.top + 1) * ROW}px`,
    }),
    /** The cell under the mouse. */
    under({ clientX, clientY }: MouseEvent): Place | null {
      const body = element.value;
      if (!body) return null;
      const { left, top } = body.getBoundingClientRect();
      const [x, y] = [clientX - left + body.scrollLeft, clientY - top + body.scrollTop];
      return { row: Math.floor(y / ROW), column: placeAt(begins.value, x) };
    },
    /** Brings a cell into sight. */
    reveal({ row, column }: Place) {
      const body = element.value;
      if (!body) return;
      const [top, left, right] = [row * ROW, begin(column), begin(column + 1)];
      const { width, height } = size.value;
      if (top < body.scrollTop) body.scrollTop = top;
      if (top + ROW > body.scrollTop + height) body.scrollTop = top + ROW - height;
      if (left < body.scrollLeft) body.scrollLeft = left;
      if (right > body.scrollLeft + width) body.scrollLeft = right - width;
      scrolled();
    },
    toTop() {
      if (element.value) element.value.scrollTop = 0;
      scrolled();
    },
  };
}
