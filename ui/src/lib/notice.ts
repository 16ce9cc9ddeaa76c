// Reading notices: whose word one is, and which grants open ones are about.
import type { IssuerRef, NoticeView } from "./generated/contract";
import { t } from "./i18n.svelte";
import { atTime } from "./when";

/** The connector whose word it is, by the name that the person's own list has for it. */
export function connectorOf(notice: NoticeView): string {
  return (notice.concerns[0] ?? notice.elsewhere[0])?.connector.name ?? t("party-connector");
}

/** Who said it, who passed it on, and when. */
export function saidWords(notice: NoticeView): string {
  const at = atTime(notice.issued_at);
  const issuer = notice.issuer.name;
  return notice.by === "issuer"
    ? t("said-by-issuer", { issuer, at })
    : t("said-relayed", { connector: connectorOf(notice), issuer, at });
}

/** What tells one notice from all others: an id is one issuer's. */
export const keyOf = (notice: NoticeView): string => JSON.stringify([notice.issuer.id, notice.id]);

/** Whether it is about anything of the person's. */
export const isAboutMine = (notice: NoticeView): boolean =>
  notice.concerns.length > 0 || notice.elsewhere.length > 0;

/** What is of one issuer stands together, in the order in which issuers first appear. */
export function byIssuer<T extends { issuer: IssuerRef }>(all: T[]): { issuer: IssuerRef; of: T[] }[] {
  const made = new Map<string, { issuer: IssuerRef; of: T[] }>();
  for (const one of all) {
    const known = made.get(one.issuer.id);
    if (known) known.of.push(one);
    else made.set(one.issuer.id, { issuer: one.issuer, of: [one] });
  }
  return [...made.values()];
}
