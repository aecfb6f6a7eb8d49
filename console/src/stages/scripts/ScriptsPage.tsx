import { BulbOutlined, FolderAddOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { type Folder, type Script, useScripts, wordsOf } from "@/widgets/scripts";
import { useUrl } from "@/widgets/useUrl";
import { FolderForm } from "./FolderForm";
import { Ready, ReadyDrawer } from "./Ready";
import { ScriptDrawer } from "./ScriptDrawer";
import { useFolders } from "./scripts.api";
import { WORDS } from "./scripts.copy";
import "./scripts.css";

type Place = { q: string; folder: number };

/** What do we say well, who keeps it, and who uses it? */
export function ScriptsPage() {
  const words = useWords(WORDS);
  const [url, go] = useUrl<Place>();
  const [open, setOpen] = useState<Script | "new" | null>(null);
  const [adding, setAdding] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const folder = url.folder ? Number(url.folder) : undefined;
  const folders = useFolders();
  const query = useScripts(url.q ?? "", folder);
  const known = folders.data ?? [];
  const narrowed = Boolean(url.q || folder);
  return (
    <Page
      title={words.title}
      answer={words.answer}
      tools={
        <>
          <Button icon={<BulbOutlined />} onClick={() => setChoosing(true)}>
            {words.ready}
          </Button>
          <Button icon={<FolderAddOutlined />} onClick={() => setAdding(true)}>
            {words.addFolder}
          </Button>
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => (folders.data?.length === 0 ? setAdding(true) : setOpen("new"))}
          >
            {words.add}
          </Button>
        </>
      }
    >
      <Card flush>
        <div className="row scripts-find">
          <Input.Search
            allowClear
            defaultValue={url.q}
            placeholder={words.find}
            aria-label={words.find}
            onSearch={(q) => go({ q })}
          />
          <Select
            value={folder ?? 0}
            aria-label={words.folder}
            onChange={(chosen) => go({ folder: chosen || undefined })}
            options={[{ value: 0, label: words.allFolders }, ...known.map((one) => named(one, words))]}
          />
        </div>
        <Answer query={query} loading={420}>
          {(found) =>
            found.length ? (
              <List scripts={found} onOpen={setOpen} />
            ) : narrowed ? (
              <Empty title={url.q ? words.notFound : words.noneHere}>
                {url.q ? words.notFoundWhy : words.noneHereWhy}
              </Empty>
            ) : (
              <>
                <Empty title={words.none}>{words.noneWhy}</Empty>
                <div className="scripts-begin">
                  <Ready />
                </div>
              </>
            )
          }
        </Answer>
      </Card>
      {choosing && <ReadyDrawer onClose={() => setChoosing(false)} />}
      {adding && <FolderForm onClose={() => setAdding(false)} />}
      {open && (
        <ScriptDrawer
          key={open === "new" ? "new" : `${open.id} ${open.version}`}
          script={open === "new" ? null : open}
          folders={known}
          folder={folder}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}

function named(one: Folder, words: { ofAll: string; ofMine: string }) {
  return { value: one.id, label: `${one.name}（${one.own ? words.ofMine : words.ofAll} ${one.scripts}）` };
}

function List({ scripts, onOpen }: { scripts: Script[]; onOpen: (script: Script) => void }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Script> = [
    {
      title: words.name,
      key: "title",
      width: 220,
      render: (_, row) => (
        <button type="button" className="opens" onClick={() => onOpen(row)}>
          {row.title}
        </button>
      ),
    },
    {
      title: words.said,
      key: "said",
      render: (_, row) => (
        <span className="row nowrap" style={{ gap: 6 }}>
          <span className="scripts-said" title={wordsOf(row.parts, {})}>
            {wordsOf(row.parts, {})}
          </span>
          {row.parts.some((part) => part.kind === "picture") && <Chip tone="quiet">{words.picture}</Chip>}
        </span>
      ),
    },
    {
      title: words.folder,
      key: "folder",
      render: (_, row) => (
        <span className="row nowrap" style={{ gap: 6 }}>
          {row.folder_name}
          {row.own && <Chip tone="quiet">{words.ofMine}</Chip>}
        </span>
      ),
    },
    { title: words.uses, key: "uses", align: "right", render: (_, row) => <Count value={row.uses} /> },
    {
      title: words.changed,
      key: "changed",
      render: (_, row) => (
        <>
          <When at={row.changed_at} /> <span className="second">{row.changed_name}</span>
        </>
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={scripts}
      pagination={scripts.length > 50 && { pageSize: 50, showSizeChanger: false }}
      scroll={{ x: 860 }}
    />
  );
}
