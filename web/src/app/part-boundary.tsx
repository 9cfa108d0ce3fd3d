import { Component, type ReactNode } from "preact/compat";

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

  static override getDerivedStateFromError = () => ({ failed: true });

  override componentDidUpdate(before: PartBoundaryProps) {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? (this.props.fallback ?? null) : this.props.children;
  }
}
