import type { Response } from 'express'
import type { Web } from '../../adapters/http.ts'
import type { Values } from '../../src/message/form.ts'
import { readAsker, readLanguage } from './people.ts'
import type { Worlds } from './worlds.ts'

/** Forms for the page: opened, typed into, sent. */
export function serveForms({ application, readJson }: Pick<Web, 'application' | 'readJson'>, worlds: Worlds) {
  application.post('/form', readJson, async (request, response) => {
    const { line, asker } = request.body ?? {}
    const by = readAsker(asker)
    if (typeof line !== 'string' || !by) return void refuse(response, 400)
    const playground = await worlds.in(by.language)
    response.json({ form: await playground.openForm(line, by) })
  })
  application.post('/suggest', readJson, async (request, response) => {
    const { id, field, typed, language } = request.body ?? {}
    const known = readLanguage(language)
    if (![id, field, typed].every(text => typeof text === 'string') || !known) return void refuse(response, 400)
    const offered = await (await worlds.in(known)).suggest(id, field, typed)
    if (!offered) return void refuse(response, 404)
    response.json(offered)
  })
  application.post('/send', readJson, async (request, response) => {
    const { id, values, asker } = request.body ?? {}
    const by = readAsker(asker)
    if (typeof id !== 'string' || !by || !isValues(values)) return void refuse(response, 400)
    response.json(await (await worlds.in(by.language)).sendForm(id, values, by))
  })
}

function isValues(given: unknown): given is Values {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  return Object.values(given).every(value => [value].flat().every(text => typeof text === 'string'))
}

export function refuse(response: Response, status: 400 | 403 | 404): void {
  const error = { 400: 'bad request', 403: 'only from this machine', 404: 'not found' }[status]
  response.status(status).json({ error })
}
