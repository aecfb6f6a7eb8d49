import { DownloadOutlined, EditOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button, Drawer, Dropdown, Table } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { CopyButton } from "@/ui/Code";
import { Count } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { StoreCodeForm } from "./StoreCodeForm";
import { type ListedStoreCode, printed, useStoreCounts } from "./stores.api";
import { WORDS } from "./stores.copy";

const DAYS = 30;

/** One store code: what to print, and which stores people chose by it. */
export function StoreCodeDrawer({ code, onClose }: { code: ListedStoreCode; onClose: () => void }) {
  const words = useWords(WORDS);
  const may = useMay();
  const [changing, setChanging] = useState(false);
  return (
    <Drawer
      open
      size={760}
      title={code.plan.name}
      onClose={onClose}
      extra={
        may("touchpoints.manage") && (
          <Button icon={<EditOutlined />} onClick={() => setChanging(true)}>
            {words.change}
          </Button>
        )
      }
    >
      <div className="link-head">
        <img src={printed(code.slug, "qr.svg?size=4")} alt={code.address} />
        <div className="stack">
          <code className="link-address">{code.address}</code>
          <div className="row">
            <CopyButton text={code.address} />
            <Sheets slug={code.slug} />
            <Button size="small" icon={<DownloadOutlined />} href={printed(code.slug, "qr.svg?size=10")} download>
              {words.svg}
            </Button>
          </div>
          {code.plan.note && <span className="second">{code.plan.note}</span>}
        </div>
      </div>
      <Counts slug={code.slug} />
      {changing && <StoreCodeForm code={code} onClose={() => setChanging(false)} />}
    </Drawer>
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

function Sheets({ slug }: { slug: string }) {
  const words = useWords(WORDS);
  const items = (["a4", "a5", "a6"] as const).map((paper) => ({
    key: paper,
    label: (
      <a href={printed(slug, `print.pdf?paper=${paper}`)} download>
        {words.sheets[paper]}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }}>
      <Button size="small" icon={<PrinterOutlined />}>
        PDF
      </Button>
    </Dropdown>
  );
}
