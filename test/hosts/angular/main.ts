import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import 'comis-security-elements/elements/gateway/define.js';
import 'comis-security-elements/elements/approval-queue/define.js';
import 'comis-security-elements/elements/security-events/define.js';
import 'comis-security-elements/elements/token-manager/define.js';
import { gateway } from './gateway.js';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  styles: 'output { font-weight: bold; }',
  template: `
    <button id="toggle" (click)="isShown.set(!isShown())">Show or hide</button>
    <button id="language" (click)="lang.set(lang() === 'en' ? 'de' : 'en')">English or German</button>
    <output id="decided">{{ decided() }}</output>
    @if (isShown()) {
      <comis-gateway [client]="client" [guarded]="true" [lang]="lang()">
        <comis-approval-queue
          (comis-before-decide)="veto($event)"
          (comis-approval-decided)="note($event)"
        ></comis-approval-queue>
        <comis-security-events></comis-security-events>
        <comis-token-manager></comis-token-manager>
      </comis-gateway>
    }
  `,
})
class App {
  readonly client = gateway.client();
  readonly isShown = signal(true);
  readonly lang = signal('en');
  readonly decided = signal('');

  veto(event: HTMLElementEventMap['comis-before-decide']): void {
    if (event.detail.action === 'vetoed.action') event.preventDefault();
    else event.allow();
  }

  note({ detail }: HTMLElementEventMap['comis-approval-decided']): void {
    this.decided.set(`${detail.action}: ${detail.outcome}`);
  }
}

void bootstrapApplication(App);
