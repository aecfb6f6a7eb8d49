import { useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { decoded } from "@/lib/handed";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { useUrl } from "@/widgets/useUrl";
import { useSegment } from "./audiences.api";
import { Editor } from "./Editor";
import type { Definition } from "./language/nodes";
import { PRESETS } from "./language/presets";
import { isDefinition, tidy } from "./language/tidy";
import { EMPTY } from "./language/tree";
import { WORDS } from "./page.copy";
import "./audiences.css";

/** Whom does this segment describe, and how many are they? */
export function SegmentPage() {
  const { name } = useParams({ strict: false }) as { name: string };
  const query = useSegment(name);
  const [url] = useUrl<{ definition: string }>();
  return (
    <Answer query={query} loading={<Waiting title={name} />}>
      {(segment) => <Editor key={segment.name} saved={segment} begin={handed(url.definition) ?? segment.definition} />}
    </Answer>
  );
}

/** A segment from nothing, from a preset, or from what another screen handed over. */
export function NewSegmentPage() {
  const words = useWords(WORDS);
  const navigate = useNavigate();
  const [url] = useUrl<{ definition: string; preset: string }>();
  const given = handed(url.definition);
  const preset = PRESETS.find((one) => one.key === url.preset);
  if (url.definition && !given)
    return (
      <Page title={words.fresh}>
        <Card>
          <Empty
            title={words.broken}
            action={<Button onClick={() => void navigate({ to: "/segments/new", search: {} })}>{words.begin}</Button>}
          >
            {words.brokenWhy}
          </Empty>
        </Card>
      </Page>
    );
  return <Editor preset={preset} begin={given ?? preset?.definition ?? { version: 1, where: EMPTY }} />;
}

function handed(text: unknown): Definition | undefined {
  const read = typeof text === "string" ? decoded(text) : undefined;
  return isDefinition(read) ? tidy(read) : undefined;
}

function Waiting({ title }: { title: string }) {
  return (
    <Page title={title} answer=" ">
      <div className="columns segment">
        <Skeleton height={360} />
        <Skeleton height={420} />
      </div>
    </Page>
  );
}
