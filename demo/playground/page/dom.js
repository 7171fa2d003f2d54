/** Makes an element. Text becomes text and never markup; what begins with `on` is a listener, all else is an attribute. */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children)
}

export function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value)
  }
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false))
  return element
}

export function find(id) {
  return document.getElementById(id)
}

/** Asks our own server. @throws Error: one sentence */
export async function fetchJson(path, body) {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(path, body === undefined ? undefined : sent)
  const answer = await response.json()
  if (!response.ok) throw new Error(`The demo answered ${response.status}: ${answer.error}`)
  return answer
}
