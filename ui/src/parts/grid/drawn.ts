/** Draws what a grid was given for a cell. */
import type { FunctionalComponent } from "vue";

type Draw = ((of: never) => unknown) | undefined;

export const Drawn: FunctionalComponent<{ by: Draw; of: object }> = ({ by, of }) =>
  by?.(of as never);
Drawn.props = ["by", "of"];
