/** Photos of the diagnosis: which belong to what, and addresses under which the page can show them. */
import * as api from "./api";
import type { Diagnosis } from "./bindings/Diagnosis";
import type { Meter } from "./bindings/Meter";
import type { MeterFlow } from "./bindings/MeterFlow";
import type { Photo } from "./bindings/Photo";
import type { PhotoAbout } from "./bindings/PhotoAbout";
import type { PhotoEdit } from "./bindings/PhotoEdit";
import { change } from "./journey";
import { messages } from "./messages";

export const SITE: PhotoAbout = { kind: "site", id: "" };

/** The longest caption, characters. */
export const LONGEST = 200;

const same = (one: PhotoAbout, other: PhotoAbout) => one.kind === other.kind && one.id === other.id;

/** Photos of any of these; all of them for none. */
export const photosOf = (diagnosis: Diagnosis, abouts: PhotoAbout[] | null): Photo[] =>
  abouts === null
    ? diagnosis.photos
    : diagnosis.photos.filter((photo) => abouts.some((about) => same(about, photo.about)));

/** What people call a photo: its caption, else the name of its file. */
export const called = (photo: Photo) => photo.caption || photo.name;

/** The meters that measure a unit, as Rust joined them. */
export function metersOf(diagnosis: Diagnosis, unit: string): Meter[] {
  const points = diagnosis.metering.points.filter((point) => point.unit === unit);
  const numbers = new Set(points.flatMap((point) => point.meters));
  return diagnosis.meters.filter((meter) => numbers.has(meter.number));
}

/** What passed the meters of a unit between readings. */
export function flowsOf(diagnosis: Diagnosis, unit: string): MeterFlow[] {
  const numbers = new Set(metersOf(diagnosis, unit).map((meter) => meter.number));
  return diagnosis.ledgers.flows.filter((flow) => numbers.has(flow.meter));
}

/** What a photo can be given to: the site, its units, its meters; and what it has now. */
export function choicesFor(diagnosis: Diagnosis, photo: Photo): [string, string][] {
  const m = messages.photos;
  const choices: [string, string][] = [
    [keyOf(SITE), m.site],
    ...diagnosis.units.map((unit): [string, string] => [`unit:${unit.id}`, unit.name]),
    ...diagnosis.meters.map((each): [string, string] => [`meter:${each.id}`, m.meter(each.number)]),
  ];
  const now = keyOf(photo.about);
  return choices.some(([key]) => key === now)
    ? choices
    : [[now, photo.about_name ?? m.gone], ...choices];
}

export const keyOf = (about: PhotoAbout) => `${about.kind}:${about.id}`;

export function aboutOf(key: string): PhotoAbout {
  const cut = key.indexOf(":");
  return { kind: key.slice(0, cut), id: key.slice(cut + 1) };
}

/** Asks for a photo; nothing changes where none is chosen. */
export const addPhoto = (about: PhotoAbout) =>
  change(messages.photos.adding, async (at) => (await api.choosePhoto(at.id, about)) ?? at);

export const editPhoto = (photo: Photo, edit: Partial<PhotoEdit>) =>
  change(messages.work.saving, (at) =>
    api.editPhoto(at.id, photo.id, {
      caption: photo.caption,
      about: photo.about,
      place: null,
      ...edit,
    }),
  );

export const removePhoto = (photo: Photo) =>
  change(messages.work.saving, (at) => api.removePhoto(at.id, photo.id));

let shownOf = "";
let addresses = new Map<string, Promise<string>>();

/** The address of a photo's pixels, read once; those of another diagnosis are let go. */
export function addressOf(diagnosis: string, sha: string): Promise<string> {
  if (shownOf !== diagnosis) {
    for (const address of addresses.values()) address.then(URL.revokeObjectURL, () => undefined);
    addresses = new Map();
    shownOf = diagnosis;
  }
  const known = addresses.get(sha);
  if (known) return known;
  const read = api
    .photo(diagnosis, sha)
    .then((bytes) => URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" })));
  addresses.set(sha, read);
  // A photo that could not be read is asked for again the next time.
  read.catch(() => addresses.delete(sha));
  return read;
}
