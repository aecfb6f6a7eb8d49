import { useWords } from "@/lib/language";
import { Figure, Money } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { OrderTable } from "@/widgets/OrderTable";
import type { OrdersSection } from "./people.api";
import { WORDS } from "./person.copy";

export function Orders({ orders }: { orders: OrdersSection | undefined }) {
  const words = useWords(WORDS).orders;
  if (!orders?.orders) return <Empty title={words.none}>{words.noneWhy}</Empty>;
  return (
    <>
      <dl className="figures">
        <Figure label={words.bought}>{orders.bought}</Figure>
        <Figure label={words.net}>
          <Money fen={orders.net_fen} />
        </Figure>
        <Figure label={words.last}>
          <span style={{ fontSize: 16 }}>
            <When at={orders.last_paid_at} />
          </span>
        </Figure>
      </dl>
      <OrderTable orders={orders.list} />
    </>
  );
}
