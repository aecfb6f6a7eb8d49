import { didSaid, momentSaid, ordersSaid, sequenceSaid, turned } from "./deeds";
import { bracketed } from "./events";
import { type Lexicon, listed, say } from "./lexicon";
import type { Leaf } from "./nodes";
import { compared, number, quoted, tested, window } from "./phrases";
import { groupSaid, relationSaid } from "./ties";

/** Says one kind of condition, or its opposite. */
export type Speaker<T> = (node: T, words: Lexicon, not: boolean) => string;

function some(names: readonly string[], words: Lexicon): string {
  return listed(names, "or", words.language);
}

/** `是`, `is` and their opposites. */
function is(zh: boolean, not: boolean): string {
  return not ? say(zh, "不是", "is not ") : say(zh, "是", "is ");
}

function no(not: boolean, word: string): string {
  return not ? word : "";
}

/** Every kind of condition in words; a kind without any does not compile. */
export const SPEAKERS: { [K in Leaf["kind"]]: Speaker<Extract<Leaf, { kind: K }>> } = {
  known: (_, { language }, not) => say(language === "zh", `${not ? "未" : "已"}识别`, `${no(not, "not ")}identified`),
  reachable: ({ channel }, words, not) => {
    const by = channel ? words.channel(channel) : "";
    const english = `${no(not, "not ")}reachable${by && ` by ${by}`}`;
    return say(words.language === "zh", `${by}${no(not, "不")}可触达`, english);
  },
  consent: (node, words, not) => {
    const on = node.channel && node.channel !== "all" ? bracketed([words.channel(node.channel)], words) : "";
    const what = words.purpose(node.purpose);
    return say(
      words.language === "zh",
      `${no(not, "没有")}同意${what}${on}`,
      `${no(not, "no ")}consent to ${what}${on}`,
    );
  },
  tag: (node, words, not) => {
    const zh = words.language === "zh";
    const when = window(node.within, words.language);
    const tag = quoted(zh)(node.tag);
    const chinese = when ? `${when}${no(not, "没有")}打上标签${tag}` : `${no(not, "不")}带标签${tag}`;
    return say(zh, chinese, `${no(not, "not ")}tagged ${tag}${when && ` ${when}`}`);
  },
  trait: (node, words, not) => turned(tested(words.trait(node.name), node.test, words.language), not, words),
  orders: ordersSaid,
  order_date: momentSaid,
  did: didSaid,
  did_date: momentSaid,
  sequence: sequenceSaid,
  relation: relationSaid,
  customer_group: groupSaid,
  segment: ({ name }, { language }, not) =>
    say(language === "zh", `${no(not, "不")}在人群“${name}”里`, `${no(not, "not ")}in “${name}”`),
  snapshot: ({ number: taken, label }, { language }, not) => {
    const which = label ? `“${label}”（#${taken}）` : `#${taken}`;
    const english = label ? `“${label}” (#${taken})` : `#${taken}`;
    return say(language === "zh", `${no(not, "不")}在快照${which}里`, `${no(not, "not ")}in the snapshot ${english}`);
  },
  aipl: (node, words, not) => {
    const zh = words.language === "zh";
    const how = node.count === "active" ? bracketed([say(zh, "活跃口径", "while active")], words) : "";
    const stages = some(node.stages.map(words.aipl), words);
    return say(zh, `${not ? "不在" : "处于"} AIPL ${stages}${how}`, `${is(zh, not)}at AIPL ${stages}${how}`);
  },
  tier: (node, words, not) => `${is(words.language === "zh", not)}${some(node.tiers.map(words.tier), words)}`,
  life_cycle: (node, words, not) => {
    const zh = words.language === "zh";
    return `${say(zh, "生命周期", "life-cycle ")}${is(zh, not)}${some(node.stages.map(words.lifeCycle), words)}`;
  },
  trust: (node, words, not) => {
    const zh = words.language === "zh";
    return `${say(zh, "信任阶段", "trust ")}${is(zh, not)}${some(node.stages.map(words.trust), words)}`;
  },
  intimacy: (node, words, not) => {
    const what = say(words.language === "zh", "亲密度", "intimacy ");
    return turned(`${what}${compared(node.test, number, words.language)}`, not, words);
  },
  first_channel: ({ channels }, words, not) => {
    const zh = words.language === "zh";
    const named = some(channels.filter(Boolean).map(words.channel), words);
    const by = named && say(zh, `由${named}带来`, `brought by ${named}`);
    const nobody = channels.includes("") ? say(zh, "没有公域触点", "brought by no public channel") : "";
    return turned([by, nobody].filter(Boolean).join(say(zh, "，或", ", or ")), not, words);
  },
  bucket: (node, words, not) => {
    const part = `${number((node.from ?? 0) / 100)}%–${number(node.to / 100)}%`;
    const chinese = `随机分组“${node.salt}”的 ${part}`;
    return turned(say(words.language === "zh", chinese, `${part} of the random split “${node.salt}”`), not, words);
  },
};
