import { bracketed, eventsSaid, narrowed, ordersNarrowed, stepSaid } from "./events";
import { type Lexicon, say } from "./lexicon";
import type { Did, DidAt, NumberTest, OrdersAt, OrdersCounted, Sequence, Step } from "./nodes";
import { compared, dated, duration, money, number, window } from "./phrases";

type Pair = readonly [zh: string, en: string];

/** The opposite of a sentence that has no short one. */
export function turned(text: string, not: boolean, words: Lexicon): string {
  return not ? say(words.language === "zh", `不满足“${text}”`, `not: ${text}`) : text;
}

export const ONCE: NumberTest = { type: "number", op: ">=", value: 1 };

export function once(test: NumberTest | undefined): boolean {
  return !test || (test.op === ">=" && test.value === 1);
}

function chosen(pair: Pair | undefined, words: Lexicon): string {
  return (pair?.[words.language === "zh" ? 0 : 1] ?? "").trim();
}

export function ordersSaid(node: OrdersCounted, words: Lexicon, not: boolean): string {
  const when = window(node.within, words.language);
  const which = bracketed(ordersNarrowed(node, words), words);
  const measure = node.measure ?? "count";
  const any = node.state === "any";
  if (measure === "count" && once(node.test)) return boughtSaid(any, when, which, not, words);
  const fen = measure === "net_fen" || measure === "average_net_fen";
  const how = compared(node.test ?? ONCE, fen ? money : number, words.language);
  const [zh, en] = any ? ["下单", "ordered"] : ["购买", "bought"];
  const texts: Record<typeof measure, Pair> = {
    count: [`${when}${zh}${how} 次`, `${en} ${how} times ${when}`],
    days: [`${when}在${how} 天${zh}过`, `${en} on ${how} days ${when}`],
    span_days: [
      `${when}首末次${zh}相隔${how} 天`,
      `first and last ${any ? "order" : "purchase"} ${how} days apart ${when}`,
    ],
    net_fen: [`${when}${zh}实收${how}`, `net revenue ${how} ${when}`],
    average_net_fen: [`${when}平均每单实收${how}`, `net per order ${how} ${when}`],
  };
  return turned(`${chosen(texts[measure], words)}${which}`, not, words);
}

function boughtSaid(any: boolean, when: string, which: string, not: boolean, words: Lexicon): string {
  const chinese = `${when}${not ? "没有" : ""}${any ? "下过单" : "买过"}${which}`;
  const [did, infinitive] = any ? ["ordered", "order"] : ["bought", "buy"];
  return say(words.language === "zh", chinese, `${not ? `did not ${infinitive}` : did}${which}${when && ` ${when}`}`);
}

export function didSaid(node: Did, words: Lexicon, not: boolean): string {
  const when = window(node.within, words.language);
  const what = eventsSaid(node, words);
  const which = bracketed(narrowed(node, words), words);
  const measure = node.measure ?? "count";
  if (measure === "count" && once(node.test)) {
    const english = `${not ? "did not do" : "did"} ${what}${which}${when && ` ${when}`}`;
    return say(words.language === "zh", `${when}${not ? "没有做过" : "做过"}${what}${which}`, english);
  }
  const how = compared(node.test ?? ONCE, number, words.language);
  const property = node.property ? words.property(node.property) : "";
  const texts: Record<typeof measure, Pair> = {
    count: [`${when}做过${what}${how} 次`, `did ${what} ${how} times ${when}`],
    days: [`${when}在${how} 天做过${what}`, `did ${what} on ${how} days ${when}`],
    span_days: [`${when}首末次${what}相隔${how} 天`, `first and last ${what} ${how} days apart ${when}`],
    sum: [`${when}${what}的${property}合计${how}`, `sum of ${property} of ${what} ${how} ${when}`],
    average: [`${when}${what}的${property}平均${how}`, `average ${property} of ${what} ${how} ${when}`],
    min: [`${when}${what}的${property}最小${how}`, `smallest ${property} of ${what} ${how} ${when}`],
    max: [`${when}${what}的${property}最大${how}`, `largest ${property} of ${what} ${how} ${when}`],
  };
  return turned(`${chosen(texts[measure], words)}${which}`, not, words);
}

/** `最近一次到店在 30 天以前` */
export function momentSaid(node: OrdersAt | DidAt, words: Lexicon, not: boolean): string {
  const zh = words.language === "zh";
  const order = node.kind === "order_date";
  const what = order ? say(zh, "购买", "purchase") : eventsSaid(node, words);
  const which = bracketed(order ? ordersNarrowed(node, words) : narrowed(node, words), words);
  const when = window(node.within, words.language);
  const nth: Pair = node.measure === "last" ? ["最近一次", "the last"] : ["第一次", "the first"];
  const english = `${nth[1]} ${what}${when && ` ${when}`}${which} was ${dated(node.test, "en")}`;
  return turned(say(zh, `${when}${nth[0]}${what}${which}${dated(node.test, "zh")}`, english), not, words);
}

export function sequenceSaid(node: Sequence, words: Lexicon, not: boolean): string {
  const steps = node.steps.map((step) => stepSaid(step, words));
  const then = node.without ? after(node.without, words) : "";
  const when = window(node.within, words.language);
  const chinese = `${when && `${when}内`}先${steps.join("，再")}${then}`;
  const english = `first ${steps.join(", then ")}${then}${when && `, ${when}`}`;
  return turned(say(words.language === "zh", chinese, english), not, words);
}

function after(step: Step, words: Lexicon): string {
  if (words.language === "en") return `, then not ${stepSaid(step, words)}`;
  const within = step.within ? `${duration(step.within, "zh")}内` : "";
  return `，之后${within}没有${stepSaid({ ...step, within: undefined }, words)}`;
}
