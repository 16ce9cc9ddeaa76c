// What was being written when its page was left, until the app is closed: nothing typed is lost by going back.
import type { Lang } from "../lib/generated/contract";

export interface Unfinished {
  words: string;
  name: string;
  without: string[];
  lang: Lang;
}

export const unfinished = new Map<string, Unfinished>();
