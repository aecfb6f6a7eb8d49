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
    page("/start", () => import("@/stages/system/StartPage"), "StartPage"),
    page("/channels", () => import("@/stages/insight/ChannelsPage"), "ChannelsPage"),
    page("/links", () => import("@/stages/touchpoints/LinksPage"), "LinksPage"),
    page("/people", () => import("@/stages/people/PeoplePage"), "PeoplePage"),
    page("/people/$person", () => import("@/stages/people/PersonPage"), "PersonPage"),
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
    page("/flow", () => import("@/stages/truth/FlowPage"), "FlowPage"),
    page("/attribution", () => import("@/stages/truth/CreditPage"), "CreditPage"),
    page("/value", () => import("@/stages/truth/ValuePage"), "ValuePage"),
    page("/quality", () => import("@/stages/truth/QualityPage"), "QualityPage"),
    page("/experiments", () => import("@/stages/truth/ExperimentsPage"), "ExperimentsPage"),
    page("/experiments/$ref", () => import("@/stages/truth/ExperimentPage"), "ExperimentPage"),
    page("/metric-dictionary", () => import("@/stages/truth/MetricsPage"), "MetricsPage"),
    page("/metric-dictionary/$name", () => import("@/stages/truth/MetricPage"), "MetricPage"),
    page("/sources", () => import("@/stages/events/SourcesPage"), "SourcesPage"),
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
