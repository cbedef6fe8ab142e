/** The package: the classes of the elements, the client, the types. Importing it registers nothing. */
export * from './client/index.js';
export * from './context/client-context.js';
export type { TabChangedDetail } from './dashboard/security-dashboard.js';
export type { DashboardTab } from './dashboard/tabs.js';
export type { AuditFilter } from './data/audit.js';
export type { PolicyKey, PolicyValue } from './data/policy/policy.js';
export * from './elements.js';
export { BeforeEvent, type BeforeControls } from './ui/guards/before-event.js';
export { registerMessages, type Locale, type Messages, type SomeMessages } from './locales/messages.js';
export type * from './ui/base/element-events.js';
export type { Format, PluralForms } from './ui/format/format.js';
export * from './protocol/index.js';
