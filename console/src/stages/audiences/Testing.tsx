import { Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { copy, language, useWords } from "@/lib/language";
import { reading } from "@/lib/moments";
import { Chip } from "@/ui/Chip";
import { Answer } from "@/widgets/Answer";
import { useExplained, type Verdict } from "./audiences.api";
import { factsSaid } from "./language/facts";
import type { Definition, Node } from "./language/nodes";
import { isLeaf, type Path, walked, written } from "./language/tree";
import { said } from "./language/words";
import { useLexicon } from "./useLexicon";

const WORDS = copy(
  {
    how: "填一个人的手机号、会员号或编号，逐条看满足与否，和据以判断的事实。也可以点右边任何一个人。",
    find: "如 phone:13800000000，或客户编号",
    test: "测试",
    person: "一个人",
    inside: "在这个人群里",
    outside: "不在这个人群里",
    met: "满足",
    unmet: "不满足",
    waiting: "补全标黄的条件后再测试。",
    open: "打开客户 360",
  },
  {
    how: "Give somebody's phone, member number or id to see condition by condition what is met, and by which facts. Or pick anybody on the right.",
    find: "phone:13800000000, or a person's number",
    test: "Test",
    person: "A person",
    inside: "is in this segment",
    outside: "is not in this segment",
    met: "met",
    unmet: "not met",
    waiting: "Complete the conditions marked yellow first.",
    open: "Open the profile",
  },
);

interface TestingProps {
  definition: Definition;
  person: string;
  waiting: boolean;
  onPerson: (person: string) => void;
}

/** Whether one person is in it, condition by condition, with the facts that decided. */
export function Testing({ definition, person, waiting, onPerson }: TestingProps) {
  const words = useWords(WORDS);
  const query = useExplained(definition, person, !waiting);
  return (
    <div className="stack">
      <p className="small second">{words.how}</p>
      <Input.Search
        key={person}
        defaultValue={person}
        placeholder={words.find}
        aria-label={words.person}
        enterButton={<Button>{words.test}</Button>}
        onSearch={(text) => onPerson(text.trim())}
        style={{ maxWidth: 420 }}
      />
      {person && waiting && <p className="small lack">{words.waiting}</p>}
      {person && !waiting && (
        <Answer query={query} loading={120}>
          {(data) => (
            <div className="stack" data-testid="verdict">
              <div className="row">
                <Chip tone={data.met ? "good" : "bad"}>{data.met ? words.inside : words.outside}</Chip>
                <Link to="/people/$person" params={{ person: data.person }}>
                  {words.open}
                </Link>
              </div>
              <Verdicts definition={definition} why={data.why} />
            </div>
          )}
        </Answer>
      )}
    </div>
  );
}

function Verdicts({ definition, why }: { definition: Definition; why: Verdict }) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const chosen = language.use();
  const found = verdictsOf(why);
  return (
    <ul className="verdicts">
      {asked(definition.where).map(([path, node]) => {
        const verdict = found.get(written(path));
        if (!verdict) return null;
        const inner = node.kind === "not" ? found.get(`${written(path)}.of`) : verdict;
        const facts = inner && factsSaid(inner.kind, inner.facts, lexicon, (at) => reading(at, Date.now(), chosen));
        return (
          <li key={written(path)}>
            <Chip tone={verdict.met ? "good" : "bad"}>{verdict.met ? words.met : words.unmet}</Chip>
            <div>
              {said(node, lexicon)}
              {facts && <div className="small second">{facts}</div>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** This will give the conditions that are shown on a line: leaves, with the not around them. */
export function asked(root: Node): [Path, Node][] {
  const nodes = walked(root);
  const turned = new Set(
    nodes.filter(([, node]) => node.kind === "not" && isLeaf(node.of)).map(([path]) => written([...path, "of"])),
  );
  return nodes.filter(
    ([path, node]) => (isLeaf(node) && !turned.has(written(path))) || (node.kind === "not" && isLeaf(node.of)),
  );
}

/** Every verdict by the path of what it is about. */
export function verdictsOf(why: Verdict): Map<string, Verdict> {
  return new Map([[why.path, why] as const, ...why.of.flatMap((one) => [...verdictsOf(one)])]);
}
