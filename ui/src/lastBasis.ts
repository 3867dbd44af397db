/** How the last typed figure was obtained: on a walk through the plant the next is usually alike. */
import { ref } from "vue";

export const lastBasis = ref("measured");
