import { Button, Progress, Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { type Quota, useQuotas } from "./connectors.api";
import { ENDPOINTS, WORDS } from "./quotas.copy";

const NEARLY = 0.9;
const NO_PERMISSION = "48002";

/** What may still be asked of a platform, and how much was asked lately. */
export function Quotas({ name }: { name: string }) {
  const words = useWords(WORDS);
  const query = useQuotas(name);
  return (
    <div className="stack">
      <div className="row">
        <Button loading={query.isFetching} onClick={() => query.refetch()}>
          {words.again}
        </Button>
        <span className="second small">{words.why}</span>
      </div>
      <Answer query={query} loading={160}>
        {(rows) => <List rows={rows} />}
      </Answer>
    </div>
  );
}

function List({ rows }: { rows: Quota[] }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Quota> = [
    { title: words.what, key: "what", render: (_, row) => <What quota={row} /> },
    {
      title: `${words.used} / ${words.most}`,
      key: "used",
      align: "right",
      render: (_, row) =>
        row.problem ? (
          <span className="second">–</span>
        ) : (
          <>
            <Count value={row.used} /> / <Count value={row.most} />
          </>
        ),
    },
    { title: words.left, key: "left", width: 180, render: (_, row) => <Left quota={row} /> },
  ];
  return (
    <Table
      rowKey={(row) => `${row.kind} ${row.subject}`}
      size="small"
      columns={columns}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: words.none }}
      scroll={{ x: 560 }}
    />
  );
}

function What({ quota }: { quota: Quota }) {
  const words = useWords(WORDS);
  const known = ENDPOINTS[quota.subject]?.[language.use() === "zh" ? 0 : 1];
  const counts = quota.kind === "calls_today" ? words.untilMidnight : quota.seconds ? words.within(quota.seconds) : "";
  return (
    <div className="stack tight">
      <span>
        {words.kinds[quota.kind]}
        {counts && <span className="second small"> · {counts}</span>}
      </span>
      {known && <span className="small">{known}</span>}
      {quota.subject && <code className="connector-address second small">{quota.subject}</code>}
    </div>
  );
}

function Left({ quota }: { quota: Quota }) {
  const words = useWords(WORDS);
  if (quota.problem) {
    return (
      <span className="second small" title={quota.problem}>
        {quota.problem.includes(NO_PERMISSION) ? words.notBought : `${words.unknown}: ${quota.problem}`}
      </span>
    );
  }
  const share = quota.most ? quota.used / quota.most : 0;
  return (
    <div className="stack tight">
      <Progress
        size="small"
        percent={Math.round(share * 100)}
        status={share >= NEARLY ? "exception" : "normal"}
        format={() => <Count value={quota.left} />}
      />
      {quota.opens_at && (
        <span className="quota-shut small">
          {words.opens} · <When at={quota.opens_at} />
        </span>
      )}
    </div>
  );
}
