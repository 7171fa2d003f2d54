import type { SeatDoor } from '../../src/acting/door.ts'
import { AppError } from '../../src/errors.ts'

/** Acting is switched off, as it is by default. */
export const disabledDoor: SeatDoor = {
  allowed: [],
  allows: () => false,
  preview: async () => {
    throw new AppError('acting-off')
  },
  press: async () => {
    throw new AppError('acting-off')
  },
  settle: async () => {},
}
