package ai.llmd.wva.config;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A value that may change while the controller runs: ask for the newest before each use, or be told. Thread-safe. */
public final class Live<T> {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<T> newest;

    public Live(T first) {
        this.newest = new AtomicReference<>(first);
    }

    public T get() {
        return newest.get();
    }

    /** Takes a value; listeners are told, on this thread, unless it equals the last one. */
    public void set(T value) {
        if (!value.equals(newest.getAndSet(value))) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Has a quick listener called after each change, until {@link #forget}. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Never shows the value, which may be secret. */
    @Override
    public String toString() {
        return "Live";
    }
}
