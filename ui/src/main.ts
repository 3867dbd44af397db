/* What was set for this laptop comes first: the language and the look are decided before anything that speaks is loaded. */
import { settings } from "./api";
import type { Settings } from "./bindings/Settings";
import { follow, show } from "./look";
import "./parts/index.css";
import "./parts/themes.css";
import "./parts/table.css";
import "./parts/form.css";
import "./parts/grid/grid.css";
import "./parts/palette.css";
import "./screens/frame.css";
import "./screens/balance.css";
import "./screens/checks.css";
import "./screens/report/content.css";
import "./screens/findings/findings.css";
import "./screens/import.css";
import "./screens/settings/settings.css";

async function begin() {
  // Where nothing can be read the window opens as it does at first.
  const set: Settings | null = await settings().catch(() => null);
  document.documentElement.lang = set?.look.language === "en" ? "en" : "zh-CN";
  show(set?.look ?? { theme: "system" });
  follow();
  const { run } = await import("./run");
  run(set);
}

void begin();
