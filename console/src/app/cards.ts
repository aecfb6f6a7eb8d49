import { type ComponentType, lazy } from "react";
import type { CardFace, CardFaces, CardProps } from "@/widgets/cards";
import type { Kind } from "@/widgets/useQuestion";

function face<K extends Kind>(
  page: CardFace<K>["page"],
  load: () => Promise<ComponentType<CardProps<K>>>,
  ownSpan = false,
): CardFace<K> {
  return { page, ownSpan, View: lazy(async () => ({ default: await load() })) };
}

/** Which stage draws which kind of answer on a board; each comes when a board first shows one. */
export const CARDS: CardFaces = {
  flow_map: face("/flow", async () => (await import("@/stages/truth/cards/FlowCard")).FlowCard),
  layers: face("/layers", async () => (await import("@/stages/audiences/layers/cards/LayersCard")).LayersCard),
  chains: face("/chains", async () => (await import("@/stages/truth/cards/ChainsCard")).ChainsCard),
  attribution: face("/attribution", async () => (await import("@/stages/truth/cards/CreditCard")).CreditCard),
  channel_quality: face("/quality", async () => (await import("@/stages/truth/cards/QualityCard")).QualityCard),
  value: face("/value", async () => (await import("@/stages/truth/cards/ValueCard")).ValueCard),
  payback: face("/value?view=payback", async () => (await import("@/stages/truth/cards/PaybackCard")).PaybackCard),
  repurchase: face(
    "/value?view=repurchase",
    async () => (await import("@/stages/truth/cards/RepurchaseCard")).RepurchaseCard,
  ),
  rfm: face("/value?view=rfm", async () => (await import("@/stages/truth/cards/RfmCard")).RfmCard),
  experiment: face(
    (question) => `/experiments/${question.experiment}`,
    async () => (await import("@/stages/truth/cards/ExperimentCard")).ExperimentCard,
    true,
  ),
  forecast: face(
    "/value?view=forecast",
    async () => (await import("@/stages/truth/cards/ForecastCard")).ForecastCard,
    true,
  ),
};
