/** The types that the declarations of botbuilder name. */

import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export type INodeBuffer = Buffer
export type INodeDuplex = Duplex
export type INodeSocket = Socket
export type IReceiveRequest = { verb: string; path: string; streams: unknown[] }
export type IStreamingTransportServer = { start(): Promise<string> }

export declare abstract class RequestHandler {
  abstract processRequest(request: IReceiveRequest, logger?: unknown): Promise<StreamingResponse>
}

export declare class StreamingResponse {
  statusCode: number
}

export declare abstract class NodeWebSocketFactoryBase {}
