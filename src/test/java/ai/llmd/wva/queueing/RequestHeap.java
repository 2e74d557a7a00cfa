package ai.llmd.wva.queueing;

/** Simulated requests that leave in the order in which they are due: a binary heap. */
final class RequestHeap {
    private final double[] due;
    private final double[] startedAt;
    private final double[] tokens;
    private int size;

    RequestHeap(int places) {
        this.due = new double[places];
        this.startedAt = new double[places];
        this.tokens = new double[places];
    }

    void add(double dueAt, double started, double ownTokens) {
        var place = size++;
        while (place > 0 && due[(place - 1) / 2] > dueAt) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        put(place, dueAt, started, ownTokens);
    }

    /** Takes the one out that is due first. */
    void remove() {
        size--;
        var place = 0;
        while (2 * place + 1 < size) {
            var child = 2 * place + 1;
            if (child + 1 < size && due[child + 1] < due[child]) {
                child++;
            }
            if (due[child] >= due[size]) {
                break;
            }
            move(child, place);
            place = child;
        }
        put(place, due[size], startedAt[size], tokens[size]);
    }

    private void move(int from, int to) {
        put(to, due[from], startedAt[from], tokens[from]);
    }

    private void put(int place, double dueAt, double started, double ownTokens) {
        due[place] = dueAt;
        startedAt[place] = started;
        tokens[place] = ownTokens;
    }

    /** When the first one is due. */
    double due() {
        return due[0];
    }

    /** When the first one started to decode. */
    double startedAt() {
        return startedAt[0];
    }

    /** How many tokens the first one decodes. */
    double tokens() {
        return tokens[0];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }
}
