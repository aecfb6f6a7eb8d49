import { BellOutlined } from "@ant-design/icons";
import { Button, Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useUnits } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import { act, type Part, SENDS, type Send, useParts } from "./sends.api";
import { WORDS } from "./sends.copy";

/** Staff and their tasks: whoever has not confirmed stands first, and can be reminded. */
export function Senders({ send, mark }: { send: Send; mark: string }) {
  const words = useWords(WORDS);
  const units = useUnits();
  const may = useMay();
  const query = useParts(send.id, mark);
  const remind = useAct({
    act: (staff: string[]) => act.remind(send.id, staff),
    stale: [SENDS],
    done: (answer) => words.reminded(answer.tasks),
  });
  const waiting = (query.data ?? []).filter((one) => one.state === "asked" && !one.confirmed_at);
  const staff = new Set(waiting.map((one) => one.staff));
  const going = may("sends.manage") && (send.state === "asked" || send.state === "asking");
  const columns: TableColumnsType<Part> = [
    {
      title: words.staff,
      key: "staff",
      render: (_, row) => (
        <div className="sends-name">
          <span title={row.staff}>{row.staff_name}</span>
          {row.unit && <span className="second small">{units.get(row.unit) ?? row.unit}</span>}
        </div>
      ),
    },
    {
      title: words.confirmed,
      key: "confirmed",
      render: (_, row) =>
        row.confirmed_at ? (
          <When at={row.confirmed_at} />
        ) : (
          <Chip tone={row.state === "declined" ? "bad" : row.state === "asked" ? "look" : "quiet"} title={row.problem}>
            {row.state === "asked" ? words.unconfirmed : words.parts[row.state]}
          </Chip>
        ),
    },
    { title: words.people, key: "people", align: "right", render: (_, row) => <Count value={row.people} /> },
    { title: words.results, key: "results", render: (_, row) => <Results part={row} /> },
    {
      key: "remind",
      align: "right",
      render: (_, row) =>
        going && row.state === "asked" && !row.confirmed_at ? (
          <span className="sends-remind">
            <span className="second small">{words.remindedTimes(row.reminded)}</span>
            <Button size="small" disabled={remind.isPending} onClick={() => remind.mutate([row.staff])}>
              {words.remind}
            </Button>
          </span>
        ) : null,
    },
  ];
  return (
    <Answer query={query} loading={240}>
      {(parts) => (
        <div className="stack">
          {going && staff.size > 1 && (
            <div>
              <Button icon={<BellOutlined />} loading={remind.isPending} onClick={() => remind.mutate([])}>
                {words.remindAll(staff.size)}
              </Button>
            </div>
          )}
          <Table
            rowKey="id"
            columns={columns}
            dataSource={parts}
            pagination={parts.length > 50 && { pageSize: 50, showSizeChanger: false }}
          />
        </div>
      )}
    </Answer>
  );
}

function Results({ part }: { part: Part }) {
  const words = useWords(WORDS);
  return (
    <div className="sends-results">
      {part.outcomes.map((one) => (
        <span key={one.outcome} className={one.outcome === "sent" ? "" : "second"}>
          {words.outcomes[one.outcome]} {one.people}
        </span>
      ))}
      {part.problem && <span className="second small">{part.problem}</span>}
    </div>
  );
}
