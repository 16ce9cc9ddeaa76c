// What a conclusion was drawn from, in words, and the act that removes it.
import type { ConclusionView, GrantPageView, Rule } from "../lib/generated/contract";
import type { MessageId } from "../lib/generated/messages";
import { idOf, t } from "../lib/i18n.svelte";
import { href } from "../lib/router.svelte";
import { isUnderWay } from "../lib/view";
import { onDate } from "../lib/when";

/** What the date of a rule is of. */
const DATED: Partial<Record<Rule, MessageId>> = {
  long_life: "from-until",
  expires_soon: "from-until",
  unused: "from-last-use",
  suspended: "from-suspended",
  incident_open: "from-incident",
};
/** What the names or permissions are of a rule that compares with then. */
const DIFFERS: Partial<Record<Rule, MessageId>> = {
  widened_since: "differs-widened-since",
  renamed: "differs-renamed",
  new_chained: "differs-new-chained",
};

/** The inputs of a conclusion: whose word, compared with what, and the words themselves. */
export function inputsOf(conclusion: ConclusionView, page: GrantPageView): string {
  const { rule, since } = conclusion;
  const issuer = page.grant.issuer.name;
  const date = since === null ? "" : onDate(since);
  if (rule === "past_own_end") return t("from-own-end", { date });
  const words = [...conclusion.permissions, ...conclusion.names].map((one) => t("quoted", { words: one }));
  const said = words.join(t("list-comma"));
  const differs = DIFFERS[rule];
  if (differs || rule === "longer_than_agreed") {
    const then =
      page.agreed && since === null
        ? t("from-agreed-undated", { issuer })
        : t(page.agreed ? "from-agreed" : "from-first", { date, issuer });
    return differs && said !== "" ? `${then} ${t(differs, { words: said })}` : then;
  }
  const dated = DATED[rule];
  const inputs = [said, dated && since !== null ? t(dated, { date }) : ""].filter((one) => one !== "");
  return inputs.length > 0 ? t("rule-inputs", { issuer, inputs: inputs.join(t("list-comma")) }) : "";
}

type Remedy = "end" | "connector" | "notices" | "none";
const REMEDIES: Record<Rule, Remedy> = {
  moves_money: "end",
  may_write: "end",
  unknown_permission: "connector",
  long_life: "end",
  expires_soon: "none",
  unused: "end",
  suspended: "connector",
  wider_than_needed: "end",
  incident_open: "notices",
  unknown_to_directory: "connector",
  widened_since: "end",
  longer_than_agreed: "end",
  renamed: "connector",
  new_chained: "connector",
  past_own_end: "end",
};

/** Where the act is that removes a conclusion; none where it goes by itself or cannot be done here. */
export function remedyOf(rule: Rule, page: GrantPageView): { href: string; words: MessageId } | undefined {
  const { id, can_end, ending } = page.grant;
  const remedy = REMEDIES[rule];
  if (remedy === "none") return undefined;
  if (remedy === "notices") return { href: href({ name: "notices" }), words: "remedy-notices" };
  if (remedy === "end" && can_end && !isUnderWay(ending)) {
    return { href: href({ name: "end", id }), words: "go-to-ending" };
  }
  return { href: href({ name: "connector", id }), words: "remedy-connector" };
}

/** Rule, inputs and time in one text, for whoever is told that it is wrong. */
export function reportOf(conclusion: ConclusionView, page: GrantPageView, at: string): string {
  return [
    t("report-about", { service: page.grant.service.name, issuer: page.grant.issuer.name }),
    t(idOf("rule", conclusion.rule)),
    inputsOf(conclusion, page),
    t("report-drawn", { at, rule: conclusion.rule }),
  ]
    .filter((line) => line !== "")
    .join("\n");
}
