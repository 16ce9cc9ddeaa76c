// Where the focus goes when something asks in place.
import { tick } from "svelte";

/** Takes the focus while it is shown, and gives it back to the row that it stood in. */
export function borrowFocus(element: HTMLElement): () => void {
  const home = element.closest("li, article, details, section, main");
  element.focus();
  return () => {
    void tick().then(() => {
      if (lost()) home?.querySelector<HTMLElement>("button, a[href]")?.focus();
    });
  };
}

/** Takes the focus where nothing else has it. */
export function catchFocus(element: HTMLElement): void {
  void tick().then(() => {
    if (lost()) element.focus();
  });
}

const lost = (): boolean => document.activeElement === null || document.activeElement === document.body;
