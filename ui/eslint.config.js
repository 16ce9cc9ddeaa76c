import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const FEATURES = ["grants", "grant", "connector", "ending", "connect", "records", "signins", "settings"];

/** A feature never imports another one; shared parts live in lib/. */
const apart = FEATURES.map((feature) => ({
  files: [`src/${feature}/**/*.{ts,svelte}`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: FEATURES.filter((other) => other !== feature).map((other) => `**/${other}/*`),
            message: "Features do not import each other: move what is shared to lib/.",
          },
          { group: ["@tauri-apps/*"], message: "Only lib/api.ts knows how to call." },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/lib/generated/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    rules: {
      "no-restricted-globals": ["error", { name: "fetch", message: "Only lib/api.ts knows how to call." }],
      "svelte/no-navigation-without-resolve": "off",
      "svelte/no-at-html-tags": "error",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  { files: ["src/lib/api.ts", "e2e/**", "scripts/**"], rules: { "no-restricted-globals": "off" } },
  {
    files: ["src/lib/**/*.{ts,svelte}"],
    ignores: ["src/lib/api.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@tauri-apps/*"], message: "Only lib/api.ts knows how to call." }] },
      ],
    },
  },
  ...apart,
);
