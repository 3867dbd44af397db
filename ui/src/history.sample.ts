/** A made-up page of the log of changes. */
import type { ChangeLog } from "./bindings/ChangeLog";
import type { LoggedChange } from "./bindings/LoggedChange";

export const changeOf = (more: Partial<LoggedChange> = {}): LoggedChange => ({
  id: "0001-0000-d",
  at: "2024-09-12T10:20:30",
  by: "示例诊断员甲",
  what: "修改“卷染机”的地表水",
  reason: "",
  undone: false,
  turns: "",
  elsewhere: false,
  records: [
    {
      kind: "stream",
      kind_name: "水流",
      subject: "卷染机 地表水",
      done: "changed",
      fields: [
        { field: "水量", before: "60 m³/d", after: "62.5 m³/d" },
        { field: "获得方式", before: "企业填报", after: "实测" },
      ],
    },
  ],
  further: 0,
  ...more,
});

export const logOfSample = (more: Partial<ChangeLog> = {}): ChangeLog => ({
  changes: [changeOf(), changeOf({ id: "0000-0000-d", undone: true, reason: "现场复核" })],
  more: false,
  people: ["示例诊断员乙", "示例诊断员甲"],
  kinds: [
    { code: "unit", name: "用水单元" },
    { code: "stream", name: "水流" },
  ],
  subject: "",
  ...more,
});
