import { Alert, Button, Checkbox, Input, Modal, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import type { Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Raw } from "@/ui/Code";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useEventNames } from "@/widgets/dictionary";
import { More } from "@/widgets/More";
import { useAct } from "@/widgets/useAct";
import { useUrl } from "@/widgets/useUrl";
import { act, type Quarantined, useQuarantine } from "./events.api";
import { missed } from "./missed";
import "./events.css";

const WORDS = copy(
  {
    title: "隔离区",
    answer: (n: number) => (n ? `${n} 条事件没有通过检查，原样留在这里，修好就能放行。` : "没有被隔离的事件。"),
    event: "事件",
    reason: "原因",
    source: "来源",
    at: "收到",
    fix: "修复并放行",
    chosen: (n: number) => `修复并放行 ${n} 条`,
    name: "补上或改成的事件名",
    user: "补上用户编号",
    occurred: "发生时间改为收到的时刻",
    unplanned: "字典以外的事件也放行",
    consequence: (n: number) => `会把这 ${n} 条按下面的修改重新送进来；还不合格的继续留在隔离区。`,
    result: (released: number, waiting: number) =>
      waiting ? `放行 ${released} 条，${waiting} 条还不合格` : `放行 ${released} 条`,
    all: "全部",
    empty: "隔离区是空的",
    emptyWhy: "收到的事件都通过了检查。没有通过的会连同原因留在这里，不会丢。",
    codes: {
      NoIdentifier: "没有任何标识",
      NoUsableIdentifier: "标识都不可用",
      NoEventName: "没有事件名",
      NoSuchKind: "不认识的类型",
      BadTimestamp: "时间不对",
      EventTooLarge: "太大",
      MessageIdTooLong: "消息编号太长",
      NotAnObject: "不是对象",
      NameTooLong: "名称太长",
      TooDeep: "嵌套太深",
      KeyTooLong: "字段名太长",
      Unplanned: "字典以外",
    } as Record<string, string>,
  },
  {
    title: "Quarantine",
    answer: (n: number) =>
      n
        ? `${n} events did not pass; they are kept as they came and go on once they are mended.`
        : "Nothing is set aside.",
    event: "Event",
    reason: "Reason",
    source: "Source",
    at: "Received",
    fix: "Mend and release",
    chosen: (n: number) => `Mend and release ${n}`,
    name: "Name of the event instead",
    user: "User id to add",
    occurred: "Take the moment it was received as the time",
    unplanned: "Release events outside the dictionary too",
    consequence: (n: number) =>
      `These ${n} are sent in again with the changes below; what still does not pass stays here.`,
    result: (released: number, waiting: number) =>
      waiting ? `${released} released, ${waiting} still do not pass` : `${released} released`,
    all: "All",
    empty: "The quarantine is empty",
    emptyWhy: "Every event passed. What does not is kept here with its reason and is never lost.",
    codes: {},
  },
);

/** What was set aside, why, and how does it go on? */
export function QuarantinePage() {
  const words = useWords(WORDS);
  const may = useMay();
  const [url, set] = useUrl<{ code: string }>();
  const query = useQuarantine(url.code);
  const [picked, setPicked] = useState<number[]>([]);
  const [fixing, setFixing] = useState(false);
  const reasons = query.data?.pages[0]?.reasons ?? [];
  const total = reasons.reduce((sum, one) => sum + one.count, 0);
  const rows = query.data?.pages.flatMap((page) => page.events) ?? [];
  const manage = may("events.manage");
  return (
    <Page
      title={words.title}
      answer={query.data ? words.answer(total) : " "}
      tools={
        manage &&
        picked.length > 0 && (
          <Button type="primary" onClick={() => setFixing(true)}>
            {words.chosen(picked.length)}
          </Button>
        )
      }
    >
      {total > 0 && (
        <div className="reasons">
          <Button
            size="small"
            type={url.code ? "default" : "primary"}
            ghost={!url.code}
            onClick={() => set({ code: undefined })}
          >
            {words.all} {total}
          </Button>
          {reasons.map((one) => (
            <Button
              size="small"
              key={one.code}
              type={url.code === one.code ? "primary" : "default"}
              ghost={url.code === one.code}
              onClick={() => set({ code: one.code })}
            >
              {words.codes[one.code] ?? one.code} {one.count}
            </Button>
          ))}
        </div>
      )}
      <Card flush>
        <Answer query={query} loading={420}>
          {() =>
            rows.length ? (
              <List rows={rows} picked={manage ? picked : null} onPick={setPicked} />
            ) : (
              <Empty title={words.empty}>{words.emptyWhy}</Empty>
            )
          }
        </Answer>
        <More query={query} />
      </Card>
      {fixing && (
        <Fix
          rows={rows.filter((row) => picked.includes(row.id))}
          onClose={() => setFixing(false)}
          onDone={() => setPicked([])}
        />
      )}
    </Page>
  );
}

