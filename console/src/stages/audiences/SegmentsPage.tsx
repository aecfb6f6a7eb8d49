import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Table, type TableColumnsType, Tooltip } from "antd";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { useUrl } from "@/widgets/useUrl";
import { type Segment, useCount, useSegments, useWatches, type Watch } from "./audiences.api";
import { said } from "./language/words";
import { WORDS } from "./list.copy";
import { Presets } from "./Presets";
import { Sparkline } from "./Sparkline";
import { useLexicon } from "./useLexicon";
import { stateSaid, WORDS as WATCH } from "./watch.copy";
import "./audiences.css";

interface Row {
  segment: Segment;
  watch: Watch | undefined;
}

/** Which segments are there, how large, and how do they fare? */
export function SegmentsPage() {
  const words = useWords(WORDS);
  const may = useMay();
  const navigate = useNavigate();
  const segments = useSegments();
  const { data: watches } = useWatches();
  const [url, set] = useUrl<{ q: string }>();
  const q = String(url.q ?? "")
    .trim()
    .toLowerCase();
  const rows = (segments.data ?? []).map((segment) => ({
    segment,
    watch: watches?.find((one) => one.segment === segment.name),
  }));
  const shown = rows.filter(({ segment }) => `${segment.name} ${segment.note}`.toLowerCase().includes(q));
  const failing = rows.filter((row) => row.watch?.state === "failing").length;
  return (
    <Page
      title={words.title}
      answer={
        segments.data ? words.answer(rows.length, rows.filter((row) => row.watch).length, failing) : words.reading
      }
      tools={
        <>
          {rows.length > 0 && (
            <Input
              allowClear
              prefix={<SearchOutlined />}
              placeholder={words.find}
              aria-label={words.find}
              defaultValue={String(url.q ?? "")}
              onChange={(event) => set({ q: event.target.value || undefined })}
              style={{ width: 220 }}
            />
          )}
          {may("people.change") && (
            <Button
              type="primary"
              icon={<PlusOutlined />}
              onClick={() => void navigate({ to: "/segments/new", search: {} })}
            >
              {words.fresh}
            </Button>
          )}
        </>
      }
    >
      <Answer query={segments} loading={420}>
        {() => (
          <>
            {rows.length > 0 && (
              <Card flush>
                {shown.length ? <List rows={shown} /> : <Empty title={words.nothing(q)}>{words.nothingWhy}</Empty>}
              </Card>
            )}
            {!q && <Presets first={!rows.length} taken={new Set(rows.map((row) => row.segment.name))} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function List({ rows }: { rows: Row[] }) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const actor = useActors();
  const columns: TableColumnsType<Row> = [
    {
      title: words.segment,
      key: "name",
      render: (_, { segment }) => {
        const sentence = said(segment.definition.where, lexicon);
        return (
          <div className="named">
            <Link to="/segments/$name" params={{ name: segment.name }}>
              <b>{segment.name}</b>
            </Link>
            <Tooltip title={sentence} placement="bottomLeft">
              <div className="small second clamp">{sentence}</div>
            </Tooltip>
            {segment.note && <div className="small clamp">{segment.note}</div>}
          </div>
        );
      },
    },
    {
      title: words.size,
      key: "size",
      width: 120,
      align: "right",
      render: (_, row) => <Size row={row} />,
    },
    {
      title: words.trend,
      key: "trend",
      width: 150,
      render: (_, row) => <Sparkline watch={row.watch} />,
    },
    { title: words.state, key: "state", width: 130, render: (_, row) => <State watch={row.watch} /> },
    {
      title: words.used,
      key: "used",
      width: 150,
      render: (_, { segment }) =>
        segment.used_by.length ? (
          <div className="stack tight">
            {segment.used_by.map((name) => (
              <Link key={name} to="/segments/$name" params={{ name }} className="small">
                {name}
              </Link>
            ))}
          </div>
        ) : (
          <span className="second">–</span>
        ),
    },
    {
      title: words.changed,
      key: "changed",
      width: 150,
      align: "right",
      sorter: (a, b) => a.segment.changed_at.localeCompare(b.segment.changed_at),
      defaultSortOrder: "descend",
      render: (_, { segment }) => (
        <div className="small">
          <When at={segment.changed_at} />
          <div className="second">{words.version(segment.version, actor(segment.changed_by, lexicon.language))}</div>
        </div>
      ),
    },
  ];
  return (
    <Table
      rowKey={(row) => row.segment.name}
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 980 }}
    />
  );
}

/** A kept segment knows its size; of others it is counted now. */
function Size({ row: { segment, watch } }: { row: Row }) {
  const words = useWords(WORDS);
  const kept = watch?.built_at ? watch.people : undefined;
  const query = useCount(segment.definition, kept === undefined);
  if (kept !== undefined)
    return (
      <b>
        <Count value={kept} />
      </b>
    );
  if (query.error) return <span className="second">{words.uncounted}</span>;
  return query.data ? <Count value={query.data.people} /> : <span className="second">…</span>;
}

function State({ watch }: { watch: Watch | undefined }) {
  const states = useWords(WATCH);
  const chosen = language.use();
  const text = stateSaid(watch, states);
  if (!watch) return <span className="second">{text}</span>;
  const tone = watch.state === "failing" ? "bad" : watch.state === "current" ? "good" : "look";
  return (
    <span lang={chosen}>
      <Chip tone={tone} title={watch.last_error ?? undefined}>
        {text}
      </Chip>
    </span>
  );
}
