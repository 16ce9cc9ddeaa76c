// How far the person went in remembering; it can be left at any time and taken up again. Only the place is remembered.
import { remember, remembered } from "../lib/remembered";
import { KINDS } from "./kinds";

export type Step = "issuers" | "kinds" | "done";

class Walk {
  step = $state<Step>("issuers");
  /** Which kind is asked about. */
  at = $state(0);

  constructor() {
    const [step, at] = (remembered("walk") ?? "").split(".");
    if (step === "kinds" || step === "done") this.step = step;
    const index = Number(at);
    if (Number.isInteger(index) && index > 0 && index < KINDS.length) this.at = index;
  }

  /** Whether it was begun and not finished. */
  get open(): boolean {
    return this.step === "kinds";
  }

  go(step: Step, at = 0): void {
    this.step = step;
    this.at = at;
    remember("walk", `${step}.${String(at)}`);
  }

  next(): void {
    if (this.at + 1 < KINDS.length) this.go("kinds", this.at + 1);
    else this.go("done");
  }

  back(): void {
    if (this.step === "done") this.go("kinds", KINDS.length - 1);
    else if (this.at > 0) this.go("kinds", this.at - 1);
    else this.go("issuers");
  }
}

export const walk = new Walk();
