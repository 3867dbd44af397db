/** Flows between units. */
import { both } from "../language";

export const pairsWords = both(
  {
    pairs: {
      title: "单元间水流",
      intro:
        "列明串联、回用等水从哪个单元到哪个单元。列明的水量从双方的合计中扣除，合计与平衡不变；方框图和数据校正随之使用明确的去向。",
      from: "自",
      to: "至",
      kind: "类别",
      value: "水量/(m³/d)",
      basis: "数据来源",
      add: "添加",
      remove: "删除",
      removeOf: (from: string, to: string) => `删除“${from}”至“${to}”的水流`,
      valueOf: (from: string, to: string) => `“${from}”至“${to}”的水量`,
      none: "尚未列明单元间水流；水平衡表只给出了各单元的合计。",
      choose: "请选择",
      source: "原表或录入",
    },
  },
  {
    pairs: {
      title: "Flows between units",
      intro:
        "Say from which unit to which unit water in series or reused goes. What is listed is taken out of the sums of both, so that sums and balances stay; block diagram and reconciliation then use the known ways.",
      from: "From",
      to: "To",
      kind: "Kind",
      value: "Flow/(m³/d)",
      basis: "Obtained by",
      add: "Add",
      remove: "Remove",
      removeOf: (from: string, to: string) => `Remove the flow from “${from}” to “${to}”`,
      valueOf: (from: string, to: string) => `Flow from “${from}” to “${to}”`,
      none: "No flows between units are listed; the balance table gives sums of each unit only.",
      choose: "Choose",
      source: "Source or entry",
    },
  },
);
