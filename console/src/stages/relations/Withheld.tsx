import { Alert, Button, Popconfirm } from "antd";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { useAct } from "@/widgets/useAct";
import { confirmLosses, RELATIONS, type Run } from "./relations.api";
import { WORDS } from "./relations.copy";

/** Friends whom a corp's newest comparison did not find and did not let go either: somebody says whether they went. */
export function Withheld({ runs }: { runs: Run[] }) {
  const newest = new Map(runs.toReversed().map((one) => [one.account, one]));
  return [...newest.values()].filter((one) => one.withheld > 0).map((one) => <Asked key={one.id} run={one} />);
}

function Asked({ run }: { run: Run }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const allowed = useMay()("system.manage");
  const letGo = useAct({ act: () => confirmLosses(run.id), stale: [RELATIONS], done: words.lettingGo });
  const many = count(run.withheld, chosen);
  return (
    <Alert
      type="warning"
      showIcon
      title={words.withheld(many)}
      description={words.withheldWhy}
      action={
        allowed && (
          <Popconfirm
            title={words.letGoSure(many)}
            description={<div style={{ maxWidth: 320 }}>{words.letGoWhy}</div>}
            okText={words.letGo}
            okButtonProps={{ danger: true }}
            onConfirm={() => letGo.mutate()}
          >
            <Button danger loading={letGo.isPending}>
              {words.letGo}
            </Button>
          </Popconfirm>
        )
      }
      style={{ margin: "0 16px 12px" }}
    />
  );
}
