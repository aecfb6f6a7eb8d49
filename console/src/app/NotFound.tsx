import { Link } from "@tanstack/react-router";
import { copy, useWords } from "@/lib/language";
import { Empty } from "@/ui/State";

const WORDS = copy(
  { title: "这里没有页面", why: "地址可能写错了，或者这个功能还没有建成。", home: "回到今日概览" },
  {
    title: "There is no page here",
    why: "The address may be mistaken, or this is not built yet.",
    home: "Back to Today",
  },
);

export function NotFound() {
  const words = useWords(WORDS);
  return (
    <Empty title={words.title} action={<Link to="/">{words.home}</Link>}>
      {words.why}
    </Empty>
  );
}
