import { describe, expect, it } from "vitest";
import { ofGrant, ofKept } from "./about";
import { groupsOf, tellingOf, turnOfContact } from "./contact";
import type { ContactView, RouteView, SheetPartyView, TurnView } from "./generated/contract";

const contact = (phone: string, open: boolean): ContactView => ({
  topic: "stop",
  by: "issuer",
  name: null,
  phone,
  mail: null,
  site: null,
  chat: null,
  post: null,
  hours: { open: "Mo-Fr 09:00-17:00", week: null, note: null, now: { open, until: null } },
  languages: ["ja"],
  answer_days: null,
});
const turn = (party: TurnView["party"], why: TurnView["why"], at: ContactView | null): TurnView => ({
  party,
  name: party,
  why,
  contact: at,
  source: null,
  channels: [],
  open_now: null,
  answer_days: 14,
  answer_agreed: false,
});
const route: RouteView = {
  ...turn("issuer", "stops_payments", contact("1", true)),
  about: { about: "app", service: "s", company: null, issuer: null, over: false },
  matter: "charges",
  charges: true,
  charged_on: null,
  contract: "not_told",
  first: [],
  not: [],
  then: [turn("issuer", "pays_first", contact("2", true)), turn("connector", "next", null)],
  bodies: [],
  silence: null,
  defects: [],
  standing: { as_of: null, expired_at: null, left_at: null, unasked: false },
  cases: [],
};
const party = (
  name: string,
  of: SheetPartyView["party"],
  about: SheetPartyView["about"],
): SheetPartyView => ({
  party: of,
  name,
  kind: null,
  issuer: null,
  services: [],
  about,
  over: false,
  urgent: null,
  usual: null,
  standing: route.standing,
});

describe("whose word a contact point is", () => {
  it("stands on the side of who said it, whomever it is about", () => {
    expect(tellingOf("connector", "issuer").side).toBe("connector");
    expect(tellingOf("issuer", "issuer")).toEqual({ side: "issuer", by: "issuer", relayed: undefined });
    expect(tellingOf("issuer", "connector")).toEqual({
      side: "connector",
      by: "connector",
      relayed: "issuer",
    });
  });

  it("is this app's where it came with this app", () => {
    for (const source of ["catalogue", "operator", null] as const)
      expect(tellingOf(source, "issuer")).toEqual({ side: "own", by: "this_app", relayed: undefined });
  });
});

describe("the turns of a route", () => {
  it("know a desk again, open or closed, and no other", () => {
    expect(turnOfContact(route, contact("2", false))).toBe(1);
    expect(turnOfContact(route, contact("3", true))).toBeUndefined();
  });
});

describe("the sheet", () => {
  it("puts each connector under its issuer, and what only the person tells last", () => {
    const { groups, notes } = groupsOf([
      party("A", "issuer", null),
      party("a", "connector", ofGrant("1")),
      party("B", "issuer", null),
      party("note", "connector", ofKept("2")),
    ]);
    expect(groups.map(({ issuer, connectors }) => [issuer.name, connectors.map((one) => one.name)])).toEqual([
      ["A", ["a"]],
      ["B", []],
    ]);
    expect(notes.map((one) => one.name)).toEqual(["note"]);
  });
});
