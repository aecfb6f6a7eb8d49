import type { Language } from "@/lib/language";

/** Why a figure cannot be a segment, by the server's own sentence; a new one shows as it is. */
const CHINESE: Record<string, string> = {
  "a group of the first beginning in a bucket is no test of the segment language":
    "人群语言说不出“那一期里第一次开始时属于哪一组”。",
  "“not earlier than the beginning” on the same day is no test of the segment language":
    "人群语言说不出“同一天里、不早于开始”。",
  "the segment language has steps in order, without exclusions between them":
    "人群语言里的先后顺序只有依次的步骤，没有中间的排除。",
  "later steps may lie after the period, and a sequence lies in one window":
    "后面的步骤可能在时段之后，而人群的先后顺序要在同一个时间窗里。",
  "a sequence counts the time from step to step, a funnel from the entry":
    "人群的先后顺序是一步一步计时，漏斗是从第一步计时，两者圈出来的人不一样。",
  "a group of the entry that came farthest is no test of the segment language":
    "人群语言说不出“走得最远的那一次属于哪一组”。",
  "an entry that went no further is no test of the segment language":
    "同一个人可以几次进入、走得有远有近，人群语言说不出“没再往下走的那一次”。",
  "the events asked for have other channels": "所选行为限定了别的渠道，和这一组对不上。",
  "“has no value that is a text or a number” is no test of the segment language": "人群语言说不出“这个字段没有值”。",
  "it is no whole number of seconds": "这个时间点不是整秒。",
  "“all values but the largest” is no test of the segment language": "“其他”这一组没法写成条件，选一个具体的组。",
  "the segment language counts days in Beijing": "人群按北京时间算天，这个问题用的是别的时区。",
  "the segment language counts hours and weekdays in Beijing": "人群按北京时间算钟点和星期，这个问题用的是别的时区。",
  "the events asked for have a time of their own": "所选行为已经限定了时间，和这一格对不上。",
  "its border is larger than the numbers of the segment language": "这一格的边界超出了人群语言能写的数字。",
  "the segment language does not know the touch that brought somebody":
    "人群语言说不出“是哪一次接触带来的”，但可以把这些人存成快照。",
  "the segment language cannot say it, but its people can be kept as a snapshot":
    "人群语言说不出，但可以把这些人存成快照。",
};

/** This will say in the operator's language why a figure cannot be a segment. */
export function unsayable(why: string, language: Language): string {
  return language === "zh" ? (CHINESE[why] ?? why) : why;
}
