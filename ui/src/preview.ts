/** What a file in preview is to the diagnosis that waits for it. */
import type { ImportPreview } from "./bindings/ImportPreview";
import { messages } from "./messages";

const m = messages.files;

/** True where it differs from what the diagnosis holds: a person decides what becomes of it. */
export const isCorrection = ({ replaces, differences }: ImportPreview): boolean =>
  replaces && differences.length > 0;

/** True where it is of another enterprise; a workbook is easily picked by mistake. */
export const isOther = ({ enterprise }: ImportPreview, held: string): boolean =>
  enterprise !== "" && held !== "" && enterprise !== held;

/** What comes along beside the balance: code, name and count, only of what there is. */
export const besides = (preview: ImportPreview): [string, string, string][] =>
  (
    [
      ["use_periods", m.usePeriods, preview.use_periods],
      ["readings", m.readings, preview.readings],
      ["equipment", m.equipment, preview.equipment],
      ["quality", m.quality, preview.quality],
    ] as const
  )
    .filter(([, , count]) => count > 0)
    .map(([code, name, count]) => [code, name, String(count)]);
