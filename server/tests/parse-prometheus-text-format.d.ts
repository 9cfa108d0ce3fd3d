declare module "parse-prometheus-text-format" {
  interface Parsed {
    name: string;
    help: string;
    type: string;
    metrics: {
      value?: string;
      labels?: Record<string, string>;
      buckets?: Record<string, string>;
      count?: string;
      sum?: string;
    }[];
  }
  function parse(text: string): Parsed[];
  export default parse;
}
