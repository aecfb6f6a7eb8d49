import { type Lexicon, say, spaced } from "./lexicon";
import type { AsOf, Group, Node } from "./nodes";
import { duration } from "./phrases";
import { SPEAKERS, type Speaker } from "./speakers";
import { isGroup } from "./tree";

/** This will say a definition as a sentence, the way the editor shows it. */
export function said(node: Node, words: Lexicon): string {
  const text = sentence(node, words, false);
  return words.language === "zh" ? spaced(text) : text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(node: Node, words: Lexicon, not: boolean): string {
  if (node.kind === "not") return sentence(node.of, words, !not);
  if (isGroup(node)) return group(node, words, not);
  if (node.kind === "as_of") return earlier(node, words, not);
  return (SPEAKERS[node.kind] as Speaker<typeof node>)(node, words, not);
}

function earlier(node: AsOf, words: Lexicon, not: boolean): string {
  const zh = words.language === "zh";
  const ago = node.ago ? duration(node.ago, words.language) : "";
  const when = ago ? say(zh, `${ago}前`, `${ago} ago`) : say(zh, `${node.on} 那天结束时`, `at the end of ${node.on}`);
  return `${when}${say(zh, "：", ": ")}${nested(node.of, words, not)}`;
}

function group(node: Group, words: Lexicon, not: boolean): string {
  const zh = words.language === "zh";
  if (!node.of.length) return say(zh, "所有人", "everybody");
  if (not && node.of.length > 1) return `${say(zh, "不满足", "not ")}${nested(node, words, false)}`;
  const joiner = node.kind === "all" ? say(zh, "，并且", ", and ") : say(zh, "，或者", ", or ");
  return node.of.map((one) => nested(one, words, not)).join(joiner);
}

/** Groups in groups stand in brackets, so that nobody has to know what binds stronger. */
function nested(node: Node, words: Lexicon, not: boolean): string {
  const text = sentence(node, words, not);
  const bare = !isGroup(node) || node.of.length < 2;
  return bare ? text : say(words.language === "zh", `（${text}）`, `(${text})`);
}
