// Finds out beside the list whether anything waits for the person's word.
import { untrack } from "svelte";
import type { GrantList } from "../grants/list.svelte";
import { review } from "./review.svelte";

/** A list that is shown whole is not asked for again; one that goes on is, once. */
export function offerReview(of: () => GrantList): void {
  $effect(() => {
    const { view, rows, search, filter } = of();
    if (!view || search !== "" || filter !== "live") return;
    untrack(() => {
      if (view.next_cursor === null) review.see(rows, view.kept);
      else if (!review.waiting) review.load().catch(() => undefined);
    });
  });
}
