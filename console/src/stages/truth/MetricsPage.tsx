import { SearchOutlined } from "@ant-design/icons";
import { useQueries } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Exports } from "@/widgets/Exports";
import { metricName, metricWords } from "@/widgets/metricWords";
import { useUrl } from "@/widgets/useUrl";
import { MetricForm } from "./MetricForm";
import { type Entry, found, valueIn } from "./metrics";
import { useMetrics, valueQuery } from "./metrics.api";
import { METRICS } from "./metrics.copy";
import "./truth.css";

const DAYS = 30;

/** What does each figure mean, and how does it differ from the platform's? */
export function MetricsPage() {
  const words = useWords(METRICS);
  const chosen = language.use();
  const may = useMay();
  const [url, set] = useUrl<{ q: string }>();
  const [text, setText] = useState(String(url.q ?? ""));
  const [defining, setDefining] = useState(false);
  const query = useMetrics();
  const entries = query.data ?? [];
  const shown = found(entries, text);
  const official = entries.filter((entry) => entry.metric.official).length;
  return (
    <Page
      title={words.title}
      answer={query.data ? words.answer(entries.length, official) : words.loading}
      tools={
        <>
          <Input
            allowClear
            prefix={<SearchOutlined />}
            placeholder={words.find}
            aria-label={words.find}
            style={{ width: 240 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => set({ q: text.trim() })}
            onPressEnter={() => set({ q: text.trim() })}
          />
          <Exports
            name={words.title}
            rows={() => [
              [words.metric, "name", words.formula, words.unit, words.window, words.official, words.difference],
              ...shown.map(({ metric }) => {
                const said = metricWords(metric, chosen);
                return [
                  metricName(metric, chosen),
                  metric.name,
                  said.formula,
                  words.units[metric.unit],
                  said.window,
                  said.official,
                  said.difference,
                ];
              }),
            ]}
          />
          {may("system.manage") && <Button onClick={() => setDefining(true)}>{words.plan}</Button>}
        </>
      }
    >
      <Card flush>
        <Answer query={query} loading={640}>
          {() =>
            shown.length ? (
              <List entries={shown} />
            ) : (
              <Empty title={words.nothing} action={<Button onClick={() => setText("")}>{words.clear}</Button>}>
                {words.nothingWhy}
              </Empty>
            )
          }
        </Answer>
      </Card>
      <MetricForm open={defining} onClose={() => setDefining(false)} />
    </Page>
  );
}

function List({ entries }: { entries: Entry[] }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  const navigate = useNavigate();
  const values = useQueries({
    queries: entries.map(({ metric }) =>
      valueQuery({ kind: "metric", metric: metric.name, period: { last_days: DAYS } }),
    ),
  });
  const columns: TableColumnsType<Entry> = [
    {
      title: words.metric,
      key: "metric",
      width: 190,
      render: (_, { metric, built_in }) => (
        <div>
          <Link
            to="/metric-dictionary/$name"
            params={{ name: metric.name }}
            onClick={(event) => event.stopPropagation()}
          >
            {metricName(metric, chosen)}
          </Link>{" "}
          {!built_in && <Chip>{words.own}</Chip>}
          <div className="mono second">{metric.name}</div>
        </div>
      ),
    },
    {
      title: words.value,
      key: "value",
      align: "right",
      width: 130,
      render: (_, { metric }, place) => {
        const told = values[place];
        if (!told?.data) return <span className="second">{told?.isPending ? "…" : "–"}</span>;
        return (
          <b title={told.data.value === null ? words.nothingToDivide : undefined}>
            {valueIn(told.data.value, metric.unit, chosen)}
          </b>
        );
      },
    },
    { title: words.formula, key: "formula", render: (_, { metric }) => metricWords(metric, chosen).formula },
    {
      title: words.official,
      key: "official",
      width: 320,
      render: (_, { metric }) =>
        metric.official ? (
          <div className="second">
            <div>{metricWords(metric, chosen).official}</div>
            <div className="small">{metricWords(metric, chosen).difference}</div>
          </div>
        ) : (
          <span className="second">{words.none}</span>
        ),
    },
  ];
  return (
    <Table<Entry>
      rowKey={(entry) => entry.metric.name}
      columns={columns}
      dataSource={entries}
      pagination={false}
      scroll={{ x: 900 }}
      rowClassName="clickable"
      onRow={({ metric }) => ({
        onClick: () => void navigate({ to: "/metric-dictionary/$name", params: { name: metric.name } }),
      })}
    />
  );
}
