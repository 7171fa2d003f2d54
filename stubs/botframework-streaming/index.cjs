// Replaces botframework-streaming (19 MB, of which 16 MB are a test library): Teams reaches the bot by HTTP, never by WebSocket or pipe.
class Unavailable {
  constructor() {
    throw new Error('The bot answers HTTP requests only: see docs/dependencies.md.')
  }
}

// botbuilder extends this class while it loads, and creates it only for a WebSocket or a pipe.
exports.RequestHandler = Unavailable
exports.NamedPipeServer = Unavailable
exports.NodeWebSocketFactory = Unavailable
exports.StreamingResponse = Unavailable
exports.WebSocketServer = Unavailable
exports.StreamingRequest = { create: () => new Unavailable() }
