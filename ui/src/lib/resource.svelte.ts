// An answer of the core that is asked for again when its topics or the language change.
import { untrack } from "svelte";
import { toFailure } from "./api";
import { changes } from "./changes.svelte";
import type { Failure, Topic } from "./generated/contract";
import { i18n } from "./i18n.svelte";

export class Resource<T> {
  data = $state.raw<T | undefined>();
  failure = $state.raw<Failure | undefined>();
  #ask: () => Promise<T>;
  #turn = 0;

  constructor(ask: () => Promise<T>, topics: readonly Topic[]) {
    this.#ask = ask;
    $effect(() => {
      void changes.follow(topics);
      void i18n.lang;
      void untrack(this.again);
    });
  }

  /** Asks now. A later question wins over an earlier one; a failure keeps what was known. */
  again = async (): Promise<void> => {
    const turn = ++this.#turn;
    try {
      const data = await this.#ask();
      if (turn === this.#turn) this.take(data);
    } catch (error) {
      if (turn === this.#turn) this.failure = toFailure(error);
    }
  };

  /** Takes an answer that came by another way. */
  take(data: T): void {
    this.#turn += 1;
    this.data = data;
    this.failure = undefined;
  }
}

/** One act of the person: whether it is under way, and how it failed. */
export class Acting {
  busy = $state(false);
  failure = $state.raw<Failure | undefined>();

  async run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await act();
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }
}
