import { createDeliveryKinds, type KindsParts, noticeTopics } from '../../src/background/kinds.ts'
import { defaultConfigFile } from '../../src/config/file.ts'
import type { DeliveryKind } from '../../src/delivery/kind.ts'
import { createWords } from '../../src/message/words.ts'
import { noticeKind } from '../../src/notices/notify.ts'
import type { Notice } from '../../src/notices/topic.ts'
import type { Platform } from '../../src/platform.ts'
import type { Deliverable, Delivery } from '../../src/ports.ts'
import { accessPolicyOf } from '../../src/privacy/authorize.ts'
import { defaultPrivacy, openRoles } from '../../src/privacy/policy.ts'
import { createSeatHistory } from '../../src/seats/seat-history.ts'
import { defaultPolicy } from '../../src/unused-seats/findings/policy.ts'
import { fakeUsageApi } from './fake-usage-api.ts'
import { neverAborts } from './signals.ts'

/** All real kinds, as the bot registers them, where a test says nothing else. */
export function realKinds(parts: Pick<KindsParts, 'store' | 'jobs' | 'clock'> & Partial<KindsParts>) {
  return createDeliveryKinds({
    usageApi: fakeUsageApi(),
    history: createSeatHistory(parts.store, { renewal: null, activationDays: [] }),
    renderingIn: (_conversation, zone, language) => ({
      t: createWords(language ?? 'en'),
      timeZone: zone,
      commandPrefix: '',
    }),
    policy: defaultPolicy,
    graceDays: 14,
    accessPolicy: accessPolicyOf([], { roles: openRoles, privacy: defaultPrivacy }),
    personIn: async () => null,
    key: 'key',
    zone: 'UTC',
    politeness: { quietHours: { from: 0, to: 0 }, calendar: defaultPolicy.calendar },
    purchase: defaultConfigFile.purchase,
    reports: { purchase: defaultConfigFile.purchase, cost: defaultConfigFile.cost },
    links: defaultConfigFile.links,
    underusedDays: defaultConfigFile.alerts.underusedDays,
    reminders: defaultConfigFile.alerts.reminders,
    operations: null,
    admins: [],
    confirmOrganization: async () => {},
    ...parts,
  })
}

/** The kinds with something of each replaced. */
export const changeKinds = (kinds: readonly DeliveryKind[], change: Partial<DeliveryKind>): readonly DeliveryKind[] =>
  kinds.map(kind => ({ ...kind, ...change }))

/** What a delivery of one of these kinds posts. */
export function composeWith(kinds: readonly DeliveryKind[]) {
  return async (delivery: Delivery, signal = neverAborts()) => {
    const kind = kinds.find(({ name }) => name === delivery.kind)
    if (!kind) throw new Error(`there is no kind ${delivery.kind}`)
    return kind.compose(delivery, signal)
  }
}

/** The notice in a delivery of kind `notice`; `null` in others. */
export function readNotice({ kind, content }: Pick<Delivery, 'kind' | 'content'>): Notice | null {
  if (kind !== noticeKind) return null
  return noticeTopics.map(topic => topic.read(content)).find(notice => notice !== null) ?? null
}

/** What a process with these platforms can post, of the kinds that the bot has. */
export const deliverable = (...platforms: Platform[]): Deliverable => ({ platforms, kinds: registered })

// Their names and bounds: nothing is composed, so nothing is read.
const registered = realKinds({ store: {} as never, jobs: {} as never, clock: { now: () => new Date(0) } }).map(
  ({ name, maxAheadMs }) => ({ name, maxAheadMs }),
)
