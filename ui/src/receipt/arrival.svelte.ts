// A receipt that a link brought: the app goes to it by itself, once, and never out of something that is under way.
import { attempt } from "../lib/attempt.svelte";
import { router, type Route } from "../lib/router.svelte";
import { kindOf } from "../lib/view";

/** From these the person goes by themselves. */
const STAY: readonly Route["name"][] = ["end", "ending", "review", "remember"];
const SETTLED = ["connected", "cancelled", "failed"];

class Arrival {
  #noted: string | undefined;

  note(arrived: string | undefined): void {
    if (arrived !== undefined && arrived !== this.#noted && router.route.name !== "receipt" && !underWay()) {
      router.go({ name: "receipt" });
    }
    this.#noted = arrived;
  }
}

export const arrival = new Arrival();

function underWay(): boolean {
  const signingIn = attempt.view !== undefined && !SETTLED.includes(kindOf(attempt.view.state));
  return STAY.includes(router.route.name) || signingIn || halfFilled();
}

/** Whether anything stands in a form that did not stand there when it was drawn. */
function halfFilled(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "main form input:not([type=radio]), main form textarea",
  );
  return [...fields].some((field) => field.value !== field.defaultValue);
}
