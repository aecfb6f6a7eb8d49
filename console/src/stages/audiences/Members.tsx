import { DownloadOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useState } from "react";
import { api, given } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Figure, Figures } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { PeopleSheet } from "@/widgets/PeopleSheet";
import { useAct } from "@/widgets/useAct";
import { act, SEGMENTS, useChanges, useWatches, type Watch } from "./audiences.api";
import { useLexicon } from "./useLexicon";
import { CAUSES, stateSaid, WORDS as WATCH } from "./watch.copy";

const WORDS = copy(
  {
    off: "现在每次打开都是重新算的。转为实时人群后，成员一直保持最新，每个人什么时候进、什么时候出、为什么，都有记录。",
    on: "转为实时人群",
    watched: "已开始维护成员",
    people: "成员",
    see: "看成员",
    csv: "导出 CSV",
    parquet: "导出 Parquet",
    logged: "谁在什么时候导出会记入审计日志",
    caught: "更新到",
    waiting: (n: number) => (n ? `还有 ${n} 批变化在排队` : "没有排队的变化"),
    drift: "漏算",
    driftHow: "定期全量核对时，发现实时维护漏掉的人数。应该是 0。",
    checked: "上次核对",
    failing: "更新失败，会自动重试。成员暂时停在上一次成功的样子。",
    changes: "进出记录",
    none: "还没有人进出。",
    more: "更多",
    in: "进入",
    out: "离开",
    by: (event: string) => `因为“${event}”`,
    title: (name: string) => `“${name}”的成员`,
  },
  {
    off: "It is worked out anew each time. Kept live, its members stay current, and every entry and exit is logged with its cause.",
    on: "Keep its members live",
    watched: "Its members are kept from now on",
    people: "Members",
    see: "See them",
    csv: "Export CSV",
    parquet: "Export Parquet",
    logged: "Who exports what is written to the audit log",
    caught: "Current up to",
    waiting: (n: number) => (n ? `${n} batches of changes are waiting` : "no changes are waiting"),
    drift: "Missed",
    driftHow: "People whom a full check found and live keeping had missed. Should be 0.",
    checked: "Last checked",
    failing: "Keeping it fails; it is tried again by itself. Members stay as they were last.",
    changes: "Entries and exits",
    none: "Nobody entered or left yet.",
    more: "More",
    in: "entered",
    out: "left",
    by: (event: string) => `by “${event}”`,
    title: (name: string) => `Members of “${name}”`,
  },
);

/** Who is in it, since when, and why they came and went: for a segment whose members are kept. */
export function Members({ name }: { name: string }) {
  const words = useWords(WORDS);
  const may = useMay();
  const watch = useAct({ act: () => act.watch(name), stale: [[...SEGMENTS, "watches"]], done: words.watched });
  return (
    <Answer query={useWatches()} loading={180}>
      {(watches) => {
        const found = watches.find((one) => one.segment === name);
        if (found) return <Kept watch={found} />;
        return (
          <div className="stack">
            <p>{words.off}</p>
            {may("people.change") && (
              <div>
                <Button loading={watch.isPending} onClick={() => watch.mutate()}>
                  {words.on}
                </Button>
              </div>
            )}
          </div>
        );
      }}
    </Answer>
  );
}

function Kept({ watch }: { watch: Watch }) {
  const words = useWords(WORDS);
  const states = useWords(WATCH);
  const chosen = language.use();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const name = watch.segment;
  const file = (kind: string): string => `/api/segments/${encodeURIComponent(name)}/members.${kind}`;
  return (
    <div className="stack">
      {watch.state === "failing" && (
        <Alert type="error" showIcon title={words.failing} description={watch.last_error} />
      )}
      <Figures>
        <Figure label={words.people} below={stateSaid(watch, states)}>
          <button type="button" className="figure-link" onClick={() => setOpen(true)}>
            {watch.built_at ? count(watch.people, chosen) : "…"}
          </button>
        </Figure>
        <Figure label={words.caught} below={words.waiting(watch.waiting)}>
          <When at={watch.caught_up_at} />
        </Figure>
        <Figure
          label={words.drift}
          how={words.driftHow}
          below={
            <>
              {words.checked} <When at={watch.swept_at} />
            </>
          }
        >
          {watch.drift}
        </Figure>
      </Figures>
      <div className="row">
        <Button onClick={() => setOpen(true)}>{words.see}</Button>
        {may("people.export") && watch.built_at && (
          <>
            <Button icon={<DownloadOutlined />} href={file("csv")} title={words.logged}>
              {words.csv}
            </Button>
            <Button icon={<DownloadOutlined />} href={file("parquet")} title={words.logged}>
              {words.parquet}
            </Button>
          </>
        )}
      </div>
      <h3>{words.changes}</h3>
      <Changes name={name} />
      <PeopleSheet
        open={open}
        onClose={() => setOpen(false)}
        title={words.title(name)}
        of={["members", name]}
        pageOf={async (after, signal) => {
          const params = { path: { name }, query: { after, limit: 50 } };
          const page = await given(api.GET("/api/segments/{name}/members", { params, signal }));
          return { people: page.members.map((one) => one.person), next: page.next, count: page.people };
        }}
      />
    </div>
  );
}

function Changes({ name }: { name: string }) {
  const words = useWords(WORDS);
  const causes = useWords(CAUSES);
  const lexicon = useLexicon();
  const query = useChanges(name);
  return (
    <Answer query={query} loading={160}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.changes);
        if (!rows.length) return <p className="second">{words.none}</p>;
        return (
          <>
            <ul className="entries small">
              {rows.map((one) => (
                <li key={`${one.round}/${one.person}`} className="row between">
                  <span className="row">
                    <Chip tone={one.entered ? "good" : "quiet"}>{one.entered ? words.in : words.out}</Chip>
                    <Link to="/people/$person" params={{ person: one.person }} className="mono">
                      {one.person}
                    </Link>
                    <span className="second">
                      {one.event ? words.by(lexicon.event(one.event)) : (causes[one.cause as "event"] ?? one.cause)}
                    </span>
                  </span>
                  <When at={one.at} />
                </li>
              ))}
            </ul>
            {query.hasNextPage && (
              <div className="more">
                <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {words.more}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Answer>
  );
}
