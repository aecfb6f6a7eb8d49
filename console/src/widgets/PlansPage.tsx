import { PlusOutlined } from "@ant-design/icons";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useMay } from "@/api/session";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "./Answer";
import { More } from "./More";
import { useUrl } from "./useUrl";

interface PlansPageProps<P, Row> {
  words: Record<"title" | "answer" | "empty" | "emptyWhy", string>;
  add: string;
  /** Under which name the one that is open stands in the address. */
  kind: string;
  query: UseInfiniteQueryResult<{ pages: P[] }>;
  rowsOf: (page: P) => Row[];
  list: (rows: Row[], open: (row: Row) => void) => ReactNode;
  sheet: (id: number, close: () => void) => ReactNode;
  form: (close: () => void, made: (id: number) => void) => ReactNode;
}

/** What was planned for staff to send or publish, the newest first; one of them open, or a new one being made. */
export function PlansPage<P, Row extends { id: number }>(props: PlansPageProps<P, Row>) {
  const { words, add, kind, query, rowsOf, list, sheet, form } = props;
  const [url, go] = useUrl<Record<string, number | boolean | undefined>>();
  const manages = useMay()("sends.manage");
  const rows = query.data?.pages.flatMap(rowsOf) ?? [];
  const adding = manages && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go({ making: true })}>
      {add}
    </Button>
  );
  return (
    <Page title={words.title} answer={words.answer} tools={rows.length > 0 && adding}>
      <Card flush>
        <Answer query={query} loading={420}>
          {() =>
            rows.length ? (
              list(rows, (one) => go({ [kind]: one.id }))
            ) : (
              <Empty title={words.empty} action={adding}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
        <More query={query} />
      </Card>
      {url[kind] && sheet(Number(url[kind]), () => go({ [kind]: undefined }))}
      {url.making &&
        manages &&
        form(
          () => go({ making: undefined }),
          (id) => go({ making: undefined, [kind]: id }),
        )}
    </Page>
  );
}
