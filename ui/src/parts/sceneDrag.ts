/** A box of a drawing while it is dragged: where it would come to stand, and where it is dropped. */
import { type Ref, ref, shallowRef } from "vue";
import type { DiagramBox } from "../bindings/DiagramBox";
import { type Frame, pointAt } from "../zoom";

/** Less than this many pixels is a click that slipped. */
const SLIP = 4;

type Held = { box: DiagramBox; clientX: number; clientY: number };

/** The node that a group of a drawing stands for. */
export const nodeOf = (group: string): string | null => /^node\/(.+)$/.exec(group)?.[1] ?? null;

/** The group in which an element of the drawing lies. */
export const groupOf = (target: EventTarget | null): string =>
  target instanceof Element
    ? (target.closest("[data-group]")?.getAttribute("data-group") ?? "")
    : "";

export function useSceneDrag(
  frame: Ref<Frame>,
  boxOf: (node: string) => DiagramBox | undefined,
  drop: (node: string, x: number, y: number) => void,
) {
  const held = shallowRef<Held | null>(null);
  /** The dragged box where the pointer is; null before it has moved. */
  const ghost = ref<DiagramBox | null>(null);

  function down(event: PointerEvent) {
    const box = event.button === 0 ? boxOf(nodeOf(groupOf(event.target)) ?? "") : undefined;
    held.value = box ? { box, clientX: event.clientX, clientY: event.clientY } : null;
    ghost.value = null;
  }

  /** True where the pointer drags a box, and not the drawing. */
  function move(event: PointerEvent): boolean {
    const at = held.value;
    if (!at || event.buttons !== 1 || !(event.currentTarget instanceof Element)) return false;
    const far = Math.hypot(event.clientX - at.clientX, event.clientY - at.clientY);
    if (!ghost.value && far < SLIP) return true;
    const page = event.currentTarget.getBoundingClientRect();
    const from = pointAt(frame.value, page, at);
    const to = pointAt(frame.value, page, event);
    ghost.value = { ...at.box, x: at.box.x + to.x - from.x, y: at.box.y + to.y - from.y };
    return true;
  }

  /** True where a box was dropped: what follows is no click on it. */
  function up(): boolean {
    const [at, moved] = [held.value, ghost.value];
    leave();
    if (!at || !moved) return false;
    drop(at.box.id, moved.x + moved.width / 2, moved.y + moved.height / 2);
    return true;
  }

  function leave() {
    held.value = null;
    ghost.value = null;
  }

  return { ghost, down, move, up, leave };
}
