import { PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { ReactNode } from "react";
import { copy, useWords } from "@/lib/language";
import { useUnitList } from "@/widgets/units";
import { ChannelsField } from "./EventFields";
import { Gone, Pick, PickMany, Say } from "./fields";
import type { OrdersFilter } from "./language/nodes";

const WORDS = copy(
  {
    channels: "渠道为",
    online: "在",
    where: { true: "线上", false: "线下" },
    stores: "门店为",
    store: "选择门店",
    skus: "含 SKU",
    sku: "填 SKU",
    products: "含商品编号",
    product: "填商品编号",
    item: "商品名含",
    name: "商品名里的字",
    drop: "去掉",
    narrow: "再限定",
    more: {
      channels: "渠道",
      online: "线上或线下",
      stores: "门店",
      item_name: "商品名",
      products: "商品编号",
      skus: "SKU",
    },
  },
  {
    channels: "on",
    online: "",
    where: { true: "online", false: "in a store" },
    stores: "at",
    store: "Choose stores",
    skus: "with SKU",
    sku: "SKUs",
    products: "with product",
    product: "Product ids",
    item: "with an item named",
    name: "Part of its name",
    drop: "Remove",
    narrow: "Narrow down",
    more: {
      channels: "Channel",
      online: "Online or in a store",
      stores: "Store",
      item_name: "Name of an item",
      products: "Product id",
      skus: "SKU",
    },
  },
);

interface FilterProps<T extends OrdersFilter> {
  value: T;
  onChange: (value: T) => void;
}

/** What narrows the orders down, each on a line of its own below. */
export function OrderDetails<T extends OrdersFilter>({ value, onChange }: FilterProps<T>) {
  const words = useWords(WORDS);
  const set = (change: OrdersFilter): void => onChange({ ...value, ...change });
  const fields: [keyof OrdersFilter, string, ReactNode][] = [
    [
      "channels",
      words.channels,
      value.channels && <ChannelsField value={value.channels} onChange={(channels) => set({ channels })} />,
    ],
    [
      "online",
      words.online,
      value.online !== undefined && (
        <Pick
          label={words.more.online}
          value={String(value.online)}
          options={Object.entries(words.where).map(([key, label]) => ({ value: key, label }))}
          onChange={(next) => set({ online: next === "true" })}
        />
      ),
    ],
    [
      "stores",
      words.stores,
      value.stores && <StoresField value={value.stores} onChange={(stores) => set({ stores })} />,
    ],
    [
      "item_name",
      words.item,
      value.item_name !== undefined && (
        <Say
          label={words.name}
          value={value.item_name}
          lacking={!value.item_name}
          onChange={(item_name) => set({ item_name })}
        />
      ),
    ],
    [
      "products",
      words.products,
      value.products && (
        <Typed label={words.product} value={value.products} onChange={(products) => set({ products })} />
      ),
    ],
    [
      "skus",
      words.skus,
      value.skus && <Typed label={words.sku} value={value.skus} onChange={(skus) => set({ skus })} />,
    ],
  ];
  return fields.map(
    ([name, before, field]) =>
      field && (
        <span className="phrase detail" key={name}>
          {before && <span>{before}</span>}
          {field}
          <Gone label={words.drop} onClick={() => set({ [name]: undefined })} />
        </span>
      ),
  );
}

interface NamesProps {
  value: string[];
  onChange: (value: string[]) => void;
}

function StoresField({ value, onChange }: NamesProps) {
  const words = useWords(WORDS);
  const { data: units } = useUnitList();
  const options = (units ?? [])
    .filter((unit) => unit.kind === "store")
    .map((unit) => ({ value: unit.code, label: unit.name, also: unit.code }));
  return (
    <PickMany free label={words.store} value={value} options={options} lacking={!value.length} onChange={onChange} />
  );
}

function Typed({ label, value, onChange }: NamesProps & { label: string }) {
  return <PickMany free label={label} value={value} options={[]} lacking={!value.length} onChange={onChange} />;
}

const BEGIN: Required<Omit<OrdersFilter, "state" | "within">> = {
  channels: [],
  online: true,
  stores: [],
  item_name: "",
  products: [],
  skus: [],
};

/** Adds something that narrows the orders down. */
export function NarrowOrders<T extends OrdersFilter>({ value, onChange }: FilterProps<T>) {
  const words = useWords(WORDS);
  const items = (Object.keys(words.more) as (keyof typeof BEGIN)[])
    .filter((name) => value[name] === undefined)
    .map((name) => ({
      key: name,
      label: words.more[name],
      onClick: () => onChange({ ...value, [name]: BEGIN[name] }),
    }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" type="text" icon={<PlusOutlined />} className="quiet-button">
        {words.narrow}
      </Button>
    </Dropdown>
  );
}
