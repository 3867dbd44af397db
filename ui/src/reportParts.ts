/** The parts of the report's page; the one that was looked at last is come back to. */
import { ref } from "vue";

export const reportParts = ["issue", "content", "preview"] as const;

export const reportPart = ref<(typeof reportParts)[number]>("issue");
