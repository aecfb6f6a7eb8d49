import { useNavigate } from "@tanstack/react-router";
import type { CardProps } from "@/widgets/cards";
import { FlowMap } from "../FlowMap";
import "../truth.css";

/** The flow map on a board; a pool or a way leads to its place on the page. */
export function FlowCard({ result }: CardProps<"flow_map">) {
  const navigate = useNavigate();
  return <FlowMap map={result.map} at={undefined} onPick={(at) => void navigate({ to: "/flow", search: { at } })} />;
}
