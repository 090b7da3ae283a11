// The little of nativeImage that a screenshot needs: a PNG that knows its size.
import type { NativeImage } from 'electron'
import { refuseUnknown } from './strict.ts'

/** Wraps PNG bytes; width and height are read from their header. */
export function createNativeImage(png: Buffer): NativeImage {
  const isEmpty = png.length < 24
  const size = isEmpty
    ? { width: 0, height: 0 }
    : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }
  const image: Pick<NativeImage, 'toPNG' | 'toDataURL' | 'isEmpty' | 'getSize' | 'getAspectRatio'> = {
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    isEmpty: () => isEmpty,
    getSize: () => size,
    getAspectRatio: () => (isEmpty ? 1 : size.width / size.height),
  }
  return refuseUnknown('NativeImage', image) as NativeImage
}
