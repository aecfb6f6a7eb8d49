import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Meter } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { FigureLink } from "@/widgets/FigureLink";
import type { Scene, Standing } from "./followers.api";
import { WORDS } from "./followers.copy";

interface ScenesProps {
  scenes: Scene[];
  /** Those who came by a code; of some standing only. */
  onOpen: (filters: { scene: string; standing?: Standing }) => void;
}

/** What each code brought, and who stayed. */
export function Scenes({ scenes, onOpen }: ScenesProps) {
  const words = useWords(WORDS);
  if (!scenes.length) return <Empty title={words.noScenes}>{words.noScenesWhy}</Empty>;
  const columns: TableColumnsType<Scene> = [
    {
      title: words.scene,
      key: "source",
      render: (_, row) => (
        <button type="button" className="opens" onClick={() => onOpen({ scene: row.source })}>
          {row.source}
        </button>
      ),
    },
    {
      title: words.came,
      key: "came",
      align: "right",
      render: (_, row) => (
        <FigureLink label={`${row.source} · ${words.came}`} onOpen={() => onOpen({ scene: row.source })}>
          {row.came}
        </FigureLink>
      ),
    },
    {
      title: words.still,
      key: "following",
      align: "right",
      render: (_, row) =>
        row.following ? (
          <FigureLink
            label={`${row.source} · ${words.still}`}
            onOpen={() => onOpen({ scene: row.source, standing: "following" })}
          >
            {row.following}
          </FigureLink>
        ) : (
          0
        ),
    },
    {
      title: words.kept,
      key: "kept",
      width: 200,
      render: (_, row) => {
        const share = row.came ? row.following / row.came : 0;
        const said = `${Math.round(share * 100)}%`;
        return (
          <span className="row nowrap" style={{ gap: 8 }}>
            <Meter share={share} label={said} />
            {said}
          </span>
        );
      },
    },
  ];
  return <Table rowKey="source" columns={columns} dataSource={scenes} pagination={false} scroll={{ x: 640 }} />;
}
