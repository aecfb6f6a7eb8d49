import { Table } from "antd";
import { useWords } from "@/lib/language";
import { Money } from "@/ui/Figures";
import { type Instead, type Open, Opening, type Shown } from "./ChannelCells";
import { broughtByAny } from "./channelPeople";
import { WORDS } from "./channels.copy";
import { STEP_WORDS } from "./copy";
import { perHead, STEPS } from "./insight.api";

/** Everybody once, below the channels. */
export function Total({ report, period, instead, onOpen }: Shown & { instead: Instead; onOpen: Open }) {
  const words = useWords(WORDS);
  const steps = useWords(STEP_WORDS);
  const { total, channels } = report;
  return (
    <Table.Summary.Row style={{ fontWeight: 600 }}>
      <Table.Summary.Cell index={0}>{words.total}</Table.Summary.Cell>
      {STEPS.map((step, index) => (
        <Table.Summary.Cell key={step} index={index + 1} align="right">
          <Opening
            label={words.people(words.total, steps[step])}
            count={total[step]}
            definition={broughtByAny(channels, step, period)}
            why={words.unsaid}
            instead={instead}
            onOpen={onOpen}
          />
        </Table.Summary.Cell>
      ))}
      <Table.Summary.Cell index={6} align="right">
        <Money fen={total.net_fen} short />
      </Table.Summary.Cell>
      <Table.Summary.Cell index={7} align="right">
        <Money fen={Math.round(perHead(total))} />
      </Table.Summary.Cell>
      <Table.Summary.Cell index={8} />
    </Table.Summary.Row>
  );
}
