/** TypeScript does not know these yet (https://www.w3.org/TR/trusted-types/). */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL(url: string): string };
}

/**
 * The address of a script that runs outside of the page, in the form that the browser takes. The
 * Content-Security-Policy lets one policy of each name be made (server: gateway/http/security-headers.ts), and this one
 * address is all that it lets pass.
 */
export function trustedScript(policyName: "service-worker" | "formats", address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(policyName, { createScriptURL: () => address });
  return policy?.createScriptURL(address) ?? address;
}
