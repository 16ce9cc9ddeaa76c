// What this screen remembers by itself: language and theme, how far a walk was gone, and the day on which a question
// was put off. It is not sealed: nothing about the person's services belongs here.
export type Remembered = "lang" | "theme" | "walk" | "review-later";

export function remembered(what: Remembered): string | null {
  try {
    return localStorage.getItem(`renkei.${what}`);
  } catch {
    return null;
  }
}

export function remember(what: Remembered, value: string): void {
  try {
    localStorage.setItem(`renkei.${what}`, value);
  } catch {
    // Without storage the choice lasts as long as the window.
  }
}
