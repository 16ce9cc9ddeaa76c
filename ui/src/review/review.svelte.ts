// What waits for the person's word, over all issuers. It outlives the screen, so that the way back goes on where it was.
import { call } from "../lib/api";
import { clock } from "../lib/clock.svelte";
import type { GrantListView, GrantView, KeptView } from "../lib/generated/contract";
import { remember, remembered } from "../lib/remembered";
import { dayOf } from "../lib/time";
import { idOfWaiting, waitingAmong, type Waiting } from "./waiting";

const PAGE = 500;

class Review {
  waiting = $state.raw<Waiting[] | undefined>();
  /** Put off until the next time. */
  #later = $state.raw<ReadonlySet<string>>(new Set());
  #putOffOn = $state(remembered("review-later"));
  #loading = false;

  /** What is still to be asked about now. */
  readonly left = $derived((this.waiting ?? []).filter((one) => !this.#later.has(idOfWaiting(one))));

  /** Whether to offer it: something waits, and it was not put off today. */
  readonly offered = $derived((this.waiting?.length ?? 0) > 0 && this.#putOffOn !== dayOf(clock.now));

  /** Takes a list that is whole. */
  see(grants: GrantView[], kept: KeptView[]): void {
    this.waiting = waitingAmong(grants, kept, clock.now);
  }

  /** Asks for all pages. */
  async load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const grants: GrantView[] = [];
      let cursor: string | null = null;
      let page: GrantListView;
      do {
        page = await call("list_grants", { search: "", filter: "live", sort: "weight", cursor, limit: PAGE });
        grants.push(...page.grants);
        cursor = page.next_cursor;
      } while (cursor !== null);
      this.see(grants, page.kept);
    } finally {
      this.#loading = false;
    }
  }

  settle(one: Waiting): void {
    const id = idOfWaiting(one);
    this.waiting = (this.waiting ?? []).filter((other) => idOfWaiting(other) !== id);
  }

  later(one: Waiting): void {
    this.#later = new Set([...this.#later, idOfWaiting(one)]);
    this.putOff();
  }

  /** Those that were put off are asked about again. */
  anew(): void {
    this.#later = new Set();
  }

  putOff(): void {
    this.#putOffOn = dayOf(clock.now);
    remember("review-later", this.#putOffOn);
  }
}

export const review = new Review();
