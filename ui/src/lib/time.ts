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

/** 今日 9:41, 昨日 9:41, 2026年11月18日 9:41 */
export function dateTime(at: string, lang: Lang, now: number): string {
  return `${near(at, lang, now) ?? date(at, lang)} ${time(at, lang)}`;
}

/** 今日, 昨日, 11月18日, 2025年11月18日 */
export function day(at: string, lang: Lang, now: number): string {
  const year = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (
    near(at, lang, now) ??
    (year ? format(at, lang, { month: lang === "ja" ? "long" : "short", day: "numeric" }) : date(at, lang))
  );
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

/** The day of a time on this device's calendar, as a date field has it: 2026-12-04 */
export function dayOf(at: string | number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(day.getFullYear())}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The moment in which a day begins or ends here; nothing where it is no day. */
export function beginOf(day: string): string | undefined {
  return moment(day, "00:00:00");
}

export function endOf(day: string): string | undefined {
  return moment(day, "23:59:59");
}

function moment(day: string, time: string): string | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T${time}`) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Today and yesterday by name. */
function near(at: string, lang: Lang, now: number): string | undefined {
  const days = daysLeft(at, now);
  return days === 0 || days === -1
    ? new Intl.RelativeTimeFormat(LOCALE[lang], { numeric: "auto" }).format(days, "day")
    : undefined;
}

function format(at: string, lang: Lang, options: Intl.DateTimeFormatOptions): string {
  const parsed = new Date(at);
  return Number.isNaN(parsed.getTime()) ? at : new Intl.DateTimeFormat(LOCALE[lang], options).format(parsed);
}

/** A language of a BCP 47 tag by its name; the tag where it has none. */
export function languageName(tag: string, lang: Lang): string {
  try {
    return new Intl.DisplayNames(LOCALE[lang], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
