/** A policy with a nonce of its own for each request. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', (html, { event }) => {
    const nonce = crypto.randomUUID();
    const withNonce = (each: string) => each.replaceAll(/<(script|link|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`);
    for (const part of ['head', 'bodyPrepend', 'bodyAppend'] as const) html[part] = html[part].map(withNonce);
    setResponseHeader(event, 'content-security-policy', process.env.HOST_POLICY!.replaceAll('NONCE', nonce));
  });
});
