package ai.llmd.wva.serving.limits;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Java's own transport with a gate before every port that has a {@link ConnectionGuard}. Vert.x tells of a connection
 * only after its TLS handshake; the gate counts it from the moment that it is accepted, before it can cost memory.
 */
public final class GuardedTransport implements Transport, io.vertx.core.transport.Transport {
    private final Transport nio = NIO.implementation();
    private final Map<Integer, ConnectionGuard> guards = new ConcurrentHashMap<>();

    /** That of a Vertx which was built with one. */
    public static Optional<GuardedTransport> of(Vertx vertx) {
        return ((VertxInternal) vertx).transport() instanceof GuardedTransport guarded
                ? Optional.of(guarded)
                : Optional.empty();
    }

    /** Guards a port from now on; the guard that it has already stays, and is returned. */
    public ConnectionGuard guard(int port, ConnectionGuard guard) {
        var earlier = guards.putIfAbsent(port, guard);
        return earlier == null ? guard : earlier;
    }

    /** The port is closed. */
    public void release(int port) {
        guards.remove(port);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        nio.configure(config, domainSocket, bootstrap);
        bootstrap.handler(new AcceptGate(guards));
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
        nio.configure(config, domainSocket, bootstrap);
    }

    @Override
    public String name() {
        return "guarded " + NIO.name();
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public Transport implementation() {
        return this;
    }

    @Override
    public boolean supportsDomainSockets() {
        return nio.supportsDomainSockets();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        return nio.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
        return nio.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return nio.ioHandlerFactory();
    }

    @Override
    @SuppressWarnings("deprecation")
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return nio.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return nio.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return nio.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return nio.serverChannelFactory(domainSocket);
    }
}
