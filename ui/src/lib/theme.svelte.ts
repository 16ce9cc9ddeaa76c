import { remember, remembered } from "./remembered";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

class Choice {
  theme = $state<Theme>(first());

  use(theme: Theme): void {
    this.theme = theme;
    remember("theme", theme);
  }
}

export const choice = new Choice();

function first(): Theme {
  const kept = remembered("theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}
