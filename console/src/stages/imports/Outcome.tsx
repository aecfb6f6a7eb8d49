import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import { Refused } from "@/api/client";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Count, Info, Meter } from "@/ui/Figures";
import { channelName } from "@/widgets/names";
import { type Import, type Table, useMappings } from "./imports.api";
import { WORDS } from "./imports.copy";
import { RESULT } from "./result.copy";

/** Which platform's export each table is, how sure that is, and what stays unmapped. */
export function Format({ tables }: { tables: Table[] }) {
  const words = useWords(RESULT);
  return (
    <Card title={words.format}>
      <div className="stack">
        {tables.map((table) => (
          <OneFormat key={table.file} table={table} several={tables.length > 1} />
        ))}
      </div>
    </Card>
  );
}

function OneFormat({ table, several }: { table: Table; several: boolean }) {
  const words = useWords(RESULT);
  const list = useWords(WORDS);
  const chosen = language.use();
  const mappings = useMappings();
  const title = mappings.data?.find((one) => one.name === table.mapping)?.title || table.mapping;
  if (table.problem)
    return (
      <div>
        <b>{table.file}</b>
        <p className="warn">
          {words.unread}：{explained(new Refused(table.problem.code, table.problem.message, {}, 422), chosen)}
        </p>
      </div>
    );
  return (
    <div className="stack tight">
      {several && <span className="second small">{table.file}</span>}
      <div className="row">
        <b>{title}</b>
        <Chip tone="quiet">{channelName(table.platform, chosen)}</Chip>
        <Chip tone="quiet">{list.records[table.record] ?? table.record}</Chip>
      </div>
      <span>
        <span className={table.how === "aliases" ? "dot look" : "dot good"} style={{ display: "inline-block" }} />{" "}
        {words.how[table.how]}
      </span>
      <span className="second small">
        {words.encoding} {table.encoding} ·{" "}
        {table.unmapped.length ? (
          <Tooltip title={`${table.unmapped.join("、")}。${words.unmappedWhy}`}>
            <span tabIndex={-1}>{words.unmapped(table.unmapped.length)}</span>
          </Tooltip>
        ) : (
          words.all
        )}
      </span>
    </div>
  );
}

/** Every row accounted for: rows read, records made, what is new, what is left out. */
export function Counts({ one }: { one: Import }) {
  const words = useWords(RESULT);
  const chosen = language.use();
  const skipped = Object.values(one.skipped).reduce((sum, many) => sum + many, 0);
  const results = Object.entries(words.results).filter(([name]) => one.results[name]);
  const undone = Object.entries(one.undone).filter(([, many]) => many);
  return (
    <Card
      title={one.state === "undone" ? words.took : words.counts}
      extra={
        one.state === "finished" && one.events["Order Completed"] ? <Link to="/orders">{words.orders}</Link> : null
      }
    >
      <dl className="facts">
        {one.state === "undone" ? (
          undone.map(([name, many]) => <Fact key={name} name={words.gone[name] ?? name} value={many} />)
        ) : (
          <>
            <Fact name={words.read} value={one.rows} />
            <Fact name={words.records} value={one.records} />
            {results.map(([name, said]) => (
              <Fact key={name} name={`· ${said}`} value={one.results[name] ?? 0} />
            ))}
            {one.refused > 0 && (
              <>
                <dt className="warn">{words.refused}</dt>
                <dd className="warn number">{count(one.refused, chosen)}</dd>
              </>
            )}
            {skipped > 0 && <Fact name={words.skipped} value={skipped} />}
          </>
        )}
      </dl>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="number">
        <Count value={value} />
      </dd>
    </>
  );
}

/** How many of the records say whose they are. */
export function Whose({ people }: { people: Record<string, number> }) {
  const words = useWords(RESULT);
  const total = Object.values(people).reduce((sum, many) => sum + many, 0);
  if (!total) return null;
  return (
    <Card
      title={
        <>
          {words.people}
          <Info>{words.peopleWhy}</Info>
        </>
      }
    >
      <div className="stack">
        {Object.entries(people)
          .toSorted((a, b) => b[1] - a[1])
          .map(([name, many]) => (
            <div key={name}>
              <div className="row between">
                <span>{words.keys[name] ?? name}</span>
                <Count value={many} />
              </div>
              <Meter share={many / total} color={name === "usable" ? undefined : "var(--warning)"} />
            </div>
          ))}
      </div>
    </Card>
  );
}
