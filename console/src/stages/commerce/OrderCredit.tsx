import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, given, type Shapes } from "@/api/client";
import { useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Channel } from "@/widgets/Channel";
import { useEventNames } from "@/widgets/dictionary";
import type { Order } from "@/widgets/OrderTable";
import { paidBefore, type Visit, visitsBefore } from "./journey";
import { WORDS } from "./order.copy";

/** As much of a life as one answer holds; who did more in the days before an order is not read to the end. */
const MOST = 1000;

function useVisits(order: Order, ref: string) {
  const ordered = order.paid_at ?? order.placed_at;
  return useQuery({
    queryKey: ["orders", "visits", order.key, ref],
    queryFn: async (): Promise<Visit[]> => {
      const path = { ref };
      const [{ sections }, { timeline }] = await Promise.all([
        given(api.GET("/api/people/{ref}", { params: { path } })),
        given(
          api.GET("/api/people/{ref}/timeline", {
            params: { path, query: { before: `${Date.parse(ordered)}.`, limit: MOST } },
          }),
        ),
      ]);
      const { list = [] } = (sections.orders ?? {}) as { list?: Shapes["OrderOut"][] };
      return visitsBefore(timeline, ordered, paidBefore(list, order));
    },
  });
}

/** The touches before an order, and what the models that one path suffices for give each of them. */
export function OrderCredit({ order, buyer }: { order: Order; buyer: string }) {
  const words = useWords(WORDS);
  const names = useEventNames();
  const query = useVisits(order, buyer);
  return (
    <Answer query={query} loading={<Skeleton height={90} />}>
      {(visits) =>
        visits.length ? (
          <>
            <table className="order-credit">
              <thead>
                <tr>
                  <th scope="col">{words.visits}</th>
                  {[words.first, words.last, words.linear].map((model) => (
                    <th scope="col" key={model}>
                      {model}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {visits.map((visit) => (
                  <tr key={`${visit.at} ${visit.channel}`}>
                    <td>
                      <Channel name={visit.channel} /> {names.name(visit.name)}{" "}
                      <span className="second small">
                        <When at={visit.at} />
                        {visit.touches > 1 && ` · ${words.times(visit.touches)}`}
                      </span>
                    </td>
                    <td>{percent(visit.first)}</td>
                    <td>{percent(visit.last)}</td>
                    <td>{percent(visit.linear)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Link to="/attribution" className="small">
              {words.all}
            </Link>
          </>
        ) : (
          <p className="second small">{words.untouched}</p>
        )
      }
    </Answer>
  );
}
