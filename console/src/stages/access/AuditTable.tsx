import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { Raw } from "@/ui/Code";
import { When } from "@/ui/When";
import { actionName, subjectOf, thingOf } from "@/widgets/actions";
import { useActors } from "@/widgets/actors";
import { useSources } from "@/widgets/sources";
import type { Entry } from "./access.api";
import { WORDS } from "./audit.copy";

/** Lines of the audit log; each opens to its facts. */
export function AuditTable({ entries, extra = [] }: { entries: Entry[]; extra?: TableColumnsType<Entry> }) {
  const columns = [...useColumns(), ...extra];
  return (
    <Table<Entry>
      rowKey="id"
      columns={columns}
      dataSource={entries}
      pagination={false}
      scroll={{ x: 760 }}
      expandable={{
        expandedRowRender: (entry) => <Raw value={entry.facts} />,
        rowExpandable: (entry) => Object.keys(entry.facts).length > 0,
      }}
    />
  );
}

function useColumns(): TableColumnsType<Entry> {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actors = useActors();
  return [
    { title: words.when, key: "when", width: 130, render: (_, entry) => <When at={entry.at} /> },
    {
      title: words.who,
      key: "who",
      render: (_, entry) => (entry.actor === "local" ? words.local : entry.name || actors(entry.actor, chosen)),
    },
    {
      title: words.what,
      key: "what",
      render: (_, entry) => <span title={entry.action}>{actionName(entry.action, chosen)}</span>,
    },
    { title: words.subject, key: "subject", render: (_, entry) => <Subject entry={entry} /> },
  ];
}

function Subject({ entry }: { entry: Entry }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actors = useActors();
  const sources = useSources();
  const { kind, id } = subjectOf(entry.subject);
  if (kind === "person")
    return (
      <Link to="/people/$person" params={{ person: id }}>
        {words.person} <span className="mono">{id}</span>
      </Link>
    );
  if (kind === "import")
    return (
      <Link to="/imports/$id" params={{ id }}>
        {words.import(id)}
      </Link>
    );
  if (kind === "staff") return actors(entry.subject, chosen);
  if (kind === "source") return sources.get(Number(id)) ?? entry.subject;
  if (kind === "segment") return words.segment(id);
  const thing = thingOf(entry.subject, entry.action, chosen);
  return (
    <span title={entry.subject}>
      {thing.name} <span className="mono">{thing.id}</span>
    </span>
  );
}
