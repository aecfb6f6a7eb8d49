import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { copy, language, useWords } from "@/lib/language";
import { Answer } from "./Answer";
import "./standing.css";

type Standing = Shapes["StandingOut"];
type Name = Shapes["LayeringOut"]["name"];

/** What of the rules is shown; what each line asks is told by its label. */
interface Layering {
  name: Name;
  definition: { levels: { name: string; chinese: string; english: string; meaning: string; silent?: boolean }[] };
}

const WORDS = copy(
  {
    names: { aipl: "AIPL 阶段", life_cycle: "生命周期", tier: "粉丝层级" } as Record<string, string>,
    none: { aipl: "还没有任何来往", life_cycle: "还没有买过", tier: "没有关注" } as Record<string, string>,
    because: "因为：",
    joined: "、",
    next: (level: string) => `到“${level}”，还差其中一条`,
    top: "已经在最高一级。",
    why: "怎么算的",
  },
  {
    names: { aipl: "AIPL stage", life_cycle: "Life-cycle", tier: "Fan tier" } as Record<string, string>,
    none: { aipl: "no contact yet", life_cycle: "never bought", tier: "does not follow" } as Record<string, string>,
    because: "because of ",
    joined: ", ",
    next: (level: string) => `One of these would bring them to “${level}”`,
    top: "At the highest level.",
    why: "How it was worked out",
  },
);

const SHOWN: Name[] = ["aipl", "life_cycle", "tier"];
const COLORS: Record<string, string> = {
  A: "var(--aipl-a)",
  I1: "var(--aipl-i)",
  I2: "var(--aipl-i)",
  P: "var(--aipl-p)",
  L: "var(--aipl-l)",
};

/** The level of each layering, which rules put the person there, and what would bring them a level up. */
export function Levels({ person }: { person: string }) {
  const rules = useQuery({
    queryKey: ["layers", "rules"],
    queryFn: (): Promise<Layering[]> => given(api.GET("/api/layers")),
    staleTime: 300_000,
  });
  return (
    <Answer query={rules} loading={150}>
      {(all) => (
        <ul className="standing">
          {SHOWN.map((name) => {
            const layering = all.find((one) => one.name === name);
            return layering && <One key={name} person={person} layering={layering} />;
          })}
        </ul>
      )}
    </Answer>
  );
}

function One({ person, layering }: { person: string; layering: Layering }) {
  const words = useWords(WORDS);
  const query = useQuery({
    queryKey: ["layers", "person", layering.name, person],
    queryFn: () =>
      given(
        api.GET("/api/layers/{layering}/people/{ref}", { params: { path: { layering: layering.name, ref: person } } }),
      ),
  });
  return (
    <li>
      <span className="second small">{words.names[layering.name]}</span>
      <Answer query={query} loading={44}>
        {(standing) => <Level standing={standing} layering={layering} />}
      </Answer>
    </li>
  );
}

function Level({ standing, layering }: { standing: Standing; layering: Layering }) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const levels = layering.definition.levels.filter((level) => !level.silent);
  const place = levels.findIndex((level) => level.name === standing.level);
  const level = levels[place];
  const met = standing.lines.filter((line) => line.level === standing.level && line.met).map((line) => line.label);
  return (
    <div>
      <div className="row between">
        <b>{level ? (zh ? level.chinese : level.english) : words.none[layering.name]}</b>
        <Ladder levels={levels.map((one) => one.name)} place={place} aipl={layering.name === "aipl"} />
      </div>
      {level && (
        <p className="small second" title={zh ? level.meaning : undefined}>
          {words.because}
          {met.join(words.joined)}
        </p>
      )}
      {layering.name !== "life_cycle" && <Upward standing={standing} layering={layering} place={place} />}
    </div>
  );
}

/** The next level's rules, none of which is met: any one of them would do. */
function Upward({ standing, layering, place }: { standing: Standing; layering: Layering; place: number }) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const next = layering.definition.levels.filter((level) => !level.silent)[place + 1];
  if (!next) return <p className="small second">{words.top}</p>;
  const lines = standing.lines.filter((line) => line.level === next.name);
  if (!lines.length) return null;
  return (
    <details className="small">
      <summary>{words.next(zh ? next.chinese : next.english)}</summary>
      <ul className="upward">
        {lines.map((line) => (
          <li key={line.label}>{line.label}</li>
        ))}
      </ul>
    </details>
  );
}

function Ladder({ levels, place, aipl }: { levels: string[]; place: number; aipl: boolean }) {
  return (
    <span className="ladder" aria-hidden>
      {levels.map((name, at) => (
        <i
          key={name}
          style={at <= place ? { background: (aipl && COLORS[name]) || "var(--primary)" } : undefined}
          className={at === place ? "here" : undefined}
        />
      ))}
    </span>
  );
}
