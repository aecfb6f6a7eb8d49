import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { copy, language, useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Answer } from "./Answer";
import { Scored } from "./ClosenessParts";
import { trustName } from "./names";
import "./standing.css";

type Found = Shapes["ClosenessOut"];

const WORDS = copy(
  {
    none: "这个人还没有做过能说明亲疏的事，所以没有分数。",
    trust: "信任阶段",
    noTrust: "还没有评过。每晚 3:40 自动评一次。",
    since: "从",
    answered: (share: string, n: number) => `发给对方的消息，${share} 有回应（共 ${n} 条）`,
    help: "什么会让关系更近",
    noHelp: "暂时没有可以建议的：没有渠道触达，或者对方撤回了营销同意。",
    change: (n: string) => `+${n}`,
    efforts: { light: "投入轻", medium: "投入中", heavy: "投入重" } as Record<string, string>,
  },
  {
    none: "This person has done nothing that speaks for or against closeness, so there is no score.",
    trust: "Trust",
    noTrust: "Not scored yet. It happens every night at 3:40.",
    since: "since",
    answered: (share: string, n: number) => `${share} of our ${n} messages were answered`,
    help: "What would bring them closer",
    noHelp: "Nothing to suggest: no channel reaches them, or they withdrew marketing consent.",
    change: (n: string) => `+${n}`,
    efforts: { light: "little effort", medium: "some effort", heavy: "much effort" } as Record<string, string>,
  },
);

/** How close a person is, by its parts, and what would bring them closer. */
export function Closeness({ person }: { person: string }) {
  const query = useQuery({
    queryKey: ["intimacy", "person", person],
    queryFn: () => given(api.GET("/api/intimacy/people/{ref}", { params: { path: { ref: person } } })),
  });
  return (
    <Answer query={query} loading={220}>
      {(found) => <Full found={found} />}
    </Answer>
  );
}

function Full({ found }: { found: Found }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <div className="stack">
      {found.score ? <Scored score={found.score} /> : <p className="second">{words.none}</p>}
      <div className="row between">
        <span className="second">{words.trust}</span>
        {found.trust ? (
          <span>
            <Chip>{trustName(found.trust.stage, chosen)}</Chip>{" "}
            <span className="small second">
              {words.since} <When at={found.trust.since} />
            </span>
          </span>
        ) : (
          <span className="small second">{words.noTrust}</span>
        )}
      </div>
      {found.answered.denominator > 0 && (
        <p className="small second">{words.answered(percent(found.answered.value), found.answered.denominator)}</p>
      )}
      <Suggestions found={found} />
    </div>
  );
}

function Suggestions({ found }: { found: Found }) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  if (!found.score) return null;
  return (
    <div>
      <h3>{words.help}</h3>
      {!found.suggestions.length && <p className="small second">{words.noHelp}</p>}
      <ul className="suggestions">
        {found.suggestions.slice(0, 5).map((one) => (
          <li key={one.action}>
            <span>{zh ? one.chinese : one.action.replaceAll("_", " ")}</span>
            <span className="small second">{words.efforts[one.effort] ?? one.effort_chinese}</span>
            <b className="number">{words.change(one.change.toFixed(1))}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
