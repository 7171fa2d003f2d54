import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '../../../src/message/languages.ts'
import { createWords } from '../../../src/message/words.ts'
import { anyText } from '../../helpers/texts.ts'

describe.each(languages)('in the language %s', language => {
  const w = createWords(language)
  const day = new Date('2026-12-24T00:00:00Z')

  const sentences: [string, (name: string) => string][] = [
    ['shared by', name => w.share.by(name)],
    ['asked by', name => w.digest.askedBy(name)],
    ['team', name => w.team.title(name)],
    ['subject', name => w.seats.title(w.subject({ kind: 'team', name }))],
    ['person', name => w.user.title(name)],
    ['excluded', name => w.alerts.excluded(name, 'on leave', day)],
    ['reason', name => w.alerts.excluded('ada@x.example', name, day)],
    ['included', name => w.alerts.included(name)],
    ['no seat', name => w.why.hadNoSeat(name)],
    ['why excluded', name => w.why.exclusion(name, day)],
    ['working', name => w.progress.working(name)],
  ]

  test.each(sentences)('an override in a name does not reverse the sentence: %s', (_what, render) => {
    const text = render('Layla \u202eharm\u202c \u2067x')
    expect(text.replace(/[\u2068\u2069]/g, '')).not.toMatch(/\p{Bidi_Control}/u)
    expect(text).toContain('Layla harm x')
  })

  test.each(sentences)('a name from right to left is isolated: %s', (_what, render) => {
    expect(render('צוות')).toContain('\u2068צוות\u2069')
  })

  test.each(sentences)('isolation is opened and closed once, whatever a name holds: %s', (_what, render) => {
    fc.assert(
      fc.property(anyText({ maxLength: 60 }), name => {
        const marks =
          render(name)
            .match(/\p{Bidi_Control}/gu)
            ?.join('') ?? ''
        expect(['', '\u2068\u2069', '\u2068\u2069\u2068\u2069']).toContain(marks)
      }),
    )
  })

  test('a full stop that belongs to a name is not doubled', () => {
    expect(w.share.by('Acme Inc.')).toMatch(/Acme Inc\.\u2069$/)
  })
})
