export interface EventEvidence {
  source: number;
  message: string;
}

/** `event:9/r7-0-195e` is a message of source 9; anything else is somebody's decision. */
export function evidenceOf(text: string): EventEvidence | null {
  const found = /^event:(\d+)\/(.+)$/.exec(text);
  return found ? { source: Number(found[1]), message: found[2] ?? "" } : null;
}
