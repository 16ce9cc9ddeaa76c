// Reading contact points and routes. No rule of the product: only whose word stands where, and which of the parties is meant.
import type {
  ContactSource,
  ContactView,
  Party,
  RouteView,
  SheetPartyView,
  TurnView,
} from "./generated/contract";

/** On whose side a contact point is told, and by whom. The word of a party stands on that party's side. */
export interface Telling {
  side: "issuer" | "connector" | "own";
  by: Party;
  relayed: Party | undefined;
}

export function tellingOf(source: ContactSource | null, of: Party): Telling {
  if (source === "connector") return { side: "connector", by: "connector", relayed: undefined };
  if (source !== "issuer") return { side: "own", by: "this_app", relayed: undefined };
  return of === "connector"
    ? { side: "connector", by: "connector", relayed: "issuer" }
    : { side: "issuer", by: "issuer", relayed: undefined };
}

/** Whether nobody at all answers: it is about this app, and nobody distributes it. */
export const isNobody = (route: RouteView): boolean =>
  route.silence === "no_operator" && route.why === "operates";

/** All whom a route names, in the order in which they are turned to. */
export function turnsOf(route: RouteView): TurnView[] {
  return [route, ...route.then];
}

/** Where a contact point stands in a route, so that it can be opened; nothing where it is nobody's turn. */
export function turnOfContact(route: RouteView, contact: ContactView): number | undefined {
  const same = (turn: TurnView) => turn.contact !== null && sameContact(turn.contact, contact);
  const at = turnsOf(route).findIndex(same);
  return at < 0 ? undefined : at;
}

/** Whether the contact point of a turn stands among the first steps. */
export function isAbove(route: RouteView, turn: TurnView): boolean {
  const desks = route.first.flatMap((first) => {
    if (typeof first === "string") return [];
    if ("stop_payments" in first) return first.stop_payments.desk ?? [];
    return "tell_connector" in first ? (first.tell_connector.desk ?? []) : [];
  });
  return desks.some(({ contact }) => turn.contact !== null && sameContact(contact, turn.contact));
}

/** Whether it is the same contact point, however late it is read. */
function sameContact(one: ContactView, other: ContactView): boolean {
  const told = ({ hours, ...rest }: ContactView) => JSON.stringify({ ...rest, hours: hours?.open });
  return told(one) === told(other);
}

/** An issuer with those that were let in there. */
export interface SheetGroup {
  issuer: SheetPartyView;
  connectors: SheetPartyView[];
}

/** The sheet by issuer, as it is ordered; and what only the person tells. */
export function groupsOf(parties: SheetPartyView[]): { groups: SheetGroup[]; notes: SheetPartyView[] } {
  const groups: SheetGroup[] = [];
  const notes: SheetPartyView[] = [];
  for (const one of parties) {
    const last = groups.at(-1);
    if (one.party === "issuer") groups.push({ issuer: one, connectors: [] });
    else if (one.about !== null && typeof one.about === "object" && "kept" in one.about) notes.push(one);
    else if (last) last.connectors.push(one);
  }
  return { groups, notes };
}
