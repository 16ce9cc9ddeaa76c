// The words: Fluent files of `locales/`, bundled at build time; both languages are at hand at once.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { MessageId } from "./generated/messages";
import { remembered, remember } from "./remembered";

export const LANGS = ["ja", "en"] as const;
export type Lang = (typeof LANGS)[number];
export type Args = Record<string, string | number>;

const files = import.meta.glob<string>("../../../locales/*/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

const bundles: Record<Lang, FluentBundle> = { ja: bundle("ja"), en: bundle("en") };

class I18n {
  lang = $state<Lang>(first());

  use(lang: Lang): void {
    this.lang = lang;
    remember("lang", lang);
  }
}

export const i18n = new I18n();

/** The words of a message in the reader's language. */
export function t(id: MessageId, args?: Args): string {
  return wordsIn(i18n.lang, id, args);
}

/** The words of a message in a given language. */
export function wordsIn(lang: Lang, id: MessageId, args?: Args): string {
  const message = bundles[lang].getMessage(id);
  return message?.value ? bundles[lang].formatPattern(message.value, args ?? null) : id;
}

/** Whether there is such a message. */
export function known(id: string): id is MessageId {
  return bundles[i18n.lang].hasMessage(id);
}

export type Kebab<T extends string> = T extends `${infer A}_${infer B}` ? `${A}-${Kebab<B>}` : T;

/** The id of the message for a value of one of the contract's enums. */
export function idOf<P extends string, K extends string>(prefix: P, kind: K): `${P}-${Kebab<K>}` {
  return `${prefix}-${kind.replaceAll("_", "-")}` as `${P}-${Kebab<K>}`;
}

function bundle(lang: Lang): FluentBundle {
  const made = new FluentBundle(lang, { useIsolating: false });
  for (const [path, text] of Object.entries(files)) {
    if (path.includes(`/${lang}/`)) made.addResource(new FluentResource(text));
  }
  return made;
}

function first(): Lang {
  const kept = remembered("lang");
  if (kept === "ja" || kept === "en") return kept;
  return typeof navigator !== "undefined" && navigator.language.toLowerCase().startsWith("ja") ? "ja" : "en";
}
