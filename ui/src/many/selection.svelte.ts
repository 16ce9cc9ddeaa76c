// Which connections the person chose in the list, to end them by one act. It outlives a change of screen.
import { SvelteSet } from "svelte/reactivity";
import type { GrantId } from "../lib/generated/contract";

class Selection {
  on = $state(false);
  #ids = new SvelteSet<GrantId>();

  get ids(): GrantId[] {
    return [...this.#ids];
  }

  get count(): number {
    return this.#ids.size;
  }

  has(id: GrantId): boolean {
    return this.on && this.#ids.has(id);
  }

  flip(id: GrantId): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  add(ids: readonly GrantId[]): void {
    for (const id of ids) this.#ids.add(id);
  }

  clear(): void {
    this.#ids.clear();
  }

  stop(): void {
    this.on = false;
    this.clear();
  }
}

export const selection = new Selection();
