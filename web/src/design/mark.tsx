interface MarkProps {
  size: number;
  className?: string | undefined;
}

/** The product's mark: a speech bubble with a keyhole. */
export const Mark = ({ size, className }: MarkProps) => (
  <svg width={size} height={size} viewBox="0 0 32 32" className={className} aria-hidden="true">
    <path
      fill="var(--accent)"
      d="M10 2h12a8 8 0 0 1 8 8v9a8 8 0 0 1-8 8h-7.2l-6.1 3.7A1.1 1.1 0 0 1 7 29.8v-3.4A8 8 0 0 1 2 19v-9a8 8 0 0 1 8-8Z"
    />
    <path
      fill="var(--on-accent)"
      d="M16 7.8a4 4 0 0 1 1.9 7.5l1 4.7a.9.9 0 0 1-.9 1.1h-4a.9.9 0 0 1-.9-1.1l1-4.7A4 4 0 0 1 16 7.8Z"
    />
  </svg>
);
