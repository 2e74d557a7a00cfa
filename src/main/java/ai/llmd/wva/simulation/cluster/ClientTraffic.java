package ai.llmd.wva.simulation.cluster;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.engine.PromptPrefix;
import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.outcome.RequestLedger;
import ai.llmd.wva.simulation.outcome.RequestLedger.Ending;
import ai.llmd.wva.simulation.workload.OfferedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Clients, and the gateway between them and the replicas: it routes each request, keeps it while nobody is ready, and
 * lets a client that gave up or whose replica went away ask again if that is its habit.
 */
public final class ClientTraffic implements ReplicaEvents {
    private final Agenda agenda;
    private final Scene scene;
    private final Iterator<OfferedRequest> requests;
    private final RequestLedger ledger;
    private final List<Router> routers = new ArrayList<>();
    private final List<Deque<Client>> queues = new ArrayList<>();
    private final Map<SimulatedReplica, Map<Sequence, Client>> served = new HashMap<>();

    private SimulatedCluster cluster;
    private int open;
    private boolean allCame;

    /** One who wants an answer. */
    private static final class Client {
        private final int index;
        private final OfferedRequest request;
        private int triesLeft;
        private int tries;
        private SimulatedReplica replica;
        private Sequence sequence;

        private Client(int index, OfferedRequest request, int triesLeft) {
            this.index = index;
            this.request = request;
            this.triesLeft = triesLeft;
        }
    }

    /**
     * Clients that have not come yet.
     *
     * @param requests in order of time
     * @param ledger where each of them is written down
     */
    public ClientTraffic(Agenda agenda, Scene scene, Iterator<OfferedRequest> requests, RequestLedger ledger) {
        this.agenda = agenda;
        this.scene = scene;
        this.requests = requests;
        this.ledger = ledger;
        for (var i = 0; i < scene.workload().models().size(); i++) {
            routers.add(Routing.start(scene.workload().cluster().routing()));
            queues.add(new ArrayDeque<>());
        }
    }

    /** Lets them come. */
    public void start(SimulatedCluster servedBy) {
        cluster = servedBy;
        next();
    }

    /** All have come, and everyone got an answer or went away. */
    public boolean isOver() {
        return allCame && open == 0;
    }

    /** Ends the run: writes down when those who have no whole answer yet got their first token. */
    public void leave() {
        for (var clients : served.values()) {
            for (var client : clients.values()) {
                if (client.sequence.generatedTokens() > 0) {
                    ledger.began(client.index, ttftMillis(client));
                }
            }
        }
    }

    /** Requests of a model that wait since no replica is ready. */
    public int queued(int model) {
        return queues.get(model).size();
    }

    private void next() {
        if (!requests.hasNext()) {
            allCame = true;
            return;
        }
        var request = requests.next();
        agenda.at(request.atMillis(), () -> {
            arrive(request);
            next();
        });
    }

    private void arrive(OfferedRequest request) {
        var index = ledger.add(request.atMillis(), request.model(), request.inputTokens(), request.outputTokens());
        open++;
        ask(new Client(index, request, habits(request.model()).retries()));
    }

    private void ask(Client client) {
        client.tries++;
        var tried = client.tries;
        agenda.in(client.request.patienceMillis(), () -> losePatience(client, tried));
        var ready = cluster.ready(client.request.model());
        if (ready.isEmpty()) {
            queues.get(client.request.model()).add(client);
        } else {
            send(client, ready);
        }
    }

    private void send(Client client, List<SimulatedReplica> ready) {
        for (var replica : ready) {
            replica.engine().advance(agenda.nowMillis());
        }
        var request = client.request;
        client.replica = routers.get(request.model()).pick(ready, request.prefixGroup());
        client.sequence = client.replica
                .engine()
                .submit(
                        agenda.nowMillis(),
                        new SequenceSpec(
                                request.inputTokens(),
                                request.outputTokens(),
                                FinishReason.STOP,
                                new PromptPrefix(request.prefixGroup(), request.prefixTokens())));
        served.computeIfAbsent(client.replica, any -> new HashMap<>()).put(client.sequence, client);
    }

    @Override
    public void ready(SimulatedReplica replica) {
        if (cluster == null) {
            return;
        }
        var queue = queues.get(replica.target().model());
        while (!queue.isEmpty()) {
            send(queue.remove(), cluster.ready(replica.target().model()));
        }
    }

    @Override
    public void finished(SimulatedReplica replica, Sequence sequence) {
        var client = served.get(replica).remove(sequence);
        end(client, Ending.SERVED, Double.NaN);
    }

    @Override
    public void gone(SimulatedReplica replica) {
        var left = served.remove(replica);
        if (left == null) {
            return;
        }
        var clients = new ArrayList<>(left.values());
        clients.sort((one, other) -> Integer.compare(one.index, other.index));
        for (var client : clients) {
            client.tries++;
            againOr(client, Ending.FAILED);
        }
    }

    private void losePatience(Client client, int tried) {
        if (client.tries != tried) {
            return;
        }
        if (client.sequence == null) {
            queues.get(client.request.model()).remove(client);
        } else {
            client.replica.engine().advance(agenda.nowMillis());
            if (isServed(client)) {
                return;
            }
            client.replica.engine().abort(agenda.nowMillis(), client.sequence);
            served.get(client.replica).remove(client.sequence);
        }
        client.tries++;
        againOr(client, Ending.ABANDONED);
    }

    private boolean isServed(Client client) {
        return client.sequence.isComplete()
                || (habits(client.request.model()).patience().awaited() == Patience.Awaited.FIRST_TOKEN
                        && client.sequence.generatedTokens() > 0);
    }

    private void againOr(Client client, Ending ending) {
        client.sequence = null;
        client.replica = null;
        if (client.triesLeft-- > 0) {
            agenda.in(habits(client.request.model()).retryDelayMillis(), () -> ask(client));
        } else {
            end(client, ending, agenda.nowMillis());
        }
    }

    private void end(Client client, Ending ending, double atMillis) {
        open--;
        var sequence = client.sequence;
        if (ending == Ending.SERVED) {
            ledger.end(
                    client.index,
                    ending,
                    sequence.endedAtMillis(),
                    ttftMillis(client),
                    client.request.outputTokens() == 1 ? Double.NaN : sequence.meanGapMillis());
        } else {
            ledger.end(client.index, ending, atMillis, Double.NaN, Double.NaN);
        }
        client.tries++;
    }

    /** From its first try. */
    private static double ttftMillis(Client client) {
        var firstTokenAtMillis = client.sequence.arrivedAtMillis() + client.sequence.firstTokenMillis();
        return firstTokenAtMillis - client.request.atMillis();
    }

    private ClientHabits habits(int model) {
        return scene.workload().models().get(model).clients();
    }
}
