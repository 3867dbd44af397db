/** What files that are dropped on the window become: a workbook is read, photos are taken in. */
import * as api from "./api";
import type { Dropped } from "./bindings/Dropped";
import type { PhotoAbout } from "./bindings/PhotoAbout";
import type { Picked } from "./bindings/Picked";
import { change, readWorkbook, step } from "./journey";
import { messages } from "./messages";
import { aboutOf, keyOf, SITE } from "./photos";
import { announce, tell } from "./work";

const m = messages.photos;

/** What an element says that photos dropped on it are about, and what that is called. */
export const takesPhotos = (about: PhotoAbout, what: string) => ({
  "data-photos": keyOf(about),
  "data-photos-of": what,
});

const isPhoto = ({ name }: Picked) => /\.(jpe?g|png)$/i.test(name);

/** What lies under the pointer, and takes photos; else the whole site. */
function target({ x, y }: Dropped): { about: PhotoAbout; what: string } {
  const found = document.elementFromPoint?.(x, y)?.closest<HTMLElement>("[data-photos]");
  const { photos, photosOf } = found?.dataset ?? {};
  return photos ? { about: aboutOf(photos), what: photosOf ?? "" } : { about: SITE, what: m.site };
}

export async function took(dropped: Dropped) {
  const [first] = dropped.files;
  if (!first) return;
  if (!dropped.files.every(isPhoto)) return readWorkbook(first);
  if (step.value.name !== "diagnosis") {
    tell({ code: "refused", ...m.dropElsewhere });
    return;
  }
  const { about, what } = target(dropped);
  let taken = 0;
  for (const { handle } of dropped.files) {
    if (await change(m.adding, (at) => api.addPhoto(at.id, about, handle))) taken += 1;
  }
  if (taken > 0) announce(m.dropped(taken, what));
}
