/** Buttons of a message, and what a press of them asks. */
import type { ActionsBlock, ActionsBlockElement, Button, ConfirmationDialog, PlainTextOption } from '@slack/types'
import type { Action, ActionsPart, Link } from '../../src/message/message.ts'
import { limits } from './limits.ts'
import { show } from './text.ts'

/** Buttons and menus that ask a line or open its form. */
export const pressed = /^(ask|form|more)-/
/** Buttons that open a page: Slack wants their presses acknowledged as well. */
export const linked = /^link-/

/** What a press comes with, as far as it is read. */
type Pressed = {
  readonly action_id: string
  readonly value?: string | undefined
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined
}

export function renderActions({ actions, links = [] }: ActionsPart): ActionsBlock[] {
  // A shortened line would ask something else: the button is left out, and its line is shown in the text.
  const usable = actions.filter(({ line }) => line.length <= limits.buttonValue)
  const { buttons, inMenu } = divide(usable)
  const primary = buttons.find(({ style }) => style === 'primary')
  const elements = [
    ...buttons.map((action, at) => renderButton(action, at, action === primary)),
    ...links.filter(({ url }) => url.length <= limits.url).map(renderLink),
    ...renderMenus(inMenu),
  ].slice(0, limits.buttons)
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

/** Buttons that can be read at a glance next to a menu. */
const maxNextToMenu = 3

/**
 * What asks first is a button although it belongs behind “more”: other buttons make room for it, the last first, so that
 * no more than three stand next to the menu.
 */
function divide(actions: readonly Action[]): { buttons: readonly Action[]; inMenu: readonly Action[] } {
  const asking = actions.filter(action => action.isMore === true && !isForMenu(action))
  const visible = actions.filter(({ isMore }) => isMore !== true)
  const moved = visible
    .slice(1)
    .slice(Math.max(0, maxNextToMenu - 1 - asking.length))
    .filter(action => asking.length > 0 && !action.confirm && action.style === undefined && fitsInMenu(action))
  return {
    buttons: actions.filter(action => !isForMenu(action) && !moved.includes(action)),
    inMenu: [...moved, ...actions.filter(isForMenu)],
  }
}

/** A menu asks before all of its options or before none, and its values are short: anything else stays a button. */
function isForMenu(action: Action): boolean {
  return action.isMore === true && !action.confirm && fitsInMenu(action)
}

function fitsInMenu(action: Action): boolean {
  return optionValue(action).length <= limits.optionValue
}

function renderButton({ label, line, opens, style, confirm, isMore }: Action, at: number, isPrimary: boolean): Button {
  // What belongs in a menu does not compete with the primary button; its question is still a red one.
  const isRed = style === 'danger' && !isMore
  return {
    type: 'button',
    action_id: `${opens === 'form' ? 'form' : 'ask'}-${at}`,
    text: plainText(label, limits.buttonText),
    value: line,
    ...(isPrimary ? { style: 'primary' } : isRed ? { style: 'danger' } : {}),
    ...(confirm ? { confirm: renderConfirmation(confirm, style) } : {}),
  }
}

function renderConfirmation(
  { title, text, confirm, cancel }: NonNullable<Action['confirm']>,
  style: Action['style'],
): ConfirmationDialog {
  return {
    title: plainText(title, limits.confirmTitle),
    text: plainText(text, limits.confirmText),
    confirm: plainText(confirm, limits.confirmButton),
    deny: plainText(cancel, limits.confirmButton),
    style: style ?? 'primary',
  }
}

function renderLink({ label, url }: Link, at: number): Button {
  return { type: 'button', action_id: `link-${at}`, text: plainText(label, limits.buttonText), url }
}

function renderMenus(actions: readonly Action[]): ActionsBlockElement[] {
  const options = actions.map(
    (action): PlainTextOption => ({
      text: plainText(action.label, limits.optionText),
      value: optionValue(action),
    }),
  )
  return Array.from({ length: Math.ceil(options.length / limits.menuOptions) }, (_, at) => ({
    type: 'overflow' as const,
    action_id: `more-${at}`,
    options: options.slice(at * limits.menuOptions, (at + 1) * limits.menuOptions),
  }))
}

/** An option has no id of its own, so a prefix of its line says whether it opens a form. */
function optionValue({ line, opens }: Action): string {
  return `${opens === 'form' ? 'form' : 'ask'} ${line}`
}

export function readPress({ action_id: id, value = '', selected_option: option }: Pressed) {
  if (!id.startsWith('more-')) return { line: value, opensForm: id.startsWith('form-') }
  const chosen = option?.value ?? ''
  return { line: chosen.replace(/^(ask|form) /, ''), opensForm: chosen.startsWith('form ') }
}

function plainText(text: string, longest: number) {
  return { type: 'plain_text' as const, text: show(text, longest), emoji: false }
}
