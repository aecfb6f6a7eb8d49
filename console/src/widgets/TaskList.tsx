import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { App, Button, Popconfirm } from "antd";
import { useMay, useMe } from "@/api/session";
import { copy, useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "./Answer";
import { More } from "./More";
import { wordsOf } from "./scripts";
import "./tasks.css";
import { done, drop, TASKS, type Task, type TaskState, useTasks, type Wanted } from "./tasks";
import { useUnits } from "./units";
import { useAct } from "./useAct";

const WORDS = copy(
  {
    states: {
      open: "待办",
      overdue: "已逾期",
      done: "按时完成",
      done_late: "逾期完成",
      missed: "未做",
      dropped: "已取消",
    } as Record<TaskState, string>,
    why: {
      by_hand: "由运营取消",
      lost: "客户已流失",
      transferred: "客户已转给同事",
      bought: "客户已下单",
      erased: "客户已按隐私请求删除",
      dismissed: "客户群已解散",
      refused: "客户拒收营销",
    } as Record<string, string>,
    due: "截止",
    later: "开始",
    ended: "结束于",
    doneIt: "完成",
    isDone: "已完成",
    drop: "取消任务",
    dropSure: "取消后员工不再看到它。",
    dropped: "已取消",
    copy: "复制话术",
    copied: "已复制，可以粘贴到聊天里",
    notCopied: "浏览器不让复制，长按文字自己选吧",
    erased: "内容已按隐私请求删除",
    unnamed: "未读到昵称",
    group: "客户群",
    step: (name: string, step: number) => `SOP“${name}”第 ${step} 步`,
    by: (name: string) => `由 ${name} 派出`,
    tooLate: "系统补发",
    tooLateWhy: "派出时已过截止时间，不计入按时率",
  },
  {
    states: {
      open: "to do",
      overdue: "overdue",
      done: "done on time",
      done_late: "done late",
      missed: "missed",
      dropped: "dropped",
    } as Record<TaskState, string>,
    why: {
      by_hand: "taken back",
      lost: "the customer is lost",
      transferred: "the customer went to a colleague",
      bought: "the customer bought",
      erased: "the customer was erased",
      dismissed: "the group was dissolved",
      refused: "the customer refuses marketing",
    } as Record<string, string>,
    due: "due",
    later: "from",
    ended: "ended",
    doneIt: "Done",
    isDone: "Done",
    drop: "Take back",
    dropSure: "Staff will not see it any more.",
    dropped: "Taken back",
    copy: "Copy the script",
    copied: "Copied; paste it into the chat",
    notCopied: "This browser does not let us copy; select the text yourself",
    erased: "its words were erased with the customer",
    unnamed: "name not read",
    group: "group",
    step: (name: string, step: number) => `SOP “${name}”, step ${step}`,
    by: (name: string) => `by ${name}`,
    tooLate: "made late",
    tooLateWhy: "It was past due when it was made, and does not count for the rate",
  },
);

const TONES: Record<TaskState, Tone> = {
  open: "plain",
  overdue: "bad",
  done: "good",
  done_late: "look",
  missed: "bad",
  dropped: "quiet",
};

interface ListProps {
  wanted: Wanted;
  empty: string;
  why?: string;
  /** Where the person is known already, their name is not said again. */
  ofPerson?: boolean;
}

/** Tasks as cards: for a thumb in a store as for a desk. */
export function TaskList({ wanted, empty, why, ofPerson = false }: ListProps) {
  const query = useTasks(wanted);
  return (
    <Answer query={query} loading={240}>
      {(found) => {
        const tasks = found.pages.flatMap((page) => page.tasks);
        if (!tasks.length) return <Empty title={empty}>{why}</Empty>;
        return (
          <>
            <ul className="tasks">
              {tasks.map((one) => (
                <One key={one.id} task={one} ofPerson={ofPerson} />
              ))}
            </ul>
            <More query={query} />
          </>
        );
      }}
    </Answer>
  );
}

function One({ task, ofPerson }: { task: Task; ofPerson: boolean }) {
  const words = useWords(WORDS);
  const units = useUnits();
  const allowed = useMay()("people.change");
  const finish = useAct({ act: () => done(task.id), stale: [TASKS], done: words.isDone });
  const takeBack = useAct({ act: () => drop(task.id), stale: [TASKS], done: words.dropped });
  const waits = task.state === "open" || task.state === "overdue";
  return (
    <li className="task">
      <div className="row between nowrap task-head">
        <span className="row task-about">
          {ofPerson ? null : <About task={task} />}
          <Chip tone={TONES[task.state]} title={task.why ? words.why[task.why] : undefined}>
            {words.states[task.state]}
          </Chip>
          {task.made_at > task.due_at && (
            <Chip tone="quiet" title={words.tooLateWhy}>
              {words.tooLate}
            </Chip>
          )}
        </span>
        <span className="second small">
          {waits ? words.due : words.ended} <When at={waits ? task.due_at : (task.ended_at ?? task.due_at)} />
        </span>
      </div>
      <p className="task-words">{task.words || <span className="second">{words.erased}</span>}</p>
      {task.why && <p className="second small">{words.why[task.why]}</p>}
      <Script task={task} />
      <p className="second small">
        {task.staff_name || units.get(task.unit ?? "") || task.unit} ·{" "}
        {task.sop && task.step !== null ? words.step(task.sop_name, task.step + 1) : words.by(task.made_name)}
      </p>
      {waits && (
        <div className="row task-acts">
          <Button
            type="primary"
            size="large"
            icon={<CheckOutlined />}
            loading={finish.isPending}
            onClick={() => finish.mutate()}
          >
            {words.doneIt}
          </Button>
          {allowed && (
            <Popconfirm title={words.dropSure} okText={words.drop} onConfirm={() => takeBack.mutate()}>
              <Button type="text" loading={takeBack.isPending}>
                {words.drop}
              </Button>
            </Popconfirm>
          )}
        </div>
      )}
    </li>
  );
}

function About({ task }: { task: Task }) {
  const words = useWords(WORDS);
  if (task.group)
    return (
      <b>
        {words.group} {task.group_name || task.group}
      </b>
    );
  if (!task.person) return null;
  return (
    <Link to="/people/$person" params={{ person: task.person }}>
      {task.person_name || words.unnamed}
    </Link>
  );
}

/** What to say, filled in as far as we know it. */
function Script({ task }: { task: Task }) {
  const words = useWords(WORDS);
  const me = useMe();
  const { message } = App.useApp();
  if (!task.script) return null;
  const said = wordsOf(task.script.parts, { 客户称呼: task.person_name, 员工姓名: task.staff_name || me.name });
  const copied = async () => {
    try {
      await navigator.clipboard.writeText(said);
    } catch {
      void message.warning(words.notCopied);
      return;
    }
    void message.success(words.copied);
  };
  return (
    <div className="task-script">
      <p>{said}</p>
      <Button icon={<CopyOutlined />} onClick={() => void copied()}>
        {words.copy}
      </Button>
    </div>
  );
}
