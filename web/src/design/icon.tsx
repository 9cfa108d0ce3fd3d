import type { IconNode } from "lucide";
import { Component, createElement } from "preact/compat";
import { classes } from "./classes.ts";
import styles from "./icon.module.css";

interface IconProps {
  /** One of lucide's drawings. */
  of: IconNode;
  /** In CSS pixels. */
  size: number;
  className?: string | undefined;
}

/** A drawing beside words: decoration only. Drawn anew only when it is to look otherwise, for there are many of them. */
export class Icon extends Component<IconProps> {
  override shouldComponentUpdate({ of, size, className }: IconProps) {
    return of !== this.props.of || size !== this.props.size || className !== this.props.className;
  }

  override render() {
    const { of, size, className } = this.props;
    return (
      <svg
        className={classes(styles.icon, className)}
        width={size}
        height={size}
        viewBox="0 0 24 24"
        aria-hidden="true"
      >
        {of.map(([tag, attributes]) => createElement(tag, attributes))}
      </svg>
    );
  }
}
