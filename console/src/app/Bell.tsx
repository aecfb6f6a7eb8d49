import { BellOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Badge, Button, Popover } from "antd";
import { useState } from "react";
import { copy, language, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { nameOf } from "@/widgets/doctor";
import { type News, useNews } from "./news";

const WORDS = copy(
  {
    title: "要知道的事",
    label: (n: number) => (n ? `${n} 件要知道的事` : "没有新的事"),
    none: "没有要你看的",
    reviews: (n: number) => `${n}${n >= 50 ? "+" : ""} 对身份等你判断`,
    quarantine: (n: number) => `${n} 条事件在隔离区`,
    doctor: (name: string) => `系统检查：${name} 要看一下`,
    finished: (file: string, trial: boolean) => `“${file}”${trial ? "试算完了，等你确认" : "导入完了"}`,
    problems: (file: string, trial: boolean, n: number) => `“${file}”${trial ? "试算" : "导入"}完了，${n} 行有问题`,
    failed: (file: string) => `“${file}”没有成功`,
    code: (name: string, why: string) => `活码“${name}”：${why}`,
    alarms: {
      nobody: "没人能接待，上一位还留着",
      expired: "已到期",
      codes_full: "企业微信的码用完了",
      declined: "企业微信拒绝了",
      unreachable: "连不上企业微信",
      away: "有员工用不了",
      expiring: "快到期",
      low: "今天的名额快用完了",
    } as Record<string, string>,
  },
  {
    title: "Worth knowing",
    label: (n: number) => (n ? `${n} things worth knowing` : "Nothing new"),
    none: "Nothing for you to look at",
    reviews: (n: number) => `${n}${n >= 50 ? "+" : ""} identity reviews wait for you`,
    quarantine: (n: number) => `${n} events in quarantine`,
    doctor: (name: string) => `System check: look at ${name}`,
    finished: (file: string, trial: boolean) => `“${file}” ${trial ? "was tried and waits for you" : "was imported"}`,
    problems: (file: string, trial: boolean, n: number) =>
      `“${file}” was ${trial ? "tried" : "imported"}, ${n} rows have problems`,
    failed: (file: string) => `“${file}” did not work`,
    code: (name: string, why: string) => `Live code “${name}”: ${why}`,
    alarms: {
      nobody: "nobody can come, the last one stays",
      expired: "has expired",
      codes_full: "WeCom gives no more codes",
      declined: "WeCom declined",
      unreachable: "WeCom does not answer",
      away: "some of its staff cannot be used",
      expiring: "expires soon",
      low: "today's places are nearly gone",
    } as Record<string, string>,
  },
);
const SEEN = "huoshui.news.seen";

/** What happened while one looked elsewhere; the dot is gone once it was looked at. */
export function Bell() {
  const words = useWords(WORDS);
  const news = useNews();
  const [seen, setSeen] = useState(() => new Set((localStorage.getItem(SEEN) ?? "").split("\n")));
  const [open, setOpen] = useState(false);
  const fresh = news.filter((one) => !seen.has(one.key)).length;
  const opened = (next: boolean): void => {
    setOpen(next);
    if (next) return;
    const keys = news.map((one) => one.key);
    localStorage.setItem(SEEN, keys.join("\n"));
    setSeen(new Set(keys));
  };
  return (
    <Popover
      open={open}
      onOpenChange={opened}
      trigger="click"
      placement="bottomRight"
      title={words.title}
      content={<List news={news} onGo={() => opened(false)} />}
    >
      <Badge count={fresh} size="small" offset={[-6, 6]} color="var(--accent)">
        <Button type="text" icon={<BellOutlined />} aria-label={words.label(fresh)} />
      </Badge>
    </Popover>
  );
}

function List({ news, onGo }: { news: News[]; onGo: () => void }) {
  const words = useWords(WORDS);
  if (!news.length) return <p className="second">{words.none}</p>;
  return (
    <ul className="news">
      {news.map((one) => (
        <li key={one.key}>
          <span className={`dot ${one.tone}`} />
          <Link to={one.to} search={one.search ?? {}} onClick={onGo}>
            <Said news={one} />
          </Link>
          {one.at && (
            <span className="second small">
              <When at={one.at} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ news }: { news: News }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  if (news.kind === "reviews") return words.reviews(news.count);
  if (news.kind === "quarantine") return words.quarantine(news.count);
  if (news.kind === "doctor") return words.doctor(nameOf(news.name, chosen));
  if (news.kind === "code") return words.code(news.name, words.alarms[news.alarm ?? ""] ?? "");
  if (news.tone === "bad") return words.failed(news.name);
  const trial = news.trial === true;
  return news.count ? words.problems(news.name, trial, news.count) : words.finished(news.name, trial);
}