function List({
  rows,
  picked,
  onPick,
}: {
  rows: Quarantined[];
  picked: number[] | null;
  onPick: (ids: number[]) => void;
}) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const names = useEventNames();
  const columns: TableColumnsType<Quarantined> = [
    {
      title: words.event,
      key: "event",
      render: (_, row) => <b title={row.name}>{row.name ? names.name(row.name) : "–"}</b>,
    },
    {
      title: words.reason,
      key: "reason",
      render: (_, row) => (
        <div>
          {words.codes[row.code] ?? row.code}
          <div className="small second">{chosen === "zh" ? missed(row.code, row.message) : row.message}</div>
        </div>
      ),
    },
    { title: words.source, dataIndex: "source" },
    { title: words.at, key: "at", align: "right", render: (_, row) => <When at={row.received_at} /> },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 720 }}
      rowSelection={picked ? { selectedRowKeys: picked, onChange: (keys) => onPick(keys.map(Number)) } : undefined}
      expandable={{ expandedRowRender: (row) => <Raw value={row.arrival} />, expandRowByClick: true }}
    />
  );
}

function Fix({ rows, onClose, onDone }: { rows: Quarantined[]; onClose: () => void; onDone: () => void }) {
  const words = useWords(WORDS);
  const [name, setName] = useState("");
  const [user, setUser] = useState("");
  const [received, setReceived] = useState(false);
  const [unplanned, setUnplanned] = useState(false);
  const release = useAct({
    act: async () => {
      const answers = await Promise.all(
        groups(rows, received).map(([at, ids]) =>
          act.release({ ids, code: null, accept_unplanned: unplanned, fix: fixOf(name, user, at) }),
        ),
      );
      const sum = (figure: "released" | "still_waiting"): number => answers.reduce((all, one) => all + one[figure], 0);
      return { released: sum("released"), still_waiting: sum("still_waiting") };
    },
    stale: [["events"]],
    done: (answer) => words.result(answer.released, answer.still_waiting),
    after: () => {
      onDone();
      onClose();
    },
  });
  return (
    <Modal
      title={words.fix}
      open
      onCancel={onClose}
      onOk={() => release.mutate()}
      okText={words.fix}
      confirmLoading={release.isPending}
    >
      <div className="stack">
        <Alert type="info" showIcon title={words.consequence(rows.length)} />
        <Input
          placeholder={words.name}
          aria-label={words.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          placeholder={words.user}
          aria-label={words.user}
          value={user}
          onChange={(event) => setUser(event.target.value)}
        />
        <Checkbox checked={received} onChange={(event) => setReceived(event.target.checked)}>
          {words.occurred}
        </Checkbox>
        <Checkbox checked={unplanned} onChange={(event) => setUnplanned(event.target.checked)}>
          {words.unplanned}
        </Checkbox>
      </div>
    </Modal>
  );
}

/** Each moment of receipt is a fix of its own; without that all go at once. */
function groups(rows: Quarantined[], received: boolean): [number | null, number[]][] {
  const by = Map.groupBy(rows, (row) => (received ? new Date(row.received_at).getTime() : null));
  return [...by].map(([at, members]) => [at, members.map((row) => row.id)]);
}

function fixOf(name: string, user: string, occurred_at: number | null): Shapes["FixIn"] {
  return {
    name: name.trim() || null,
    identifiers: user.trim() ? [["user_id", user.trim()]] : null,
    occurred_at,
    properties: null,
    traits: null,
  };
}
