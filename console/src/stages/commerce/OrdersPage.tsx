import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Input, Select } from "antd";
import { useState } from "react";
import { api, given, type Shapes } from "@/api/client";
import { explained } from "@/api/refusals";
import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, RefusedState, Skeleton } from "@/ui/State";
import { More } from "@/widgets/More";
import { CHANNEL_NAMES, channelName, orderStateName } from "@/widgets/names";
import { type Order, OrderTable } from "@/widgets/OrderTable";
import { useUrl } from "@/widgets/useUrl";
import { OrderSheet } from "./OrderSheet";

const STATES: Shapes["OrderState"][] = ["placed", "paid", "partly_refunded", "refunded", "cancelled", "withdrawn"];

const WORDS = copy(
  {
    title: "订单",
    answer: "每笔订单归到谁、在哪成交、退了多少。",
    find: "订单号",
    state: "状态",
    channel: "渠道",
    more: "再看 50 笔",
    empty: "没有订单",
    emptyWhy: "换一个条件；还没有订单的话，接入一个来源，让商城发送订单事件。",
    connect: "去接入来源",
  },
  {
    title: "Orders",
    answer: "Whose each order is, where it was made, what was given back.",
    find: "Order number",
    state: "State",
    channel: "Channel",
    more: "50 more",
    empty: "No orders",
    emptyWhy: "Change the filter; without any orders yet, connect a source and have the shop send order events.",
    connect: "Connect a source",
  },
);

interface Filter extends Record<string, string | undefined> {
  state?: string;
  channel?: string;
  order?: string;
}

function useOrders(filter: Partial<Filter>) {
  return useInfiniteQuery({
    queryKey: ["orders", filter],
    queryFn: ({ pageParam }) => {
      const state = STATES.find((one) => one === filter.state);
      const query = {
        state: state && [state],
        channel: filter.channel,
        order_id: filter.order,
        after: pageParam,
        limit: 50,
      };
      return given(api.GET("/api/orders", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** What was bought, by whom? */
export function OrdersPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [url, set] = useUrl<Filter>();
  const [open, setOpen] = useState<Order | null>(null);
  const orders = useOrders({ state: url.state, channel: url.channel, order: url.order?.toString() });
  const rows = orders.data?.pages.flatMap((page) => page.orders) ?? [];
  return (
    <Page
      title={words.title}
      answer={words.answer}
      tools={
        <>
          <Input.Search
            allowClear
            placeholder={words.find}
            aria-label={words.find}
            defaultValue={url.order}
            onSearch={(order) => set({ order: order.trim() || undefined })}
            style={{ width: 220 }}
          />
          <Select
            allowClear
            placeholder={words.state}
            aria-label={words.state}
            value={url.state}
            onChange={(state) => set({ state })}
            style={{ width: 130 }}
            options={STATES.map((value) => ({ value, label: orderStateName(value, chosen) }))}
          />
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={words.channel}
            aria-label={words.channel}
            value={url.channel}
            onChange={(channel) => set({ channel })}
            style={{ width: 150 }}
            options={CHANNEL_NAMES.map((value) => ({ value, label: channelName(value, chosen) }))}
          />
        </>
      }
    >
      <Card flush>
        {orders.error ? (
          <RefusedState title={explained(orders.error, chosen)} onAgain={() => void orders.refetch()} />
        ) : orders.isPending ? (
          <Skeleton height={420} />
        ) : !rows.length ? (
          <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
            {words.emptyWhy}
          </Empty>
        ) : (
          <OrderTable orders={rows} people onOpen={setOpen} />
        )}
        <More query={orders}>{words.more}</More>
      </Card>
      <OrderSheet order={open} onClose={() => setOpen(null)} />
    </Page>
  );
}
