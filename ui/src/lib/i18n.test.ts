import { FluentResource } from "@fluent/bundle";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MessageId } from "./generated/messages";
import { idOf, LANGS, wordsIn } from "./i18n.svelte";

const LOCALES = join(import.meta.dirname, "../../../locales");

describe.each(LANGS)("the words in %s", (lang) => {
  const ids = readdirSync(join(LOCALES, lang)).flatMap((file) =>
    new FluentResource(readFileSync(join(LOCALES, lang, file), "utf8")).body.map(
      (message) => message.id as MessageId,
    ),
  );

  it("are parsed whole: as many messages as lines that start one", () => {
    const started = readdirSync(join(LOCALES, lang)).flatMap(
      (file) => readFileSync(join(LOCALES, lang, file), "utf8").match(/^[a-z][a-z0-9-]* =/gm) ?? [],
    );
    expect(ids.length).toBe(started.length);
  });

  it("say that nothing has ended where nothing was seen to", () => {
    const begin = lang === "ja" ? "まだ解除されていません" : "This has NOT ended";
    for (const state of ["waiting", "needs_you", "refused", "disputed"] as const) {
      expect(wordsIn(lang, idOf("state", state))).toMatch(new RegExp(`^${begin}`));
    }
  });

  it("claim of a verified ending only what was seen", () => {
    const words = wordsIn(lang, "grade-grant-gone", { issuer: "みなとカード" });
    if (lang === "ja")
      expect(words).toBe("みなとカードにもう一度たずね、この連携が一覧にないことを確かめました。");
    else expect(words).toContain("no longer listed");
  });
});

describe("numbers", () => {
  it("choose their words", () => {
    expect(wordsIn("en", "days-left", { days: 1 })).toBe("1 day left");
    expect(wordsIn("en", "days-left", { days: 14 })).toBe("14 days left");
    expect(wordsIn("ja", "days-left", { days: 0 })).toBe("今日まで");
  });
});

describe("ids of enum values", () => {
  it("are in kebab case", () => {
    expect(idOf("left-alive", "not_told")).toBe("left-alive-not-told");
  });
});
