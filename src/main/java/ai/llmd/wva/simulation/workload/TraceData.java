package ai.llmd.wva.simulation.workload;

import java.util.Arrays;

/** Requests of a trace, in order of time: 16 bytes each. Immutable. */
public final class TraceData {
    private final double[] atMillis;
    private final int[] inputTokens;
    private final int[] outputTokens;

    private TraceData(double[] atMillis, int[] inputTokens, int[] outputTokens) {
        this.atMillis = atMillis;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
    }

    public int size() {
        return atMillis.length;
    }

    /** Since the first row of the trace. */
    public double atMillis(int index) {
        return atMillis[index];
    }

    public int inputTokens(int index) {
        return inputTokens[index];
    }

    public int outputTokens(int index) {
        return outputTokens[index];
    }

    /** How many came earlier than an instant. */
    public int before(double millis) {
        int low = 0;
        int high = atMillis.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atMillis[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TraceData that
                && Arrays.equals(atMillis, that.atMillis)
                && Arrays.equals(inputTokens, that.inputTokens)
                && Arrays.equals(outputTokens, that.outputTokens);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(atMillis) + Arrays.hashCode(inputTokens)) + Arrays.hashCode(outputTokens);
    }

    /** Takes requests one at a time. */
    public static final class Builder {
        private double[] atMillis = new double[1024];
        private int[] inputTokens = new int[1024];
        private int[] outputTokens = new int[1024];
        private int size;

        /** Adds a request that is not earlier than the one before it. */
        public Builder add(double millis, int input, int output) {
            Refuse.unless(
                    size == 0 ? millis >= 0 : millis >= atMillis[size - 1], "a trace must be in order of time", millis);
            Refuse.unless(input >= 1, "a request has 1 token or more in it", input);
            Refuse.unless(output >= 1, "an answer has 1 token or more", output);
            if (size == atMillis.length) {
                resize(size + (size >> 1));
            }
            atMillis[size] = millis;
            inputTokens[size] = input;
            outputTokens[size] = output;
            size++;
            return this;
        }

        /** The trace; there must be a request in it. The builder is of no use after it. */
        public TraceData build() {
            Refuse.unless(size > 0, "a trace must have 1 request or more", size);
            resize(size);
            return new TraceData(atMillis, inputTokens, outputTokens);
        }

        private void resize(int capacity) {
            atMillis = Arrays.copyOf(atMillis, capacity);
            inputTokens = Arrays.copyOf(inputTokens, capacity);
            outputTokens = Arrays.copyOf(outputTokens, capacity);
        }
    }
}
