/** Buttons of a card. A button with a confirmation first shows its question, which the card contains hidden. */
import { cutText } from '../../src/message/fit.ts'
import type { Action, ActionsPart, Link } from '../../src/message/message.ts'
import { limits } from './limits.ts'
import { block, line, type RichTextBlock, run } from './text-element.ts'

type Look = { title: string; style?: 'positive' | 'destructive'; mode?: 'secondary' }
/** What a press brings back; `task/fetch` has Teams ask for a dialog, and clients without any send the rest as a message. */
type Carried = { line: string; opens?: 'form'; msteams?: { type: 'task/fetch' } }
type Submit = Look & { type: 'Action.Submit'; data: Carried }
type OpenUrl = Look & { type: 'Action.OpenUrl'; url: string }
type Toggle = Look & { type: 'Action.ToggleVisibility'; targetElements: { elementId: string; isVisible?: false }[] }
export type CardAction = Submit | OpenUrl | Toggle
export type ActionSet = { type: 'ActionSet'; actions: CardAction[] }
export type Question = {
  type: 'Container'
  id: string
  style: 'emphasis'
  isVisible: false
  items: (RichTextBlock | ActionSet)[]
}

/** Buttons in the order in which they are shown, and the questions that some of them show. */
export type Buttons = { readonly actions: readonly CardAction[]; readonly questions: readonly Question[] }

/** @param id what no other part of the card is called */
export function renderActions({ actions, links = [] }: ActionsPart, id: string): Buttons {
  const primary = actions.find(({ style, isMore }) => style === 'primary' && !isMore)
  const drawn = actions.map((action, at) => {
    const questionId = `${id}-question-${at}`
    const look = lookOf(action, action === primary)
    return action.confirm
      ? { press: toggle(look, questionId), question: renderQuestion(action, action.confirm, look, questionId) }
      : { press: submit(action, look), question: null }
  })
  const presses = drawn.map(({ press }) => press)
  return {
    actions: [
      ...presses.filter(({ mode }) => mode === undefined),
      ...links.map(openUrl),
      ...presses.filter(({ mode }) => mode !== undefined),
    ],
    questions: drawn.flatMap(({ question }) => question ?? []),
  }
}

/** In sets of as many as Teams shows. Each set has its own menu, so a menu that does not fit has a set for itself. */
export function renderActionSets({ actions, questions }: Buttons): (Question | ActionSet)[] {
  const visible = actions.filter(({ mode }) => mode === undefined)
  const more = actions.filter(({ mode }) => mode !== undefined)
  const sets = actions.length <= limits.actions ? [actions] : [...inSets(visible), ...inSets(more)]
  return [
    ...questions,
    ...sets.filter(set => set.length > 0).map(set => ({ type: 'ActionSet' as const, actions: [...set] })),
  ]
}

function inSets(actions: readonly CardAction[]): CardAction[][] {
  return Array.from({ length: Math.ceil(actions.length / limits.actions) }, (_, at) =>
    actions.slice(at * limits.actions, (at + 1) * limits.actions),
  )
}

function lookOf({ label, style, isMore }: Action, isPrimary: boolean): Look {
  return {
    title: cutText(label, limits.actionTitle),
    ...(isPrimary ? { style: 'positive' } : style === 'danger' ? { style: 'destructive' } : {}),
    ...(isMore ? { mode: 'secondary' } : {}),
  }
}

function submit({ line: asked, opens }: Action, look: Look): Submit {
  return {
    type: 'Action.Submit',
    ...look,
    data: opens ? { line: asked, opens, msteams: { type: 'task/fetch' } } : { line: asked },
  }
}

function openUrl({ label, url }: Link): OpenUrl {
  return { type: 'Action.OpenUrl', title: cutText(label, limits.actionTitle), url }
}

function toggle(look: Look, elementId: string): Toggle {
  return { type: 'Action.ToggleVisibility', ...look, targetElements: [{ elementId }] }
}

/** Teams has no dialog that asks, so the card does: only the button in here acts. */
function renderQuestion(
  action: Action,
  { title, text, confirm, cancel }: NonNullable<Action['confirm']>,
  { style }: Look,
  id: string,
): Question {
  const hide: Toggle = {
    type: 'Action.ToggleVisibility',
    title: cutText(cancel, limits.actionTitle),
    targetElements: [{ elementId: id, isVisible: false }],
  }
  const act = submit(action, { title: cutText(confirm, limits.actionTitle), ...(style ? { style } : {}) })
  return {
    type: 'Container',
    id,
    style: 'emphasis',
    isVisible: false,
    items: [block([run({ strong: title })]), line([run(text)]), { type: 'ActionSet', actions: [act, hide] }],
  }
}
