// Reading the contract's variants. No rule of the product: only which arm a value is.
import type { Evidence, PermissionView, Reach, State, StatusView, Text, Told } from "./generated/contract";
import type { MessageId } from "./generated/messages";
import { idOf, known, type Lang, type Args } from "./i18n.svelte";

type KindOf<T> = T extends string ? T : T extends object ? Extract<keyof T, string> : never;

/** The name of the arm: of `"active"` itself, of `{ suspended: … }` its key. */
export function kindOf<T extends string | object>(value: T): KindOf<T> {
  return (typeof value === "string" ? value : (Object.keys(value)[0] ?? "")) as KindOf<T>;
}

/** The fact where it was told, else `undefined`. */
export function told<T>(value: Told<T>): T | undefined {
  return value === "not_told" ? undefined : (value as T);
}

/** Whether it is ended or gone: what was told of it is of the past. */
export function isOver(status: StatusView): boolean {
  const kind = kindOf(status);
  return kind === "ended" || kind === "vanished";
}

/** Whether an ending was asked for and is neither proved nor given up. */
export function isUnderWay(ending: State | null): boolean {
  return ending !== null && UNDER_WAY.has(ending);
}

const UNDER_WAY: ReadonlySet<State> = new Set(["asked", "sent", "accepted", "waiting", "needs_you"]);

/** Sent without an answer, and it may be a later giving that stands there now: only the person can tell. */
export function isUnsure(state: State, evidence: Evidence | undefined): boolean {
  return state === "needs_you" && evidence === "still_there";
}

/** How an ending stands. What it waits for is said where its last evidence is at hand, else only that it waits. */
export function stateWords(state: State, evidence?: Evidence): MessageId {
  if (isUnsure(state, evidence)) return "unsure-title";
  return state === "needs_you" && evidence !== undefined ? "state-needs-sign-in" : idOf("state", state);
}

/** The words of an ending, or those that a narrowing has of its own: no narrowing is called an ending. */
export function ofKind(narrows: boolean, id: MessageId): MessageId {
  const own: string = idOf("narrowed", id as string);
  return narrows && known(own) ? own : id;
}

/** A party's words in the reader's language, else in any. */
export function textIn(text: Text, lang: Lang): string {
  return text[lang] ?? text["en"] ?? Object.values(text)[0] ?? "";
}

/** By which word a permission is led: its effect where it has one, else its kind. */
export type Lead = "moves_money" | "changes_data" | "unknown" | "reference" | "authentication" | "update";

export function leadOf(permission: PermissionView): Lead {
  return permission.effect === "none" ? permission.access : permission.effect;
}

const LEADS: Record<Lead, MessageId> = {
  moves_money: "effect-moves-money",
  changes_data: "effect-changes-data",
  unknown: "access-unknown",
  reference: "access-reference",
  authentication: "access-authentication",
  update: "access-update",
};

export function leadWords(lead: Lead): MessageId {
  return LEADS[lead];
}

/** Neighbours with the same lead stand together; the core's order stays. */
export function byLead(permissions: PermissionView[]): { lead: Lead; permissions: PermissionView[] }[] {
  const groups: { lead: Lead; permissions: PermissionView[] }[] = [];
  for (const permission of permissions) {
    const lead = leadOf(permission);
    const last = groups.at(-1);
    if (last?.lead === lead) last.permissions.push(permission);
    else groups.push({ lead, permissions: [permission] });
  }
  return groups;
}

/** Words for the answer to "until when". */
export function untilWords(
  reach: Reach,
  say: (id: MessageId, args?: Args) => string,
  onDate: (at: string) => string,
): string {
  if (reach === "until_ended") return say("until-ended");
  if (reach === "not_told") return say("not-told");
  return say("until-date", { date: onDate(reach.until) });
}
