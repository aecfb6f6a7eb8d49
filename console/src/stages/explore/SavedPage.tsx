import { Link } from "@tanstack/react-router";
import { Button, Popconfirm, Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { act, SAVED, type Saved, useSaved } from "./explore.api";
import { History } from "./History";
import { isKind } from "./question";
import { anyKind } from "./words";

const WORDS = copy(
  {
    title: "已保存的分析",
    answer: (n: number, boards: number) =>
      boards ? `一共 ${n} 个，其中 ${boards} 个在看板上。` : `一共 ${n} 个，还没有一个放到看板上。`,
    name: "名称",
    kind: "分析",
    boards: "所在看板",
    changed: "最后改动",
    version: (n: number) => `第 ${n} 版`,
    remove: "删除",
    sure: "删除这个分析？历史会留着。",
    shown: "看板还在用它，先从看板上拿下来。",
    deleted: "已删除",
    empty: "还没有保存过分析",
    emptyWhy: "在探索里问出一个好问题，保存下来，下次直接看最新的答案。",
    begin: "去探索",
  },
  {
    title: "Saved questions",
    answer: (n: number, boards: number) => `${n} questions, ${boards} of them on boards.`,
    name: "Name",
    kind: "Analysis",
    boards: "On boards",
    changed: "Last change",
    version: (n: number) => `version ${n}`,
    remove: "Delete",
    sure: "Delete this question? Its history stays.",
    shown: "A board shows it; take it off there first.",
    deleted: "Deleted",
    empty: "Nothing was saved yet",
    emptyWhy: "Ask a good question in Explore and save it; next time its newest answer is there at once.",
    begin: "Explore",
  },
);

/** Which questions do we ask again and again? */
export function SavedPage() {
  const words = useWords(WORDS);
  const saved = useSaved();
  const rows = saved.data ?? [];
  return (
    <Page
      title={words.title}
      answer={saved.data ? words.answer(rows.length, rows.filter((one) => one.boards.length).length) : " "}
    >
      <Card flush>
        <Answer query={saved} loading={360}>
          {(data) =>
            data.length ? (
              <List rows={data} />
            ) : (
              <Empty title={words.empty} action={<Link to="/explore">{words.begin}</Link>}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
      </Card>
    </Page>
  );
}

function List({ rows }: { rows: Saved[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const columns: TableColumnsType<Saved> = [
    { title: words.name, key: "name", render: (_, row) => <Named row={row} /> },
    {
      title: words.kind,
      key: "kind",
      render: (_, row) => anyKind(String(row.question.kind), chosen),
    },
    {
      title: words.boards,
      key: "boards",
      render: (_, row) => (
        <span className="row tight">
          {row.boards.map((one) => (
            <Chip key={one}>{one}</Chip>
          ))}
        </span>
      ),
    },
    {
      title: words.changed,
      key: "changed",
      render: (_, row) => (
        <div>
          {row.changed.name} <span className="second">· {words.version(row.version)}</span>
          <div className="small second">
            <When at={row.changed.at} />
          </div>
        </div>
      ),
    },
  ];
  columns.push({
    key: "tools",
    align: "right",
    render: (_, row) => (
      <span className="row tight nowrap" style={{ justifyContent: "flex-end" }}>
        <History saved={row} small />
        {may("people.change") && <Remove row={row} />}
      </span>
    ),
  });
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 760 }} />;
}

function Named({ row }: { row: Saved }) {
  const { kind, metric } = row.question;
  return (
    <div>
      {isKind(kind) && (
        <Link to="/explore/$kind" params={{ kind }} search={{ saved: row.id }}>
          {row.name}
        </Link>
      )}
      {kind === "metric" && (
        <Link to="/metric-dictionary/$name" params={{ name: String(metric) }}>
          {row.name}
        </Link>
      )}
      {!isKind(kind) && kind !== "metric" && row.name}
      {row.note && <div className="small second">{row.note}</div>}
    </div>
  );
}

function Remove({ row }: { row: Saved }) {
  const words = useWords(WORDS);
  const remove = useAct({ act: () => act.forget(row), stale: [[...SAVED]], done: words.deleted });
  if (row.boards.length)
    return (
      <Button size="small" type="text" disabled title={words.shown}>
        {words.remove}
      </Button>
    );
  return (
    <Popconfirm title={words.sure} okText={words.remove} onConfirm={() => remove.mutate()}>
      <Button size="small" type="text" danger loading={remove.isPending}>
        {words.remove}
      </Button>
    </Popconfirm>
  );
}
