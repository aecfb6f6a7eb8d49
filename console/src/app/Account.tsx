import { GlobalOutlined, LogoutOutlined, MoonOutlined, SunOutlined, UserOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Tooltip } from "antd";
import { logOut, useMe } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { roleName } from "@/widgets/names";
import { appearance, useDark } from "./appearance";
import { Bell } from "./Bell";

const WORDS = copy(
  { leave: "退出登录", english: "EN · Switch to English", light: "浅色", dark: "深色", api: "接口文档" },
  { leave: "Log out", english: "中 · 切换到中文", light: "Light", dark: "Dark", api: "API reference" },
);

/** Language, light and dark, who one is and the way out. */
export function Account() {
  const words = useWords(WORDS);
  const me = useMe();
  const dark = useDark();
  const chosen = language.use();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await logOut();
    await navigate({ to: "/login" });
    client.clear();
  };
  const items = [
    { key: "role", label: roleName(me.role, chosen), disabled: true },
    { key: "api", label: <a href="/docs">{words.api}</a> },
    { key: "leave", icon: <LogoutOutlined />, label: words.leave, onClick: () => void leave() },
  ];
  return (
    <div className="row tight nowrap push">
      <Bell />
      <Tooltip title={words.english}>
        <Button
          type="text"
          icon={<GlobalOutlined />}
          aria-label={words.english}
          onClick={() => language.set(chosen === "zh" ? "en" : "zh")}
        >
          {chosen === "zh" ? "EN" : "中"}
        </Button>
      </Tooltip>
      <Tooltip title={dark ? words.light : words.dark}>
        <Button
          type="text"
          icon={dark ? <SunOutlined /> : <MoonOutlined />}
          aria-label={dark ? words.light : words.dark}
          onClick={() => appearance.set(dark ? "light" : "dark")}
        />
      </Tooltip>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button type="text" icon={<UserOutlined />}>
          {me.name}
        </Button>
      </Dropdown>
    </div>
  );
}
