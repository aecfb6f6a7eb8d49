import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Alert, Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { explained } from "@/api/refusals";
import { logIn, ME } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { Mark } from "@/ui/Mark";
import "./login.css";

const WORDS = copy(
  {
    creed: "公域是海，私域是池",
    creed2: "活水让海与池相通：人从哪里来，认识谁，还能找到谁，谁买了，谁又回来。",
    welcome: "登录活水",
    where: "演示账号在启动活水的终端里。第一个账号由命令行创建：huoshui staff add",
    login: "账号",
    password: "密码",
    enter: "登录",
    other: "English",
  },
  {
    creed: "Public channels are the sea, your own domain a pond",
    creed2:
      "Huoshui lets the water flow between them: where people came from, who is known, who can be reached, who bought and came back.",
    welcome: "Log in to Huoshui",
    where:
      "The demo login is shown in the terminal that started Huoshui. The first account is made by: huoshui staff add",
    login: "Login",
    password: "Password",
    enter: "Log in",
    other: "中文",
  },
);

export function LoginPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [why, setWhy] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { to } = useSearch({ strict: false }) as { to?: string };
  const client = useQueryClient();
  const navigate = useNavigate();
  const enter = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      client.setQueryData(ME, await logIn(String(form.get("login")), String(form.get("password"))));
      await navigate({ href: to?.startsWith("/") && !to.startsWith("//") ? to : "/" });
    } catch (error) {
      setWhy(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="gate">
      <section className="sea">
        <Mark />
        <Waves />
        <div>
          <h1>{words.creed}</h1>
          <p>{words.creed2}</p>
        </div>
      </section>
      <main className="login" id="main">
        <Button type="text" className="other" onClick={() => language.set(chosen === "zh" ? "en" : "zh")}>
          {words.other}
        </Button>
        <form onSubmit={(event) => void enter(event)}>
          <div>
            <h2>{words.welcome}</h2>
            <p className="second small">{words.where}</p>
          </div>
          <label htmlFor="login">
            {words.login}
            <Input id="login" name="login" size="large" autoComplete="username" required autoFocus />
          </label>
          <label htmlFor="password">
            {words.password}
            <Input.Password id="password" name="password" size="large" autoComplete="current-password" required />
          </label>
          {why !== null && <Alert type="error" showIcon title={explained(why, chosen)} />}
          <Button type="primary" size="large" htmlType="submit" loading={busy} block>
            {words.enter}
          </Button>
        </form>
      </main>
    </div>
  );
}

function Waves() {
  return (
    <svg className="waves" viewBox="0 0 1200 300" preserveAspectRatio="none" aria-hidden="true" fill="#fff">
      <path opacity=".05" d="M-80 120c200-90 360 70 560 10s380-110 800 20v190H-80z" />
      <path opacity=".06" d="M-80 180c240-70 420 60 640 10s420-90 720 20v120H-80z" />
      <path opacity=".07" d="M-80 240c260-50 480 40 700 0s420-50 660 10v80H-80z" />
    </svg>
  );
}
