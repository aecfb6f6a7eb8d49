import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import type { Shapes } from "@/api/client";
import { copy, language, useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { Money } from "@/ui/Figures";
import { When } from "@/ui/When";
import { channelName, orderStateName } from "./names";

export type Order = Shapes["OrderOut"];

const WORDS = copy(
  {
    order: "订单",
    items: "商品",
    channel: "渠道与门店",
    paid: "实付",
    state: "状态",
    placed: "下单时间",
    who: "客户",
    nobody: "未认出",
    refunded: "退",
    open: "查看客户",
  },
  {
    order: "Order",
    items: "Items",
    channel: "Channel, store",
    paid: "Paid",
    state: "State",
    placed: "Placed",
    who: "Person",
    nobody: "not recognized",
    refunded: "refunded",
    open: "Open person",
  },
);

const TONES: Partial<Record<Order["state"], Tone>> = {
  paid: "good",
  placed: "look",
  partly_refunded: "look",
  refunded: "bad",
};

interface OrderTableProps {
  orders: Order[];
  people?: boolean;
  onOpen?: (order: Order) => void;
}

/** Orders as everybody shows them; `people` adds whose they are. */
export function OrderTable({ orders, people = false, onOpen }: OrderTableProps) {
  const columns = useColumns(people);
  return (
    <Table<Order>
      rowKey="key"
      columns={columns}
      dataSource={orders}
      pagination={false}
      scroll={{ x: people ? 900 : 720 }}
      rowClassName={onOpen ? "clickable" : ""}
      onRow={(order) => ({ onClick: () => onOpen?.(order) })}
    />
  );
}

function useColumns(people: boolean): TableColumnsType<Order> {
  const words = useWords(WORDS);
  const chosen = language.use();
  const who = {
    title: words.who,
    key: "who",
    render: (_: unknown, order: Order) =>
      order.identity ? (
        <Link to="/people/$person" params={{ person: order.identity }} onClick={(event) => event.stopPropagation()}>
          {words.open}
        </Link>
      ) : (
        <span className="second">{words.nobody}</span>
      ),
  };
  return [
    { title: words.order, key: "order", render: (_, order) => <span className="mono">{order.order_id}</span> },
    {
      title: words.items,
      key: "items",
      render: (_, order) => order.items.map((item) => `${item.name ?? item.sku ?? "?"} ×${item.quantity}`).join("、"),
    },
    {
      title: words.channel,
      key: "channel",
      render: (_, order) => [channelName(order.channel, chosen), order.affiliation].filter(Boolean).join(" · "),
    },
    ...(people ? [who] : []),
    {
      title: words.state,
      key: "state",
      render: (_, order) => <Chip tone={TONES[order.state] ?? "quiet"}>{orderStateName(order.state, chosen)}</Chip>,
    },
    {
      title: words.paid,
      key: "paid",
      align: "right",
      render: (_, order) => (
        <>
          <Money fen={order.paid_fen} />
          {order.refunded_fen > 0 && (
            <div className="small second">
              {words.refunded} <Money fen={order.refunded_fen} />
            </div>
          )}
        </>
      ),
    },
    { title: words.placed, key: "placed", align: "right", render: (_, order) => <When at={order.placed_at} /> },
  ];
}
