/** The marks between pieces of a sentence: full-width ones in Chinese. */
import { both } from "../language";

export const punct = both(
  {
    colon: "：",
    open: "（",
    close: "）",
    comma: "，",
    semi: "；",
    stop: "。",
    list: "、",
    slash: "／",
    gap: "　",
    doubt: "？",
  },
  {
    colon: ": ",
    open: " (",
    close: ")",
    comma: ", ",
    semi: "; ",
    stop: ". ",
    list: ", ",
    slash: "/",
    gap: " · ",
    doubt: "?",
  },
);

/** A remark in brackets. */
export const bracketed = (remark: string): string => punct.open + remark + punct.close;

/** What something is called, and what it is. */
export const said = (name: string, what: string): string => name + punct.colon + what;
