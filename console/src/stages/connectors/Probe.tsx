import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { language, useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS, type Found } from "./connectors.api";
import { WORDS } from "./connectors.copy";
import { saidOf } from "./probe.copy";

const MARKS: Record<Found["health"], ReactNode> = {
  well: <CheckCircleFilled />,
  look: <ExclamationCircleFilled />,
  broken: <CloseCircleFilled />,
};

/** What is wrong, in words, and what to do next. */
export function Probe({ name, why, wechat }: { name: string; why?: string; wechat?: boolean }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const probe = useAct({ act: () => act.probe(name), stale: [CONNECTORS] });
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" loading={probe.isPending} onClick={() => probe.mutate()}>
          {words.probe}
        </Button>
        <span className="second small">{probe.isPending && !why ? words.probing : (why ?? words.probeWhy)}</span>
      </div>
      <ul className="probe" aria-live="polite">
        {(probe.data ?? []).map((found) => {
          const [said, advice] = saidOf(found, chosen, wechat);
          return (
            <li key={found.symptom} className={found.health}>
              {MARKS[found.health]}
              <div>
                <b>{said}</b>
                {advice && <p>{advice}</p>}
                {found.code !== null && <span className="second small">errcode {found.code}</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
