/** What a free question is about, in English or German: words, and nothing cleverer. */
export type Goal = 'compare' | 'unused' | 'cost' | 'me' | 'digests' | 'alerts' | 'seats' | 'usage' | 'teams'

/** Ordered: what a question is about first is offered first. */
const goals: readonly (readonly [Goal, RegExp])[] = [
  ['compare', /\b(?:vs|versus|compar(?:e|ed|ing|ison)|vergleich\w*|gegenüber)\b/],
  [
    'unused',
    /\b(?:un(?:used|active|genutzt\w*|benutzt\w*)|in(?:active|aktiv\w*)|idle|wast\w+)\b|(?:\b(?:not|never|nobody|no one|nicht|nie|niemand|keiner)\b|n['’]t\b).*(?:\bus(?:e|es|ed|ing)\b|\bactive\b|\bjoin|\bstart|nutz|verwend|aktiv|angefangen)|(?:nutz|verwend).*\b(?:nicht|nie)\b/,
  ],
  [
    'cost',
    /\b(?:costs?|pric(?:e|es|ed|ing)|pay(?:ing)?|paid|spend(?:ing)?|spent|money|budget|expensive|bill(?:ed|ing)?|invoices?|kosten|kostet|preise?|geld|ausgaben|rechnung|teuer)\b|bezahl|[€$]/,
  ],
  ['me', /\b(?:i|me|my|mine|myself|ich|mich|mir|meine?[mnrs]?)\b/],
  ['digests', /\b(?:digests?|reports?|subscri\w+|every|each|weekly|berichte?|abo\w*|jede[nr]?|wöchentlich)\b/],
  ['alerts', /\b(?:alerts?|notif\w+|watch|warn\w*|meldung\w*|melde|benachrichtig\w*|beobacht\w*)\b/],
  [
    'seats',
    /\b(?:seats?|licen[cs]es?|members?|invit\w*|lizenz\w*|mitglied\w*|einladung\w*|eingeladen\w*|sitze?)\b|pl(?:ä|ae)tze/,
  ],
  [
    'usage',
    /\b(?:us(?:e|es|ed|ing|age|ers?)|activ\w*|adoption|completions?|chat|agent|trend|aktiv\w*)\b|nutz|verwend|vervollständigung/,
  ],
  ['teams', /\b(?:teams?|groups?|departments?|abteilung\w*|gruppen?)\b/],
]

const questionWord =
  /^(?:who|what|whats|how|which|when|where|is|are|do|does|did|can|could|show|give|list|compare|wer|wie|was|welche[nrs]?|wann|wo|wieviele?|gibt|zeig\w*|gib|hat|haben|sind|ist|kann|vergleich\w*)\b/

/** A longer text is not a question, and is not parsed. */
const maxQuestionLength = 200

/** Whether a line asks in a sentence instead of with a command. */
export function looksLikeQuestion(line: string): boolean {
  const text = toPlain(line)
  return text.endsWith('?') || questionWord.test(text)
}

/** What a question is about, in the order in which that is offered. */
export function readGoals(line: string): Goal[] {
  const text = toPlain(line)
  return goals.filter(([, words]) => words.test(text)).map(([goal]) => goal)
}

function toPlain(line: string): string {
  return line.slice(0, maxQuestionLength).normalize('NFKC').toLowerCase().trim()
}
