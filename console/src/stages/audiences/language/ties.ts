import { ONCE, once, turned } from "./deeds";
import { bracketed } from "./events";
import { type Lexicon, listed, say } from "./lexicon";
import type { Grouped, GroupStanding, Related, RelationStanding } from "./nodes";
import { compared, number, quoted, window } from "./phrases";

type Pair = readonly [zh: string, en: string];
type Say = (whom: string) => Pair;

export const RELATION_STANDINGS: Record<RelationStanding, Pair> = {
  friend: ["好友", "friends"],
  half: ["单向添加，等员工确认", "half added"],
  deleted_by_customer: ["客户已删除员工", "deleted by the customer"],
  deleted_by_staff: ["员工已删除客户", "deleted by staff"],
  transferred: ["已转接给别人", "handed on"],
};

export const GROUP_STANDINGS: Record<GroupStanding, Pair> = {
  in: ["在群里", "in it"],
  left: ["已退群", "left it"],
};

export function standingSaid(standing: string, language: "zh" | "en"): string {
  const known: Record<string, Pair> = { ...RELATION_STANDINGS, ...GROUP_STANDINGS };
  return known[standing]?.[language === "zh" ? 0 : 1] ?? standing;
}

/** The sentences of one kind of tie, each with staff or groups in its place. */
interface Talk {
  standings: Record<string, Say>;
  /** What is said of the first standing when it is about since when. */
  became: Say;
  first: string;
  no: Say;
  ever: Say;
  never: Say;
  changed: Say;
  one: Pair;
  any: Pair;
  many: (how: string) => Pair;
}

const STAFF: Talk = {
  standings: {
    friend: (whom) => [`是${whom}的好友`, `friends with ${whom}`],
    half: (whom) => [`单向添加了${whom}`, `half added ${whom}`],
    deleted_by_customer: (whom) => [`删除了${whom}`, `deleted ${whom}`],
    deleted_by_staff: (whom) => [`被${whom}删除`, `was deleted by ${whom}`],
    transferred: (whom) => [`被${whom}转接给别人`, `was handed on by ${whom}`],
  },
  first: "friend",
  became: (whom) => [`成为${whom}的好友`, `became friends with ${whom}`],
  no: (whom) => [`不是${whom}的好友`, `not friends with ${whom}`],
  ever: (whom) => [`加过${whom}`, `ever added ${whom}`],
  never: (whom) => [`从没加过${whom}`, `never added ${whom}`],
  changed: (whom) => [`与${whom}的关系有变化`, `a relation with ${whom} changed`],
  one: ["员工", "our staff"],
  any: ["任何员工", "any of our staff"],
  many: (how) => [`${how} 名员工`, `${how} of our staff`],
};

const GROUPS: Talk = {
  standings: {
    in: (whom) => [`在${whom}里`, `in ${whom}`],
    left: (whom) => [`退出了${whom}`, `left ${whom}`],
  },
  first: "in",
  became: (whom) => [`进了${whom}`, `joined ${whom}`],
  no: (whom) => [`不在${whom}里`, `not in ${whom}`],
  ever: (whom) => [`进过${whom}`, `ever in ${whom}`],
  never: (whom) => [`从没进过${whom}`, `never in ${whom}`],
  changed: (whom) => [`进了或退出了${whom}`, `joined or left ${whom}`],
  one: ["客户群", "a customer group"],
  any: ["任何客户群", "any customer group"],
  many: (how) => [`${how} 个客户群`, `${how} customer groups`],
};

interface Tie extends Omit<Related, "kind" | "standing" | "staff"> {
  standing?: string[];
  whom?: string[];
}

/** `近 30 天成为李四的好友（添加方式为扫码）` */
export function relationSaid({ staff, ...node }: Related, words: Lexicon, not: boolean): string {
  return tieSaid({ ...node, whom: staff?.map(words.staff) }, STAFF, words, not);
}

/** `近 7 天退出了“车友群”` */
export function groupSaid({ groups, ...node }: Grouped, words: Lexicon, not: boolean): string {
  const quote = quoted(words.language === "zh");
  return tieSaid({ ...node, whom: groups?.map((one) => quote(words.group(one))) }, GROUPS, words, not);
}

function tieSaid(node: Tie, talk: Talk, words: Lexicon, not: boolean): string {
  const place = words.language === "zh" ? 0 : 1;
  const which = bracketed(narrowed(node, words), words);
  const plain = !node.within && once(node.test);
  const whom = whomSaid(node, talk, words, plain && not && node.standing !== undefined);
  if (plain && !node.standing) return `${(not ? talk.never(whom) : talk.ever(whom))[place]}${which}`;
  if (plain && not && String(node.standing) === talk.first) return `${talk.no(whom)[place]}${which}`;
  const when = window(node.within, words.language);
  const what = stood(node, talk, whom, place);
  return turned(say(!place, `${when}${what}${which}`, `${what}${which}${when && ` ${when}`}`), not, words);
}

function stood(node: Tie, talk: Talk, whom: string, place: 0 | 1): string {
  if (!node.standing) return (node.within ? talk.changed : talk.ever)(whom)[place];
  const each = node.standing.map((one) => {
    const said = one === talk.first && node.within ? talk.became : talk.standings[one];
    return said?.(whom)[place] ?? one;
  });
  return listed(each, "or", place ? "en" : "zh");
}

/** 员工, 李四, 至少 2 名员工; whoever is nobody's friend is 不是任何员工的好友. */
function whomSaid({ standing, whom, test }: Tie, talk: Talk, words: Lexicon, nobody: boolean): string {
  const zh = words.language === "zh";
  const some = whom && listed(whom, "or", words.language);
  if (!once(test)) {
    const how = compared(test ?? ONCE, number, words.language);
    if (some) return say(zh, `${some}中${how} 个`, `${how} of ${some}`);
    return talk.many(how)[zh ? 0 : 1];
  }
  const any = nobody && String(standing) === talk.first;
  return some ?? (any ? talk.any : talk.one)[zh ? 0 : 1];
}

function narrowed({ corps, ways }: Tie, words: Lexicon): string[] {
  const zh = words.language === "zh";
  const parts: string[] = [];
  if (corps) parts.push(`${say(zh, "企业 ", "at ")}${listed(corps, "or", words.language)}`);
  if (ways) {
    const named = ways.map((way) => (way ? words.way(way) : say(zh, "未说明", "in no known way")));
    parts.push(`${say(zh, "添加方式为", "came ")}${listed(named, "or", words.language)}`);
  }
  return parts;
}
