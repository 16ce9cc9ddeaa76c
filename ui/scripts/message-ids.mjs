// Writes the type of all message ids, and checks the words: the same ids and arguments in every language,
// none unused on the screens. `--check` writes nothing and fails where the file is stale.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const UI = join(dirname(fileURLToPath(import.meta.url)), "..");
const LOCALES = join(UI, "../locales");
const OUT = join(UI, "src/lib/generated/messages.ts");
/** Files whose words are not for the screens; the core and the terminal read them. */
const ELSEWHERE = new Set([
  "backup-outside.ftl",
  "cli.ftl",
  "cli-after.ftl",
  "cli-contact.ftl",
  "cli-many.ftl",
  "cli-measure.ftl",
  "cli-narrow.ftl",
  "core.ftl",
  "hours.ftl",
  "letter.ftl",
  "narrow-outside.ftl",
  "packet.ftl",
  "paper.ftl",
  "publish.ftl",
]);
const FIRST = "ja";

const complaints = [];
const langs = readdirSync(LOCALES).sort();
const messages = new Map(langs.map((lang) => [lang, read(lang)]));
const ids = [...(messages.get(FIRST)?.keys() ?? [])].sort();

compareLanguages();
findUnused();
const file = [
  "// Generated from locales/ja by scripts/message-ids.mjs; `npm run messages` writes it anew.",
  "",
  "export type MessageId =",
  ...ids.map((id, at) => `  | "${id}"${at === ids.length - 1 ? ";" : ""}`),
  "",
].join("\n");
if (process.argv.includes("--check")) {
  if (current() !== file) complaints.push(`${relative(UI, OUT)} is stale: run npm run messages`);
} else {
  writeFileSync(OUT, file);
}
for (const complaint of complaints) console.error(complaint);
console.log(`${ids.length} messages, ${langs.length} languages, ${complaints.length} complaints`);
process.exitCode = complaints.length > 0 ? 1 : 0;

function read(lang) {
  const found = new Map();
  const every = new Set();
  for (const name of readdirSync(join(LOCALES, lang)).sort()) {
    if (!name.endsWith(".ftl")) continue;
    let id;
    for (const line of readFileSync(join(LOCALES, lang, name), "utf8").split("\n")) {
      const start = /^([a-z][a-z0-9-]*) =/.exec(line);
      if (start) {
        id = start[1];
        // Of two in different files too, the core would take the later one.
        if (every.has(id)) complaints.push(`${lang}/${name}: ${id} stands twice`);
        every.add(id);
        if (ELSEWHERE.has(name)) id = undefined;
        else found.set(id, { file: name, args: new Set() });
      } else if (!ELSEWHERE.has(name) && /^\S/.test(line) && !line.startsWith("#") && !line.startsWith("}")) {
        complaints.push(`${lang}/${name}: cannot read "${line}"`);
      }
      if (id && !line.startsWith("#")) {
        for (const [, arg] of line.matchAll(/\$([a-z_]+)/g)) found.get(id).args.add(arg);
      }
    }
  }
  return found;
}

function compareLanguages() {
  const first = messages.get(FIRST);
  for (const lang of langs.filter((other) => other !== FIRST)) {
    const other = messages.get(lang);
    for (const [id, { file: name, args }] of first) {
      const there = other.get(id);
      if (!there) complaints.push(`${lang}: ${id} is missing`);
      else if (there.file !== name) complaints.push(`${lang}: ${id} stands in ${there.file}, not in ${name}`);
      else if ([...args].sort().join() !== [...there.args].sort().join()) {
        complaints.push(`${lang}: ${id} has the arguments ${[...there.args]}, not ${[...args]}`);
      }
    }
    for (const id of other.keys()) if (!first.has(id)) complaints.push(`${lang}: ${id} is not in ${FIRST}`);
  }
}

function findUnused() {
  const source = sources(join(UI, "src")).join("\n");
  const prefixes = [...source.matchAll(/idOf\(\s*"([a-z-]+)"/g)].map(([, prefix]) => `${prefix}-`);
  for (const id of ids) {
    const used = source.includes(`"${id}"`) || prefixes.some((prefix) => id.startsWith(prefix));
    if (!used) complaints.push(`${id} is not used on any screen`);
  }
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(path);
    return /\.(ts|svelte)$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

function current() {
  try {
    return readFileSync(OUT, "utf8");
  } catch {
    return "";
  }
}
