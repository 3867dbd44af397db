/** Whether a file hovers over the window. */
import { ref } from "vue";

export const dragging = ref(false);
