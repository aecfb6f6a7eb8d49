import { DidAtLine, DidLine } from "./DidLine";
import { AiplLine, LifeCycleLine, SegmentLine, TierLine, TrustLine } from "./LayerLines";
import type { Leaf as LeafNode, Node } from "./language/nodes";
import { OrdersAtLine, OrdersLine } from "./OrdersLine";
import {
  BucketLine,
  ConsentLine,
  FirstChannelLine,
  FrozenLine,
  IntimacyLine,
  KnownLine,
  ReachableLine,
  TagLine,
  TraitLine,
} from "./PlainLines";
import { SequenceLine } from "./SequenceLine";
import { GroupLine, RelationLine } from "./TieLines";

interface LeafProps {
  node: LeafNode;
  not: boolean;
  onChange: (node: Node) => void;
  onTurn: () => void;
}

/** A condition as a sentence whose words can be chosen. */
export function Leaf(props: LeafProps) {
  const { node, ...rest } = props;
  switch (node.kind) {
    case "did":
      return <DidLine node={node} {...rest} />;
    case "did_date":
      return <DidAtLine node={node} {...rest} />;
    case "sequence":
      return <SequenceLine node={node} {...rest} />;
    case "orders":
      return <OrdersLine node={node} {...rest} />;
    case "order_date":
      return <OrdersAtLine node={node} {...rest} />;
    case "trait":
      return <TraitLine node={node} {...rest} />;
    case "tag":
      return <TagLine node={node} {...rest} />;
    case "consent":
      return <ConsentLine node={node} {...rest} />;
    case "reachable":
      return <ReachableLine node={node} {...rest} />;
    case "known":
      return <KnownLine node={node} {...rest} />;
    default:
      return <Standing node={node} {...rest} />;
  }
}

type Rest = Exclude<
  LeafNode,
  {
    kind:
      | "did"
      | "did_date"
      | "sequence"
      | "orders"
      | "order_date"
      | "trait"
      | "tag"
      | "consent"
      | "reachable"
      | "known";
  }
>;

function Standing({ node, ...rest }: Omit<LeafProps, "node"> & { node: Rest }) {
  switch (node.kind) {
    case "aipl":
      return <AiplLine node={node} {...rest} />;
    case "tier":
      return <TierLine node={node} {...rest} />;
    case "life_cycle":
      return <LifeCycleLine node={node} {...rest} />;
    case "trust":
      return <TrustLine node={node} {...rest} />;
    case "intimacy":
      return <IntimacyLine node={node} {...rest} />;
    case "relation":
      return <RelationLine node={node} {...rest} />;
    case "customer_group":
      return <GroupLine node={node} {...rest} />;
    case "first_channel":
      return <FirstChannelLine node={node} {...rest} />;
    case "bucket":
      return <BucketLine node={node} {...rest} />;
    case "snapshot":
      return <FrozenLine node={node} {...rest} />;
    case "segment":
      return <SegmentLine node={node} {...rest} />;
  }
}
