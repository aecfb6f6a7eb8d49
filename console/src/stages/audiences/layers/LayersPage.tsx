import { Link } from "@tanstack/react-router";
import { Segmented, Tabs } from "antd";
import { type RefObject, useRef } from "react";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Exports } from "@/widgets/Exports";
import { ToBoard } from "@/widgets/ToBoard";
import type { Question } from "@/widgets/useQuestion";
import { useUrl } from "@/widgets/useUrl";
import { netOf, written } from "./flows";
import { LayeringTab, useLevelName } from "./LayeringTab";
import { type Asked, type Counting, type Layering, useFlow, useStock } from "./layers.api";
import { WORDS } from "./layers.copy";
import { RfmTab } from "./RfmTab";
import { TableTab } from "./TableTab";
import { TrustTab } from "./TrustTab";
import "./layers.css";

const LAYERINGS = ["aipl", "tier", "life_cycle"] as const;
type Tab = Layering | "rfm" | "trust" | "table";

/** How far have people come, who moves, and where are they lost? */
export function LayersPage() {
  const words = useWords(WORDS);
  const [url, set] = useUrl<{ tab: Tab; days: number; count: Counting }>();
  const tab = url.tab ?? "aipl";
  const layering = LAYERINGS.find((one) => one === tab);
  const asked = useAsked(layering ?? "aipl");
  const picture = useRef<HTMLDivElement>(null);
  const items = (Object.keys(words.tabs) as Tab[]).map((key) => ({ key, label: words.tabs[key] }));
  return (
    <Page
      title={words.title}
      answer={layering ? <Summary asked={asked} /> : undefined}
      tools={layering && <Tools asked={asked} picture={picture} />}
    >
      <Tabs
        activeKey={tab}
        onChange={(next) => set({ tab: next === "aipl" ? undefined : (next as Tab) })}
        items={items}
        className="layer-tabs"
      />
      {layering && <LayeringTab key={layering} asked={asked} picture={picture} />}
      {tab === "rfm" && <RfmTab />}
      {tab === "trust" && <TrustTab />}
      {tab === "table" && <TableTab />}
    </Page>
  );
}

function useAsked(layering: Layering): Asked {
  const [url] = useUrl<{ days: number; count: Counting }>();
  return {
    layering,
    count: layering === "aipl" && url.count === "active" ? "active" : "platform",
    days: typeof url.days === "number" ? url.days : 30,
  };
}

function Tools({ asked, picture }: { asked: Asked; picture: RefObject<HTMLDivElement | null> }) {
  const words = useWords(WORDS);
  const { layering } = asked;
  const stock = useStock(asked).data;
  const flow = useFlow(asked).data;
  const name = useLevelName(asked);
  const [url, set] = useUrl<{ days: number; count: Counting }>();
  const question: Question<"layers"> = {
    kind: "layers",
    layering,
    count: url.count === "active" ? "active" : "platform",
    period: { last_days: typeof url.days === "number" ? url.days : 30 },
  };
  return (
    <>
      <Link to="/layers/$layering/rules" params={{ layering }}>
        {words.rulesOf}
      </Link>
      {layering === "aipl" && (
        <>
          <Segmented
            aria-label={words.counting}
            value={url.count === "active" ? "active" : "platform"}
            onChange={(count) => set({ count: count === "active" ? "active" : undefined })}
            options={Object.entries(words.counts).map(([value, label]) => ({ value, label }))}
          />
          <Info>{words.countsHow}</Info>
        </>
      )}
      <Segmented
        aria-label={words.compare}
        value={typeof url.days === "number" ? url.days : 30}
        onChange={(days) => set({ days: Number(days) })}
        options={[7, 30, 90].map((days) => ({ value: days, label: words.since(days) }))}
      />
      <ToBoard question={question} suggested={words.tabs[layering]} height="low" />
      {stock && flow && (
        <Exports
          name={words.tabs[layering]}
          rows={() =>
            written(stock, flow, name, {
              level: words.level,
              now: words.before(flow.to),
              before: words.before(flow.from),
              to: (level) => `→ ${level}`,
            })
          }
          picture={picture}
          whole
        />
      )}
    </>
  );
}

function Summary({ asked }: { asked: Asked }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const stock = useStock(asked);
  const flow = useFlow(asked);
  if (!stock.data || !flow.data) return <>{words.reading}</>;
  const net = netOf(flow.data);
  const [came, up, down] = [net.came, net.up, net.down].map((figure) => count(figure, chosen)) as [
    string,
    string,
    string,
  ];
  if (asked.layering === "aipl")
    return <>{words.aipl(count(stock.data.funnel, chosen), percent(stock.data.penetration.value), came, up, down)}</>;
  const inside = stock.data.levels.filter((level) => level.name !== "none");
  const people = count(
    inside.reduce((sum, level) => sum + level.people, 0),
    chosen,
  );
  return <>{(asked.layering === "tier" ? words.tier : words.cycle)(people, came, up, down)}</>;
}
