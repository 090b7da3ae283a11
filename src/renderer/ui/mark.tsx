// The sign of Regulars: three people in a row, the one in the middle known.

/** The sign, decorative beside the name. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-ink)" strokeLinecap="round">
        <path d="M5.5 9v7M18.5 9v7" strokeWidth="2.2" opacity="0.55" />
        <path d="M12 7v9.5" strokeWidth="3.4" />
      </g>
    </svg>
  )
}
