import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Collapse, Drawer } from "antd";
import type { ReactNode } from "react";
import { api, given } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Raw } from "@/ui/Code";
import { Figure, Info, Money } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { channelName, namespaceName, orderStateName } from "@/widgets/names";
import type { Order } from "@/widgets/OrderTable";
import { OrderCredit } from "./OrderCredit";
import { WORDS } from "./order.copy";
import "./order.css";

/** One order: what was bought, whose it is and by what, what was given back, and who gets the credit. */
export function OrderSheet({ order, onClose }: { order: Order | null; onClose: () => void }) {
  return (
    <Drawer
      open={order !== null}
      onClose={onClose}
      title={order && <span className="mono">{order.order_id}</span>}
      size={600}
    >
      {order && <Told order={order} />}
    </Drawer>
  );
}

function Told({ order }: { order: Order }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <div className="order-sheet">
      <div className="row">
        <Chip tone="plain">{orderStateName(order.state, chosen)}</Chip>
        <span className="second">
          {words.placed} <When at={order.placed_at} />
          {order.paid_at && (
            <>
              {" · "}
              {words.paid} <When at={order.paid_at} />
            </>
          )}
          {order.cancelled_at && (
            <>
              {" · "}
              {words.cancelled} <When at={order.cancelled_at} />
            </>
          )}
        </span>
      </div>
      <dl className="figures">
        <Figure label={words.total}>
          <Money fen={order.total_fen} />
        </Figure>
        <Figure label={words.paidSum}>
          <Money fen={order.paid_fen} />
        </Figure>
        <Figure label={words.refunded}>
          <Money fen={order.refunded_fen} />
        </Figure>
        <Figure label={words.kept}>
          <Money fen={order.paid_fen - order.refunded_fen} />
        </Figure>
      </dl>
      <Part title={words.buyer}>
        <Buyer order={order} />
      </Part>
      <Part title={words.items}>
        <ul className="order-lines">
          {order.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of an order have no number and never move
            <li key={at}>
              <span>{item.name ?? item.sku ?? item.product_id ?? "–"}</span>
              <span className="second">×{item.quantity}</span>
              {item.price_fen === null ? <span className="second">–</span> : <Money fen={item.price_fen} />}
            </li>
          ))}
        </ul>
        <Where order={order} />
      </Part>
      <Part title={words.refunds}>
        <Refunds order={order} />
      </Part>
      {order.identity && (
        <Part
          title={
            <>
              {words.credit}
              <Info>{words.creditHow}</Info>
            </>
          }
        >
          <OrderCredit order={order} buyer={order.identity} />
        </Part>
      )}
      <Collapse ghost size="small" items={[{ key: "raw", label: words.raw, children: <Raw value={order} /> }]} />
    </div>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Where({ order }: { order: Order }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const said: [string, string | null][] = [
    [words.where, [channelName(order.channel, chosen), order.affiliation].filter(Boolean).join(" · ")],
    [words.shop, order.shop],
    [words.seller, order.salesperson],
    [words.coupon, order.coupon],
  ];
  return (
    <p className="second small">
      {said
        .filter(([, what]) => what)
        .map(([name, what]) => `${name} ${what}`)
        .join(" · ")}
    </p>
  );
}

function Buyer({ order }: { order: Order }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const ref = order.identity ?? "";
  const query = useQuery({
    queryKey: ["people", "one", ref],
    queryFn: () => given(api.GET("/api/people/{ref}", { params: { path: { ref } } })),
    enabled: ref !== "",
  });
  if (!ref)
    return (
      <>
        <b>{words.nobody}</b>
        <p className="second small">{words.nobodyWhy}</p>
      </>
    );
  return (
    <Answer query={query} loading={<Skeleton height={44} />}>
      {(person) => {
        const known = person.identifiers.find((one) => one.identity === ref);
        const name = String(person.traits.name?.value ?? (person.identified ? words.unnamed : words.visitor));
        return (
          <>
            <Link to="/people/$person" params={{ person: person.person }}>
              {name} <span className="mono second">{person.person}</span>
            </Link>
            {known && <p className="second small">{words.by(namespaceName(known.namespace, chosen))}</p>}
          </>
        );
      }}
    </Answer>
  );
}

function Refunds({ order }: { order: Order }) {
  const words = useWords(WORDS);
  if (!order.refunds.length) return <p className="second small">{words.noRefunds}</p>;
  return (
    <ul className="order-lines">
      {order.refunds.map((one) => (
        <li key={one.key}>
          <span>{one.reason ?? words.noReason}</span>
          <span className="second">
            <When at={one.refunded_at} />
          </span>
          {one.amount_fen === null ? <span>{words.wholeRefund}</span> : <Money fen={one.amount_fen} />}
        </li>
      ))}
    </ul>
  );
}
