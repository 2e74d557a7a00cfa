package ai.llmd.wva.simulation.outcome;

import java.util.Arrays;

/** Every request of a run in order of arrival, in columns. Written by the run alone, then only read. */
public final class RequestLedger {
    private double[] arrivedMillis = new double[1024];
    private double[] firstTokenMillis = new double[1024];
    private double[] meanItlMillis = new double[1024];
    private double[] endedMillis = new double[1024];
    private int[] inputTokens = new int[1024];
    private int[] outputTokens = new int[1024];
    private char[] model = new char[1024];
    private Ending[] ending = new Ending[1024];
    private int size;

    /** How a request ended. */
    public enum Ending {
        /** It got all its tokens. */
        SERVED,
        /** Its client gave up, at the last try if it tried again. */
        ABANDONED,
        /** Its replica was taken away. */
        FAILED,
        /** It was still there when the run ended. */
        UNFINISHED
    }

    /** Notes an arrival; answers its index. */
    public int add(double atMillis, int ofModel, int input, int output) {
        if (size == arrivedMillis.length) {
            grow(2 * size);
        }
        arrivedMillis[size] = atMillis;
        firstTokenMillis[size] = Double.NaN;
        meanItlMillis[size] = Double.NaN;
        endedMillis[size] = Double.NaN;
        inputTokens[size] = input;
        outputTokens[size] = output;
        model[size] = (char) ofModel;
        ending[size] = Ending.UNFINISHED;
        return size++;
    }

    /**
     * Notes how a request ended.
     *
     * @param ttftMillis from its first arrival, retries included, to its first token; NaN if it never came
     * @param itlMillis mean time between its tokens; NaN for fewer than two
     */
    public void end(int index, Ending how, double atMillis, double ttftMillis, double itlMillis) {
        ending[index] = how;
        endedMillis[index] = atMillis;
        firstTokenMillis[index] = ttftMillis;
        meanItlMillis[index] = itlMillis;
    }

    /** Notes when the first token came of a request that the run did not see to its end. */
    public void began(int index, double ttftMillis) {
        firstTokenMillis[index] = ttftMillis;
    }

    public int size() {
        return size;
    }

    public double arrivedMillis(int index) {
        return arrivedMillis[index];
    }

    /** Index of its model in the workload. */
    public int model(int index) {
        return model[index];
    }

    public int inputTokens(int index) {
        return inputTokens[index];
    }

    public int outputTokens(int index) {
        return outputTokens[index];
    }

    public Ending ending(int index) {
        return ending[index];
    }

    /** From arrival to first token; NaN if it never came. */
    public double ttftMillis(int index) {
        return firstTokenMillis[index];
    }

    /** Mean time between its tokens; NaN where there were fewer than two. */
    public double meanItlMillis(int index) {
        return meanItlMillis[index];
    }

    /** When it ended, in time of the run; NaN if it did not. */
    public double endedMillis(int index) {
        return endedMillis[index];
    }

    /** Whether it was served in full within both limits. */
    public boolean meets(int index, double ttftLimitMillis, double itlLimitMillis) {
        return ending[index] == Ending.SERVED
                && firstTokenMillis[index] <= ttftLimitMillis
                && !(meanItlMillis[index] > itlLimitMillis);
    }

    private void grow(int capacity) {
        arrivedMillis = Arrays.copyOf(arrivedMillis, capacity);
        firstTokenMillis = Arrays.copyOf(firstTokenMillis, capacity);
        meanItlMillis = Arrays.copyOf(meanItlMillis, capacity);
        endedMillis = Arrays.copyOf(endedMillis, capacity);
        inputTokens = Arrays.copyOf(inputTokens, capacity);
        outputTokens = Arrays.copyOf(outputTokens, capacity);
        model = Arrays.copyOf(model, capacity);
        ending = Arrays.copyOf(ending, capacity);
    }
}
