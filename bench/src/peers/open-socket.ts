/** Resolves with the open socket. `failed` hears of an end that nobody here asked for. */
export function openSocket(
  url: string,
  options: Bun.WebSocketOptions,
  failed: (reason: string) => void,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { ...options, perMessageDeflate: false });
    socket.onopen = () => resolve(socket);
    socket.onclose = ({ code, reason }) => {
      const why = `a connection ended: ${code} ${reason}`;
      reject(new Error(why));
      failed(why);
    };
  });
}

export function closeSocket(socket: WebSocket): void {
  socket.onclose = null;
  socket.close();
}
