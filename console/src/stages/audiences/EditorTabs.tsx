import { Tabs } from "antd";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Code, Raw } from "@/ui/Code";
import { Answer } from "@/widgets/Answer";
import { useUrl } from "@/widgets/useUrl";
import { type Segment, useSql } from "./audiences.api";
import type { Definition } from "./language/nodes";
import { tidy } from "./language/tidy";
import { said } from "./language/words";
import { Members } from "./Members";
import { Overlapping } from "./Overlapping";
import { WORDS } from "./page.copy";
import { Snapshots } from "./Snapshots";
import { Testing } from "./Testing";
import { useLexicon } from "./useLexicon";
import { Versions } from "./Versions";

interface TabsProps {
  definition: Definition;
  asked: Definition;
  saved: Segment | undefined;
  waiting: boolean;
  onOpen: (definition: Definition) => void;
}

/** What else there is to know about a segment while one writes it. */
export function EditorTabs({ definition, asked, saved, waiting, onOpen }: TabsProps) {
  const words = useWords(WORDS);
  const [url, set] = useUrl<{ tab: string; person: string }>();
  const name = saved?.name;
  const test = (
    <Testing
      definition={asked}
      person={String(url.person ?? "")}
      waiting={waiting}
      onPerson={(person) => set({ person: person || undefined })}
    />
  );
  const items = [
    { key: "test", label: words.tabs.test, children: test },
    {
      key: "overlap",
      label: words.tabs.overlap,
      children: <Overlapping definition={asked} name={name} waiting={waiting} />,
    },
    ...(saved
      ? [
          { key: "members", label: words.tabs.members, children: <Members name={saved.name} /> },
          { key: "snapshots", label: words.tabs.snapshots, children: <Snapshots name={saved.name} /> },
          { key: "history", label: words.tabs.history, children: <Versions segment={saved} onOpen={onOpen} /> },
        ]
      : []),
    {
      key: "written",
      label: words.tabs.written,
      children: <Written definition={definition} asked={asked} waiting={waiting} />,
    },
  ];
  return (
    <Card flush>
      <Tabs
        className="editor-tabs"
        activeKey={url.tab ?? "test"}
        onChange={(tab) => set({ tab: tab === "test" ? undefined : tab })}
        items={items}
        destroyOnHidden
      />
    </Card>
  );
}

function Written({ definition, asked, waiting }: Pick<TabsProps, "definition" | "asked" | "waiting">) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  return (
    <div className="stack">
      <div>
        <h3>{words.sentence}</h3>
        <p className="quote">{said(definition.where, lexicon)}</p>
      </div>
      <div className="stack tight">
        <h3>{words.json}</h3>
        <p className="small second">{words.jsonHow}</p>
        <Raw value={tidy(definition)} />
      </div>
      <div className="stack tight">
        <h3>SQL</h3>
        <p className="small second">{waiting ? words.sqlWaiting : words.sqlHow}</p>
        {!waiting && <Sql definition={asked} />}
      </div>
    </div>
  );
}

function Sql({ definition }: { definition: Definition }) {
  return (
    <Answer query={useSql(definition, true)} loading={200}>
      {(found) => (
        <>
          <Code text={found.sql} />
          <Raw value={found.parameters} />
        </>
      )}
    </Answer>
  );
}
