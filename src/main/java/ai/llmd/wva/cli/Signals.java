package ai.llmd.wva.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command answer SIGTERM and SIGINT itself, so that it can finish what it is doing and exit 0, and tell a first
 * Ctrl-C from a second. A JVM shutdown hook can do neither.
 *
 * <p>The JDK offers this only as {@code sun.misc.Signal}, an API that javac warns about on every use; it is reached by
 * reflection so that the build can go on treating warnings as errors. Where the JVM refuses (started with
 * {@code -Xrs}), signals keep their ordinary effect.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** Takes signals back to what they did before. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Runs {@code action} on a thread of its own each time the process is told to stop, in place of stopping, until the
     * registration is closed.
     */
    public static Registration onStop(Runnable action) {
        var terminate = handle("TERM", action);
        var interrupt = handle("INT", action);
        return () -> {
            interrupt.close();
            terminate.close();
        };
    }

    private static Registration handle(String name, Runnable action) {
        try {
            var signalType = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, answering(action));
            var signal = signalType.getConstructor(String.class).newInstance(name);
            var handle = signalType.getMethod("handle", signalType, handlerType);
            var former = handle.invoke(null, signal, handler);
            return () -> restore(handle, signal, former);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("signal", name).setCause(e).log("the signal keeps its default effect");
            return () -> {};
        }
    }

    private static void restore(Method handle, Object signal, Object former) {
        try {
            handle.invoke(null, signal, former);
        } catch (ReflectiveOperationException e) {
            LOG.atWarn().addKeyValue("signal", signal).setCause(e).log("the signal handler could not be restored");
        }
    }

    private static InvocationHandler answering(Runnable action) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "stop handler";
        };
    }
}
