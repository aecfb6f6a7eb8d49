import { Link } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Count, Meter } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { traitName } from "@/widgets/names";
import { useOrigins } from "@/widgets/origins";
import type { HeldTrait } from "@/widgets/traits";
import { useAct } from "@/widgets/useAct";
import { useSaid } from "@/widgets/useSaid";
import { POLICIES, type Policy, setPolicy, type Trait, useExample, useIdentified } from "./traits.api";
import { WORDS } from "./traits.copy";

/** How many have it, as a bar over all whom we know; the count opens who they are. */
export function Coverage({ known, onOpen }: { known: number; onOpen: () => void }) {
  const identified = useIdentified();
  const share = identified ? known / identified : null;
  return (
    <div className="coverage">
      <span className="row between nowrap">
        <Button type="link" size="small" onClick={onOpen} style={{ padding: 0 }}>
          <Count value={known} />
        </Button>
        <span className="second small">{percent(share)}</span>
      </span>
      <Meter share={share ?? 0} label={percent(share)} />
    </div>
  );
}

export function Example({ trait }: { trait: HeldTrait }) {
  const words = useWords(WORDS);
  const say = useSaid();
  const found = useExample(trait);
  if (found.isLoading) return <Skeleton height={22} />;
  if (!found.data || !trait.example) return <span className="second">{words.nobody}</span>;
  return (
    <div>
      <Link to="/people/$person" params={{ person: trait.example }}>
        {say(trait.name, found.data.value)}
      </Link>
      <div className="second small">
        <From trait={found.data} /> · <When at={found.data.occurred_at} />
      </div>
    </div>
  );
}

function From({ trait }: { trait: Trait }) {
  const words = useWords(WORDS);
  const origins = useOrigins();
  return <>{words.from(origins(trait.import_id ? `import:${trait.import_id}` : `source:${trait.source}`))}</>;
}

/** Which value counts: the house's decision, or what the product does by itself. */
export function PolicyChoice({ trait }: { trait: HeldTrait }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const name = traitName(trait.name, chosen);
  const change = useAct({
    act: async (policy: Policy) => {
      await setPolicy(trait.name, policy);
      return policy;
    },
    stale: [["traits"]],
    done: (policy) => words.changed(name, words.policies[policy] ?? policy),
  });
  return (
    <span className="row tight nowrap">
      {may("system.manage") ? (
        <Select
          size="small"
          aria-label={`${name} ${words.policy}`}
          value={trait.policy}
          loading={change.isPending}
          onChange={(policy) => change.mutate(policy as Policy)}
          options={POLICIES.map((value) => ({ value, label: words.policies[value] }))}
          style={{ width: 120 }}
        />
      ) : (
        (words.policies[trait.policy] ?? trait.policy)
      )}
      <Chip tone={trait.decided ? "plain" : "quiet"}>{trait.decided ? words.byHouse : words.byDefault}</Chip>
    </span>
  );
}
