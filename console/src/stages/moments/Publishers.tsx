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
import { act, MOMENTS, type Moment, type Publisher, usePublishers } from "./moments.api";
import { WORDS } from "./moments.copy";

/** Staff and what came of it at each: whoever has not published stands first, and can be reminded. */
export function Publishers({ moment, mark }: { moment: Moment; mark: string }) {
  const words = useWords(WORDS);
  const units = useUnits();
  const may = useMay();
  const query = usePublishers(moment.id, mark);
  const remind = useAct({
    act: (staff: string[]) => act.remind(moment.id, staff),
    stale: [MOMENTS],
    done: (answer) => words.reminded(answer.staff),
  });
  const waiting = (query.data ?? []).filter((one) => one.state === "asked").length;
  const going = may("sends.manage") && moment.state === "asked";
  const figure = (name: "chosen" | "shown" | "likes" | "comments") => ({
    title: words[name],
    key: name,
    align: "right" as const,
    render: (_: unknown, row: Publisher) => <Count value={row[name]} />,
  });
  const columns: TableColumnsType<Publisher> = [
    {
      title: words.staff,
      key: "staff",
      render: (_, row) => (
        <div className="moments-name">
          <span title={row.staff}>{row.staff_name}</span>
          {row.unit && <span className="second small">{units.get(row.unit) ?? row.unit}</span>}
        </div>
      ),
    },
    { title: words.stateOf, key: "state", render: (_, row) => <Doing row={row} /> },
    figure("chosen"),
    figure("shown"),
    figure("likes"),
    figure("comments"),
    {
      key: "remind",
      align: "right",
      render: (_, row) =>
        going && row.state === "asked" ? (
          <span className="moments-remind">
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
      {(staff) => (
        <div className="stack">
          {going && waiting > 1 && (
            <div>
              <Button icon={<BellOutlined />} loading={remind.isPending} onClick={() => remind.mutate([])}>
                {words.remindAll(waiting)}
              </Button>
            </div>
          )}
          <Table
            rowKey="staff"
            columns={columns}
            dataSource={staff}
            pagination={staff.length > 50 && { pageSize: 50, showSizeChanger: false }}
          />
        </div>
      )}
    </Answer>
  );
}

function Doing({ row }: { row: Publisher }) {
  const words = useWords(WORDS);
  const tone = row.state === "published" ? "good" : row.state === "asked" ? "look" : "quiet";
  return (
    <div className="moments-name">
      <span className="row nowrap">
        <Chip tone={tone}>{words.doing[row.state]}</Chip>
        {row.published_at && (
          <span className="second small" title={words.learned}>
            <When at={row.published_at} />
          </span>
        )}
      </span>
      {row.problem && <span className="second small">{row.problem}</span>}
    </div>
  );
}
