import { Link } from "@tanstack/react-router";
import { Button, Drawer, Input, Modal } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { channelName, platformName } from "@/widgets/names";
import { useUnits } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import { act, LEADS, type Lead, STATES, useLead } from "./leads.api";
import { TONES, WORDS } from "./leads.copy";

/** One lead: who, from which advertisement, what the form asked, and what became of it. */
export function LeadDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const words = useWords(WORDS);
  const query = useLead(id);
  const [clear, setClear] = useState<Lead | null>(null);
  const lead = query.data;
  return (
    <Drawer
      open
      size={600}
      title={clear?.name || lead?.name || (lead ? words.unnamed : words.title)}
      onClose={onClose}
      extra={lead && <Chip tone={TONES[lead.state]}>{words.states[lead.state]}</Chip>}
    >
      <Answer query={query} loading={420}>
        {(found) => (
          <div className="stack">
            <Who lead={found} clear={clear} onClear={setClear} />
            <Lines title={words.from} pairs={named(found.facts, words.facts)} />
            <Lines title={words.asked} pairs={named((clear ?? found).form, words.answers)} />
            <Marking lead={found} />
            <History lead={found} />
          </div>
        )}
      </Answer>
    </Drawer>
  );
}

/** What we have words for comes first, in their order. */
function named(said: Record<string, string>, names: Record<string, string>): [string, string][] {
  const order = Object.keys(names);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(said)
    .sort(([one], [other]) => place(one) - place(other))
    .map(([name, value]) => [names[name] ?? name, value]);
}

function Who({ lead, clear, onClear }: { lead: Lead; clear: Lead | null; onClear: (lead: Lead) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const units = useUnits();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const pairs: [string, React.ReactNode][] = [
    [words.phone, (clear ?? lead).phone || words.noPhone],
    [words.city, lead.city || "—"],
    [words.platform, [platformName(lead.platform, chosen), lead.account].filter(Boolean).join(" · ")],
    [words.channel, channelName(lead.channel, chosen)],
    [words.number, lead.lead_id],
    [words.occurred, <When key="at" at={lead.occurred_at} />],
    [words.received, <When key="received" at={lead.received_at} />],
    [words.unit, units.get(lead.unit) || lead.unit || words.headquarters],
  ];
  return (
    <>
      <div className="row">
        {lead.person && (
          <Link to="/people/$person" params={{ person: lead.person }}>
            <Button>{words.person}</Button>
          </Link>
        )}
        {may("people.reveal") && !clear && <Button onClick={() => setAsking(true)}>{words.reveal}</Button>}
      </div>
      <Lines pairs={pairs} />
      {asking && <Ask id={lead.id} onClose={() => setAsking(false)} onClear={onClear} />}
    </>
  );
}

function Ask({ id, onClose, onClear }: { id: number; onClose: () => void; onClear: (lead: Lead) => void }) {
  const words = useWords(WORDS);
  const [reason, setReason] = useState("");
  const reveal = useAct({
    act: () => act.reveal(id, reason),
    done: words.revealed,
    after: (lead) => {
      onClear(lead);
      onClose();
    },
  });
  return (
    <Modal
      title={words.reveal}
      open
      onCancel={onClose}
      onOk={() => reveal.mutate()}
      okText={words.reveal}
      confirmLoading={reveal.isPending}
      okButtonProps={{ disabled: !reason.trim() }}
    >
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={1000}
        placeholder={words.revealWhy}
        aria-label={words.revealWhy}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

function Marking({ lead }: { lead: Lead }) {
  const words = useWords(WORDS);
  const may = useMay();
  const [note, setNote] = useState("");
  const mark = useAct({
    act: (state: Lead["state"]) => act.mark(lead.id, { state, note, version: lead.version }),
    stale: [LEADS],
    done: words.marked,
    after: () => setNote(""),
  });
  if (!may("people.change")) return null;
  return (
    <div className="stack lead-mark">
      <Input.TextArea
        rows={2}
        maxLength={500}
        placeholder={words.note}
        aria-label={words.note}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="row">
        <span className="second">{words.mark}</span>
        {STATES.filter((state) => state !== lead.state).map((state) => (
          <Button key={state} loading={mark.isPending && mark.variables === state} onClick={() => mark.mutate(state)}>
            {words.states[state]}
          </Button>
        ))}
      </div>
    </div>
  );
}

function History({ lead }: { lead: Lead }) {
  const words = useWords(WORDS);
  return (
    <div>
      <h3 className="lead-head">{words.history}</h3>
      {lead.marks.length ? (
        <ul className="lines">
          {lead.marks.map((one) => (
            <li key={one.at}>
              <div className="row between nowrap">
                <span className="row" style={{ gap: 6 }}>
                  <Chip tone={TONES[one.state]}>{words.states[one.state]}</Chip>
                  {one.by}
                </span>
                <span className="second small">
                  <When at={one.at} />
                </span>
              </div>
              {one.note && <span className="second small">{one.note}</span>}
            </li>
          ))}
        </ul>
      ) : (
        <span className="second">{words.nobody}</span>
      )}
    </div>
  );
}

function Lines({ title, pairs }: { title?: string; pairs: [string, React.ReactNode][] }) {
  if (!pairs.length) return null;
  return (
    <div>
      {title && <h3 className="lead-head">{title}</h3>}
      <dl className="lead-lines">
        {pairs.map(([name, said]) => (
          <div key={name}>
            <dt className="second">{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
