import type { TemplateResult } from 'lit';

export interface Stories {
  readonly states: Readonly<Record<string, TemplateResult>>;
}
