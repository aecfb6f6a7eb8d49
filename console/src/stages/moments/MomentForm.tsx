import { Form } from "antd";
import { useWords } from "@/lib/language";
import { ComposeDrawer } from "@/widgets/ComposeDrawer";
import { ContentFields } from "./ContentFields";
import { COMPOSING } from "./compose.copy";
import { attachmentsOf, type Fields, planOf } from "./composing";
import { EstimateCard } from "./EstimateCard";
import { act, MOMENTS, useAccounts } from "./moments.api";
import { Phone } from "./Phone";
import { WhoFields } from "./WhoFields";

const START: Fields = { brings: "nothing", who: "everybody" };

/** Compose: what is said, and who publishes it. */
export function MomentForm({ onClose, onMade }: { onClose: () => void; onMade: (id: number) => void }) {
  const words = useWords(COMPOSING);
  return (
    <ComposeDrawer<Fields, { name: string; title: string }>
      words={words}
      accounts={useAccounts()}
      start={START}
      plan={(fields, account, key) => act.plan({ account, plan: planOf(fields), key })}
      stale={MOMENTS}
      beside={(account) => (
        <>
          <Preview />
          <EstimateCard account={account?.name} />
        </>
      )}
      onClose={onClose}
      onMade={onMade}
    >
      <ContentFields />
      <WhoFields />
    </ComposeDrawer>
  );
}

function Preview() {
  const fields = Form.useWatch([]) as Fields | undefined;
  return <Phone text={fields?.text ?? ""} attachments={fields ? attachmentsOf(fields) : []} />;
}
