import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Meter } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import type { Scene } from "./followers.api";
import { WORDS } from "./followers.copy";

/** What each code brought, and who stayed. */
export function Scenes({ scenes, onOpen }: { scenes: Scene[]; onOpen: (scene: string) => void }) {
  const words = useWords(WORDS);
  if (!scenes.length) return <Empty title={words.noScenes}>{words.noScenesWhy}</Empty>;
  const columns: TableColumnsType<Scene> = [
    {
      title: words.scene,
      key: "source",
      render: (_, row) => (
        <button type="button" className="opens" onClick={() => onOpen(row.source)}>
          {row.source}
        </button>
      ),
    },
    { title: words.came, dataIndex: "came", key: "came", align: "right" },
    { title: words.still, dataIndex: "following", key: "following", align: "right" },
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
