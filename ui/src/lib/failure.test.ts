import { describe, expect, it } from "vitest";
import { FAILURES } from "./failure";
import type { ErrorCode } from "./generated/contract";
import { idOf, LANGS, wordsIn } from "./i18n.svelte";

const codes = Object.keys(FAILURES) as ErrorCode[];

describe.each(LANGS)("every failure in %s", (lang) => {
  it.each(codes)("%s has a title and a body with nothing left open", (code) => {
    for (const part of ["title", "body"] as const) {
      const id = `${idOf("error", code)}-${part}` as const;
      const words = wordsIn(lang, id, { party: "PARTY" });
      expect(words).not.toBe(id);
      expect(words).not.toMatch(/[{}]/);
    }
  });
});

describe("the table of failures", () => {
  it("offers to try again only where trying again may help", () => {
    const retried = codes.filter((code) => FAILURES[code].way === "retry");
    expect(retried).toContain("offline");
    for (const never of ["certificate", "wrong_issuer", "too_mighty", "issuer_refused"] as const) {
      expect(FAILURES[never].way).toBe("none");
    }
  });

  it("sends to a sign-in where the person has to sign in", () => {
    expect(FAILURES.sign_in.way).toBe("sign_in");
  });
});
