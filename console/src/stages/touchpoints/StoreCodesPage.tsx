import { ShopOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Channel } from "@/widgets/Channel";
import { Hooks } from "./Hooks";
import { StoreCodeDrawer } from "./StoreCodeDrawer";
import { StoreCodeForm } from "./StoreCodeForm";
import { StoresDrawer } from "./StoresDrawer";
import { useStoreCodes } from "./stores.api";
import { WORDS } from "./stores.copy";
import "./codes.css";

/** Which one code hangs in all stores, and do people find their store by it? */
export function StoreCodesPage() {
  const words = useWords(WORDS);
  const [managing, setManaging] = useState(false);
  return (
    <>
      <Hooks
        words={words}
        kind="store_code"
        tools={
          <Button icon={<ShopOutlined />} onClick={() => setManaging(true)}>
            {words.manageStores}
          </Button>
        }
        useFound={useStoreCodes}
        rowsOf={(page) => page.codes}
        pathOf={(row) => `/m/${row.slug}`}
        nameOf={(row) => row.plan.name}
        columns={[
          {
            title: words.channel,
            key: "channel",
            responsive: ["lg"],
            render: (_, row) => row.plan.channel && <Channel name={row.plan.channel} />,
          },
          {
            title: words.state,
            key: "state",
            render: (_, { plan }) => (
              <Chip tone={plan.paused ? "quiet" : "good"}>{plan.paused ? words.isPaused : words.open}</Chip>
            ),
          },
          { title: words.stores, key: "stores", align: "right", render: (_, row) => <Count value={row.stores} /> },
          { title: words.views, key: "views", align: "right", render: (_, row) => <Count value={row.views} /> },
          { title: words.choices, key: "choices", align: "right", render: (_, row) => <Count value={row.choices} /> },
          { title: words.changedAt, key: "changed", align: "right", render: (_, row) => <When at={row.changed_at} /> },
        ]}
        form={(close, made) => <StoreCodeForm onClose={close} onMade={(code) => made(code.slug)} />}
        sheet={(code, close) => <StoreCodeDrawer code={code} onClose={close} />}
      />
      {managing && <StoresDrawer onClose={() => setManaging(false)} />}
    </>
  );
}
