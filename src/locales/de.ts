/** German. */
import { registerLocale } from '../messages/registry.js';
import { clientErrors } from './client-errors/de.js';
import type { Locale } from './messages.js';

const de: Locale = (f) => {
  const anfragen = (count: number) => f.counted(count, { one: 'Anfrage', other: 'Anfragen' });
  const zeichen = (count: number) => `${f.count(count)} Zeichen`;
  const seconds = (ms: number) => f.count(Math.round(ms / 1000));
  const waited = (since: number) => `${f.count(Math.max(0, Math.round((Date.now() - since) / 1000)))} s`;

  const vocabulary = {
    low: 'niedrig',
    medium: 'mittel',
    high: 'hoch',
    critical: 'kritisch',
    unknown: 'unbekannt',
    approved: 'genehmigt',
    denied: 'abgelehnt',
    expired: 'abgelaufen',
    withdrawn: 'zurückgezogen',
    read: 'lesend',
    mutate: 'ändernd',
    destructive: 'zerstörend',
    security: 'Sicherheit',
    success: 'Erfolg',
    failure: 'Fehler',
    timeout: 'Zeitüberschreitung',
    cache: 'Zwischenspeicher',
    policy: 'Regel',
    closed: 'geschlossen',
    open: 'offen',
    'half-open': 'halb offen',
    manual: 'manual',
    'auto-low': 'auto-low',
    'auto-medium': 'auto-medium',
    'auto-all': 'auto-all',
    rpc: 'rpc',
    ws: 'ws',
    admin: 'admin',
  };
  const unknownWord = '(dieser Version unbekannt)';
  const word = (given: string): string =>
    Object.hasOwn(vocabulary, given) ? vocabulary[given as keyof typeof vocabulary] : `${given} ${unknownWord}`;

  const settings = {
    'actionConfirmation.requireForDestructive': 'Für zerstörende Aktionen verlangen',
    'actionConfirmation.requireForSensitive': 'Für sensible Aktionen verlangen',
    'actionConfirmation.autoApprove': 'Liste automatischer Genehmigungen',
    'agentToAgent.enabled': 'Nachrichten zwischen Agenten erlauben',
    'agentToAgent.allowAgents': 'Erlaubte Agenten',
    'permission.enableNodePermissions': 'Node.js-Berechtigungsmodell einschalten',
    'permission.allowedFsPaths': 'Erlaubte Pfade im Dateisystem',
    'permission.allowedNetHosts': 'Erlaubte Hosts im Netz',
    'approvalRules.enabled': 'Genehmigungen einschalten',
    'approvalRules.defaultMode': 'Standardmodus',
    'approvalRules.timeoutMs': 'Zeitlimit (Sekunden)',
  };
  const rules = {
    none: 'keine Regel verlangt eine Genehmigung',
    'approvalRules.brake': 'die Notbremse',
    'approvalRules.remembered': 'eine gemerkte Regel',
  };
  const ruleName = (rule: keyof typeof rules | keyof typeof settings): string =>
    rule in rules ? rules[rule as keyof typeof rules] : settings[rule as keyof typeof settings];

  const hostUnanswered = 'Die Seite hat nicht geantwortet: Es wurde nichts gesendet.';

  function endedWords(outcome: string, by: string, automatic: string | undefined): string {
    const means = automatic ? ` (automatisch: ${word(automatic)})` : '';
    if (outcome === 'approved') return `Genehmigt von ${by}${means}`;
    if (outcome === 'denied') return `Abgelehnt von ${by}${means}`;
    if (outcome === 'expired') return 'Zeit abgelaufen: automatisch abgelehnt';
    if (outcome === 'withdrawn') return `Zurückgezogen von ${by}`;
    return `Beendet als ${word(outcome)} von ${by}${means}`;
  }

  function duration(ms: number): string {
    const total = Math.max(0, Math.round(ms / 1000));
    const units = [
      [Math.floor(total / 86_400), 'T'],
      [Math.floor(total / 3600) % 24, 'Std.'],
      [Math.floor(total / 60) % 60, 'Min.'],
      [total % 60, 's'],
    ] as const;
    const first = units.findIndex(([count]) => count > 0);
    if (first === -1) return '0 s';
    const parts = units.slice(first, first + 2).filter(([count]) => count > 0);
    return parts.map(([count, unit]) => `${f.count(count)} ${unit}`).join(' ');
  }

  const milliseconds = (ms: number) => `${f.count(Math.round(ms))} ms`;
  const over = (windowMs: number | undefined) =>
    windowMs === undefined ? '' : ` in den letzten ${duration(windowMs)}`;
  const range = (least: number, most: number) =>
    Math.round(least) === Math.round(most)
      ? milliseconds(least)
      : `${f.count(Math.round(least))} bis ${milliseconds(most)}`;
  const fehler = (count: number) => `${f.count(count)} Fehler`;
  const aufrufen = (count: number) => f.counted(count, { one: 'Aufruf', other: 'Aufrufen' });
  const aufrufe = (count: number) => f.counted(count, { one: 'Aufruf', other: 'Aufrufe' });
  const messwerte = (count: number) => f.counted(count, { one: 'Messwert', other: 'Messwerten' });
  const ereignisse = (count: number) => f.counted(count, { one: 'Ereignis', other: 'Ereignisse' });
  const entscheidungen = (count: number) => f.counted(count, { one: 'Entscheidung', other: 'Entscheidungen' });
  const urgency = ({ critical, arrived }: { critical: number; arrived: number }, lead: string) => {
    const words = [
      ...(critical > 0 ? [`${f.count(critical)} kritisch`] : []),
      ...(arrived > 0 ? [`${f.count(arrived)} neu`] : []),
    ];
    return words.length > 0 ? lead + words.join(', ') : '';
  };
  const verbs = { approve: 'genehmigen', deny: 'ablehnen' };
  const copyRefused = 'Kopieren nicht möglich: Der Browser hat es verweigert. Markieren Sie stattdessen den Text.';
  const rowKeys =
    'Pfeiltasten gehen von Zeile zu Zeile, Enter öffnet die Details, Strg+C oder ⌘C kopiert sie als JSON.';

  return {
    'client-error': { words: clientErrors },
    shared: {
      derived: (from, since) => `Abgeleitet aus ${from}, seit ${f.since(since)}.`,
      noClient:
        'Kein Gateway: Setzen Sie dieses Element in <comis-gateway> mit gesetztem getToken, oder setzen Sie seine Eigenschaft client.',
      closed: 'Die Verbindung zum Gateway ist geschlossen.',
      otherPerson: 'Die Seite wurde inzwischen mit einem anderen Token angemeldet.',
      callerChanged: (from, to, at) =>
        `Seit ${f.moment(at)} angemeldet als ${to}, vorher als ${from}: Kommentare, Auswahl, Formulare und Dialoge wurden verworfen.`,
      altered:
        'Ein anderes Programm, etwa ein Übersetzer, hat den Text hier verändert. Er wurde wiederhergestellt, und es wurde nichts gesendet: Lesen Sie ihn noch einmal, bevor Sie entscheiden.',
      changedMeanwhile: 'Was hier stand, hat sich inzwischen geändert. Lesen Sie es noch einmal.',
      repeatedId: 'ID mehrfach verwendet',
      sortBy: 'Sortieren nach',
      sorted: (column, direction) =>
        `Sortiert nach ${column}, ${direction === 'ascending' ? 'aufsteigend' : 'absteigend'}.`,
      unsorted: 'In der Reihenfolge des Gateways.',
      refresh: 'Aktualisieren',
      params: 'Parameter',
      retry: 'Erneut versuchen',
      reconnect: 'Jetzt neu verbinden',
      connecting: 'Verbindung zum Gateway wird aufgebaut…',
      restarting: 'Das Gateway startet neu, Verbindung wird wieder aufgebaut…',
      tryingAgain: (reason, attempt) => `Nicht verbunden. ${reason} Neuer Versuch, Nr. ${attempt}.`,
      refused: (reason) => `Das Gateway nimmt das Token nicht an: ${reason}`,
      loading: (what) => `Wird geladen: ${what}…`,
      failed: (what, reason) => `Konnte nicht geladen werden (${what}): ${reason}`,
      notOffered: (method, reason) =>
        `Dieses Gateway bietet ${method} nicht an.${reason === undefined ? '' : ` ${reason}`}`,
      notAllowed: (method, scope) => `Nicht erlaubt: ${method} braucht ein Token mit dem Scope ${scope}.`,
      readOnlyScope: (scope) => `Nur lesen: Diesem Token fehlt der Scope ${scope}.`,
      readOnly: 'Hier nur lesbar.',
      timesIn: 'Zeiten in',
      guard: {
        'out-of-view': 'Bringen Sie zuerst die Schaltfläche ins Bild.',
        hidden: 'Von etwas auf der Seite verdeckt oder abgeblendet.',
        soon: 'Gleich bereit.',
      },
      framed:
        'Diese Seite steht im Rahmen einer anderen Website: Hier kann nichts genehmigt, erstellt oder widerrufen werden.',
      printed: (at, zone) => `Gedruckt ${at}. Zeiten in ${zone}.`,
      filters: 'Filter:',
      noFilters: 'Keine Filter.',
      notPrinted: (printed, left) =>
        `Die ersten ${f.count(printed)} Zeilen sind gedruckt; ${f.count(left)} weitere sind geladen und nicht gedruckt.`,
      live: 'Live',
      refreshing: 'Wird aktualisiert…',
      staleConnection: (since) => `Veraltet seit ${f.moment(since)}`,
      staleRestarting: (since) => `Veraltet seit ${f.moment(since)}: Das Gateway startet neu`,
      staleAway: (since) =>
        `Veraltet seit ${f.moment(since)}: Gateway seit über einer Minute fort, vielleicht muss es jemand starten`,
      staleRefused: (since) => `Veraltet seit ${f.moment(since)}: Das Gateway nimmt das Token nicht mehr an.`,
      staleStream: (since) => `Veraltet seit ${f.moment(since)}, keine Live-Aktualisierung`,
      staleDelayed: (delayMs) => `Um ${seconds(delayMs)} s verzögert`,
      staleRead: (since, reason) =>
        `Veraltet seit ${f.moment(since)}: Die letzte Aktualisierung ist fehlgeschlagen. ${reason}`,
      readAt: (at) => `Gelesen um ${f.moment(at)}`,
      held: (count, reason) =>
        `${f.plural(count, { one: '1 Aufruf wartet', other: `${f.count(count)} Aufrufe warten` })}: ${reason}`,
      heldCall: ({ method, since, until, reason }) =>
        `${method}, seit ${f.moment(since)} (${waited(since)})${until === undefined ? '' : `, spätestens bis ${f.moment(until)}`}: ${reason}`,
      waitsToLoad: (what, { since, reason }) => `Wartet aufs Laden (${what}), bisher ${waited(since)}: ${reason}`,
      slow: (count) => f.plural(count, { one: '1 Aufruf', other: `${f.count(count)} Aufrufe` }) + ' noch ohne Antwort',
      slowCall: ({ method, since, until }) =>
        `${method}, gesendet um ${f.moment(since)} (${waited(since)}): Das Gateway hat noch nicht geantwortet; Zeitlimit um ${f.moment(until)}.`,
      unreadable: (count) =>
        f.plural(count, {
          one: '1 Eintrag konnte nicht gelesen werden',
          other: `${f.count(count)} Einträge konnten nicht gelesen werden`,
        }),
      moreUnreadable: (count) => `und ${f.count(count)} weitere`,
      notConnected: 'Nicht mit dem Gateway verbunden.',
      hostUnanswered,
      hostRefused: (reason) =>
        `Diese Seite hat es nicht zugelassen. Es wurde nichts gesendet.${reason === '' ? '' : ` Grund: ${reason}`}`,
      hostAsked: 'Wartet darauf, dass diese Seite es zulässt…',
      notSent: (reason) => (reason === '' ? 'Nicht gesendet.' : `Nicht gesendet. ${reason}`),
      cancel: 'Abbrechen',
      remember: 'Merken…',
      elementGone: 'Das Element wurde von der Seite entfernt, bevor etwas gesendet wurde.',
      otherGateway: 'Die Seite wechselte zu einem anderen Gateway, bevor etwas gesendet wurde.',
      notLive: 'Nicht live: Diesem Token fehlt der Scope ws. Stand der letzten Aktualisierung.',
    },
    time: {
      wrong: (trouble, time) => {
        const units = { seconds: 'Sekunden', microseconds: 'Mikrosekunden', nanoseconds: 'Nanosekunden' };
        const unit = Object.entries(units).find(([name]) => name === trouble)?.[1] ?? trouble;
        return `${time}: ${trouble === 'impossible' ? 'keine Zeit in ms' : `${unit}?`}`;
      },
      wrongTitle: (trouble, meant) => {
        const units = { seconds: 'Sekunden', microseconds: 'Mikrosekunden', nanoseconds: 'Nanosekunden' };
        const unit = Object.entries(units).find(([name]) => name === trouble)?.[1] ?? trouble;
        return meant === undefined
          ? 'Keine Zeit: Erwartet wurden Millisekunden seit 1970'
          : `Das Gateway hat eine Zeit gesendet, die nicht stimmen kann: Erwartet wurden Millisekunden. Als ${unit} gelesen ist es ${meant}`;
      },
    },
    vocabulary,
    policy: { settings, rules },
    'text-safety': {
      checking: 'wird geprüft…',
      notChecked: 'nicht geprüft: Diese Seite ist vielleicht veraltet, laden Sie sie neu',
      requestedBy: 'Angefragt von',
      noAsker: 'Anfragender unbekannt',
      riskFrom: (from) => `abgeleitet aus ${from}`,
      extent: (lines, characters) => `${f.counted(lines, { one: 'Zeile', other: 'Zeilen' })}, ${zeichen(characters)}`,
      hidden: (characters) => `verborgen, ${zeichen(characters)}`,
      hiddenNumber: (number, characters) => `verborgen ${number}, ${zeichen(characters)}`,
      show: (count) =>
        `${f.plural(count, { one: '1 verborgenen Wert', other: `${f.count(count)} verborgene Werte` })} zeigen`,
      hide: (count) => `${f.plural(count, { one: '1 Wert', other: `${f.count(count)} Werte` })} verbergen`,
      odd: ({ suspicious, numbers }, isAll = true) => {
        const found = (count: number) => `${f.count(count)}${isAll ? '' : ' im bisher gezeigten Teil'}`;
        return [
          ...(suspicious > 0
            ? [`Dieser Text enthält Zeichen, die nicht sind, was sie scheinen: ${found(suspicious)}`]
            : []),
          ...(numbers > 0 ? [`Zahlen über 2^53, die vielleicht gerundet wurden: ${found(numbers)}`] : []),
        ].join('. ');
      },
      showNext: (bytes, total) => `Die nächsten ${f.bytes(bytes)} von ${f.bytes(total)} zeigen`,
      showNextOf: (next, total) => `Die nächsten ${f.count(next)} von ${f.count(total)} zeigen`,
      spacesAround: (spaces, text) => `${f.count(spaces)} LEERZEICHEN UND ZEILEN UM ${text}`,
      spacesAroundTitle: 'Wenig Text in viel Leerraum, der das Folgende aus dem Blick schiebt',
      manyTokens: 'Weitere Zeichen, die nicht sind, was sie scheinen, jedes in Klammern benannt',
      lookalikeHost: (host, address) => `${host} = ${address}`,
      lookalikeHostTitle: (scripts) => `Ein Host, der wie ein anderer aussieht. Buchstaben aus: ${scripts}`,
      internationalHostTitle: (scripts) => `Ein Host, und was Browser anfragen. Buchstaben aus: ${scripts}`,
      lookalikeWord: (given, codePoints) => `${given} hat ${codePoints}`,
      lookalikeNameTitle: (scripts) => `Ein Name, der wie ein anderer aussieht. Buchstaben aus: ${scripts}`,
      looksLike: 'Sieht aus wie',
      andOthers: (count) =>
        ` und ${f.plural(count, { one: '1 anderer Name', other: `${f.count(count)} andere Namen` })}`,
      lookalikeWordTitle: (scripts) => `Ein Wort aus gemischten Buchstaben: ${scripts}`,
      lettersInNumbers: 'Buchstaben von rechts nach links, als Codepunkte',
      unreadableNumber: (number) => `${number}, eine Zahl, die nicht gelesen werden kann`,
      unreadableNumberTitle: 'Geschrieben wurde mehr, als eine Zahl hier fassen kann',
      roundedNumber: (number) => `${number}, vielleicht gerundet`,
      roundedNumberTitle:
        'Eine Zahl mit so vielen Stellen kann unterwegs gerundet worden sein: Was geschrieben wurde, ist nicht bekannt',
      unknownWord,
      tooDeep: 'zu tief verschachtelt, um gezeigt zu werden',
    },
    preview: {
      titles: {
        edit: 'Dateiänderung',
        patch: 'Dateiänderung (ein Patch des Agenten)',
        write: 'Dateiinhalt',
        command: 'Shell-Befehl',
        http: 'HTTP-Anfrage',
        message: 'Nachricht',
      },
      raw: 'Rohes JSON',
      others: 'Weitere Parameter',
      hiddenWord: (index, characters) => `verborgen-${index}-mit-${characters}-Zeichen`,
      file: 'Datei',
      diff: 'Änderungen, Zeile für Zeile',
      diffExtent: (added, removed, same, about) =>
        [
          `${f.counted(added, { one: 'Zeile', other: 'Zeilen' })} hinzugefügt`,
          `${f.count(removed)} entfernt`,
          ...(same === 0 ? [] : [`${f.count(same)} unverändert`]),
          ...(about === 0
            ? []
            : [`${f.counted(about, { one: 'Zeile', other: 'Zeilen' })} über Dateien: Namen, Modi, Stellen`]),
        ].join(', '),
      appended: 'Wird am Ende der Datei angefügt. Der jetzige Inhalt der Datei gehört nicht zur Anfrage.',
      writtenSomehow:
        'Der Inhalt. Wie er geschrieben wird, sagen vielleicht die anderen Parameter. Der jetzige Inhalt der Datei gehört nicht zur Anfrage.',
      beforeUnknown: 'Der ganze neue Inhalt. Der jetzige Inhalt der Datei gehört nicht zur Anfrage.',
      command: 'Befehl',
      cwd: 'In',
      parts: 'In diesem Befehl:',
      vector: (count) =>
        `Ein Programm und ${f.counted(count, { one: 'Argument', other: 'Argumente' })}, ohne Shell ausgeführt.`,
      emptyArgument: '(leer)',
      unread: (line, character) =>
        `Ab Zeile ${f.count(line)}, Zeichen ${f.count(character)} sind die Teile nicht markiert: Shells lesen diese Syntax verschieden, oder sie ist unbekannt.`,
      shell: {
        pipe: (count) => f.counted(count, { one: 'Pipe', other: 'Pipes' }),
        redirection: (count) => f.counted(count, { one: 'Umleitung', other: 'Umleitungen' }),
        substitution: (count) => f.counted(count, { one: 'Ersetzung', other: 'Ersetzungen' }),
        subshell: (count) => f.counted(count, { one: 'Gruppe', other: 'Gruppen' }),
        operator: (count) => f.counted(count, { one: 'Operator', other: 'Operatoren' }),
        variable: (count) => f.counted(count, { one: 'Variable', other: 'Variablen' }),
        quote: (count) => f.counted(count, { one: 'Text in Anführungszeichen', other: 'Texte in Anführungszeichen' }),
        comment: (count) => f.counted(count, { one: 'Kommentar', other: 'Kommentare' }),
      },
      method: 'Methode',
      methodUnsaid: 'nicht angegeben',
      host: 'Host',
      asksFor: (host) => `fragt ${host} an`,
      unencrypted: 'nicht verschlüsselt',
      userInfo: 'Benutzername',
      userInfoHint: 'steht vor dem Host und ist nicht der Host',
      password: 'Passwort',
      path: 'Pfad',
      query: 'Query',
      fragment: 'Fragment',
      headers: 'Header',
      body: 'Body',
      written: 'Geschrieben als',
      withPassword: 'mit Passwort',
      to: 'An',
      cc: 'Cc',
      bcc: 'Bcc',
      recipients: (count) => f.counted(count, { one: 'Empfänger', other: 'Empfänger' }),
      subject: 'Betreff',
      message: 'Text',
    },
    'policy-banner': {
      inForce: 'Geltende Regeln',
      rules: 'Genehmigungsregeln',
      modes: {
        manual: 'Standardmodus: manuell. Jede Anfrage wartet auf einen Menschen.',
        'auto-low': 'Standardmodus: Niedriges Risiko wird automatisch genehmigt. Alle anderen Anfragen warten.',
        'auto-medium':
          'Standardmodus: Niedriges und mittleres Risiko wird automatisch genehmigt. Alle anderen Anfragen warten.',
      },
      unknownMode: (mode) =>
        `Standardmodus: ${mode}, dieser Version unbekannt. Was er automatisch genehmigt, ist nicht bekannt.`,
      handledByGateway: (by) =>
        by === undefined
          ? 'Genehmigungen sind eingeschaltet. Welche Aktionen eine brauchen, bestimmt das Gateway.'
          : `Genehmigungen sind eingeschaltet. Durchgesetzt von ${by}.`,
      remembered: (count) =>
        f.plural(count, {
          one: '1 gemerkte Regel genehmigt von selbst.',
          other: `${f.count(count)} gemerkte Regeln genehmigen von selbst.`,
        }),
      loud: {
        off: 'Genehmigungen sind ausgeschaltet: Keine Aktion braucht eine, was auch immer sonst eingestellt ist.',
        'nothing-asks':
          'Beide Schalter der Aktionsbestätigung sind aus: Keine Aktion braucht eine Genehmigung, unabhängig vom Standardmodus.',
        'auto-all':
          'Alles wird automatisch genehmigt: Keine Anfrage wartet auf einen Menschen, gleich wie hoch ihr Risiko ist.',
      },
      timeout: (ms) =>
        ms === 0
          ? 'Zeitlimit: keines. Eine Anfrage wartet, bis jemand entscheidet.'
          : `Zeitlimit: ${f.count(ms / 1000)} Sekunden. Eine Anfrage, über die bis dahin niemand entscheidet, läuft ab.`,
      timeoutHeld: (held) => `Zeitlimit: ${held}.`,
      reading: 'Die geltenden Regeln werden geladen…',
      unknown: 'Die geltenden Regeln sind nicht bekannt.',
      unknownBecause: (reason) => `Die geltenden Regeln konnten nicht geladen werden: ${reason}`,
      braked: (by, since) =>
        `Die Notbremse ist gezogen${by === undefined ? '' : `, von ${by}`}${since === undefined ? '' : `, seit ${since}`}: Jede Aktion wartet auf einen Menschen.`,
      brakeReason: (reason) => `Grund: ${reason}`,
      engage: 'Notbremse: für alles eine Genehmigung verlangen',
      engaging: 'Die Notbremse wird gezogen…',
      engageFailed: (reason) => `Die Notbremse ist nicht gezogen: ${reason}`,
      noBrake: 'Dieses Gateway hat keine Notbremse.',
      brakeNotOffered: (reason) => `Hier keine Notbremse: ${reason}`,
      brakeScope: (scope) => `Die Notbremse braucht ein Token mit dem Scope ${scope}.`,
      release: 'Notbremse lösen…',
      releasing: 'Wird gelöst…',
      releaseFailed: (reason) => `Die Notbremse ist weiter gezogen: ${reason}`,
      releaseStale:
        'Die Notbremse ist weiter gezogen: Die Regeln haben sich geändert, seit sie gezeigt wurden. So lauten sie jetzt.',
    },
    release: {
      title: 'Notbremse lösen?',
      effect: 'Das wird wieder automatisch:',
      nothing: 'Nichts wird automatisch: Nach den geltenden Regeln braucht jede Aktion eine Genehmigung.',
      changed: 'Die Regeln haben sich geändert, seit dies geöffnet wurde.',
      added: 'Neu:',
      gone: 'Nicht mehr:',
      button: 'Lösen',
      releasedMeanwhile: (by) =>
        by === undefined
          ? 'Die Notbremse wurde inzwischen gelöst.'
          : `Die Notbremse wurde inzwischen gelöst, von ${by}.`,
      engagedAnew: (by, since) =>
        `Die Notbremse wurde inzwischen gelöst und neu gezogen${by === undefined ? '' : `, von ${by}`}${since === undefined ? '' : `, um ${since}`}. Sie bleibt gezogen.`,
      close: 'Schließen',
      cancel: 'Abbrechen',
      automatic: {
        off: 'Jede Aktion: Genehmigungen sind ausgeschaltet.',
        nothingAsks: 'Jede Aktion: Keine braucht eine Genehmigung.',
        list: 'Aktionen auf der Liste automatischer Genehmigungen:',
        others: {
          both: 'Aktionen, die weder zerstörend noch sensibel sind.',
          destructive: 'Aktionen, die nicht zerstörend sind, auch sensible.',
          sensitive: 'Aktionen, die nicht sensibel sind, auch zerstörende.',
        },
        modes: {
          'auto-low': 'Anfragen mit niedrigem Risiko.',
          'auto-medium': 'Anfragen mit niedrigem und mittlerem Risiko.',
          'auto-all': 'Jede Anfrage, gleich wie hoch ihr Risiko ist.',
        },
        rule: 'Durch eine gemerkte Regel:',
        anyAgent: 'jeder Agent',
        by: 'von',
        until: (when) => `bis ${when}.`,
      },
    },
    remember: {
      title: 'Dies merken?',
      effect:
        'Was die Regel abdeckt, wird ohne Rückfrage genehmigt, bis die Regel endet. Die Anfrage selbst wartet weiter auf Ihre Entscheidung.',
      action: 'Aktion',
      agent: 'Agent',
      onlyAgent: 'Nur',
      anyAgent: 'Jeder Agent',
      noAgent: 'Die Anfrage nennt keinen Agenten: Die Regel gilt für jeden.',
      params: 'Parameter',
      exactParams: 'Genau diese',
      anyParams: 'Beliebige Parameter',
      risk: 'Bis zum Risiko',
      risks: {
        low: 'niedrig',
        medium: 'mittel',
        high: 'hoch',
        critical: 'kritisch',
        unknown: 'jedes, auch unbekanntes',
      },
      duration: 'Wie lange',
      durations: {
        '15 min': '15 Minuten',
        '1 h': '1 Stunde',
        '8 h': '8 Stunden',
        '1 d': '1 Tag',
        '7 d': '7 Tage',
        '30 d': '30 Tage',
      },
      choose: 'Wählen…',
      until: (at) => `Endet ${f.since(at)}, nach der Uhr des Gateways.`,
      comment: 'Kommentar',
      optional: 'freiwillig',
      findings: 'Vorher zu wissen',
      finding: (found) => {
        switch (found.kind) {
          case 'truncated':
            return 'Die Parameter kamen unvollständig an, daher kann keine Regel an sie gebunden werden.';
          case 'not-comparable':
            return 'Die Parameter enthalten Text, der kein gültiges Unicode ist, daher lassen sich keine anderen mit ihnen vergleichen.';
          case 'everything':
            return 'Zu weit: Sie deckt diese Aktion jedes Agenten ab, gleich mit welchen Parametern.';
          case 'any-agent':
            return 'Sie gilt für jeden Agenten.';
          case 'any-params':
            return 'Sie deckt beliebige Parameter ab, bei einem Risiko, bei dem es auf sie ankommt.';
          case 'more-risk':
            return 'Sie deckt mehr Risiko ab, als diese Anfrage hat.';
          case 'brake':
            return 'Sie hat keine Wirkung, solange die Notbremse gezogen ist.';
          case 'needless':
            return found.judgement.decision === 'denied'
              ? `Sie hat keine Wirkung: Die Aktion wird abgelehnt durch: ${ruleName(found.judgement.rule)}.`
              : `Sie ist nicht nötig: Die geltenden Regeln lassen die Aktion schon zu (${ruleName(found.judgement.rule)}).`;
          case 'covered':
            return `Eine gemerkte Regel deckt dies schon ab, bis ${f.since(found.by.expiresAt)}.`;
        }
      },
      mustChoose: 'Wählen Sie zuerst, wie lange.',
      mustMend: 'So kann keine Regel erstellt werden: siehe oben.',
      notConnected: 'Nicht mit dem Gateway verbunden.',
      cancel: 'Abbrechen',
      remember: 'Merken',
      remembering: 'Wird gemerkt…',
      failed: (reason) => `Es wurde keine Regel erstellt: ${reason}`,
      done: (at) => `Gemerkt bis ${f.since(at)}.`,
    },
    backtest: {
      reading: 'Frühere Entscheidungen für den Rückblick werden geladen…',
      failed: (reason) => `Der Rückblick war nicht möglich: ${reason}`,
      none: 'Keine früheren Entscheidungen zum Prüfen.',
      sentence: (alone, total, denied, approved) => {
        const count = alone === 0 ? 'keine' : f.count(alone);
        const decided = `Hätte ${count} der letzten ${f.count(total)} von selbst entschieden`;
        if (alone === 0) return `${decided}.`;
        const against = `davon haben Sie ${denied === 0 ? 'keine' : f.count(denied)} abgelehnt`;
        return `${decided}; ${against}${approved === 0 ? '' : `, und ${f.count(approved)}, die Sie genehmigt haben, würde es ablehnen`}.`;
      },
      inForce: (alone) => `Die geltenden Regeln: ${alone === 0 ? 'keine' : f.count(alone)}.`,
      show: (count) => f.plural(count, { one: 'Diese zeigen', other: `Die ${f.count(count)} zeigen` }),
      list: 'Was von selbst entschieden worden wäre',
      then: (outcome, decider, by) => `${word(outcome)} ${decider === 'person' ? `von ${by}` : 'ohne einen Menschen'}`,
      now: {
        proceeds: 'würde ausgeführt',
        approved: 'würde genehmigt',
        denied: 'würde abgelehnt',
        waits: 'würde warten',
      },
      by: (rule) => `durch ${rule}`,
    },
    'approval-badge': {
      pending: (count) =>
        count === 0
          ? 'Keine ausstehenden Anfragen'
          : f.plural(count, { one: '1 ausstehende Anfrage', other: `${f.count(count)} ausstehende Anfragen` }),
      highestRisk: (risk) => `, höchstes Risiko ${risk}`,
      highestRiskSeen: (risk) => `, höchstes Risiko der gelisteten ${risk}`,
      stale: ', nicht aktuell',
      loading: 'Ausstehende Anfragen werden geladen',
      unknown: 'Ausstehende Anfragen unbekannt',
    },
    'approval-history': {
      what: 'Genehmigungsverlauf',
      table: 'Genehmigungsverlauf',
      empty: 'Noch keine Entscheidungen.',
      emptyHint:
        'Genehmigte, abgelehnte, abgelaufene und zurückgezogene Anfragen erscheinen hier, soweit das Gateway sie meldet.',
      noMatch: 'Keine Entscheidung passt zu den Filtern.',
      noMatchHint: 'Filter suchen ganze Werte.',
      filters: 'Filter',
      outcome: 'Ergebnis',
      agent: 'Agent',
      filterNames: { agentId: 'Agent', action: 'Aktion', resolvedBy: 'Entschieden von', from: 'Von', to: 'Bis' },
      anyOutcome: 'Alle',
      anyText: 'Alle',
      clear: 'Filter löschen',
      count: (shown, total) =>
        total === undefined || total <= shown
          ? entscheidungen(shown)
          : `${f.count(shown)} von ${entscheidungen(total)}`,
      arrived: (count) => `${f.count(count)} neu`,
      denialRemembered: (action, left) =>
        `Das Gateway merkt sich diese Ablehnung noch ${left} lang: Was bis dahin in dieser Sitzung um ${action} bittet, wird ohne Rückfrage abgelehnt.`,
      denialForgotten: 'Das Gateway meldet, dass es die Ablehnungen dieser Sitzung vergessen hat.',
      forgetDenials: 'Die Ablehnungen dieser Sitzung vergessen',
      forgetting: 'Wird vergessen…',
      notForgotten: (why) => `Nicht vergessen: ${why}`,
      arrivedTitle: 'Neue Entscheidungen zeigen',
      announced: (count) => f.counted(count, { one: 'neue Entscheidung', other: 'neue Entscheidungen' }),
      more: 'Mehr zeigen',
      readingMore: 'Weitere werden geladen…',
      action: 'Aktion',
      risk: 'Risiko',
      reason: 'Grund',
      resolvedAt: 'Entschieden am',
      resolvedBy: 'Entschieden von',
      none: '—',
      outcomes: { approved: 'Genehmigt', denied: 'Abgelehnt', expired: 'Abgelaufen', withdrawn: 'Zurückgezogen' },
      automatic: {
        timeout: 'automatisch: Zeit abgelaufen',
        cache: 'automatisch: wiederholt',
        policy: 'automatisch: Regel',
        other: 'automatisch',
      },
      how: {
        person: 'Von einem Menschen.',
        agent: 'Vom Agenten vor einer Entscheidung zurückgezogen.',
        timeout: 'Automatisch: Niemand hat rechtzeitig entschieden, daher abgelehnt.',
        cache:
          'Automatisch: Das Gateway hat eine frühere Entscheidung wiederholt. Niemand hat diese Anfrage angesehen.',
        policy: 'Automatisch: Der Standardmodus deckt dieses Risiko ab. Niemand hat diese Anfrage angesehen.',
        other: 'Automatisch, auf unbekannte Weise:',
      },
      exportAs: { json: 'Als JSON exportieren', csv: 'Als CSV exportieren' },
      exporting: (read) => `Wird gelesen, bisher ${entscheidungen(read)}…`,
      exported: (count) => `${entscheidungen(count)} exportiert. Werte, die wie Secrets aussehen, wurden ausgelassen.`,
      notExported: (reason) => `Nichts wurde exportiert: ${reason}`,
      stopExport: 'Anhalten',
      details: 'Details',
      copyJson: 'JSON kopieren',
      copied: 'Kopiert',
      notCopied: copyRefused,
      truncated: 'Das Gateway hat diese Anfrage gekürzt: Ein Teil fehlt.',
      waited: f.countdown,
      yes: 'ja',
      no: 'nein',
      value: 'Wert',
      fields: {
        params: 'Parameter, wie entschieden',
        description: 'Beschreibung',
        explanation: 'Erklärung des Agenten (eine Behauptung, nicht geprüft)',
        comment: 'Grund',
        automatic: 'Entschieden',
        createdAt: 'Angefragt am',
        resolvedAt: 'Entschieden am',
        waited: 'Gewartet',
        resolvedBy: 'Entschieden von',
        toolName: 'Werkzeug',
        class: 'Klasse',
        sensitive: 'Sensibel',
        user: 'Angefragt von',
        trustLevel: 'Vertrauensstufe',
        sessionKey: 'Sitzung',
        traceId: 'Trace',
        approvalId: 'Anfrage',
      },
    },
    'approval-queue': {
      what: 'Genehmigungen',
      list: 'Ausstehende Genehmigungen',
      empty: 'Keine ausstehenden Genehmigungen.',
      emptyHint: 'Neue Anfragen nach Genehmigung erscheinen hier.',
      waiting: (count) => (count === 0 ? 'Keine ausstehenden Anfragen' : `${f.count(count)} ausstehend`),
      unlisted: (count) => `${f.count(count)} weitere warten, die das Gateway nicht aufgelistet hat.`,
      leftOut: (count) => `${f.count(count)} davon werden hier nicht gehalten: Diese Seite hat ihre Grenze erreicht.`,
      unshown: (shown, unshown) =>
        `Die ersten ${f.count(shown)} werden gezeigt${urgency(unshown, ', unter den anderen: ')}.`,
      rest: (unshown) => `${f.count(unshown.count)} weitere warten${urgency(unshown, ', darunter: ')}.`,
      more: (count) => `${f.count(count)} weitere zeigen`,
      arrived: (count) => `${f.count(count)} neu`,
      arrivedTitle: 'Neue Anfragen zeigen',
      noApproving: (why) => `Anfragen können nur abgelehnt werden. ${why}`,
      noPreviews: (why) => `Parameter werden als JSON gezeigt. ${why}`,
      unreadable: (count) =>
        f.plural(count, {
          one: '1 Anfrage konnte nicht gelesen werden',
          other: `${f.count(count)} Anfragen konnten nicht gelesen werden`,
        }),
      duplicates: (count) =>
        f.plural(count, {
          one: '1 ID gehört zu mehreren Anfragen',
          other: `${f.count(count)} IDs gehören zu mehreren Anfragen`,
        }),
      announced: (count) =>
        f.counted(count, { one: 'neue Anfrage nach Genehmigung', other: 'neue Anfragen nach Genehmigung' }),
      endedElsewhere: (count) => `${f.count(count)} Anfragen wurden anderswo beendet`,
      endedAs: (action, agent, how) => `${action} von ${agent}: ${how}`,
      card: (agent, action) => `${agent}: ${action}`,
      left: 'übrig',
      expiresAt: (ms) => `läuft ab um ${f.moment(ms)}`,
      noDeadline: 'Kein Zeitlimit',
      deadlineNotKnown: 'Verbleibende Zeit nicht bekannt',
      timeUp: 'Zeit abgelaufen',
      overdue: 'Ihr Zeitlimit ist vorbei; das Gateway führt sie noch als ausstehend',
      unconfirmed: 'Zeit abgelaufen. Das Gateway hat das Ergebnis noch nicht gemeldet.',
      lastMinute: (count, name, leftMs) =>
        count === 1
          ? `${name} läuft in ${f.counted(Math.ceil(leftMs / 1000), { one: 'Sekunde', other: 'Sekunden' })} ab`
          : `${f.count(count)} Anfragen laufen innerhalb einer Minute ab`,
      comment: 'Kommentar',
      commentHint: 'Freiwillig. Wird mit der Entscheidung gesendet.',
      approve: 'Genehmigen',
      deny: 'Ablehnen',
      sending: 'Wird gesendet…',
      waitsFor: { host: 'Wartet auf die Seite…', turn: 'Wartet, bis sie an der Reihe ist…' },
      refused: (reason) => `Nicht entschieden. Die Seite hat es nicht zugelassen${reason === '' ? '.' : `: ${reason}`}`,
      hostUnanswered: `Nicht entschieden. ${hostUnanswered}`,
      failed: (reason) => `Nicht entschieden. ${reason}`,
      unanswered: (reason) => `Keine Antwort: Ob entschieden wurde, ist ungewiss. ${reason}`,
      outcomeNotKnown: (reason) => `Gesendet; das Ergebnis ist nicht bekannt. ${reason}`,
      forRepair: 'Für Betreuer des Gateways',
      retry: 'Erneut versuchen',
      retryTitle: {
        approve: 'Sendet Genehmigen noch einmal, mit dem jetzigen Kommentar',
        deny: 'Sendet Ablehnen noch einmal, mit dem jetzigen Kommentar',
      },
      stale:
        'Nicht entschieden: Die Anfrage hat sich geändert, nachdem sie hier gezeigt wurde. Lesen Sie sie noch einmal.',
      changedAt: (ms) => `Geändert um ${f.moment(ms)}`,
      noScope: (scope) => `Sie können nicht entscheiden: Diesem Token fehlt der Scope ${scope}.`,
      readOnly: 'Nur lesbar: Entschieden wird anderswo.',
      endedWords: ({ outcome, resolvedBy, automatic }) => endedWords(outcome, resolvedBy, automatic),
      ended: (decision) =>
        decision
          ? endedWords(decision.outcome, decision.resolvedBy, decision.automatic)
          : 'Wartet nicht mehr; das Gateway sagt nicht, wie es endete',
      endedComment: (comment) => `Kommentar: ${comment}`,
      unknown: 'Dem Gateway nicht mehr bekannt',
      overtaken: {
        decided: 'Jemand anderes war schneller.',
        unknown: 'Ihre Entscheidung zählte nicht.',
        'not-sent': 'Ihre Entscheidung wurde nicht gesendet.',
      },
    },
    request: {
      notLoaded: 'Was zum Genehmigen nötig ist, wird noch geladen. Ablehnen ist möglich.',
      checking: 'Ein Teil des Textes wird noch geprüft.',
      agentNotSaid: 'vom Gateway nicht gemeldet',
      notes: 'Vor der Entscheidung lesen',
      suspicious: (count) => `Diese Anfrage enthält Zeichen, die nicht sind, was sie scheinen: ${f.count(count)}`,
      description: 'Beschreibung',
      claim: 'Erklärung des Agenten (eine Behauptung, nicht geprüft)',
      agent: 'Agent',
      user: 'Angefragt von',
      trust: 'Vertrauensstufe',
      tool: 'Werkzeug',
      class: 'Klasse',
      sensitive: 'sensibel',
      session: 'Sitzung',
      trace: 'Trace',
      id: 'Anfrage',
      asked: 'Angefragt',
      unreadableTitle: 'Diese Anfrage konnte nicht gelesen werden',
      onlyDeny:
        'Diese Anfrage konnte nicht gelesen werden. Was genehmigt würde, ist nicht bekannt; sie kann daher nur abgelehnt werden.',
      noId: 'Weder diese Anfrage noch ihre ID konnte gelesen werden: Hier kann über sie nicht entschieden werden. Entscheiden Sie am Gateway, oder beheben Sie, was das Gateway sendet.',
      duplicateTitle: 'Mehrere Anfragen haben diese ID',
      duplicate:
        'Das Gateway listet mehrere Anfragen mit derselben ID; eine Entscheidung wäre mehrdeutig. Über keine kann entschieden werden, bis das Gateway sie unterscheidet.',
      notRead: '(nicht lesbar)',
      paramsNotRead: 'Die Parameter konnten nicht gelesen werden.',
      truncated: 'Das Gateway hat diese Anfrage gekürzt. Ein Teil fehlt; sie kann daher nur abgelehnt werden.',
      tooDeep:
        'Die Parameter sind zu tief verschachtelt, um gezeigt zu werden. Sie sind nicht ganz lesbar; die Anfrage kann daher nur abgelehnt werden.',
      damaged:
        'Ein Teil dieser Anfrage konnte nicht dekodiert werden (U+FFFD). Sie ist nicht ganz lesbar und kann daher nur abgelehnt werden.',
      unreadableNumber:
        'Ein Parameter ist eine Zahl, die nicht gelesen werden kann: Sie ist zu groß. Was genehmigt würde, ist nicht bekannt; die Anfrage kann daher nur abgelehnt werden.',
      rounded:
        'Eine Zahl unter den Parametern liegt über 2^53 und kann unterwegs gerundet worden sein. Was genehmigt würde, ist nicht bekannt; die Anfrage kann daher nur abgelehnt werden.',
      concealed: {
        action:
          'Die Stile dieser Seite verbergen die Aktion. Was nicht lesbar ist, gilt als nicht gelesen; die Anfrage kann daher nur abgelehnt werden.',
        risk: 'Die Stile dieser Seite verbergen das Risiko. Was nicht lesbar ist, gilt als nicht gelesen; die Anfrage kann daher nur abgelehnt werden.',
        params:
          'Die Stile dieser Seite verbergen Parameter. Was nicht lesbar ist, gilt als nicht gelesen; die Anfrage kann daher nur abgelehnt werden.',
        notes:
          'Die Stile dieser Seite verbergen, was vor einer Entscheidung gelesen werden muss. Es gilt als nicht gelesen; die Anfrage kann daher nur abgelehnt werden.',
      },
      notSeen: 'Genehmigen geht, sobald alle Parameter im Bild waren.',
      skipped: 'Genehmigen geht, sobald alle Parameter im Bild waren. Ein Teil wurde übersprungen.',
      obscured:
        'Genehmigen geht, sobald alle Parameter im Bild waren. Etwas auf der Seite verdeckt sie oder blendet sie ab.',
      notShown: (count) =>
        `Genehmigen geht, sobald alle Parameter im Bild waren. ${f.plural(count, { one: '1 Wert ist', other: `${f.count(count)} Werte sind` })} verborgen.`,
      seen: 'Alle Parameter waren im Bild.',
      declared: (hidden) =>
        hidden === 0
          ? 'Sie haben bestätigt, alles gelesen zu haben.'
          : 'Sie haben bestätigt, alles außer dem Verborgenen gelesen zu haben.',
      declare: (hidden) =>
        hidden === 0 ? 'Ich habe alles gelesen' : 'Ich habe alles gelesen und lasse den Rest verborgen',
      changed: 'Die Anfrage hat sich geändert, nachdem sie gezeigt wurde.',
      changedMeanwhile: 'Die Anfrage hat sich geändert, während Sie sie lasen.',
      endedOtherwise: 'Sie wurde mit anderen Parametern entschieden, als hier gezeigt sind.',
      reviewed: 'Geprüft',
      notReviewed: 'Die Anfrage hat sich geändert: Prüfen Sie zuerst die Änderungen.',
      takeBack: 'Abbrechen',
      takeBackTitle: 'Abbrechen, ohne zu senden',
      notSent: (reason) => (reason === '' ? 'Nicht gesendet.' : `Nicht gesendet. ${reason}`),
      queueGone: 'Die Liste wurde von der Seite entfernt, bevor die Entscheidung gesendet wurde.',
      otherPerson: 'Die Seite wurde mit einem anderen Token angemeldet, bevor die Entscheidung gesendet wurde.',
      otherGateway: 'Die Seite wechselte zu einem anderen Gateway, bevor die Entscheidung gesendet wurde.',
      comparing: 'Vergleich mit der zuletzt genehmigten Anfrage…',
      nothingToCompare:
        'Keine genehmigte Anfrage dieser Aktion und dieses Agenten bekannt: Es gibt nichts zum Vergleichen.',
      notComparable: (reason) =>
        `Was sich von der zuletzt genehmigten Anfrage unterscheidet, ist nicht bekannt: ${reason}`,
      sameAsLast:
        'Dasselbe Werkzeug, dieselbe Sitzung und dieselben Parameter wie in der zuletzt genehmigten Anfrage dieser Aktion und dieses Agenten',
      differs: (count) =>
        `Unterscheidet sich von der zuletzt genehmigten Anfrage dieser Aktion und dieses Agenten an ${f.plural(count, { one: '1 Stelle', other: `${f.count(count)} Stellen` })}`,
      bound: { agentId: 'der Agent', action: 'die Aktion', toolName: 'das Werkzeug', sessionKey: 'die Sitzung' },
      by: 'von',
      theGateway: 'dem Gateway selbst',
      was: 'war',
      now: 'ist jetzt',
      nothing: 'nichts',
      text: 'ein Text',
    },
    context: {
      summary: 'Zusammenhang: frühere Entscheidungen und was hierher führte',
      loading: 'Der Zusammenhang wird geladen…',
      retry: 'Erneut versuchen',
      decisions: (count) =>
        f.plural(count, { one: 'Die letzte Entscheidung', other: `Die letzten ${f.count(count)} Entscheidungen` }),
      ofAgent: 'über diese Aktion dieses Agenten',
      ofAction: 'über diese Aktion irgendeines Agenten: Das Gateway meldet den Agenten dieser Anfrage nicht',
      noDecisions: 'Dem Gateway sind keine früheren Entscheidungen bekannt.',
      outcome: (outcome) =>
        ({
          approved: 'genehmigt',
          denied: 'abgelehnt',
          expired: 'abgelaufen, niemand hat entschieden',
          withdrawn: 'vom Agenten zurückgezogen',
        })[outcome],
      automatic: 'vom Gateway selbst',
      by: 'von',
      events: 'Was hierher führte, nach dem Trace',
      noEvents: 'Keine Ereignisse zu diesem Trace.',
      noTrace: 'Die Anfrage hat keinen Trace, daher sind die Ereignisse davor nicht bekannt.',
      moreEvents: (count) => `Nur die letzten ${f.count(count)} werden gezeigt.`,
      failed: (reason) => `Konnte nicht gelesen werden: ${reason}`,
    },
    bulk: {
      toolbar: 'Mehrere auf einmal',
      select: (name) => `${name} auswählen`,
      selectAll: (count) => `Alle ${f.count(count)} auswählen`,
      leftOut: (count) => `${f.count(count)} ausgelassen`,
      leftOutTitle:
        'Hohes und kritisches Risiko wird einzeln entschieden, ebenso, was sich geändert hat und nicht geprüft wurde.',
      selected: (count) => `${f.count(count)} ausgewählt`,
      clear: 'Auswahl aufheben',
      act: (verdict, count) => `${f.count(count)} ${verbs[verdict]}…`,
      oneByOne: 'Hohes und kritisches Risiko wird einzeln entschieden',
      ask: (verdict, count) => `${anfragen(count)} ${verbs[verdict]}?`,
      effect:
        'Genau diese, wie sie waren, als Sie die Schaltfläche drückten, eine nach der anderen. Spätere Anfragen gehören nicht dazu.',
      effectWithNotes:
        'Wie sie waren, als Sie die Schaltfläche drückten, eine nach der anderen, mit diesen Hinweisen. Spätere Anfragen gehören nicht dazu.',
      ofThem: (count) => `${count} davon:`,
      acted: (verdict, count) => `${verdict === 'approve' ? 'Genehmigung' : 'Ablehnung'} von ${anfragen(count)}`,
      confirm: (verdict, count) => `${f.count(count)} ${verbs[verdict]}`,
      none: 'Über keine davon kann so entschieden werden.',
      cancel: 'Abbrechen',
      close: 'Schließen',
      stop: 'Anhalten',
      show: 'Zeigen',
      comment: 'Kommentar für alle',
      commentForOthers: 'Kommentar für alle anderen',
      ownComment: 'Eigener Kommentar:',
      rows: 'Anfragen in dieser Gruppe',
      agent: 'Agent',
      action: 'Aktion',
      risk: 'Risiko',
      params: 'Alle Parameter',
      marks: 'Unterschiede in',
      moreMarks: (count) => `und in ${f.counted(count, { one: 'weiteren Parameter', other: 'weiteren Parametern' })}`,
      left: 'Übrige Zeit',
      result: 'Ergebnis',
      progress: (verdict, done, all) =>
        `${verdict === 'approve' ? 'Wird genehmigt' : 'Wird abgelehnt'}: ${f.count(done)} von ${f.count(all)}`,
      summary: (verdict, counts) => {
        const failed =
          counts.selected === 0
            ? `${f.count(counts.failed)} fehlgeschlagen`
            : counts.selected === counts.failed
              ? `${f.count(counts.failed)} fehlgeschlagen und noch ausgewählt`
              : `${f.count(counts.failed)} fehlgeschlagen, davon ${f.count(counts.selected)} noch ausgewählt`;
        return [
          `${f.count(counts.decided)} ${verdict === 'approve' ? 'genehmigt' : 'abgelehnt'}`,
          ...(counts.failed > 0 ? [failed] : []),
          ...(counts.unknown > 0 ? [`Ergebnis von ${f.count(counts.unknown)} nicht bekannt`] : []),
          ...(counts.ended > 0 ? [`${f.count(counts.ended)} waren schon beendet`] : []),
          ...(counts.rest > 0 ? [`${f.count(counts.rest)} nicht gesendet`] : []),
        ].join(', ');
      },
      waits: 'Wartet',
      sending: 'Wird gesendet…',
      notSent: (why) => (why === undefined ? 'Nicht gesendet' : `Nicht gesendet: ${why}`),
      omitted: (why) => `Ausgelassen: ${why}`,
      already: (words) => `Nicht gesendet: ${words}`,
    },
    similar: {
      what: 'ähnliche Anfragen',
      toggle: 'Ähnliche gruppieren',
      toggleTitle: 'Stellt Anfragen desselben Agenten, derselben Aktion und desselben Risikos nebeneinander',
      summary: (others) =>
        others === 0
          ? 'Keine ähnlichen ausstehenden Anfragen'
          : f.counted(others, { one: 'ähnliche ausstehende Anfrage', other: 'ähnliche ausstehende Anfragen' }),
      extent: (requests) =>
        `${anfragen(requests)} desselben Agenten, derselben Aktion und desselben Risikos, die nächste Frist zuerst.`,
      differ: (count) => `Sie unterscheiden sich in ${f.counted(count, { one: 'Parameter', other: 'Parametern' })}.`,
      same: 'Ihre Parameter sind gleich.',
      alone: 'Keine andere ausstehende Anfrage dieses Agenten mit dieser Aktion und diesem Risiko.',
      rows: (card) => `Ähnliche Anfragen wie ${card}`,
      pick: 'Auswählen',
      asked: 'Angefragt',
      open: 'Karte',
      own: 'diese Anfrage',
      select: (number, asked) => `Anfrage ${f.count(number)} auswählen, angefragt ${asked}`,
      goTo: 'Gehe zu',
      goToRow: (number, asked) => `Gehe zu Anfrage ${f.count(number)}, angefragt ${asked}`,
      ended: 'Beendet',
      notListed: 'Noch nicht in der Liste: Sie wartet hinter „neu“ über den Karten',
      sending: 'Eine Entscheidung wird gesendet',
      changed: 'Sie hat sich geändert, seit sie hier gezeigt wurde',
      selectThese: (count) => `Diese ${f.count(count)} auswählen`,
      unselectThese: (count) => `Diese ${f.count(count)} abwählen`,
      noneSelectable: 'Keine davon kann ausgewählt werden.',
      leftOut: (count, why) => `${f.count(count)} ausgelassen: ${why}.`,
      arrived: (count) => `${f.count(count)} neu`,
      arrivedTitle: 'Neue ähnliche Anfragen in die Tabelle aufnehmen',
      rowsShown: (shown, all) => `Die ersten ${f.count(shown)} von ${f.count(all)} Anfragen werden gezeigt.`,
      columnsShown: (shown, all) =>
        `Die ersten ${f.count(shown)} von ${f.count(all)} Parametern, die sich unterscheiden, werden gezeigt.`,
      moreRows: 'Mehr Anfragen zeigen',
      moreColumns: 'Mehr Parameter zeigen',
    },
    shortcut: {
      button: 'Tastatur',
      title: 'Tastenkürzel',
      keys: [
        { keys: ['j', '↓'], does: 'Nächste Anfrage' },
        { keys: ['k', '↑'], does: 'Vorige Anfrage' },
        { keys: ['x'], does: 'Auswählen oder abwählen' },
        { keys: ['Shift+X'], does: 'Bis hierher auswählen' },
        { keys: ['e', 'Enter'], does: 'Eingeklapptes öffnen oder schließen' },
        { keys: ['c'], does: 'Kommentar schreiben' },
        { keys: ['Alt+A'], does: 'Diese Anfrage genehmigen' },
        { keys: ['Alt+D'], does: 'Diese Anfrage ablehnen' },
        { keys: ['?'], does: 'Diese Hilfe' },
      ],
      where:
        'Sie wirken, solange der Fokus in der Liste und nicht in einem Textfeld ist. Auf dem Mac ist Alt die Wahltaste.',
      on: 'Tastenkürzel eingeschaltet',
      close: 'Schließen',
    },
    attention: {
      label: 'Wie diese Seite auf sich aufmerksam macht',
      unknown: (words, known) =>
        `attention: ${words.map((each) => `„${each}“`).join(', ')} ${words.length === 1 ? 'ist' : 'sind'} nicht bekannt. Bekannt sind ${known.join(', ')}.`,
      notify: 'Benachrichtigen, solange diese Seite verborgen ist',
      noNotification: {
        insecure: 'Keine Benachrichtigungen: Die Seite muss über https ausgeliefert werden.',
        unsupported: 'Keine Benachrichtigungen: Dieser Browser unterstützt sie nicht.',
        denied: 'Keine Benachrichtigungen: Sie sind in den Einstellungen des Browsers für diese Seite blockiert.',
      },
      notification: (count) =>
        f.plural(count, {
          one: '1 Anfrage wartet auf eine Entscheidung',
          other: `${f.count(count)} Anfragen warten auf eine Entscheidung`,
        }),
      mute: 'Stummschalten',
      soundLater: 'Der Ton beginnt mit dem ersten Klick oder Tastendruck.',
      noSound: 'Kein Ton: Dieser Browser unterstützt ihn nicht.',
      flood: {
        rate: (count, atLeast) => `${f.count(count)}${atLeast ? '+' : ''} Anfragen pro Minute`,
        from: 'von',
        for: 'für',
        fallen: (count) => `(${f.count(count)} in der letzten Minute)`,
        others: (count) => `und von ${f.count(count)} weiteren`,
        announced: (count, name, rate) =>
          count === 1
            ? `Viele Anfragen von ${name}: ${f.count(rate)} pro Minute`
            : `Viele Anfragen von ${f.count(count)} Agenten oder Benutzern`,
      },
    },
    missed: {
      title: (count) =>
        count === 0
          ? 'Während Ihrer Abwesenheit können Anfragen geendet haben'
          : f.plural(count, {
              one: '1 Anfrage endete während Ihrer Abwesenheit',
              other: `${f.count(count)} Anfragen endeten während Ihrer Abwesenheit`,
            }),
      span: (since, until) => `${f.moment(since)} bis ${f.moment(until)}`,
      incomplete: 'Es können mehr sein: Der Verlauf konnte nicht gelesen werden.',
      dismiss: 'Ausblenden',
      when: 'Beendet',
      asker: 'Wer fragte',
      action: 'Aktion',
      risk: 'Risiko',
      outcome: 'Ergebnis',
    },
    link: {
      link: 'Verlinken',
      linkTitle: 'Die Adresse dieser Seite auf diese Anfrage verweisen lassen',
      linked: 'Verlinkte Anfrage',
      unlink: 'Link entfernen',
    },
    linked: {
      linked: 'Verlinkte Anfrage',
      dismiss: 'Ausblenden',
      retry: 'Erneut versuchen',
      looking: 'wartet nicht. Es wird gesucht, wie sie endete…',
      ended: ({ outcome, resolvedBy, automatic, resolvedAt }) =>
        `wartet nicht mehr. ${endedWords(outcome, resolvedBy, automatic)}, ${f.dateTime(resolvedAt)}.`,
      comment: (comment) => `Kommentar: ${comment}`,
      gone: 'wartet nicht mehr. Das Gateway sagt nicht, wie sie endete.',
      leftOut: 'wartet, aber es warten mehr Anfragen, als hier gehalten werden, und diese gehört zu den ausgelassenen.',
      unlisted: (count) =>
        `ist nicht unter denen, die das Gateway aufgelistet hat; ${f.count(count)} weitere warten, die es nicht aufgelistet hat.`,
      unknown: (searched, complete) =>
        `ist hier nicht bekannt. Sie wartet nicht und ist nicht unter ${complete ? 'allen' : 'den letzten'} ${f.count(searched)} Entscheidungen des Gateways.`,
      neverAny: 'ist hier nicht bekannt. Sie wartet nicht, und das Gateway hat keine Entscheidungen.',
      failed: (reason) => `wartet nicht. Wie sie endete, konnte nicht gelesen werden: ${reason}`,
      cut: (characters) => `… (${zeichen(characters)})`,
    },
    'approval-rules': {
      what: 'Genehmigungsregeln',
      revision: 'Revision',
      changedBy: (by) => `geändert von ${by}`,
      groups: {
        confirmation: 'Aktionsbestätigung',
        agents: 'Zwischen Agenten',
        permissions: 'Berechtigungen',
        mode: 'Genehmigungsmodus',
        matrix: 'Wer was aufrufen darf',
      },
      matrixHint: 'Was jede Rolle dieses Gateways darf. Es folgt aus den Rollen und wird hier nicht bearbeitet.',
      hints: {
        'actionConfirmation.requireForDestructive':
          'Wenn an, braucht ein Agent eine Genehmigung vor einer Aktion, die Daten löscht oder ändert.',
        'actionConfirmation.requireForSensitive':
          'Wenn an, braucht ein Agent eine Genehmigung für eine Aktion mit sensiblen Informationen.',
        'actionConfirmation.autoApprove':
          'Aktionen auf dieser Liste überspringen die Bestätigung ganz. Ein Eintrag ist der genaue Name einer Aktion, oder prefix.* für alle, die mit dem Präfix beginnen.',
        'agentToAgent.enabled':
          'Wenn an, dürfen Agenten einander Nachrichten senden. Wenn aus, wird jede solche Nachricht abgelehnt.',
        'agentToAgent.allowAgents':
          'IDs der Agenten, die an Gesprächen zwischen Agenten teilnehmen dürfen, als Absender und als Empfänger. Eine leere Liste erlaubt alle.',
        'permission.enableNodePermissions':
          'Wenn an, wird auf Ebene des Betriebssystems auf die beiden Listen unten beschränkt, was das System erreichen kann.',
        'permission.allowedFsPaths':
          'Verzeichnisse, die das System mit allem darunter lesen und schreiben darf, solange das Berechtigungsmodell an ist. Eine leere Liste erlaubt keines.',
        'permission.allowedNetHosts':
          'Server, mit denen sich das System verbinden darf, solange das Berechtigungsmodell an ist. Eine leere Liste erlaubt keinen.',
        'approvalRules.enabled':
          'Wenn aus, wird nach nichts gefragt: Jede nicht verbotene Aktion wird ausgeführt, was auch immer sonst hier eingestellt ist.',
        'approvalRules.defaultMode':
          'Welche Anfragen nach ihrem Risiko ohne einen Menschen genehmigt werden. Alle anderen warten in der Liste.',
        'approvalRules.timeoutMs':
          'Wie lange eine Anfrage wartet, bis sie abläuft; dann ist sie abgelehnt. Anfragen, die schon warten, behalten ihr Zeitlimit.',
      },
      zeroWaits: '0 heißt kein Zeitlimit: Sie wartet, bis jemand entscheidet.',
      idle: {
        brake: 'Jetzt ohne Wirkung: Die Notbremse ist gezogen.',
        'approvals-off': 'Jetzt ohne Wirkung: Genehmigungen sind ausgeschaltet.',
        'nothing-asks': 'Jetzt ohne Wirkung: Keine Aktion braucht eine Genehmigung.',
        'auto-all': 'Jetzt ohne Wirkung: Keine Anfrage wartet.',
        'model-off': 'Jetzt ohne Wirkung: Das Berechtigungsmodell ist aus.',
        'messages-off': 'Jetzt ohne Wirkung: Nachrichten zwischen Agenten sind aus.',
      },
      facts: {
        held: 'Wert auf dem Gateway:',
        notEnforced: 'Nicht durchgesetzt.',
        nothingReads: 'Hat auf diesem Gateway keine Wirkung.',
        enforced: 'Durchgesetzt von',
        fixed: 'Kann hier nicht geändert werden.',
      },
      allFixed:
        'Nur lesbar: Keine dieser Einstellungen kann von hier aus geändert werden. Bei jeder steht, warum und was stattdessen zu tun ist.',
      others: 'Weitere Einstellungen dieses Gateways',
      othersHint: 'Sie betreffen Genehmigungen und haben oben keine Entsprechung.',
      modes: {
        manual: 'Manuelle Genehmigung für alle Anfragen',
        'auto-low': 'Niedriges Risiko automatisch genehmigen',
        'auto-medium': 'Niedriges und mittleres Risiko automatisch genehmigen',
        'auto-all': 'Alles automatisch genehmigen',
      },
      emptyLists: {
        'actionConfirmation.autoApprove': 'Keine Aktion überspringt die Bestätigung.',
        'agentToAgent.allowAgents': 'Leer: alle Agenten.',
        'permission.allowedFsPaths': 'Leer: kein Pfad.',
        'permission.allowedNetHosts': 'Leer: kein Host.',
      },
      newEntry: (list) => `Neuer Eintrag in „${list}“`,
      add: 'Hinzufügen',
      remove: 'Entfernen',
      blank: 'Geben Sie zuerst einen Eintrag ein.',
      notAdded: 'Nicht hinzugefügt: Beheben Sie zuerst die Fehler oben.',
      error: 'Fehler:',
      warning: 'Warnung:',
      on: 'An',
      off: 'Aus',
      edited: 'nicht gespeichert',
      noTimeout: '0 (kein Zeitlimit)',
      seconds: (ms) => `${f.count(ms / 1000)} s`,
      badTimeout: 'Braucht eine Zahl von Sekunden, 0 oder mehr.',
      entries: (count) => f.counted(count, { one: 'Eintrag', other: 'Einträge' }),
      added: 'hinzugefügt',
      removed: 'entfernt',
      from: 'von',
      to: 'auf',
      bar: 'Entwurf',
      clean: 'Keine ungespeicherten Änderungen.',
      dirty: (count) => `${f.counted(count, { one: 'Änderung', other: 'Änderungen' })} nicht gespeichert`,
      conflict:
        'Inzwischen anderswo geändert. Ihr Entwurf widerspricht dem Gateway: Wählen Sie, welche Fassung bleibt.',
      onGateway: 'Auf dem Gateway',
      inDraft: 'In Ihrem Entwurf',
      keepDraft: 'Meine behalten',
      takeServer: 'Die des Gateways nehmen',
      undo: 'Rückgängig',
      save: 'Speichern',
      saving: 'Wird gespeichert…',
      discard: 'Verwerfen',
      notConnected: 'Nicht mit dem Gateway verbunden.',
      mustDecide: (count) =>
        `Wählen Sie zuerst: ${f.plural(count, { one: '1 Einstellung wurde', other: `${f.count(count)} Einstellungen wurden` })} anderswo geändert.`,
      mustCorrect: 'Korrigieren Sie zuerst das Zeitlimit.',
      mustAdd: (list) => `Fügen Sie hinzu, was in „${list}“ eingegeben ist, oder leeren Sie das Textfeld.`,
      saved: (at) => `Gespeichert und zurückgelesen um ${f.moment(at)}.`,
      restarting: 'Das Gateway startet neu, um die Änderung anzuwenden.',
      altered: 'Das Gateway hat die Änderung bestätigt, aber andere Werte gespeichert:',
      elsewhere: (by, at) =>
        `Geändert ${by === undefined ? 'anderswo' : `anderswo von ${by}`}, bemerkt um ${f.moment(at)}:`,
      dismiss: 'Ausblenden',
      stale:
        'Nichts wurde gespeichert: Die Regeln wurden inzwischen anderswo geändert. Der Entwurf beruht jetzt auf den aktuellen Regeln: Prüfen Sie ihn, und speichern Sie noch einmal.',
      refused: (reason) => `Das Gateway hat es verweigert, und nichts wurde geändert: ${reason}`,
      backToServer: 'Verweigerte Einstellungen wurden auf die Werte des Gateways zurückgesetzt:',
      refusedHere: 'Vom Gateway verweigert: Gezeigt ist sein jetziger Wert.',
      restore: 'Zurück in den Entwurf',
      unclear: (reason) => `Ob gespeichert wurde, ist ungewiss: ${reason}`,
      confirm: {
        'auto-all': {
          title: 'Alles automatisch genehmigen?',
          phrase: 'alles genehmigen',
          effect:
            'Jede Anfrage wird dann ohne einen Menschen genehmigt, auch bei hohem, kritischem und unbekanntem Risiko. Worum ein Agent bittet, das tut er.',
        },
        off: {
          title: 'Genehmigungen ausschalten?',
          phrase: 'niemand fragt',
          effect:
            'Keine Aktion braucht mehr eine Genehmigung, gleich wie hoch ihr Risiko ist. Was ein Agent tun will, das tut er.',
        },
        'nothing-asks': {
          title: 'Jede Aktion ohne Rückfrage ausführen lassen?',
          phrase: 'niemand fragt',
          effect:
            'Sind beide Schalter der Aktionsbestätigung aus, braucht keine Aktion eine Genehmigung, auch zerstörende und sensible nicht, unabhängig vom Standardmodus.',
        },
      },
      typePhrase: (phrase) => `Geben Sie „${phrase}“ ein, um zu speichern`,
      overtaken: 'Die Regeln wurden inzwischen geändert: Prüfen Sie den Entwurf.',
      confirmOthers: 'Mit gespeichert:',
      cancel: 'Abbrechen',
    },
    lint: {
      unseen: ['Er enthält unsichtbare oder irreführende Zeichen.'],
      same: ['Die Liste hat diesen Eintrag schon:', ''],
      shadowed: ['Nicht nötig: schon abgedeckt durch', '.'],
      wildcard: ['So geschrieben passt er nur auf eine Aktion genau dieses Namens: * wirkt am Ende, nach einem Punkt.'],
      'empty-part': ['Ein Teil des Namens ist leer: Vor, nach oder zwischen seinen Punkten fehlt etwas.'],
      'broad-prefix': ['Zu weit? Er deckt jede Aktion ab, die beginnt mit', 'und einem Punkt, auch künftige.'],
      'agent-wildcard': [
        'So geschrieben ist es ein Agent mit genau dieser ID: Platzhalter gibt es nicht. Eine leere Liste erlaubt alle.',
      ],
      alone: ['Allein auf der Liste erlaubt er keine Nachricht: Absender und Empfänger müssen beide darauf stehen.'],
      relative: ['Kein absoluter Pfad: Beginnen Sie mit /.'],
      traversal: ['Er enthält „..“. Er führt zu', '; schreiben Sie das, wenn es gemeint ist.'],
      'path-wildcard': ['Platzhalter gibt es nicht: Ein Ordner deckt alles darunter ab.'],
      'path-literal': ['Platzhalter gibt es nicht: ? [ ] { } stehen für sich selbst.'],
      'every-path': ['Das deckt ab:', ', also jeden Pfad.'],
      'broad-folder': ['Zu weit? Er deckt alles ab in', ', einem Ordner des Systems.'],
      'host-wildcard': ['Platzhalter gibt es nicht: jeder Host mit seinem eigenen Namen.'],
      'not-a-host': ['Nur der Name eines Hosts: Mit Schema, Port oder Pfad passt er auf keinen Host.'],
      'bad-punycode': ['Er beginnt mit xn--, ist aber kein internationalisierter Name.'],
      lookalike: [
        'Ein Doppelgänger: Seine Buchstaben sind aus mehreren Schriften oder sehen aus wie andere. Er lautet',
        '',
      ],
      punycode: ['Punycode: Menschen gezeigt lautet er', ''],
      'beyond-ascii': ['In der Leitung heißt dieser Host', ': Ein Agent, der ihn so nennt, wird abgelehnt.'],
      'written-otherwise': ['In der Leitung heißt dieser Host', ': Ein Agent, der ihn so nennt, wird abgelehnt.'],
      metadata: ['Hier fragen die Maschinen einer Cloud nach ihren eigenen Zugangsdaten.'],
      'own-machine': ['Das ist die Maschine des Gateways selbst, mit allem, was darauf lauscht.'],
      'short-name': ['Ein Name ohne Punkt: Wohin er führt, hängt vom Netz ab.'],
    },
    'remembered-rules': {
      title: 'Gemerkte Regeln',
      hint: 'Aus Anfragen mit „Merken“ erstellt, jede für begrenzte Zeit. Sie genehmigen Anfragen, die sonst warten würden, und laufen nach der Uhr des Gateways ab.',
      list: 'Geltende gemerkte Regeln',
      empty: 'Keine. „Merken“ auf der Karte einer Anfrage erstellt eine.',
      none: 'Dieses Gateway merkt sich keine Regeln.',
      notOffered: (reason) => `Dieses Gateway merkt sich keine Regeln: ${reason}`,
      by: 'von',
      anyAgent: 'jedem Agenten',
      anyParams: 'Beliebige Parameter.',
      exactParams: 'Genau diese Parameter',
      upTo: (risk) => (risk === undefined || risk === 'unknown' ? 'Jedes Risiko.' : `Bis zum Risiko ${word(risk)}.`),
      made: (age, by) => `Erstellt ${age} von ${by}.`,
      uses: (uses, age) =>
        uses === 0 || age === undefined
          ? 'Noch nicht verwendet.'
          : `${uses === 1 ? 'Einmal' : `${f.count(uses)}-mal`} verwendet, zuletzt ${age}.`,
      ends: (left, at) => (left === undefined ? `Endet um ${f.since(at)}.` : `Endet in ${left}, um ${f.since(at)}.`),
      over: 'Endet gerade.',
      idle: 'Die Notbremse ist gezogen: Sie haben keine Wirkung, bis sie gelöst wird.',
      revoke: 'Widerrufen',
      revoking: 'Wird widerrufen…',
      failed: (reason) => `Nicht widerrufen: ${reason}`,
      revoked: 'Widerrufen.',
    },
    'try-it': {
      title: 'Ausprobieren',
      hint: 'Was mit einer Aktion geschieht, und durch welche Regel. Nichts wird gesendet.',
      cannot:
        'Die Wirkung dieser Einstellungen ist nicht bekannt: Dieses Gateway setzt nicht alle durch und wendet eigene Regeln an.',
      agent: 'Agent',
      action: 'Aktion',
      class: 'Klasse',
      classes: { read: 'lesend', mutate: 'ändernd', destructive: 'zerstörend' },
      risk: 'Risiko',
      risks: { low: 'niedrig', medium: 'mittel', high: 'hoch', critical: 'kritisch', unknown: 'unbekannt' },
      sensitive: 'Sensibel',
      toAgent: 'Nachricht an Agenten',
      path: 'Pfad',
      host: 'Host',
      params: 'Parameter (JSON)',
      places: 'Leere Felder werden aus den Parametern genommen, wie im Rückblick: path, host oder url, toAgent.',
      more: 'Pfad, Host, Empfänger, Parameter',
      notAnObject: 'Die Parameter sind kein JSON-Objekt.',
      needsAction: 'Geben Sie eine Aktion ein.',
      inForce: 'Nach den geltenden Regeln:',
      inDraft: 'Nach Ihrem Entwurf:',
      released: 'Sobald die Notbremse gelöst ist:',
      decision: ({ decision, rule }) => {
        const decided = {
          proceeds: 'Wird ohne Rückfrage ausgeführt',
          approved: 'Wird automatisch genehmigt',
          denied: 'Wird abgelehnt',
          waits: 'Wartet auf einen Menschen',
        }[decision];
        return rule === 'none' ? `${decided}: ${ruleName(rule)}` : `${decided}, durch: ${ruleName(rule)}`;
      },
    },
    approvals: { queue: 'Ausstehende Anfragen', history: 'Verlauf', rules: 'Regeln' },
    'audit-log': {
      what: 'Audit-Log',
      table: 'Audit-Log',
      columns: {
        time: 'Zeit',
        agent: 'Agent',
        user: 'Benutzer',
        action: 'Aktion',
        classification: 'Einstufung',
        outcome: 'Ergebnis',
      },
      none: '—',
      filters: 'Filter',
      search: 'Suche',
      searchHint: 'Agent, Benutzer, Aktion, Kommentar, Details',
      exactHint: 'ganzer Name',
      any: 'Alle',
      allDays: 'Alle',
      days: (days) => f.plural(days, { one: 'Letzter Tag', other: `Letzte ${f.count(days)} Tage` }),
      filterNames: {
        search: 'Suche',
        agentId: 'Agent',
        action: 'Aktion',
        outcome: 'Ergebnis',
        classification: 'Einstufung',
        days: 'Tage',
        user: 'Benutzer',
        traceId: 'Trace',
      },
      active: 'Aktive Filter',
      remove: 'Filter entfernen',
      clear: 'Filter löschen',
      count: (shown, total, complete) => {
        if (complete) return f.counted(shown, { one: 'Eintrag', other: 'Einträge' });
        return total === undefined ? `${f.count(shown)} gezeigt` : `${f.count(shown)} von ${f.count(total)}`;
      },
      oldest: (ms) => `Ältester Eintrag ${f.dateMinute(ms)}`,
      known: (since) => `Bekannt seit ${f.since(since)}`,
      derivedFrom: (from) => `Abgeleitet aus ${from}.`,
      arrived: (count, atLeast) => `${f.count(count)}${atLeast ? '+' : ''} neu`,
      arrivedTitle: 'Neue Einträge zeigen',
      announced: 'Neue Einträge sind da. Die Schaltfläche zeigt sie.',
      more: 'Mehr laden',
      loadingMore: 'Weitere werden geladen…',
      moreFailed: (reason) => `Weitere konnten nicht geladen werden: ${reason}`,
      notConnected: 'Nicht mit dem Gateway verbunden.',
      empty: 'Noch keine Einträge.',
      emptyHint:
        'Einträge des Audit-Logs des Gateways erscheinen hier. Das Gateway bestimmt, welche Aktionen es aufzeichnet.',
      emptySince: (since) => `Keine Einträge seit ${f.since(since)}.`,
      emptySinceHint: 'Frühere Einträge sind nicht bekannt.',
      nothingFound: 'Kein Eintrag passt zu diesen Filtern:',
      nothingFoundSince: (since) => `Kein Eintrag seit ${f.since(since)} passt zu diesen Filtern:`,
      nothingFoundHint: 'Agent und Aktion suchen ganze Werte. Die Suche findet Teile von Wörtern.',
      keys: rowKeys,
      details: 'Details',
      detailsOf: (action) => `von ${action}`,
      copyJson: 'JSON kopieren',
      copied: 'Kopiert',
      notCopied: copyRefused,
      only: 'Nur dies',
      onlyOf: (name) => `${name}: nichts anderes zeigen`,
      duration: (ms) => {
        if (ms < 1000) return `${f.number(ms, { maximumFractionDigits: 1 })} ms`;
        if (ms < 60_000) return `${f.number(ms / 1000, { maximumFractionDigits: 1 })} s`;
        return `${f.count(Math.floor(ms / 60_000))} Min. ${f.count(Math.floor((ms % 60_000) / 1000))} s`;
      },
      fields: {
        timestamp: 'Zeit',
        agentId: 'Agent',
        user: 'Benutzer',
        action: 'Aktion',
        classification: 'Einstufung',
        outcome: 'Ergebnis',
        comment: 'Kommentar',
        traceId: 'Trace',
        approvalId: 'Genehmigung',
        durationMs: 'Dauer',
        id: 'ID',
        details: 'Details',
      },
    },
    'connection-status': {
      label: 'Verbindung zum Gateway',
      connecting: 'Verbindung wird aufgebaut…',
      live: 'Verbunden, live',
      starting: 'Verbunden, Live-Aktualisierung beginnt…',
      noStream: 'Verbunden, aber ohne Live-Aktualisierung',
      notLive: 'Verbunden, nicht live: Dem Token fehlt der Scope ws',
      delayed: 'Verbunden, aber die Live-Aktualisierung ist verzögert',
      delayedBy: (ms) => ` um ${seconds(ms)} s`,
      delayedWhy: ': Etwas zwischen dieser Seite und dem Gateway puffert den Strom',
      paused: 'Verbunden; die Live-Aktualisierung ruht, solange diese Seite verborgen ist',
      interrupted: (since) => `Verbunden, aber die Live-Aktualisierung ist seit ${f.moment(since)} unterbrochen`,
      reconnecting: (since) => `Verbindung um ${f.moment(since)} verloren, wird wieder aufgebaut…`,
      restarting: (since) => `Das Gateway startet seit ${f.moment(since)} neu, Verbindung wird wieder aufgebaut…`,
      away: 'Gateway seit über einer Minute fort: Vielleicht muss es jemand starten',
      limited: 'Vom Gateway gedrosselt: nicht verbunden, bis die Grenze vorüber ist',
      streamLimited: 'Verbunden, aber ohne Live-Aktualisierung: vom Gateway gedrosselt, bis die Grenze vorüber ist',
      foreign: 'Das Gateway spricht nicht das erwartete Protokoll',
      refused: 'Das Gateway nimmt das Token nicht an',
      closed: 'Verbindung geschlossen',
      actingAs: (name) => `als ${name}`,
      stale: (since) => `Alles Gezeigte hat den Stand von ${f.moment(since)}.`,
      noStreamMeans:
        'Wird weiter versucht. Bis dahin werden ausstehende Anfragen alle 10 s gelesen, und nichts anderes aktualisiert sich von selbst: Aktualisieren Sie, was Sie brauchen.',
      retryNow: 'Jetzt erneut versuchen',
      why: 'Warum?',
      retryIn: (seconds) => `Nächster Versuch in ${seconds} s`,
      held: (count) => f.plural(count, { one: '1 Aufruf wartet', other: `${f.count(count)} Aufrufe warten` }),
      problems: (count) =>
        f.plural(count, {
          one: '1 Nachricht oder Eintrag konnte nicht gelesen werden',
          other: `${f.count(count)} Nachrichten oder Einträge konnten nicht gelesen werden`,
        }),
      unreadable: (name, issue, count) => `${name}: ${issue} (${f.count(count)}×)`,
      details: 'Details',
      repeats: (count) =>
        f.plural(count, {
          one: '1 Nachricht kam mehr als einmal an und wird einmal gezeigt.',
          other: `${f.count(count)} Nachrichten kamen mehr als einmal an und werden einmal gezeigt.`,
        }) + ' Ein Gateway darf Nachrichten wiederholen.',
      reusedIdsShort: (count) => f.counted(count, { one: 'wiederverwendete ID', other: 'wiederverwendete IDs' }),
      reusedIds: (count) =>
        f.plural(count, {
          one: '1 Nachricht kam unter einer ID, die eine andere Nachricht hatte: ein Fehler des Gateways, das eine ID nicht zweimal verwenden darf. Sie wurde angenommen.',
          other: `${f.count(count)} Nachrichten kamen unter einer ID, die eine andere Nachricht hatte: ein Fehler des Gateways, das eine ID nicht zweimal verwenden darf. Sie wurden angenommen.`,
        }),
      reusedEventIds: (count) =>
        f.plural(count, {
          one: '1 Sicherheitsereignis kam',
          other: `${f.count(count)} Sicherheitsereignisse kamen`,
        }) +
        ' unter der ID eines anderen Ereignisses: ein Fehler des Gateways, das eine ID nicht zweimal verwenden darf. Alle stehen im Protokoll, markiert.',
      unknown: (name, count) => `${name}: Diese Version kennt dieses Ereignis nicht (${f.count(count)}×)`,
    },
    'permission-matrix': {
      what: 'Berechtigungsmatrix',
      grid: 'Berechtigungsmatrix',
      permission: 'Berechtigung',
      size: (roles, permissions) =>
        `${f.counted(roles, { one: 'Rolle', other: 'Rollen' })}, ${f.counted(permissions, { one: 'Berechtigung', other: 'Berechtigungen' })}`,
      empty: 'Dieses Gateway hat keine Rollen oder keine Berechtigungen.',
      emptyHint: 'Rollen sind Spalten, Berechtigungen sind Zeilen.',
      ungrouped: 'Sonstige',
      effects: { allowed: 'Erlaubt', denied: 'Verboten', unknown: 'Nicht bekannt', 'not-granted': 'Nicht gewährt' },
      origin: (origins) => `durch ${origins}`,
      overrules: (origins) =>
        origins === '' ? 'geht einer Gewährung vor' : `geht einer Gewährung durch ${origins} vor`,
      legend: 'Legende',
      meanings: {
        allowed: 'gewährt, und nichts verbietet es',
        denied: 'ein Verbot geht jeder Gewährung vor',
        unknown: 'eine Wirkung, die diese Version nicht kennt',
        'not-granted': 'nicht gewährt, also nicht erlaubt',
      },
    },
    'provider-health': {
      what: 'Zustand der Anbieter',
      empty: 'Kein KI-Anbieter ist bekannt.',
      emptyHint: 'Ein Anbieter erscheint hier, sobald das Gateway ihn meldet.',
      provider: 'Anbieter',
      repeated: 'Name mehrfach verwendet',
      breaker: 'Breaker',
      notReported: 'nicht gemeldet',
      meaning: {
        closed: 'Aufrufe gehen durch',
        open: 'Aufrufe werden abgewiesen',
        'half-open': 'der nächste Aufruf entscheidet',
      },
      unknown: 'das Gateway meldet nicht, ob Aufrufe durchgehen',
      since: 'seit',
      degraded: 'Beeinträchtigt',
      degradedSince: (since) => `seit ${f.since(since)}`,
      age: f.age,
      why: 'Warum',
      nextProbe: 'Nächste Probe',
      probeIn: (ms) => `in ${f.countdown(ms)}`,
      probeDue: 'fällig: Der nächste Aufruf ist die Probe',
      clock: f.moment,
      errors: 'Fehler',
      errorsOf: (errors, calls, windowMs) => `${fehler(errors)} bei ${aufrufen(calls)}${over(windowMs)}`,
      rate: (errors, calls) => f.number(errors / calls, { style: 'percent', maximumFractionDigits: 1 }),
      noCalls: (windowMs, elseKnown) => `keine Aufrufe${over(windowMs)}${elseKnown ? '' : ': Zustand unbekannt'}`,
      errorsWithoutCalls: (errors, windowMs) =>
        `${fehler(errors)}${over(windowMs)}, bei wie vielen Aufrufen, ist nicht gemeldet`,
      callsWithoutErrors: (calls, windowMs) => `${aufrufe(calls)}${over(windowMs)}, Fehler nicht gemeldet`,
      latency: 'Latenz',
      noLatency: 'keine Aufrufe, also nichts zu messen',
      milliseconds,
      p50: 'p50',
      p95: 'p95',
      p99: 'p99',
      measured: (at, now) => `gemessen ${f.age(at, now)}`,
      notMeasured: 'noch nicht gemessen',
      reported: (at, now) => `gemeldet ${f.age(at, now)}`,
      stale: 'veraltet',
      chart: (samples, p50, p95, failing) =>
        `Latenz in ${messwerte(samples)}: p50 ${range(...p50)}, p95 ${range(...p95)}; ` +
        (failing === 0 ? 'keine Fehler.' : `Fehler in ${messwerte(failing)}.`),
      legend: { p50: 'p50', p95: 'p95', errors: 'Messwert mit Fehlern', top: (ms) => `oben: ${milliseconds(ms)}` },
      samples: (count) => `Messwerte (${f.count(count)})`,
      samplesOf: (provider) => `Messwerte von ${provider}`,
      time: 'Zeit',
      calls: 'Aufrufe',
      history: 'Zustände',
      earlier: (count) => f.counted(count, { one: 'früherer', other: 'frühere' }),
      span: (from, ms) => `ab ${f.moment(from)}, ${duration(ms)}`,
      lasting: (from, ms) => `seit ${f.moment(from)}, bisher ${duration(ms)}`,
      counts: (state, count) =>
        state === undefined ? `${f.count(count)} Breaker nicht gemeldet` : `${f.count(count)} ${word(state)}`,
      countDegraded: (count) => `${f.count(count)} beeinträchtigt`,
      withoutCalls: (count) => `${f.count(count)} ohne Aufrufe`,
      changed: (provider, state) => `Breaker von ${provider}: ${state ?? 'nicht gemeldet'}`,
      degradedNow: (provider) => `Beeinträchtigt: ${provider}`,
      degradedNoMore: (provider) => `Nicht mehr beeinträchtigt: ${provider}`,
      changes: (count) => `${f.count(count)} Änderungen bei Anbietern`,
    },
    'secrets-manager': {
      what: 'Secrets',
      store: 'Secret-Speicher',
      enabled: 'Eingeschaltet',
      disabled: 'Ausgeschaltet',
      dbPath: 'Pfad der Datenbank',
      noPath: 'nicht gemeldet',
      declaredStore: 'Secret-Speicher, laut Konfiguration',
      declaredEnabled: 'eingeschaltet',
      declaredDisabled: 'ausgeschaltet',
      declaredDbPath: 'Pfad der Datenbank, laut Konfiguration',
      disabledWhy:
        'Der Secret-Speicher ist in der Konfiguration des Gateways ausgeschaltet (security.secrets.enabled). ' +
        'Bis er dort eingeschaltet wird, kann hier kein Secret aufgelistet, gesetzt oder gelöscht werden.',
      table: 'Secrets',
      askedSince: (since) => `Angefragt seit ${f.since(since)}`,
      askedCount: (count) => `${f.counted(count, { one: 'Name', other: 'Namen' })} angefragt`,
      askedNone: (since) => `Kein Secret angefragt seit ${f.since(since)}.`,
      askedNoneHint: 'Dieses Gateway listet seine Secrets nicht auf: Bekannt sind hier nur die seither angefragten.',
      count: (count) => f.counted(count, { one: 'Secret', other: 'Secrets' }),
      empty: 'Kein Secret ist gespeichert.',
      emptyHint:
        'Das Gateway bewahrt hier Schlüssel und Passwörter für Agenten und Anbieter auf. Setzen Sie unten das erste.',
      emptyReadOnly: 'Das Gateway bewahrt hier Schlüssel und Passwörter für Agenten und Anbieter auf.',
      name: 'Name',
      created: 'Erstellt',
      updated: 'Geändert',
      lastUsed: 'Zuletzt verwendet',
      expires: 'Läuft ab',
      source: 'Quelle',
      actions: 'Aktionen',
      notReported: 'nicht gemeldet',
      neverUsed: 'noch nicht',
      notSeenUsed: 'nicht gesehen',
      neverExpires: 'nie',
      ago: f.age,
      uses: (count) => f.counted(count, { one: 'Verwendung', other: 'Verwendungen' }),
      provider: 'für',
      at: f.dateMinute,
      nameDeceives: 'Dieser Name ist nicht, was er scheint:',
      otherName: 'Anderen Namen setzen',
      form: 'Secret setzen',
      value: 'Wert',
      valueHint: 'Er kann nicht wieder gezeigt werden, weder hier noch anderswo.',
      length: zeichen,
      beginsWithSpace: 'beginnt mit einem Leerzeichen oder Zeilenumbruch',
      endsWithNewline: 'endet mit einem Zeilenumbruch',
      endsWithSpace: 'endet mit einem Leerzeichen',
      holdsUnseen: 'enthält unsichtbare Zeichen',
      warning: (findings) => `Der Wert ${f.list(findings)}. Gehört das zum Secret?`,
      beginsWithAssignment: 'beginnt mit dem Namen einer Variablen (NAME=)',
      beginsWithBearer: 'beginnt mit „Bearer“',
      standsInQuotes: 'steht in Anführungszeichen',
      holdsDashes: 'enthält Striche, die keine Bindestriche sind',
      isMasked: 'sieht aus wie ein maskierter oder gekürzter Schlüssel, nicht wie der Schlüssel selbst',
      trim: () => 'Leerzeichen und Zeilenumbrüche an beiden Enden entfernen',
      takeClean: (characters) => `Den bereinigten Wert nehmen (${zeichen(characters)})`,
      set: 'Setzen',
      replace: 'Ersetzen',
      storing: 'Wird gespeichert…',
      needsBoth: 'Braucht einen Namen und einen Wert.',
      needsName: 'Braucht einen Namen.',
      needsValue: 'Braucht einen Wert.',
      tooLong: (length, most) => `Zu lang: ${f.count(length)} von höchstens ${f.count(most)} Zeichen.`,
      nameBroken:
        'Der Name enthält ein halbes Zeichen (ein einzelnes Surrogat), das nicht gesendet werden kann: Entfernen Sie es.',
      notConnected: 'Nicht mit dem Gateway verbunden.',
      replaces:
        'Ein Secret dieses Namens gibt es schon. Ersetzen überschreibt seinen Wert endgültig; was es verwendet, bekommt den neuen.',
      done: (name, characters) => `${name} gespeichert (${zeichen(characters)}).`,
      replaced: (name, characters) => `Der Wert von ${name} wurde ersetzt (jetzt ${zeichen(characters)}).`,
      replacedUnseen: (name) =>
        `Ein Secret namens ${name} war inzwischen gespeichert worden: Sein Wert wurde durch den neuen ersetzt.`,
      wiped: 'Der Wert wurde gelöscht: Geben Sie ihn noch einmal ein.',
      cancel: 'Abbrechen',
      close: 'Schließen',
      delete: 'Löschen',
      deleting: 'Wird gelöscht…',
      deleteTitle: 'Secret löschen',
      deleteEffect: 'Der Wert wird endgültig gelöscht und kann nicht wiederhergestellt werden.',
      deleteUsed: 'Es wird verwendet: Was es braucht, schlägt ab der nächsten Verwendung fehl.',
      deleteUsedBy: (provider) => `Es wird verwendet: Aufrufe an ${provider} schlagen ab dem nächsten fehl.`,
      deleteUnused: 'Das Gateway hat noch keine Verwendung gesehen. Was es später braucht, schlägt fehl.',
      deleteUnknown:
        'Das Gateway meldet nicht, ob es verwendet wird. Was es braucht, schlägt ab der nächsten Verwendung fehl.',
      gone: 'Jemand anderes hat es schon gelöscht.',
      ambiguousName:
        'Mehrere Secrets haben diesen Namen: Welches gemeint ist, ist unklar; es kann hier daher weder ersetzt noch gelöscht werden.',
      typeName: 'Geben Sie den Namen ein, um es zu löschen',
      typeNameHint: 'Der Name enthält unsichtbare Zeichen: Kopieren Sie ihn von oben, und fügen Sie ihn hier ein.',
      deleted: (name) => `${name} gelöscht.`,
      storedMeanwhile: 'Ein Secret dieses Namens wurde inzwischen gespeichert.',
      refused: (reason) => `Vom Gateway verweigert: ${reason}`,
      unclear: (reason) => `Ob es geschehen ist, ist ungewiss: ${reason}`,
    },
    'security-events': {
      label: 'Sicherheitsereignisse',
      what: 'Sicherheitsereignisse',
      columns: { time: 'Zeit', agent: 'Agent', action: 'Aktion', risk: 'Risiko', user: 'Benutzer' },
      keys: rowKeys,
      none: '—',
      pause: 'Anhalten',
      resume: 'Fortsetzen',
      waiting: (count) => `${f.count(count)} warten`,
      cut: (count) => f.plural(count, { one: '1 älteres entfernt', other: `${f.count(count)} ältere entfernt` }),
      fresh: (count) => `${f.count(count)} neu`,
      unfiltered: 'noch nicht gefiltert',
      count: ereignisse,
      shown: (shown, of) => `${f.count(shown)} von ${f.counted(of, { one: 'Ereignis', other: 'Ereignissen' })} gezeigt`,
      forgotten: (count) => `${f.count(count)} ältere nicht mehr gehalten`,
      readOlder: 'Ältere Ereignisse laden',
      readingOlder: 'Ältere Ereignisse werden geladen…',
      older: (count, status) => {
        const read = `${f.count(count)} ältere geladen`;
        if (status === 'none') return `${read}: Das Gateway hat keine weiteren.`;
        return status === 'full' ? `${read}: kein Platz für mehr.` : read;
      },
      olderFailed: (reason) => `Ältere Ereignisse konnten nicht geladen werden: ${reason}`,
      empty: 'Noch keine Sicherheitsereignisse.',
      emptySince: (since) => `Keine Sicherheitsereignisse seit ${f.since(since)}.`,
      emptyHint: 'Ereignisse erscheinen hier, sobald das Gateway sie meldet.',
      onlyRoutine: 'Alle Ereignisse bisher sind Routine und eingeklappt: siehe oben.',
      noMatch: 'Kein Ereignis passt zum Filter.',
      noMatchHint: (of) => `${ereignisse(of)} ${f.plural(of, { one: 'ist', other: 'sind' })} durch ihn verborgen.`,
      about: 'Über dieses Protokoll',
      seenSince: (since) => `Von dieser Seite gesehen seit ${f.since(since)}.`,
      routineFolded: 'Routine, eingeklappt:',
      routineShown: 'Routine, gezeigt:',
      times: (count) => `×${f.count(count)}`,
      otherRoutine: (count) => `andere ×${f.count(count)}`,
      showRoutine: 'Zeigen',
      foldRoutine: 'Einklappen',
      ofRoutine: 'Routine-Ereignisse',
      filter: 'Filter',
      filters: 'Filter',
      risk: 'Risiko',
      anyRisk: 'Alle',
      atLeast: {
        low: 'Niedrig oder höher',
        medium: 'Mittel oder höher',
        high: 'Hoch oder höher',
        critical: 'Kritisch',
      },
      agent: 'Agent',
      agentHint: 'Teil des Namens',
      text: 'Suche',
      textHint: 'jede Spalte, Typ, Trace oder Sitzung',
      clear: 'Filter löschen',
      clockOff: 'Uhr falsch',
      misdated: (isImpossible, arrived) =>
        `${isImpossible ? 'Seine Zeit kann nicht stimmen' : 'Seine Uhr geht falsch: Dieses Datum liegt vor der Zeit des Gateways'}. Es kam um ${f.moment(arrived)} und wird dort gezeigt.`,
      reusedId: 'ID wiederverwendet',
      reused:
        'Ein anderes Ereignis hat dieselbe ID mit anderem Inhalt: Beide werden gezeigt. Vielleicht hat das Gateway seine Nummerierung neu begonnen.',
      gap: ({ from, to, state }) => {
        const span = `Keine Daten ${f.moment(from)}–${f.moment(to)}`;
        if (state.status === 'reading') return `${span}, Fehlendes wird gelesen…`;
        if (state.status === 'unknown') return `${span}, unbekannt, was fehlt`;
        const routine = state.routine > 0 ? ` und ${f.count(state.routine)} Routine` : '';
        const backfilled = `${span}, ${f.count(state.backfilled)}${routine} nachgetragen`;
        return state.complete ? backfilled : `${backfilled}, unbekannt, wie viele noch`;
      },
      details: 'Details',
      panel: 'Details des Ereignisses',
      close: 'Schließen',
      copyJson: 'JSON kopieren',
      copied: 'Kopiert',
      notCopied: copyRefused,
      fields: {
        timestamp: 'Zeit',
        agentId: 'Agent',
        action: 'Aktion',
        risk: 'Risiko',
        user: 'Benutzer',
        type: 'Typ',
        outcome: 'Ergebnis',
        message: 'Nachricht',
        traceId: 'Trace',
        sessionKey: 'Sitzung',
        routine: 'Routine',
        id: 'ID',
        details: 'Details',
      },
    },
    'token-manager': {
      what: 'API-Token',
      arrived: (count) => `${f.count(count)} neu`,
      arrivedTitle: 'Neue Token zeigen',
      table: 'API-Token',
      inactiveTable: 'Widerrufene und abgelaufene API-Token',
      inactive: (count) => `Widerrufen und abgelaufen (${f.count(count)})`,
      empty: 'Kein API-Token gilt.',
      emptyHint:
        'Ein Token lässt ein Programm oder einen Menschen dieses Gateway verwenden. Erstellen Sie unten eines.',
      emptyReadOnly: 'Ein Token lässt ein Programm oder einen Menschen dieses Gateway verwenden.',
      name: 'Name',
      id: 'ID',
      scopes: 'Scopes',
      created: 'Erstellt',
      lastUsed: 'Zuletzt verwendet',
      expires: 'Läuft ab',
      ended: 'Beendet',
      actions: 'Aktionen',
      noScopes: 'keine',
      notSaid: 'nicht gemeldet',
      notKnown: 'nicht bekannt',
      neverUsed: 'noch nicht',
      neverExpires: 'nie',
      revokedAt: 'Widerrufen',
      expiredAt: 'Abgelaufen',
      startsWith: 'Das Geheimnis beginnt mit',
      current: 'in dieser Sitzung verwendet',
      waits: (position, count, until, reason) =>
        `Wartet, ${f.count(position)} von ${f.count(count)}` +
        `${until === undefined ? '' : `, spätestens bis ${f.moment(until)}`}: ${reason}`,
      nameDeceives: 'Dieser Name ist nicht, was er scheint:',
      form: 'Token erstellen',
      scopesOf: {
        rpc: 'Methoden aufrufen: lesen, was dieses Dashboard zeigt.',
        ws: 'Den Live-Strom der Ereignisse empfangen.',
        admin: 'Verwalten: über Genehmigungen entscheiden, Token erstellen und widerrufen. Enthält weder rpc noch ws.',
      },
      adminWarning: 'Wer ein Token mit admin hat, kann genehmigen, worum Agenten bitten, und weitere Token ausgeben.',
      noExpiry: 'Token dieses Gateways laufen nicht ab: Dieses gilt, bis es widerrufen wird.',
      generate: 'Erzeugen',
      generating: 'Wird erstellt…',
      needsBoth: 'Braucht einen Namen und einen Scope.',
      needsName: 'Braucht einen Namen.',
      needsScope: 'Braucht einen Scope.',
      nameEndsInSpace: 'Der Name beginnt oder endet mit einem Leerzeichen: Entfernen Sie es.',
      nameBroken:
        'Der Name enthält ein halbes Zeichen (ein einzelnes Surrogat), das nicht gesendet werden kann: Entfernen Sie es.',
      losses: (count) =>
        f.plural(count, {
          one: 'Ein Token funktioniert danach nicht mehr:',
          other: `${f.count(count)} Token funktionieren danach nicht mehr:`,
        }),
      lossPhrase: (count) => `${count} Token beenden`,
      typePhrase: (phrase) => `Geben Sie „${phrase}“ ein, um fortzufahren:`,
      ambiguousId:
        'Mehrere Token haben diese ID: Welches gemeint ist, ist unklar; es kann hier daher weder rotiert noch widerrufen werden.',
      needsPhrase: 'Braucht die eingegebenen Worte.',
      notConnected: 'Nicht mit dem Gateway verbunden.',
      newToken: 'Neues Token',
      copyNow:
        'Kopieren Sie das Geheimnis jetzt. Es wird nur dieses eine Mal gezeigt: Geht es verloren, erstellen Sie ein neues Token.',
      secret: 'Geheimnis',
      copy: 'Kopieren',
      copySecret: 'Geheimnis kopieren',
      copyLine: 'Zeile kopieren',
      copied: 'Kopiert',
      copiedSecret: 'Geheimnis kopiert',
      copiedLine: 'Zeile kopiert',
      copyByHand:
        'Diese Seite darf die Zwischenablage nicht verwenden. Der Text ist markiert: Drücken Sie Strg+C (⌘C auf dem Mac), um ihn zu kopieren.',
      secretGone:
        'Ein Token wurde erstellt, und sein Geheimnis ist verloren: Die Seite wurde vor „Fertig“ verlassen. Hat es niemand kopiert, widerrufen Sie das Token:',
      secretsMayBeGone:
        'Diese Token wurden erstellt, kurz bevor diese Seite neu geladen wurde, und niemand hat sie bisher verwendet. Haben Sie ' +
        'die Seite verlassen, bevor ein Geheimnis kopiert war, kann es nicht wieder gezeigt werden: Widerrufen Sie das Token.',
      moreUnused: (count, minutes) =>
        `Und ${f.count(count)} weitere aus den ${f.count(minutes)} Minuten davor: siehe die Liste.`,
      keepIt: 'Es wurde kopiert',
      oldId: 'Alte ID',
      newId: 'Neue ID',
      environment: 'Umgebung',
      notYetWorking:
        'Das Token funktioniert noch nicht: Setzen Sie diese Zeile in die Umgebung des Gateways. Es funktioniert, sobald das ' +
        'Gateway damit neu gestartet wurde.',
      notCopied:
        'Noch nicht kopiert. Drücken Sie „Kopieren“, oder „Fertig“, wenn Sie das Geheimnis anders aufbewahrt haben.',
      done: 'Fertig',
      cancel: 'Abbrechen',
      close: 'Schließen',
      revoke: 'Widerrufen',
      revoking: 'Wird widerrufen…',
      revokeTitle: 'Token widerrufen',
      revokeEffect:
        'Das Gateway wird gebeten, alles abzuweisen, was dieses Token verwendet. Das kann nicht rückgängig gemacht werden.',
      revokeCurrent: 'Dieses Token wird in dieser Sitzung verwendet: Sie werden abgemeldet.',
      rotate: 'Rotieren',
      rotating: 'Wird rotiert…',
      rotateTitle: 'Token rotieren',
      rotateEffect:
        'Das Gateway wird gebeten, das Geheimnis zu ersetzen: Ein neues mit denselben Scopes wird erstellt, und das alte funktioniert nicht mehr.',
      rotateCurrent:
        'Dieses Token wird in dieser Sitzung verwendet: Sie werden abgemeldet und brauchen das neue Geheimnis, um sich wieder anzumelden.',
      currentUnknown:
        'Dieses Gateway sagt nicht, welches Token in dieser Sitzung verwendet wird. Ist es dieses, werden Sie abgemeldet.',
      refused: (reason) => `Vom Gateway verweigert: ${reason}`,
      unclear: (reason) => `Ob es geschehen ist, ist ungewiss: ${reason}`,
      at: f.dateMinute,
    },
    'security-dashboard': {
      label: 'Sicherheit',
      tabs: {
        events: 'Sicherheitsereignisse',
        audit: 'Audit-Log',
        tokens: 'API-Token',
        secrets: 'Secrets',
        rules: 'Genehmigungsregeln',
        pending: 'Ausstehende Genehmigungen',
        health: 'Zustand der Anbieter',
      },
      related: 'Verwandte Seiten',
      documentation: 'Sicherheitsdokumentation',
      configEditor: 'Konfigurationseditor',
      count: (waiting) => `(${f.count(waiting)})`,
      waiting: (waiting) => `${f.count(waiting)} ausstehend`,
      announced: (waiting) =>
        f.plural(waiting, {
          one: '1 Genehmigung steht aus',
          other: `${f.count(waiting)} Genehmigungen stehen aus`,
        }),
    },
    'pending-approvals': { queue: 'Ausstehende Anfragen', history: 'Verlauf' },
  };
};

registerLocale('de', de);
