import { useNavigate } from "@tanstack/react-router";
import { Button, Input, Segmented } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { useUrl } from "@/widgets/useUrl";
import { AuditTable } from "./AuditTable";
import { type Entry, useAudit } from "./access.api";
import { WORDS } from "./privacy.copy";
import { Receipt } from "./Receipt";
import "./access.css";

const KINDS = ["people.erased", "people.exported", "people.consent.withdrawn"] as const;
type Kind = (typeof KINDS)[number];
type Place = { kind: string; receipt: string };

/** What did customers ask of us, and is it done? */
export function PrivacyPage() {
  const words = useWords(WORDS);
  const may = useMay();
  const [url, set] = useUrl<Place>();
  const kind = KINDS.find((one) => one === url.kind) ?? KINDS[0];
  return (
    <Page
      title={words.title}
      answer={words.answer}
      tools={
        <Input.Search
          allowClear
          aria-label={words.lookup}
          placeholder={words.lookup}
          onSearch={(receipt) => set({ receipt: receipt.trim() || undefined })}
          style={{ width: 220 }}
        />
      }
    >
      <Find />
      {may("audit.read") ? (
        <Done kind={kind} onKind={(next) => set({ kind: next })} onReceipt={(receipt) => set({ receipt })} />
      ) : (
        <p className="second">{words.noList}</p>
      )}
      <Receipt receipt={url.receipt ?? null} onClose={() => set({ receipt: undefined })} />
    </Page>
  );
}

function Find() {
  const words = useWords(WORDS);
  const navigate = useNavigate();
  return (
    <Card title={words.find}>
      <div className="stack">
        <Input.Search
          placeholder={words.findHint}
          aria-label={words.findHint}
          enterButton={words.go}
          onSearch={(q) => q.trim() && void navigate({ to: "/people", search: { q: q.trim() } })}
          style={{ maxWidth: 420 }}
        />
        <p className="second small">{words.findWhy}</p>
      </div>
    </Card>
  );
}

interface DoneProps {
  kind: Kind;
  onKind: (kind: Kind) => void;
  onReceipt: (receipt: string) => void;
}

function Done({ kind, onKind, onReceipt }: DoneProps) {
  const words = useWords(WORDS);
  const query = useAudit({ action: kind });
  const rows = query.data?.pages.flat() ?? [];
  const receipts = {
    title: words.receipt,
    key: "receipt",
    align: "right" as const,
    render: (_: unknown, entry: Entry) => (
      <Button size="small" onClick={() => onReceipt(String(entry.facts.receipt))}>
        {words.see}
      </Button>
    ),
  };
  return (
    <Card
      flush
      title={
        <Segmented<Kind>
          value={kind}
          onChange={onKind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        />
      }
    >
      <Answer query={query} loading={240}>
        {() =>
          rows.length ? (
            <AuditTable entries={rows} extra={kind === "people.erased" ? [receipts] : []} />
          ) : (
            <Empty title={words.empty[kind]}>{words.emptyWhy}</Empty>
          )
        }
      </Answer>
      <More query={query}>{words.more}</More>
    </Card>
  );
}
