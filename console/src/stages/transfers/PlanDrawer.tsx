import { Alert, Button, Drawer, Form, Input, InputNumber, Segmented, Select, Switch } from "antd";
import { useMemo, useState } from "react";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { Preview } from "./Preview";
import { begin, type Giver, type PlanAsked, TRANSFERS, type Transfer, usePlan } from "./transfers.api";
import { WORDS } from "./transfers.copy";

interface PlanProps {
  giver: Giver;
  again?: number;
  givers: Giver[];
  onClose: () => void;
  onBegun: (transfer: Transfer) => void;
}

/** Who takes over how much: seen before it is begun. */
export function PlanDrawer({ giver, again, givers, onClose, onBegun }: PlanProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [staff, setStaff] = useState<string[]>([]);
  const [weights, setWeights] = useState<Record<string, number>>({});
  const [balance, setBalance] = useState<"load" | "share">("load");
  const [groups, setGroups] = useState(true);
  const [message, setMessage] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const asked = useMemo<PlanAsked | null>(
    () =>
      staff.length
        ? {
            corp: giver.corp,
            giver: giver.staff,
            takers: staff.map((one) => ({ staff: one, weight: weights[one] ?? 1 })),
            balance,
            groups,
            message: "",
            again: again ?? null,
          }
        : null,
    [staff, weights, balance, groups, giver, again],
  );
  const plan = usePlan(asked);
  const act = useAct({ act: begin, stale: [TRANSFERS], done: words.begun, after: onBegun });
  const resigned = plan.data?.resigned ?? Boolean(giver.left_at || giver.waiting);
  const takers = givers.filter(
    (one) => one.corp === giver.corp && one.staff !== giver.staff && one.follows && !one.left_at,
  );
  const found = asked && !plan.error ? plan.data : undefined;
  const footer = (
    <Button
      type="primary"
      block
      disabled={!found?.things || plan.isFetching}
      loading={act.isPending}
      onClick={() => asked && found && act.mutate({ ...asked, message, key, seen: found.things })}
    >
      {found ? words.begin(found.customers, found.groups) : words.hand}
    </Button>
  );
  const title = again ? words.againTitle(giver.name) : words.planTitle(giver.name);
  return (
    <Drawer open size={640} title={title} onClose={onClose} footer={footer}>
      <Form layout="vertical" className="transfers-plan">
        <p className="transfers-kind">
          <b>{resigned ? words.resigned : words.inService}</b>{" "}
          <span className="second">{resigned ? words.resignedWhy : words.inServiceWhy}</span>
        </p>
        <Form.Item label={words.takers}>
          <Select
            mode="multiple"
            value={staff}
            onChange={setStaff}
            placeholder={words.takersHint}
            aria-label={words.takers}
            showSearch={{ optionFilterProp: "label" }}
            options={takers.map((one) => ({ value: one.staff, label: one.name }))}
          />
        </Form.Item>
        {staff.length > 1 && (
          <Form.Item label={words.weight}>
            <div className="transfers-weights">
              {staff.map((one) => (
                <InputNumber
                  key={one}
                  min={1}
                  max={100}
                  precision={0}
                  prefix={takers.find((taker) => taker.staff === one)?.name ?? one}
                  value={weights[one] ?? 1}
                  aria-label={`${words.weight} ${one}`}
                  onChange={(weight) => setWeights({ ...weights, [one]: weight ?? 1 })}
                />
              ))}
            </div>
          </Form.Item>
        )}
        <div className="row transfers-how">
          <Form.Item label={words.balance}>
            <Segmented
              value={balance}
              onChange={setBalance}
              options={[
                { value: "load", label: words.load },
                { value: "share", label: words.share },
              ]}
            />
          </Form.Item>
          <Form.Item label={words.withGroups}>
            <Switch checked={groups} onChange={setGroups} aria-label={words.withGroups} />
          </Form.Item>
        </div>
        {!resigned && (
          <Form.Item label={words.message}>
            <Input.TextArea
              value={message}
              maxLength={200}
              showCount
              autoSize={{ minRows: 2 }}
              placeholder={words.messageHint}
              aria-label={words.message}
              onChange={(event) => setMessage(event.target.value)}
            />
          </Form.Item>
        )}
        {plan.error && asked && <Alert type="warning" showIcon title={explained(plan.error, chosen)} />}
        {found && <Preview plan={found} />}
      </Form>
    </Drawer>
  );
}
