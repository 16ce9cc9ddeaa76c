// Times in the reader's words. They enter messages as ready strings.
import type { Lang } from "./i18n.svelte";

const LOCALE: Record<Lang, string> = { ja: "ja-JP", en: "en-GB" };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** 2026年12月4日 / 4 December 2026 */
export function date(at: string, lang: Lang): string {
  return format(at, lang, { dateStyle: "long" });
}

/** 9:41 */
export function time(at: string, lang: Lang): string {
  return format(at, lang, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
}

/** 9:41:07 */
export function timeToSecond(at: string, lang: Lang): string {
  return format(at, lang, { hour: "numeric", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
}

/** Today's as time, others with their date. */
export function dateTime(at: string, lang: Lang, now: number): string {
  return sameDay(at, now) ? time(at, lang) : `${date(at, lang)} ${time(at, lang)}`;
}

/** 2分前; from an hour on, the time itself. */
export function ago(at: string, lang: Lang, now: number): string {
  const gone = now - Date.parse(at);
  if (Number.isNaN(gone)) return at;
  if (gone >= HOUR || gone < -MINUTE) return dateTime(at, lang, now);
  const minutes = Math.max(0, Math.floor(gone / MINUTE));
  const words = new Intl.RelativeTimeFormat(LOCALE[lang], { numeric: "auto" });
  const said = minutes === 0 ? words.format(0, "second") : words.format(-minutes, "minute");
  return lang === "ja" ? said.replaceAll(" ", "") : said;
}

/** Calendar days from today to a day, in this device's time zone. */
export function daysLeft(until: string, now: number): number {
  const day = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((day(new Date(until)) - day(new Date(now))) / (24 * HOUR));
}

function sameDay(at: string, now: number): boolean {
  return new Date(at).toDateString() === new Date(now).toDateString();
}

function format(at: string, lang: Lang, options: Intl.DateTimeFormatOptions): string {
  const parsed = new Date(at);
  return Number.isNaN(parsed.getTime()) ? at : new Intl.DateTimeFormat(LOCALE[lang], options).format(parsed);
}
