import type { Response } from 'express'
import type { Web } from '../../adapters/http.ts'
import type { Values } from '../../src/message/form.ts'
import { readAsker } from './people.ts'
import type { Playground } from './playground.ts'

/** Forms for the page: opened, typed into, sent. */
export function serveForms({ application, readJson }: Pick<Web, 'application' | 'readJson'>, playground: Playground) {
  application.post('/form', readJson, async (request, response) => {
    const { line, asker } = request.body ?? {}
    const by = readAsker(asker)
    if (typeof line !== 'string' || !by) return void refuse(response, 400)
    response.json({ form: await playground.openForm(line, by) })
  })
  application.post('/suggest', readJson, async (request, response) => {
    const { id, field, typed } = request.body ?? {}
    if (![id, field, typed].every(text => typeof text === 'string')) return void refuse(response, 400)
    const offered = await playground.suggest(id, field, typed)
    if (!offered) return void refuse(response, 404)
    response.json(offered)
  })
  application.post('/send', readJson, async (request, response) => {
    const { id, values, asker } = request.body ?? {}
    const by = readAsker(asker)
    if (typeof id !== 'string' || !by || !isValues(values)) return void refuse(response, 400)
    response.json({ ...(await playground.sendForm(id, values, by)), state: playground.state() })
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
