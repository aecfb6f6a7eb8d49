import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Count, Info } from "@/ui/Figures";
import type { Plan } from "./transfers.api";
import { WORDS } from "./transfers.copy";

type Portion = Plan["portions"][number];

/** How much each taker would get, and who is left out for which rule. */
export function Preview({ plan }: { plan: Plan }) {
  const words = useWords(WORDS);
  const figure = (part: "before" | "known" | "fresh" | "groups" | "after", title: React.ReactNode) => ({
    title,
    key: part,
    align: "right" as const,
    render: (_: unknown, row: Portion) => <Count value={row[part]} />,
  });
  const columns: TableColumnsType<Portion> = [
    { title: words.to, dataIndex: "name", key: "name" },
    figure("before", words.before),
    figure(
      "known",
      <>
        {words.known} <Info>{words.knownWhy}</Info>
      </>,
    ),
    figure("fresh", words.fresh),
    figure("after", words.after),
    figure("groups", words.groups),
  ];
  return (
    <section aria-label={words.preview}>
      <h3 className="transfers-head">{words.preview}</h3>
      {plan.things ? (
        <Table
          rowKey="staff"
          size="small"
          columns={columns}
          dataSource={plan.portions}
          pagination={plan.portions.length > 20 && { pageSize: 20 }}
          scroll={{ x: 520 }}
        />
      ) : (
        <p className="second">{words.nothing}</p>
      )}
      {plan.left_out.map((one) => (
        <p key={one.why} className="second transfers-left">
          {words.leftOut[one.why](one.count)}
        </p>
      ))}
    </section>
  );
}
