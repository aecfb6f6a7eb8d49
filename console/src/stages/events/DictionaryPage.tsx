import { Input, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { type DictionaryEntry, useDictionary } from "@/widgets/dictionary";
import { aiplName } from "@/widgets/names";
import { useUrl } from "@/widgets/useUrl";
import "./events.css";

const WORDS = copy(
  {
    title: "事件字典",
    answer: (n: number) => `${n} 个标准事件：中文名、含义、字段，以及它说明一个人走到哪一步。`,
    find: "名称或含义",
    all: "全部",
    name: "事件",
    meaning: "含义",
    properties: "字段",
    step: "阶段",
    none: "没有这样的事件",
    noneWhy: "字典以外的事件也照样收，除非来源设成先隔离。",
  },
  {
    title: "Event dictionary",
    answer: (n: number) => `${n} standard events: names, meaning, properties, and what step each one proves.`,
    find: "Name or meaning",
    all: "All",
    name: "Event",
    meaning: "Meaning",
    properties: "Properties",
    step: "Step",
    none: "No such event",
    noneWhy: "Events outside the dictionary are welcome too, unless a source sets them aside.",
  },
);

/** Which events are there, and what do they say? */
export function DictionaryPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const dictionary = useDictionary();
  const [text, setText] = useState("");
  const [url, set] = useUrl<{ step: string }>();
  const wanted = text.trim().toLowerCase();
  const fits = (one: DictionaryEntry): boolean =>
    (!url.step || one.aipl.startsWith(String(url.step))) &&
    `${one.name} ${one.chinese} ${one.meaning}`.toLowerCase().includes(wanted);
  return (
    <Page
      title={words.title}
      answer={words.answer(dictionary.data?.length ?? 0)}
      tools={
        <>
          <Input.Search
            allowClear
            placeholder={words.find}
            aria-label={words.find}
            value={text}
            onChange={(event) => setText(event.target.value)}
            style={{ width: 240 }}
          />
          <Segmented
            aria-label={words.step}
            value={String(url.step ?? "")}
            onChange={(step) => set({ step: step || undefined })}
            options={["", "A", "I", "P", "L"].map((value) => ({
              value,
              label: value ? aiplName(value, chosen) : words.all,
            }))}
          />
        </>
      }
    >
      <Card flush>
        <Answer query={dictionary} loading={600}>
          {(all) => {
            const rows = all.filter(fits);
            return rows.length ? <List rows={rows} /> : <Empty title={words.none}>{words.noneWhy}</Empty>;
          }}
        </Answer>
      </Card>
    </Page>
  );
}

function List({ rows }: { rows: DictionaryEntry[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const columns: TableColumnsType<DictionaryEntry> = [
    {
      title: words.name,
      key: "name",
      width: 230,
      render: (_, row) => (
        <div>
          <b>{row.chinese}</b>
          <div className="mono second">{row.name}</div>
        </div>
      ),
    },
    { title: words.meaning, dataIndex: "meaning" },
    {
      title: words.properties,
      key: "properties",
      width: "36%",
      render: (_, row) => (
        <div className="row tight">
          {Object.entries(row.properties).map(([name, type]) => (
            <Chip key={name} tone="quiet" title={String(type)}>
              <span className="mono">{name}</span>
            </Chip>
          ))}
        </div>
      ),
    },
    {
      title: words.step,
      key: "step",
      width: 90,
      render: (_, row) => row.aipl && <Chip>{aiplName(row.aipl.slice(0, 1), chosen)}</Chip>,
    },
  ];
  return (
    <Table
      rowKey="name"
      columns={columns}
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false, style: { padding: "0 20px" } }}
      scroll={{ x: 860 }}
    />
  );
}
