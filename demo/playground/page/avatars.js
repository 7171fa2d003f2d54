import { make, makeSvg } from './dom.js'

/** Faces of the people whom a visitor can be, drawn by us: skin, hair, shirt and background of each. */
const faces = {
  admin: { skin: '#f1c9a5', hair: '#7a4a24', shirt: '#3d5a80', ground: '#d6e4f0', style: 'long' },
  lead: { skin: '#e8b98f', hair: '#1d1a1a', shirt: '#2a6f5b', ground: '#d8efe3', style: 'short' },
  developer: { skin: '#e6b58a', hair: '#26211f', shirt: '#b5532f', ground: '#f6e0d2', style: 'fringe' },
  inactive: { skin: '#f4d3b8', hair: '#b5652b', shirt: '#5b4b8a', ground: '#e5e0f3', style: 'beard' },
  returning: { skin: '#e3b189', hair: '#2b1d16', shirt: '#a83f6f', ground: '#f6dbe7', style: 'bun' },
  'never-used': { skin: '#c98f63', hair: '#2a1a12', shirt: '#8a6a1f', ground: '#f3e9c9', style: 'long' },
}

const hair = {
  short: 'M9 17c0-8 5-11 11-11s11 3 11 11c-2-4-5-6-7-6-4 2-9 2-13 2-1 1-2 2-2 4z',
  fringe: 'M8.500 19c-1-9 5-13.500 11.500-13.500S32 10 31.500 19c-1-3-2-5-4-6-3 2-8 3-14 2.500-3 .5-4 2-5 3.500z',
  long: 'M8 32c-1-4-.5-8-.5-13C7.500 10 13 5.500 20 5.500S32.500 10 32.500 19c0 5 .5 9-.5 13h-4c1-5 1-10 .5-16-4-1-7-3-9-5-2 3-4 5-8 6-.5 5-.5 10 .5 15z',
  bun: 'M20 1.500a4.200 4.200 0 1 1 0 8.400 4.200 4.200 0 0 1 0-8.400zM8.500 19c-.5-9 5-12.500 11.500-12.500S32 10 31.500 19c-1-4-4-7-11.500-7S9.500 15 8.500 19z',
  beard:
    'M9 16c0-7 5-10.500 11-10.500S31 9 31 16c-2-3-5-4.500-11-4.500S11 13 9 16zM10 20c.5 9 4.500 13 10 13s9.500-4 10-13c-1.500 4-3 5.500-5 5.500-1.500-1-3-1.500-5-1.500s-3.500.5-5 1.500c-2 0-3.500-1.500-5-5.500z',
}

const tints = ['#5b6abf', '#3f7f6b', '#a3562d', '#8a4a86', '#3a6f94', '#7a6a2c']

/** A person's face; for others the first letters of their name. */
export function drawFace(id, name) {
  const face = faces[id]
  return make('span', { class: 'avatar', 'aria-hidden': 'true' }, face ? drawPerson(face) : drawInitials(name))
}

/** Twice the hair behind long faces, else the ears stand free. */
function drawPerson({ skin, hair: shade, shirt, ground, style }) {
  return picture(
    makeSvg('rect', { width: 40, height: 40, fill: ground }),
    makeSvg('path', { d: 'M4 40c1-8 7-11 16-11s15 3 16 11z', fill: shirt }),
    makeSvg('path', { d: 'M16 25h8v5c0 3-8 3-8 0z', fill: skin }),
    makeSvg('ellipse', { cx: 20, cy: 19, rx: 9, ry: 10.5, fill: skin }),
    makeSvg('path', { d: hair[style], fill: shade }),
    ...[16.3, 23.7].map(cx => makeSvg('circle', { cx, cy: 19.5, r: 1.1, fill: '#2b2523' })),
    makeSvg('path', {
      d: 'M16.500 24c2 2 5 2 7 0',
      fill: 'none',
      stroke: '#8d4b3a',
      'stroke-width': 1.2,
      'stroke-linecap': 'round',
    }),
  )
}

function drawInitials(name) {
  const letters = name
    .split(/\s+/)
    .map(part => part.charAt(0))
    .join('')
  const tint = tints[[...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % tints.length]
  return picture(
    makeSvg('rect', { width: 40, height: 40, fill: tint }),
    makeSvg('text', { x: 20, y: 26, 'text-anchor': 'middle', class: 'initials' }, letters.slice(0, 2).toUpperCase()),
  )
}

/** The bot's own picture: three bars. */
export function drawBotFace() {
  const bar = (x, height, fill) => makeSvg('rect', { x, y: 29 - height, width: 5, height, rx: 1.5, fill })
  const face = picture(
    makeSvg('rect', { width: 40, height: 40, fill: '#1b1f3b' }),
    ...[bar(10, 9, '#8fb8ff'), bar(17.5, 18, '#c4b5fd'), bar(25, 13, '#7ee2c2')],
  )
  return make('span', { class: 'avatar', 'aria-hidden': 'true' }, face)
}

function picture(...shapes) {
  return makeSvg('svg', { viewBox: '0 0 40 40', focusable: 'false' }, ...shapes)
}
