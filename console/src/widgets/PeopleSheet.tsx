import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Drawer } from "antd";
import type { ReactNode } from "react";
import { api, given, type Shapes } from "@/api/client";
import { explained } from "@/api/refusals";
import { encoded } from "@/lib/handed";
import { copy, language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Empty } from "@/ui/State";
import { Answer } from "./Answer";
import { More } from "./More";
import { SheetPerson } from "./SheetPerson";

const WORDS = copy(
  {
    many: (n: string) => `${n} 人`,
    save: "保存为人群",
    more: "继续往下看",
    nobody: "这里没有人",
    nobodyWhy: "这个数字是零，或者这些人不在你的数据范围内。",
    cannot: "不能存成人群",
    unsayable: "这个数字打不开成名单",
  },
  {
    many: (n: string) => `${n} people`,
    save: "Save as a segment",
    more: "Show more",
    nobody: "Nobody is here",
    nobodyWhy: "The figure is zero, or these people are outside your scope.",
    cannot: "This cannot be a segment",
    unsayable: "This figure cannot be listed",
  },
);

/** A page of person numbers; `next` is the `after` of the page that follows, `count` is told with the first. */
export interface PeoplePage {
  people: string[];
  next: string | null;
  count?: number | null;
}

interface SheetProps {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  /** What the people depend on: another key is another list. */
  of: unknown;
  pageOf: (after: string, signal: AbortSignal) => Promise<PeoplePage>;
  /** The same people as a segment; where the language cannot say it, `why`. */
  segment?: () => Promise<{ definition: unknown; why: string }>;
  /** Why nobody can be listed; then nobody is asked for. */
  unsayable?: string;
  /** The one thing to do about that. */
  instead?: ReactNode;
}

/** The people behind a figure: who they are, page by page, and the way to keep them as a segment. */
export function PeopleSheet({ title, open, onClose, of, pageOf, segment, unsayable, instead }: SheetProps) {
  const words = useWords(WORDS);
  return (
    <Drawer open={open} onClose={onClose} title={title} size={460} destroyOnHidden>
      {unsayable && (
        <Empty title={words.unsayable} action={instead}>
          {unsayable}
        </Empty>
      )}
      {open && !unsayable && <Listed of={of} pageOf={pageOf} segment={segment} />}
    </Drawer>
  );
}

function Listed({ of, pageOf, segment }: Pick<SheetProps, "of" | "pageOf" | "segment">) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const pages = useInfiniteQuery({
    queryKey: ["people", "sheet", of],
    queryFn: async ({ pageParam, signal }) => {
      const page = await pageOf(pageParam, signal);
      return { ...page, rows: await summaries(page.people) };
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Answer query={pages} loading={420}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.rows);
        const many = data.pages[0]?.count ?? (pages.hasNextPage ? undefined : rows.length);
        if (!rows.length) return <Empty title={words.nobody}>{words.nobodyWhy}</Empty>;
        return (
          <div className="stack">
            <div className="row between">
              <b>{many !== undefined && words.many(count(many, chosen))}</b>
              {segment && <Save segment={segment} />}
            </div>
            <ul className="sheet-people">
              {rows.map((row) => (
                <SheetPerson key={row.person} row={row} />
              ))}
            </ul>
            <More query={pages}>{words.more}</More>
          </div>
        );
      }}
    </Answer>
  );
}

const AT_ONCE = 200;

/** This will give what a list shows of each person, in the order asked; who may not be seen is left out. */
async function summaries(people: string[]): Promise<Shapes["SummaryOut"][]> {
  const parts = Array.from({ length: Math.ceil(people.length / AT_ONCE) }, (_, at) =>
    given(api.POST("/api/people/summaries", { body: { people: people.slice(at * AT_ONCE, (at + 1) * AT_ONCE) } })),
  );
  return (await Promise.all(parts)).flatMap((part) => part.people);
}

/** Hands the definition to the editor of segments, where it can be read, named and kept. */
function Save({ segment }: Required<Pick<SheetProps, "segment">>) {
  const words = useWords(WORDS);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const hand = async (): Promise<void> => {
    try {
      const { definition, why } = await segment();
      if (definition) await navigate({ to: "/segments/new", search: { definition: encoded(definition) } });
      else void message.info(`${words.cannot}: ${why}`, 6);
    } catch (error) {
      void message.error(explained(error, language.get()), 6);
    }
  };
  return <Button onClick={() => void hand()}>{words.save}</Button>;
}
