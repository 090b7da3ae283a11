import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test.each([
  ['Nok Kaew', 'NK'],
  ['nok', 'N'],
  ['Anong de la Cruz', 'AC'],
  ['นก แก้วใส', 'นก'],
  ['เมษา ไพรวัลย์', 'มพ'],
  ['คุณสมชาย ใจดี', 'สจ'],
  ['  ', '?'],
  ['', '?'],
])('%s is %s', (name, initials) => expect(initialsOf(name)).toBe(initials))
