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

async function loggedIn(to: string) {
  const me = await queries.ensureQueryData({ queryKey: ME, queryFn: whoAmI }).catch((error) => {
    if (error.status === 401) throw redirect({ to: "/login", search: { to } });
    throw error;
  });
  return { me };
}

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

/** Beside a chat there is no room for a menu: the same people, the same login, no shell. */
const sidebar = createRoute({
  getParentRoute: () => root,
  path: "/sidebar",
  validateSearch: (search: Search): Search => search,
  beforeLoad: ({ location }) => loggedIn(location.href),
  component: lazyRouteComponent(() => import("@/stages/sidebar/SidebarPage"), "SidebarPage"),
});

const tree = root.addChildren([
  login,
  sidebar,
  inside.addChildren([
    page("/", () => import("@/stages/insight/TodayPage"), "TodayPage"),
    page("/start", () => import("@/stages/system/StartPage"), "StartPage"),
    page("/channels", () => import("@/stages/insight/ChannelsPage"), "ChannelsPage"),
    page("/links", () => import("@/stages/touchpoints/LinksPage"), "LinksPage"),
    page("/leads", () => import("@/stages/leads/LeadsPage"), "LeadsPage"),
    page("/codes", () => import("@/stages/touchpoints/CodesPage"), "CodesPage"),
    page("/group-codes", () => import("@/stages/touchpoints/GroupCodesPage"), "GroupCodesPage"),
    page("/store-codes", () => import("@/stages/touchpoints/StoreCodesPage"), "StoreCodesPage"),
    page("/posters", () => import("@/stages/touchpoints/PostersPage"), "PostersPage"),
    page("/pages", () => import("@/stages/touchpoints/PagesPage"), "PagesPage"),
    page("/people", () => import("@/stages/people/PeoplePage"), "PeoplePage"),
    page("/people/$person", () => import("@/stages/people/PersonPage"), "PersonPage"),
    page("/relations", () => import("@/stages/relations/RelationsPage"), "RelationsPage"),
    page("/followers", () => import("@/stages/followers/FollowersPage"), "FollowersPage"),
    page("/groups", () => import("@/stages/relations/GroupsPage"), "GroupsPage"),
    page("/transfers", () => import("@/stages/transfers/TransfersPage"), "TransfersPage"),
    page("/scripts", () => import("@/stages/scripts/ScriptsPage"), "ScriptsPage"),
    page("/moments", () => import("@/stages/moments/MomentsPage"), "MomentsPage"),
    page("/sends", () => import("@/stages/sends/SendsPage"), "SendsPage"),
    page("/tasks", () => import("@/stages/work/TasksPage"), "TasksPage"),
    page("/sops", () => import("@/stages/work/SopsPage"), "SopsPage"),
    page("/reviews", () => import("@/stages/identity/ReviewsPage"), "ReviewsPage"),
    page("/traits", () => import("@/stages/people/TraitsPage"), "TraitsPage"),
    page("/segments", () => import("@/stages/audiences/SegmentsPage"), "SegmentsPage"),
    page("/layers", () => import("@/stages/audiences/layers/LayersPage"), "LayersPage"),
    page("/layers/$layering/rules", () => import("@/stages/audiences/layers/RulesPage"), "RulesPage"),
    page("/segments/new", () => import("@/stages/audiences/SegmentPage"), "NewSegmentPage"),
    page("/segments/$name", () => import("@/stages/audiences/SegmentPage"), "SegmentPage"),
    page("/orders", () => import("@/stages/commerce/OrdersPage"), "OrdersPage"),
    page("/explore", () => import("@/stages/explore/ExplorePage"), "ExplorePage"),
    page("/explore/saved", () => import("@/stages/explore/SavedPage"), "SavedPage"),
    page("/explore/$kind", () => import("@/stages/explore/ExplorePage"), "ExplorePage"),
    page("/boards", () => import("@/stages/explore/boards/BoardsPage"), "BoardsPage"),
    page("/boards/$id", () => import("@/stages/explore/boards/BoardPage"), "BoardPage"),
    page("/chains", () => import("@/stages/truth/ChainsPage"), "ChainsPage"),
    page("/flow", () => import("@/stages/truth/FlowPage"), "FlowPage"),
    page("/attribution", () => import("@/stages/truth/CreditPage"), "CreditPage"),
    page("/value", () => import("@/stages/truth/ValuePage"), "ValuePage"),
    page("/quality", () => import("@/stages/truth/QualityPage"), "QualityPage"),
    page("/experiments", () => import("@/stages/truth/ExperimentsPage"), "ExperimentsPage"),
    page("/experiments/$ref", () => import("@/stages/truth/ExperimentPage"), "ExperimentPage"),
    page("/metric-dictionary", () => import("@/stages/truth/MetricsPage"), "MetricsPage"),
    page("/metric-dictionary/$name", () => import("@/stages/truth/MetricPage"), "MetricPage"),
    page("/sources", () => import("@/stages/events/SourcesPage"), "SourcesPage"),
    page("/connectors", () => import("@/stages/connectors/ConnectorsPage"), "ConnectorsPage"),
    page("/live", () => import("@/stages/events/LivePage"), "LivePage"),
    page("/imports", () => import("@/stages/imports/ImportsPage"), "ImportsPage"),
    page("/imports/new", () => import("@/stages/imports/NewImportPage"), "NewImportPage"),
    page("/imports/$id", () => import("@/stages/imports/ImportPage"), "ImportPage"),
    page("/quarantine", () => import("@/stages/events/QuarantinePage"), "QuarantinePage"),
    page("/settings/staff", () => import("@/stages/access/StaffPage"), "StaffPage"),
    page("/settings/units", () => import("@/stages/access/UnitsPage"), "UnitsPage"),
    page("/settings/tokens", () => import("@/stages/access/TokensPage"), "TokensPage"),
    page("/settings/privacy", () => import("@/stages/access/PrivacyPage"), "PrivacyPage"),
    page("/settings/audit", () => import("@/stages/access/AuditPage"), "AuditPage"),
    page("/settings/health", () => import("@/stages/system/HealthPage"), "HealthPage"),
    page("/dictionary", () => import("@/stages/events/DictionaryPage"), "DictionaryPage"),
  ]),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
