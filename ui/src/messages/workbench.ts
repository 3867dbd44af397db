import { both } from "../language";

/** The workbench around the steps: how far each is, and what a change moved. */
export const workbench = both(
  {
    unconfirmed: (count: number) => `${count} 项依据未核实`,
    done: (done: number, all: number) => `已完成 ${done}／${all}`,
    live: "当前结果",
    before: (value: string) => `上一步之前为 ${value}`,
    site: "全厂",
    intake: "取水量",
    reuse: "重复利用率",
    noProduct: "尚无产品",
  },
  {
    unconfirmed: (count: number) => `${count} sources not confirmed`,
    done: (done: number, all: number) => `${done} of ${all} done`,
    live: "Results now",
    before: (value: string) => `${value} before the last change`,
    site: "Site",
    intake: "Intake",
    reuse: "Reuse rate",
    noProduct: "No products yet",
  },
);
