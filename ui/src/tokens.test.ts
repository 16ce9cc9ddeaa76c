import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
const GROUNDS = [
  "paper",
  "card",
  "well",
  "issuer-tint",
  "connector-tint",
  "danger-tint",
  "caution-tint",
  "ok-tint",
];
const TEXT: [ink: string, grounds: string[]][] = [
  ["ink", GROUNDS],
  ["ink-2", GROUNDS],
  ["issuer", ["paper", "card", "issuer-tint"]],
  ["connector", ["paper", "card", "connector-tint"]],
  ["danger", ["card", "danger-tint"]],
  ["caution", ["paper", "card", "caution-tint"]],
  ["ok", ["card", "ok-tint"]],
  ["paper", ["ink"]],
  ["on-band", ["issuer-band", "connector-band"]],
  ["on-danger", ["danger-fill"]],
];
const EDGES = ["edge", "caution-edge", "danger-edge", "issuer", "connector", "ok", "focus"];

describe.each(["light", "dark"] as const)("the %s colours", (scheme) => {
  it.each(TEXT.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const)))(
    "%s on %s can be read: 7:1",
    (ink, ground) => {
      expect(contrast(colour(ink, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(7);
    },
  );

  it.each(EDGES.flatMap((edge) => ["paper", "card"].map((ground) => [edge, ground] as const)))(
    "the line %s can be seen on %s: 3:1",
    (edge, ground) => {
      expect(contrast(colour(edge, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(3);
    },
  );
});

function colour(name: string, scheme: "light" | "dark"): string {
  const [, value = ""] = new RegExp(`--${name}: ([^;]+);`).exec(css) ?? [];
  const hexes = value.match(/#[0-9a-f]{6}/g) ?? [];
  const hex = hexes.length === 2 && scheme === "dark" ? hexes[1] : hexes[0];
  if (!hex) throw new Error(`No colour is named ${name}`);
  return hex;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
