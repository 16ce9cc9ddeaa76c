// The product's words, read from `locales/` as the screens read them, so that no test repeats one.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const { FluentBundle, FluentResource } = createRequire(join(ROOT, "ui/package.json"))("@fluent/bundle");

export const LANGS = ["ja", "en"];
const bundles = Object.fromEntries(
  LANGS.map((lang) => {
    const bundle = new FluentBundle(lang, { useIsolating: false });
    const folder = join(ROOT, "locales", lang);
    for (const file of readdirSync(folder)) {
      const errors = bundle.addResource(new FluentResource(readFileSync(join(folder, file), "utf8")));
      if (errors.length > 0) throw new Error(`${file}: ${errors.join(", ")}`);
    }
    return [lang, bundle];
  }),
);

/** The words of a message, with single spaces; there is no default: a missing message is an error. */
export function wordsIn(lang, id, args = {}) {
  const message = bundles[lang].getMessage(id);
  if (!message?.value) throw new Error(`${lang} has no message ${id}`);
  const errors = [];
  const words = bundles[lang].formatPattern(message.value, args, errors);
  if (errors.length > 0) throw new Error(`${lang} ${id}: ${errors.join(", ")}`);
  return words.replace(/\s+/g, " ").trim();
}

/** What a message begins with before its last gap, for words that go on with a time. */
export function beginningIn(lang, id, gap, args = {}) {
  return wordsIn(lang, id, { ...args, [gap]: "\u0001" }).split("\u0001")[0].trim();
}

/** The ids of all messages that begin so. */
export function idsOf(prefix) {
  return readdirSync(join(ROOT, "locales/ja"))
    .flatMap((file) => readFileSync(join(ROOT, "locales/ja", file), "utf8").match(/^[a-z][a-z0-9-]*(?= =)/gm) ?? [])
    .filter((id) => id.startsWith(prefix));
}
