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
import { useSources } from "@/widgets/sources";
import { useUnits } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import {
  holding,
  POLICIES,
  type Policy,
  setPolicy,
  type Trait,
  useCountOf,
  useExample,
  usePolicies,
} from "./traits.api";
import { WORDS } from "./traits.copy";
import { useIdentified } from "./useFullest";

/** How many have it, as a bar over all whom we know; the count opens who they are. */
export function Coverage({ trait, onOpen }: { trait: string; onOpen: () => void }) {
  const counted = useCountOf(holding(trait));
  const identified = useIdentified();
  if (!counted.data || !identified) return counted.error ? <span className="second">–</span> : <Skeleton height={22} />;
  const share = counted.data.people / identified;
  return (
    <div className="coverage">
      <span className="row between nowrap">
        <Button type="link" size="small" onClick={onOpen} style={{ padding: 0 }}>
          <Count value={counted.data.people} />
        </Button>
        <span className="second small">{percent(share)}</span>
      </span>
      <Meter share={share} label={percent(share)} />
    </div>
  );
}

export function Example({ trait }: { trait: string }) {
  const words = useWords(WORDS);
  const found = useExample(trait);
  if (found.isPending) return <Skeleton height={22} />;
  if (!found.data?.trait) return <span className="second">{words.nobody}</span>;
  return (
    <div>
      <Link to="/people/$person" params={{ person: found.data.person }}>
        <Shown name={trait} value={found.data.trait.value} />
      </Link>
      <div className="second small">
        <From trait={found.data.trait} /> · <When at={found.data.trait.occurred_at} />
      </div>
    </div>
  );
}

function Shown({ name, value }: { name: string; value: unknown }) {
  const units = useUnits();
  const words = useWords(WORDS);
  if (typeof value === "boolean") return <>{value ? words.yes : words.no}</>;
  const text = Array.isArray(value) ? value.join("、") : String(value);
  return <>{name === "home_store" ? (units.get(text) ?? text) : text}</>;
}

function From({ trait }: { trait: Trait }) {
  const words = useWords(WORDS);
  const sources = useSources();
  if (trait.import_id) return <>{words.imported(trait.import_id)}</>;
  return <>{words.from(sources.get(trait.source) ?? String(trait.source))}</>;
}

/** Which value counts: the house's decision, or what the product does by itself. */
export function PolicyChoice({ trait }: { trait: string }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const policies = usePolicies();
  const example = useExample(trait);
  const decided = policies.data?.[trait];
  const current = decided ?? example.data?.trait?.policy ?? "newest";
  const change = useAct({
    act: async (policy: Policy) => {
      await setPolicy(trait, policy);
      return policy;
    },
    stale: [["traits"]],
    done: (policy) => words.changed(traitName(trait, chosen), words.policies[policy] ?? policy),
  });
  if (!policies.data || example.isPending) return <Skeleton height={22} />;
  return (
    <span className="row tight nowrap">
      {may("system.manage") ? (
        <Select
          size="small"
          aria-label={`${traitName(trait, chosen)} ${words.policy}`}
          value={current}
          loading={change.isPending}
          onChange={(policy) => change.mutate(policy as Policy)}
          options={POLICIES.map((value) => ({ value, label: words.policies[value] }))}
          style={{ width: 120 }}
        />
      ) : (
        (words.policies[current] ?? current)
      )}
      <Chip tone={decided ? "plain" : "quiet"}>{decided ? words.byHouse : words.byDefault}</Chip>
    </span>
  );
}
