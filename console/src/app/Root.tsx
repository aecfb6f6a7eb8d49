import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useMemo } from "react";
import { onSessionEnd } from "@/api/client";
import { ME } from "@/api/session";
import { language } from "@/lib/language";
import { useDark } from "./appearance";
import { queries } from "./queries";
import { router } from "./router";
import { themeOf } from "./tokens";

onSessionEnd(() => {
  if (!queries.getQueryData(ME)) return; // nobody was logged in: the router asks for the login itself
  queries.clear();
  void router.navigate({ to: "/login", search: { to: router.state.location.href } });
});

export function Root() {
  const dark = useDark();
  const theme = useMemo(() => themeOf(dark), [dark]);
  const locale = language.use() === "zh" ? zhCN : enUS;
  return (
    <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
