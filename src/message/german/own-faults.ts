/** German: what is wrong with the bot itself, and what to do about it. */
type OwnFault = 'store-unavailable' | 'store-full' | 'not-recorded' | 'took-too-long' | 'stopping' | 'internal'

export function ownFaultText(code: OwnFault): { happened: string; todo: string } {
  switch (code) {
    case 'store-unavailable':
      return {
        happened: 'Das Gedächtnis des Bots ist im Moment nicht zu erreichen.',
        todo: 'In ein paar Minuten noch einmal fragen; nichts davon ist verloren.',
      }
    case 'store-full':
      return {
        happened: 'Dort, wo der Bot sein Gedächtnis hat, ist kein Platz mehr.',
        todo: 'Der Betrieb des Bots kann Platz schaffen; nichts von dem, was dort steht, ist verloren.',
      }
    case 'not-recorded':
      return {
        happened:
          'Wer Personen namentlich sieht oder Zahlen mitnimmt, wird festgehalten; das ist misslungen, deshalb wird nichts gesagt.',
        todo: 'In ein paar Minuten noch einmal fragen; bleibt es so, die Referenz an den Betrieb des Bots geben.',
      }
    case 'took-too-long':
      return {
        happened: 'Die Antwort zusammenzustellen hat zu lange gedauert, deshalb habe ich abgebrochen.',
        todo: 'Nach einem einzelnen Team oder einem kürzeren Zeitraum fragen.',
      }
    case 'stopping':
      return { happened: 'Ich starte gerade neu.', todo: 'Bitte in einer Minute noch einmal fragen.' }
    case 'internal':
      return {
        happened: 'Im Bot ist etwas schiefgegangen.',
        todo: 'Die Referenz an den Betrieb des Bots geben; im Log steht mehr.',
      }
  }
}
