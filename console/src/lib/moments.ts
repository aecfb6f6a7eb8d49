import type { Language } from "./language";

const ZONE = "Asia/Shanghai";
const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

type Moment = string | number | Date;

function parts(moment: Moment): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(new Date(moment)).map((part) => [part.type, part.value]));
}

/** This will write a moment in full, in Beijing time: `2026-11-21 20:44:05`. */
export function exact(moment: Moment): string {
  const at = parts(moment);
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}:${at.second}`;
}

/** This will give the day in Beijing: `2026-11-21`. */
export function day(moment: Moment): string {
  return exact(moment).slice(0, 10);
}

/** This will give the day in Beijing so many days before another moment. */
export function daysBefore(moment: Moment, days: number): string {
  return day(new Date(moment).getTime() - days * 86_400_000);
}

/** This will name the weekday of a day: `周六`, `Sat`. */
export function weekday(date: string, language: Language): string {
  const named = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", { weekday: "short", timeZone: "UTC" });
  return date ? named.format(Date.parse(date)) : "";
}

/** This will write a moment for reading: relative within a day, `11-21 20:44` beyond, with the year in other years. */
export function reading(moment: Moment, now: Moment, language: Language): string {
  const seconds = (new Date(now).getTime() - new Date(moment).getTime()) / 1000;
  if (seconds >= 0 && seconds < 86_400) return ago(seconds, language);
  const text = exact(moment);
  return text.slice(0, 4) === exact(now).slice(0, 4) ? text.slice(5, 16) : text.slice(0, 16);
}

/** This will write a moment up to which something holds: `20:44` today, `11-24 20:44` on other days. */
export function until(moment: Moment, now: Moment): string {
  const text = exact(moment);
  return day(now) === text.slice(0, 10) ? text.slice(11, 16) : text.slice(5, 16);
}

function ago(seconds: number, language: Language): string {
  const zh = language === "zh";
  if (seconds < 60) return zh ? "刚刚" : "just now";
  if (seconds < 3600) return zh ? `${Math.floor(seconds / 60)} 分钟前` : `${Math.floor(seconds / 60)} min ago`;
  return zh ? `${Math.floor(seconds / 3600)} 小时前` : `${Math.floor(seconds / 3600)} h ago`;
}

/** This will write how long something took or lies back: `3 天`, `2 小时`. */
export function span(seconds: number, language: Language): string {
  const steps: [number, string, string][] = [
    [86_400, "天", "d"],
    [3600, "小时", "h"],
    [60, "分钟", "min"],
  ];
  for (const [size, zh, en] of steps)
    if (seconds >= size) return `${Math.floor(seconds / size)} ${language === "zh" ? zh : en}`;
  return `${Math.max(0, Math.floor(seconds))} ${language === "zh" ? "秒" : "s"}`;
}
