/** German: what Tabnine refuses or gets wrong. */
import type { tabnineFaultText as english } from '../english/tabnine-faults.ts'
import type { Formats } from '../formats.ts'

export const tabnineFaultText: typeof english = (code, { retryAfter, vendorCode }, f) => {
  const wait =
    retryAfter === undefined
      ? 'Bitte in ein paar Minuten noch einmal versuchen.'
      : `Bitte in ${waitFor(retryAfter, f)} noch einmal versuchen.`
  switch (code) {
    case 'bad-token':
      return {
        title: 'Ich kann mich nicht bei Tabnine anmelden',
        todo: 'Der Bot-Admin muss das Zugriffstoken erneuern.',
        forAdmins: 'In Tabnine unter Settings > Access Tokens ein Token anlegen und als TABNINE_TOKEN setzen.',
      }
    case 'wrong-organization':
      return {
        title: 'Mein Zugriffstoken gehört zu einer anderen Organisation',
        todo: 'Der Bot-Admin muss die Einstellungen berichtigen.',
        forAdmins: 'TABNINE_ORGANIZATION_ID berichtigen oder entfernen.',
      }
    case 'forbidden':
      if (vendorCode !== undefined)
        return {
          title: 'Tabnine erlaubt das nicht',
          todo: 'Der Bot-Admin kann prüfen, ob die Lizenz es umfasst.',
          forAdmins: `Tabnine antwortet mit ${vendorCode}. In Tabnine prüfen, ob die Lizenz es umfasst.`,
        }
      return {
        title: 'Das darf ich in Tabnine nicht lesen',
        todo: 'Der Bot-Admin muss das Zugriffstoken ersetzen.',
        forAdmins: 'TABNINE_TOKEN durch ein Token ersetzen, das jemand mit der Rolle Admin angelegt hat.',
      }
    case 'not-found':
      return {
        title: 'In Tabnine nicht gefunden',
        todo: 'Vielleicht wurde es gelöscht.',
        forAdmins: 'Vielleicht wurde es gelöscht. Wenn gar nichts gefunden wird, TABNINE_URL prüfen.',
      }
    case 'rate-limited':
      return { title: 'Tabnine ist ausgelastet', todo: wait }
    case 'upstream-failed':
      return { title: 'Tabnine meldet einen internen Fehler', todo: wait }
    case 'upstream-timeout':
      return { title: 'Tabnine antwortet nicht', todo: wait }
    case 'unreachable':
      return {
        title: 'Ich erreiche Tabnine nicht',
        todo: 'Bitte in ein paar Minuten noch einmal versuchen.',
        forAdmins: 'In ein paar Minuten noch einmal versuchen. Hilft das nicht, TABNINE_URL und das Netz prüfen.',
      }
    case 'refused-request':
      return {
        title: 'Tabnine hat meine Anfrage nicht angenommen',
        todo: 'Einen anderen Zeitraum versuchen. Hilft das nicht, dem Bot-Admin die Referenz unten schicken.',
      }
    case 'contract':
      return {
        title: 'Unerwartete Antwort von Tabnine',
        todo: 'Es steht im Log. Bitte dem Bot-Admin die Referenz unten schicken.',
        forAdmins:
          'Prüfen, ob TABNINE_URL zu Tabnine führt und nicht zu einer Anmeldeseite, oder den Bot aktualisieren.',
      }
  }
}

function waitFor(seconds: number, f: Formats): string {
  return seconds < 90
    ? f.plural(Math.max(1, seconds), { one: 'Sekunde', other: 'Sekunden' })
    : f.plural(Math.ceil(seconds / 60), { one: 'Minute', other: 'Minuten' })
}
