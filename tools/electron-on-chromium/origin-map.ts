// Chromium does not know app:// and offers no way to teach it from outside, so each custom scheme gets an origin of its
// own under the reserved, unresolvable domain .invalid: app://host/path is https://host.app.invalid/path in the page.
// Everything the main process sees is translated back.

/** The translation of addresses between main and Chromium. */
export interface OriginMap {
  declare(scheme: string): void
  isDeclared(scheme: string): boolean
  /** app://… to the address Chromium is given; other addresses unchanged. */
  toChromium(url: string): string
  /** The other way round. */
  toApp(url: string): string
  /** Rewrites app: and app://host sources in a Content-Security-Policy. */
  toChromiumPolicy(policy: string): string
}

/** Makes an empty map. */
export function createOriginMap(): OriginMap {
  const schemes = new Set<string>()

  return {
    declare: (scheme) => void schemes.add(scheme),
    isDeclared: (scheme) => schemes.has(scheme),
    toChromium: (url) => {
      const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
      return schemes.has(scheme) ? `https://${host}.${scheme}.invalid${rest || '/'}` : url
    },
    toApp: (url) => {
      const [, host = '', scheme = '', rest = ''] =
        /^https:\/\/([^/?#]+)\.([^./?#]+)\.invalid(.*)$/i.exec(url) ?? []
      return schemes.has(scheme) ? `${scheme}://${host}${rest}` : url
    },
    toChromiumPolicy: (policy) =>
      policy.replace(
        /(?<=[\s;,]|^)([a-z][a-z0-9+.-]*):(?:\/\/([^\s;,/]+))?(?=[\s;,/]|$)/gi,
        (all, scheme, host) => (schemes.has(scheme) ? `https://${host ?? '*'}.${scheme}.invalid` : all),
      ),
  }
}
