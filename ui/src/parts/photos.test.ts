import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Diagnosis } from "../bindings/Diagnosis";
import type { Photo } from "../bindings/Photo";
import type { PhotoEdit } from "../bindings/PhotoEdit";
import { diagnosisOf } from "../diagnosis.sample";
import { step } from "../journey";
import { aboutOf, choicesFor, keyOf, photosOf } from "../photos";
import { entered } from "../step";
import { ids } from "../testids";
import { type Asked, answering, refusing } from "../wire.sample";
import { notices } from "../work";
import PhotoStrip from "./PhotoStrip.vue";

const photo = (id: string, values: Partial<Photo> = {}): Photo => ({
  id,
  sha256: `sha-${id}`,
  name: `${id}.jpg`,
  caption: "",
  width: 800,
  height: 600,
  about: { kind: "unit", id: "u1" },
  about_name: "染色车间",
  ...values,
});
const elsewhere = photo("别处", { about: { kind: "site", id: "" }, about_name: "全厂" });

let shown: VueWrapper | null = null;
let asked: Asked[] = [];
const withPhotos = (photos: Photo[]): Diagnosis => diagnosisOf({ photos });

/** The strip of a unit over a diagnosis that changes as Rust answers. */
async function strip(photos: Photo[], all = false) {
  step.value = entered(withPhotos(photos), "meters");
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const props = all ? {} : { abouts: [{ kind: "unit", id: "u1" }] };
  const page = defineComponent(
    () => () =>
      h(PhotoStrip, { ...props, diagnosis: diagnosis.value, what: "染色车间", of: "unit" }),
  );
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
}

const part = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
async function click(id: string) {
  part(id)?.click();
  await flushPromises();
}
const sent = (command: string) =>
  asked.filter((one) => one.command === command).map((one) => one.given);

beforeEach(() => {
  vi.stubGlobal("URL", {
    createObjectURL: () => "blob:photo",
    revokeObjectURL: () => undefined,
  });
  asked = answering({
    photo: () => new ArrayBuffer(4),
    choose_photo: () => withPhotos([photo("甲"), elsewhere, photo("乙"), photo("新")]),
    edit_photo: (given) => {
      const edit = given.edit as PhotoEdit;
      const { caption, about } = edit;
      return withPhotos([photo("甲", { caption, about }), elsewhere, photo("乙")]);
    },
    remove_photo: () => withPhotos([elsewhere, photo("乙")]),
  });
});
afterEach(() => {
  shown?.unmount();
  notices.value = [];
  vi.unstubAllGlobals();
});

test("a strip shows the photos of its own things, and all where none are named", () => {
  const diagnosis = withPhotos([photo("甲"), elsewhere]);
  expect(photosOf(diagnosis, [{ kind: "unit", id: "u1" }]).map(({ id }) => id)).toEqual(["甲"]);
  expect(photosOf(diagnosis, [{ kind: "meter", id: "u1" }])).toEqual([]);
  expect(photosOf(diagnosis, null)).toHaveLength(2);
});

test("what a photo shows is read back as it was written", () => {
  for (const about of [
    { kind: "site", id: "" },
    { kind: "finding", id: "leak@u1:2" },
  ]) {
    expect(aboutOf(keyOf(about))).toEqual(about);
  }
  const gone = photo("甲", { about: { kind: "meter", id: "x" }, about_name: null });
  expect(choicesFor(withPhotos([gone]), gone)[0]?.[0]).toBe("meter:x");
});

test("pixels are asked for by diagnosis and hash, and shown under an address of the page", async () => {
  await strip([photo("甲"), elsewhere, photo("乙")]);
  expect(sent("photo")).toContainEqual({ id: diagnosisOf().id, sha: "sha-甲" });
  const small = part(ids.photoSmall("unit", 0));
  expect(small?.querySelector("img")?.getAttribute("src")).toBe("blob:photo");
  expect(small?.getAttribute("aria-label")).toContain("甲.jpg");
  expect(part(ids.photoSmall("unit", 2))).toBeNull();
});

