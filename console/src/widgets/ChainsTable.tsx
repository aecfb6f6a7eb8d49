import { Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import type { Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { type Language, language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info, Money } from "@/ui/Figures";
import { CHAINS } from "./chains.copy";
import { FigureLink } from "./FigureLink";
import { channelName } from "./names";
import type { CellOf } from "./useCells";
import "./chains.css";

type Found = Shapes["ChainsResult"];
type Line = Shapes["ChainLine"];

/** What is counted of each line, in the order of the way; friends who stayed stand beside those who came. */
export const STEPS = ["clicked", "scanned", "added", "spoke", "joined", "bought", "again"] as const;
export const KEPT = ["1", "7", "30"] as const;
const FEW = 30;

/** This will name a line: a channel by its own name, everything else as it was written. */
export function nameOf(group: string, by: Found["by"], chosen: Language): string {
  return by === "channel" ? channelName(group, chosen) : group;
}

interface TableProps {
  found: Found;
  /** On a board, whose card is around it already. */
  bare?: boolean;
  onOpen: (cell: CellOf, title: string) => void;
}

/** Each line's people, how many of them took each step, and how many friends stayed. */
export function ChainsTable({ found, bare = false, onOpen }: TableProps) {
  const words = useWords(CHAINS);
  const columns = useColumns(found, onOpen);
  const total: Line = { ...found.total, group: null };
  const table = (
    <>
      <Table<Line>
        className="dense"
        rowKey={(line) => line.group ?? "total"}
        size="middle"
        columns={columns}
        dataSource={[...found.lines, total]}
        pagination={false}
        rowClassName={(line) => (line.group === null ? "chains-total" : "")}
        scroll={{ x: "max-content" }}
      />
      {found.more > 0 && <p className="second small chains-more">{words.more(found.more)}</p>}
    </>
  );
  return bare ? table : <Card flush>{table}</Card>;
}

function useColumns(found: Found, onOpen: TableProps["onOpen"]): TableColumnsType<Line> {
  const words = useWords(CHAINS);
  const chosen = language.use();
  const may = useMay();
  const named = (line: Line) => (line.group === null ? words.total : nameOf(line.group, found.by, chosen));
  const opens = (line: Line, what: string, title: string, shown: ReactNode) =>
    may("people.read") ? (
      <FigureLink
        label={`${named(line)} · ${title}`}
        onOpen={() => onOpen(line.cells[what] ?? {}, `${named(line)} · ${title}`)}
      >
        {shown}
      </FigureLink>
    ) : (
      shown
    );
  const step = (what: (typeof STEPS)[number] | "people"): TableColumnsType<Line>[number] => ({
    title: words[what],
    key: what,
    align: "right",
    render: (_, line) => (
      <div className="chains-given">
        {line[what] ? opens(line, what, words[what], <Count value={line[what]} />) : <span className="second">0</span>}
        {what !== "people" && (
          <span className="second small">{percent(line.people ? line[what] / line.people : null)}</span>
        )}
      </div>
    ),
  });
  const kept = (days: (typeof KEPT)[number]): TableColumnsType<Line>[number] => ({
    title: words.keptDays(days),
    key: `kept_${days}`,
    align: "right",
    render: (_, line) => {
      const share = line[`kept_${days}`];
      if (!share.denominator) return <span className="second">–</span>;
      const counts = `${count(share.numerator, chosen)} / ${count(share.denominator, chosen)}`;
      return (
        <span title={counts}>
          {share.denominator < FEW && <span className="second">~ </span>}
          {opens(line, `kept_${days}`, words.kept(days), percent(share.value))}
        </span>
      );
    },
  });
  return [
    {
      title: words.by[found.by],
      key: "group",
      fixed: "left",
      width: found.by === "channel" ? 108 : 150,
      render: (_, line) => (
        <b className="chains-name" title={named(line)}>
          {named(line)}
        </b>
      ),
    },
    ...(["people", "clicked", "scanned", "added"] as const).map(step),
    {
      title: (
        <>
          {words.keptAll}
          <Info>{words.keptHow}</Info>
        </>
      ),
      key: "kept",
      align: "center",
      children: KEPT.map(kept),
    },
    ...(["spoke", "joined", "bought", "again"] as const).map(step),
    {
      title: words.net,
      key: "net",
      align: "right",
      className: "chains-net",
      render: (_, line) => <Money fen={line.net_fen} short />,
    },
  ];
}
