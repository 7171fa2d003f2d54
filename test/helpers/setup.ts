import fc from 'fast-check'
import { propertyRuns } from './sizes.ts'

fc.configureGlobal({ numRuns: propertyRuns })
