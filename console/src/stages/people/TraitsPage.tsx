import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { traitName } from "@/widgets/names";
import { PeopleSheet } from "@/widgets/PeopleSheet";
import { useTraitNames } from "@/widgets/traits";
import { TagFinder } from "./TagFinder";
import { Coverage, Example, PolicyChoice } from "./TraitCells";
import { holding, pageOf } from "./traits.api";
import { WORDS } from "./traits.copy";
import { useFullest } from "./useFullest";
import "./people.css";

/** Where do these fields come from, how complete are they, and which value counts? */
export function TraitsPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const names = useTraitNames();
  const fullest = useFullest(names.data ?? []);
  const answer =
    names.data?.length === 0
      ? words.emptyWhy
      : fullest
        ? words.answer(names.data?.length ?? 0, traitName(fullest.name, chosen), percent(fullest.share))
        : words.reading;
  return (
    <Page title={words.title} answer={answer}>
      <Answer query={names} loading={<Skeleton height={380} />}>
        {(found) => <Listed names={found} />}
      </Answer>
      <TagFinder />
    </Page>
  );
}

function Listed({ names }: { names: string[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns(setOpen);
  const segment = holding(open ?? "");
  if (!names.length) return <None />;
  return (
    <Card flush>
      <Table
        rowKey="name"
        columns={columns}
        dataSource={names.map((name) => ({ name }))}
        pagination={false}
        scroll={{ x: 900 }}
      />
      <PeopleSheet
        title={words.have(traitName(open ?? "", chosen))}
        open={open !== null}
        onClose={() => setOpen(null)}
        of={["trait", open]}
        pageOf={(after) => pageOf(segment, after)}
        segment={() => Promise.resolve({ definition: segment, why: "" })}
      />
    </Card>
  );
}

function None() {
  const words = useWords(WORDS);
  const may = useMay();
  return (
    <Card>
      <Empty title={words.empty} action={may("imports.run") && <Link to="/imports">{words.connect}</Link>}>
        {words.emptyWhy}
      </Empty>
    </Card>
  );
}

function useColumns(onOpen: (trait: string) => void): TableColumnsType<{ name: string }> {
  const words = useWords(WORDS);
  const chosen = language.use();
  const heading = (label: string, how: string) => (
    <>
      {label}
      <Info>{how}</Info>
    </>
  );
  return [
    {
      title: words.trait,
      key: "trait",
      width: 200,
      render: (_, { name }) => (
        <div>
          {traitName(name, chosen)}
          {traitName(name, chosen) !== name && <div className="mono second">{name}</div>}
        </div>
      ),
    },
    {
      title: heading(words.coverage, words.coverageWhy),
      key: "coverage",
      width: 220,
      render: (_, { name }) => <Coverage trait={name} onOpen={() => onOpen(name)} />,
    },
    {
      title: heading(words.example, words.exampleWhy),
      key: "example",
      render: (_, { name }) => <Example trait={name} />,
    },
    {
      title: heading(words.policy, words.policyWhy),
      key: "policy",
      width: 220,
      render: (_, { name }) => <PolicyChoice trait={name} />,
    },
  ];
}
