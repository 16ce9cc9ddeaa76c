// Which connections the person has not said anything about for 90 days. A day that they set themselves goes before.
import type { GrantView, KeptView } from "../lib/generated/contract";
import { isOver, isUnderWay, told } from "../lib/view";

export const REVIEW_DAYS = 90;
const DAY_MS = 86_400_000;

export type Waiting = { grant: GrantView } | { kept: KeptView };

export const idOfWaiting = (one: Waiting): string => ("grant" in one ? one.grant.id : one.kept.id);

/** Those that wait, the listed ones first. */
export function waitingAmong(grants: GrantView[], kept: KeptView[], now: number): Waiting[] {
  const long = (at: string | undefined) => at === undefined || now - Date.parse(at) >= REVIEW_DAYS * DAY_MS;
  const listed = grants.filter(
    (grant) =>
      !grant.own &&
      !isOver(grant.status) &&
      !isUnderWay(grant.ending) &&
      long(grant.checked_at ?? told(grant.granted_at)),
  );
  const unlisted = kept.filter(
    (one) => one.ended_at === null && (one.due || (one.remind_at === null && long(one.made_at))),
  );
  return [...listed.map((grant) => ({ grant })), ...unlisted.map((one) => ({ kept: one }))];
}
