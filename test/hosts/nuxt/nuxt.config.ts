// README's configuration.
import readme from './readme';

export default defineNuxtConfig({
  ...readme,
  app: { head: { title: 'A nuxt app', htmlAttrs: { lang: 'en' }, link: [{ rel: 'icon', href: 'data:,' }] } },
  css: ['~~/theme.css'],
  features: { inlineStyles: false },
  telemetry: false,
  typescript: { strict: true },
});
