import { describe, expect, it } from "vitest";
import type { PermissionView, StatusView } from "./generated/contract";
import { byLead, isOver, isUnderWay, kindOf, leadOf, stateWords, textIn, told } from "./view";

const permission = (
  scope: string,
  access: PermissionView["access"],
  effect: PermissionView["effect"],
): PermissionView => ({
  scope,
  access,
  effect,
  words: null,
});

describe("the arms of a variant", () => {
  it("are named by the word or by the key", () => {
    const status: StatusView = { vanished: { since: "2026-11-14T00:00:00Z" } };
    expect(kindOf("active" as StatusView)).toBe("active");
    expect(kindOf(status)).toBe("vanished");
  });

  it("tell silence from a fact", () => {
    expect(told<string>("not_told")).toBeUndefined();
    expect(told<string[]>([])).toEqual([]);
  });
});

describe("what is over", () => {
  it("is what ended or is gone, not what is held or expired", () => {
    const over: StatusView[] = [
      { ended: { by: "not_told", at: "not_told" } },
      { vanished: { since: "2026-11-14T00:00:00Z" } },
    ];
    const rest: StatusView[] = ["active", "unknown", { expired: { since: "not_told" } }];
    expect(over.map(isOver)).toEqual([true, true]);
    expect(rest.map(isOver)).toEqual([false, false, false]);
  });

  it("is under way only while an ending may still go on", () => {
    expect((["asked", "sent", "accepted", "waiting", "needs_you"] as const).every(isUnderWay)).toBe(true);
    expect(([null, "verified", "refused", "superseded", "disputed"] as const).some(isUnderWay)).toBe(false);
  });
});

describe("an ending that waits for the person", () => {
  it("calls for a sign-in only where one was asked for", () => {
    expect(stateWords("needs_you", { sign_in_needed: { max_age: null } })).toBe("state-needs-sign-in");
    expect(stateWords("needs_you", "still_there")).toBe("unsure-title");
    expect(stateWords("needs_you")).toBe("state-needs-you");
    expect(stateWords("sent", "still_there")).toBe("state-sent");
  });
});

describe("permissions", () => {
  it("are led by what they do to the holder's things", () => {
    expect(leadOf(permission("a", "update", "moves_money"))).toBe("moves_money");
    expect(leadOf(permission("a", "reference", "none"))).toBe("reference");
    expect(leadOf(permission("a", "reference", "unknown"))).toBe("unknown");
  });

  it("stay in the core's order", () => {
    const given = [
      permission("a", "update", "moves_money"),
      permission("b", "reference", "none"),
      permission("c", "reference", "none"),
      permission("d", "update", "changes_data"),
    ];
    expect(byLead(given).map((group) => group.permissions.map((one) => one.scope).join())).toEqual([
      "a",
      "b,c",
      "d",
    ]);
  });
});

describe("a party's words", () => {
  it("come in the reader's language, else in any", () => {
    expect(textIn({ ja: "理由", en: "reason" }, "ja")).toBe("理由");
    expect(textIn({ fr: "raison" }, "ja")).toBe("raison");
  });
});
