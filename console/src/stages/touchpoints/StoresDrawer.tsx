import { Button, Drawer, Input, Table } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { StoreForm } from "./StoreForm";
import { StoresFile } from "./StoresFile";
import { type Store, useStores } from "./stores.api";
import { WORDS } from "./stores.copy";

/** Where are our stores, and which of them can customers not find yet? */
export function StoresDrawer({ onClose }: { onClose: () => void }) {
  const words = useWords(WORDS);
  const may = useMay()("touchpoints.manage");
  const [q, setQ] = useState("");
  const [changing, setChanging] = useState<Store>();
  const named = (store: Store) => `${store.name} ${store.store} ${store.details.city} ${store.details.address}`;
  return (
    <Drawer open size={860} title={words.manageStores} onClose={onClose}>
      <p className="second">{words.storesAnswer}</p>
      {may && <StoresFile />}
      <Answer query={useStores()} loading={320}>
        {(stores) =>
          stores.length === 0 ? (
            <Empty title={words.noStores}>{words.noStoresWhy}</Empty>
          ) : (
            <div className="stack">
              <Input.Search allowClear aria-label={words.store} placeholder={words.store} onSearch={setQ} />
              <Table
                size="small"
                rowKey="store"
                dataSource={stores.filter((one) => named(one).toLowerCase().includes(q.trim().toLowerCase()))}
                pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
                scroll={{ x: 700 }}
                columns={[
                  { title: words.store, render: (_, one) => `${one.name} · ${one.store}` },
                  { title: words.address, render: (_, one) => one.details.address },
                  { title: words.state, render: (_, one) => <Readiness store={one} /> },
                  {
                    align: "right",
                    render: (_, one) =>
                      may && (
                        <Button size="small" onClick={() => setChanging(one)}>
                          {words.change}
                        </Button>
                      ),
                  },
                ]}
              />
            </div>
          )
        }
      </Answer>
      {changing && <StoreForm key={changing.store} store={changing} onClose={() => setChanging(undefined)} />}
    </Drawer>
  );
}

function Readiness({ store: { version, details } }: { store: Store }) {
  const words = useWords(WORDS);
  if (version === 0) return <Chip tone="look">{words.missing.details}</Chip>;
  if (details.hidden) return <Chip tone="quiet">{words.missing.hidden}</Chip>;
  const missing = [details.latitude === null && words.missing.point, !details.code && words.missing.code].filter(
    Boolean,
  );
  return missing.length ? <Chip tone="look">{missing.join("、")}</Chip> : <Chip tone="good">{words.complete}</Chip>;
}
