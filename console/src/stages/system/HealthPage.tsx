import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip, type Tone } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Answer } from "@/widgets/Answer";
import { said } from "@/widgets/doctor";
import { Go } from "@/widgets/Go";
import { type Finding, useFindings, useReady } from "./system.api";
import "./system.css";

const WORDS = copy(
  {
    title: "系统状态",
    well: "一切正常，正在收事件。",
    ill: (names: string) => `要看一下：${names}。`,
    closed: "现在收不了事件，发来的会被拒绝，SDK 会稍后重发。",
    reading: "正在检查",
    taking: "现在",
    parts: { intake: "收事件", postgres: "PostgreSQL", clickhouse: "ClickHouse" } as Record<string, string>,
    works: "正常",
    fails: "不通",
    checks: "逐项检查",
    every: "每 30 秒检查一次",
    states: { well: "正常", look: "看一下", broken: "有问题" },
    open: "去处理",
    todo: "怎么办：",
  },
  {
    title: "System health",
    well: "All is well, and events are taken.",
    ill: (names: string) => `Worth a look: ${names}.`,
    closed: "Events cannot be taken now; they are refused, and SDKs send them again later.",
    reading: "Examining",
    taking: "Right now",
    parts: { intake: "taking events", postgres: "PostgreSQL", clickhouse: "ClickHouse" },
    works: "works",
    fails: "fails",
    checks: "Check by check",
    every: "examined every 30 seconds",
    states: { well: "well", look: "look", broken: "broken" },
    open: "Open",
    todo: "What to do: ",
  },
);
const TONES: Record<Finding["state"], Tone> = { well: "good", look: "look", broken: "bad" };
const RANK: Record<Finding["state"], number> = { broken: 0, look: 1, well: 2 };

/** Is everything well, and what to do where it is not? */
export function HealthPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const findings = useFindings();
  const ready = useReady();
  const ill = (findings.data ?? []).filter((one) => one.state !== "well").map((one) => said(one, chosen).name);
  const answer = !findings.data
    ? words.reading
    : ill.length
      ? words.ill(ill.join(chosen === "zh" ? "、" : ", "))
      : words.well;
  return (
    <Page title={words.title} answer={ready.data && !ready.data.ready ? words.closed : answer}>
      <Card title={words.taking}>
        <Answer query={ready} loading={32}>
          {({ parts }) => (
            <div className="row" style={{ gap: 24 }}>
              {Object.entries(parts).map(([name, works]) => (
                <span key={name} className="row" style={{ gap: 6 }}>
                  <span className={works ? "dot good" : "dot bad"} />
                  {words.parts[name] ?? name} {works ? words.works : words.fails}
                </span>
              ))}
            </div>
          )}
        </Answer>
      </Card>
      <Card title={words.checks} extra={<span className="second small">{words.every}</span>}>
        <Answer query={findings} loading={420}>
          {(found) => (
            <ul className="findings">
              {found
                .toSorted((a, b) => RANK[a.state] - RANK[b.state])
                .map((one) => (
                  <Line key={one.name} finding={one} />
                ))}
            </ul>
          )}
        </Answer>
      </Card>
    </Page>
  );
}

function Line({ finding }: { finding: Finding }) {
  const words = useWords(WORDS);
  const { name, about, found, advice, to } = said(finding, language.use());
  return (
    <li>
      <Chip tone={TONES[finding.state]}>{words.states[finding.state]}</Chip>
      <div>
        <b>{name}</b>
        <div className="second small">{about}</div>
      </div>
      <div>
        {found}{" "}
        {advice && to && (
          <Go to={to} size="small">
            {words.open}
          </Go>
        )}
        {advice && (
          <div className="small">
            <span className="second">{words.todo}</span>
            {advice}
          </div>
        )}
      </div>
    </li>
  );
}
