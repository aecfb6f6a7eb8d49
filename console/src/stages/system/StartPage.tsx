import { CheckOutlined } from "@ant-design/icons";
import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/State";
import { Go } from "@/widgets/Go";
import { useSteps } from "@/widgets/steps";
import type { Step, StepName, WeComName, WeComStep } from "@/widgets/steps.rules";
import { FOUND, WECOM_STEPS } from "./setup.copy";
import "./system.css";

const WORDS = copy(
  {
    title: "上手清单",
    all: "都做好了，可以放心用了。",
    some: (done: number, all: number, next: string) => `${all} 步做好了 ${done} 步；接下来：${next}。`,
    reading: "正在逐项检查",
    done: "做好了",
    waiting: "还没做",
    checking: "正在检查",
    wecom: "企业微信",
    live: "每一步都问服务器现在的情况，做完会自己打勾。",
    steps: {
      source: {
        name: "接入一个来源",
        why: "小程序、官网、APP 或服务器，把用户做的事送进来。每个来源一把写入密钥，有现成的代码可以复制。",
        go: "去建来源",
      },
      events: {
        name: "最近一天有事件进来",
        why: "接上以后，到“实时事件”里看它一条条进来、归到谁。没有就是断了。",
        go: "看实时事件",
      },
      units: {
        name: "建好组织",
        why: "大区、经销商、门店：客户和订单按门店代码归属，员工只看得到自己那一块。",
        go: "去建组织",
      },
      import: {
        name: "导入一份历史订单或客户",
        why: "有赞、抖店、天猫、京东、微信小店、企微导出的文件直接送进来，先试算再导入，可以撤销。",
        go: "去导入",
      },
      reach: {
        name: "有人可以触达",
        why: "至少有一个人同意了营销、或加了好友。同意随事件、导入或在客户 360 里记录。",
        go: "看客户",
      },
      segment: {
        name: "存一个人群",
        why: "例如“近 30 天看过车、还没买”：边写条件边看人数，存下来天天更新。",
        go: "去建人群",
      },
      staff: {
        name: "给同事建账号",
        why: "各用各的账号，看得到什么按角色和组织来，审计日志分得清是谁做的。",
        go: "去加员工",
      },
      doctor: {
        name: "系统没有要处理的",
        why: "数据库、入库、后台任务逐项检查；有问题会写明怎么办。",
        go: "看系统状态",
      },
    },
  },
  {
    title: "Setup",
    all: "All is done, and ready for the day's work.",
    some: (done: number, all: number, next: string) => `${done} of ${all} steps are done; next: ${next}.`,
    reading: "Checking each step",
    done: "done",
    waiting: "to do",
    checking: "checking",
    wecom: "WeCom",
    live: "Each step asks the server how things are; it ticks itself off.",
    steps: {
      source: {
        name: "connect a source",
        why: "A mini program, website, app or server that sends what people do. Each has a write key and code to copy.",
        go: "Add a source",
      },
      events: {
        name: "events within the last day",
        why: "See them come in one by one under “Live events”, and whose they are. If none comes, something broke.",
        go: "Live events",
      },
      units: {
        name: "set up your units",
        why: "Regions, dealers, stores: people and orders belong to stores by code, and staff see their part only.",
        go: "Add units",
      },
      import: {
        name: "import past orders or customers",
        why: "Files as Youzan, Douyin, Tmall, JD, WeChat and WeCom export them; tried first, and undone if need be.",
        go: "Import a file",
      },
      reach: {
        name: "somebody can be reached",
        why: "At least one person consented to marketing or is a contact. Events, imports and profiles record consent.",
        go: "See people",
      },
      segment: {
        name: "save a segment",
        why: "Say, “looked at a bike in 30 days and has not bought”: count while you write, kept up to date.",
        go: "Make a segment",
      },
      staff: {
        name: "accounts for colleagues",
        why: "Each their own: roles and units decide what they see, and the audit log knows who did what.",
        go: "Add a member",
      },
      doctor: {
        name: "nothing for you to mend",
        why: "Databases, feed and jobs are examined one by one; what is wrong says what to do.",
        go: "System health",
      },
    },
  },
);

/** What is still missing before this runs? */
export function StartPage() {
  const words = useWords(WORDS);
  const nameOf = useNames();
  const progress = useSteps(true);
  const { steps, done, known, next } = progress;
  const answer = next ? words.some(done, steps.length, nameOf(next).name) : known ? words.all : words.reading;
  const wecom = steps.filter(({ name }) => isWeCom(name));
  const base = steps.filter(({ name }) => !isWeCom(name));
  const lines = (some: Step[], from: number) => (
    <ol className="setup">
      {some.map((step, at) => (
        <Line key={step.name} step={step} number={from + at} first={step === next} />
      ))}
    </ol>
  );
  return (
    <Page title={words.title} answer={answer}>
      <Card>{lines(base, 1)}</Card>
      {wecom.length > 0 && <Card title={words.wecom}>{lines(wecom, base.length + 1)}</Card>}
      <p className="second small">{words.live}</p>
    </Page>
  );
}

type Named = { name: string; why: string; go: string };

function isWeCom(name: StepName): name is `wecom_${WeComName}` {
  return name.startsWith("wecom_");
}

function useNames(): (step: Step) => Named {
  const words = useWords(WORDS);
  const wecom = useWords(WECOM_STEPS);
  return ({ name }) =>
    isWeCom(name) ? wecom[name.slice("wecom_".length) as WeComName] : words.steps[name as keyof typeof words.steps];
}

function Line({ step, number, first }: { step: Step; number: number; first: boolean }) {
  const words = useWords(WORDS);
  const { name, why, go } = useNames()(step);
  const state = step.done === undefined ? words.checking : step.done ? words.done : words.waiting;
  return (
    <li>
      <span className={step.done ? "tick done" : "tick"} role="img" aria-label={state}>
        {step.done === undefined ? <Skeleton height={26} /> : step.done ? <CheckOutlined /> : number}
      </span>
      <div>
        <b>{name}</b>
        <p className="second small">{why}</p>
        {step.found && <Found found={step.found} />}
      </div>
      <Go to={step.to} type={first ? "primary" : step.done ? "text" : "default"}>
        {go}
      </Go>
    </li>
  );
}

/** What was found just now, and what to do where it is not well. */
function Found({ found }: { found: WeComStep }) {
  const chosen = language.use();
  const chinese = FOUND[found.symptom]?.(found.fact) ?? [found.said, found.advice];
  const [said, fix] = chosen === "zh" ? chinese : [found.said, found.advice];
  return (
    <p className={found.done ? "setup-found small" : "setup-found small waits"}>
      {said}
      {!found.done && fix && <span className="second">{chosen === "zh" ? `。${fix}` : `. ${fix}`}</span>}
    </p>
  );
}
