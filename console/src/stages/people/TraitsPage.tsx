import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { traitName } from "@/widgets/names";
import { type HeldTrait, useTraits } from "@/widgets/traits";
import { type Opened, useDefined } from "@/widgets/useDefined";
import { TagTable } from "./TagTable";
import { Coverage, Example, PolicyChoice } from "./TraitCells";
import { holding, useIdentified } from "./traits.api";
import { WORDS } from "./traits.copy";
import "./people.css";

/** Where do these fields come from, how complete are they, and which value counts? */
export function TraitsPage() {
  const words = useWords(WORDS);
  const traits = useTraits();
  return (
    <Page title={words.title} answer={traits.data ? <Summary traits={traits.data} /> : words.reading}>
      <Answer query={traits} loading={<Skeleton height={380} />}>
        {(found) => (found.length ? <Listed traits={found} /> : <None />)}
      </Answer>
      <TagTable />
    </Page>
  );
}

function Summary({ traits }: { traits: HeldTrait[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const identified = useIdentified();
  const fullest = traits.toSorted((a, b) => b.known - a.known)[0];
  if (!fullest) return <>{words.emptyWhy}</>;
  if (!identified) return <>{words.reading}</>;
  return <>{words.answer(traits.length, traitName(fullest.name, chosen), percent(fullest.known / identified))}</>;
}

const PAGE = 20;

function Listed({ traits }: { traits: HeldTrait[] }) {
  const { open, sheet } = useDefined();
  return (
    <Card flush>
      <Table<HeldTrait>
        rowKey="name"
        columns={useColumns(open)}
        dataSource={traits}
        pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 980 }}
      />
      {sheet}
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

function useColumns(open: (opened: Opened) => void): TableColumnsType<HeldTrait> {
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
      width: 180,
      render: (_, { name }) => (
        <div>
          {traitName(name, chosen)}
          {traitName(name, chosen) !== name && <div className="mono second">{name}</div>}
        </div>
      ),
    },
    {
      title: heading(words.type, words.typeWhy),
      key: "type",
      width: 130,
      render: (_, { types }) => types.map((type) => words.types[type] ?? type).join(words.joined),
    },
    {
      title: heading(words.coverage, words.coverageWhy),
      key: "coverage",
      width: 220,
      render: (_, { name, known }) => (
        <Coverage
          known={known}
          onOpen={() => open({ title: words.have(traitName(name, chosen)), definition: holding(name) })}
        />
      ),
    },
    {
      title: heading(words.example, words.exampleWhy),
      key: "example",
      render: (_, trait) => <Example trait={trait} />,
    },
    {
      title: heading(words.policy, words.policyWhy),
      key: "policy",
      width: 220,
      render: (_, trait) => <PolicyChoice trait={trait} />,
    },
  ];
}
