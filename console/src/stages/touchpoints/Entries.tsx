import { Alert, Button } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { exact } from "@/lib/moments";
import { Chip } from "@/ui/Chip";
import { useAct } from "@/widgets/useAct";
import { codeOf, unwell } from "./links";
import { act, type Entry, LINKS, type Listed } from "./links.api";
import { WORDS } from "./links.copy";

const TONES = { ready: "good", waiting: "quiet", failing: "look", missing: "bad" } as const;

/** What is wrong with a link's ways into its mini-programs, in one word; nothing where all is well. */
export function EntryChip({ entries }: { entries: readonly Entry[] }) {
  const words = useWords(WORDS);
  const entry = unwell(entries);
  if (!entry) return null;
  return (
    <Chip tone={TONES[entry.health]} title={entry.problem}>
      {words.entryHealth[entry.health]}
    </Chip>
  );
}

/** What is wrong, what it costs and what to do; nothing where all is well. */
export function EntryAlert({ link }: { link: Listed }) {
  const words = useWords(WORDS);
  const may = useMay();
  const again = useAct({ act: () => act.tryEntries(link.code), stale: [LINKS], done: words.trying });
  const entry = unwell(link.entries);
  if (!entry) return null;
  const code = codeOf(entry.problem);
  const why = (code !== undefined && words.entryProblems[code]) || entry.problem;
  const said = {
    waiting: words.entryWaiting,
    failing: words.entryFailing(entry.expires_at ? exact(entry.expires_at) : "–"),
    missing: words.entryMissing,
    ready: "",
  }[entry.health];
  return (
    <Alert
      style={{ margin: "16px 0 0" }}
      type={entry.health === "waiting" ? "info" : entry.health === "failing" ? "warning" : "error"}
      showIcon
      title={said}
      description={why && words.because(why, code)}
      action={
        entry.health !== "waiting" &&
        may("touchpoints.manage") && (
          <Button size="small" loading={again.isPending} onClick={() => again.mutate(undefined)}>
            {words.tryAgain}
          </Button>
        )
      }
    />
  );
}

/** Each way into a mini-program: of which kind, how it does, until when. */
export function EntryList({ entries }: { entries: readonly Entry[] }) {
  const words = useWords(WORDS);
  if (!entries.length) return null;
  return (
    <dl className="link-preview">
      <h4>{words.entries}</h4>
      {entries.map((one) => (
        <div key={`${one.account} ${one.path} ${one.query} ${one.kind}`}>
          <dt>{words.entryKinds[one.kind]}</dt>
          <dd>
            <Chip tone={TONES[one.health]}>{words.entryHealth[one.health]}</Chip>{" "}
            {one.expires_at && words.entryUntil(exact(one.expires_at))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
