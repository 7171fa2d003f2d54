import { isMoment, type Message, type Moment } from '../../src/message/message.ts'

function momentsIn({ parts }: Message): Moment[] {
  const texts = parts.flatMap(part => (part.kind === 'text' ? [part.text] : part.kind === 'note' ? part.lines : []))
  return texts.flatMap(text => (typeof text === 'string' ? [] : text.filter(isMoment)))
}

/** What a card shows, with the functions by which it shows moments in each reader's zone replaced by how they read. */
export function readMoments(shown: string, message: Message): string {
  return momentsIn(message).reduce((read, moment) => read.replaceAll(functionsOf(moment), moment.text), shown)
}

function functionsOf({ moment, show }: Moment): string {
  const second = `${moment.toISOString().slice(0, 19)}Z`
  const [day, time] = [`{{DATE(${second}, SHORT)}}`, `{{TIME(${second})}}`]
  return { time, day, dayAndTime: `${day}, ${time}` }[show]
}
