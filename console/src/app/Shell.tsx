import { MenuOutlined, SearchOutlined } from "@ant-design/icons";
import { Link, Outlet, useLocation, useMatches } from "@tanstack/react-router";
import { Button, Drawer } from "antd";
import { Suspense, useEffect, useRef, useState } from "react";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { Mark } from "@/ui/Mark";
import { Skeleton } from "@/ui/State";
import { Allowed } from "@/widgets/Allowed";
import { CardFacesPlace } from "@/widgets/cards";
import { Account } from "./Account";
import { CARDS } from "./cards";
import { NAVIGATION, type Screen, screenAt } from "./navigation";
import { Palette } from "./Palette";

const WORDS = copy(
  { name: "活水", find: "找人、找页面", menu: "菜单", nav: "主导航", skip: "跳到内容" },
  { name: "Huoshui", find: "Find people, pages", menu: "Menu", nav: "Main", skip: "Skip to content" },
);

/** Everything around a page: the menu by the operator's day, the search over everything, who one is. */
export function Shell() {
  const words = useWords(WORDS);
  const { pathname } = useLocation();
  const [searching, setSearching] = useState(false);
  const [menu, setMenu] = useState(false);
  const screen = screenAt(pathname);
  // while the next page is on its way the last one stays as it is: were it made anew, it would ask everything again
  const shown = screenAt(useMatches({ select: (matches) => matches.at(-1)?.pathname ?? pathname }));
  useShortcut(() => setSearching(true));
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes what lay above the page
  useEffect(() => setMenu(false), [pathname]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <aside className="side">
        <Brand name={words.name} />
        <Menu current={screen} label={words.nav} />
      </aside>
      <header className="top">
        <Button
          className="burger"
          type="text"
          icon={<MenuOutlined />}
          aria-label={words.menu}
          onClick={() => setMenu(true)}
        />
        <button type="button" className="find" onClick={() => setSearching(true)}>
          <SearchOutlined />
          <span>{words.find}</span>
          <kbd>{/Mac/.test(navigator.userAgent) ? "⌘" : "Ctrl "}K</kbd>
        </button>
        <Account />
      </header>
      <div className="inside">
        <Allowed key={shown?.path} to={shown?.needs}>
          <Suspense fallback={<Waiting />}>
            <CardFacesPlace value={CARDS}>
              <Outlet />
            </CardFacesPlace>
          </Suspense>
        </Allowed>
      </div>
      <Drawer open={menu} onClose={() => setMenu(false)} placement="left" size={264} title={words.name}>
        <Menu current={screen} label={words.nav} />
      </Drawer>
      <Palette open={searching} onClose={() => setSearching(false)} />
    </div>
  );
}

function Brand({ name }: { name: string }) {
  return (
    <Link to="/" className="brand">
      <Mark />
      <b>{name}</b>
    </Link>
  );
}

function Menu({ current, label }: { current: Screen | undefined; label: string }) {
  const may = useMay();
  const chosen = language.use();
  const groups = NAVIGATION.map((group) => ({
    ...group,
    screens: group.screens.filter((screen) => may(screen.needs)),
  }));
  const list = useRef<HTMLElement>(null);
  // the menu is longer than the window: where one is stays in sight, wherever one came from
  // biome-ignore lint/correctness/useExhaustiveDependencies: only going somewhere else moves it
  useEffect(() => {
    list.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <nav aria-label={label} ref={list}>
      {groups
        .filter((group) => group.screens.length)
        .map((group) => (
          <section key={group.en}>
            <h2>{group[chosen]}</h2>
            {group.screens.map((screen) => (
              <Link key={screen.path} to={screen.path} aria-current={screen === current ? "page" : undefined}>
                {screen.icon}
                {screen[chosen]}
              </Link>
            ))}
          </section>
        ))}
    </nav>
  );
}

function Waiting() {
  return (
    <div className="page">
      <Skeleton height={52} />
      <Skeleton height={360} />
    </div>
  );
}

function useShortcut(act: () => void): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", heard);
    return () => removeEventListener("keydown", heard);
  }, [act]);
}
