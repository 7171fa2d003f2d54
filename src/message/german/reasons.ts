/** German: why something was posted or not. Our own words for it, the platforms' for what we have no word for. */
import { isErrorCode } from '../../errors.ts'
import type { Formats } from '../formats.ts'
import { errorText } from './errors.ts'

const decisions: Readonly<Record<string, string>> = {
  baseline: 'die erste Prüfung wurde gemeldet',
  opened: 'gemeldet, weil Plätze ungenutzt sind',
  more: 'gemeldet, weil mehr Plätze ungenutzt sind',
  fewer: 'die Nachricht wurde aktualisiert, weil weniger ungenutzt sind',
  back: 'die Nachricht wurde aktualisiert, weil einige wieder ungenutzt sind',
  confirmed: 'die Nachricht wurde aktualisiert, weil Änderungen geprüft sind',
  repeat: 'erneut gemeldet, weil es noch so ist',
  resolved: 'erledigt, weil keiner mehr ungenutzt ist',
  off: 'stumm, weil abgeschaltet',
  'no-data': 'stumm, weil es keine Daten gab',
  'below-threshold': 'stumm, weil zu wenige ungenutzt sind',
  snoozed: 'stumm, weil stummgeschaltet',
  'in-digest': 'stumm, weil der heutige Bericht die Zahl nennt',
  'said-today': 'stumm, weil heute schon gemeldet',
  'few-more': 'stumm, weil seit der letzten Meldung nur wenige hinzugekommen sind',
  'nothing-new': 'stumm, weil es nichts Neues gibt',
}

const reasons: Readonly<Record<string, string>> = {
  'too late': 'der Bot lief nicht rechtzeitig',
  'clock was ahead': 'die Uhr ging vor',
  'held up': 'der Bot wurde aufgehalten',
  'no connection': 'der Chat war nicht zu erreichen',
  'no answer': 'der Chat hat nicht geantwortet',
  posting: 'der Chat hat nicht geantwortet',
  'rate-limited': 'der Bot muss warten, bevor er wieder fragen oder posten darf',
  'may or may not have been posted': 'der Chat hat es nicht bestätigt',
  'found in the chat': 'im Chat gefunden',
  dropped: 'jemand hat den Bericht verworfen',
  'subscription-gone': 'das Abo wurde beendet',
  'not-told-here': 'wer dort liest, darf es nicht sehen',
  stranger: 'diese Person gehört nicht zu dieser Firma',
  not_in_channel: 'der Bot ist nicht Mitglied des Kanals',
  channel_not_found: 'den Kanal gibt es nicht mehr, oder der Bot ist nicht darin',
  is_archived: 'der Kanal ist archiviert',
  account_inactive: 'die App wurde deinstalliert',
  token_revoked: 'die App wurde deinstalliert',
  access_denied: 'Slack lässt den Bot dort nicht hinein',
  enterprise_is_restricted: 'Slack lässt den Bot dort nicht hinein',
  is_inactive: 'der Kanal wird nicht mehr verwendet',
  cannot_dm_bot: 'einem Bot kann nicht geschrieben werden',
  messages_tab_disabled: 'die App nimmt keine Direktnachrichten an: ihren Reiter „Nachrichten“ einschalten',
  no_permission: 'der Bot darf dort nicht posten',
  restricted_action: 'wer dort posten darf, ist eingeschränkt, und der Bot gehört nicht dazu',
  restricted_action_non_threadable_channel: 'wer dort posten darf, ist eingeschränkt, und der Bot gehört nicht dazu',
  restricted_action_read_only_channel: 'der Kanal ist nur zum Lesen',
  restricted_action_thread_only_channel: 'der Kanal nimmt nur Antworten in Threads an',
  team_not_found: 'den Workspace gibt es nicht mehr',
  user_disabled: 'das Konto dieser Person ist geschlossen',
  user_not_found: 'diese Person gibt es nicht mehr',
  user_not_visible: 'diese Person ist für den Bot nicht sichtbar',
  accesslimited: 'Slack ist für das Netz gesperrt, in dem der Bot läuft',
  ekm_access_denied: 'die Admins des Workspace haben das Posten ausgesetzt',
  external_channel_migrating: 'Slack zieht den Kanal um',
  invalid_auth: 'Slack weist das Token des Bots ab',
  not_authed: 'Slack weist das Token des Bots ab',
  not_allowed_token_type: 'Slack weist das Token des Bots ab',
  token_expired: 'das Token des Bots ist abgelaufen',
  message_limit_exceeded: 'der Workspace hat seine Grenze an Nachrichten erreicht',
  missing_scope: 'der App fehlt eine Berechtigung: sie aus ihrem Manifest neu installieren',
  org_login_required: 'Slack zieht den Workspace um',
  team_added_to_org: 'Slack zieht den Workspace um',
  team_access_not_granted: 'der App ist der Zugang zum Workspace nicht gewährt',
  two_factor_setup_required: 'Slack verlangt, dass ein zweiter Faktor eingerichtet wird',
  ratelimited: 'der Chat nahm im Moment keine weiteren Nachrichten an',
  rate_limited: 'der Chat nahm im Moment keine weiteren Nachrichten an',
  request_timeout: 'die Nachricht kam nicht vollständig bei Slack an',
  fatal_error: 'Slack hatte selbst eine Störung',
  internal_error: 'Slack hatte selbst eine Störung',
  service_unavailable: 'Slack hatte selbst eine Störung',
  'no such conversation': 'der Bot kennt die Unterhaltung nicht',
  blocked: 'der Bot wurde entfernt oder blockiert',
  removed: 'der Bot wurde entfernt',
  'disabled by an admin': 'ein Teams-Admin hat den Bot deaktiviert',
  'conversation not found': 'die Unterhaltung gibt es nicht mehr',
  'not installed for this person': 'die App ist für diese Person nicht installiert',
  'the message is gone': 'die Nachricht wurde gelöscht',
  'Teams refuses the token': 'Teams weist das Token des Bots ab',
  'Microsoft refuses the app password': 'Microsoft weist das App-Passwort ab: ein neues Client-Secret anlegen',
}

/** What was decided about an alert, and why. */
export function decisionText(reason: string): string {
  return decisions[reason] ?? reason
}

/** Why a delivery is in its state. */
export function reasonText(reason: string, f: Formats): string {
  const known = reasons[reason]
  if (known) return known
  return isErrorCode(reason) ? errorText(reason, {}, f).title : reason.replaceAll('_', ' ')
}
