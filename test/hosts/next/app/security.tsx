'use client';

import {
  ComisApprovalQueue,
  ComisGateway,
  ComisSecurityEvents,
  ComisTokenManager,
} from 'comis-security-elements/react.js';
import { useState } from 'react';
import { gateway } from '../gateway.js';

const client = gateway.client();

export function Security() {
  const [isShown, setShown] = useState(true);
  const [lang, setLang] = useState('en');
  const [decided, setDecided] = useState('');
  return (
    <>
      <button id="toggle" onClick={() => setShown(!isShown)}>
        Show or hide
      </button>
      <button id="language" onClick={() => setLang(lang === 'en' ? 'de' : 'en')}>
        English or German
      </button>
      <output id="decided">{decided}</output>
      {isShown && (
        <ComisGateway client={client} guarded lang={lang}>
          <ComisApprovalQueue
            onComisBeforeDecide={(event) => {
              if (event.detail.action === 'vetoed.action') event.preventDefault();
              else event.allow();
            }}
            onComisApprovalDecided={({ detail }) => setDecided(`${detail.action}: ${detail.outcome}`)}
          />
          <ComisSecurityEvents />
          <ComisTokenManager />
        </ComisGateway>
      )}
    </>
  );
}
