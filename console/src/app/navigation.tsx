import {
  ApiOutlined,
  BookOutlined,
  DashboardOutlined,
  ForkOutlined,
  InboxOutlined,
  ShoppingOutlined,
  TeamOutlined,
  ThunderboltOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Permission } from "@/api/session";

export interface Screen {
  path: string;
  zh: string;
  en: string;
  icon: ReactNode;
  /** Without it the screen is not in the menu, and its address says why. */
  needs: Permission;
}

export interface Group {
  zh: string;
  en: string;
  screens: Screen[];
}

/** The operator's day, in its order. What is not built is not here. */
export const NAVIGATION: Group[] = [
  {
    zh: "工作台",
    en: "Home",
    screens: [{ path: "/", zh: "今日概览", en: "Today", icon: <DashboardOutlined />, needs: "people.read" }],
  },
  {
    zh: "获客",
    en: "Acquire",
    screens: [{ path: "/channels", zh: "渠道总览", en: "Channels", icon: <ForkOutlined />, needs: "reports.read" }],
  },
  {
    zh: "客户",
    en: "People",
    screens: [{ path: "/people", zh: "客户列表", en: "People", icon: <TeamOutlined />, needs: "people.read" }],
  },
  {
    zh: "交易",
    en: "Commerce",
    screens: [{ path: "/orders", zh: "订单", en: "Orders", icon: <ShoppingOutlined />, needs: "orders.read" }],
  },
  {
    zh: "数据",
    en: "Data",
    screens: [
      { path: "/sources", zh: "来源", en: "Sources", icon: <ApiOutlined />, needs: "events.read" },
      { path: "/live", zh: "实时事件", en: "Live events", icon: <ThunderboltOutlined />, needs: "events.read" },
      { path: "/quarantine", zh: "隔离区", en: "Quarantine", icon: <InboxOutlined />, needs: "events.read" },
      { path: "/dictionary", zh: "事件字典", en: "Event dictionary", icon: <BookOutlined />, needs: "events.read" },
    ],
  },
];

export const SCREENS: Screen[] = NAVIGATION.flatMap((group) => group.screens);

/** This will find the screen that an address belongs to: `/people/x7` is the list of people's. */
export function screenAt(path: string): Screen | undefined {
  return SCREENS.filter(
    (screen) => path === screen.path || path.startsWith(`${screen.path === "/" ? "" : screen.path}/`),
  )
    .filter((screen) => screen.path !== "/" || path === "/")
    .at(0);
}
