// The honest words of many endings at once.
import type { Choice, OutcomesView, ResultView } from "../lib/generated/contract";
import { idOf, t } from "../lib/i18n.svelte";

export function kindOfChoice(choice: Choice): "connector" | "notice" | "chosen" | "everything" {
  if (choice === "everything") return choice;
  return "connector" in choice ? "connector" : "notice" in choice ? "notice" : "chosen";
}

export function titleOf(choice: Choice, about: string | null, count: number): string {
  return t(idOf("many-title", kindOfChoice(choice)), { about: about ?? "", count });
}

/** "12 ended and seen, 3 have NOT ended" */
export function countWords(counts: OutcomesView): string {
  const kinds = ["verified", "not_ended", "needs_you", "goes_on", "held", "withdrawn"] as const;
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => t(idOf("many-count", kind), { count: counts[kind] }))
    .join(t("list-comma"));
}

export function outcomeWords(result: ResultView): string {
  const { outcome, state } = result;
  if (outcome === "not_ended" && (state === "refused" || state === "superseded" || state === "disputed")) {
    return t(idOf("many-not-ended", state));
  }
  return t(idOf("many-outcome", outcome));
}
