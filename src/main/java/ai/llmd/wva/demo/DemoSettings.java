package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.workload.Workload;
import java.util.Optional;

/**
 * What a demo is told.
 *
 * @param workload what is asked and what serves it
 * @param speed how many times as fast as real its time goes, 1 to 60
 * @param port of the live page, 0 for any free one
 * @param keep whether to go on without load after the workload
 * @param seed of everything that is random
 */
public record DemoSettings(Workload workload, double speed, int port, boolean keep, long seed) {
    /** The workload that is shown where no other is named. */
    public static final String USUAL_SCENARIO = "demo";

    public static final double MIN_SPEED = 1;

    /**
     * Beyond it a controller that looks every 60 s, pods that are read every 15 s and an autoscaler that looks as often
     * would have less than a quarter of a second for each, and what they do would no longer fit in.
     */
    public static final double MAX_SPEED = 60;

    /** An hour in three minutes. */
    public static final double USUAL_SPEED = 20;

    public DemoSettings {
        speed(speed);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        problem(workload).ifPresent(wrong -> {
            throw new IllegalArgumentException(wrong);
        });
    }

    /**
     * The same speed.
     *
     * @throws IllegalArgumentException where it cannot be had
     */
    public static double speed(double times) {
        if (!(times >= MIN_SPEED && times <= MAX_SPEED)) {
            throw new IllegalArgumentException("must be 1 to 60, not " + times);
        }
        return times;
    }

    /** Why a workload cannot be shown; empty where it can. */
    public static Optional<String> problem(Workload workload) {
        return DemoScenario.problem(workload);
    }
}
