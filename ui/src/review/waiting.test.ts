import { describe, expect, it } from "vitest";
import type { GrantView, KeptView } from "../lib/generated/contract";
import { idOfWaiting, waitingAmong } from "./waiting";

const NOW = Date.parse("2026-11-21T00:00:00Z");
const long = "2026-08-23T00:00:00Z";
const short = "2026-08-24T00:00:00Z";
const grant = (id: string, more: Partial<GrantView>): GrantView =>
  ({
    id,
    own: false,
    status: "active",
    ending: null,
    checked_at: null,
    granted_at: long,
    ...more,
  }) as GrantView;
const kept = (id: string, more: Partial<KeptView>): KeptView =>
  ({ id, ended_at: null, remind_at: null, due: false, made_at: long, ...more }) as KeptView;
const ids = (grants: GrantView[], notes: KeptView[] = []) =>
  waitingAmong(grants, notes, NOW).map(idOfWaiting);

describe("what waits for the person's word", () => {
  it("is what was given or confirmed 90 days ago, or nobody knows when", () => {
    const all = [
      grant("given long ago", {}),
      grant("given lately", { granted_at: short }),
      grant("confirmed lately", { checked_at: short }),
      grant("confirmed long ago", { granted_at: "2020-01-01T00:00:00Z", checked_at: long }),
      grant("nobody knows", { granted_at: "not_told" }),
    ];
    expect(ids(all)).toEqual(["given long ago", "confirmed long ago", "nobody knows"]);
  });

  it("is nothing that is over, on its way out, or this app's own", () => {
    const all = [
      grant("ended", { status: { ended: { by: "holder", at: long } } }),
      grant("asked", { ending: "asked" }),
      grant("own", { own: true }),
      grant("refused", { ending: "refused" }),
    ];
    expect(ids(all)).toEqual(["refused"]);
  });

  it("is a note of 90 days, or of a day that the person set, and no other", () => {
    const notes = [
      kept("long ago", {}),
      kept("lately", { made_at: short }),
      kept("to be asked later", { remind_at: "2027-01-01T00:00:00Z" }),
      kept("due", { remind_at: short, due: true, made_at: short }),
      kept("ended", { ended_at: short }),
    ];
    expect(ids([], notes)).toEqual(["long ago", "due"]);
  });
});
