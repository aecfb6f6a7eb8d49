import { TeamOutlined } from "@ant-design/icons";
import { Button, Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { daysBefore } from "@/lib/moments";
import { Count } from "@/ui/Figures";
import { Answer } from "@/widgets/Answer";
import { defined, useDefined } from "@/widgets/useDefined";
import { byDay, byEnvironment, clicked, type Row } from "./links";
import { type Clicks, useClicks } from "./links.api";
import { WORDS } from "./links.copy";

const DAYS = 30;

export function LinkClicks({ code, name }: { code: string; name: string }) {
  const words = useWords(WORDS);
  const { open, sheet } = useDefined();
  const who = (): void => open({ title: words.whoClicked(name), definition: defined(clicked(code, DAYS)) });
  return (
    <Answer query={useClicks(code, DAYS)} loading={260}>
      {(clicks) =>
        clicks.length ? (
          <>
            <Figures clicks={clicks} />
            <Button className="link-who" icon={<TeamOutlined />} onClick={who}>
              {words.people}
            </Button>
            {sheet}
          </>
        ) : (
          <p className="second">{words.noClicks}</p>
        )
      }
    </Answer>
  );
}

function Figures({ clicks }: { clicks: Clicks[] }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Row> = [
    { title: words.environment, key: "environment", render: (_, row) => words.environments[row.environment] },
    { title: words.tabs.clicks, key: "sent", align: "right", render: (_, row) => <Count value={row.sent} /> },
    { title: words.visitors, key: "visitors", align: "right", render: (_, row) => <Count value={row.visitors} /> },
    {
      title: <span title={words.turnedAwayWhy}>{words.turnedAway}</span>,
      key: "turned",
      align: "right",
      render: (_, row) => <Count value={row.turned_away} />,
    },
    { title: words.robots, key: "robots", align: "right", render: (_, row) => <Count value={row.robots} /> },
  ];
  return (
    <div className="stack">
      <Bars clicks={clicks} />
      <Table
        size="small"
        rowKey="environment"
        columns={columns}
        dataSource={byEnvironment(clicks)}
        pagination={false}
        scroll={{ x: 460 }}
      />
    </div>
  );
}

/** Thirty days as bars; the numbers stand on them for whoever points or listens. */
function Bars({ clicks }: { clicks: Clicks[] }) {
  const words = useWords(WORDS);
  const days = Array.from({ length: DAYS }, (_, back) => daysBefore(new Date(), DAYS - 1 - back));
  const values = byDay(clicks, days);
  const most = Math.max(1, ...values);
  return (
    <figure className="link-bars">
      <figcaption className="second">{words.perDay}</figcaption>
      <ol>
        {values.map((value, place) => (
          <li key={days[place]} title={`${days[place]} · ${value}`}>
            <span style={{ height: `${(value / most) * 100}%` }} />
          </li>
        ))}
      </ol>
    </figure>
  );
}
