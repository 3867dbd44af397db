/** Photos made up for the page without Rust: a drawn picture stands for each. */
import type { Diagnosis } from "../src/bindings/Diagnosis";
import type { PhotoAbout } from "../src/bindings/PhotoAbout";
import type { PhotoEdit } from "../src/bindings/PhotoEdit";

const [width, height] = [800, 600];

/** A diagnosis with one photo more. */
export function withPhoto(held: Diagnosis, about: PhotoAbout): Diagnosis {
  const number = held.photos.length + 1;
  const unit = held.units.find(({ id }) => id === about.id);
  const about_name = about.kind === "site" ? "全厂" : (unit?.name ?? about.id);
  const photo = { about, about_name, caption: "", width, height };
  const named = { id: `p${number}`, sha256: `${number}`, name: `IMG_${number}.jpg` };
  return { ...held, photos: [...held.photos, { ...named, ...photo }] };
}

/** A diagnosis with a photo edited. */
export function withEdited(held: Diagnosis, photo: string, edit: PhotoEdit): Diagnosis {
  const photos = held.photos.filter(({ id }) => id !== photo);
  const at = held.photos.findIndex(({ id }) => id === photo);
  const old = held.photos[at];
  if (!old) return held;
  photos.splice(edit.place ?? at, 0, { ...old, caption: edit.caption, about: edit.about });
  return { ...held, photos };
}

/** A gauge, more or less. */
export async function drawn(): Promise<ArrayBuffer> {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillStyle = "#89a";
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = "#eee";
    pen.arc(width / 2, height / 2, 220, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = "#222";
    pen.font = "64px sans-serif";
    pen.fillText("00467.8", 270, 320);
  }
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg"));
  return (await made?.arrayBuffer()) ?? new ArrayBuffer(0);
}
