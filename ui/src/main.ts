import { createApp } from "vue";
import App from "./App.vue";
import * as api from "./api";
import { open, readWorkbook } from "./journey";
import "./parts/index.css";
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
import { dragging } from "./dragging";
import { asFailure, progressed, tell } from "./work";

createApp(App).mount("#app");

const heard = [
  api.onProgress(({ step, share }) => progressed(step, share)),
  api.onDropped((picked) => void readWorkbook(picked)),
  api.onDragging((over) => {
    dragging.value = over;
  }),
];
// What Rust tells must be heard before anything long can be asked of it.
Promise.all(heard)
  .catch((thrown) => tell(asFailure(thrown)))
  .finally(() => void open());
