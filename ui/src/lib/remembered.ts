// What this screen remembers by itself: language and theme. Nothing else belongs here.
export type Remembered = "lang" | "theme";

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
