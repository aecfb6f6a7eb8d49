import { Link } from "@tanstack/react-router";
import { type RefObject, useMemo, useState } from "react";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Info } from "@/ui/Figures";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { DefinitionSheet } from "@/widgets/DefinitionSheet";
import { Renewing } from "@/widgets/Renewing";
import { ByChannel } from "./ByChannel";
import { FlowCard } from "./FlowCard";
import { levelName, lines } from "./flows";
import { Leaks } from "./Leaks";
import { type Asked, type Trend, useFlow, useStock, useTrend } from "./layers.api";
import { WORDS } from "./layers.copy";
import { Moved } from "./Moved";
import { Stages } from "./Stages";

/** People behind a figure, and what the figure is called. */
export interface Picked {
  title: string;
  definition: unknown;
  people: number;
}

/** One layering: how many stand where, who moved between two days, and how long people stay. */
export function LayeringTab({ asked, picture }: { asked: Asked; picture: RefObject<HTMLDivElement | null> }) {
  const words = useWords(WORDS);
  const stock = useStock(asked);
  const flow = useFlow(asked);
  const trend = useTrend(asked);
  const [picked, setPicked] = useState<Picked>();
  const name = useLevelName(asked);
  if (stock.data && !stock.data.base)
    return (
      <Card>
        <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
          {words.emptyWhy}
        </Empty>
      </Card>
    );
  return (
    <>
      <Renewing of={[stock, flow, trend]} />
      <div ref={picture} className="stack" style={{ gap: 16 }}>
        <Answer query={stock} loading={<Skeleton height={118} />}>
          {(data) => <Stages stock={data} flow={flow.data} onPick={setPicked} />}
        </Answer>
        <div className="columns layer">
          <Answer query={flow} loading={<Skeleton height={430} />}>
            {(data) => <FlowCard flow={data} name={name} onPick={setPicked} />}
          </Answer>
          <Answer query={flow} loading={<Skeleton height={430} />}>
            {(data) => <Leaks flow={data} name={name} onPick={setPicked} />}
          </Answer>
        </div>
      </div>
      <Card title={words.trend}>
        <Answer query={trend} loading={280}>
          {(data) => <TrendChart trend={data} name={name} />}
        </Answer>
      </Card>
      <Answer query={flow} loading={<Skeleton height={260} />}>
        {(data) => <Moved flow={data} trend={trend.data} name={name} />}
      </Answer>
      <ByChannel asked={asked} name={name} onPick={setPicked} />
      <div className="small second">
        {words.rules}
        {stock.data && words.version(stock.data.rules.version)}{" "}
        <Link className="underlined" to="/layers/$layering/rules" params={{ layering: asked.layering }}>
          {words.seeRules}
        </Link>
        <Info>{words.flowHow}</Info>
      </div>
      <DefinitionSheet
        open={picked !== undefined}
        onClose={() => setPicked(undefined)}
        title={picked?.title}
        definition={picked?.definition}
        count={picked?.people}
      />
    </>
  );
}

function TrendChart({ trend, name }: { trend: Trend; name: (level: string) => string }) {
  const words = useWords(WORDS);
  const option = useMemo(() => lines(trend, name), [trend, name]);
  return <Chart option={option} height={280} label={words.trendLabel} />;
}

/** The levels by the names that the brand's rules give them. */
export function useLevelName(asked: Asked): (level: string) => string {
  const zh = language.use() === "zh";
  const { rest } = useWords(WORDS);
  const { data } = useStock(asked);
  return useMemo(() => {
    const names = new Map((data?.levels ?? []).map((level) => [level.name, levelName(level, zh)]));
    return (level) => (level === "none" ? rest : (names.get(level) ?? level));
  }, [data, zh, rest]);
}
