/** The diagnosis as it was told last, kept up to date by what is different in it. */
import { immutableJSONPatch, type JSONPatchDocument } from "immutable-json-patch";
import type { Diagnosis } from "./bindings/Diagnosis";
import type { Told } from "./bindings/Told";

export class Held {
  private last: { number: number; diagnosis: Diagnosis } | null = null;

  /** The diagnosis after what was told; null where that starts from something else than is held,
   * so that the whole must be asked for. What did not change stays the very same object. */
  hear(told: Told): Diagnosis | null {
    const diagnosis =
      told.since === null ? (JSON.parse(told.whole) as Diagnosis) : this.changed(told);
    this.last = diagnosis && { number: told.number, diagnosis };
    return diagnosis;
  }

  private changed(told: Told): Diagnosis | null {
    const { last } = this;
    if (last?.number !== told.since || last.diagnosis.id !== told.id) return null;
    return immutableJSONPatch(last.diagnosis, JSON.parse(told.changes) as JSONPatchDocument);
  }
}
