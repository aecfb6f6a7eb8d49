import { Link } from "@tanstack/react-router";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { ChainSteps } from "@/widgets/ChainSteps";
import { ChainsTable } from "@/widgets/ChainsTable";
import { CHAINS } from "@/widgets/chains.copy";
import { HowCounted } from "@/widgets/HowCounted";
import { useCells } from "@/widgets/useCells";
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { WORDS } from "./channels.copy";

/** What stands for all time: the language of questions asks for days. */
const ALL = 365;

/** From the click to the repeat order, channel by channel; campaigns, codes and links have a screen of their own. */
export function ChannelChain({ days }: { days: number }) {
  const words = useWords(WORDS);
  const chains = useWords(CHAINS);
  const question: Question<"chains"> = { kind: "chains", period: { last_days: days || ALL }, by: "channel" };
  const asking = useQuestion(question);
  const cells = useCells(question as Question, asking.query.data);
  return (
    <section className="channel-chain">
      <header className="row between">
        <h2>
          {words.chain}
          <Info>{days ? words.chainHow : words.chainHowAll}</Info>
        </h2>
        <Link to="/chains">{words.chains}</Link>
      </header>
      <Asked asking={asking} loading={<Skeleton height={360} />}>
        {(answer) =>
          answer.result.total.people ? (
            <>
              <Card>
                <ChainSteps line={answer.result.total} onOpen={cells.open} />
              </Card>
              <ChainsTable found={answer.result} onOpen={cells.open} />
              <HowCounted answer={answer}>
                <p>{chains.how}</p>
                <p>{chains.keptHow}</p>
              </HowCounted>
            </>
          ) : (
            <Card>
              <Empty title={chains.empty} action={<Link to="/codes">{chains.hang}</Link>}>
                {chains.emptyWhy}
              </Empty>
            </Card>
          )
        }
      </Asked>
      {cells.sheet}
    </section>
  );
}
