import type { TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { AskedStaff } from "@/widgets/AskedStaff";
import { act, MOMENTS, type Moment, type Publisher, usePublishers } from "./moments.api";
import { WORDS } from "./moments.copy";

/** Staff and what came of it at each: whoever has not published stands first, and can be reminded. */
export function Publishers({ moment, mark }: { moment: Moment; mark: string }) {
  const words = useWords(WORDS);
  const figure = (name: "chosen" | "shown" | "likes" | "comments") => ({
    title: words[name],
    key: name,
    align: "right" as const,
    render: (_: unknown, row: Publisher) => <Count value={row[name]} />,
  });
  const columns: TableColumnsType<Publisher> = [
    { title: words.stateOf, key: "state", render: (_, row) => <Doing row={row} /> },
    figure("chosen"),
    figure("shown"),
    figure("likes"),
    figure("comments"),
  ];
  return (
    <AskedStaff
      words={words}
      query={usePublishers(moment.id, mark)}
      rowKey="staff"
      columns={columns}
      going={moment.state === "asked"}
      waits={(one) => one.state === "asked"}
      remind={(staff) => act.remind(moment.id, staff)}
      reminded={(answer) => words.reminded(answer.staff)}
      stale={MOMENTS}
    />
  );
}

function Doing({ row }: { row: Publisher }) {
  const words = useWords(WORDS);
  const tone = row.state === "published" ? "good" : row.state === "asked" ? "look" : "quiet";
  return (
    <div className="moments-name over">
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
