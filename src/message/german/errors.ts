/** German: what went wrong, and what to do about it, one sentence each. */
import type { ErrorCode, ErrorDetails } from '../../errors.ts'
import type { Formats } from '../formats.ts'
import { quoted } from './basics.ts'
import { ownFaultText } from './own-faults.ts'
import { badScheduleText } from './schedule-mistakes.ts'

export function errorText(code: ErrorCode, details: ErrorDetails, f: Formats): { happened: string; todo: string } {
  const subject = quoted(details.subject ?? '')
  const wait =
    details.retryAfter === undefined
      ? 'Ein paar Minuten warten und noch einmal fragen.'
      : `In ${waitFor(details.retryAfter, f)} noch einmal fragen.`
  switch (code) {
    case 'bad-token':
      return {
        happened: 'Tabnine hat das Zugangstoken des Bots abgewiesen.',
        todo: 'Ein Admin kann in Tabnine unter Settings, Access Tokens ein neues anlegen und als TABNINE_TOKEN setzen.',
      }
    case 'wrong-organization':
      return {
        happened: 'Das Zugangstoken funktioniert, gehört aber nicht zu der Organisation, nach der gefragt wurde.',
        todo: 'Ein Admin kann TABNINE_ORGANIZATION_ID berichtigen oder entfernen.',
      }
    case 'forbidden':
      if (details.vendorCode !== undefined)
        return {
          happened: `Tabnine lehnt das mit dem Code ${details.vendorCode} ab.`,
          todo: 'Ein Admin kann in Tabnine prüfen, ob die Lizenz das umfasst.',
        }
      return {
        happened: 'Mit dem Zugangstoken des Bots lässt Tabnine dies nicht lesen.',
        todo: 'Das Token muss jemand mit der Rolle Admin angelegt haben; ein Admin kann TABNINE_TOKEN ersetzen.',
      }
    case 'not-found':
      return {
        happened: 'Tabnine kennt nicht, wonach gefragt wurde; vielleicht wurde es inzwischen entfernt.',
        todo: 'Mit „teams“ nachsehen, was es gibt, und prüfen, ob TABNINE_URL die richtige Adresse ist.',
      }
    case 'rate-limited':
      return { happened: 'Tabnine wird im Moment zu oft gefragt.', todo: wait }
    case 'upstream-failed':
      return { happened: 'Der Server von Tabnine hat im Moment selbst eine Störung.', todo: wait }
    case 'upstream-timeout':
      return { happened: 'Der Server von Tabnine hat nicht rechtzeitig geantwortet.', todo: wait }
    case 'unreachable':
      return {
        happened: 'Der Server von Tabnine ist nicht zu erreichen oder hat mitten in der Antwort abgebrochen.',
        todo: 'In ein paar Minuten noch einmal fragen; bleibt es so, kann ein Admin TABNINE_URL und das Netz prüfen.',
      }
    case 'refused-request':
      return {
        happened: 'Tabnine hat die Frage in der Form abgelehnt, in der der Bot sie gestellt hat.',
        todo: 'Einen anderen Zeitraum versuchen; bleibt es so, die Referenz an den Betrieb des Bots geben.',
      }
    case 'contract':
      return {
        happened: 'Der Server von Tabnine hat in einer Form geantwortet, die der Bot nicht versteht.',
        todo: 'Der Betrieb des Bots kann prüfen, ob TABNINE_URL zu Tabnine führt und nicht zu einer Anmeldeseite, oder nach einer neueren Fassung des Bots sehen.',
      }
    case 'unknown-command':
      return {
        happened: `Es gibt keinen Befehl ${subject}.`,
        todo: 'Was gefragt werden kann, steht unter „help“.',
      }
    case 'bad-arguments':
      return {
        happened: details.subject ? `Ich verstehe ${subject} an dieser Stelle nicht.` : 'In dieser Zeile fehlt etwas.',
        todo: details.command
          ? `Wie gefragt wird, steht unter „help ${details.command}“.`
          : 'Wie gefragt wird, steht unter „help“.',
      }
    case 'line-too-long':
      return {
        happened: 'Diese Zeile ist zu lang für eine Frage.',
        todo: 'Mit weniger als 1.000 Zeichen fragen; siehe „help“.',
      }
    case 'bad-period':
      return {
        happened: `${subject} ist kein Zeitraum, den ein Kalender hat.`,
        todo: 'Zum Beispiel „letzte Woche“, „KW 47“, „2026-09“ oder „1. Sep bis 14. Sep“ schreiben.',
      }
    case 'period-in-future':
      return {
        happened: `${subject} hat in UTC, worin die Usage API ihre Tage zählt, noch nicht begonnen.`,
        todo: 'Nach Tagen bis heute fragen.',
      }
    case 'period-backwards':
      return { happened: `${subject} endet vor dem Anfang.`, todo: 'Den früheren Tag zuerst schreiben.' }
    case 'period-too-long':
      return { happened: `${subject} ist länger als zwei Jahre.`, todo: 'Nach einem kürzeren Zeitraum fragen.' }
    case 'bad-schedule':
      return badScheduleText(subject, details.problem)
    case 'unknown-team':
      return { happened: `Kein Team heißt ${subject}.`, todo: 'Alle Teams stehen unter „teams“.' }
    case 'ambiguous-team':
      return {
        happened: `Mehr als ein Team passt zu ${subject}.`,
        todo: 'Mit dem ganzen Namen oder der ID des Teams fragen.',
      }
    case 'unknown-person':
      return {
        happened: `Niemand in der Organisation ist ${subject}.`,
        todo: 'Die Schreibweise der E-Mail-Adresse prüfen; wer eingeladen, aber noch nicht beigetreten ist, ist noch nicht bekannt.',
      }
    case 'subscription-gone':
      return {
        happened: 'Dieses Abo wurde beendet.',
        todo: 'Die Abos dieser Unterhaltung stehen unter „subscriptions“.',
      }
    case 'unknown-subscription':
      return {
        happened: `In dieser Unterhaltung gibt es kein Abo ${subject}.`,
        todo: 'Die Abos dieser Unterhaltung stehen unter „subscriptions“; andere werden dort verwaltet, wo sie gepostet werden.',
      }
    case 'nothing-to-change':
      return {
        happened: 'In dieser Zeile fehlt, was sich ändern soll.',
        todo: 'Teams nennen, oder wann, oder beides; was nicht genannt ist, bleibt, wie es ist.',
      }
    case 'bad-number':
      return {
        happened: details.subject
          ? `${subject} ist nicht die Nummer eines Abos oder einer Meldung.`
          : 'In dieser Zeile fehlt die Nummer eines Abos oder einer Meldung.',
        todo: 'Die Nummern stehen unter „subscriptions“ und „alerts“.',
      }
    case 'too-many-teams':
      return {
        happened: 'Ein Bericht handelt von höchstens 20 Teams.',
        todo: 'Weniger auf einmal nennen, oder mit „all“ die ganze Organisation.',
      }
    case 'not-a-member':
      return {
        happened: 'Ich bin nicht in diesem Kanal, deshalb kann hier nichts gepostet werden.',
        todo: details.subject
          ? `Mich mit ${subject} einladen und dann noch einmal fragen.`
          : 'Mich einladen und dann noch einmal fragen.',
      }
    case 'unknown-alert':
      return {
        happened: `In dieser Unterhaltung gibt es keine Meldung ${subject}.`,
        todo: 'Welche es gibt, steht unter „alerts“.',
      }
    case 'nothing-open':
      return {
        happened: 'Bei dieser Meldung ist nichts offen.',
        todo: 'Es ist nichts zu tun; sie steht unter „alerts“.',
      }
    case 'unknown-reminder':
      return {
        happened: 'Diese Frage ist nicht mehr offen.',
        todo: 'Wer etwas zum eigenen Platz sagen möchte, kann einen Admin von Tabnine fragen.',
      }
    case 'not-excluded':
      return {
        happened: `${subject} ist nicht ausgenommen; zurückzunehmen gibt es nichts.`,
        todo: 'Wer es ist, steht unter „exclude“; warum jemand nicht gemeldet wird, sagt „why“.',
      }
    case 'excluded-by-settings':
      return {
        happened: `${subject} ist in der Konfigurationsdatei des Bots ausgenommen, und die wird nicht im Chat geändert.`,
        todo: 'Wer den Bot betreibt, kann den Eintrag aus der Datei nehmen, die CONFIG_FILE nennt.',
      }
    case 'set-in-file':
      return {
        happened: 'Das steht in der Konfigurationsdatei des Bots und wird nicht im Chat geändert.',
        todo: 'Ein Admin des Bots kann es in der Datei ändern, die CONFIG_FILE nennt.',
      }
    case 'exclusion-over':
      return {
        happened: `Die Ausnahme ${subject} gibt es nicht mehr: Sie ist vorbei oder wurde zurückgenommen.`,
        todo: 'Welche es gibt, steht unter „exclude“.',
      }
    case 'not-checked':
      return {
        happened: 'Die Plätze wurden noch nicht geprüft; das geschieht einmal am Tag.',
        todo: 'Morgen noch einmal fragen.',
      }
    case 'nothing-to-settle':
      return { happened: 'An diesem Abo ist nichts unklar.', todo: 'Was daraus wurde, steht unter „history“.' }
    case 'no-conversation':
      return {
        happened: 'Hier kann nichts gepostet werden.',
        todo: 'In dem Kanal oder Chat fragen, in dem der Bericht gewünscht ist.',
      }
    case 'no-audience':
      return {
        happened: 'Hier ist niemand, mit dem etwas geteilt werden könnte.',
        todo: 'In dem Kanal oder Chat danach fragen, in dem es andere lesen sollen.',
      }
    case 'no-memory':
      return {
        happened: 'Das geht nur in Slack oder Teams.',
        todo: 'Der Befehl braucht den laufenden Bot.',
      }
    case 'unknown-self':
      return {
        happened: 'Welches Konto bei Tabnine das eigene ist, lässt sich nicht erkennen.',
        todo: details.scope
          ? `Es wird an der E-Mail-Adresse erkannt, und die ist für mich nicht zu sehen. ${scopeMissing(details.scope)}`
          : 'Es wird an der E-Mail-Adresse erkannt: Sie muss hier und in Tabnine dieselbe sein, und ich muss sie sehen dürfen.',
      }
    case 'not-told-here':
      return {
        happened: 'Das wird hier nicht oder nicht jedem gesagt.',
        todo: 'In einer Direktnachricht fragen; wer was sehen darf, weiß ein Admin des Bots.',
      }
    case 'not-your-role':
      return {
        happened:
          'Was hier gepostet wird, sehen und ändern nur jene, die in den Einstellungen des Bots dafür genannt sind.',
        todo: 'Ein Admin des Bots kann es tun oder die Rolle vergeben.',
      }
    case 'not-allowed':
      return {
        happened: 'Die Nutzung anderer wird nur Admins gezeigt.',
        todo: 'Die eigene steht unter „me“; nach anderen kann ein Admin des Bots fragen.',
      }
    case 'admins-only':
      return { happened: 'Das können nur Admins des Bots.', todo: 'Jemanden von ihnen darum bitten.' }
    case 'unverified':
      return {
        happened: 'Ob die Frage aus dieser Firma kommt, lässt sich gerade nicht prüfen.',
        todo: details.scope ? scopeMissing(details.scope) : 'In einer Minute noch einmal fragen.',
      }
    case 'stranger':
      return {
        happened: 'Antworten gibt es nur für Angehörige der Firma, die diesen Bot betreibt.',
        todo: 'Dort jemanden fragen oder den Bot der eigenen Firma.',
      }
    default:
      return ownFaultText(code)
  }
}

function waitFor(seconds: number, f: Formats): string {
  return seconds < 90
    ? f.plural(Math.max(1, seconds), { one: 'Sekunde', other: 'Sekunden' })
    : f.plural(Math.ceil(seconds / 60), { one: 'Minute', other: 'Minuten' })
}

/** What an admin does about a permission that the app does not have. */
function scopeMissing(scope: string): string {
  return `Der App fehlt in Slack die Berechtigung ${scope}: Ein Admin kann sie ergänzen und die App neu installieren.`
}
