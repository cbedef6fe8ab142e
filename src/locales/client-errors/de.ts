/** What the client says when something failed. More particular sentences come first. */
import { byPhrases } from '../phrases.js';

export const clientErrors = byPhrases([
  ['{1} cannot be reached. {2}', '{1} ist nicht erreichbar. {2}'],
  ['{1} did not answer within {2} s. {3}', '{1} hat nicht innerhalb von {2} s geantwortet. {3}'],
  ['The gateway at {1} does not take the token.', 'Das Gateway unter {1} nimmt das Token nicht an.'],
  [
    'A WebSocket opens at {1}, but no subprotocol is chosen: offered were {2}, and comis.v1 is needed. The server, or a proxy that removes the header Sec-WebSocket-Protocol, has to answer with it.',
    'Unter {1} öffnet sich ein WebSocket, aber es wird kein Subprotokoll gewählt: Angeboten wurden {2}, nötig ist comis.v1. Der Server muss damit antworten, oder ein Proxy entfernt den Header Sec-WebSocket-Protocol.',
  ],
  [
    'No WebSocket opens at {1}, although the event stream is answered. Possible causes: a proxy does not pass WebSockets on, the path is another one, or the gateway does not let pages of this origin connect.',
    'Unter {1} öffnet sich kein WebSocket, obwohl der Ereignisstrom beantwortet wird. Mögliche Ursachen: Ein Proxy leitet WebSockets nicht weiter, der Pfad ist ein anderer, oder das Gateway lässt Seiten dieses Ursprungs nicht zu.',
  ],
  [
    'No WebSocket opens at {1}. The event stream of the same gateway was answered with HTTP {2}: usually {3}.',
    'Unter {1} öffnet sich kein WebSocket. Der Ereignisstrom desselben Gateways wurde mit HTTP {2} beantwortet, meist weil {3}.',
  ],
  [
    'No WebSocket opens at {1} for another {2} s: the gateway takes no more requests from this address until then (HTTP 429, a limit, no outage).',
    'Unter {1} öffnet sich für weitere {2} s kein WebSocket: Bis dahin nimmt das Gateway keine Anfragen von dieser Adresse mehr an (HTTP 429, ein Limit, kein Ausfall).',
  ],
  ['No WebSocket opens at {1}. {2}', 'Unter {1} öffnet sich kein WebSocket. {2}'],
  [
    '{1} cannot be opened: this page came over https, and browsers let it open encrypted connections only. Use an address with https.',
    '{1} lässt sich nicht öffnen: Diese Seite kam über https, und Browser lassen sie nur verschlüsselte Verbindungen öffnen. Verwenden Sie eine Adresse mit https.',
  ],
  ['{1} cannot be opened from this page.', '{1} lässt sich von dieser Seite aus nicht öffnen.'],
  [
    'Possible causes: {1}. To see more, open {2} in a tab.',
    'Mögliche Ursachen: {1}. Öffnen Sie {2} in einem Tab, um mehr zu sehen.',
  ],
  ['the gateway is not running', 'das Gateway läuft nicht'],
  ['the address is wrong', 'die Adresse ist falsch'],
  [
    'the network, a proxy or a content blocker is in the way',
    'das Netz, ein Proxy oder ein Inhaltsblocker verhindert es',
  ],
  ['its certificate is not trusted here', 'seinem Zertifikat wird hier nicht vertraut'],
  [
    'this page came over https and the gateway is not encrypted',
    'diese Seite kam über https, und das Gateway ist unverschlüsselt',
  ],
  ['the gateway does not let this page connect', 'das Gateway lässt diese Seite nicht zu'],
  ['the token is missing, wrong or expired', 'das Token fehlt, falsch oder abgelaufen ist'],
  [
    'the gateway or a proxy before it does not let this page, this address or this token in',
    'das Gateway oder ein Proxy davor diese Seite, diese Adresse oder dieses Token nicht zulässt',
  ],
  [
    'there is no gateway at this path: check the address and the paths',
    'unter diesem Pfad kein Gateway ist: Prüfen Sie Adresse und Pfade',
  ],
  [
    'too many requests came from this address: it is tried again when the limit has passed',
    'zu viele Anfragen von dieser Adresse kamen: Nach Ablauf des Limits wird es erneut versucht',
  ],
  [
    'the gateway is down or restarting, and a proxy answers for it',
    'das Gateway ausgefallen ist oder neu startet und ein Proxy für es antwortet',
  ],
  ['the gateway or a proxy before it failed', 'im Gateway oder in einem Proxy davor ein Fehler auftrat'],
  [
    'the address leads elsewhere, perhaps to a sign-in page',
    'die Adresse woandershin führt, vielleicht auf eine Anmeldeseite',
  ],
  ['something else than a gateway answers there', 'dort etwas anderes als ein Gateway antwortet'],
  [
    'The gateway did not answer the request for its event stream within {1} s. Something between here and the gateway may hold it back, or other tabs may use up the connections of this browser, six to an address over HTTP/1.1.',
    'Das Gateway hat die Anfrage nach seinem Ereignisstrom nicht innerhalb von {1} s beantwortet. Vielleicht hält etwas auf dem Weg zum Gateway ihn zurück, oder andere Tabs belegen die Verbindungen dieses Browsers: über HTTP/1.1 sechs je Adresse.',
  ],
  ['{1} The next attempt waits {2} s.', '{1} Der nächste Versuch wartet {2} s.'],
  ['The gateway did not answer {1} within {2} s.', 'Das Gateway hat {1} nicht innerhalb von {2} s beantwortet.'],
  ["The gateway's answer to {1} is not JSON.", 'Die Antwort des Gateways auf {1} ist kein JSON.'],
  ["The gateway's answer to {1} cannot be read: {2}", 'Die Antwort des Gateways auf {1} ist nicht lesbar: {2}'],
  ['The token does not allow {1}.', 'Das Token erlaubt {1} nicht.'],
  [
    'The gateway accepts no more requests from this address {1} (a rate limit, not an outage), including {2}.',
    'Das Gateway nimmt {1} keine Anfragen von dieser Adresse mehr an (ein Limit, kein Ausfall), auch nicht für {2}.',
  ],
  ['for now', 'vorerst'],
  ['for {1} s', '{1} s lang'],
  [
    'The gateway answered the request for {1} with HTTP status {2}: usually {3}.',
    'Das Gateway hat die Anfrage nach {1} mit HTTP-Status {2} beantwortet, meist weil {3}.',
  ],
  ['its event stream ({1})', 'seinem Ereignisstrom ({1})'],
  [
    '{1} answered with HTTP 403: usually the token lacks the scope "ws", which the live stream needs; else a proxy does not let this page in.',
    '{1} hat mit HTTP 403 geantwortet: Meist fehlt dem Token der Scope „ws“, den der Live-Strom braucht; sonst lässt ein Proxy diese Seite nicht zu.',
  ],
  [
    '{1} answered with something else than an event stream: {2}.',
    '{1} hat mit etwas anderem als einem Ereignisstrom geantwortet, vielleicht weil {2}.',
  ],
  ['The event stream went silent.', 'Vom Ereignisstrom kommt nichts mehr.'],
  [
    'The event stream brought a message that is too long to read.',
    'Der Ereignisstrom brachte eine Nachricht, die zu lang zum Lesen ist.',
  ],
  ['The event stream was lost.', 'Der Ereignisstrom ist abgebrochen.'],
  ['The event stream was stopped.', 'Der Ereignisstrom wurde angehalten.'],
  ['The gateway ended the event stream.', 'Das Gateway hat den Ereignisstrom beendet.'],
  [
    'The request for the event stream is refused as one without a valid token (HTTP 401). Where calls work, something between here and the gateway removes the token from it.',
    'Die Anfrage nach dem Ereignisstrom wird abgewiesen, als hätte sie kein gültiges Token (HTTP 401). Wenn Aufrufe gelingen, entfernt etwas auf dem Weg zum Gateway das Token daraus.',
  ],
  ['The page could not get a token: {1}', 'Die Seite konnte kein Token bekommen: {1}'],
  ['getToken did not answer within {1} s', 'getToken hat nicht innerhalb von {1} s geantwortet'],
  [
    'The page gave no usable token: it must be a non-empty string without control characters.',
    'Die Seite hat kein brauchbares Token geliefert: Es muss eine nicht leere Zeichenkette ohne Steuerzeichen sein.',
  ],
  ['The client is closed.', 'Der Client ist geschlossen.'],
  ['Not connected to the gateway.', 'Keine Verbindung zum Gateway.'],
  ['The connection is closing.', 'Die Verbindung wird gerade geschlossen.'],
  ['The gateway went silent.', 'Das Gateway antwortet nicht mehr.'],
  ['The gateway is restarting, as it announced.', 'Das Gateway startet wie angekündigt neu.'],
  ['The gateway is restarting.', 'Das Gateway startet neu.'],
  ['The connection to the gateway was lost ({1}).', 'Die Verbindung zum Gateway ging verloren ({1}).'],
  [
    'The gateway chose the first subprotocol that was offered.',
    'Das Gateway hat das erste angebotene Subprotokoll gewählt.',
  ],
  ['The gateway speaks another dialect.', 'Das Gateway spricht einen anderen Dialekt.'],
  [
    'A part of this page could not be loaded. The page may be outdated: reload it.',
    'Ein Teil dieser Seite konnte nicht geladen werden. Vielleicht ist sie veraltet: Laden Sie sie neu.',
  ],
  [
    'This gateway speaks neither the documented RPC nor another dialect that is known here: at {1} it chose {2}; offered were {3}, and comis.v1 is needed.',
    'Dieses Gateway spricht weder das dokumentierte RPC noch einen anderen hier bekannten Dialekt: Unter {1} wählte es {2}; angeboten wurden {3}, nötig ist comis.v1.',
  ],
  ['no subprotocol', 'kein Subprotokoll'],
  ['the subprotocol with the token', 'das Subprotokoll mit dem Token'],
  ['the subprotocol {1}', 'das Subprotokoll {1}'],
  ['The request has changed since it was shown.', 'Die Anfrage wurde geändert, seit sie angezeigt wurde.'],
  ['The request is no longer pending.', 'Die Anfrage wartet nicht mehr.'],
  ['The cursor is invalid.', 'Der Cursor ist ungültig.'],
  ['{1}; {2}', '{1}; {2}'],
]);
