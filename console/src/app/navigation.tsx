import {
  ApartmentOutlined,
  ApiOutlined,
  AppstoreOutlined,
  BarChartOutlined,
  BookOutlined,
  BranchesOutlined,
  CalculatorOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CheckSquareOutlined,
  CloudServerOutlined,
  CloudUploadOutlined,
  ContactsOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FileImageOutlined,
  FileSearchOutlined,
  ForkOutlined,
  FormOutlined,
  FunnelPlotOutlined,
  GoldOutlined,
  HeartOutlined,
  IdcardOutlined,
  InboxOutlined,
  KeyOutlined,
  LinkOutlined,
  MergeCellsOutlined,
  MobileOutlined,
  NodeIndexOutlined,
  PartitionOutlined,
  PictureOutlined,
  QrcodeOutlined,
  SafetyOutlined,
  SendOutlined,
  ShopOutlined,
  ShoppingOutlined,
  SnippetsOutlined,
  SwapOutlined,
  TagsOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UsergroupAddOutlined,
  WechatOutlined,
  WechatWorkOutlined,
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
    screens: [
      { path: "/", zh: "今日概览", en: "Today", icon: <DashboardOutlined />, needs: "people.read" },
      { path: "/start", zh: "上手清单", en: "Setup", icon: <CheckSquareOutlined />, needs: "people.read" },
    ],
  },
  {
    zh: "获客",
    en: "Acquire",
    screens: [
      { path: "/channels", zh: "渠道总览", en: "Channels", icon: <ForkOutlined />, needs: "reports.read" },
      { path: "/codes", zh: "活码", en: "Live codes", icon: <QrcodeOutlined />, needs: "reports.read" },
      { path: "/group-codes", zh: "群活码", en: "Group codes", icon: <UsergroupAddOutlined />, needs: "reports.read" },
      { path: "/store-codes", zh: "门店码", en: "Store codes", icon: <ShopOutlined />, needs: "reports.read" },
      { path: "/pages", zh: "落地页", en: "Landing pages", icon: <MobileOutlined />, needs: "reports.read" },
      { path: "/posters", zh: "海报", en: "Posters", icon: <FileImageOutlined />, needs: "reports.read" },
      { path: "/links", zh: "短链", en: "Short links", icon: <LinkOutlined />, needs: "reports.read" },
      { path: "/leads", zh: "线索", en: "Leads", icon: <FormOutlined />, needs: "people.read" },
    ],
  },
  {
    zh: "客户",
    en: "People",
    screens: [
      { path: "/people", zh: "客户列表", en: "People", icon: <TeamOutlined />, needs: "people.read" },
      { path: "/relations", zh: "关系", en: "Relations", icon: <ContactsOutlined />, needs: "people.read" },
      {
        path: "/followers",
        zh: "公众号粉丝",
        en: "Followers",
        icon: <WechatOutlined />,
        needs: "people.read",
      },
      { path: "/groups", zh: "客户群", en: "Groups", icon: <WechatWorkOutlined />, needs: "people.read" },
      { path: "/transfers", zh: "继承", en: "Transfers", icon: <SwapOutlined />, needs: "people.read" },
      { path: "/scripts", zh: "话术库", en: "Scripts", icon: <SnippetsOutlined />, needs: "people.read" },
      { path: "/reviews", zh: "身份合并", en: "Identity review", icon: <MergeCellsOutlined />, needs: "people.read" },
      { path: "/traits", zh: "标签与属性", en: "Tags and traits", icon: <TagsOutlined />, needs: "people.read" },
    ],
  },
  {
    zh: "人群",
    en: "Segments",
    screens: [
      { path: "/segments", zh: "人群列表", en: "Segments", icon: <UsergroupAddOutlined />, needs: "people.read" },
      { path: "/layers", zh: "分层", en: "Layers", icon: <BarChartOutlined />, needs: "reports.read" },
    ],
  },
  {
    zh: "触达",
    en: "Reach",
    screens: [
      { path: "/sends", zh: "群发", en: "Mass sends", icon: <SendOutlined />, needs: "people.read" },
      { path: "/moments", zh: "朋友圈", en: "Moments", icon: <PictureOutlined />, needs: "people.read" },
      { path: "/tasks", zh: "员工任务", en: "Staff tasks", icon: <CarryOutOutlined />, needs: "people.read" },
      { path: "/sops", zh: "SOP 日历", en: "SOP calendar", icon: <CalendarOutlined />, needs: "people.read" },
    ],
  },
  {
    zh: "交易",
    en: "Commerce",
    screens: [{ path: "/orders", zh: "订单", en: "Orders", icon: <ShoppingOutlined />, needs: "orders.read" }],
  },
  {
    zh: "分析",
    en: "Analytics",
    screens: [
      { path: "/boards", zh: "看板", en: "Boards", icon: <AppstoreOutlined />, needs: "reports.read" },
      { path: "/explore", zh: "探索", en: "Explore", icon: <FunnelPlotOutlined />, needs: "reports.read" },
      { path: "/chains", zh: "来路", en: "Chains", icon: <BranchesOutlined />, needs: "reports.read" },
      { path: "/flow", zh: "流转图", en: "Flow map", icon: <PartitionOutlined />, needs: "reports.read" },
      { path: "/attribution", zh: "归因", en: "Attribution", icon: <NodeIndexOutlined />, needs: "reports.read" },
      { path: "/value", zh: "客户价值", en: "Customer value", icon: <GoldOutlined />, needs: "reports.read" },
      { path: "/quality", zh: "渠道质量", en: "Channel quality", icon: <SafetyOutlined />, needs: "reports.read" },
      { path: "/experiments", zh: "实验", en: "Experiments", icon: <ExperimentOutlined />, needs: "reports.read" },
      {
        path: "/metric-dictionary",
        zh: "指标字典",
        en: "Metric dictionary",
        icon: <CalculatorOutlined />,
        needs: "reports.read",
      },
    ],
  },
  {
    zh: "数据",
    en: "Data",
    screens: [
      { path: "/sources", zh: "来源", en: "Sources", icon: <ApiOutlined />, needs: "events.read" },
      {
        path: "/connectors",
        zh: "连接器",
        en: "Connectors",
        icon: <CloudServerOutlined />,
        needs: "connectors.manage",
      },
      { path: "/imports", zh: "导入", en: "Imports", icon: <CloudUploadOutlined />, needs: "imports.run" },
      { path: "/live", zh: "实时事件", en: "Live events", icon: <ThunderboltOutlined />, needs: "events.read" },
      { path: "/quarantine", zh: "隔离区", en: "Quarantine", icon: <InboxOutlined />, needs: "events.read" },
      { path: "/dictionary", zh: "事件字典", en: "Event dictionary", icon: <BookOutlined />, needs: "events.read" },
    ],
  },
  {
    zh: "设置",
    en: "Settings",
    screens: [
      { path: "/settings/staff", zh: "员工", en: "Staff", icon: <IdcardOutlined />, needs: "staff.manage" },
      { path: "/settings/units", zh: "组织", en: "Units", icon: <ApartmentOutlined />, needs: "staff.manage" },
      { path: "/settings/tokens", zh: "接口令牌", en: "API tokens", icon: <KeyOutlined />, needs: "tokens.manage" },
      { path: "/settings/privacy", zh: "隐私请求", en: "Privacy", icon: <SafetyOutlined />, needs: "people.erase" },
      { path: "/settings/audit", zh: "审计日志", en: "Audit log", icon: <FileSearchOutlined />, needs: "audit.read" },
      { path: "/settings/health", zh: "系统状态", en: "Health", icon: <HeartOutlined />, needs: "system.read" },
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
