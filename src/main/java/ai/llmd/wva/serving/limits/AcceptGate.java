package ai.llmd.wva.serving.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Map;

/** Sits on a listening socket: asks the port's guard about each connection that is accepted. */
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private final Map<Integer, ConnectionGuard> guards;

    AcceptGate(Map<Integer, ConnectionGuard> guards) {
        this.guards = guards;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel accepted
                && context.channel().localAddress() instanceof InetSocketAddress here
                && accepted.remoteAddress() instanceof InetSocketAddress there) {
            var guard = guards.get(here.getPort());
            if (guard != null) {
                var peer = new ConnectionGuard.Peer(there.getAddress().getHostAddress(), there.getPort());
                if (!guard.admit(peer, () -> close(accepted))) {
                    close(accepted);
                    return;
                }
                var unused = accepted.closeFuture().addListener(closed -> guard.gone(peer));
            }
        }
        context.fireChannelRead(message);
    }

    private static void close(Channel channel) {
        if (channel.isRegistered()) {
            var unused = channel.close();
        } else {
            channel.unsafe().closeForcibly();
        }
    }
}
