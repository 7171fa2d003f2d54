import { unescape as decode } from 'node:querystring'
import { refuse, refuseParameters, type WireAnswer } from './wire/answers.ts'
import { type Fields, type ParameterValues, readParameters } from './wire/parameters.ts'
import type { Dialect } from './wire/profiles.ts'
import type { World } from './world.ts'

/** One request, its place in the world found. */
export type Ask = {
  world: World
  query: URLSearchParams
  /** What stands in the one part of the path that a route leaves open, decoded; else empty. */
  open: string
}

export type Route = {
  /** As in the vendor's documents, e.g. `/api/v1/team/{teamId}/users`. */
  path: string
  /** Only for an admin's token. */
  admin: boolean
  /** Needs the token's own `organizationId`. */
  ownOrganization: boolean
  served: (dialect: Dialect) => boolean
  /** What parameters that cannot be read are answered with; most routes: 400, and which they are. */
  badParametersStatus: 400 | 500
  answer: (ask: Ask) => WireAnswer
}
type RouteOptions = Partial<Pick<Route, 'admin' | 'ownOrganization' | 'served' | 'badParametersStatus'>>

/** A route whose parameters are read, and refused, before it is asked. */
export function makeRoute<Shape extends Fields>(
  path: string,
  options: RouteOptions,
  fields: Shape,
  answer: (ask: Ask & { values: ParameterValues<Shape> }) => WireAnswer,
): Route {
  return {
    path,
    admin: false,
    ownOrganization: false,
    served: () => true,
    badParametersStatus: 400,
    ...options,
    answer: ask => {
      const read = readParameters(fields, ask.query, ask.world.dialect)
      if (!('errors' in read)) return answer({ ...ask, values: read.values })
      return options.badParametersStatus === 500
        ? refuse(ask.world.dialect, 500, 'Internal server error')
        : refuseParameters(read.errors)
    },
  }
}

/** Finds the route of a path, and what stands in its open part; a literal part wins over an open one. */
export function matchRoute(routes: readonly Route[], path: string): { route: Route; open: string } | undefined {
  const literal = routes.find(route => route.path === path)
  if (literal) return { route: literal, open: '' }
  for (const route of routes) {
    const open = matchOpen(route.path, path)
    if (open) return { route, open }
  }
  return undefined
}

function matchOpen(pattern: string, path: string): string | undefined {
  const [before, after] = pattern.split(/\{\w+\}/)
  if (before === undefined || after === undefined) return undefined
  if (!path.startsWith(before) || !path.endsWith(after) || path.length <= before.length + after.length) return undefined
  const part = path.slice(before.length, path.length - after.length)
  return part.includes('/') ? undefined : decode(part)
}
