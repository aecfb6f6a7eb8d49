import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { useSettled } from "../useSettled";
import { Leaving } from "./Leaving";
import type { Counting, Layering } from "./layers.api";
import { WORDS as LAYERS } from "./layers.copy";
import { RuleAwake, RuleLevels } from "./RuleLevels";
import { RulesHistory } from "./RulesHistory";
import { RulesPreview } from "./RulesPreview";
import { RulesSaving } from "./RulesSaving";
import { type Kept, pointed, type Rules, sameRules, unready } from "./rules";
import { usePreview, useRules } from "./rules.api";
import { WORDS } from "./rules.copy";
import "../audiences.css";
import "./layers.css";

/** By which rules do people come to a level, and what would others do? */
export function RulesPage() {
  const { layering } = useParams({ strict: false }) as { layering: Layering };
  const words = useWords(WORDS);
  const names = useWords(LAYERS).tabs;
  const query = useRules(layering);
  const waiting = (
    <Page title={words.title(names[layering] ?? layering)} answer=" ">
      <div className="columns segment">
        <Skeleton height={640} />
        <Skeleton height={420} />
      </div>
    </Page>
  );
  return (
    <Answer query={query} loading={waiting}>
      {(kept) => <Desk key={layering} kept={kept} />}
    </Answer>
  );
}

/** The rules on the left, what they would do on the right; nothing counts until it is saved. */
function Desk({ kept }: { kept: Kept }) {
  const words = useWords(WORDS);
  const layering = kept.name;
  const title = words.title(useWords(LAYERS).tabs[layering]);
  const mayRule = useMay()("system.manage");
  const [base, setBase] = useState(kept);
  const [draft, setDraft] = useState(kept.definition);
  const [count, setCount] = useState<Counting>("platform");
  const changed = !sameRules(draft, base.definition);
  const lack = unready(layering, draft);
  const asked = useSettled(draft, 500);
  const ready = changed && !lack;
  const preview = usePreview(layering, asked, count, mayRule && ready && asked === draft);
  const take = (next: Kept, rules: Rules = next.definition): void => {
    setBase(next);
    setDraft(rules);
  };
  // somebody else's version is taken at once where nothing would be lost by it
  if (kept.version > base.version && !changed) take(kept);
  return (
    <Page
      title={title}
      answer={
        <>
          {words.answer(draft.levels.length)} <Provenance kept={base} />
          {!mayRule && <div>{words.readOnly}</div>}
        </>
      }
      tools={
        <>
          <Link to="/layers" search={{ tab: layering === "aipl" ? undefined : layering }}>
            {words.layers}
          </Link>
          {mayRule && changed && <Button onClick={() => setDraft(base.definition)}>{words.drop}</Button>}
          {mayRule && <RulesSaving base={base} draft={draft} ready={ready} preview={preview.data} onTaken={take} />}
        </>
      }
    >
      <div className="columns segment">
        <div className="stack wide" style={{ gap: 16 }}>
          <RuleLevels
            layering={layering}
            rules={draft}
            refused={pointed(refusedPath(preview.error))}
            lack={lack}
            onChange={mayRule ? setDraft : undefined}
          />
          {draft.awake && <RuleAwake layering={layering} rules={draft} onChange={mayRule ? setDraft : undefined} />}
        </div>
        <aside className="stack wide" style={{ gap: 16 }}>
          {mayRule && (
            <RulesPreview
              layering={layering}
              rules={draft}
              changed={changed}
              lack={lack}
              preview={preview}
              count={count}
              onCount={setCount}
            />
          )}
          <RulesHistory base={base} onLook={mayRule ? setDraft : undefined} onReset={mayRule ? take : undefined} />
        </aside>
      </div>
      <Leaving when={changed} />
    </Page>
  );
}

function refusedPath(error: unknown): unknown {
  return error && typeof error === "object" && "facts" in error ? (error.facts as { path?: unknown }).path : undefined;
}

function Provenance({ kept }: { kept: Kept }) {
  const words = useWords(WORDS);
  const actor = useActors();
  const chosen = language.use();
  if (!kept.version) return <>{words.shipped}</>;
  return (
    <>
      {words.version(kept.version, actor(kept.changed_by, chosen))} <When at={kept.changed_at} />
      {chosen === "zh" ? "。" : "."}
    </>
  );
}
