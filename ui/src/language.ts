/** The language of the window. It is decided before anything else is loaded, and a change loads the page anew. */

export type Language = "zh" | "en";

/** What `main.ts` wrote on the page; Chinese where nobody chose. */
export const language: Language = document.documentElement.lang.startsWith("en") ? "en" : "zh";

/** The sentences of a topic in the language of the window. Both have one shape, so that none can be forgotten. */
export const both = <T>(zh: T, en: NoInfer<T>): T => (language === "en" ? en : zh);
