// The same times, in the reader's language and by the screen's clock; running again when either changes.
import { clock } from "./clock.svelte";
import { i18n } from "./i18n.svelte";
import * as time from "./time";

export const onDate = (at: string): string => time.date(at, i18n.lang);
export const onDay = (at: string): string => time.day(at, i18n.lang, clock.now);
export const atTime = (at: string): string => time.dateTime(at, i18n.lang, clock.now);
export const atSecond = (at: string): string => time.timeToSecond(at, i18n.lang);
export const ago = (at: string): string => time.ago(at, i18n.lang, clock.now);
export const daysLeft = (until: string): number => time.daysLeft(until, clock.now);
