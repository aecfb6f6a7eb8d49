import { Table } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Count } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Logged } from "@/widgets/Logged";
import { CodeFrame } from "./CodeFrame";
import { StoreCodeForm } from "./StoreCodeForm";
import { type ListedStoreCode, useStoreCounts } from "./stores.api";
import { WORDS } from "./stores.copy";

const DAYS = 30;

/** One store code: what to print, and which stores people chose by it. */
export function StoreCodeDrawer({ code, onClose }: { code: ListedStoreCode; onClose: () => void }) {
  return (
    <CodeFrame
      code={code}
      at="/api/store-codes"
      size={760}
      form={(close) => <StoreCodeForm code={code} onClose={close} />}
      onClose={onClose}
    >
      <Counts slug={code.slug} />
      <Logged subject={`store_code:${code.slug}`} />
    </CodeFrame>
  );
}

function Counts({ slug }: { slug: string }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <Answer query={useStoreCounts(slug, DAYS)} loading={220}>
      {(counts) => (
        <div className="stack" style={{ marginTop: 20 }}>
          <p className="second">
            {words.opened(count(counts.views, chosen), count(counts.visitors, chosen), count(counts.robots, chosen))}
          </p>
          {counts.stores.length === 0 ? (
            <Empty title={words.noChoices} />
          ) : (
            <Table
              size="small"
              rowKey="store"
              dataSource={counts.stores}
              pagination={false}
              scroll={{ x: 640 }}
              columns={[
                { title: words.store, dataIndex: "name" },
                { title: words.choices, align: "right", render: (_, row) => <Count value={row.choices} /> },
                { title: words.visitors, align: "right", render: (_, row) => <Count value={row.visitors} /> },
                { title: words.how, render: (_, row) => words.ways(row.near, row.region, row.search, row.direct) },
                { title: words.stoodIn, render: (_, row) => words.stoodInBy(row.backup, row.headquarters) },
              ]}
            />
          )}
        </div>
      )}
    </Answer>
  );
}
