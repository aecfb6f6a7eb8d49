import { Button, InputNumber, Table, type TableColumnsType } from "antd";
import { useRef, useState } from "react";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Meter, Money } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { DefinitionSheet } from "@/widgets/DefinitionSheet";
import { Exports } from "@/widgets/Exports";
import { useUrl } from "@/widgets/useUrl";
import type { Picked } from "./LayeringTab";
import { type Rfm, useRfm } from "./layers.api";
import { WORDS } from "./more.copy";

type Group = Rfm["groups"][number];
type Cuts = { recency: number; frequency: number; yuan: number };

/** Which of the three are high: recency, frequency, money. The order of the groups says it. */
const HIGH: Record<string, [boolean, boolean, boolean]> = {
  champions: [true, true, true],
  loyal: [true, true, false],
  big_new: [true, false, true],
  new: [true, false, false],
  at_risk: [false, true, true],
  drifting: [false, true, false],
  big_lost: [false, false, true],
  lost: [false, false, false],
};

/** The buyers in eight groups, what each is worth, and what to do about it. */
export function RfmTab() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [url, set] = useUrl<Cuts>();
  const whole = url.recency && url.frequency && url.yuan;
  const cuts = whole
    ? { days: Number(url.recency), orders: Number(url.frequency), net_fen: Math.round(Number(url.yuan) * 100) }
    : null;
  const query = useRfm(cuts);
  const [picked, setPicked] = useState<Picked>();
  const picture = useRef<HTMLDivElement>(null);
  return (
    <Answer query={query} loading={480}>
      {(data) => {
        const buyers = data.groups.reduce((sum, group) => sum + group.people, 0);
        const net = data.groups.reduce((sum, group) => sum + group.net_fen, 0);
        const top = data.groups.find((group) => group.name === "champions");
        if (!buyers)
          return (
            <Card>
              <Empty title={words.noBuyers}>{words.noBuyersWhy}</Empty>
            </Card>
          );
        return (
          <>
            <div className="row between">
              <p>
                {words.rfmAnswer(
                  count(buyers, chosen),
                  count(top?.people ?? 0, chosen),
                  percent(net ? (top?.net_fen ?? 0) / net : null),
                )}
              </p>
              <Exports
                name="RFM"
                rows={() => [
                  [words.group, words.people, words.net, words.orders, words.recent],
                  ...data.groups.map((group) => [
                    words.groups[group.name] ?? group.chinese,
                    group.people,
                    group.net_fen / 100,
                    group.orders,
                    group.median_days,
                  ]),
                ]}
                picture={picture}
                whole
              />
            </div>
            {data.high.orders <= 1 && <p className="small second">{words.flat}</p>}
            <div ref={picture}>
              <Card flush>
                <Groups groups={data.groups} net={net} onPick={setPicked} />
              </Card>
            </div>
            <Card
              title={words.cuts}
              extra={
                whole && (
                  <Button
                    size="small"
                    onClick={() => set({ recency: undefined, frequency: undefined, yuan: undefined })}
                  >
                    {words.own}
                  </Button>
                )
              }
            >
              <CutFields high={data.high} onChange={set} />
            </Card>
            <DefinitionSheet
              open={picked !== undefined}
              onClose={() => setPicked(undefined)}
              title={picked?.title}
              definition={picked?.definition}
              count={picked?.people}
            />
          </>
        );
      }}
    </Answer>
  );
}

function Groups({ groups, net, onPick }: { groups: Group[]; net: number; onPick: (picked: Picked) => void }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Group> = [
    {
      title: words.group,
      key: "group",
      render: (_, group) => (
        <div>
          <b>{words.groups[group.name] ?? group.chinese}</b>
          <div className="small second">{words.advice[group.name]}</div>
        </div>
      ),
    },
    { title: `${words.marks} R F M`, key: "marks", render: (_, group) => <Marks name={group.name} /> },
    {
      title: words.people,
      key: "people",
      align: "right",
      sorter: (a, b) => a.people - b.people,
      render: (_, group) =>
        group.people ? (
          <button
            type="button"
            className="cell-link"
            onClick={() =>
              onPick({
                title: words.groups[group.name] ?? group.chinese,
                definition: group.segment,
                people: group.people,
              })
            }
          >
            <Count value={group.people} />
          </button>
        ) : (
          <span className="second">0</span>
        ),
    },
    {
      title: words.net,
      key: "net",
      align: "right",
      sorter: (a, b) => a.net_fen - b.net_fen,
      render: (_, group) => (
        <div className="rfm-net">
          <Money fen={group.net_fen} short />
          <Meter share={net ? group.net_fen / net : 0} label={percent(net ? group.net_fen / net : null)} />
        </div>
      ),
    },
    {
      title: words.perHead,
      key: "head",
      align: "right",
      render: (_, group) => (group.people ? <Money fen={Math.round(group.net_fen / group.people)} /> : "–"),
    },
    { title: words.orders, key: "orders", align: "right", render: (_, group) => <Count value={group.orders} /> },
    {
      title: words.recent,
      key: "recent",
      align: "right",
      render: (_, group) => (group.median_days === null ? "–" : words.days(group.median_days)),
    },
  ];
  return <Table rowKey="name" columns={columns} dataSource={groups} pagination={false} scroll={{ x: 900 }} />;
}

function Marks({ name }: { name: string }) {
  const high = HIGH[name] ?? [false, false, false];
  return (
    <span className="marks">
      {["R", "F", "M"].map((letter, at) => (
        <i key={letter} className={high[at] ? "high" : undefined}>
          {letter}
        </i>
      ))}
    </span>
  );
}

function CutFields({ high, onChange }: { high: Rfm["high"]; onChange: (change: Partial<Cuts>) => void }) {
  const words = useWords(WORDS);
  const now: Cuts = { recency: high.days, frequency: high.orders, yuan: high.net_fen / 100 };
  const field = (name: keyof Cuts, label: string, before?: string) => (
    <div className="cut">
      <span className="small second">{label}</span>
      <InputNumber
        aria-label={label}
        min={1}
        prefix={before}
        value={now[name]}
        // all three go into the address together: one of its own without the others would mean nothing
        onPressEnter={(event) =>
          onChange({ ...now, [name]: Number(event.currentTarget.value.replaceAll(",", "")) || now[name] })
        }
        onBlur={(event) => {
          const next = Number(event.target.value.replaceAll(",", "")) || now[name];
          if (next !== now[name]) onChange({ ...now, [name]: next });
        }}
      />
    </div>
  );
  return (
    <div className="stack tight">
      <div className="row" style={{ gap: 20 }}>
        {field("recency", words.recency)}
        {field("frequency", words.frequency)}
        {field("yuan", words.money, "¥")}
      </div>
      <p className="small second">{words.found}</p>
    </div>
  );
}
