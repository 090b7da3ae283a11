// event.senderFrame and webContents.mainFrame: the one frame whose preload may speak.
import type { WebFrameMain } from 'electron'

/** What a frame asks of its contents. */
export interface FrameContents {
  getURL(): string
  isDestroyed(): boolean
  send(channel: string, ...values: unknown[]): void
  executeJavaScript(code: string, userGesture?: boolean): Promise<unknown>
}

type Supported =
  | 'url'
  | 'origin'
  | 'parent'
  | 'top'
  | 'name'
  | 'frames'
  | 'framesInSubtree'
  | 'detached'
  | 'processId'
  | 'routingId'
  | 'frameTreeNodeId'
  | 'isDestroyed'
  | 'send'
  | 'executeJavaScript'

/** The top frame of these contents; its address is always the current one. */
export function describeMainFrame(contents: FrameContents): Pick<WebFrameMain, Supported> {
  const frame: Pick<WebFrameMain, Supported> = {
    get url() {
      return contents.getURL()
    },
    get origin() {
      const url = URL.parse(contents.getURL())
      return url ? `${url.protocol}//${url.host}` : 'null'
    },
    get top() {
      return frame as WebFrameMain
    },
    get framesInSubtree() {
      return [frame as WebFrameMain]
    },
    parent: null,
    name: '',
    frames: [],
    detached: false,
    processId: 1,
    routingId: 1,
    frameTreeNodeId: 1,
    isDestroyed: () => contents.isDestroyed(),
    send: (channel, ...values) => contents.send(channel, ...values),
    executeJavaScript: (code, userGesture) => contents.executeJavaScript(code, userGesture),
  }
  return frame
}
