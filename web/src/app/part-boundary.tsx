import { Component, type ReactNode } from "preact/compat";

const AGAIN_MS = 5_000;

interface PartBoundaryProps {
  /** Shown in place of a part whose code could not be fetched; by default nothing. */
  fallback?: ReactNode;
  /** Another one gives the part another chance. */
  resetKey: string;
  children: ReactNode;
}

/** Parts are fetched when first shown, which fails without a network: what stands around them stays. */
export class PartBoundary extends Component<PartBoundaryProps, { failed: boolean }> {
  override state = { failed: false };
  #again: ReturnType<typeof setTimeout> | undefined;

  static override getDerivedStateFromError = () => ({ failed: true });

  override componentDidUpdate(before: PartBoundaryProps) {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override componentDidCatch() {
    // Without words of its own in its place, it comes by itself when it can.
    if (this.props.fallback === undefined)
      this.#again = setTimeout(() => this.setState({ failed: false }), AGAIN_MS);
  }

  override componentWillUnmount() {
    clearTimeout(this.#again);
  }

  override render() {
    return this.state.failed ? (this.props.fallback ?? null) : this.props.children;
  }
}
