import { describe, expect, it } from "vitest";
import { ago, beginOf, dateTime, day, dayOf, daysLeft, endOf } from "./time";

const now = new Date(2026, 10, 21, 9, 41, 7).getTime();
const local = (...at: [number, number, number, number?, number?]) => new Date(...at).toISOString();

describe("times in words", () => {
  it("count minutes, then give the hour", () => {
    expect(ago(local(2026, 10, 21, 9, 39), "ja", now)).toBe("2分前");
    expect(ago(local(2026, 10, 21, 9, 39), "en", now)).toBe("2 minutes ago");
    expect(ago(local(2026, 10, 21, 7, 5), "ja", now)).toBe("今日 7:05");
  });

  it("name today and yesterday, and write other days out", () => {
    expect(dateTime(local(2026, 10, 20, 23, 12), "ja", now)).toBe("昨日 23:12");
    expect(dateTime(local(2026, 10, 18, 6, 2), "ja", now)).toBe("2026年11月18日 6:02");
    expect(day(local(2026, 4, 3), "ja", now)).toBe("5月3日");
    expect(day(local(2025, 4, 3), "en", now)).toBe("3 May 2025");
  });

  it("count calendar days, whatever the hour", () => {
    expect(daysLeft(local(2026, 10, 21, 23, 59), now)).toBe(0);
    expect(daysLeft(local(2026, 10, 22, 0, 1), now)).toBe(1);
    expect(daysLeft(local(2026, 11, 4, 9, 0), now)).toBe(13);
  });

  it("show what is no time as it came", () => {
    expect(dateTime("soon", "ja", now)).toContain("soon");
  });
});

describe("a day of a date field", () => {
  it("begins and ends on this device’s calendar", () => {
    expect(beginOf("2026-12-04")).toBe(local(2026, 11, 4));
    expect(endOf("2026-12-04")).toBe(new Date(2026, 11, 4, 23, 59, 59).toISOString());
    for (const at of [beginOf("2026-12-04"), endOf("2026-12-04")]) expect(dayOf(at ?? "")).toBe("2026-12-04");
  });

  it.each(["", "2026/12/04", "4 December", "2026-13-40"])("is none where %j was typed", (typed) => {
    expect(beginOf(typed)).toBeUndefined();
    expect(endOf(typed)).toBeUndefined();
  });
});
