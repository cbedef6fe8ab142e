export default defineNuxtConfig({
  app: { head: { title: 'A nuxt app', htmlAttrs: { lang: 'en' }, link: [{ rel: 'icon', href: 'data:,' }] } },
  css: ['~~/theme.css'],
  vue: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('comis-') } },
  features: { inlineStyles: false },
  telemetry: false,
  typescript: { strict: true },
});
