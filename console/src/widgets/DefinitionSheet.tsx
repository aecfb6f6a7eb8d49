import type { ReactNode } from "react";
import { api, given, type Shapes } from "@/api/client";
import { PeopleSheet } from "./PeopleSheet";

interface SheetProps {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  /** A segment as JSON: of a layer, of a cell of a table, or as somebody just wrote it. */
  definition: unknown;
  /** How many there are, where the figure that was clicked already says so. */
  count?: number | undefined;
  /** Whether they can be kept as a segment here; in the editor of segments they already are one. */
  keep?: boolean;
}

const PAGE = 50;

/** The people of any definition, and the same definition as the segment to keep. */
export function DefinitionSheet({ title, open, onClose, definition, count, keep = true }: SheetProps) {
  const segment = definition as Shapes["Definition-Input"];
  return (
    <PeopleSheet
      title={title}
      open={open}
      onClose={onClose}
      of={definition}
      pageOf={async (after, signal) => {
        const page = await given(api.POST("/api/segments/people", { body: { segment, after, limit: PAGE }, signal }));
        return { people: page.people, next: page.next, count: count ?? null };
      }}
      segment={keep ? () => Promise.resolve({ definition, why: "" }) : undefined}
    />
  );
}
