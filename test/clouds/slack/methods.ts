import { type Answer, accept, refuse } from './answer.ts'
import type { Call, CloudParts } from './cloud-parts.ts'
import { forward } from './forward.ts'
import { describeInstallation, listWorkspaces } from './methods/auth.ts'
import { deleteMessage, postEphemeral, postMessage, updateMessage } from './methods/chat.ts'
import { shareFile } from './methods/files.ts'
import { readConversation } from './methods/history.ts'
import { listUserGroups } from './methods/usergroups.ts'
import { findByEmail, listUsers, showUser } from './methods/users.ts'
import { publishView, showModal, updateView } from './methods/views.ts'

type Method = (call: Call, cloud: CloudParts) => Promise<Answer> | Answer

/** What emulate does not do, or does more kindly than Slack; everything else goes to it as it is. */
const METHODS: Record<string, Method> = {
  'api.test': ({ args }) => (args.error ? refuse(String(args.error), { args }) : accept({ args })),
  'apps.connections.open': openConnection,
  'auth.teams.list': listWorkspaces,
  'auth.test': describeInstallation,
  'chat.delete': deleteMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.postMessage': postMessage,
  'chat.update': updateMessage,
  'conversations.history': readConversation,
  'conversations.replies': readConversation,
  'files.completeUploadExternal': shareFile,
  'usergroups.list': listUserGroups,
  'users.info': showUser,
  'users.list': listUsers,
  'users.lookupByEmail': findByEmail,
  'views.open': showModal,
  'views.publish': publishView,
  'views.push': showModal,
  'views.update': updateView,
}

const APP_LEVEL = new Set(['apps.connections.open', 'auth.test', 'api.test'])

export async function answerMethod(call: Call, cloud: CloudParts): Promise<Answer> {
  const fits = call.token.kind === 'app' ? APP_LEVEL.has(call.method) : call.method !== 'apps.connections.open'
  if (!fits) return refuse('not_allowed_token_type')
  return (METHODS[call.method] ?? forward)(call, cloud)
}

function openConnection(_call: Call, { sockets }: CloudParts): Answer {
  return accept({ url: sockets.open() })
}
