/** A panel beside the work: takes the keyboard when it opens, gives it back, and can lead into the tour. */
import { nextTick, onBeforeUnmount, onMounted, type Ref, useTemplateRef } from "vue";
import { startTour } from "../screens/tour/tour";

export function useSidePanel(open: Ref<boolean>, opened: () => unknown) {
  // The element that its template marks `ref="panel"`.
  const panel = useTemplateRef<HTMLElement>("panel");
  const before = document.activeElement;
  onMounted(async () => {
    await nextTick();
    panel.value?.focus();
    void opened();
  });
  onBeforeUnmount(() => {
    if (before instanceof HTMLElement) before.focus();
  });
  const close = () => {
    open.value = false;
  };
  const tour = () => {
    close();
    void startTour();
  };
  return { close, tour };
}
