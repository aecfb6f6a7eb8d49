import { useEffect, useMemo, useState } from "react";
import { useMay } from "@/api/session";
import { encoded } from "@/lib/handed";
import { type Language, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { DefinitionSheet } from "@/widgets/DefinitionSheet";
import { useUrl } from "@/widgets/useUrl";
import { type Segment, useEstimate, useExplained } from "./audiences.api";
import { Block } from "./Block";
import { EditorTabs } from "./EditorTabs";
import { type Editing, EditingPlace, useDraft } from "./editing";
import { WORDS as EDITOR } from "./editor.copy";
import { Pick } from "./fields";
import { Headline, Provenance } from "./Headline";
import type { Definition } from "./language/nodes";
import type { Preset } from "./language/presets";
import { problems } from "./language/problems";
import { same } from "./language/tidy";
import { isGroup, lean, ROOT } from "./language/tree";
import { Presets } from "./Presets";
import { WORDS } from "./page.copy";
import { refusedAt } from "./refusedAt";
import { Sample } from "./Sample";
import { Saving } from "./Saving";
import { Size } from "./Size";
import { verdictsOf } from "./Testing";
import { useSettled } from "./useSettled";

interface EditorProps {
  saved?: Segment;
  preset?: Preset | undefined;
  begin: Definition;
}

const NONE: ReadonlySet<string> = new Set();

type Place = { definition: string; preset: string; tab: string; person: string };

/** The sentence on the left, whom it describes on the right: both at once, always. */
export function Editor({ saved, preset, begin }: EditorProps) {
  const words = useWords(WORDS);
  const editor = useWords(EDITOR);
  const may = useMay();
  const chosen = language.use();
  const draft = useDraft(begin.where);
  const [url, set] = useUrl<Place>();
  const [all, setAll] = useState(false);
  const [begun, setBegun] = useState(preset);
  const lacks = useMemo(() => new Map(problems(draft.root).map((one) => [one.path, one.lack])), [draft.root]);
  const empty = !draft.root.of.length;
  const asked = useAsked(draft.root, lacks.size === 0);
  const everybody = isGroup(asked.where) && !asked.where.of.length;
  const estimate = useEstimate(asked, !everybody);
  const person = String(url.person ?? "");
  const verdict = useExplained(asked, person, lacks.size === 0 && !everybody && url.tab !== "overlap");
  const definition: Definition = { version: 1, where: lean(draft.root) };
  const changed = !same(definition.where, lean(saved?.definition.where ?? { kind: "all", of: [] }));
  useKept(definition, changed);
  const editing: Editing = {
    ...draft,
    lacks,
    met: useMemo(
      () => new Map(verdict.data ? [...verdictsOf(verdict.data.why)].map(([path, one]) => [path, one.met]) : []),
      [verdict.data],
    ),
    refused: estimate.error ? refusedAt(estimate.error) : undefined,
  };
  return (
    <Page
      title={saved?.name ?? words.fresh}
      answer={
        <>
          <Headline definition={asked} everybody={everybody} waiting={lacks.size > 0} />
          {saved && <Provenance segment={saved} />}
        </>
      }
      tools={
        may("people.change") && (
          <Saving
            draft={draft}
            definition={definition}
            saved={saved}
            suggested={suggested(saved, begun, chosen)}
            ready={lacks.size === 0 && !empty}
            changed={changed}
          />
        )
      }
    >
      <div className="columns segment">
        <div className="stack wide">
          <Card title={<Whole editing={editing} root={draft.root.kind} />}>
            <EditingPlace value={editing}>
              {empty && <p className="second small">{editor.everybody}</p>}
              <Block group={draft.root} path={ROOT} />
            </EditingPlace>
          </Card>
          {empty && !saved ? (
            <Presets
              first={false}
              taken={NONE}
              onChoose={(one) => {
                setBegun(one);
                draft.replace(one.definition.where);
              }}
            />
          ) : (
            <EditorTabs
              definition={definition}
              asked={asked}
              saved={saved}
              waiting={lacks.size > 0 || empty || everybody}
              onOpen={(next) => draft.replace(next.where)}
            />
          )}
        </div>
        <aside className="stack wide">
          <Size definition={asked} waiting={lacks.size > 0} everybody={everybody} />
          <Sample
            definition={asked}
            everybody={everybody}
            onTest={(one) => set({ tab: undefined, person: one })}
            onAll={() => setAll(true)}
          />
        </aside>
      </div>
      <DefinitionSheet
        open={all}
        onClose={() => setAll(false)}
        title={saved?.name ?? words.sheet}
        definition={asked}
        count={estimate.data?.people}
        keep={false}
      />
    </Page>
  );
}

function Whole({ editing, root }: { editing: Editing; root: "all" | "any" }) {
  const words = useWords(EDITOR);
  return (
    <Pick
      label={words.groupLabel}
      value={root}
      options={[
        { value: "all", label: words.whole.all },
        { value: "any", label: words.whole.any },
      ]}
      onChange={(kind) => editing.change(ROOT, (one) => ({ ...one, kind }) as typeof one)}
    />
  );
}

/** A preset brings its name; a copy of a stored segment needs another. */
function suggested(saved: Segment | undefined, preset: Preset | undefined, chosen: Language) {
  const place = chosen === "zh" ? 0 : 1;
  return { name: saved ? "" : (preset?.name[place] ?? ""), note: preset?.why[place] ?? "" };
}

/** What the server is asked: the last definition that was complete, once nobody types any more. */
function useAsked(root: Definition["where"], complete: boolean): Definition {
  const [asked, setAsked] = useState<Definition>({ version: 1, where: root });
  const settled = useSettled(root, 350);
  useEffect(() => {
    if (complete && settled === root) setAsked({ version: 1, where: root });
  }, [complete, settled, root]);
  return asked;
}

/** What is not saved lives in the address, so that a reload or a shared link loses nothing. */
function useKept(definition: Definition, changed: boolean): void {
  const [url, set] = useUrl<Place>();
  const text = changed ? encoded(definition) : undefined;
  const settled = useSettled(text, 500);
  useEffect(() => {
    if (settled === text && url.definition !== text) set({ definition: text, preset: undefined });
  }, [settled, text, url.definition, set]);
}
