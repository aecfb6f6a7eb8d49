import { Button, Input, Select } from "antd";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { ACTION_GROUPS, actionName } from "@/widgets/actions";
import { useActors, useStaffList } from "@/widgets/actors";
import { More } from "@/widgets/More";
import { useUrl } from "@/widgets/useUrl";
import { AuditTable } from "./AuditTable";
import { useAudit, type Wanted } from "./access.api";
import { WORDS } from "./audit.copy";
import "./access.css";

/** Who did what? */
export function AuditPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [url, set] = useUrl<Wanted>();
  const wanted: Wanted = { actor: url.actor, action: url.action, subject: url.subject };
  const query = useAudit(wanted);
  const rows = query.data?.pages.flat() ?? [];
  const actors = useActors();
  const [newest] = rows;
  const who = newest && (newest.actor === "local" ? words.local : newest.name || actors(newest.actor, chosen));
  return (
    <Page
      title={words.title}
      answer={
        <>
          {words.answer}
          {chosen === "en" && " "}
          {newest && words.newest(who ?? "", actionName(newest.action, chosen))}
        </>
      }
      tools={<Filters />}
    >
      <Card flush>
        <Answer query={query} loading={480}>
          {() => (rows.length ? <AuditTable entries={rows} /> : <Nothing onClear={() => set(CLEAR)} />)}
        </Answer>
        <More query={query}>{words.more}</More>
      </Card>
    </Page>
  );
}

const CLEAR = { actor: undefined, action: undefined, subject: undefined };

function Nothing({ onClear }: { onClear: () => void }) {
  const words = useWords(WORDS);
  return (
    <Empty title={words.empty} action={<Button onClick={onClear}>{words.clear}</Button>}>
      {words.emptyWhy}
    </Empty>
  );
}

function Filters() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [url, set] = useUrl<Wanted>();
  const staff = useStaffList();
  const people = (staff.data ?? []).map((one) => ({ value: `staff:${one.id}`, label: one.name }));
  const actions = ACTION_GROUPS.map((group) => ({
    label: group.name[chosen === "zh" ? 0 : 1],
    options: Object.entries(group.actions).map(([value, names]) => ({ value, label: names[chosen === "zh" ? 0 : 1] })),
  }));
  return (
    <>
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={words.who}
        placeholder={words.anybody}
        value={url.actor}
        onChange={(actor) => set({ actor })}
        options={[...people, { value: "local", label: words.local }]}
        style={{ width: 140 }}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={words.what}
        placeholder={words.anything}
        value={url.action}
        onChange={(action) => set({ action })}
        options={actions}
        style={{ width: 190 }}
      />
      <Input.Search
        allowClear
        aria-label={words.subject}
        placeholder={words.onlySubject}
        defaultValue={url.subject}
        onSearch={(subject) => set({ subject: subject.trim() || undefined })}
        style={{ width: 290 }}
      />
    </>
  );
}
