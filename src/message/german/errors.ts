/** German: what is wrong, and what to do about it. */
import type { ErrorCode, ErrorDetails } from '../../errors.ts'
import type { ErrorText } from '../error-text.ts'
import type { Formats } from '../formats.ts'
import { quoted } from './basics.ts'
import { ownFaultText } from './own-faults.ts'
import { badScheduleText } from './schedule-mistakes.ts'
import { tabnineFaultText } from './tabnine-faults.ts'

export function errorText(code: ErrorCode, details: ErrorDetails, f: Formats): ErrorText {
  const subject = quoted(details.subject ?? '')
  const has = (details.suggestions ?? []).length > 0
  switch (code) {
    case 'unknown-command':
      return {
        title: `${subject} kenne ich nicht`,
        todo: has ? 'Vielleicht hilft eines davon.' : 'Alle Befehle stehen in der Hilfe.',
      }
    case 'bad-arguments':
      return {
        title: details.subject ? `${subject} verstehe ich hier nicht` : 'Da fehlt etwas',
        todo: 'Die Beispiele zeigen, wie es geht.',
      }
    case 'line-too-long':
      return { title: 'Das ist zu lang', todo: 'Bitte mit weniger als 1.000 Zeichen fragen.' }
    case 'bad-period':
      return {
        title: `${subject} ist kein Datum, das ich kenne`,
        todo: 'Zum Beispiel „letzte Woche“, „KW 47“, „2026-09“ oder „1. Sep bis 14. Sep“ schreiben.',
      }
    case 'period-in-future':
      return {
        title: `${subject} liegt in der Zukunft`,
        todo: 'Tage bis heute gehen. Ein Tag beginnt um Mitternacht UTC.',
      }
    case 'period-backwards':
      return { title: `${subject} endet vor dem Anfang`, todo: 'Den früheren Tag zuerst schreiben.' }
    case 'period-too-long':
      return { title: `${subject} ist länger als zwei Jahre`, todo: 'Einen kürzeren Zeitraum wählen.' }
    case 'bad-schedule':
      return badScheduleText(subject, details.problem)
    case 'unknown-team':
      return {
        title: `Kein Team heißt ${subject}`,
        todo: has ? 'Ein Team auswählen.' : 'Die Schreibweise prüfen oder ein Team aus der Liste wählen.',
      }
    case 'ambiguous-team':
      return { title: `Welches Team: ${subject}?`, todo: 'Mehrere Teams passen.' }
    case 'unknown-person':
      return {
        title: `Niemand passt zu ${subject}`,
        todo: 'Die Schreibweise der E-Mail-Adresse prüfen. Wer noch nicht beigetreten ist, lässt sich nicht finden.',
      }
    case 'subscription-gone':
      return { title: 'Diesen Bericht gibt es nicht mehr', todo: 'Jemand hat ihn abbestellt.' }
    case 'unknown-subscription':
      return {
        title: `Hier gibt es keinen Bericht ${subject}`,
        todo: 'Ein Bericht wird dort geändert, wo er gepostet wird.',
      }
    case 'nothing-to-change':
      return {
        title: 'Nichts zu ändern',
        todo: 'Teams, einen Zeitpunkt oder beides nennen. Was nicht genannt ist, bleibt, wie es ist.',
      }
    case 'bad-number':
      return details.subject
        ? { title: `${subject} ist nicht die Nummer eines Berichts oder einer Meldung`, todo: 'Die Nummer nachsehen.' }
        : { title: 'Welcher Bericht oder welche Meldung?', todo: 'Die Nummer nachsehen und dazuschreiben.' }
    case 'too-many-teams':
      return { title: 'Höchstens 20 Teams', todo: 'Oder mit „alle“ die ganze Organisation nehmen.' }
    case 'not-a-member':
      return {
        title: 'Ich bin noch nicht in diesem Kanal',
        todo: details.subject
          ? `${subject} schreiben und noch einmal fragen.`
          : 'Mich einladen und noch einmal fragen.',
      }
    case 'unknown-alert':
      return {
        title: `Hier gibt es keine Meldung ${subject}`,
        todo: 'Eine Meldung wird dort geändert, wo sie gepostet wird.',
      }
    case 'not-checked':
      return {
        title: 'Ich habe die Plätze noch nicht geprüft',
        todo: 'Das geschieht einmal am Tag. Bitte morgen noch einmal fragen.',
      }
    case 'unknown-budget':
      return {
        title: `Hier gibt es kein offenes Budget ${subject}`,
        todo: 'Ein Budget wird dort stummgeschaltet, wo es gepostet wird.',
      }
    case 'nothing-open':
      return { title: 'Diese Meldung hat keine ungenutzten Plätze', todo: 'Es ist nichts zu tun.' }
    case 'unknown-reminder':
      return {
        title: 'Diese Erinnerung ist abgeschlossen',
        todo: 'Fragen zum eigenen Platz beantwortet ein Tabnine-Admin.',
      }
    case 'not-excluded':
      return { title: `${subject} ist nicht ausgenommen`, todo: 'Es gibt nichts rückgängig zu machen.' }
    case 'excluded-by-settings':
      return {
        title: `${subject} ist in den Einstellungen ausgenommen`,
        todo: 'Das lässt sich nicht im Chat ändern. Bitte den Bot-Admin fragen.',
        forAdmins: 'Das lässt sich nicht im Chat ändern. Den Eintrag aus der Datei nehmen, die CONFIG_FILE nennt.',
      }
    case 'set-in-file':
      return {
        title: 'Das steht in den Einstellungen des Bots',
        todo: 'Es lässt sich nicht im Chat ändern. Bitte den Bot-Admin fragen.',
        forAdmins: 'Es lässt sich nicht im Chat ändern. Es in der Datei ändern, die CONFIG_FILE nennt.',
      }
    case 'exclusion-over':
      return { title: `Es gibt keine Ausnahme ${subject}`, todo: 'Sie ist vorbei, oder jemand hat sie beendet.' }
    case 'nothing-to-settle':
      return { title: 'Nichts zu klären', todo: 'Jede Zustellung dieses Berichts ist bestätigt.' }
    case 'no-conversation':
      return {
        title: 'Hier kann ich nichts posten',
        todo: 'Bitte in dem Kanal oder Chat fragen, in dem es erscheinen soll.',
      }
    case 'no-audience':
      return {
        title: 'Hier ist niemand zum Teilen',
        todo: 'Bitte in dem Kanal oder Chat fragen, in dem andere es lesen sollen.',
      }
    case 'acting-off':
      return {
        title: 'Ich kann Plätze in Tabnine nicht ändern',
        todo: 'Das ist ausgeschaltet. Bitte den Bot-Admin fragen.',
        forAdmins: 'Das ist ausgeschaltet. ACTIONS und TABNINE_ACTION_TOKEN schalten es ein.',
      }
    case 'preview-gone':
      return {
        title: 'Diese Vorschau gehört nicht dir',
        todo: 'Es hat sich nichts geändert. Bitte erst eine eigene Vorschau öffnen.',
      }
    case 'preview-used':
      return { title: 'Das hast du schon bestätigt', todo: 'Mehr hat sich nicht geändert.' }
    case 'preview-expired':
      return {
        title: 'Diese Vorschau ist älter als 10 Minuten',
        todo: 'Es hat sich nichts geändert. Bitte noch einmal öffnen.',
      }
    case 'no-database':
      return { title: 'Geht nur in Slack oder Teams', todo: 'Der Befehl braucht den laufenden Bot.' }
    case 'unknown-self':
      return {
        title: 'Ich finde dein Tabnine-Konto nicht',
        todo: details.scope
          ? `Ich suche nach der E-Mail-Adresse, und deine sehe ich nicht. ${scopeMissing(details.scope)}`
          : 'Ich suche nach der E-Mail-Adresse. Ist sie hier und in Tabnine dieselbe?',
      }
    case 'not-told-here':
      return {
        title: 'Hier nicht verfügbar',
        todo: 'Bitte in einer Direktnachricht fragen oder einen Bot-Admin um Zugriff bitten.',
      }
    case 'not-your-role':
      return {
        title: 'Was hier gepostet wird, kannst du nicht ändern',
        todo: 'Ein Bot-Admin kann es tun oder dir Zugriff geben.',
      }
    case 'not-allowed':
      return { title: 'Nur Admins sehen die Nutzung anderer', todo: 'Deine eigene siehst du immer.' }
    case 'admins-only':
      return { title: 'Das können nur Admins', todo: 'Bitte einen Bot-Admin fragen.' }
    case 'names-hidden':
      return {
        title: 'Ich kann nicht zeigen, um wessen Plätze es geht',
        todo: 'Die Einstellungen verbergen Namen auch vor Admins, und ungesehen ändert niemand Plätze.',
      }
    case 'role-unchecked':
      return {
        title: 'Ich kann deine Rolle gerade nicht aus Tabnine lesen',
        todo: 'Bis dahin hast du die Rechte aller. Bitte in ein paar Minuten noch einmal versuchen.',
      }
    case 'unverified':
      return {
        title: 'Ich kann dein Konto gerade nicht prüfen',
        todo: details.scope ? scopeMissing(details.scope) : 'Bitte in einer Minute noch einmal fragen.',
      }
    case 'stranger':
      return {
        title: 'Ich antworte nur Menschen in dieser Firma',
        todo: 'Bitte dort jemanden fragen oder den Bot der eigenen Firma nutzen.',
      }
    case 'bad-token':
    case 'wrong-organization':
    case 'forbidden':
    case 'not-found':
    case 'rate-limited':
    case 'upstream-failed':
    case 'upstream-timeout':
    case 'unreachable':
    case 'refused-request':
    case 'contract':
      return tabnineFaultText(code, details, f)
    default:
      return ownFaultText(code)
  }
}

function scopeMissing(scope: string): string {
  return `Ein Bot-Admin muss die Berechtigung ${scope} in Slack ergänzen und die App neu installieren.`
}
