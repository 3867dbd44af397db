/** The page itself, once its language is known. */
import { createApp } from "vue";
import App from "./App.vue";
import * as api from "./api";
import type { Settings } from "./bindings/Settings";
import { watchDrafts } from "./drafts";
import { dragging } from "./dragging";
import { took } from "./dropped";
import { open } from "./journey";
import { messages } from "./messages";
import { hold } from "./settings";
import { asFailure, progressed, tell } from "./work";

export function run(set: Settings | null) {
  document.title = messages.windowTitle;
  if (set) hold(set);
  createApp(App).mount("#app");
  watchDrafts();
  const heard = [
    api.onProgress(({ step, share }) => progressed(step, share)),
    api.onDropped((dropped) => void took(dropped)),
    api.onDragging((over) => {
      dragging.value = over;
    }),
  ];
  // What Rust tells must be heard before anything long can be asked of it.
  Promise.all(heard)
    .catch((thrown) => tell(asFailure(thrown)))
    .finally(() => void open());
}
