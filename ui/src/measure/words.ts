// A measurement in words and figures.
import type { Life, MeasurementView } from "../lib/generated/contract";
import { idOf, t } from "../lib/i18n.svelte";

/** Milliseconds as a person says them: tenths of a second, whole minutes from one on; never less than it was. */
export function span(millis: number): string {
  if (millis >= 60_000) return t("measure-minutes", { minutes: String(Math.ceil(millis / 60_000)) });
  return t("measure-seconds", { seconds: (Math.max(1, Math.ceil(millis / 100)) / 10).toFixed(1) });
}

/** What it comes to, in a sentence. */
export function figureWords(seen: MeasurementView, issuer: string): string {
  const { figure } = seen;
  if (figure === "nothing") return t("measure-figure-nothing");
  if ("over" in figure) return t("measure-figure-over", { by: span(figure.over.by) });
  if ("signed" in figure) {
    const { by, until } = figure.signed;
    return t("measure-figure-signed", { issuer, by: span(by), until: span(until) });
  }
  return t("measure-figure-alive", { worked: span(figure.alive.worked) });
}

export function lifeWords(life: Life): string {
  if ("unmeasured" in life) return t(idOf("measure-life", life.unmeasured));
  if ("alive" in life) return t("measure-life-alive", { worked: span(life.alive.worked) });
  const { by, worked } = life.over;
  return worked === 0
    ? t("measure-life-over", { by: span(by) })
    : t("measure-life-over-worked", { by: span(by), worked: span(worked) });
}
