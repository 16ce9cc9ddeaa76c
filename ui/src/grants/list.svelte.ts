// What the list shows: the question as the person put it, and the core's answer, page after page.
// It outlives the screen, so that the way back finds the list as it was.
import { call, toFailure } from "../lib/api";
import type { Failure, Filter, GrantListView, GrantView, Sort } from "../lib/generated/contract";

const PAGE = 100;
const CALM_MS = 200;

export class GrantList {
  search = $state("");
  filter = $state<Filter>("live");
  sort = $state<Sort>("weight");
  view = $state.raw<GrantListView | undefined>();
  rows = $state.raw<GrantView[]>([]);
  failure = $state.raw<Failure | undefined>();
  loadingMore = $state(false);
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks again for as many rows as are shown. */
  again = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const wanted = Math.max(PAGE, this.rows.length);
    try {
      let view = await this.#page(null, Math.min(wanted, 500));
      let rows = view.grants;
      while (rows.length < wanted && view.next_cursor !== null && turn === this.#turn) {
        view = await this.#page(view.next_cursor, PAGE);
        rows = rows.concat(view.grants);
      }
      if (turn === this.#turn) this.#take(view, rows);
    } catch (error) {
      if (turn === this.#turn) this.failure = toFailure(error);
    }
  };

  more = async (): Promise<void> => {
    const cursor = this.view?.next_cursor;
    if (!cursor || this.loadingMore) return;
    this.loadingMore = true;
    const turn = ++this.#turn;
    try {
      const view = await this.#page(cursor, PAGE);
      if (turn === this.#turn) this.#take(view, this.rows.concat(view.grants));
    } catch (error) {
      if (turn === this.#turn) this.failure = toFailure(error);
    } finally {
      this.loadingMore = false;
    }
  };

  /** Another question starts at its first page. */
  ask(question: Partial<Pick<GrantList, "filter" | "sort" | "search">>): void {
    Object.assign(this, question);
    this.rows = [];
    void this.again();
  }

  type(search: string): void {
    this.search = search;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask({ search }), CALM_MS);
  }

  #page(cursor: string | null, limit: number): Promise<GrantListView> {
    const { search, filter, sort } = this;
    return call("list_grants", { search, filter, sort, cursor, limit });
  }

  #take(view: GrantListView, rows: GrantView[]): void {
    this.view = view;
    this.rows = rows;
    this.failure = undefined;
  }
}

export const list = new GrantList();