test("adding asks for a photo of what the strip is of", async () => {
  await strip([photo("甲"), elsewhere, photo("乙")]);
  await click(ids.photoAdd("unit"));
  expect(sent("choose_photo")).toEqual([
    { id: diagnosisOf().id, about: { kind: "unit", id: "u1" } },
  ]);
  expect(part(ids.photoSmall("unit", 2))?.getAttribute("aria-label")).toContain("新.jpg");
});

test("a photo that was not chosen, or refused, changes nothing", async () => {
  answering({ photo: () => new ArrayBuffer(4), choose_photo: () => null });
  await strip([photo("甲")]);
  await click(ids.photoAdd("unit"));
  expect(part(ids.photoSmall("unit", 1))).toBeNull();
  answering({ photo: () => new ArrayBuffer(4), choose_photo: refusing("refused", "不完整") });
  await click(ids.photoAdd("unit"));
  expect(part(ids.photoSmall("unit", 1))).toBeNull();
  expect(notices.value.map(({ message }) => message)).toEqual(["不完整"]);
});

test("pressed, a photo is large; Esc closes it and gives the keyboard back", async () => {
  await strip([photo("甲"), photo("乙")]);
  await click(ids.photoSmall("unit", 1));
  expect(part(ids.photoLarge)?.getAttribute("aria-modal")).toBe("true");
  expect(document.activeElement).toBe(part(ids.photoClose));
  let heard = 0;
  const hears = () => {
    heard += 1;
  };
  window.addEventListener("keydown", hears);
  part(ids.photoClose)?.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }),
  );
  await flushPromises();
  window.removeEventListener("keydown", hears);
  expect(heard).toBe(0);
  expect(part(ids.photoLarge)).toBeNull();
  expect(document.activeElement).toBe(part(ids.photoSmall("unit", 1)));
});

test("Tab stays within the large photo", async () => {
  await strip([photo("甲"), photo("乙")]);
  await click(ids.photoSmall("unit", 0));
  const last = part(ids.photoRemove);
  last?.focus();
  last?.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));
  expect(document.activeElement).toBe(part(ids.photoClose));
});

test("a caption is saved when it is left, with what the photo shows", async () => {
  await strip([photo("甲"), elsewhere, photo("乙")]);
  await click(ids.photoSmall("unit", 0));
  const field = part(ids.photoCaption) as HTMLInputElement;
  field.focus();
  field.value = "总表";
  field.dispatchEvent(new Event("input"));
  field.blur();
  await flushPromises();
  expect(sent("edit_photo")).toEqual([
    {
      id: diagnosisOf().id,
      photo: "甲",
      edit: { caption: "总表", about: { kind: "unit", id: "u1" }, place: null },
    },
  ]);
  expect(part(ids.photoLarge)?.getAttribute("aria-label")).toContain("总表");
});

test("a photo is moved among all photos, not only among those shown", async () => {
  await strip([photo("甲"), elsewhere, photo("乙")]);
  await click(ids.photoSmall("unit", 0));
  await click(ids.photoLater);
  expect(sent("edit_photo")).toMatchObject([{ photo: "甲", edit: { place: 2 } }]);
});

test("removing closes the large photo", async () => {
  await strip([photo("甲"), elsewhere, photo("乙")]);
  await click(ids.photoSmall("unit", 0));
  await click(ids.photoRemove);
  expect(sent("remove_photo")).toEqual([{ id: diagnosisOf().id, photo: "甲" }]);
  expect(part(ids.photoLarge)).toBeNull();
  expect(part(ids.photoSmall("unit", 0))?.getAttribute("aria-label")).toContain("乙.jpg");
});

test("where all are shown, each says what it shows", async () => {
  await strip([photo("甲"), elsewhere, photo("乙", { about_name: null })], true);
  const words = document.querySelector(".photo-list")?.textContent ?? "";
  expect(words).toContain("染色车间");
  expect(words).toContain("全厂");
  expect(words).toContain("原对应对象已删除");
});
