package ai.llmd.wva.engine;

import java.util.Comparator;
import java.util.PrimitiveIterator;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Clients of one engine or several in virtual time: each asks when it is due, gives up when its patience ends, and asks
 * again if that is its habit. A client has the same patience in every try.
 *
 * <p>Not thread-safe. {@link #advance} moves only the engines that something happens to: advance the others where their
 * state is looked at.
 */
public final class ImpatientClients {
    private final PrimitiveIterator.OfDouble arrivalsMillis;
    private final Function<RandomGenerator, SequenceSpec> requests;
    private final ClientHabits habits;
    private final RandomGenerator random;
    private final Supplier<Engine> balancer;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::atMillis).thenComparingLong(Event::number));

    private long number;
    private double nextArrivalMillis;
    private long offered;
    private long retried;
    private long abandoned;

    /** Something that is due; equal times in the order in which they were noted. */
    private record Event(double atMillis, long number, Runnable what) {}

    /** One client: what it wants, how long it waits, how often it will ask again. */
    private record Client(SequenceSpec spec, double patienceMillis, int retriesLeft) {
        Client again() {
            return new Client(spec, patienceMillis, retriesLeft - 1);
        }
    }

    /**
     * Clients that have not come yet.
     *
     * @param arrivalsMillis when each asks first, in order of time
     * @param requests what each asks for
     * @param random for {@code requests} and for their patience
     * @param balancer the engine of the next try
     */
    public ImpatientClients(
            PrimitiveIterator.OfDouble arrivalsMillis,
            Function<RandomGenerator, SequenceSpec> requests,
            ClientHabits habits,
            RandomGenerator random,
            Supplier<Engine> balancer) {
        this.arrivalsMillis = arrivalsMillis;
        this.requests = requests;
        this.habits = habits;
        this.random = random;
        this.balancer = balancer;
        this.nextArrivalMillis = nextArrival();
    }

    /** Lets everything happen up to and including {@code untilMillis}. */
    public void advance(double untilMillis) {
        while (true) {
            var nextEventMillis = events.isEmpty()
                    ? Double.POSITIVE_INFINITY
                    : events.element().atMillis();
            if (Math.min(nextArrivalMillis, nextEventMillis) > untilMillis) {
                return;
            }
            if (nextArrivalMillis <= nextEventMillis) {
                if (nextArrivalMillis == Double.POSITIVE_INFINITY) {
                    return;
                }
                arrive();
            } else {
                events.remove().what().run();
            }
        }
    }

    /** Clients that have come. */
    public long offered() {
        return offered;
    }

    /** Requests sent, retries among them. */
    public long sent() {
        return offered + retried;
    }

    /** Requests sent again by clients that had given up. */
    public long retried() {
        return retried;
    }

    /** Requests that their clients gave up, to be sent again or not. */
    public long abandoned() {
        return abandoned;
    }

    private void arrive() {
        offered++;
        var spec = requests.apply(random);
        ask(nextArrivalMillis, new Client(spec, habits.patience().drawMillis(random), habits.retries()));
        nextArrivalMillis = nextArrival();
    }

    private void ask(double atMillis, Client client) {
        var engine = balancer.get();
        var sequence = engine.submit(atMillis, client.spec());
        var endMillis = atMillis + client.patienceMillis();
        if (endMillis < Double.POSITIVE_INFINITY) {
            note(endMillis, () -> losePatience(endMillis, client, engine, sequence));
        }
    }

    private void losePatience(double atMillis, Client client, Engine engine, Sequence sequence) {
        engine.advance(atMillis);
        if (isServed(sequence)) {
            return;
        }
        engine.abort(atMillis, sequence);
        abandoned++;
        if (client.retriesLeft() > 0) {
            var againMillis = atMillis + habits.retryDelayMillis();
            note(againMillis, () -> {
                retried++;
                ask(againMillis, client.again());
            });
        }
    }

    private boolean isServed(Sequence sequence) {
        return switch (habits.patience().awaited()) {
            case FIRST_TOKEN -> sequence.generatedTokens() > 0;
            case ANSWER -> sequence.isComplete();
        };
    }

    private void note(double atMillis, Runnable what) {
        events.add(new Event(atMillis, number++, what));
    }

    private double nextArrival() {
        return arrivalsMillis.hasNext() ? arrivalsMillis.nextDouble() : Double.POSITIVE_INFINITY;
    }
}
