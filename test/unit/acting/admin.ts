import { type Authorization, authorize } from '../../../src/privacy/authorize.ts'
import { defaultPrivacy } from '../../../src/privacy/policy.ts'

export const admin: Authorization<'admin'> = await authorize(
  defaultPrivacy,
  { surface: 'personal', isStranger: false, role: async () => 'admin' },
  'admin',
)
