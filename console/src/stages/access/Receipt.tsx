import { Button, Drawer } from "antd";
import { language, useWords } from "@/lib/language";
import { exact } from "@/lib/moments";
import { full } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { type Erasure, useErasure } from "./access.api";
import { WORDS } from "./privacy.copy";

/** The receipt of an erasure: who, when, and what was wiped in which store; it can be printed. */
export function Receipt({ receipt, onClose }: { receipt: string | null; onClose: () => void }) {
  const words = useWords(WORDS);
  const query = useErasure(receipt);
  return (
    <Drawer
      open={receipt !== null}
      onClose={onClose}
      title={`${words.receipt} ${receipt ?? ""}`}
      size={520}
      extra={query.data && <Button onClick={() => print()}>{words.print}</Button>}
    >
      {receipt !== null && (
        <Answer query={query} loading={300}>
          {(erasure) => <Told erasure={erasure} />}
        </Answer>
      )}
    </Drawer>
  );
}

function Told({ erasure }: { erasure: Erasure }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actors = useActors();
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{words.person}</dt>
        <dd className="mono">{erasure.person}</dd>
        <dt>{words.requested}</dt>
        <dd>{actors(erasure.requested_by, chosen)}</dd>
        <dt>{words.at}</dt>
        <dd>{exact(erasure.at)}</dd>
        <dt>{words.finished}</dt>
        <dd>{erasure.finished_at ? exact(erasure.finished_at) : <Chip tone="look">{words.going}</Chip>}</dd>
        <dt>{words.identities}</dt>
        <dd>{erasure.identities.length}</dd>
      </dl>
      <h3>{words.counts}</h3>
      {Object.entries(erasure.counts).map(([store, tables]) => (
        <dl className="facts" key={store}>
          {Object.entries(tables).map(([table, rows]) => (
            <Line key={table} name={`${store} · ${table}`} rows={`${full(rows)} ${words.rows}`} />
          ))}
        </dl>
      ))}
    </div>
  );
}

function Line({ name, rows }: { name: string; rows: string }) {
  return (
    <>
      <dt className="mono">{name}</dt>
      <dd className="number">{rows}</dd>
    </>
  );
}
