// Kinds of services that people let in and forget, and how each is let in most often.
import type { Way } from "../lib/generated/contract";

export const KINDS = [
  "household",
  "accounting",
  "points",
  "wages",
  "pay_later",
  "statements",
  "shopping",
  "family",
] as const;
export type Kind = (typeof KINDS)[number];

export const WAYS: Record<Kind, Way> = {
  household: "password",
  accounting: "password",
  points: "password",
  wages: "other",
  pay_later: "other",
  statements: "ordered",
  shopping: "other",
  family: "password",
};

export const kindNamed = (name: string | undefined): Kind | undefined => KINDS.find((kind) => kind === name);
