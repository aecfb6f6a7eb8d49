import { PlusOutlined } from "@ant-design/icons";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button, Input, Table, type TableColumnsType } from "antd";
import { type Key, type ReactNode, useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { useUrl } from "@/widgets/useUrl";
import { FRAME } from "./frame.copy";
import { type Printed, PrintPack } from "./PrintPack";
import "./touchpoints.css";

/** What every list of hooks says. */
interface HookWords {
  title: string;
  answer: string;
  add: string;
  find: string;
  name: string;
  nothing: string;
  nothingWhy: string;
  empty: string;
  emptyWhy: string;
}

interface HooksProps<P, T> {
  words: HookWords;
  /** What they are to a printer. */
  kind: Printed;
  /** Asks for those who are called like that, page by page. */
  useFound: (q: string) => UseInfiniteQueryResult<InfiniteData<P>>;
  rowsOf: (page: P) => readonly T[];
  /** The path under which the hook hangs, as ``/s/a1b2``; its last part is its code. */
  pathOf: (row: T) => string;
  nameOf: (row: T) => string;
  /** What stands behind the name. */
  columns: TableColumnsType<T>;
  /** What stands beside the button that makes one. */
  tools?: ReactNode;
  form: (close: () => void, made: (code: string) => void) => ReactNode;
  sheet: (row: T, close: () => void) => ReactNode;
}

/** Hooks that hang outside: found by name, made by who may, each opened by its code in the address. */
export function Hooks<P, T extends object>({
  words,
  kind,
  useFound,
  rowsOf,
  pathOf,
  nameOf,
  ...shape
}: HooksProps<P, T>) {
  const frame = useWords(FRAME);
  const [chosen, choose] = useState<Key[]>([]);
  const may = useMay();
  const [{ q = "", code }, go] = useUrl<{ q: string; code: string }>();
  const [adding, setAdding] = useState(false);
  const found = useFound(q);
  const rows = found.data?.pages.flatMap(rowsOf) ?? [];
  const codeOf = (row: T) => codeIn(pathOf(row));
  const shown = rows.find((row) => codeOf(row) === code);
  const add = may("touchpoints.manage") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  const name = (row: T) => (
    <div className="over">
      <button type="button" className="opens name" onClick={() => go({ code: codeOf(row) })}>
        {nameOf(row)}
      </button>
      <span className="second">{pathOf(row)}</span>
    </div>
  );
  return (
    <Page
      title={words.title}
      answer={words.answer}
      tools={
        shape.tools ? (
          <>
            {shape.tools}
            {add}
          </>
        ) : (
          add
        )
      }
    >
      <Card flush>
        <div className="links-find">
          <Input.Search
            allowClear
            defaultValue={q}
            placeholder={words.find}
            aria-label={words.find}
            onSearch={(value) => go({ q: value.trim() })}
          />
          {chosen.length > 0 && <PrintPack kind={kind} codes={chosen.map((path) => codeIn(String(path)))} />}
        </div>
        <Answer query={found} loading={420}>
          {() =>
            rows.length ? (
              <Table
                rowKey={pathOf}
                rowSelection={{
                  selectedRowKeys: chosen,
                  onChange: choose,
                  preserveSelectedRowKeys: true,
                  columnWidth: 44,
                  getCheckboxProps: (row) => ({ "aria-label": `${frame.choose} ${nameOf(row)}` }) as object,
                }}
                columns={[{ title: words.name, key: "name", render: (_, row) => name(row) }, ...shape.columns]}
                dataSource={rows}
                pagination={false}
                scroll={{ x: 860 }}
              />
            ) : (
              <Empty title={q ? words.nothing : words.empty} action={q ? null : add}>
                {q ? words.nothingWhy : words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
        <More query={found} />
      </Card>
      {adding &&
        shape.form(
          () => setAdding(false),
          (made) => go({ code: made, q: "" }),
        )}
      {shown && !adding && shape.sheet(shown, () => go({ code: undefined }))}
    </Page>
  );
}

function codeIn(path: string): string {
  return path.split("/").at(-1) ?? "";
}
