import type { Language } from "@/lib/language";

/** What things are called on screen: a sentence is made of these and never of names from tables. */
export interface Lexicon {
  language: Language;
  event: (name: string) => string;
  property: (name: string) => string;
  trait: (name: string) => string;
  channel: (name: string) => string;
  purpose: (name: string) => string;
  store: (code: string) => string;
  aipl: (stage: string) => string;
  tier: (tier: string) => string;
  lifeCycle: (stage: string) => string;
  trust: (stage: string) => string;
  /** A member of staff by the platform's account. */
  staff: (account: string) => string;
  /** A customer group by the platform's id. */
  group: (id: string) => string;
  /** How a contact came, by the platform's number. */
  way: (way: string) => string;
}

/** Chinese or English: a sentence says both side by side, so that neither is forgotten. */
export function say(zh: boolean, chinese: string, english: string): string {
  return zh ? chinese : english;
}

const BETWEEN = /([\u3400-\u9fff])([A-Za-z0-9¥])|([A-Za-z0-9%])([\u3400-\u9fff])/g;

/** This will put the space between Chinese and Latin letters or digits that good typesetting has. */
export function spaced(text: string): string {
  const once = (given: string): string =>
    given.replace(BETWEEN, (_, a?: string, b?: string, c?: string, d?: string) => `${a ?? c} ${b ?? d}`);
  return once(once(text));
}

/** This will write a list: `抖音、天猫或京东`. */
export function listed(names: readonly string[], joiner: "or" | "and", language: Language): string {
  if (names.length < 2) return names[0] ?? "";
  const zh = language === "zh";
  const word = joiner === "or" ? (zh ? "或" : " or ") : zh ? "和" : " and ";
  return `${names.slice(0, -1).join(zh ? "、" : ", ")}${word}${names.at(-1)}`;
}

/** A long list says how many are not shown: `浏览商品、加购等 9 个`. */
export function shortened(names: readonly string[], most: number, language: Language): string {
  if (names.length <= most) return listed(names, "or", language);
  const first = names.slice(0, most - 1);
  return language === "zh"
    ? `${first.join("、")}等 ${names.length} 项之一`
    : `${first.join(", ")} or ${names.length - first.length} others`;
}
