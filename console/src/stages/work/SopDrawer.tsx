import { Link } from "@tanstack/react-router";
import { Button, Drawer, Popconfirm } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Logged } from "@/widgets/Logged";
import { More } from "@/widgets/More";
import { useAct } from "@/widgets/useAct";
import { Kept } from "./SopList";
import { WORDS } from "./sops.copy";
import { act, type Enrollment, SOPS, type Sop, useEnrollments } from "./work.api";

interface DrawerProps {
  sop: Sop;
  onClose: () => void;
  onChange: () => void;
}

const NOTHING = { made: 0, done: 0, done_late: 0, overdue: 0, missed: 0 };

/** One SOP: its steps with how each is kept, and whom it follows. */
export function SopDrawer({ sop, onClose, onChange }: DrawerProps) {
  const words = useWords(WORDS);
  const allowed = useMay()("touchpoints.manage");
  const runs = sop.state === "running";
  const turn = useAct({ act: () => (runs ? act.pause(sop.id) : act.resume(sop.id)), stale: [SOPS] });
  return (
    <Drawer
      open
      size={640}
      title={sop.plan.name}
      onClose={onClose}
      footer={
        allowed && (
          <div className="row">
            <Button type="primary" onClick={onChange}>
              {words.change}
            </Button>
            <Popconfirm
              title={runs ? words.pauseSure : words.resumeSure}
              okText={runs ? words.pause : words.resume}
              onConfirm={() => turn.mutate()}
            >
              <Button loading={turn.isPending}>{runs ? words.pause : words.resume}</Button>
            </Popconfirm>
          </div>
        )
      }
    >
      <div className="stack">
        <p className="row" style={{ gap: 6 }}>
          <Chip tone={runs ? "good" : "quiet"}>{words.runs[sop.state]}</Chip>
          <span>{words.version(sop.version)}</span>
          <span className="second">{words.whom(sop.plan)}</span>
        </p>
        <ul className="lines">
          {sop.plan.steps.map((step, place) => {
            const kept = sop.steps.find((one) => one.step === place) ?? NOTHING;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the plan
              <li key={place}>
                <div className="row between">
                  <b>{words.when(step)}</b>
                  <span>
                    <span className="second">{words.made(kept.made)}</span> <Kept of={kept} />
                  </span>
                </div>
                <p style={{ margin: 0, whiteSpace: "pre-wrap" }}>{step.words}</p>
              </li>
            );
          })}
        </ul>
        <h3 style={{ margin: 0, fontSize: 14 }}>{words.enrolled}</h3>
        <Enrollments sop={sop.id} />
        <Logged subject={`sop:${sop.id}`} />
      </div>
    </Drawer>
  );
}

const TONES: Record<Enrollment["progress"], Tone> = { running: "plain", finished: "good", ended: "quiet" };

function Enrollments({ sop }: { sop: number }) {
  const words = useWords(WORDS);
  const query = useEnrollments(sop);
  return (
    <Answer query={query} loading={200}>
      {(found) => {
        const rows = found.pages.flatMap((page) => page.enrollments);
        if (!rows.length) return <Empty title={words.nobodyYet}>{words.nobodyYetWhy}</Empty>;
        return (
          <>
            <ul className="lines">
              {rows.map((one) => (
                <li key={one.id} className="row between">
                  <span className="row" style={{ gap: 6 }}>
                    {one.person ? (
                      <Link to="/people/$person" params={{ person: one.person }}>
                        {one.name || one.person}
                      </Link>
                    ) : (
                      one.name || words.erased
                    )}
                    <Chip tone={TONES[one.progress]}>{words.progresses[one.progress]}</Chip>
                    {one.why && <span className="second small">{words.why[one.why]}</span>}
                  </span>
                  <span className="second small">
                    {one.staff_name} · {words.far(one.done, one.made, one.steps)} · <When at={one.anchor_at} />
                  </span>
                </li>
              ))}
            </ul>
            <More query={query} />
          </>
        );
      }}
    </Answer>
  );
}
