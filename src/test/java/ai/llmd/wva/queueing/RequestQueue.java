package ai.llmd.wva.queueing;

/** Simulated requests that leave in the order in which they came. */
final class RequestQueue {
    private final double[] arrivedAt;
    private final double[] due;
    private int first;
    private int size;

    RequestQueue(int places) {
        this.arrivedAt = new double[Math.max(1, places)];
        this.due = new double[Math.max(1, places)];
    }

    void add(double arrived, double dueAt) {
        var place = (first + size) % due.length;
        arrivedAt[place] = arrived;
        due[place] = dueAt;
        size++;
    }

    /** When the first one is due. */
    double due() {
        return due[first];
    }

    /** Takes the first one out, and returns when it arrived. */
    double remove() {
        var arrived = arrivedAt[first];
        first = (first + 1) % due.length;
        size--;
        return arrived;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }
}
