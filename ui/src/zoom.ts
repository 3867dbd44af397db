/** The part of a drawing that is seen: zooming keeps a point where it is, panning moves it. */

/** A rectangle of the drawing, in its own units. */
export type Frame = { x: number; y: number; width: number; height: number };

/** The whole drawing. */
export const whole = (width: number, height: number): Frame => ({ x: 0, y: 0, width, height });

/** Where a point of the page lies in the drawing, whose frame stands in the middle of a box of the page. */
export function pointAt(
  frame: Frame,
  box: { left: number; top: number; width: number; height: number },
  at: { clientX: number; clientY: number },
): { x: number; y: number } {
  const scale = Math.min(box.width / frame.width, box.height / frame.height) || 1;
  const inset = (room: number, size: number) => (room - size * scale) / 2;
  return {
    x: frame.x + (at.clientX - box.left - inset(box.width, frame.width)) / scale,
    y: frame.y + (at.clientY - box.top - inset(box.height, frame.height)) / scale,
  };
}

/** Zooms by a factor about a point given as shares of the frame; at most 12 times, never out of the whole by more than twice. */
export function zoomed(frame: Frame, factor: number, at: [number, number], all: Frame): Frame {
  const width = Math.min(all.width * 2, Math.max(all.width / 12, frame.width / factor));
  const height = (frame.height * width) / frame.width;
  return {
    x: frame.x + (frame.width - width) * at[0],
    y: frame.y + (frame.height - height) * at[1],
    width,
    height,
  };
}

/** Moves by shares of the frame; the middle never leaves the drawing. */
export function panned(frame: Frame, dx: number, dy: number, all: Frame): Frame {
  const clamp = (value: number, size: number, whole: number) =>
    Math.min(whole - size / 2, Math.max(-size / 2, value));
  return {
    ...frame,
    x: clamp(frame.x + dx * frame.width, frame.width, all.width),
    y: clamp(frame.y + dy * frame.height, frame.height, all.height),
  };
}
