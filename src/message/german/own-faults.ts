/** German: what is wrong with the bot itself. */
import type { ownFaultText as english } from '../english/own-faults.ts'

export const ownFaultText: typeof english = code => {
  switch (code) {
    case 'store-unavailable':
      return {
        title: 'Ich erreiche meine Datenbank nicht',
        todo: 'Bitte in ein paar Minuten noch einmal versuchen. Nichts ist verloren.',
      }
    case 'store-full':
      return { title: 'Mein Speicher ist voll', todo: 'Der Bot-Admin muss Platz schaffen. Nichts ist verloren.' }
    case 'not-recorded':
      return {
        title: 'Ich konnte nicht ins Zugriffsprotokoll schreiben',
        todo: 'Deshalb zeige ich gerade keine Namen und Dateien. Bitte in ein paar Minuten noch einmal versuchen.',
      }
    case 'took-too-long':
      return { title: 'Das hat zu lange gedauert', todo: 'Nach einem Team oder einem kürzeren Zeitraum fragen.' }
    case 'stopping':
      return { title: 'Ich starte gerade neu', todo: 'Bitte in einer Minute noch einmal versuchen.' }
    case 'internal':
      return {
        title: 'Da ist etwas schiefgegangen',
        todo: 'Es steht im Log. Bitte dem Bot-Admin die Referenz unten schicken.',
      }
  }
}
