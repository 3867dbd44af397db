/** Pictures of the report's pages, painted when they are looked at and kept as long as a page looks the same. */
import * as api from "../../api";

/** The widest picture that is asked for, pixels. */
const widest = 3000;
/** Pictures of other sizes that are kept at most. */
const most = 24;

/** How many pixels a picture needs to be sharp; in steps, so that a page is not painted anew at each pixel of a window. */
export function pixels(cssWidth: number, ratio: number): number {
  const wanted = Math.ceil((cssWidth * Math.max(ratio, 1)) / 100) * 100;
  return Math.min(Math.max(wanted, 200), widest);
}

/** The pictures of one report. */
export class Pictures {
  private urls = new Map<string, Promise<string>>();

  /** The address of a picture; painted once. */
  of(id: string, key: string, width: number): Promise<string> {
    const name = `${key} ${width}`;
    const known = this.urls.get(name);
    if (known) return known;
    const made = api
      .reportPage(id, key, width)
      .then((bytes) => URL.createObjectURL(new Blob([bytes], { type: "image/png" })));
    this.urls.set(name, made);
    // A picture that could not be painted is asked for again the next time.
    made.catch(() => this.urls.delete(name));
    this.trim();
    return made;
  }

  /** Lets go of pictures of pages that the report does not have any more. */
  keep(keys: string[]) {
    const wanted = new Set(keys);
    for (const name of [...this.urls.keys()]) {
      if (!wanted.has(name.split(" ")[0] ?? "")) this.drop(name);
    }
  }

  /** Lets go of all. */
  clear() {
    for (const name of [...this.urls.keys()]) this.drop(name);
  }

  private trim() {
    for (const name of [...this.urls.keys()].slice(0, Math.max(0, this.urls.size - most))) {
      this.drop(name);
    }
  }

  private drop(name: string) {
    const url = this.urls.get(name);
    this.urls.delete(name);
    url?.then(URL.revokeObjectURL, () => undefined);
  }
}
