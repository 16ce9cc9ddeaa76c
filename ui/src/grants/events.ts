// What happened without the person, in this app's words.
import type { EventView, GrantId, What } from "../lib/generated/contract";
import { idOf, t } from "../lib/i18n.svelte";
import { onDay } from "../lib/when";

/** The grant that it is about, if any. */
export function grantOf(what: What): GrantId | undefined {
  return Object.values(what).flatMap((of: object) =>
    "grant" in of && of.grant !== null ? [of.grant as GrantId] : [],
  )[0];
}

export function eventWords(event: EventView): string {
  const issuer = event.issuer?.name ?? "";
  const service = event.service ?? "";
  const { what } = event;
  if ("new" in what) return t("event-new", { issuer, service, connector: event.connector ?? "" });
  if ("widened" in what) {
    return t("event-widened", { issuer, service, permissions: event.permissions.join(t("list-comma")) });
  }
  if ("expires_soon" in what) return t("event-expires-soon", { issuer, service, at: onDay(event.since) });
  if ("own_end" in what) return t(idOf("event-own-end", what.own_end.asked ?? "ending"), { issuer, service });
  if ("back" in what) return t("event-back", { issuer, service });
  if ("deletion_unanswered" in what) {
    return t("event-deletion-unanswered", { issuer, service, connector: event.connector ?? "" });
  }
  if ("case_unanswered" in what)
    return event.issuer
      ? t("event-case-unanswered", { issuer, service })
      : t("event-case-unanswered-own", { service });
  if ("suspended" in what) return t("event-suspended", { issuer, service });
  if ("ending_needs_you" in what) return t("event-ending-needs-you", { issuer, service });
  if ("narrowing_needs_you" in what) return t("event-narrowing-needs-you", { issuer, service });
  if ("not_narrowed" in what) return t("event-not-narrowed", { issuer, service });
  if ("ending_failed" in what) return t(idOf("event-ending", what.ending_failed.why), { issuer, service });
  if ("narrowing_failed" in what)
    return t(idOf("event-narrowing", what.narrowing_failed.why), { issuer, service });
  if ("disputed" in what) return t("event-disputed", { issuer, service });
  return t("event-ended", { issuer, service });
}
