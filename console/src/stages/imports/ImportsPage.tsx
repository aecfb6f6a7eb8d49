import { Link, useNavigate } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip, type Tone } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { Go } from "@/widgets/Go";
import { More } from "@/widgets/More";
import { type Import, isWorking, type State, tablesOf, useImports } from "./imports.api";
import { WORDS } from "./imports.copy";
import "./imports.css";

const TONES: Record<State, Tone> = {
  queued: "quiet",
  running: "look",
  finished: "good",
  dry_run: "quiet",
  failed: "bad",
  undoing: "look",
  undone: "quiet",
};

/** Did this file come in, and which rows did not? */
export function ImportsPage() {
  const words = useWords(WORDS);
  const query = useImports();
  const rows = query.data?.pages.flat() ?? [];
  const working = rows.filter((one) => isWorking(one.state)).length;
  const [newest] = rows;
  const last = newest ? words.last(newest.file, words.states[newest.state]) : words.none;
  return (
    <Page
      title={words.title}
      answer={!query.data ? " " : working ? words.working(working) : last}
      tools={
        rows.length > 0 && (
          <Go to="/imports/new" type="primary">
            {words.new}
          </Go>
        )
      }
    >
      <Card flush>
        <Answer query={query} loading={360}>
          {() => (rows.length ? <List rows={rows} /> : <Nothing />)}
        </Answer>
        <More query={query}>{words.more}</More>
      </Card>
    </Page>
  );
}

function Nothing() {
  const words = useWords(WORDS);
  return (
    <Empty
      title={words.empty}
      action={
        <Go to="/imports/new" type="primary">
          {words.new}
        </Go>
      }
    >
      {words.emptyWhy}
    </Empty>
  );
}

function List({ rows }: { rows: Import[] }) {
  const navigate = useNavigate();
  return (
    <Table<Import>
      rowKey="id"
      columns={useColumns()}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 860 }}
      rowClassName="clickable"
      onRow={(row) => ({ onClick: () => void navigate({ to: "/imports/$id", params: { id: String(row.id) } }) })}
    />
  );
}

function useColumns(): TableColumnsType<Import> {
  const words = useWords(WORDS);
  const actors = useActors();
  return [
    {
      title: words.file,
      key: "file",
      render: (_, row) => (
        <div>
          <Link to="/imports/$id" params={{ id: String(row.id) }} onClick={(event) => event.stopPropagation()}>
            {row.file}
          </Link>
          <div className="second small">
            {[
              ...new Set(tablesOf(row).map((table) => words.records[table.record])),
              row.dry_run && row.state !== "dry_run" && words.trial,
            ]
              .filter(Boolean)
              .join(" · ")}
          </div>
        </div>
      ),
    },
    {
      title: words.state,
      key: "state",
      render: (_, row) => <Chip tone={TONES[row.state]}>{words.states[row.state]}</Chip>,
    },
    { title: words.rows, key: "rows", align: "right", render: (_, row) => <Count value={row.rows} /> },
    {
      title: words.imported,
      key: "imported",
      align: "right",
      render: (_, row) => (row.dry_run ? <span className="second">–</span> : <Count value={row.imported} />),
    },
    {
      title: words.refused,
      key: "refused",
      align: "right",
      render: (_, row) =>
        row.refused ? (
          <span className="warn">
            <Count value={row.refused} />
          </span>
        ) : (
          "0"
        ),
    },
    {
      title: words.by,
      key: "by",
      align: "right",
      render: (_, row) => (
        <div>
          <When at={row.created_at} />
          <div className="second small">{actors(row.created_by, language.get())}</div>
        </div>
      ),
    },
  ];
}
