import { type Answer, refuse } from '../answer.ts'
import type { Call, CloudParts } from '../cloud-parts.ts'
import { readJson } from '../content.ts'
import { INSPECTOR_TOKEN } from '../emulator.ts'
import { ask } from '../forward.ts'
import { checkView } from '../view.ts'

/** `views.open` and `views.push`: our trigger id is exchanged for one that emulate takes. */
export async function showModal(call: Call, cloud: CloudParts): Promise<Answer> {
  const wrong = checkView(call.args)
  if (wrong) return wrong
  const trigger = cloud.triggers.use(String(call.args.trigger_id ?? ''))
  if ('error' in trigger) return refuse(trigger.error)
  const asked = { user_id: trigger.userId, view_id: trigger.viewId }
  const { trigger_id } = await cloud.emulator.call('views.generateTriggerId', asked, INSPECTOR_TOKEN)
  return show(call, cloud, { trigger_id }, trigger.userId)
}

export async function publishView(call: Call, cloud: CloudParts): Promise<Answer> {
  return checkView(call.args) ?? show(call, cloud, {}, String(call.args.user_id))
}

export async function updateView(call: Call, cloud: CloudParts): Promise<Answer> {
  return checkView(call.args) ?? show(call, cloud, {})
}

async function show(call: Call, cloud: CloudParts, more: Record<string, unknown>, user?: string): Promise<Answer> {
  const body = await ask(call, cloud, { ...more, view: readJson(call.args.view) })
  if (body.ok) {
    const view = body.view as Record<string, unknown>
    cloud.recorder.add('view', { method: call.method, view, ...(user ? { user } : {}) })
  }
  return { status: 200, body }
}
