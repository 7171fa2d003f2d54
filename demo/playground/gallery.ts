import type { Language } from '../../src/message/languages.ts'
import { createWords } from '../../src/message/words.ts'
import { type Group, groupOf } from './example-groups.ts'
import { audiences, listExamples } from './examples.ts'
import { listFormExamples } from './form-examples.ts'
import { liveExamples } from './live-examples.ts'
import { type DrawnForm, drawForm } from './open-forms.ts'
import type { Pictures } from './pictures.ts'
import { monday } from './remembered-facts.ts'
import { type Shown, showEveryWay } from './shown.ts'
import type { Worlds } from './worlds.ts'

/** A message that there is, and who may read it. */
type Indexed = { readonly name: string; readonly group: Group; readonly readers: readonly string[] }

type GalleryExample = { readonly shown: Shown } | { readonly form: DrawnForm }

type Asked = { readonly name: string; readonly reader: string; readonly language: Language }

export type Gallery = {
  /** In no order of groups. */
  index(): readonly Indexed[]
  /** `null` where there is none of that name for that reader. */
  example(asked: Asked): Promise<GalleryExample | null>
}

/** Every message and every form, as each of its readers is shown it in each language. */
export function createGallery(pictures: Pictures, worlds: Pick<Worlds, 'in'>): Gallery {
  const everyone = audiences.map(({ id }) => id)

  function listFixed(language: Language, reader: string) {
    const audience = audiences.find(({ id }) => id === reader)
    return audience ? listExamples(createWords(language, monday), audience) : []
  }

  return {
    index() {
      const readersOf = new Map<string, string[]>()
      for (const reader of everyone) {
        for (const { name } of listFixed('en', reader)) readersOf.set(name, [...(readersOf.get(name) ?? []), reader])
      }
      const fixed = [...readersOf].map(([name, readers]) => ({ name, group: groupOf(name), readers }))
      const live = liveExamples.map(({ name, readers }) => ({ name, group: groupOf(name), readers }))
      const forms = listFormExamples(createWords('en')).map(({ name }) => ({
        ...{ name, group: 'forms' as const, readers: everyone },
      }))
      return [...fixed, ...live, ...forms]
    },
    async example({ name, reader, language }) {
      const words = createWords(language, monday)
      const fixed = listFixed(language, reader).find(one => one.name === name)
      if (fixed) return { shown: showEveryWay(fixed.message, words, pictures.looks) }
      const form = listFormExamples(words).find(one => one.name === name)
      if (form) return { form: drawForm(form.form, form.line, name, words) }
      const live = liveExamples.find(one => one.name === name && one.readers.some(id => id === reader))
      const shown = live ? await live.make(await worlds.in(language)) : null
      return shown && { shown }
    },
  }
}
