/** Three strokes of a stream through a square pond. */
export function Mark({ className = "mark" }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden>
      <rect x="2.5" y="2.5" width="27" height="27" rx="6" strokeWidth="2" />
      <path d="M7 11c5-4 9 3 18-1M7 17c5-4 9 3 18-1M7 23c5-4 9 3 18-1" strokeWidth="2.6" />
    </svg>
  );
}
