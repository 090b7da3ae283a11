import { describe, expect, it } from 'vitest'
import { latinSounds } from './latin-sound.ts'
import { thaiSounds } from './thai-sound.ts'

describe('thaiSounds', () => {
  it.each([
    ['leading vowels', 'เดชา', 'deca'],
    ['ai before a silent ย', 'ไทย', 'tai'],
    ['a cluster under a leading vowel', 'เปรม', 'prem'],
    ['แ-ร without a closing letter', 'แพร', 'pr3'],
    ['แ-ว is no cluster', 'แก้วตา', 'k3ota'],
    ['แ-วง is one', 'แขวง', 'kw3g'],
    ['a cluster over which ิ stands', 'เลิศ', 'l5x'],
    ['one with an unwritten vowel', 'เฉลิม', 'c.l5m'],
    ['เ-ีย', 'เจียม', 'ciam'],
    ['ร written for the root', 'เกียรติ', 'kiati'],
    ['ร that may rest', 'มิตร', 'mit.R'],
    ['silenced letters', 'จันทร์', 'can'],
    ['three of them', 'กาญจน์', 'kan'],
    ['two of a cluster', 'ลักษณ์', 'lak'],
    ['with their vowel', 'สิทธิ์', 'sit'],
    ['รร before a closing letter', 'ธรรม', 'tam'],
    ['รร before an open syllable', 'พรรษา', 'pan.sa'],
    ['ทร as s', 'ทรงศักดิ์', 's.g.sak'],
    ['ศร as s', 'ศรี', 'si'],
    ['สร้ as s', 'สร้อย', 'soi'],
    ['leading ห', 'หมู', 'mu'],
    ['a ห that is heard', 'หงษ์', 'h.g'],
    ['leading อ', 'อยู่', 'yu'],
    ['ฤ', 'ฤดี', 'ridi'],
    ['ำ', 'คำ', 'kam'],
    ['ญ at the end', 'บุญ', 'bun'],
    ['ญ at the head', 'ญาดา', 'yada'],
    ['ัว', 'บัว', 'bua'],
    ['ว that may be ua', 'ดวง', 'd.v.g'],
    ['a loan word', 'มาร์ค', 'mak'],
    ['a loan diphthong', 'ไมค์', 'maiK'],
  ])('%s: %s', (_rule, word, sounds) => {
    expect(thaiSounds(word)).toBe(sounds)
  })
})

describe('latinSounds', () => {
  it.each([
    ['somchai', 'somcai'],
    ['phongphaiboon', 'pogpaibun'],
    ['prasert', 'pras5t'],
    ['porn', 'pon'],
    ['anant', 'anan'],
    ['narongk', 'narog'],
    ['wanna', 'wana'],
    ['ratchanee', 'raTcani'],
    ['kaew', 'k3o'],
    ['keaw', 'k3o'],
    ['george', 'qox.'],
    ['michael', 'mik3j'],
    ['christine', 'krixtin.'],
    ['golf', 'kof'],
    ['James', 'cameX'],
    ['José', 'cos.'],
    ['Søren', 'soren'],
  ])('%s', (word, sounds) => {
    expect(latinSounds(word)).toBe(sounds)
  })
})
