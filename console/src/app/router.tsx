import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { ME, whoAmI } from "@/api/session";
import { NotFound } from "./NotFound";
import { queries } from "./queries";
import { Shell } from "./Shell";

type Search = Record<string, unknown>;

const root = createRootRoute({ notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search: Search): { to?: string } => (typeof search.to === "string" ? { to: search.to } : {}),
  component: lazyRouteComponent(() => import("@/stages/access/LoginPage"), "LoginPage"),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  notFoundComponent: NotFound,
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData({ queryKey: ME, queryFn: whoAmI }).catch((error) => {
      if (error.status === 401) throw redirect({ to: "/login", search: { to: location.href } });
      throw error;
    });
    return { me };
  },
});

type Loader<K extends string> = () => Promise<Record<K, React.ComponentType>>;

function page<P extends string, K extends string>(path: P, load: Loader<K>, name: K) {
  return createRoute({
    getParentRoute: () => inside,
    path,
    validateSearch: (search: Search): Search => search,
    component: lazyRouteComponent(load as Loader<K>, name),
  });
}

const tree = root.addChildren([
  login,
  inside.addChildren([
    page("/", () => import("@/stages/insight/TodayPage"), "TodayPage"),
    page("/channels", () => import("@/stages/insight/ChannelsPage"), "ChannelsPage"),
    page("/people", () => import("@/stages/people/PeoplePage"), "PeoplePage"),
    page("/people/$person", () => import("@/stages/people/PersonPage"), "PersonPage"),
    page("/orders", () => import("@/stages/commerce/OrdersPage"), "OrdersPage"),
    page("/sources", () => import("@/stages/events/SourcesPage"), "SourcesPage"),
    page("/live", () => import("@/stages/events/LivePage"), "LivePage"),
    page("/quarantine", () => import("@/stages/events/QuarantinePage"), "QuarantinePage"),
    page("/dictionary", () => import("@/stages/events/DictionaryPage"), "DictionaryPage"),
  ]),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
